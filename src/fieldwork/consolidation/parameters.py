"""What each notebook of dashboards/consolidation may be told: a model each, checked before anything runs.

Papermill itself only warns of an unknown name, passes any type, and runs a name that holds code.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar, Final, Literal

from pydantic import ConfigDict, Field, PositiveInt

from fieldwork.errors import ConsolidationError, nearest
from fieldwork.folders import resources
from fieldwork.parameters import Document, find, load, value

# Files that a notebook finds in its pack's folder, where it runs.
SNAPSHOT: Final = "snapshot.duckdb"
EARLIER: Final = "earlier.duckdb"
TEMPLATE: Final = "template.docx"


class Parameters(Document):
    """What every notebook is told. A field is a parameter: the notebook's own cell names them all."""

    model_config = ConfigDict(strict=True)
    frozen: ClassVar[frozenset[str]] = frozenset({"snapshot"})  # said by what is frozen, and by nobody else

    snapshot: Literal["snapshot.duckdb"] = SNAPSHOT

    def told(self) -> dict[str, Any]:
        """Name -> value, as the notebook gets them."""
        return self.model_dump()


class WeekParameters(Parameters):
    """Of week.ipynb."""

    frozen: ClassVar[frozenset[str]] = frozenset({"snapshot", "earlier", "week"})

    week: PositiveInt
    earlier: Literal["earlier.duckdb"] | None  # None: there is no earlier week to compare with
    splits: list[Literal["tier1", "tier2", "stratum", "week"]] = Field(max_length=4)


class PanelParameters(Parameters):
    """Of panel.ipynb."""

    frozen: ClassVar[frozenset[str]] = frozenset({"snapshot", "template"})

    template: Literal["template.docx"] | None  # a Word file whose styles the documents take


NOTEBOOKS: Mapping[str, type[Parameters]] = {"week": WeekParameters, "panel": PanelParameters}


def notebook_file(notebook: str) -> Path:
    """The notebook, of those that fieldwork carries. ConsolidationError where it is none of them."""
    if notebook not in NOTEBOOKS:
        raise ConsolidationError(
            f"notebook {notebook!r}",
            f"there is no such notebook{nearest(notebook, NOTEBOOKS)}.",
            f"Known: {', '.join(NOTEBOOKS)}.",
        )
    return resources() / "dashboards" / "consolidation" / f"{notebook}.ipynb"


def told_on_the_command_line(options: list[str]) -> dict[str, Any]:
    """`["splits=[tier1]"]` -> `{"splits": ["tier1"]}`. ConsolidationError where one is not name=value."""
    told: dict[str, Any] = {}
    for option in options:
        name, equals, text = option.partition("=")
        if not equals or name in told:
            wrong = "it stands twice." if equals else "it has no value."
            raise ConsolidationError(f"-p {option!r}", wrong, "Each parameter once, as name=value.")
        told[name] = value(text, ConsolidationError)
    return told


def checked(notebook: str, given: Mapping[str, Any], frozen: Mapping[str, Any]) -> Parameters:
    """The parameters of a notebook: its file's, then the `given` ones, then those that are `frozen`.

    ConsolidationError, with everything that is wrong, on a name that the notebook does not know or that is
    not given by hand, on a missing one, and on a value of another type.
    """
    model = NOTEBOOKS[notebook]
    by_hand = sorted(model.model_fields.keys() - model.frozen)
    for name in given:
        if name not in by_hand:
            raise ConsolidationError(
                f"parameter {name!r}",
                f"{notebook}.ipynb takes no such parameter by hand{nearest(name, by_hand)}.",
                f"Known: {', '.join(by_hand) or 'none'}.",
            )
    return load(
        find("consolidation", notebook, ConsolidationError), model, ConsolidationError, {**given, **frozen}
    )

"""An inspection programme: its standards, key questions, samples and rules, from parameters/programmes/*.yml.

Nothing here decides anything: the rows go into the snapshot (`Programme.tables`), and the queries join them.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Self

from fieldwork.errors import ProgrammeError
from fieldwork.parameters import Location, SampleSize, find
from fieldwork.parameters import load as load_document
from fieldwork.programme import checks, choosing, rows
from fieldwork.programme.model import Content
from fieldwork.programme.spellings import Spellings, spellings
from fieldwork.programme.stated import Stated, rules

__all__ = ["Programme", "SampleSize", "Spellings", "Stated", "load"]


class Programme(Content):
    """A whole programme."""

    def problems(self) -> Iterator[tuple[Location, str]]:
        """What does not fit together in the file, each with its path."""
        return checks.problems(self)

    def misfits(
        self, organisation: str, sizes: Mapping[str, SampleSize], additional: Collection[str] = ()
    ) -> list[str]:
        """Why an inspection of `organisation`, with its own `sizes` and choice of standards, does not fit."""
        return checks.misfits(self, organisation, sizes, additional)

    def with_additional(self, chosen: Collection[str]) -> Self:
        """The programme of an inspection that has chosen these of its additional standards."""
        return self.model_copy(update=choosing.chosen(self, chosen))

    def spellings(self) -> Spellings:
        """Every spelling of what the programme names, as it stands in the file."""
        return spellings(self)

    def sizes_of(self, organisation: str | None, own: Mapping[str, SampleSize]) -> dict[str, SampleSize]:
        """The size of each sample: what the inspection says of its `own`, then what the programme knows."""
        return rows.sizes_of(self, organisation, own)

    def rules(self) -> Iterator[Stated]:
        """Every rule: its name, what it says in words, its evidence and source, its path in the file."""
        return rules(self)

    def tables(self, organisation: str | None, sizes: Mapping[str, SampleSize]) -> dict[str, list[rows.Row]]:
        """The rows of `queries/schema.sql`'s tables `programme` to `prompts`, by table, in its column order.

        `organisation` and `sizes`, the inspection's own, say how large the samples are (`sizes_of`).
        """
        return rows.tables(self, self.name, organisation, sizes)


def load(name: str) -> Programme:
    """The programme called `name`, or at that path. Raises ProgrammeError with all that is wrong with it."""
    return load_document(find("programmes", name, ProgrammeError), Programme, ProgrammeError)

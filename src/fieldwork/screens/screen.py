"""What every screen is: filters it offers, panels it draws, answers it gives. Asking it needs no kernel."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, Protocol, Self

from fieldwork import inspection
from fieldwork.screens.newest import Ask, Newest
from fieldwork.screens.page import Page
from fieldwork.screens.slices import Choice, Refused, Slice, checked

Panel = dict[str, Any]
Draw = Callable[[Ask, Slice], Panel]
_FAILED = (
    "The figures behind this panel are missing from the newest snapshot. Run “fieldwork check” to see why."
)
KEPT = 64  # answers, each about 50 kB


class Source(Protocol):
    """Where rows come from: `Newest`, or drawn rows in a test."""

    @property
    def name(self) -> str: ...
    @property
    def missing(self) -> str: ...
    def look(self) -> bool: ...
    def ask(self, query: str, **parameters: Any) -> list[dict[str, Any]]: ...


class Screen(ABC):
    """One screen of one inspection. `answer` gives a slice as plain data; a notebook shows its page."""

    panels: ClassVar[Mapping[str, Draw]]  # title -> how it is drawn, in the order of the page

    def __init__(self, source: Source) -> None:
        self._source = source
        self._answers: dict[tuple[tuple[str, str], ...], dict[str, Any]] = {}
        self._page: Page | None = None

    @classmethod
    def open(cls, name: str) -> Self:
        """The screen of the inspection `name` on its newest snapshot. InspectionError: there is none."""
        screen = cls(Newest(inspection.load(name).folders))
        screen.look()
        return screen

    @abstractmethod
    def choices(self, ask: Ask) -> Sequence[Choice]:
        """The filters, with the options that this snapshot has."""

    def look(self) -> str:
        """Turn to a newer snapshot where there is one; the name of the one that is shown now, '' for none."""
        if self._source.look():
            self._answers.clear()
        return self._source.name

    def answer(self, wanted: object) -> dict[str, Any]:
        """The slice that `wanted` (filter -> value) names, as plain data; never an exception.

        {"kind": "slice", "snapshot", "inspection", "as_at", "choices": [...], "panels": [...]}, or
        {"kind": "refused" | "missing", "why"} where the page asked for what there is not.
        """
        if not self._source.name:
            return {
                "kind": "missing",
                "why": f"There are no figures yet: {self._source.missing or 'nothing is published yet.'}",
            }
        try:
            choices = self.choices(self._source.ask)
            chosen = checked(wanted, choices)
        except Refused as refusal:
            return {"kind": "refused", "why": str(refusal)}
        except Exception:
            return {
                "kind": "missing",
                "why": "The newest snapshot cannot be read. Run “fieldwork check” to see why.",
            }
        key = tuple(sorted(chosen.items()))
        if key not in self._answers:
            if len(self._answers) >= KEPT:
                self._answers.pop(next(iter(self._answers)))
            self._answers[key] = self._draw(choices, chosen)
        return self._answers[key]

    def _draw(self, choices: Sequence[Choice], chosen: Slice) -> dict[str, Any]:
        about = _first(self._source.ask, "snapshot")
        return {
            "kind": "slice",
            "snapshot": self._source.name,
            "inspection": about.get("title", ""),
            "invented": about.get("invented", False),
            "as_at": about["as_at"].isoformat(timespec="minutes") if about.get("as_at") else "",
            "choices": [choice.as_data(chosen[choice.name]) for choice in choices],
            "panels": [self._panel(title, draw, chosen) for title, draw in self.panels.items()],
        }

    def _panel(self, title: str, draw: Draw, chosen: Slice) -> Panel:
        """A panel stands alone: where one cannot be drawn it says so, and the others go on."""
        try:
            return {"id": draw.__name__, "title": title, **draw(self._source.ask, chosen)}
        except Exception:
            return {"id": draw.__name__, "title": title, "failed": _FAILED}

    def _repr_mimebundle_(self, **_: Any) -> Any:
        """Shown in a notebook: one page, built once."""
        if self._page is None:
            self._page = Page(self)
        return self._page._repr_mimebundle_()


def _first(ask: Ask, query: str) -> dict[str, Any]:
    rows = ask(query)
    return rows[0] if rows else {}

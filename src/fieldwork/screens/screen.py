"""What every screen is: filters it offers, panels it draws, answers it gives. Asking it needs no kernel."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, ClassVar, Protocol, Self

from fieldwork import inspection
from fieldwork.queries import in_its_words, programme_names
from fieldwork.screens import markup
from fieldwork.screens.figures import Ask, OfTheTeam, Published
from fieldwork.screens.page import Page
from fieldwork.screens.slices import AS_AT, Choice, Refused, Slice, checked, moment

Panel = dict[str, Any]
Draw = Callable[[Ask, Slice], Panel | None]  # None: the panel has nothing to do with this programme
_FAILED = "The figures behind this panel are missing from this snapshot. Run “fieldwork check” to see why."
_UNREADABLE = "This snapshot cannot be read. Run “fieldwork check” to see why."


class Answers(Protocol):
    """The rows of one snapshot: `Figures`, or drawn rows in a test."""

    name: str

    def ask(self, query: str, **parameters: Any) -> list[dict[str, Any]]: ...


class Source(Protocol):
    """The snapshots of an inspection: `Published`, or a test's own."""

    missing: str

    @property
    def newest(self) -> Answers | None: ...
    def look(self) -> None: ...
    def overdue(self) -> str: ...
    def by(self, moment: datetime) -> Answers: ...


class Screen(ABC):
    """One screen of one inspection. `answer` gives a slice as plain data, `content` as what a page shows."""

    panels: ClassVar[Mapping[str, Draw]]  # title -> how it is drawn, in order; {names} are the programme's
    captures: ClassVar[Mapping[str, str]] = {}  # {"leads_to", "says"}: where things are written down
    rotates: ClassVar[bool] = False  # one panel at a time, each after the other, on a shared screen
    follows: ClassVar[bool] = True  # newer figures, as they come; paper does not
    published: ClassVar[type[Published]] = OfTheTeam  # which of the inspection's snapshots it shows

    def __init__(self, source: Source) -> None:
        self._source = source
        self._page: Page | None = None

    @classmethod
    def open(cls, name: str) -> Self:
        """The screen of the inspection `name` on its newest snapshot. InspectionError: there is none."""
        declared = inspection.load(name)
        screen = cls(cls.published(declared.folders, timedelta(hours=declared.figures_expected_every_hours)))
        screen.look()
        return screen

    @abstractmethod
    def choices(self, ask: Ask) -> Sequence[Choice]:
        """The filters, with the options that this snapshot has."""

    def look(self) -> dict[str, str]:
        """Turn to a newer snapshot where there is one: its name ('' for none), and whether it is overdue."""
        self._source.look()
        return {"snapshot": self._newest, "overdue": self._source.overdue()}

    def answer(self, wanted: object) -> dict[str, Any]:
        """The slice that `wanted` (filter -> value) names, as plain data; never an exception.

        {"kind": "slice", "snapshot", "asked_of", "inspection", "invented", "as_at", "choices": [...],
        "panels": [...]}, or {"kind": "refused" | "missing", "why"} where it asks for what there is not.
        """
        newest = self._source.newest
        if newest is None:
            return {"kind": "missing", "why": f"There are no figures yet: {self._source.missing}"}
        try:
            figures, choices, chosen = self._understood(newest, wanted)
            return self._drawn(figures, choices, chosen)
        except Refused as refusal:
            return {"kind": "refused", "why": str(refusal)}
        except Exception:
            return {"kind": "missing", "why": _UNREADABLE}

    def content(self, wanted: object) -> dict[str, Any]:
        """The same as a page shows it (`markup.content`). The server keeps it: here only rows are."""
        try:
            return markup.content({"snapshot": self._newest, **self.answer(wanted)})
        except Exception:  # a page always gets an answer
            return markup.content({"snapshot": self._newest, "kind": "missing", "why": _UNREADABLE})

    @property
    def _newest(self) -> str:
        return self._source.newest.name if self._source.newest else ""

    def _understood(self, newest: Answers, wanted: object) -> tuple[Answers, Sequence[Choice], Slice]:
        asked_of = moment(wanted)
        figures = self._source.by(asked_of) if asked_of else newest
        if asked_of and figures is newest:
            if self.follows:
                raise Refused(
                    f"{asked_of:%d/%m/%Y %H:%M} is not earlier than the newest figures, and more may come. "
                    "Choose an earlier moment, or leave “As at” empty to follow them."
                )
            asked_of = None
        choices = self.choices(figures.ask)
        chosen = checked(wanted, choices)
        return figures, choices, {**chosen, AS_AT: asked_of.isoformat(timespec="minutes") if asked_of else ""}

    def _drawn(self, figures: Answers, choices: Sequence[Choice], chosen: Slice) -> dict[str, Any]:
        [about] = figures.ask("snapshot")
        return {
            "kind": "slice",
            "snapshot": figures.name,
            "asked_of": chosen[AS_AT],
            "inspection": about["title"],
            "invented": about["invented"],
            "as_at": about["as_at"].isoformat(timespec="minutes") if about["as_at"] else "",
            "captures": {} if chosen[AS_AT] else self.captures,
            "rotates": self.rotates,
            "choices": [choice.as_data(chosen[choice.name]) for choice in choices],
            "panels": [panel for panel in self._panels(figures.ask, chosen) if panel is not None],
        }

    def _panels(self, ask: Ask, chosen: Slice) -> Iterator[Panel | None]:
        for title, draw in self.panels.items():
            yield self._panel(ask, in_its_words(title, programme_names(ask)), draw, chosen)

    def _panel(self, ask: Ask, title: str, draw: Draw, chosen: Slice) -> Panel | None:
        """A panel stands alone: where one cannot be drawn it says so, and the others go on."""
        try:
            drawn = draw(ask, chosen)
            return None if drawn is None else {"id": draw.__name__, "title": title, **drawn}
        except Exception:
            return {"id": draw.__name__, "title": title, "failed": _FAILED}

    def _repr_mimebundle_(self, **_: Any) -> Any:
        """Shown in a notebook: one page, built once."""
        if self._page is None:
            self._page = Page(self)
        return self._page._repr_mimebundle_()

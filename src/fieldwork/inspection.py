"""One inspection: who is inspected, when, by whom, in which units, and where its files live.

Everything about it stands in one file, parameters/inspections/<name>.yml.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, Field, NonNegativeInt, PositiveInt

from fieldwork.errors import InspectionError, nearest
from fieldwork.folders import Folders
from fieldwork.parameters import Document, Entry, Location, SampleSize, find
from fieldwork.parameters import load as load_document

MONDAY = 0
_HOUSE = ("lead", "deputy", "data team")  # roles beside those of the inspection's own team
WEEK = timedelta(days=6)  # from its Monday to its Sunday, so that no day stands between two weeks


def _time_zone(name: str) -> str:
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(f"{name} is not a time zone such as Europe/London") from None


class Unit(Entry):
    """A tier 1 unit: the spellings that lists use for it, and its tier 2 units, each with its spellings."""

    synonyms: list[str] = Field(default_factory=list)
    tier2: dict[str, list[str]] = Field(default_factory=dict)


class Inspection(Document):
    """An inspection's file. Times in its records are wall-clock times of `time_zone`."""

    title: str
    organisation: str
    programme: str  # the name of a programme
    programme_version: str | None = None  # of the programme, where the inspection holds to it
    folder: Path  # where its inbox, ledger, snapshots and packs are, from the folder of this file
    invented: bool  # true: no real organisation, person or case is in it
    time_zone: Annotated[str, AfterValidator(_time_zone)]
    late_after_days: NonNegativeInt  # a case is late this long after its interview
    figures_expected_every_hours: PositiveInt  # screens say so when nothing newer has come for longer
    weeks: list[date] = Field(min_length=1)  # the Mondays of fieldwork
    keep_until: date | None = None  # its data are not erased before; None: nobody has said
    country: Literal["England", "Wales"] = "England"  # some steps are later in Wales
    units: dict[str, Unit]  # tier 1, by the name that the screens show
    team: dict[str, str]  # initials -> role
    forms: list[str]  # names of form mappings
    theme: str | None = None  # of the cases, where the sample of this inspection has one
    additional: list[str] = Field(default_factory=list)  # standards chosen beside the programme's core
    without_overall: bool = False  # this inspection gives no overall rating
    sizes: dict[str, SampleSize] = Field(
        default_factory=dict
    )  # by sample; what it says goes before the programme

    @property
    def folders(self) -> Folders:
        """Where its files live."""
        return Folders((self.path.parent / self.folder).resolve())

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    def spellings(self) -> tuple[dict[str, str], dict[str, str]]:
        """Spelling -> name of the tier 1 units, and of the tier 2 units."""
        tier1 = {spelling: name for name, unit in self.units.items() for spelling in (name, *unit.synonyms)}
        tier2 = {
            spelling: name
            for unit in self.units.values()
            for name, synonyms in unit.tier2.items()
            for spelling in (name, *synonyms)
        }
        return tier1, tier2

    def role(self, said: str) -> str:
        """The role as it is written, whatever the case of its letters. InspectionError: there is none."""
        known = {role.casefold(): role for role in (*_HOUSE, *self.team.values())}
        if said.casefold() not in known:
            raise InspectionError(
                f"--by {said!r}",
                f"there is no such role{nearest(said, known.values())}.",
                f"Roles, never names: {', '.join(known.values())}.",
            )
        return known[said.casefold()]

    def tables(self) -> dict[str, list[tuple[Any, ...]]]:
        """The rows of `queries/schema.sql`'s tables `inspection`, `weeks`, `units` and `team`, by table.

        A tier 1 unit without tier 2 units has one row, with null for the tier 2 unit.
        """
        units = [(tier1, tier2) for tier1, unit in self.units.items() for tier2 in unit.tier2 or (None,)]
        about = (
            self.name,
            self.title,
            self.organisation,
            self.time_zone,
            self.invented,
            self.late_after_days,
            self.theme,
            self.without_overall,
        )
        return {
            "inspection": [about],
            "weeks": [(number, starts, starts + WEEK) for number, starts in enumerate(self.weeks, 1)],
            "units": [(*unit, ordinal) for ordinal, unit in enumerate(units, 1)],
            "team": list(self.team.items()),
        }

    def problems(self) -> Iterator[tuple[Location, str]]:
        """Weeks out of order, spellings that stand for two units, sizes that cannot be."""
        for number, starts in enumerate(self.weeks):
            if starts.weekday() != MONDAY:
                yield ("weeks", number), f"{starts} is a {starts:%A}; a week of fieldwork starts on a Monday"
            if number and starts <= self.weeks[number - 1]:
                yield ("weeks", number), "the weeks must rise"
        yield from _doubled(
            "tier 1", ((name, unit.synonyms, ("units", name)) for name, unit in self.units.items())
        )
        yield from _doubled(
            "tier 2",
            (
                (name, synonyms, ("units", tier1, "tier2", name))
                for tier1, unit in self.units.items()
                for name, synonyms in unit.tier2.items()
            ),
        )
        for sample, size in self.sizes.items():
            yield from ((("sizes", sample, *place), wrong) for place, wrong in size.problems())


def _doubled(tier: str, units: Iterator[tuple[str, list[str], Location]]) -> Iterator[tuple[Location, str]]:
    """A problem for each spelling that stands for two units of one tier."""
    taken: dict[str, Location] = {}
    for name, synonyms, location in units:
        for spelling in (name, *synonyms):
            if taken.setdefault(spelling.casefold(), location) != location:
                yield location, f"{spelling} stands for another {tier} unit already"


def load(name: str) -> Inspection:
    """The inspection called `name`, or at that path. Raises InspectionError with all that is wrong."""
    return load_document(find("inspections", name, InspectionError), Inspection, InspectionError)

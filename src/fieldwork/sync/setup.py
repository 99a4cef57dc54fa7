"""All that one inspection's files say, loaded together and checked against each other."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from zoneinfo import ZoneInfo

import fieldwork
from fieldwork import inspection as inspections
from fieldwork import programme as programmes
from fieldwork import timetable as timetables
from fieldwork.errors import InspectionError
from fieldwork.folders import resources
from fieldwork.inspection import Inspection
from fieldwork.parameters import fingerprint
from fieldwork.programme import Programme
from fieldwork.records.forms import Forms, load_forms
from fieldwork.records.vocabulary import Vocabulary, fold
from fieldwork.sync.understanding import Interpreter, Row
from fieldwork.timetable import BankHolidays, Dated


@dataclass(frozen=True)
class Setup:
    """What a snapshot is made from, but for the ledger."""

    inspection: Inspection
    programme: Programme
    forms: Forms
    vocabulary: Vocabulary
    calendar: BankHolidays | None  # None where the programme has no timetable
    hashes: Mapping[str, str]  # of code, programme, calendar, inspection, forms, queries: the receipt's

    @property
    def time_zone(self) -> ZoneInfo:
        return self.vocabulary.time_zone

    @cached_property
    def interpreter(self) -> Interpreter:
        """Lives as long as this setup, so that each file is interpreted once."""
        return Interpreter(self.forms, self.vocabulary)

    @cached_property
    def timetable(self) -> list[Dated]:
        """The programme's steps in the inspection's own dates; none where the programme has no timetable."""
        asked, about = self.programme.timetable, self.inspection
        if asked is None or self.calendar is None:
            return []
        return timetables.dated(asked, about.weeks, about.country, self.calendar.working_days)

    @property
    def clashes(self) -> list[str]:
        """Where the timetable meets a bank holiday, or a year whose bank holidays are not known."""
        if self.calendar is None:
            return []
        return timetables.clashes(self.timetable, self.inspection.weeks, self.calendar.working_days)

    def tables(self) -> dict[str, list[Row]]:
        """The rows of programme, inspection and timetable."""
        of_programme = self.programme.tables(self.inspection.organisation, self.inspection.sizes)
        of_timetable = timetables.tables(self.timetable, self.calendar) if self.calendar else {}
        return {**of_programme, **self.inspection.tables(), **of_timetable}


def load(name: str) -> Setup:
    """The inspection called `name`, or the one at that path, with its programme and forms.

    InspectionError, ProgrammeError or FormError with all that is wrong with the file in question.
    """
    inspection = inspections.load(name)
    programme = programmes.load(inspection.programme)
    if inspection.programme_version not in (None, programme.version):
        raise InspectionError(
            str(inspection.path),
            f"it was made with the version {inspection.programme_version!r} of its programme.",
            f"{programme.path.name} is now {programme.version!r}.",
            "Name the file of that version under `programme`, or say the new version if it is meant.",
        )
    misfits = programme.misfits(inspection.organisation, inspection.sizes, inspection.additional)
    if misfits:
        raise InspectionError(str(inspection.path), f"{'; '.join(misfits)}.")
    programme = programme.with_additional(inspection.additional)
    forms = load_forms(inspection.forms)
    asked = programme.timetable
    calendar = timetables.load_holidays(asked.working_day.calendar) if asked else None
    hashes = {
        "code": f"{fieldwork.__version__}+{_hash(Path(fieldwork.__file__).parent.rglob('*.py'))[:12]}",
        "programme": fingerprint(programme.path),
        "calendar": fingerprint(calendar.path) if calendar else "",
        "inspection": fingerprint(inspection.path),
        "forms": _joined(fingerprint(form.path) for form in forms.forms),
        "queries": _hash((resources() / "queries").rglob("*.sql")),
    }
    return Setup(inspection, programme, forms, vocabulary(inspection, programme), calendar, hashes)


def vocabulary(inspection: Inspection, programme: Programme) -> Vocabulary:
    """Every spelling that the two declare, folded. InspectionError where one would mean two things."""
    said = programme.spellings()
    tier1, tier2 = inspection.spellings()
    return Vocabulary(
        inspection.zone,
        questions=_folded(said.questions, "questions"),
        samples=_folded(said.samples, "samples"),
        standards=_folded(said.standards, "standards"),
        panel_questions=_folded(said.panel_questions, "standards"),
        ratings=_folded(said.ratings, "ratings"),
        core_meetings=_folded(said.core_meetings, "core meetings"),
        source_kinds=_folded(said.source_kinds, "kinds of source"),
        interview_questions=_folded(said.interview_questions, "interview questions"),
        evidence_wanted=_folded(said.evidence_wanted, "evidence in advance"),
        tier1=_folded(tier1, "tier 1 units"),
        tier2=_folded(tier2, "tier 2 units"),
        fact_headings=_folded(said.fact_headings, "headings of facts"),
        facts={fact: _folded(values, f"values of {fact}") for fact, values in said.facts.items()},
    )


def _folded(spellings: Mapping[str, str], place: str) -> dict[str, str]:
    folded: dict[str, str] = {}
    for spelling, name in spellings.items():
        if folded.setdefault(fold(spelling), name) != name:
            raise InspectionError(place, f"{spelling!r} means both {folded[fold(spelling)]!r} and {name!r}.")
    return folded


def _hash(files: Iterable[Path]) -> str:
    """Over the bytes of the files, by name."""
    return _joined(sha256(path.read_bytes()).hexdigest() for path in sorted(files))


def _joined(hashes: Iterable[str]) -> str:
    return sha256("".join(hashes).encode("ascii")).hexdigest()

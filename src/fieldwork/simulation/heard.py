"""What was heard and read each day, above or below the line of a key question or prompt."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from random import Random

from fieldwork.simulation.brief import LEADING, Brief
from fieldwork.simulation.diary import evening
from fieldwork.simulation.dropping import Drop
from fieldwork.simulation.held import Held
from fieldwork.simulation.office import Cell, Sheet, workbook
from fieldwork.simulation.sayings import saying

A_DAY = (3, 8)  # points, at least and at most
READ = ("documents", "cases")  # the kinds of source that need no meeting
NEUTRAL = 0.15  # of the points
LEANINGS = (0.3, 0.55, 0.8)  # how often a point of one key question is above the line
HEADINGS = (
    *("Question", "Above or below the line", "Source", "Core meeting", "Tier 1 unit"),
    *("Heard at", "What we heard", "By role"),
)


@dataclass(frozen=True)
class Source:
    """Whom or what a point comes from, and the standards and key questions that it may be about."""

    kind: str
    at: datetime
    role: str
    about: tuple[str, ...]
    core_meeting: str | None = None
    tier1: str | None = None


@dataclass(frozen=True)
class Point:
    """`line`: above, below or neutral."""

    question: str
    line: str
    source: Source
    says: str


def points(brief: Brief, meetings: Sequence[Held], rng: Random) -> list[Point]:
    """A few each day, from that day's meetings, from documents and from cases; in order of time."""
    texts, leaning = dict[str, str](), dict[str, float]()
    for number, asked in brief.prompted.items():
        its = {number: asked.title, **asked.prompts}
        texts |= its
        leaning |= dict.fromkeys(its, rng.choice(LEANINGS))
    found, said = [], set[str]()
    for day in brief.days:
        sources = _sources(brief, meetings, day)
        for _ in range(rng.randint(*A_DAY)):
            source = rng.choice(sources)
            question = rng.choice([number for number in texts if number.startswith(source.about)])
            above = rng.random() < leaning[question]
            line = "neutral" if rng.random() < NEUTRAL else "above" if above else "below"
            says = saying(texts[question], line, said, rng)
            said.add(says)
            found.append(Point(question, line, source, says))
    return sorted(found, key=lambda point: (point.source.at, point.question))


def _sources(brief: Brief, meetings: Sequence[Held], day: date) -> list[Source]:
    """That day's meetings that are about standards without cases, and what can always be read."""
    everything = tuple(brief.prompted)
    sources = [
        Source(kind, evening(day, -90), LEADING[0], everything) for kind in READ if kind in brief.source_kinds
    ]
    for one in meetings:
        asked = brief.core_meetings[one.occasion.core_meeting]
        about = tuple(
            served
            for served in asked.serves.questions
            if any(number.startswith(served) for number in brief.prompted)
        )
        if one.at.date() == day and about:
            sources.append(
                Source(asked.source_kind, one.at, one.occasion.role, about, asked.title, one.occasion.tier1)
            )
    return sources


def drops(brief: Brief, said: Sequence[Point]) -> Iterator[Drop]:
    """A workbook of its own each evening."""
    for day in brief.days:
        rows = [_row(brief, point) for point in said if point.source.at.date() == day]
        notes = [f"{brief.title}: what we heard on {day:%d/%m/%Y}", "OFFICIAL. Invented. No names."]
        data = workbook(Sheet("What we heard", notes, HEADINGS, rows))
        yield Drop(evening(day, 12), f"Team/What we heard {day}.xlsx", data)


def _row(brief: Brief, point: Point) -> list[Cell]:
    source = point.source
    kind = brief.source_kinds[source.kind].title
    return [
        *(point.question, point.line.capitalize(), kind, source.core_meeting, source.tier1),
        *(source.at, point.says, source.role),
    ]

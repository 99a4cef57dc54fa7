"""The lead inspector's judgements of the prompts and key questions that have evidence so far."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from fieldwork.simulation.brief import LEADING, Brief, Prompted
from fieldwork.simulation.diary import FRIDAY, evening
from fieldwork.simulation.dropping import Drop
from fieldwork.simulation.heard import Point
from fieldwork.simulation.office import Cell, Sheet, workbook

HEADINGS = ("Question", "Judgement", "Reason", "By role", "Recorded at")


def drops(brief: Brief, said: Sequence[Point]) -> Iterator[Drop]:
    """One workbook, at the end of the second week and again at the end of the last."""
    for monday in dict.fromkeys((brief.second_week, brief.mondays[-1])):
        at = evening(monday + timedelta(days=FRIDAY), 60)
        rows = list(_rows(brief, [point for point in said if point.source.at < at], at))
        notes = [f"{brief.title}: judgements so far", "OFFICIAL. Invented."]
        yield Drop(at, "Lead/Judgements.xlsx", workbook(Sheet("Judgements", notes, HEADINGS, rows)))


def _rows(brief: Brief, said: Iterable[Point], at: datetime) -> Iterator[list[Cell]]:
    by_question = defaultdict(list)
    for point in said:
        by_question[point.question].append(point)
    for number, asked in brief.prompted.items():
        its = {prompt: by_question[prompt] for prompt in asked.prompts if prompt in by_question}
        judged = {prompt: _balance(heard) for prompt, heard in its.items()}
        own = by_question.get(number, [])
        if own or its:
            everything = [*own, *(point for heard in its.values() for point in heard)]
            reason = _decided(asked, judged) or _reason(brief, everything)
            judgement = "No" if _decided(asked, judged) else _balance(everything)
            yield [number, judgement, reason, LEADING[0], at]
        for prompt, heard in its.items():
            yield [prompt, judged[prompt], _reason(brief, heard), LEADING[0], at]


def _balance(heard: Sequence[Point]) -> str:
    lines = Counter(point.line for point in heard)
    return "Yes" if lines["above"] >= lines["below"] else "No"


def _decided(asked: Prompted, judged: dict[str, str]) -> str:
    """Why the key question must be "no"; '' where no decisive prompt says so."""
    against = [prompt for prompt in sorted(asked.decisive) if judged.get(prompt) == "No"]
    return f"Decided by prompt {' and '.join(against)}." if against else ""


def _reason(brief: Brief, heard: Sequence[Point]) -> str:
    lines = Counter(point.line for point in heard)
    kinds = [brief.source_kinds[kind].title.lower() for kind in sorted({p.source.kind for p in heard})]
    return f"{lines['above']} above the line, {lines['below']} below, from {', '.join(kinds)}."

"""The rows of what a programme says of meetings, interviews and evidence in advance."""

from collections.abc import Iterator
from typing import Any

from fieldwork.programme.model import Content

Row = tuple[Any, ...]


def of_meetings(programme: Content) -> dict[str, list[Row]]:
    """By table, in the column order of `queries/schema.sql`."""
    optimum = programme.group_optimum
    return {
        "source_kinds": [
            (name, ordinal, kind.title)
            for ordinal, (name, kind) in enumerate(programme.source_kinds.items(), 1)
        ],
        "core_meetings": [
            (
                name,
                ordinal,
                meeting.heading,
                meeting.title,
                meeting.source_kind,
                meeting.focus_group,
                meeting.locations,
                meeting.if_applicable,
                meeting.evidence,
            )
            for ordinal, (name, meeting) in enumerate(programme.core_meetings.items(), 1)
        ],
        "core_meetings_serve": list(_served(programme)),
        "group_optimum": [(*optimum.attendees, *optimum.minutes)] if optimum else [],
        "interview_questions": [
            (name, ordinal, asked.title, asked.prompt, asked.caution_below, asked.evidence)
            for ordinal, (name, asked) in enumerate(programme.interview_questions.items(), 1)
        ],
        "evidence_wanted": [
            (name, ordinal, item.standard, item.title, item.evidence)
            for ordinal, (name, item) in enumerate(programme.evidence_wanted.items(), 1)
        ],
    }


def _served(programme: Content) -> Iterator[Row]:
    standard_of = {number: standard for standard, number, _ in programme.key_questions()}
    for name, meeting in programme.core_meetings.items():
        for number in meeting.serves.questions:
            whole = number in programme.standards
            yield (name, number, None) if whole else (name, standard_of[number], number)

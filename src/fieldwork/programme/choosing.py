"""What is left of a programme when an inspection has chosen among its additional standards."""

from collections.abc import Collection
from typing import Any

from fieldwork.programme.model import Content


def chosen(programme: Content, additional: Collection[str]) -> dict[str, Any]:
    """The parts that differ; see `Programme.with_additional`. What serves only others goes with them."""
    standards = {
        number: standard
        for number, standard in programme.standards.items()
        if not standard.additional or number in additional
    }
    asked = {number for standard in standards.values() for number in standard.key_questions}
    meetings = {}
    for name, meeting in programme.core_meetings.items():
        serves = [number for number in meeting.serves.questions if number in asked or number in standards]
        if serves:
            narrowed = meeting.serves.model_copy(update={"questions": serves})
            meetings[name] = meeting.model_copy(update={"serves": narrowed})
    return {
        "standards": standards,
        "core_meetings": meetings,
        "evidence_wanted": {
            name: item for name, item in programme.evidence_wanted.items() if item.standard in standards
        },
    }

"""The words that one inspection understands: every spelling that people use, and the one name that is kept.

Spellings are compared folded (`fold`): case, spaces, underscores, hyphens and punctuation do not matter.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo


def fold(spelling: str) -> str:
    """`'Case_ID '`, `'case id:'` and `'CaseID'` are one spelling."""
    return "".join(letter for letter in spelling.casefold() if letter.isalnum())


@dataclass(frozen=True)
class Vocabulary:
    """Each mapping: folded spelling -> the name that is kept. Built by `sync`."""

    time_zone: ZoneInfo
    questions: Mapping[str, str] = field(default_factory=dict)  # by official number
    samples: Mapping[str, str] = field(default_factory=dict)
    standards: Mapping[str, str] = field(default_factory=dict)  # those that people rate, and graded questions
    panel_questions: Mapping[str, str] = field(default_factory=dict)  # what the ratings panel decides of
    ratings: Mapping[str, str] = field(default_factory=dict)
    tier1: Mapping[str, str] = field(default_factory=dict)  # empty: every name is accepted as it stands
    core_meetings: Mapping[str, str] = field(default_factory=dict)
    source_kinds: Mapping[str, str] = field(default_factory=dict)
    interview_questions: Mapping[str, str] = field(default_factory=dict)
    evidence_wanted: Mapping[str, str] = field(default_factory=dict)
    tier2: Mapping[str, str] = field(default_factory=dict)
    fact_headings: Mapping[str, str] = field(default_factory=dict)  # column heading -> fact
    facts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # fact -> spelling -> value

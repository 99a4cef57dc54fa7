"""What every rule of a programme says of itself."""

from typing import Literal

from fieldwork.parameters import Entry

Evidence = Literal["source", "web", "recalled", "inferred", "setting"]


class Source(Entry):
    """A place in one of the programme's declared documents."""

    document: str
    section: str


class Rule(Entry):
    """How certain a rule is, and where it was read."""

    evidence: Evidence
    source: Source | None = None


class Said(Rule):
    """A rule in words."""

    says: str

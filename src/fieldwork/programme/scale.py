"""How a programme rates: its scale, how the overall rating comes about, and the rules that limit it."""

from typing import Literal

from pydantic import Field, NonNegativeInt

from fieldwork.parameters import Entry
from fieldwork.programme.rule import Rule, Said


class Rounding(Said):
    """Of a percentage before it is banded."""

    to: Literal["nearest", "none"]


class NearBoundary(Said):
    """How far from a band's boundary a percentage is close to it, percentage points."""

    points: float = Field(ge=0)
    inclusive: bool


class Band(Rule):
    """A rating, its score, and the percentages of a key question that it stands for.

    They run from `lower` per cent to where the next band begins; None where no percentage decides a rating.
    """

    words: str = ""  # of those percentages
    rating: str
    score: NonNegativeInt | None = None
    lower: int | None = Field(default=None, ge=0, le=100)
    symbol: str


class Banding(Entry):
    """The scale of ratings, lowest first; empty where nothing is rated."""

    bands: dict[str, Band] = Field(default_factory=dict)
    rounding: Rounding | None = None
    near_boundary: NearBoundary | None = None


class Phrases(Rule):
    """Percentages in words: from so many whole per cent on, these, until the next."""

    words: dict[str, int] = Field(min_length=1)  # lowest first


class Overall(Said):
    """How the overall rating comes out of the standards.

    sum: of the scores of those that count, in `bands`, each with the least sum of a rating. share: that sum
    in per cent of the greatest there could be, in `bands`. lowest: the lowest rating of those that count.
    graded: the one given to `standard`. none: there is none.
    """

    how: Literal["sum", "share", "lowest", "graded", "none"]
    bands: dict[str, NonNegativeInt] = Field(default_factory=dict)  # lowest first
    standard: str | None = None


class Limit(Said):
    """Where any (or all) of `judgements` are `rated` so, an overall rating is hardly above `no_better_than`.

    One above it is remarked on in the text's own words (`says`). Nothing is prevented.
    """

    judgements: list[str] = Field(min_length=1)  # standards, or key questions that are graded
    needs: Literal["any", "all"] = "any"
    rated: list[str] = Field(min_length=1)
    no_better_than: str

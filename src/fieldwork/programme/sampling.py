"""How a sample is drawn from the long list that an organisation sends, as a programme declares it.

Columns are those that the long list's own file in parameters/long_lists/ names.
"""

from itertools import chain
from typing import Literal

from pydantic import Field, PositiveInt

from fieldwork.parameters import Entry
from fieldwork.programme.rule import Rule, Said


class Spread(Said):
    """Within each stratum the cases are spread over the values of these columns, one inside the other."""

    columns: list[str]


class MostPerOfficer(Said):
    """So many cases of one responsible officer at most, over all strata, substitutes included."""

    cases: PositiveInt


class Buffer(Said):
    """So many cases more than are wanted, per cent: the substitutes."""

    percent: int = Field(ge=0, le=100)


class Substitutes(Said):
    """How a substitute that is called on is inspected, where nobody says otherwise."""

    mode: Literal["interview", "file_read"]


class Criterion(Rule):
    """Why a case is not in the sample. Without any of the tests, somebody says which cases it means."""

    title: str
    spellings: list[str] = Field(default_factory=list)
    marked: dict[str, str] = Field(default_factory=dict)  # column -> a text that stands somewhere in it
    future: str | None = None  # a column whose day is after that of the draw
    unknown: str | None = None  # a fact that is not given, or by no word that is known
    outside_strata: bool = False  # the case is in none of the sample's strata
    same: list[list[str]] = Field(default_factory=list)  # alike in all columns of one of these, and later

    @property
    def tests(self) -> list[str]:
        """The names of the tests that it has: one at most, or the programme is refused."""
        names = ("marked", "future", "unknown", "outside_strata", "same")
        return [name for name in names if getattr(self, name)]

    @property
    def columns(self) -> list[str]:
        """The columns that its tests read."""
        return [*self.marked, *([self.future] if self.future else []), *chain.from_iterable(self.same)]


class Drawing(Entry):
    """How one sample is drawn."""

    long_list: str  # the name of a file in parameters/long_lists/
    spread: Spread
    most_per_officer: MostPerOfficer | None = None
    buffer: Buffer
    substitutes: Substitutes
    exclusions: dict[str, Criterion]  # tried in this order; the first that applies is the reason

    @property
    def columns(self) -> list[str]:
        """The columns of the long list that the draw reads, besides facts."""
        officer = ["officer"] if self.most_per_officer else []
        tested = chain.from_iterable(criterion.columns for criterion in self.exclusions.values())
        return list(dict.fromkeys([*self.spread.columns, *officer, *tested]))

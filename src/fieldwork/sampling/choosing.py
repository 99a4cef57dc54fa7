"""Which cases: by lot, spread over units, and never more of one officer than the programme allows."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from fieldwork.sampling.allocation import allot
from fieldwork.sampling.listing import Listed

Stratum = str | None  # None: the sample has no strata, and all its cases are together
Groups = Mapping[Stratum, Sequence[Listed]]


@dataclass
class Officers:
    """How many cases each officer has in the sample. `most`: None where there is no limit."""

    most: int | None
    taken: Counter[str] = field(default_factory=Counter)

    def take(self, case: Listed) -> None:
        self.taken[case.officer] += 1

    def give_back(self, case: Listed) -> None:
        self.taken[case.officer] -= 1

    def room(self, officer: str) -> float:
        """How many more cases this officer may have; no end where the list does not say whose they are."""
        return float("inf") if self.most is None or not officer else self.most - self.taken[officer]

    def allowed(self, cases: Iterable[Listed]) -> int:
        """How many of these cases could be taken."""
        return sum(
            int(min(count, self.room(officer)))
            for officer, count in Counter(case.officer for case in cases).items()
        )


def lot(seed: int, case_id: str) -> str:
    """A case's place in the draw: the same on every machine, and unlike its neighbours'."""
    return sha256(f"{seed} {case_id}".encode()).hexdigest()


class Choice:
    """Chooses from strata of cases: `chosen` holds those that it took, `left` the others."""

    def __init__(self, groups: Groups, officers: Officers, seed: int) -> None:
        self._officers = officers
        self._lot = {case.place: lot(seed, case.case_id) for cases in groups.values() for case in cases}
        self.left = {name: self.by_lot(cases) for name, cases in groups.items()}
        self.chosen: dict[Stratum, list[Listed]] = {name: [] for name in groups}

    def choose(self, wanted: Mapping[Stratum, int]) -> None:
        """So many of each stratum; fewer only where no other choice at all would keep the officers' limit."""
        for name, number in wanted.items():
            self._spread(name, list(self.left[name]), number, 0)
        for name, number in wanted.items():
            while len(self.chosen[name]) < number and self._one_more(name, set()):
                pass

    def by_lot(self, cases: Iterable[Listed]) -> list[Listed]:
        """In the order of the draw."""
        return sorted(cases, key=lambda case: self._lot[case.place])

    def _spread(self, name: Stratum, cases: Sequence[Listed], wanted: int, level: int) -> None:
        """`wanted` of the cases, unit by unit: the allocation of the strata again, one level down."""
        if not wanted or not cases:
            return
        if level == len(cases[0].units):
            return self._first(name, cases, wanted)
        units: dict[str, list[Listed]] = defaultdict(list)
        for case in cases:  # by lot, so that of units of one size none is always the first
            units[case.units[level]].append(case)
        sizes = [len(unit) for unit in units.values()]
        given = allot(sizes, wanted, [self._officers.allowed(unit) for unit in units.values()])
        for unit, number in zip(units.values(), given, strict=True):
            self._spread(name, unit, number, level + 1)

    def _first(self, name: Stratum, cases: Sequence[Listed], wanted: int) -> None:
        """The first of the draw whose officers have room."""
        for case in cases:
            if wanted and self._officers.room(case.officer) > 0:
                self._take(name, case)
                wanted -= 1

    def _one_more(self, name: Stratum, asked: set[Stratum]) -> bool:
        """Take one more case of a stratum, if need be by letting others change theirs (augmenting paths).

        `asked`: strata that could not, or are waiting for the answer.
        """
        asked.add(name)
        for case in self.left[name]:
            if self._officers.room(case.officer) > 0:
                self._take(name, case)
                return True
        for case in self.left[name]:
            for other, has in self.chosen.items():
                theirs = next((one for one in reversed(has) if one.officer == case.officer), None)
                if theirs and other not in asked and self._one_more(other, asked):
                    self._give_back(other, theirs)
                    self._take(name, case)
                    return True
        return False

    def _take(self, name: Stratum, case: Listed) -> None:
        self.left[name].remove(case)
        self.chosen[name].append(case)
        self._officers.take(case)

    def _give_back(self, name: Stratum, case: Listed) -> None:
        self.chosen[name].remove(case)
        self.left[name] = self.by_lot([*self.left[name], case])
        self._officers.give_back(case)

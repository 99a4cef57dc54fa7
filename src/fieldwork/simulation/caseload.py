"""The invented cases: whose they are, what was recorded of them, and what the inspector judged."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from fieldwork.simulation.brief import Brief, Fact, Sample

COMMON = {  # how common a value is in the caseload; a value that is not named here counts as 10
    "male": 84, "female": 16, "community": 66, "post_custody": 34,
    "crc": 70, "nps": 30, "oral": 67, "short": 29, "standard": 4,
    "low": 33, "medium": 52, "high": 14, "very_high": 1,
}  # fmt: skip
USUAL = 10
DISAGREEING = 0.08  # of the inspectors' judgements differ from what was recorded
QUALIFYING = {
    "interview": 0.35,
    "file_read": 0.9,
}  # a list drawn for a purpose holds mostly cases that qualify
CASES_A_SUBSTITUTE = 10  # one potential substitute for so many cases
NUMBERS = range(101, 2000)


@dataclass(frozen=True)
class Case:
    """One case of a sample. `recorded` and `judged` map a fact to its value."""

    case_id: str
    sample: Sample
    tier1: str
    tier2: str | None
    recorded: Mapping[str, str]
    judged: Mapping[str, str]
    substitute: bool

    @property
    def office(self) -> str:
        """Where the responsible officer sits."""
        return f"{self.tier2 or self.tier1} office"

    @property
    def facts(self) -> dict[str, str]:
        """All facts of the case, recorded and judged."""
        return {**self.recorded, **self.judged}


def invent(brief: Brief, rng: Random) -> list[Case]:
    """Every sample at its planned size, then its potential substitutes, in order of sample and case id."""
    cases = []
    sizes = {sample.name: (sample.size, -(-sample.size // CASES_A_SUBSTITUTE)) for sample in brief.samples}
    numbers = iter(rng.sample(NUMBERS, sum(map(sum, sizes.values()))))
    for sample in brief.samples:
        size, substitutes = sizes[sample.name]
        ids = sorted(f"{next(numbers):04d}" for _ in range(size + substitutes))
        spare = set(rng.sample(ids, substitutes))
        cases += [_case(brief, sample, case_id, case_id in spare, rng) for case_id in ids]
    return cases


def _case(brief: Brief, sample: Sample, case_id: str, substitute: bool, rng: Random) -> Case:
    tier1 = rng.choice(list(brief.units))
    tier2 = rng.choice(brief.units[tier1]) if brief.units[tier1] else None
    recorded = {fact.name: _value(sample, fact, {}, rng) for fact in sample.recorded}
    judged = {fact.name: _value(sample, fact, recorded, rng) for fact in sample.judged}
    return Case(case_id, sample, tier1, tier2, recorded, judged, substitute)


def _value(sample: Sample, fact: Fact, recorded: Mapping[str, str], rng: Random) -> str:
    """Mostly what was recorded of the same thing; else whether the case qualifies; else what is common."""
    values = list(fact.values)
    if fact.mirrors:
        place = values.index(recorded[fact.mirrors])
        if rng.random() < DISAGREEING:
            place += 1 if place == 0 or (place < len(values) - 1 and rng.random() < 0.5) else -1
        return values[place]
    if fact.needed:
        qualifies = rng.random() < QUALIFYING[sample.mode]
        return rng.choice([value for value in values if (value in fact.needed) == qualifies] or values)
    return rng.choices(values, [COMMON.get(value, USUAL) for value in values])[0]

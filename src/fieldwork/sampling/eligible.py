"""Who can be in the sample: each case's stratum, and the first criterion that keeps it out."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from fieldwork.programme import Programme
from fieldwork.programme.sampling import Criterion, Drawing
from fieldwork.sampling.choosing import Stratum
from fieldwork.sampling.listing import Listed

Strata = Mapping[str, Mapping[str, Sequence[str]]]  # stratum -> fact -> the values that belong to it


def strata_of(programme: Programme, sample: str) -> Strata:
    """The strata of a sample; none for one that has none."""
    strata = programme.samples[sample].strata
    return {name: programme.populations[name].where for name in (strata.populations if strata else [])}


def facts_of(programme: Programme, strata: Strata) -> dict[str, str]:
    """Name -> title of the facts that decide the stratum of a case."""
    names = dict.fromkeys(fact for where in strata.values() for fact in where)
    return {name: programme.facts[name].title for name in names}


def stratum_of(case: Listed, strata: Strata) -> Stratum:
    """The first stratum that a case belongs to; None where no stratum fits."""
    return next(
        (
            name
            for name, where in strata.items()
            if all(case.facts.get(fact) in values for fact, values in where.items())
        ),
        None,
    )


def excluded(cases: Iterable[Listed], drawing: Drawing, strata: Strata) -> dict[str, str]:
    """Place -> criterion, of the cases that are not eligible. Criteria are tried in the programme's order."""
    left, out = list(cases), dict[str, str]()
    for name, criterion in drawing.exclusions.items():
        meet = _meeting(name, criterion, left, strata)
        out |= dict.fromkeys(meet, name)
        left = [case for case in left if case.place not in meet]
    return out


def _meeting(name: str, criterion: Criterion, cases: Sequence[Listed], strata: Strata) -> set[str]:
    """The places of the cases that meet one criterion."""
    if criterion.same:
        return _later(cases)
    if criterion.outside_strata:
        return {case.place for case in cases if strata and stratum_of(case, strata) is None}
    return {case.place for case in cases if name in case.marks}


def _later(cases: Sequence[Listed]) -> set[str]:
    """The places of cases of a person who has an earlier one; without a day, a case is the latest."""
    known: set[str] = set()
    later = set()
    for case in sorted(cases, key=lambda case: (case.starts_on or datetime.max, case.case_id, case.place)):
        if case.persons & known:
            later.add(case.place)
        known |= case.persons
    return later

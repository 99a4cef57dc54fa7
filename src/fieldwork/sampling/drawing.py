"""A whole draw: from the long list to the sample with its substitutes in their order.

Stage by stage as in the inspectorate's manual (4.4) and its own sampler; docs/sampling.md has the method.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from fieldwork.programme.sampling import Drawing
from fieldwork.sampling.allocation import allot, nearest
from fieldwork.sampling.choosing import Choice, Officers, Stratum
from fieldwork.sampling.eligible import Strata, excluded, stratum_of
from fieldwork.sampling.listing import Listed

State = Literal["selected", "substitute", "spare", "excluded"]  # spare: eligible and not drawn


@dataclass(frozen=True, slots=True)
class Drawn:
    """What became of a case of the long list. `turn`: a substitute's place among those of its stratum.

    `criterion`, `role` and `on`: why, by whom and when it was excluded; without a role, by the draw itself.
    `substitute_for`: the excluded case that it stands in for, by the same decision.
    """

    case: Listed
    stratum: Stratum
    state: State
    turn: int | None = None
    criterion: str | None = None
    role: str | None = None
    on: date | None = None
    substitute_for: str | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """What a stratum was to give: cases `wanted`, and substitutes. `forced`: why it is another number."""

    stratum: Stratum
    wanted: int
    substitutes: int
    forced: str | None


@dataclass(frozen=True, slots=True)
class Draw:
    """All cases of the long list, in its order, and the strata in theirs. `wanted`: cases asked for."""

    wanted: int
    cases: Sequence[Drawn]
    shares: Sequence[Share]

    def those(self, state: State) -> list[Drawn]:
        return [drawn for drawn in self.cases if drawn.state == state]


def draw(listed: Sequence[Listed], drawing: Drawing, strata: Strata, wanted: int, seed: int) -> Draw:
    """`wanted` cases by the lots of `seed`, with their substitutes. The order of the list does not matter."""
    out = excluded(listed, drawing, strata)
    stratum = {case.place: stratum_of(case, strata) for case in listed}
    groups: dict[Stratum, list[Listed]] = {name: [] for name in strata or [None]}
    for case in listed:
        if case.place not in out:
            groups[stratum[case.place]].append(case)
    shares = _shares(groups, wanted, drawing)
    officers = Officers(drawing.most_per_officer.cases if drawing.most_per_officer else None)
    first = Choice(groups, officers, seed)
    first.choose({share.stratum: share.wanted for share in shares})
    rest = Choice(first.left, officers, seed)
    rest.choose({share.stratum: share.substitutes for share in shares})
    selected = {case.place for cases in first.chosen.values() for case in cases}
    turns = {
        case.place: turn for cases in rest.chosen.values() for turn, case in enumerate(rest.by_lot(cases), 1)
    }

    def drawn(case: Listed) -> Drawn:
        if case.place in out:
            return Drawn(case, stratum[case.place], "excluded", criterion=out[case.place])
        state: State = "selected" if case.place in selected else "spare"
        turn = turns.get(case.place)
        return Drawn(case, stratum[case.place], "substitute" if turn else state, turn)

    forced = [_forced(share, len(first.chosen[share.stratum]), officers) for share in shares]
    return Draw(wanted, [drawn(case) for case in listed], forced)


def _shares(groups: Mapping[Stratum, Sequence[Listed]], wanted: int, drawing: Drawing) -> list[Share]:
    """What each stratum is to give: the nearest number to its share, then with the buffer."""
    sizes = [len(cases) for cases in groups.values()]
    if wanted > sum(sizes):
        scarce = f"all that there are: {sum(sizes)} are eligible, {wanted} asked for"
        return [Share(name, size, 0, scarce) for name, size in zip(groups, sizes, strict=True)]
    given = allot(sizes, wanted)
    buffered = allot(sizes, nearest(wanted * (100 + drawing.buffer.percent), 100))
    return [
        Share(
            name,
            number,
            # A stratum that rounding has favoured would else have fewer substitutes than the others, or none.
            min(max(more - number, nearest(number * drawing.buffer.percent, 100)), size - number),
            _rounded(number, size, wanted, sum(sizes)),
        )
        for name, number, more, size in zip(groups, given, buffered, sizes, strict=True)
    ]


def _rounded(number: int, size: int, wanted: int, eligible: int) -> str | None:
    """That the nearest number was changed, because with those of the others it did not add up."""
    change = number - nearest(size * wanted, eligible)
    if not change:
        return None
    return f"rounded shares do not add up to {wanted}: {abs(change)} {'added' if change > 0 else 'taken'}"


def _forced(share: Share, found: int, officers: Officers) -> Share:
    """With the reason why fewer were found than wanted: only the officers' limit can be one."""
    short = share.wanted - found
    if not short:
        return share
    limit = f"{short} short: every officer with another case of it has {officers.most} already"
    forced = f"{share.forced}; {limit}" if share.forced else limit
    return Share(share.stratum, share.wanted, share.substitutes, forced)

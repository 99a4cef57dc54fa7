"""How many cases each group gives: proportional, to the nearest whole case, then adjusted.

The method of the inspectorate's own sampler (docs/sampling.md): where the rounded numbers do not add up,
cases are added one at a time from the smallest group up, or taken one at a time from the largest down.
"""

from collections.abc import Sequence


def allot(sizes: Sequence[int], wanted: int, most: Sequence[int] | None = None) -> list[int]:
    """How many of the `wanted` cases each group of these `sizes` gives: `most` at most, else all it has.

    Adds up to `wanted`, or to all there is where that is less. Of groups of one size the first is adjusted.
    """
    most = sizes if most is None else most
    whole = sum(sizes)
    wanted = min(wanted, sum(most))
    given = [min(nearest(size * wanted, whole), limit) for size, limit in zip(sizes, most, strict=True)]
    rising = sorted(range(len(sizes)), key=lambda place: sizes[place])
    while (short := wanted - sum(given)) > 0:
        for place in [place for place in rising if given[place] < most[place]][:short]:
            given[place] += 1
    falling = sorted(range(len(sizes)), key=lambda place: -sizes[place])
    while (over := sum(given) - wanted) > 0:
        for place in [place for place in falling if given[place]][:over]:
            given[place] -= 1
    return given


def nearest(dividend: int, divisor: int) -> int:
    """The whole number nearest to the quotient, halves up; 0 where there is nothing to divide by."""
    return (2 * dividend + divisor) // (2 * divisor) if divisor else 0

"""What does not fit together in how a programme rates: its scale, its overall rating, its limiting rules."""

from collections.abc import Iterator, Sequence

from fieldwork.parameters import Location
from fieldwork.programme.model import Content
from fieldwork.programme.problem import Problem, unknown


def _rises(lowers: Sequence[int]) -> bool:
    return list(lowers) == sorted(set(lowers)) and lowers[0] == 0


def bands(programme: Content) -> Iterator[Problem]:
    """A scale that does not rise, or lacks what the standards need of it."""
    bands = list(programme.banding.bands.values())
    here: Location = ("banding", "bands")
    lowers = [band.lower for band in bands if band.lower is not None]
    scores = [band.score for band in bands if band.score is not None]
    if lowers and (len(lowers) < len(bands) or not _rises(lowers)):
        yield here, "the bands must start at 0 and rise"
    if scores and (len(scores) < len(bands) or scores != sorted(set(scores))):
        yield here, "the scores must rise with the bands"
    if len({band.symbol for band in bands}) < len(bands):
        yield here, "each band needs a symbol of its own, so that nothing is said by colour alone"
    judged = {standard.rated.judged for standard in programme.standards.values()}
    if "computed" in judged and not (
        lowers and programme.banding.rounding and programme.banding.near_boundary
    ):
        yield (
            here,
            "standards are computed, so each band needs a lower bound, and banding its rounding and nearness",
        )
    if judged - {"reported"} and not bands:
        yield here, "standards are rated, so there must be ratings"
    if programme.phrases and not _rises(list(programme.phrases.words.values())):
        yield ("phrases", "words"), "the percentages must start at 0 and rise"


def overall(programme: Content) -> Iterator[Problem]:
    """Totals that do not rise or cannot be reached, and what a way of rating the whole needs and has not."""
    how, totals = programme.overall.how, programme.overall.bands
    here: Location = ("overall", "bands")
    if how not in ("sum", "share"):
        if totals:
            yield here, f"the overall rating is {how}, so there are no totals"
    elif not totals or not _rises(list(totals.values())):
        yield here, "the totals must start at 0 and rise"
    else:
        yield from _totals(programme)
    standard = [programme.overall.standard] if programme.overall.standard else []
    if (how == "graded") != bool(standard):
        yield ("overall", "standard"), "it is said where the overall rating is graded, and only there"
    yield from unknown(standard, programme.standards, ("overall", "standard"), "a standard")


def _totals(programme: Content) -> Iterator[Problem]:
    here: Location = ("overall", "bands")
    ratings = [band.rating for band in programme.banding.bands.values()]
    totals = programme.overall.bands
    if set(ratings) & set(totals) and ratings != list(totals):
        yield here, "the ratings must be those of the bands, in the same order"
    scores = [band.score for band in programme.banding.bands.values() if band.score is not None]
    if not scores:
        yield ("banding", "bands"), "the overall rating adds scores, so each band needs one"
        return
    counting = sum(standard.rated.counts for standard in programme.standards.values())
    most = 100 if programme.overall.how == "share" else counting * max(scores)
    if max(totals.values()) > most:
        yield here, f"with {counting} standards that count, no total is above {most}"


def limits(programme: Content) -> Iterator[Problem]:
    """Limiting rules of judgements or ratings that there are not."""
    judged = [number for number, _ in programme.judged_by_people()]
    ratings = [band.rating for band in programme.banding.bands.values()]
    for name, limit in programme.limits.items():
        here = ("limits", name)
        yield from unknown(limit.judgements, judged, (*here, "judgements"), "a standard or graded question")
        yield from unknown(limit.rated, ratings, (*here, "rated"), "a rating")
        yield from unknown([limit.no_better_than], ratings, (*here, "no_better_than"), "a rating")

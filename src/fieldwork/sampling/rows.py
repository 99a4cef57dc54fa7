"""A draw as rows of the tables `draws` to `exclusion_criteria` of `queries/schema.sql`."""

from datetime import date
from typing import Any

from fieldwork.programme.sampling import Drawing
from fieldwork.sampling.drawing import Draw

Row = tuple[Any, ...]


def tables(draw: Draw, sample: str, drawing: Drawing, seed: int, on: date, by: str) -> dict[str, list[Row]]:
    """By table, in its column order. `on`: the day of the draw; `by`: the role whose draw it is."""
    officers = {
        officer: number for number, officer in enumerate(sorted({c.case.officer for c in draw.cases}), 1)
    }
    limit = drawing.most_per_officer.cases if drawing.most_per_officer else None
    return {
        "draws": [(sample, draw.wanted, seed, on, by, limit, drawing.buffer.percent)],
        "drawn_strata": [
            (share.stratum, ordinal, share.wanted, share.substitutes, share.forced)
            for ordinal, share in enumerate(draw.shares, 1)
        ],
        "drawn_cases": [
            (
                one.case.case_id,
                one.case.place,
                one.stratum,
                one.case.tier1,
                one.case.tier2,
                officers[one.case.officer] if one.case.officer else None,
                one.state != "excluded" or one.role is not None,
                one.state,
                one.turn,
                one.criterion,
                one.role or (by if one.criterion else None),
                one.on or (on if one.criterion else None),
                one.substitute_for,
            )
            for one in draw.cases
        ],
        "exclusion_criteria": [
            (name, ordinal, criterion.title, not criterion.tests, criterion.evidence)
            for ordinal, (name, criterion) in enumerate(drawing.exclusions.items(), 1)
        ],
    }

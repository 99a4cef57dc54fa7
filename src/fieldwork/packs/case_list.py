"""The case list of a draw: goes to the organisation, comes back with exclusions, and enters the inbox."""

from collections.abc import Iterable, Mapping
from typing import Any

from fieldwork.papers import Column, Table
from fieldwork.programme import Programme
from fieldwork.sampling import Draw, Drawn, facts_of, strata_of

_STATES = {"selected": "Selected", "substitute": "Substitute", "excluded": "Excluded"}


def case_list(draw: Draw, programme: Programme, sample: str) -> Table:
    """Every case of the draw as the case list that goes to the organisation, and into the inbox.

    Selected cases first, then substitutes in their turns, then what was taken out. Nobody is named in it.
    """
    facts = facts_of(programme, strata_of(programme, sample))
    drawn = [one for one in draw.cases if one.state in ("selected", "substitute") or one.role]
    titles = {
        "case_id": "Case ID",
        "sample": "Sample",
        "tier1": "Tier 1 unit",
        "tier2": "Tier 2 unit",
        **facts,
        "status": "Status",
        "turn": "Turn",
        "mode": "Mode",
        "exclusion_reason": "Exclusion reason",
        "agreed_by": "Agreed by",
        "agreed_at": "Agreed on",
        "substitute_for": "Substitute for",
    }
    columns = [
        Column(name, title, "date" if name == "agreed_at" else "text", "") for name, title in titles.items()
    ]
    rows = [_listed(one, programme, sample, facts) for one in sorted(drawn, key=_in_order)]
    return Table("case_list", "Case list", columns, rows, "fieldwork sample")


def _in_order(one: Drawn) -> tuple[int, str, int, str]:
    return list(_STATES).index(one.state), one.stratum or "", one.turn or 0, one.case.case_id


def _listed(one: Drawn, programme: Programme, sample: str, facts: Iterable[str]) -> Mapping[str, Any]:
    about = programme.samples[sample]
    criteria = about.drawing.exclusions if about.drawing else {}
    selected = one.state == "selected"
    return {
        "case_id": one.case.case_id,
        "sample": about.title,
        "tier1": one.case.tier1,
        "tier2": one.case.tier2,
        **{
            fact: programme.facts[fact].values[one.case.facts[fact]].title if fact in one.case.facts else None
            for fact in facts
        },
        "status": _STATES[one.state],
        "turn": one.turn if one.state == "substitute" else None,
        "mode": about.mode.replace("_", " ").capitalize() if selected else None,
        "exclusion_reason": criteria[one.criterion].title if one.criterion else None,
        "agreed_by": one.role,
        "agreed_at": one.on,
        "substitute_for": one.substitute_for,
    }

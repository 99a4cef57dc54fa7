"""What the team may know of a snapshot: all of it but what the panel decided, which only the lead sees."""

from collections.abc import Mapping, Sequence

from fieldwork.sync.understanding import Row

_DECISIONS = "panel_decisions"


def withheld(tables: Mapping[str, Sequence[Row]]) -> bool:
    """Whether there is anything that the team may not know."""
    return bool(tables.get(_DECISIONS))


def known(tables: Mapping[str, Sequence[Row]]) -> dict[str, Sequence[Row]]:
    """The rows without the panel's decisions, and without the withdrawals of them, which give reasons too."""
    ids = {row[0] for row in tables.get(_DECISIONS, ())}
    withdrawals = [row for row in tables.get("withdrawals", ()) if row[0] not in ids]
    return {**tables, _DECISIONS: [], "withdrawals": withdrawals}

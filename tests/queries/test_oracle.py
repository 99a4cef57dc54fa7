"""Every figure against a second opinion (oracle.py), on a thousand inspections by chance, half CRC, half NPS."""

import chance
import pytest
from oracle import Oracle

from fieldwork import queries

LEVELS = ("organisation", "tier1", "tier2", "stratum", "week")
EXACT = ("complete", "yes", "n", "not_applicable", "incomplete", "rounded")
JUDGED = ("band", "settled", "one_case", "near_boundary", "rounding_matters")


def _results(told, level, tier1):
    rows = queries.run(told, "key_question_results", level=level, tier1=tier1)
    found = {(row["unit"], row["tier1"], row["key_question"]): row for row in rows}
    assert len(found) == len(rows)
    return found


def _agree(found, expected, exact, close):
    assert found.keys() == expected.keys()
    for key, row in expected.items():
        assert {name: found[key][name] for name in exact} == {name: row[name] for name in exact}, key
        assert [found[key][name] for name in close] == pytest.approx(
            [row[name] for name in close], abs=1e-6
        ), key


def _check(told, oracle, turn):
    """The organisation's figures always, and the other levels in turn: each of them two hundred times and more."""
    other = LEVELS[1:][turn % 4]
    within = "North" if turn % 2 else "South"
    for level, tier1 in (("organisation", None), (other, None), (LEVELS[turn % 5], within)):
        expected = oracle.key_question_results(level, tier1)
        close = ("percentage", "low", "high")
        _agree(_results(told, level, tier1), expected, EXACT + JUDGED, close)
    names = ("deciding_key_question", "band", "rating", "score", "basis")
    rated = queries.run(told, "standard_ratings")
    assert {row["standard"]: tuple(row[name] for name in names) for row in rated} == oracle.standard_ratings()
    assert queries.run(told, "overall_rating") == [oracle.overall_rating()]
    for level in ("organisation", ("tier1", "tier2", "stratum", "allocated_to")[turn // 4 % 4]):
        rows = queries.run(told, "completion", level=level)
        found = {(row["sample"], row["unit"], row["tier1"]): row for row in rows}
        expected = oracle.completion(level)
        exact = [name for name in next(iter(expected.values())) if name != "margin"]
        _agree(found, expected, exact, ["margin"])


@pytest.mark.parametrize("part", range(10))
@pytest.mark.parametrize("programme", ["crc", "nps"])
def test_sql_and_plain_python_agree_on_fifty_inspections_by_chance(told, programme, part):
    tables = chance.programme_rows(told, programme)
    told.tell(tables)
    for seed in range(50 * part, 50 * part + 50):
        inspection = chance.inspection(f"{programme} {seed}", tables)
        told.tell(inspection)
        _check(told, Oracle({**tables, **inspection}), seed)

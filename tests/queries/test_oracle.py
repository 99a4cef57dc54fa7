"""Every figure against a second opinion (oracle.py), on a thousand inspections by chance, CRC and NPS."""

from math import isclose

import chance
import pytest
from oracle import Oracle

from fieldwork import queries

RESULT_LEVELS = ("organisation", "tier1", "tier2", "stratum", "week")
COMPLETION_LEVELS = ("organisation", "tier1", "tier2", "stratum", "allocated_to")
INTERVAL = ("percentage", "low", "high")
RATED = ("deciding_key_question", "band", "rating", "score", "basis")


def _agree(rows, key, expected, close):
    """The rows are the expected ones, no more, no fewer; those in `close` but for floating-point noise."""
    found = {tuple(row[name] for name in key): row for row in rows}
    assert len(found) == len(rows)
    assert found.keys() == expected.keys()
    for name, row in expected.items():
        exact = [column for column in row if column not in close]
        assert {column: found[name][column] for column in exact} == {c: row[c] for c in exact}, name
        assert all(_same_number(found[name][column], row[column]) for column in close), name


def _same_number(found, expected):
    return found is expected or (None not in (found, expected) and isclose(found, expected, abs_tol=1e-6))


def _merged(answers):
    return {key: row for answer in answers for key, row in answer.items()}


def _check_results(told, oracles):
    for level in RESULT_LEVELS:
        for tier1 in (None, "North"):
            rows = queries.run(told, "key_question_results", level=level, tier1=tier1)
            expected = _merged(oracle.key_question_results(level, tier1) for oracle in oracles)
            _agree(rows, ("unit", "tier1", "key_question"), expected, INTERVAL)


def _check_completion(told, oracles):
    for level in COMPLETION_LEVELS:
        expected = _merged(oracle.completion(level) for oracle in oracles)
        rows = queries.run(told, "completion", level=level)
        _agree(rows, ("sample", "unit", "tier1"), expected, ("margin",))


def _check_ratings(told, oracles):
    rows = queries.run(told, "indicative_ratings")
    expected = _merged(oracle.standard_ratings() for oracle in oracles)
    assert {row["standard"]: tuple(row[name] for name in RATED) for row in rows} == expected
    for (
        oracle
    ) in oracles:  # the only figure that is of the whole database: one inspection's standards at a time
        told.put({"standards": oracle.t["standards"]})
        for table in ("standard_results", "overall_results"):
            told.work_out(table)
        assert queries.run(told, "indicative_overall") == [oracle.overall_rating()]


@pytest.mark.parametrize("part", range(10))
@pytest.mark.parametrize("programme", ["crc", "nps"])
def test_sql_and_plain_python_agree_on_fifty_inspections_by_chance(told, programme, part):
    tables = chance.programme_rows(told, programme)
    tables |= chance.settings(f"{programme} {part}", tables)
    inspections = [chance.inspection(f"{programme} {part} {number}", tables) for number in range(50)]
    told.tell(tables | chance.side_by_side(inspections))
    oracles = [Oracle(tables | inspection) for inspection in inspections]
    _check_results(told, oracles)
    _check_completion(told, oracles)
    for identity in ("audit_outcomes_add_up", "audit_units_add_up"):
        assert queries.run(told, identity) == []
    _check_ratings(told, oracles)

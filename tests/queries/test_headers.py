"""The header of a query is its documentation: DuckDB itself says whether it is true."""

import re
from datetime import datetime

import pytest
from drawn import inspection

from fieldwork import database, queries
from fieldwork.errors import QueryError
from fieldwork.folders import resources

FOLDER = resources() / "queries"


@pytest.mark.parametrize("name", queries.names())
def test_a_header_says_what_duckdb_says(told, name):
    query = queries.load(name)
    documented = [(column, kind.upper()) for column, (kind, _) in query.columns.items()]
    assert list(told.columns(query.sql).items()) == documented
    assert told.parameters(query.sql) == set(query.parameters)
    assert query.summary
    assert query.grain
    assert ("?" in query.summary) != name.startswith("audit_")


@pytest.mark.parametrize("name", queries.names())
def test_a_query_has_an_order_and_no_threshold_of_its_own(name):
    sql = re.sub(r"--.*", "", queries.load(name).sql)
    assert "\norder by " in sql
    assert not re.search(r"\b(50|65|80|5\.0|1\.28\d*)\b", sql)


def test_the_index_is_what_the_headers_say():
    assert (FOLDER / "README.md").read_text("utf-8") == queries.index_markdown()


def test_an_unknown_query_is_refused_with_the_nearest_known_one(told):
    with pytest.raises(QueryError, match=r"did you mean completion\?"):
        queries.run(told, "complettion")


def test_an_unknown_parameter_is_refused_with_the_nearest_known_one(told):
    with pytest.raises(QueryError, match=r"takes no \$levle \(did you mean level\?\)"):
        queries.run(told, "completion", levle="tier1")


def test_an_unknown_level_is_refused_with_those_allowed(told):
    with pytest.raises(QueryError, match="Allowed: organisation, tier1, tier2, stratum, week"):
        queries.run(told, "key_question_results", level="region")


def test_a_parameter_that_may_not_be_null_is_asked_for(told):
    with pytest.raises(QueryError, match=r"\$level: it is missing"):
        queries.run(told, "completion")


def test_a_tier_1_unit_that_the_inspection_has_not_is_refused(told):
    told.tell(inspection(""))
    with pytest.raises(QueryError, match=r"did you mean North\?"):
        queries.run(told, "key_question_results", level="week", tier1="Nroth")


def test_every_query_answers_on_a_published_snapshot_that_is_locked_down(told, tmp_path):
    rows = inspection("")
    tables = {
        table: [tuple(row.get(column) for column in told.columns_of(table)) for row in rows[table]]
        for table in rows
    }
    earlier, path = tmp_path / "000001.duckdb", tmp_path / "000002.duckdb"
    database.build(earlier, tables)
    database.build(path, tables)
    moment = datetime(2018, 11, 14, 17)
    given = {"level": "organisation", "standard": "2.1", "key_question": "2.1.1", "since": moment}
    with database.open_snapshot(path, earlier) as snapshot:
        for name in queries.names():
            asked = queries.load(name).parameters
            for row in queries.run(snapshot, name, **{key: given[key] for key in given if key in asked}):
                assert list(row) == list(queries.load(name).columns)

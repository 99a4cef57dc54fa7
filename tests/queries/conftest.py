"""A snapshot in memory: the real schema and views, told rows, emptied again between two inspections."""

import re
import sys
from pathlib import Path

import duckdb
import pytest

from fieldwork.folders import resources

sys.path.append(str(Path(__file__).parent))  # the tests of this room share oracle.py, drawn.py and chance.py


class Told:
    """Stands in for a `database.Snapshot`, and takes rows: a mapping of table -> dicts."""

    def __init__(self):
        self._connection = duckdb.connect(config={"threads": "1"})
        folder = resources() / "queries"
        self._connection.execute((folder / "schema.sql").read_text("utf-8"))
        self._columns = {}
        for table, column, kind in self._connection.execute(
            "select table_name, column_name, data_type from duckdb_columns() "
            "where not internal order by table_name, column_index"
        ).fetchall():
            self._columns.setdefault(table, {})[column] = kind
        texts = [path.read_text("utf-8") for path in sorted((folder / "views").glob("*.sql"))]
        views = [each for text in texts for each in self._connection.extract_statements(text)]
        self._kept = {}
        for view in views:
            self._connection.execute(view)
            if name := re.search(r"^create table (\w+) as$", view.query, re.MULTILINE):
                self._kept[name[1]] = view.query[name.end() :]

        self._connection.execute("attach ':memory:' as earlier")
        for table in ("cases", "key_question_cases", "key_question_bands", "snapshot"):
            self._connection.execute(f"create table earlier.{table} as from {table}")

    def remember(self):
        """Take what was told for the earlier snapshot."""
        for table in ("cases", "key_question_cases", "key_question_bands", "snapshot"):
            self._connection.execute(f"truncate earlier.{table}")
            self._connection.execute(f"insert into earlier.{table} from {table}")

    def columns_of(self, table):
        return list(self._columns[table])

    def tell(self, tables):
        """Forget what was told of these tables, and hold these rows instead. A column not given is null."""
        self._connection.execute("begin")
        self.put(tables)
        for table in self._kept:
            self.work_out(table)
        self._connection.execute("commit")

    def work_out(self, table):
        """Fill a table that is worked out from others again."""
        self._connection.execute(f"truncate {table}")
        self._connection.execute(f"insert into {table} {self._kept[table]}")

    def put(self, tables):
        """The same for tables on which nothing is kept that was worked out from them."""
        for table, rows in tables.items():
            self._connection.execute(f"truncate {table}")
            if rows:
                kinds = self._columns[table]
                lists = ", ".join(f"unnest(?::{kind}[])" for kind in kinds.values())
                values = [[row.get(column) for row in rows] for column in kinds]
                self._connection.execute(f"insert into {table} select {lists}", values)

    def forget(self):
        self.put({table: [] for table in self._columns})

    def rows(self, sql, parameters=None):
        cursor = self._connection.execute(sql, dict(parameters or {}))
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def columns(self, sql):
        nothing = dict.fromkeys(self.parameters(sql))
        return {row["column_name"]: row["column_type"] for row in self.rows(f"describe {sql}", nothing)}

    def parameters(self, sql):
        return set(self._connection.extract_statements(sql)[0].named_parameters)


@pytest.fixture(scope="session")
def _connected():
    return Told()


@pytest.fixture
def told(_connected):
    _connected.forget()
    return _connected

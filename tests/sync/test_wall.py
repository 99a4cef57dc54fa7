"""The wall's file: made with every snapshot, whole or not there, without a word that people have written."""

import re

import pytest

from fieldwork import database, inspection, sync
from fieldwork.folders import sync_folder
from fieldwork.sync import publish, wall
from fieldwork.sync.looking import Look

WRITTEN = {  # every column of a statement or receipt that holds what somebody has written
    "alerts": {"id", "case_id", "role", "assurance"},
    "actions": {"id", "action", "owner", "role"},
    "answer_statements": {"case_id"},
    "assessments": {"case_id", "assessor"},
    "case_statements": {
        "case_id", "allocated_to", "exclusion_reason", "substitute_for", "office", "agreed_by",
    },
    "evidence_received": {"remark"},
    "held_meetings": {"id", "title", "location", "grades", "role"},
    "interview_answers": {"case_id"},
    "judgements": {"reason", "role"},
    "meetings": {"uid", "title", "location"},
    "notes": {"id", "note", "theme", "case_id", "role"},
    "panel_decisions": {"reason", "role"},
    "points": {"id", "says", "role"},
    "proposals": {"role"},
    "quality_checks": {"id", "case_id", "role"},
    "received": {"name"},
    "refused": {"wrong"},
    "withdrawals": {"withdraws", "reason", "role"},
}  # fmt: skip


@pytest.fixture(scope="module")
def declared(drawn, planted, tmp_path_factory):
    path = drawn.declare(tmp_path_factory.mktemp("planted"))
    planted.plant(path)
    return path


@pytest.fixture(scope="module")
def folders(declared):
    return inspection.load(str(declared)).folders


def everything(path):
    """(table or catalogue, column) -> all its values as text, of all that a file can be asked."""
    own = ["tables", "views", "columns", "types", "schemas", "functions"]  # and of DuckDB itself
    with database.open_snapshot(path) as snapshot:
        tables = [row["name"] for row in snapshot.rows("select table_name as name from duckdb_tables()")]
        asked = {name: f"from {name}" for name in tables}
        asked |= {f"storage of {name}": f"from pragma_storage_info('{name}')" for name in tables}
        asked |= {f"duckdb_{name}": f"from duckdb_{name}() where not internal" for name in own}
        asked |= {
            f"duckdb_{name}": f"from duckdb_{name}()" for name in ("constraints", "indexes", "sequences")
        }
        found = {name: snapshot.rows(sql) for name, sql in asked.items()}
    return {
        (name, column): {str(row[column]) for row in rows}
        for name, rows in found.items()
        for column in (rows[0] if rows else ())
    }


def holding(path, secret):
    """table -> the columns in which the secret stands."""
    found = {}
    for (table, column), values in everything(path).items():
        if any(secret.casefold() in value.casefold() for value in values):
            found.setdefault(table, set()).add(column)
    return found


def test_the_secret_stands_in_every_text_of_the_full_snapshot_and_nowhere_on_the_wall(folders, planted):
    full = holding(database.current(folders), planted.WORD)
    assert {table: columns - full.get(table, set()) for table, columns in WRITTEN.items()} == {
        table: set() for table in WRITTEN
    }
    assert holding(database.current(folders.wall), planted.WORD) == {}


def test_no_byte_of_the_secret_is_in_the_walls_folder(folders, planted):
    """Nor a part of it: the names of files are of the folder too."""
    parts = planted.pieces(planted.WORD.lower())
    spelt = [part.encode(encoding) for part in parts for encoding in ("utf-8", "utf-16-le", "utf-32-le")]
    assert any(part in database.current(folders).read_bytes().lower() for part in spelt)
    for path in folders.wall.snapshots.rglob("*"):
        content = path.name.encode().lower() + path.read_bytes().lower()
        assert [part for part in spelt if part in content] == []


def test_every_text_on_the_wall_is_the_programmes_or_ours(declared, folders):
    setup = sync.load(str(declared))
    known = {str(value) for rows in setup.tables().values() for row in rows for value in row}
    ours = re.compile(
        r"\d+|(all but )?fewer than \d+( yes| no)?|too few cases|not shown|computed|proposed|"
        r"(focus_groups|meetings)_held|alerts_(open|closed)|actions_open"
    )
    with database.open_snapshot(database.current(folders.wall)) as snapshot:
        for [table] in (row.values() for row in snapshot.rows("select table_name from duckdb_tables()")):
            texts = {
                value
                for row in snapshot.rows(f"from {table}")
                for value in row.values()
                if type(value) is str
            }
            assert {text for text in texts - known if not ours.fullmatch(text)} == set()


def test_the_wall_holds_tables_only_and_those_that_its_questions_name(folders):
    found = everything(database.current(folders.wall))
    names = {"cases", "counts", "key_questions", "names", "overall", "ratings", "snapshot"}
    assert found["duckdb_tables", "table_name"] == names
    assert {name for name, _ in found if name.startswith("duckdb_")} == {"duckdb_tables", "duckdb_columns"}


def test_the_wall_has_figures_worth_showing(folders):
    with database.open_snapshot(database.current(folders.wall)) as snapshot:
        [cases] = snapshot.rows("from cases where sample = 'd2'")
        [first] = snapshot.rows("from key_questions where key_question = '2.1.1'")
    assert cases["complete"] == 39
    assert (first["percentage"], first["n_in_words"]) == (67, "all but fewer than 5")


def test_every_publish_shows_on_the_wall_and_only_the_newest_stays_there(office) -> None:
    office.drop_answers("a.csv", "A1 | 2.1.1 | yes |")
    office.sync()
    office.drop_answers("b.csv", "A2 | 2.1.1 | yes |")
    published = office.sync().published
    assert database.current(office.folders.wall).name == published.name == "000002.duckdb"
    there = sorted(path.name for path in office.folders.wall.snapshots.iterdir())
    assert there == ["000002.duckdb", "CURRENT"]


@pytest.mark.parametrize("damage", ["lost", "torn", "pointing nowhere"])
@pytest.mark.parametrize("whose", ["team", "wall"])
def test_what_others_see_is_built_again_where_it_is_damaged(office, whose: str, damage: str) -> None:
    office.drop_answers("a.csv", "A1 | 2.1.1 | yes |")
    office.sync()
    folders = getattr(office.folders, whose)
    shown = database.current(folders)
    if damage == "lost":
        shown.unlink()
    elif damage == "torn":
        shown.write_bytes(shown.read_bytes()[:5000])
    else:
        (folders.snapshots / "CURRENT").unlink()
    assert office.sync().published
    with database.open_snapshot(database.current(folders)) as snapshot:
        assert snapshot.rows("select count(*) as n from snapshot") == [{"n": 1}]


class Killed(BaseException):
    """As if the process had ended here."""


@pytest.mark.parametrize("moment", range(1, 13))
def test_killed_at_any_step_all_are_whole_and_the_next_sync_makes_them_agree(
    office, monkeypatch, moment
) -> None:
    """The steps: build the snapshot, name it, point to it; likewise the team's; ask for the wall's first."""
    office.drop_answers("a.csv", "A1 | 2.1.1 | yes |")
    office.sync()
    office.drop_answers("b.csv", "A2 | 2.1.1 | yes |")
    look, steps = Look(office.setup), iter(range(1, 100))

    def dying(function):
        def step(*given):
            if next(steps) == moment:
                raise Killed
            return function(*given)

        return step

    with monkeypatch.context() as patched:
        patched.setattr(database, "build", dying(database.build))
        patched.setattr(sync_folder.__module__ + ".sync_folder", dying(sync_folder))
        patched.setattr(wall, "answers", dying(wall.answers))
        patched.setattr(database, "build_answers", dying(database.build_answers))
        patched.setattr(publish, "write_durably", dying(publish.write_durably))
        with pytest.raises(Killed):
            look(office.clock)
    for folders in (office.folders, office.folders.team, office.folders.wall):
        with database.open_snapshot(database.current(folders)) as snapshot:
            assert snapshot.rows("select count(*) as n from snapshot") == [{"n": 1}]
    office.sync()
    assert office.rows("select count(*) as n from answer_statements") == [(2,)]
    newest = database.current(office.folders).name
    for folders in (office.folders.team, office.folders.wall):
        assert database.current(folders).name == newest
        assert list(folders.snapshots.glob(".*")) == []

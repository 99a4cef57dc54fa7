"""The team's file: the same as the lead's, but for what the panel decided and why it was taken back."""

from textwrap import dedent

import pytest

from fieldwork import database
from fieldwork.sync import team

SECRETS = ("Quicksilver", "Tourmaline")
DECIDED = """\
    id,Standard,Panel rating,Reason,Decided by,By
    p1,1.1,Good,Quicksilver,panel,lead
    p2,1.2,Good,another Quicksilver,panel,lead
"""
TAKEN_BACK = """\
    Withdraws,Reason,By
    p2,for Tourmaline,lead
    n1,said twice,lead
"""


@pytest.fixture
def decided(office):
    """An inspection whose panel has decided, and took one decision back."""
    office.drop_answers("a.csv", "A1 | 2.1.1 | yes |")
    office.drop("decisions.csv", dedent(DECIDED))
    office.drop("undone.csv", dedent(TAKEN_BACK))
    office.sync()
    return office


def rows(folders, sql):
    with database.open_snapshot(database.current(folders)) as snapshot:
        return snapshot.rows(sql)


def tables(folders):
    """Every table's rows, in an order of their own."""
    with database.open_snapshot(database.current(folders)) as snapshot:
        names = [row["name"] for row in snapshot.rows("select table_name as name from duckdb_tables()")]
        return {name: sorted(map(str, snapshot.rows(f"from {name}"))) for name in names}


def test_the_team_knows_all_but_the_decisions_and_why_one_was_taken_back(decided) -> None:
    of_lead, of_team = tables(decided.folders), tables(decided.folders.team)
    assert (len(of_lead["panel_decisions"]), of_team["panel_decisions"]) == (2, [])
    assert rows(decided.folders.team, "select withdraws from withdrawals") == [{"withdraws": "n1"}]
    other = {name for name in of_lead if of_lead[name] != of_team[name]}
    assert other == {"panel_decisions", "withdrawals", "decided_standards", "overall_results"}


def test_no_byte_of_a_decision_is_in_the_teams_folder(decided, planted) -> None:
    """Nor a part of it."""
    parts = {word: [piece.encode() for piece in planted.pieces(word)] for word in SECRETS}
    full = database.current(decided.folders).read_bytes()
    assert all(any(part in full for part in parts[word]) for word in SECRETS)
    for path in decided.folders.team.snapshots.rglob("*"):
        content = path.read_bytes()
        assert [part for word in SECRETS for part in parts[word] if part in content] == []


def test_until_the_panel_decides_it_is_one_file_with_two_names(office) -> None:
    office.drop_answers("a.csv", "A1 | 2.1.1 | yes |")
    published = office.sync().published
    assert database.current(office.folders.team).samefile(published)


def test_it_is_a_copy_where_a_file_cannot_have_two_names(office, monkeypatch) -> None:
    def refused(path, other):
        raise PermissionError

    monkeypatch.setattr("pathlib.Path.hardlink_to", refused)
    office.drop_answers("a.csv", "A1 | 2.1.1 | yes |")
    published = office.sync().published
    assert database.current(office.folders.team).read_bytes() == published.read_bytes()
    assert not database.current(office.folders.team).samefile(published)


def test_the_teams_earlier_files_are_kept_as_long_as_the_leads(office, monkeypatch) -> None:
    monkeypatch.setattr("fieldwork.sync.shelf.KEPT", 2)
    for name in "abcd":
        office.drop_answers(f"{name}.csv", f"{name}1 | 2.1.1 | yes |")
        office.sync()
    kept = [
        {path.name for path in shown.snapshots.glob("*.duckdb")}
        for shown in (office.folders, office.folders.team)
    ]
    assert kept[0] == kept[1]
    assert {"000003.duckdb", "000004.duckdb"} <= kept[0] < {f"00000{number}.duckdb" for number in range(1, 5)}


def test_the_lead_does_not_wait_until_the_teams_file_is_built(decided, monkeypatch) -> None:
    newest = []

    def known(tables):
        shown = (decided.folders, decided.folders.team, decided.folders.wall)
        newest.append([database.current(folders).name for folders in shown])
        return known_of_old(tables)

    known_of_old = team.known
    monkeypatch.setattr(team, "known", known)
    decided.drop_answers("b.csv", "A2 | 2.1.1 | yes |")
    decided.sync()
    assert newest == [["000002.duckdb", "000001.duckdb", "000001.duckdb"]]

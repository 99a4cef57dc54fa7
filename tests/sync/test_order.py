"""A snapshot says the same whatever order the files arrived in, and whenever somebody synced in between."""

from datetime import datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fieldwork import database
from fieldwork.ledger import Arrival, Ledger
from fieldwork.sync import build

EIGHT = datetime.fromisoformat("2018-11-05T08:00:00+00:00")
MINUTE = timedelta(minutes=1)
HEADINGS = ("case_id", "question", "answer", "recorded_at")

rows = st.tuples(
    st.sampled_from(["A1", "A2"]),
    st.sampled_from(["2.1.1", "2.1.2"]),
    st.sampled_from(["yes", "no", "", "perhaps"]),
    st.sampled_from(["", "2018-11-05T08:30:00"]),
)
tables = st.lists(rows, max_size=3).map(
    lambda some: "".join(f"{','.join(row)}\n" for row in [HEADINGS, *some]).encode()
)
names = st.sampled_from(["a.csv", "b.csv", "c.txt"])


def snapshot_of(office, ledger: Ledger) -> tuple[str, build.Tables]:
    """The content's hash and the rows, but for when and in which order the files came."""
    entries = ledger.entries()
    built = build.tables(office.setup, entries, build.understand(office.setup, entries, ledger.read))
    built["received"] = sorted(row[1:4] + row[5:] for row in built["received"])  # no entry, no received_at
    [about] = built["snapshot"]
    built["snapshot"] = [about[:1] + about[3:]]  # no as_at, no ledger_head
    return build.content(office.setup, entries), built


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data(), st.lists(st.tuples(names, tables), max_size=6))
def test_the_order_of_arrival_changes_nothing_but_the_receipt(office, tmp_path_factory, data, files) -> None:
    """Versions of one name come one after the other; all else may come in any order, in any batches."""
    arrivals = [Arrival(name, text, EIGHT + number * MINUTE) for number, (name, text) in enumerate(files)]
    queues = {name: [arrival for arrival in arrivals if arrival.name == name] for name, _ in files}
    turns = data.draw(st.permutations([name for name, _ in files]))
    one, other = (Ledger(tmp_path_factory.mktemp("ledger")) for _ in range(2))
    one.receive(arrivals, EIGHT)
    for number, name in enumerate(turns):
        other.receive([queues[name].pop(0)], EIGHT + number * MINUTE)
    assert snapshot_of(office, one) == snapshot_of(office, other)


def test_two_offices_that_sync_at_other_times_see_the_same_figures(new_office) -> None:
    at_once, one_by_one = new_office(), new_office()
    files = [
        ("a.csv", "A1 | 2.1.1 | yes | 2018-11-05T08:30:00"),
        ("b.csv", "A1 | 2.1.1 | no | 2018-11-05T08:30:00"),
        ("c.csv", "A1 | 2.1.1 | no |\nA2 | 2.1.1 | maybe |"),
    ]
    for name, table in files:
        at_once.drop_answers(name, table, EIGHT)
    at_once.sync()
    for name, table in reversed(files):
        one_by_one.drop_answers(name, table, EIGHT)
        one_by_one.sync()
    receipt = {
        "received": "select * exclude (entry, received_at) from received",
        "snapshot": "select * exclude (as_at, ledger_head) from snapshot",
    }
    published = database.current(one_by_one.folders)
    assert published.name == "000003.duckdb"
    for (table,) in at_once.rows("select table_name from duckdb_tables()"):
        sql = f"from ({receipt.get(table, f'from {table}')}) order by all"
        assert at_once.rows(sql) == one_by_one.rows(sql), table

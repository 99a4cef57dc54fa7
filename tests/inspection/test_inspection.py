"""An inspection is one file: its parts fit each other, and the two that fieldwork carries are invented."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import pytest

from fieldwork import inspection, programme
from fieldwork.errors import InspectionError

ROOT = Path(__file__).resolve().parents[2]
DEMOS = ["demo-crc", "demo-nps"]

SMALL = """
title: A small inspection
organisation: North
programme: small
folder: ../data/small
invented: true
time_zone: Europe/London
late_after_days: 2
figures_expected_every_hours: 24
weeks: [2018-11-05, 2018-11-12]
units:
  Vale: {synonyms: [The Vale], tier2: {Aldwick: [Aldwick team], Brenholt: []}}
  Coast: {}
team: {LI: Lead inspector}
forms: [tables]
sizes: {d2: {required: 100, planned: 110}}
"""

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(*changes: tuple[str, str]) -> Path:
        text = SMALL
        for old, new in changes:
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        path = tmp_path / "inspections" / "small.yml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_its_folder_is_found_from_where_the_file_stands(write: Write, tmp_path: Path) -> None:
    loaded = inspection.load(str(write()))
    assert loaded.name == "small"
    assert loaded.folders.inbox == (tmp_path / "data" / "small" / "inbox").resolve()


def test_its_rows_are_those_of_the_snapshots_tables(write: Write) -> None:
    assert inspection.load(str(write())).tables() == {
        "inspection": [("small", "A small inspection", "North", "Europe/London", True, 2, None, False)],
        "weeks": [(1, date(2018, 11, 5), date(2018, 11, 11)), (2, date(2018, 11, 12), date(2018, 11, 18))],
        "units": [("Vale", "Aldwick", 1), ("Vale", "Brenholt", 2), ("Coast", None, 3)],
        "team": [("LI", "Lead inspector")],
    }


def test_every_local_name_of_a_unit_stands_for_it(write: Write) -> None:
    tier1, tier2 = inspection.load(str(write())).spellings()
    assert tier1 == {"Vale": "Vale", "The Vale": "Vale", "Coast": "Coast"}
    assert tier2 == {"Aldwick": "Aldwick", "Aldwick team": "Aldwick", "Brenholt": "Brenholt"}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Europe/London", "Europe/Londn", "time_zone: Europe/Londn is not a time zone such as Europe/London"),
        ("2018-11-12", "2018-11-13", "weeks[1]: 2018-11-13 is a Tuesday; a week"),
        ("2018-11-12", "2018-10-29", "weeks[1]: the weeks must rise"),
        (
            "Coast: {}",
            "Coast: {synonyms: [the vale]}",
            "units.Coast: the vale stands for another tier 1 unit already",
        ),
        (
            "Coast: {}",
            "Coast: {tier2: {Aldwick: []}}",
            "tier2.Aldwick: Aldwick stands for another tier 2 unit already",
        ),
        ("planned: 110", "planned: 90", "sizes.d2.planned: 90 is less than the 100 that are required"),
        (
            "late_after_days",
            "late_after_day",
            "late_after_day: there is no such key (did you mean late_after_days?)",
        ),
        ("invented: true", "invented: perhaps", "invented: input should be a valid boolean"),
    ],
)
def test_what_does_not_fit_is_said_with_its_path(write: Write, old: str, new: str, said: str) -> None:
    with pytest.raises(InspectionError) as caught:
        inspection.load(str(write((old, new))))
    assert said in str(caught.value)


@pytest.mark.parametrize("name", DEMOS)
def test_the_demonstrations_are_invented_and_fit_their_programme(name: str) -> None:
    loaded = inspection.load(name)
    known = programme.load(loaded.programme)
    assert loaded.invented
    assert "invented" in loaded.title
    assert loaded.organisation not in known.sizing.organisations
    assert known.misfits(loaded.organisation, loaded.sizes) == []
    assert len(loaded.weeks) == 3


@pytest.mark.parametrize("name", DEMOS)
def test_the_demonstrations_load_into_the_snapshots_schema(name: str) -> None:
    loaded = inspection.load(name)
    with duckdb.connect() as snapshot:
        snapshot.execute((ROOT / "queries" / "schema.sql").read_text(encoding="utf-8"))
        for table, rows in loaded.tables().items():
            marks = ", ".join("?" * len(rows[0]))
            snapshot.executemany(f"insert into {table} values ({marks})", rows)  # noqa: S608  (table names are ours)
        assert snapshot.sql("select count(distinct tier1), count(tier2) from units").fetchall() == [(4, 10)]


def test_an_unknown_inspection_is_refused_with_the_nearest() -> None:
    with pytest.raises(InspectionError, match=r"demo-crc\?"):
        inspection.load("demo-crk")

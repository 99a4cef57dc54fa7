"""A screen follows what is published, says so where it cannot, and tells no page where the files are."""

import os
import time
from types import SimpleNamespace

import pytest

from fieldwork import database, inspection
from fieldwork.screens import CompletionScreen, figures

DAMAGED = b"no database" * 1000


@pytest.fixture
def clock(monkeypatch):
    """Seconds that pass only when a test says so."""
    now = SimpleNamespace(seconds=1000.0)
    monkeypatch.setattr(figures, "monotonic", lambda: now.seconds)
    return now


@pytest.fixture
def declared(drawn, tmp_path):
    path = drawn.declare(tmp_path)
    drawn.publish(path, 5, 1)
    return path


@pytest.fixture
def shown(declared):
    """The folder of the snapshots that the screen shows."""
    return inspection.load(str(declared)).folders.team.snapshots


def damage(snapshot):
    """Other bytes in its place; those of the lead's, the same file under another name, stay."""
    whole = snapshot.read_bytes()
    snapshot.unlink()
    snapshot.write_bytes(DAMAGED)
    return whole


def damaged_newer(drawn, declared, shown):
    drawn.publish(declared, 6, 2)
    return damage(shown / "000002.duckdb")


def test_newer_figures_that_cannot_be_read_are_told_of_and_shown_once_they_can(drawn, declared, shown, clock):
    screen = CompletionScreen.open(str(declared))
    whole = damaged_newer(drawn, declared, shown)
    said = screen.look()
    assert said["snapshot"] == "000001"
    assert said["overdue"].startswith("Newer figures cannot be read; these were published on ")
    (shown / "000002.duckdb").write_bytes(whole)
    clock.seconds += figures.AGAIN
    assert screen.look() == {"snapshot": "000002", "overdue": ""}


def test_what_cannot_be_read_is_tried_again_calmly(drawn, declared, shown, clock, monkeypatch):
    screen = CompletionScreen.open(str(declared))
    damaged_newer(drawn, declared, shown)
    opened, opening = [], database.open_snapshot
    monkeypatch.setattr(database, "open_snapshot", lambda path: opened.append(path) or opening(path))
    for _ in range(40):
        clock.seconds += figures.AGAIN / 20
        assert screen.look()["overdue"]
    assert opened == [shown / "000002.duckdb"] * 2


@pytest.mark.parametrize("name", [b"000009.duckdb", b"\xff\xfe", b"", None])
def test_a_pointer_that_leads_nowhere_or_has_gone_is_told_of_until_it_is_back(declared, shown, name):
    screen = CompletionScreen.open(str(declared))
    pointer = shown / database.CURRENT
    before = pointer.read_bytes()
    pointer.unlink()
    if name is not None:
        pointer.write_bytes(name)
    assert screen.look()["overdue"].startswith("Newer figures cannot be read; ")
    pointer.write_bytes(before)
    assert screen.look() == {"snapshot": "000001", "overdue": ""}


def test_the_age_is_that_of_the_figures_shown_and_not_of_newer_ones_that_cannot_be_read(
    drawn, declared, shown
):
    long_ago = time.mktime((2018, 11, 6, 17, 0, 0, 0, 0, -1))
    os.utime(shown / "000001.duckdb", (long_ago, long_ago))
    screen = CompletionScreen.open(str(declared))
    damaged_newer(drawn, declared, shown)
    assert "these were published on Tuesday 6 November, 17:00." in screen.look()["overdue"]


def test_an_earlier_snapshot_that_cannot_be_read_is_refused_without_saying_where_it_is(
    drawn, declared, shown
):
    drawn.publish(declared, 6, 2)
    damage(shown / "000001.duckdb")
    asked = {"as_at": "2018-11-06T06:00"}
    why = CompletionScreen.open(str(declared)).answer(asked)["why"]
    assert why == "The figures of that moment cannot be read. Choose another one."


@pytest.mark.parametrize("newest", ["damaged", "gone", "named by no name", "a pointer that is a folder"])
def test_where_the_newest_cannot_be_read_the_page_says_so_without_saying_where_it_is(declared, shown, newest):
    pointer, snapshot = shown / database.CURRENT, shown / "000001.duckdb"
    if newest == "damaged":
        damage(snapshot)
    elif newest == "gone":
        snapshot.unlink()
    elif newest == "named by no name":
        pointer.write_text(str(shown / "elsewhere"))
    else:
        pointer.unlink()
        pointer.mkdir()
    answer = CompletionScreen.open(str(declared)).answer({})
    assert answer["kind"] == "missing"
    assert answer["why"].startswith("There are no figures yet: the newest snapshot ")
    assert not {"/", "\\"} & set(answer["why"])
    assert "duckdb" not in answer["why"].casefold()

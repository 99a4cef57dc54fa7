"""The files: the same bytes every time, in order, where and when people would have dropped them."""

import hashlib
import os
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from fieldwork import inspection, programme, simulation
from fieldwork.errors import SourceError
from fieldwork.simulation import Drop
from fieldwork.simulation.story import Story

DIGEST = """
import hashlib
from fieldwork import inspection, programme, simulation
invented = inspection.load("demo-crc")
drops = simulation.drops(programme.load(invented.programme), invented, 7)
print(hashlib.sha256(repr(drops).encode()).hexdigest())
"""


def _drops(seed: int) -> list[Drop]:
    invented = inspection.load("demo-crc")
    return simulation.drops(programme.load(invented.programme), invented, seed)


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "America/New_York"])
def test_a_seed_gives_the_same_bytes_in_another_process_and_time_zone(zone: str) -> None:
    elsewhere = {**os.environ, "TZ": zone, "PYTHONHASHSEED": "3"}
    said = subprocess.run(
        [sys.executable, "-c", DIGEST], env=elsewhere, capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == hashlib.sha256(repr(_drops(7)).encode()).hexdigest()


def test_another_seed_gives_another_inspection() -> None:
    assert {drop.data for drop in _drops(7)}.isdisjoint(
        drop.data for drop in _drops(8) if drop.name.endswith(".xml")
    )


def test_drops_come_in_order_of_time(story: Story) -> None:
    times = [drop.at for drop in story.drops()]
    assert times == sorted(times)


def test_what_comes_before_fieldwork_is_lists_schedules_and_evidence_in_advance(story: Story) -> None:
    begins = story.brief.mondays[0]
    early = [drop.name for drop in story.drops() if drop.at.date() < begins]
    assert {name.split("/")[0] for name in early} == {"Case lists", "Schedule", "Lead"}
    assert [name for name in early if name.startswith("Lead/")] == ["Lead/Evidence in advance.xlsx"]


def test_all_come_in_working_hours_of_working_days(story: Story) -> None:
    last = story.brief.mondays[-1] + timedelta(days=4)
    for drop in story.drops():
        assert drop.at.weekday() <= 4
        assert 8 <= drop.at.hour <= 20
        assert drop.at.date() <= last


def test_forms_are_small(story: Story) -> None:
    assert max(len(drop.data) for drop in story.drops() if drop.name.endswith(".xml")) < 16_000


def test_names_lead_nowhere_but_into_the_inbox(story: Story) -> None:
    assert all(".." not in drop.name and not drop.name.startswith("/") for drop in story.drops())


def test_a_written_drop_has_its_bytes_and_its_time(tmp_path: Path) -> None:
    at = datetime(2018, 11, 5, 14, 30)
    written = simulation.write([Drop(at, "Case forms/0117.xml", b"<form/>")], tmp_path)
    assert written == [tmp_path / "Case forms" / "0117.xml"]
    assert written[0].read_bytes() == b"<form/>"
    assert written[0].stat().st_mtime == 1541428200  # 14:30 in London, in winter


@pytest.mark.parametrize("name", ["../0117.xml", "Case forms/../../0117.xml", "/0117.xml"])
def test_a_name_that_leads_out_of_the_inbox_is_refused(name: str, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    with pytest.raises(SourceError, match="leads out of the inbox"):
        simulation.write([Drop(datetime(2018, 11, 5), name, b"")], inbox)
    assert list(tmp_path.rglob("*.xml")) == []

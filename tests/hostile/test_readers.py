"""Whatever lies in the inbox is read or refused: no other end, in ten seconds and 512 MB.

A sample: what takes long to make or to refuse is left to `make hostile`.
"""

from itertools import islice

import pytest

from fieldwork import records, sources
from fieldwork.errors import SourceError
from fieldwork.sources import apart

bounded = pytest.importorskip("bounded", reason="the limits of processes that it measures are not on Windows")
import attacks  # noqa: E402
import corpus  # noqa: E402
import good  # noqa: E402
import understanding  # noqa: E402

DAMAGED = 150


def harmed(files, read=bounded.bounded):
    found = ((one.kind, one.name, read(one.name, one.data)) for one in files)
    return [one for one in found if one[-1].how not in (bounded.READ, bounded.REJECTED)]


@pytest.mark.parametrize("kind", corpus.QUICK)
def test_an_attack_with_a_name_does_no_harm(kind):
    assert not harmed(corpus.crafted([kind]), bounded.unsheltered)


def test_a_damaged_file_is_read_or_refused():
    assert not harmed(islice(corpus.mutated(good.files(), 7), DAMAGED), bounded.unsheltered)


def test_the_same_seed_gives_the_same_files():
    some = [list(islice(corpus.mutated(good.files(), 7), 20)) for _ in range(2)]
    assert some[0] == some[1]


def test_what_takes_too_much_time_is_refused_as_too_large(monkeypatch):
    monkeypatch.setattr(apart, "_LONGEST_AT_ALL", 0)
    with pytest.raises(SourceError, match="workbook is too large"):
        sources.read("a.xlsx", attacks.workbook(b""))


def test_what_is_read_apart_is_refused_in_the_same_words():
    with pytest.raises(SourceError, match="under a password") as refusal:
        sources.read("../\x1b[2J locked.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    assert refusal.value.place == "../\x1b[2J locked.docx"
    assert refusal.value.remedy


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("wide.csv", b"x," * sources.MOST_COLUMNS + b"\n"),
        ("wide.xlsx", attacks.workbook(b'<row r="1"><c r="A1" t="inlineStr"><is><t>%s</t></is></c></row>'
                                       % (b"A" * (sources.LONGEST_CELL + 1)))),
    ],
)  # fmt: skip
def test_a_row_or_cell_that_nobody_writes_is_refused(name, data):
    with pytest.raises(SourceError, match="too large"):
        sources.read(name, data)


@pytest.mark.parametrize(
    "rule", ["FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=YEARLY;BYMONTH=2,4;BYMONTHDAY=-31"]
)
def test_a_rule_that_never_comes_loses_no_other_event(rule):
    other = attacks._event("SUMMARY:Meeting", "other")
    reading = sources.read("a.ics", attacks._calendar(attacks._event(f"RRULE:{rule}") + other))
    assert [row.cells[2] for row in reading.tables[0].rows[1:] if row.cells[0] == "other"] == ["Meeting"]


def test_nobody_explains_a_thousand_rejects():
    forms, words = understanding.meaning()
    rows = "".join(f"A{number},complete,nowhere {number}\n" for number in range(2 * records.MOST_REJECTS))
    reading = sources.read("a.csv", f"case_id,status,sample\n{rows}".encode())
    said = records.interpret(
        reading, sha256="0" * 64, recorded_at=understanding.AT, forms=forms, vocabulary=words
    )
    assert len(said.rejects) == records.MOST_REJECTS + 1
    assert "what stands below was not read" in said.rejects[-1].wrong

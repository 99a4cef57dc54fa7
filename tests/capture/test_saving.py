"""Each captured entry comes back through sources and records as it was typed, and is kept once."""

import errno
import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from fieldwork import database, sync
from fieldwork.capture import KINDS, UNDO, Capture, Taken, Unfit, can_be_undone, is_id
from fieldwork.records import log

HOSTILE = Path("/work/shared/inputs/4_hostile")
ID = "3f2b8c1e-5d6a-4b7c-9e8f-0a1b2c3d4e5f"
OTHER = "9a1b2c3d-4e5f-4a6b-8c7d-1e2f3a4b5c6d"
SAVED = datetime(2018, 11, 6, 17, 0, 5, 250_000)
TYPED = {
    "note": {
        "note": "Two cases late.\nSame office.",
        "theme": "Courts",
        "question": "2.1.1",
        "case_id": "117",
    },
    "action": {"action": "Ask for the rota", "owner": "Deputy lead", "due": "2018-11-07"},
    "alert": {"case_id": "0117", "kind": "child_safeguarding", "assurance": "A visit today"},
    "held_meeting": {
        "title": "Middle managers, north",
        "core_meeting": "Focus group: middle managers",
        "held_at": "2018-11-06T10:30",
        "minutes": "60",
        "location": "Head office",
        "tier1": "Marlshire North",
        "attendees": "8",
        "grades": "Senior probation officers",
        "same_grade": "yes",
        "line_manager": "no",
    },
    "panel_decision": {"question": "2.1.2", "rating": "Good", "reason": "Clear plans; staff know them"},
}
ABOUT = {"recorded_at": SAVED, "sha256": "0" * 64, "place": "row 2"}
MEANT = {
    "note": log.Note(
        **ABOUT,
        id=ID,
        note="Two cases late.\nSame office.",
        theme="Courts",
        question="2.1.1",
        case_id="0117",
        role="team",
    ),
    "action": log.Action(
        **ABOUT,
        id=ID,
        action="Ask for the rota",
        owner="Deputy lead",
        due=datetime(2018, 11, 7),
        role="team",
    ),
    "alert": log.Alert(
        **ABOUT, id=ID, case_id="0117", kind="child_safeguarding", assurance="A visit today", role="team"
    ),
    "held_meeting": log.HeldMeeting(
        **ABOUT,
        id=ID,
        title="Middle managers, north",
        core_meeting="middle_managers",
        held_at=datetime(2018, 11, 6, 10, 30),
        minutes=60,
        location="Head office",
        tier1="Marlshire North",
        attendees=8,
        grades="Senior probation officers",
        same_grade=True,
        line_manager=False,
        role="team",
    ),
    "panel_decision": log.PanelDecision(
        **ABOUT, id=ID, question="2.1.2", rating="Good", reason="Clear plans; staff know them", role="team"
    ),
}


def needed(kind):
    """What must be said, and nothing else."""
    return {field.name: TYPED[kind][field.name] for field in KINDS[kind].fields if field.needed}


def files(setup):
    return sorted(path.name for path in (setup.inspection.folders.inbox / "captured").iterdir())


@pytest.mark.parametrize("kind", TYPED)
def test_an_entry_comes_back_as_it_was_typed(kind, save, understood):
    said = understood(save(kind, ID, **TYPED[kind]))
    assert list(said.rejects) == []
    assert list(said.records) == [MEANT[kind]]


@pytest.mark.parametrize("kind", TYPED)
def test_what_is_optional_may_be_left_out(kind, save, understood):
    said = understood(save(kind, ID, **needed(kind)))
    assert list(said.rejects) == []
    assert len(said.records) == 1


@pytest.mark.parametrize("kind", TYPED)
def test_what_is_needed_is_asked_for_field_by_field(kind, save, setup):
    with pytest.raises(Unfit) as unfit:
        save(kind, ID)
    assert unfit.value.wrong == dict.fromkeys(needed(kind), "Fill this in.")
    assert not (setup.inspection.folders.inbox / "captured").exists()


def test_an_undo_is_another_entry(save, understood):
    save("note", ID, note="Not so.")
    said = understood(save(UNDO, OTHER, withdraws=ID))
    assert list(said.rejects) == []
    assert list(said.records) == [log.Withdrawal(**ABOUT, withdraws=ID, role="team")]


def test_what_is_undone_is_gone_from_the_next_snapshot_and_the_rest_stays(save, setup):
    def noted():
        sync.once(setup, lambda: datetime.now(UTC))
        with database.open_snapshot(database.current(setup.inspection.folders)) as snapshot:
            return [row["note"] for row in snapshot.rows("select note from current_notes order by note")]

    kept = str(uuid4())
    save("note", ID, note="Not so.")
    save("note", kept, note="So.")
    assert noted() == ["Not so.", "So."]
    save(UNDO, OTHER, withdraws=ID)
    assert noted() == ["So."]


def test_what_the_ledger_has_is_undone_where_the_inbox_has_it_no_more(save, setup):
    path = save("note", ID, "lead", **needed("note"))
    sync.once(setup, lambda: datetime.now(UTC))
    path.unlink()  # somebody tidied it, or the inspection was restored from a backup
    with pytest.raises(Unfit):
        save(UNDO, OTHER, "team", withdraws=ID)
    assert f" {UNDO} " in save(UNDO, OTHER, "lead", withdraws=ID).name


@pytest.mark.parametrize("nothing", [OTHER, "*", "A1", ""])
def test_only_what_was_captured_is_undone(nothing, save):
    save("note", ID, note="So.")
    with pytest.raises(Unfit):
        save(UNDO, str(uuid4()), withdraws=nothing)


@pytest.mark.parametrize("kind", TYPED)
def test_only_the_role_that_wrote_it_takes_it_back(kind, save, setup):
    save(kind, ID, "lead", **needed(kind))
    for other in ("team", "deputy"):
        with pytest.raises(Unfit, match="withdraws"):
            save(UNDO, OTHER, other, withdraws=ID)
    assert len(files(setup)) == 1
    assert f" {UNDO} " in save(UNDO, OTHER, "lead", withdraws=ID).name


@pytest.mark.parametrize("became", [b"", b"\xff", b"one,row\n", b"a,b\n1\n", b'"' + 200_000 * b"a"])
def test_what_somebody_made_something_else_of_is_nobody_s_to_take_back(became, save):
    save("note", ID, note="So.").write_bytes(became)
    with pytest.raises(Unfit):
        save(UNDO, OTHER, withdraws=ID)
    with pytest.raises(Taken):
        save("note", ID, note="So.")


def test_every_kind_but_an_undo_can_be_undone():
    assert [kind for kind in KINDS if not can_be_undone(kind)] == [UNDO]


def test_the_file_is_named_by_the_time_of_the_inspection_the_kind_and_the_id(save, setup):
    save("note", ID, note="In winter.")
    save("note", OTHER, note="In summer.", now=datetime.fromisoformat("2018-07-06T17:00:05+00:00"))
    assert files(setup) == [f"2018-07-06T180005 note {OTHER}.csv", f"2018-11-06T170005 note {ID}.csv"]


def test_the_same_entry_sent_again_is_one_file(save, setup):
    first = save("note", ID, note="So.\r\nAnd so.")
    again = save("note", ID, note="So.\nAnd so. ", now=datetime.fromisoformat("2018-11-06T18:00:00+00:00"))
    assert again == first
    assert files(setup) == [first.name]


def test_other_words_under_the_same_id_are_refused_and_the_first_stay(save, setup):
    before = save("note", ID, note="So.").read_bytes()
    for kind, said in (("note", {"note": "Not so."}), ("action", {"action": "So."})):
        with pytest.raises(Taken):
            save(kind, ID, **said)
    [name] = files(setup)
    assert (setup.inspection.folders.inbox / "captured" / name).read_bytes() == before


@pytest.mark.parametrize(
    ("kind", "said", "words"),
    [
        ("note", {"note": "x" * 4001}, "It has 4,001 letters. At most 4,000."),
        ("note", {"note": "x", "question": "9.9.9"}, "'9.9.9' is not a question."),
        ("note", {"note": "x", "case_id": "<b>"}, "'<b>' is not a case reference."),
        ("action", {"action": "x", "due": "soon"}, "'soon' is not a date. E.g. 05/11/2018 14:30"),
        ("alert", {"kind": "rumour"}, "'rumour' is not a kind. Allowed: harm to others"),
        ("held_meeting", {"attendees": "some"}, "'some' is not a number. A whole number, e.g. 8."),
        ("held_meeting", {"tier1": "Nowhere"}, "'Nowhere' is not a unit of this inspection."),
        ("panel_decision", {"rating": "Splendid"}, "'Splendid' is not a rating."),
    ],
)
def test_what_records_would_reject_is_refused_beside_its_field(kind, said, words, save):
    with pytest.raises(Unfit) as unfit:
        save(kind, ID, **{**needed(kind), **said})
    assert len(unfit.value.wrong) == 1
    [wrong] = unfit.value.wrong.values()
    assert wrong.startswith(words)


def hostile():
    if not HOSTILE.is_dir():
        return []
    naughty = json.loads((HOSTILE / "blns/blns.json").read_text("utf-8"))
    formulas = (HOSTILE / "csv_injection/csv-payload_payloadbox.txt").read_text("utf-8").splitlines()
    return [text for text in (*naughty, *formulas) if text.strip()]


@pytest.mark.skipif(not HOSTILE.is_dir(), reason="the shared hostile inputs are not here")
def test_hostile_texts_come_back_letter_by_letter(save, understood):
    assert len(hostile()) > 500
    for text in hostile():
        said = understood(save("note", str(uuid4()), note=text, theme=text))
        assert list(said.rejects) == []
        [note] = said.records
        assert (note.note, note.theme) == (text.strip(), text.strip())


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200))
@example("a;b\nc;d\ne;f\ng;h")  # more rows of one semicolon than the file has rows
@example("=1+1")
@example('"')
@example("\ue000end of the file")
@example("one\rtwo\r\nthree")
@example("id,note,role")
@example("\ufeffmarked")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
def test_any_text_comes_back(save, understood, text):
    written = text.replace("\0", "").replace("\r\n", "\n").strip()
    if written:
        said = understood(save("note", str(uuid4()), note=text))
        assert list(said.rejects) == []
        assert [note.note for note in said.records] == [written]
    else:
        with pytest.raises(Unfit):
            save("note", str(uuid4()), note=text)


def test_a_full_disk_leaves_nothing_that_sync_would_read(save, setup, monkeypatch):
    save("note", OTHER, note="Before.")

    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        save("note", ID, note="One too many.")
    monkeypatch.undo()
    assert len(files(setup)) == 1
    save("note", ID, note="One too many.")
    assert len(files(setup)) == 2


def test_what_a_killed_server_left_aside_is_removed_by_the_next(save, setup):
    before = save("note", ID, note="Whole.")
    before.with_name(f".{OTHER}.tmp").write_text("Half")
    Capture(setup)
    assert files(setup) == [before.name]


def test_a_share_that_knows_no_links_is_written_too(save, setup, monkeypatch):
    def no_links(*_):
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    save("note", ID, note="On a stick.")
    save("note", OTHER, note="On a stick.", now=SAVED.astimezone() + timedelta(hours=1))
    assert [name.rpartition(" ")[2] for name in files(setup)] == [f"{ID}.csv", f"{OTHER}.csv"]


@pytest.mark.parametrize(
    ("text", "whether"),
    [
        (ID, True),
        ("9b2f4c1e-0d6a-4b7c-8e8f-0a1b2c3d4e5f", True),
        (ID.upper(), False),
        ("3f2b8c1e-5d6a-1b7c-9e8f-0a1b2c3d4e5f", False),  # made from a clock
        (f"{ID}\n", False),
        ("../../../etc/passwd", False),
        ("*", False),
        ("", False),
    ],
)
def test_only_random_uuids_are_ids(text, whether):
    assert is_id(text) is whether

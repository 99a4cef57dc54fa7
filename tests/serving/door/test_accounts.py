"""The file of passwords: what it holds, who can read it, and what survives a fault while it is written."""

import json
import os
import stat
from pathlib import Path

import argon2
import pytest

from fieldwork.errors import ServingError
from fieldwork.folders import Folders
from fieldwork.serving.door import Accounts, Role

PASSWORD = "correct horse battery"  # noqa: S105


@pytest.fixture
def accounts(tmp_path: Path, quick_hashes: None) -> Accounts:
    return Accounts.of(Folders(tmp_path / "inspection"))


def test_a_password_is_kept_as_an_argon2id_hash_of_its_own(tmp_path: Path) -> None:
    accounts = Accounts(tmp_path / "accounts.json")
    accounts.set(Role.LEAD, PASSWORD)
    accounts.set(Role.TEAM, PASSWORD)
    kept = json.loads(accounts.path.read_text())["passwords"]
    for hashed in kept.values():
        assert argon2.extract_parameters(hashed) == argon2.profiles.RFC_9106_LOW_MEMORY
    assert kept["lead"] != kept["team"]
    assert PASSWORD not in accounts.path.read_text()
    assert accounts.check(Role.LEAD, PASSWORD)


def test_only_the_password_of_the_role_is_right(accounts: Accounts) -> None:
    accounts.set(Role.LEAD, PASSWORD)
    accounts.set(Role.TEAM, "the team's password")
    assert accounts.known == {Role.LEAD, Role.TEAM}
    tried = {
        (role, word) for role in Role for word in (PASSWORD, "the team's password", PASSWORD.upper(), "")
    }
    assert {one for one in tried if accounts.check(*one)} == {
        (Role.LEAD, PASSWORD),
        (Role.TEAM, "the team's password"),
    }


def test_an_accent_is_the_same_however_a_keyboard_makes_it(accounts: Accounts) -> None:
    accounts.set(Role.LEAD, "cafe\u0301 au lait, please")
    assert accounts.check(Role.LEAD, "caf\u00e9 au lait, please")


@pytest.mark.parametrize("unfit", ["", "eleven char", "x" * 201, "a tab\tin the middle", "a line\nend in it"])
def test_an_unfit_password_is_refused_and_not_repeated(accounts: Accounts, unfit: str) -> None:
    with pytest.raises(ServingError, match="12 to 200") as refused:
        accounts.set(Role.LEAD, unfit)
    assert not unfit or unfit not in str(refused.value)
    assert not accounts.path.exists()


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps rights otherwise")
def test_nobody_else_can_read_the_file(accounts: Accounts) -> None:
    before = os.umask(0)
    try:
        for role in (Role.LEAD, Role.TEAM):
            accounts.set(role, PASSWORD)
            assert stat.S_IMODE(accounts.path.stat().st_mode) == 0o600
    finally:
        os.umask(before)


def test_the_secret_is_made_once_and_the_fingerprint_with_each_password(accounts: Accounts) -> None:
    assert accounts.fingerprint(Role.LEAD) is None
    accounts.set(Role.LEAD, PASSWORD)
    secret, first = accounts.secret, accounts.fingerprint(Role.LEAD)
    accounts.set(Role.LEAD, PASSWORD)
    assert len(secret) == 64
    assert Accounts(accounts.path).secret == secret
    assert accounts.fingerprint(Role.LEAD) not in (None, first)


def test_a_running_server_sees_a_new_password(accounts: Accounts) -> None:
    server = Accounts(accounts.path)
    for password in (PASSWORD, PASSWORD[::-1]):  # of one length, so that the file's size says nothing
        accounts.set(Role.LEAD, password)
        assert server.check(Role.LEAD, password)
    assert not server.check(Role.LEAD, PASSWORD)


@pytest.mark.parametrize("fails", ["replace", "fsync"])
def test_a_fault_while_it_is_written_leaves_the_old_file_and_nothing_else(
    accounts: Accounts, monkeypatch: pytest.MonkeyPatch, fails: str
) -> None:
    accounts.set(Role.LEAD, PASSWORD)
    before = accounts.path.read_bytes()

    def fail(*arguments: object) -> None:
        raise OSError("no space left")

    with monkeypatch.context() as patched:
        patched.setattr(os, fails, fail)
        with pytest.raises(ServingError, match="Nothing has changed"):
            accounts.set(Role.LEAD, PASSWORD[::-1])
    assert accounts.path.read_bytes() == before
    assert {path.name for path in accounts.path.parent.iterdir()} <= {"accounts.json", "accounts.lock"}
    assert accounts.check(Role.LEAD, PASSWORD)


@pytest.mark.parametrize(
    "damaged",
    [
        "",
        "[]",
        '{"passwords": {}}',
        '{"secret": "short", "passwords": {}}',
        '{"secret": 1, "surplus": "xyzzy"}',
    ],
)
def test_a_damaged_file_is_refused_without_saying_what_is_in_it(accounts: Accounts, damaged: str) -> None:
    accounts.set(Role.LEAD, PASSWORD)
    accounts.path.write_text(damaged)
    with pytest.raises(ServingError, match="new password") as refused:
        _ = accounts.known
    assert "xyzzy" not in str(refused.value)
    with pytest.raises(ServingError, match="new password"):
        accounts.set(Role.LEAD, PASSWORD)
    assert accounts.path.read_text() == damaged


def test_a_hash_that_is_none_is_no_password(accounts: Accounts) -> None:
    accounts.path.parent.mkdir()
    accounts.path.write_text(json.dumps({"secret": "0" * 64, "passwords": {"lead": "plain text"}}))
    assert not accounts.check(Role.LEAD, "plain text")


def test_a_role_that_is_none_is_refused_with_the_nearest() -> None:
    with pytest.raises(ServingError, match="did you mean deputy"):
        Role.named("deputi", "users.json")


def test_a_session_that_was_ended_is_kept_until_it_would_have_ended_by_itself(accounts: Accounts) -> None:
    accounts.set(Role.LEAD, PASSWORD)
    accounts.end("first", now=0, until=100)
    accounts.end("second", now=99, until=199)
    other_server = Accounts(accounts.path)
    assert [other_server.has_ended(one) for one in ("first", "second", "third")] == [True, True, False]
    accounts.end("third", now=150, until=250)
    assert [other_server.has_ended(one) for one in ("first", "second", "third")] == [False, True, True]
    assert accounts.check(Role.LEAD, PASSWORD)

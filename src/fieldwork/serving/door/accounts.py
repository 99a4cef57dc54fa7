"""One password a role, kept as argon2id hashes in accounts.json in the inspection's folder.

{"secret": "…", "passwords": {"lead": "$argon2id$…"}, "ended": {"9f3c…": 1542300000.0}}

`fieldwork passwd` and every "Sign out" write the file; servers read it again when it changes.
"""

import hashlib
import os
import secrets
import tempfile
import unicodedata
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from filelock import FileLock
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from fieldwork.errors import ServingError
from fieldwork.folders import OURS, Folders, make_folder, sync_folder
from fieldwork.serving.door.roles import Role

SHORTEST, LONGEST = 12, 200  # characters of a password
_HASHER = PasswordHasher()


class _Kept(BaseModel):
    """What the file says. The secret signs cookies: whoever has it can be anybody.

    `ended`: a session that was signed out -> when it would have ended by itself, in seconds since 1970.
    """

    model_config = ConfigDict(extra="forbid")

    secret: str = Field(min_length=64)
    passwords: dict[Role, str]
    ended: dict[str, float] = Field(default_factory=dict)

    @classmethod
    def empty(cls) -> "_Kept":
        return cls(secret=secrets.token_hex(32), passwords={})


class Accounts:
    """The passwords of one inspection. `path` need not exist: then no role has one."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._seen: tuple[int, int, int] | None = None
        self._kept = _Kept.empty()

    @classmethod
    def of(cls, folders: Folders) -> "Accounts":
        return cls(folders.root / "accounts.json")

    @property
    def known(self) -> frozenset[Role]:
        """The roles that have a password. ServingError where the file cannot be understood, here as below."""
        return frozenset(self._read().passwords)

    @property
    def secret(self) -> str:
        """Made with the first password, and the same ever after."""
        return self._read().secret

    def fingerprint(self, role: Role) -> str | None:
        """Another one with each new password, even where it is the old one again. None: no password."""
        kept = self._read().passwords.get(role)
        return kept and hashlib.sha256(kept.encode()).hexdigest()[:32]

    def check(self, role: Role, password: str) -> bool:
        """Whether this is the password of `role`; as slow where the role has none (some 0.2 s, 64 MB)."""
        kept = self._read().passwords.get(role)
        try:
            return _HASHER.verify(kept or self._of_nobody, _plain(password)) and kept is not None
        except (VerificationError, InvalidHashError):
            return False

    def set(self, role: Role, password: str) -> None:
        """Keep `password` for `role`. ServingError where it is unfit, or the file cannot be written."""
        _refuse_unfit(password)
        hashed = _HASHER.hash(_plain(password))
        self._change(lambda kept: {"passwords": {**kept.passwords, role: hashed}})

    def end(self, session: str, now: float, until: float) -> None:
        """Keep that `session` was signed out, as long as its cookie could be good. ServingError as above."""

        def also(kept: _Kept) -> dict[str, Any]:
            return {"ended": {**{id: end for id, end in kept.ended.items() if end > now}, session: until}}

        self._change(also)

    def has_ended(self, session: str) -> bool:
        """Whether it was signed out, at this server or another one of the inspection."""
        return session in self._read().ended

    @cached_property
    def _of_nobody(self) -> str:
        return _HASHER.hash(secrets.token_hex())

    def _read(self) -> _Kept:
        """What the file says now. Each change is a new file, so its number, size and time tell."""
        try:
            there = self.path.stat()
            seen = (there.st_ino, there.st_size, there.st_mtime_ns)
            if seen != self._seen:
                self._kept = _Kept.model_validate_json(self.path.read_bytes())
                self._seen = seen
        except FileNotFoundError:
            if self._seen:  # somebody took it away: nobody may come in, and old cookies are worth nothing
                self._kept, self._seen = _Kept.empty(), None
        except (OSError, ValidationError):  # an error that says more would say what is in the file
            raise ServingError(
                str(self.path),
                "it cannot be read as the passwords of an inspection.",
                "It is written by fieldwork only.",
                "Put it back from a copy; or delete it and give every role a new password.",
            ) from None
        return self._kept

    def _change(self, update: Callable[[_Kept], dict[str, Any]]) -> None:
        try:
            make_folder(self.path.parent, OURS)
            with FileLock(self.path.with_suffix(".lock")):
                kept = self._read()
                self._write(kept.model_copy(update=update(kept)))
        except OSError as error:
            raise ServingError(
                str(self.path),
                "this file could not be written.",
                "This user must be able to write here, and the disk must have room.",
                "Nothing has changed: mend that and try again.",
            ) from error

    def _write(self, kept: _Kept) -> None:
        """A reader sees the old file or the whole new one, and nobody but this user sees either."""
        handle, aside = tempfile.mkstemp(dir=self.path.parent, prefix=f".{self.path.name}.")  # mode 0600
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(kept.model_dump_json(indent=2).encode())
                file.flush()
                os.fsync(file.fileno())
            os.replace(aside, self.path)
        except BaseException:
            os.unlink(aside)
            raise
        sync_folder(self.path.parent)


def _plain(password: str) -> str:
    """One spelling of what looks the same: keyboards differ in how they compose an é."""
    return unicodedata.normalize("NFKC", password)


def _refuse_unfit(password: str) -> None:
    if SHORTEST <= len(password) <= LONGEST and _plain(password).isprintable():
        return
    raise ServingError(
        "password",
        f"{len(password)} characters are not enough." if len(password) < SHORTEST else "it cannot be used.",
        f"{SHORTEST} to {LONGEST} letters, digits, signs and spaces.",
        "Four words that have nothing to do with each other are easy to keep and hard to guess.",
    )

"""Which role a request has: everybody the same, a signed cookie, or the word of a proxy in front."""

import hashlib
import ipaddress
import json
import secrets
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlencode

from tornado.ioloop import IOLoop
from tornado.web import RequestHandler, create_signed_value, decode_signed_value

from fieldwork.errors import ServingError
from fieldwork.serving.door.accounts import Accounts
from fieldwork.serving.door.roles import Role

Route = tuple[str, type[RequestHandler], dict[str, Any]]
HOURS = 12  # a session ends so long after its password was given


class Door(Protocol):
    """Says who looks. It is asked at every request, so that a role that is taken away is gone at once."""

    signs_in: bool = (
        False  # whether it finds out by itself who somebody is, and so may stand open to a network
    )

    async def role(self, handler: RequestHandler) -> Role | None:
        """The role of the request that `handler` answers; None: it has none here."""

    async def way_in(self, handler: RequestHandler) -> str | None:
        """Where somebody without a role goes to get one; None: nowhere."""
        return None

    def routes(self, base_url: str) -> list[Route]:
        """Tornado's routes that this door alone needs, on a server whose addresses start with `base_url`."""
        return []


class Open(Door):
    """Nobody signs in: whoever reaches this machine's own address is `everybody`."""

    def __init__(self, everybody: Role) -> None:
        self._everybody = everybody

    async def role(self, handler: RequestHandler) -> Role | None:
        return self._everybody


class Signed(Door):
    """A cookie that this inspection signed: the role, its password's fingerprint, the session and the time.

    It is good for 12 hours, until somebody signs out with it, or until the role has a new password. A server
    that starts again knows the same sessions. `clock` gives seconds since 1970.
    ServingError where no role has a password: nobody could come in.
    """

    signs_in = True

    def __init__(self, accounts: Accounts, clock: Callable[[], float] = time.time) -> None:
        if not accounts.known:
            raise ServingError(
                str(accounts.path),
                "no role has a password, so nobody could sign in.",
                remedy="Run fieldwork passwd with the inspection and a role: lead, deputy, team or wall.",
            )
        self.accounts, self._clock = accounts, clock

    async def role(self, handler: RequestHandler) -> Role | None:
        session = self._session(handler)
        return session and session[0]

    async def way_in(self, handler: RequestHandler) -> str | None:
        return f"{base_url(handler)}sign-in?{urlencode({'next': handler.request.uri or ''})}"

    def open(self, handler: RequestHandler, role: Role) -> None:
        """Let the browser that `handler` answers come in as `role`, which has a password."""
        value = f"{role} {self.accounts.fingerprint(role)} {secrets.token_hex(16)}"
        handler.set_cookie(
            self._cookie,
            create_signed_value(self.accounts.secret, self._cookie, value, version=2, clock=self._clock),
            path=base_url(handler),
            max_age=HOURS * 3600,
            httponly=True,
            samesite="Strict",
        )

    async def close(self, handler: RequestHandler) -> None:
        """End the session and take its cookie away: a copy of it opens nothing any more."""
        if session := self._session(handler):
            ending = (session[1], now := self._clock(), now + HOURS * 3600)
            await IOLoop.current().run_in_executor(
                None, self.accounts.end, *ending
            )  # the disk may take its time
        handler.clear_cookie(self._cookie, path=base_url(handler))

    def _session(self, handler: RequestHandler) -> tuple[Role, str] | None:
        """The role and the id of the session that the cookie opens."""
        value = decode_signed_value(
            self.accounts.secret,
            self._cookie,
            handler.get_cookie(self._cookie),
            max_age_days=HOURS / 24,
            clock=self._clock,
            min_version=2,
        )
        role, _, rest = (value or b"").decode("ascii").partition(" ")
        fingerprint, _, session = rest.partition(" ")
        known = next((one for one in self.accounts.known if one == role), None)
        if not known or self.accounts.fingerprint(known) != fingerprint or self.accounts.has_ended(session):
            return None
        return known, session

    @property
    def _cookie(self) -> str:
        """Browsers share cookies between the ports of a machine: each inspection has its own name."""
        return f"fieldwork-{hashlib.sha256(self.accounts.secret.encode()).hexdigest()[:12]}"


class Proxied(Door):
    """A proxy in front has signed the user in, and names them in `header`; `roles` says who may look.

    Whoever reaches the server past the proxy could claim any name, so it listens on 127.0.0.1 only, and the
    proxy must set the header itself on every request, whatever the browser sent.
    """

    def __init__(self, header: str, roles: Mapping[str, Role]) -> None:
        self._header, self._roles = header, roles

    async def role(self, handler: RequestHandler) -> Role | None:
        # Sent twice, it arrives as one value with a comma: nobody's name.
        return self._roles.get(handler.request.headers.get(self._header, ""))


def base_url(handler: RequestHandler) -> str:
    """Where this server's addresses start: "/", or "/a/prefix/" behind a proxy."""
    return str(handler.settings.get("base_url", "/"))


def read_users(path: Path) -> dict[str, Role]:
    """The users of `Proxied`, from JSON such as {"li@example.org": "lead"}.

    ServingError, which names no user, where the file is unfit.
    """
    try:
        said = json.loads(path.read_text("utf-8"))
        if not isinstance(said, dict) or not all(isinstance(word, str) for word in said.values()):
            raise ValueError
    except (OSError, ValueError):
        raise ServingError(
            str(path),
            "it cannot be read as users and their roles.",
            'JSON such as {"li@example.org": "lead"}, with the names that the proxy gives.',
            "Write this file, then start again.",
        ) from None
    return {user: Role.named(word, str(path)) for user, word in said.items() if user}


def refuse_address(address: str, door: Door) -> None:
    """ServingError where more can reach `address`, on which the server would listen, than `door` judges."""
    if _is_this_machine(address) or door.signs_in:
        return
    if isinstance(door, Proxied):
        raise ServingError(
            address,
            "whoever reaches this address could claim any name in the proxy's header.",
            "Behind a proxy, fieldwork listens on 127.0.0.1.",
            "Leave the address as it is, and let the proxy on this machine pass requests to it.",
        )
    raise ServingError(
        address,
        "everybody in the network could look, for nobody needs to sign in.",
        "Without passwords, fieldwork listens on 127.0.0.1.",
        "Run fieldwork passwd with the inspection and a role first. fieldwork speaks plain http, which others"
        " can read on the way: better leave the address, and put a proxy with TLS, such as nginx, in front.",
    )


def believes_proxy(address: str, door: Door) -> bool:
    """Whether a proxy's headers say the browser's address and protocol on a server that listens on `address`.

    Wrong passwords are counted by the browser's address: whoever gets past the proxy could claim any.
    """
    return _is_this_machine(address) or not isinstance(door, Signed)


def _is_this_machine(address: str) -> bool:
    try:
        return address == "localhost" or ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False

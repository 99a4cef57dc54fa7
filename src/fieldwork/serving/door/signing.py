"""The sign-in page, and the way out."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from tornado.ioloop import IOLoop
from tornado.web import HTTPError

from fieldwork.serving.assets import screen_parts
from fieldwork.serving.door.accounts import LONGEST
from fieldwork.serving.door.brake import Brake
from fieldwork.serving.door.doors import Signed, base_url
from fieldwork.serving.door.guard import Answering
from fieldwork.serving.door.roles import Role

_WRONG = "That is not the password of this role. Try again, or ask the lead inspector."
_TOO_OLD = "This form is out of date, or this browser keeps no cookies. Go to the dashboards and try again."
_TOO_MANY = "Too many tries. Wait a minute, then try again."
# A check takes 64 MB: one after the other, aside from the loop that serves the pages.
_CHECKS = ThreadPoolExecutor(max_workers=1, thread_name_prefix="passwords")


def routes(base_url: str, brake: Brake | None = None) -> list[tuple[str, type[Answering], dict[str, Any]]]:
    """Tornado's routes for a server whose addresses start with `base_url`; they need the setting `door`."""
    page = {"brake": brake or Brake(), "parts": f"{base_url}fieldwork/parts/{screen_parts().version}"}
    return [(f"{base_url}sign-in", SignInHandler, page), (f"{base_url}sign-out", SignOutHandler, {})]


class _AtTheDoor(Answering):
    """404 where nobody signs in. What is sent must come from a form of ours."""

    door: Signed

    async def enter(self) -> None:
        door = self.settings["door"]
        if not isinstance(door, Signed):
            raise HTTPError(404)
        self.door = door
        self.set_header("Cache-Control", "no-store")
        if self.request.method == "POST" and not self.is_our_form():
            self.say(403, _TOO_OLD)
        else:
            await super().enter()


class SignInHandler(_AtTheDoor):
    """GET: the form. POST: in, and on to `next`; 401 where the password is wrong, 429 after many tries."""

    def initialize(self, brake: Brake, parts: str) -> None:
        self._brake, self._parts = brake, parts

    def get(self) -> None:
        self._show(Role.TEAM)

    async def post(self) -> None:
        role, password = self._sent()
        # By both: guessing keeps nobody elsewhere out, and the team's password frees no tries at the lead's.
        tries = f"{role} from {self.request.remote_ip}"
        if not await self._brake.admit(tries):
            self._show(role, 429, _TOO_MANY)
        elif not await IOLoop.current().run_in_executor(_CHECKS, self.door.accounts.check, role, password):
            self._show(role, 401, _WRONG)
        else:
            self._brake.forget(tries)
            self.door.open(self, role)
            self.redirect(self._next(), status=303)

    def _sent(self) -> tuple[Role, str]:
        try:
            role = Role(self.get_body_argument("role", ""))
        except ValueError:
            raise HTTPError(400) from None
        password = self.get_body_argument("password", "", strip=False)
        return role, password if len(password) <= LONGEST else ""

    def _next(self) -> str:
        return path_here(self.get_argument("next", ""), base_url(self))

    def _show(self, role: Role, status: int = 200, wrong: str = "") -> None:
        self.set_status(status)
        page = self.settings["voila_jinja2_env"].get_template("signin.html")
        self.finish(
            page.render(
                base_url=base_url(self),
                parts=self._parts,
                next=self._next(),
                role=role,
                token=self.xsrf_token.decode("ascii"),
                wrong=wrong,
                longest=LONGEST,
            )
        )


class SignOutHandler(_AtTheDoor):
    """POST: this browser's session ends."""

    async def post(self) -> None:
        await self.door.close(self)
        self.redirect(f"{base_url(self)}sign-in", status=303)


def path_here(wanted: str, base_url: str) -> str:
    """`wanted` where it is a path and query of this server as every browser reads it, else `base_url`.

    Browsers take "\\" for "/", and drop tabs and line ends, so "/\\evil.example" is another server.
    """
    foreign = wanted.startswith("//") or "\\" in wanted or not wanted.isprintable()
    return base_url if foreign or not wanted.startswith(base_url) else wanted

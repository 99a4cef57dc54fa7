"""Entries typed in the meeting: the forms, and the one way in which a browser may write.

What is typed goes into a file of the inbox and nowhere else: not into a log, a file name or an address.
"""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from errno import EDQUOT, ENOSPC
from functools import cache
from typing import Any
from uuid import uuid4

from tornado.ioloop import IOLoop
from tornado.web import HTTPError, RequestHandler

from fieldwork.capture import KINDS, UNDO, Capture, Kind, Taken, Unfit, can_be_undone, is_id
from fieldwork.serving.assets import screen_parts
from fieldwork.serving.door import Guarded, Role
from fieldwork.serving.door.doors import base_url
from fieldwork.serving.rooms import Rooms

LARGEST = 64 * 1024  # bytes of an entry as it is sent
_CARRIED = {"_xsrf", "entry", "id"}
_TOO_OLD = "Not saved: this form is out of date, or this browser keeps no cookies. Load the page again."
_TOO_LARGE = "Not saved: this is too long. A text has at most 4,000 letters."
_UNFIT = "Not saved: put right what is marked."
_NOT_BACK = "Not taken back: another role wrote this, or nobody wrote it here."
_TAKEN = "Not saved: an earlier wording of this entry is saved already. Save again to add this one beside it."
_MEND = "Tell whoever looks after it. Your text is still here."
_FULL = f"Not saved: the disk of the server is full. {_MEND}"
_REFUSED = f"Not saved: the server cannot write into the inbox. {_MEND}"
# One entry after the other, aside from the loop that serves the pages: the disk may take its time.
_WRITER = ThreadPoolExecutor(max_workers=1, thread_name_prefix="captures")


@dataclass(frozen=True)
class Answer:
    """What a POST led to: `said` in words, `wrong` by field; `saved` where the entry is on the disk."""

    status: int
    said: str
    wrong: Mapping[str, str] = field(default_factory=dict)
    saved: bool = False


@cache
def capture_of(inspection: str) -> Capture:
    """The writer of the inspection at this path. It takes a moment, once: after the pages are there."""
    from fieldwork import sync

    return Capture(sync.load(inspection))


def _typed_on(page: str) -> dict[str, Kind]:
    """The kinds of entry that are typed on this page."""
    return {name: kind for name, kind in KINDS.items() if kind.page == page and name != UNDO}


class CaptureHandler(Guarded, RequestHandler):
    """/<page>/capture. GET: the forms, as a page of their own. POST: an entry, saved before the answer."""

    def initialize(self, rooms: Rooms, inspection: str) -> None:
        self.rooms, self.inspection = rooms, inspection

    async def enter(self) -> None:
        await super().enter()
        if self._finished:  # by the door
            return
        self.set_header("Cache-Control", "no-store")
        self.rooms.enter(self.path_args[0], self.role)
        if self.role is Role.WALL:
            raise HTTPError(403)
        if not _typed_on(self.path_args[0]):
            raise HTTPError(404)
        if self.request.method == "POST" and not self.is_our_form():
            self.say(403, _TOO_OLD)

    async def get(self, page: str) -> None:
        await self._show(page)

    async def post(self, page: str) -> None:
        sent = self._sent()
        kind, id = sent.get("entry", ""), sent.get("id", "")
        here = _typed_on(page).keys() | {UNDO}
        names = {one.name for one in KINDS[kind].fields} if kind in here else set()
        if not names or not is_id(id) or not sent.keys() <= names | _CARRIED:
            raise HTTPError(400)
        said = {name: sent.get(name, "") for name in names}
        answer = await IOLoop.current().run_in_executor(_WRITER, self._save, kind, id, said)
        self.set_status(answer.status)
        if self.is_page():
            await self._show(page, answer, sent)
        else:
            self.finish({"said": answer.said, "wrong": dict(answer.wrong)})

    def _sent(self) -> dict[str, str]:
        """The fields as they were typed: tornado's own reading would change control characters."""
        try:
            return {name: values[-1].decode("utf-8") for name, values in self.request.body_arguments.items()}
        except UnicodeDecodeError:
            raise HTTPError(400) from None

    def _save(self, kind: str, id: str, said: Mapping[str, str]) -> Answer:
        if len(self.request.body) > LARGEST:
            return Answer(413, _TOO_LARGE)
        try:
            capture_of(self.inspection).save(kind, id, self.role, said, datetime.now(UTC))
        except Unfit as unfit:
            return Answer(422, _NOT_BACK if kind == UNDO else _UNFIT, unfit.wrong)
        except Taken:
            return Answer(409, _TAKEN)
        except OSError as error:
            return Answer(507, _FULL) if error.errno in (ENOSPC, EDQUOT) else Answer(500, _REFUSED)
        return Answer(200, "Taken back." if kind == UNDO else f"{KINDS[kind].title} saved.", saved=True)

    async def _show(
        self, page: str, answer: Answer | None = None, sent: Mapping[str, str] | None = None
    ) -> None:
        """The forms; after an answer what it says, and what was sent where it is not saved."""
        choices = await IOLoop.current().run_in_executor(_WRITER, self._choices)
        template = self.settings["voila_jinja2_env"].get_template("capture.html")
        self.finish(template.render(**self._about(page), choices=choices, answer=answer, sent=sent or {}))

    def _choices(self) -> dict[str, list[tuple[str, str]]]:
        return capture_of(self.inspection).choices()

    def _about(self, page: str) -> dict[str, Any]:
        start = base_url(self)
        return {
            "action": f"{start}{page}/capture",
            "back": f"{start}{page}",
            "parts": f"{start}fieldwork/parts/{screen_parts().version}",
            "role": self.role,
            "token": self.xsrf_token.decode("ascii"),
            "kinds": _typed_on(page),
            "undo": UNDO,
            "can_be_undone": can_be_undone,
            "new_id": lambda: str(uuid4()),
        }

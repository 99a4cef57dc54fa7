"""All rooms of a server: who may enter which, how many look at once, and the care of their kernels."""

import asyncio
import logging
from collections.abc import Callable, Sequence

from tornado.web import HTTPError

from fieldwork.serving.door import Role
from fieldwork.serving.pages import Page
from fieldwork.serving.room import Room
from fieldwork.serving.shared import Kernels

CARE = 1.0  # seconds between two looks after the kernels
log = logging.getLogger(__name__)


class Rooms:
    """One room for each page and role, made when somebody first looks. At most `limit` viewers in all.

    `newest` gives the name of the newest snapshot.
    """

    def __init__(
        self, pages: Sequence[Page], kernels: Kernels, limit: int, newest: Callable[[], str]
    ) -> None:
        self._pages = {page.name: page for page in pages}
        self._kernels = kernels
        self._limit = limit
        self._newest = newest
        self._rooms: dict[tuple[str, Role], Room] = {}

    def enter(self, page: str, role: Role) -> Room:
        """The room of a page. HTTPError 404: no such page; 403: it is not for this role."""
        if page not in self._pages:
            raise HTTPError(404)
        if role not in self._pages[page].roles:
            raise HTTPError(403)
        if (page, role) not in self._rooms:
            self._rooms[page, role] = Room(self._pages[page], self.of(role), self._kernels, self._newest)
        return self._rooms[page, role]

    def of(self, role: Role) -> list[Page]:
        """The pages that a role may see, in the order of the navigation."""
        return [page for page in self._pages.values() if role in page.roles]

    @property
    def full(self) -> bool:
        """No more viewers."""
        return sum(len(room.viewers) for room in self._rooms.values()) >= self._limit

    async def care(self) -> None:
        """Look after the kernels, for as long as the server runs."""
        self._kernels.prepare()
        looks: dict[Room, asyncio.Task[None]] = {}
        while True:
            for room in self._rooms.values():  # side by side: none waits for another's kernel
                if room not in looks or looks[room].done():
                    looks[room] = asyncio.create_task(self._look_after(room))
            await asyncio.sleep(CARE)

    async def _look_after(self, room: Room) -> None:
        try:
            await room.look_after()
        except Exception as error:  # the next look may do better
            log.error("A kernel could not be looked after: %s", type(error).__name__)

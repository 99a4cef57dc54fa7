"""All rooms of a server, without real kernels: each is looked after beside the others."""

import asyncio
from types import SimpleNamespace

import pytest

from fieldwork.serving.door import Role
from fieldwork.serving.pages import Page
from fieldwork.serving.rooms import Rooms

PAGES = [Page("slow", "Slow", 1, frozenset(Role)), Page("quick", "Quick", 2, frozenset(Role))]


class Kernels:
    """That of the slow page never comes up; those of pages in `dead` are not alive."""

    def __init__(self):
        self.started, self.dead = [], set()

    def prepare(self):
        pass

    async def show(self, page, pages, hear):
        self.started.append(page.name)
        if page.name == "slow":
            await asyncio.Event().wait()
        return SimpleNamespace(html="", name=page.name)

    async def alive(self, kernel):
        return kernel.name not in self.dead

    async def end(self, kernel):
        self.dead.discard(kernel.name)


@pytest.fixture
def kernels():
    return Kernels()


async def a_while():
    for _ in range(100):
        await asyncio.sleep(0)


def test_while_one_kernel_comes_up_another_that_dies_is_replaced(run, kernels, monkeypatch):
    monkeypatch.setattr("fieldwork.serving.rooms.CARE", 0)
    rooms = Rooms(PAGES, kernels, 60, lambda: "000001")

    async def serve():
        for page in PAGES:
            rooms.enter(page.name, Role.TEAM).viewers.add(object())
        care = asyncio.create_task(rooms.care())
        await a_while()
        assert kernels.started == ["slow", "quick"]
        kernels.dead.add("quick")
        await a_while()
        care.cancel()

    run(serve())
    assert kernels.started == ["slow", "quick", "quick"]

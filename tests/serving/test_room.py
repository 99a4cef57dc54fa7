"""A room without real kernels: when one starts, is replaced and ends, and what is asked of it."""

import asyncio
from types import SimpleNamespace

import pytest

from fieldwork.errors import ServingError
from fieldwork.serving.room import ALONE, Room

PAGE = SimpleNamespace(name="completion")


class Kernels:
    """Kernels that answer with the number of the question; `dead` ones are not alive."""

    def __init__(self):
        self.started, self.ended, self.dead, self.asked = 0, 0, False, 0
        self.hear = None
        self.ready = None  # an event that a new kernel waits for

    async def show(self, page, pages, hear):
        if self.ready:
            await self.ready.wait()
        self.started, self.hear = self.started + 1, hear
        return SimpleNamespace(html=f"page {self.started}", line=self)

    async def alive(self, kernel):
        return not self.dead

    async def end(self, kernel):
        self.ended, self.dead = self.ended + 1, False

    async def ask(self, filters):
        self.asked += 1
        return {"kind": "slice", "number": self.asked, "whole": True}


class Viewer:
    def __init__(self):
        self.told = []

    def tell(self, news):
        self.told.append(news)


@pytest.fixture
def clock(monkeypatch):
    """Seconds that pass only when a test says so."""
    now = SimpleNamespace(seconds=1000.0)
    monkeypatch.setattr("fieldwork.serving.room.monotonic", lambda: now.seconds)
    return now


@pytest.fixture
def kernels():
    return Kernels()


@pytest.fixture
def published():
    """The newest snapshot, as its folder says."""
    return SimpleNamespace(name="000001")


@pytest.fixture
def room(kernels, clock, published):
    return Room(PAGE, [PAGE], kernels, lambda: published.name)


def pulse(kernels, snapshot):
    kernels.hear({"kind": "pulse", "snapshot": snapshot, "overdue": ""})


def test_many_questions_at_once_start_one_kernel_and_the_same_is_asked_once(run, room, kernels):
    async def ask():
        return await asyncio.gather(*(room.content({"unit": unit}) for unit in "aabbb"))

    answers = [content.data["number"] for content in run(ask())]
    assert (kernels.started, kernels.asked) == (1, 2)
    assert answers[0] == answers[1] != answers[2] == answers[3] == answers[4]


def test_with_a_newer_snapshot_everything_is_asked_again_and_every_viewer_is_told(run, room, kernels):
    async def publish():
        room.viewers |= {one, other}
        await room.content({})
        pulse(kernels, "000001")
        first = await room.content({})
        pulse(kernels, "000001")
        assert await room.content({}) is first
        pulse(kernels, "000002")
        assert await room.content({}) is not first

    one, other = Viewer(), Viewer()
    run(publish())
    assert one.told == other.told
    assert len(one.told) == 3


def test_a_kernel_ends_when_nobody_has_looked_for_a_while_and_another_one_starts_for_the_next(
    run, room, kernels, clock
):
    async def look():
        viewer = Viewer()
        await room.html()
        room.viewers.add(viewer)
        clock.seconds += 10 * ALONE
        await room.look_after()
        assert kernels.ended == 0
        room.viewers.discard(viewer)
        await room.look_after()
        assert kernels.ended == 0, "somebody may be loading the page anew"
        clock.seconds += ALONE + 1
        await room.look_after()
        assert kernels.ended == 1
        await room.html()
        await room.content({})
        await room.look_after()

    run(look())
    assert kernels.started == 2


@pytest.fixture
def kept(room, kernels, monkeypatch):
    """`await kept(reading)`: a room whose kernel has ended; so many seconds are left to read what it said."""

    async def end(reading):
        monkeypatch.setattr("fieldwork.serving.room.READING", reading)
        await room.html()
        pulse(kernels, "000001")
        await room.content({})
        await room.end()

    return end


def test_a_page_that_is_kept_is_read_before_a_kernel_takes_the_processor(run, room, kernels, kept):
    async def come_back():
        await kept(reading=0.01)
        assert await room.html() == "page 1"
        await room.content({})
        assert kernels.started == 1
        while kernels.started == 1:
            await asyncio.sleep(0)

    run(come_back())


@pytest.mark.parametrize("by", ["a filter", "a page that stayed open"])
def test_a_kernel_that_is_needed_does_not_wait_for_a_reader(run, room, kernels, kept, by):
    async def come_back():
        await kept(reading=3600)
        if by == "a filter":
            await room.html()
            await room.content({"unit": "a"})
        else:
            room.viewers.add(Viewer())
            await room.look_after()

    run(come_back())
    assert kernels.started == 2


@pytest.mark.parametrize(("newest", "asked"), [("000001", 1), ("000002", 2)])
def test_figures_of_the_newest_snapshot_outlive_their_kernel_and_older_ones_do_not(
    run, room, kernels, published, newest, asked
):
    async def come_back():
        await room.html()
        pulse(kernels, "000001")
        await room.content({})
        await room.end()
        published.name = newest
        kernels.ready = asyncio.Event()
        assert await room.html() == "page 1"  # at once: the other kernel is not ready
        figures = asyncio.create_task(room.content({}))
        if newest == "000002":
            await asyncio.sleep(0)
            assert not figures.done()
            kernels.ready.set()
        await figures
        assert kernels.asked == asked
        kernels.ready.set()

    run(come_back())


@pytest.mark.parametrize(("viewers", "started"), [(0, 1), (1, 2)])
def test_a_dead_kernel_is_replaced_at_once_where_somebody_looks(run, room, kernels, viewers, started):
    async def die():
        await room.html()
        room.viewers |= {Viewer() for _ in range(viewers)}
        kernels.dead = True
        await room.look_after()

    run(die())
    assert (kernels.started, kernels.ended) == (started, 1)


def test_a_page_that_was_open_before_the_server_started_gets_a_kernel(run, room, kernels):
    room.viewers.add(Viewer())
    run(room.look_after())
    assert kernels.started == 1


def test_a_question_that_gets_no_answer_is_an_error_and_asked_again_next_time(run, room, kernels):
    async def lost(filters):
        raise TimeoutError

    async def ask():
        answering, kernels.ask = kernels.ask, lost
        with pytest.raises(ServingError, match="its figures did not come"):
            await room.content({})
        kernels.ask = answering
        return await room.content({})

    assert run(ask()).data["number"] == 1


def test_a_notebook_that_fails_is_tried_again_for_a_later_viewer(run, room, kernels):
    async def fail(page, pages, hear):
        raise ServingError("completion.ipynb", "it shows no screen.")

    async def look():
        showing, kernels.show = kernels.show, fail
        with pytest.raises(ServingError):
            await room.html()
        kernels.show = showing
        await room.look_after()
        return await room.html()

    assert run(look()) == "page 1"

"""What is kept of a screen's answers, and how many questions are open at once: without a kernel."""

import asyncio

import pytest

from fieldwork.serving.contents import AT_ONCE, KEPT, Contents


class Kernel:
    """Answers with the unit; those that fail are `failing`. `meanwhile` happens while a question is open."""

    def __init__(self):
        self.asked, self.open, self.most = [], 0, 0
        self.failing, self.meanwhile = set(), lambda: None

    async def ask(self, filters):
        self.asked.append(filters["unit"])
        self.open += 1
        self.most = max(self.most, self.open)
        await asyncio.sleep(0)
        self.meanwhile()
        self.open -= 1
        return {"unit": filters["unit"], "whole": filters["unit"] not in self.failing}


@pytest.fixture
def kernel():
    return Kernel()


@pytest.fixture
def contents(kernel):
    return Contents(kernel.ask)


def of(contents, *units):
    return asyncio.gather(*(contents.of({"unit": unit}) for unit in units))


def test_at_most_a_few_questions_are_open_at_once_and_every_one_is_answered(run, kernel, contents):
    units = [str(number) for number in range(400)]

    async def flood():
        return await of(contents, *units)

    assert [content.data["unit"] for content in run(flood())] == units
    assert kernel.most == AT_ONCE


def test_a_question_of_now_waits_for_none_of_earlier_moments(run, kernel, contents):
    async def flood():
        earlier = [asyncio.create_task(contents.of({"unit": "", "as_at": str(one)})) for one in range(400)]
        await asyncio.sleep(0)
        await of(contents, "now")
        assert not earlier[-1].done()
        await asyncio.gather(*earlier)

    run(flood())
    assert kernel.asked.index("now") < 5


def test_what_is_not_whole_is_worked_out_again_for_the_next_one_and_then_kept(run, kernel, contents):
    async def fail_once():
        kernel.failing = {"a"}
        await of(contents, "a", "a")
        kernel.failing = set()
        await of(contents, "a")
        await of(contents, "a")

    run(fail_once())
    assert kernel.asked == ["a", "a"]


def test_no_more_contents_are_kept_than_the_limit_and_those_that_are_wanted_stay(run, kernel, contents):
    async def ask():
        await of(contents, "wanted", "once")
        for number in range(KEPT - 1):
            await of(contents, str(number), "wanted")
        assert kernel.asked.count("wanted") == 1
        await of(contents, "once")

    run(ask())
    assert kernel.asked.count("once") == 2


def test_what_was_asked_before_a_newer_snapshot_came_is_not_kept_for_it(run, kernel, contents):
    async def publish():
        contents.turn_to("000001")
        kernel.meanwhile = lambda: contents.turn_to("000002")
        await of(contents, "a")
        await of(contents, "a")

    run(publish())
    assert kernel.asked == ["a", "a"]

"""How long the next try waits: counted by hand, on a clock that only moves when told to."""

import asyncio
from collections.abc import Callable
from typing import Any, cast

import pytest

from fieldwork.serving.door import brake as brake_module
from fieldwork.serving.door.brake import Brake


class Time:
    """A clock at 0. Who waits is noted, and goes on at once; the clock stands still."""

    def __init__(self, run: Callable[[Any], Any]) -> None:
        self._run = run
        self.now, self.waited = 0.0, list[float]()
        self.brake = Brake(lambda: self.now, self.wait)

    async def wait(self, seconds: float) -> None:
        self.waited.append(seconds)

    def tries(self, count: int, key: str) -> list[bool]:
        async def all_at_once() -> list[bool]:
            return list(await asyncio.gather(*(self.brake.admit(key) for _ in range(count))))

        return cast(list[bool], self._run(all_at_once()))


@pytest.fixture
def time(run: Callable[[Any], Any]) -> Time:
    return Time(run)


def test_tries_at_once_wait_one_after_the_other_and_the_rest_is_refused(time: Time) -> None:
    assert time.tries(100, "lead") == [True] * 9 + [False] * 91
    assert time.waited == [1, 1 + 2, 1 + 2 + 4, 1 + 2 + 4 + 8]


def test_a_guesser_gets_one_try_in_thirty_seconds_for_ever(time: Time) -> None:
    time.tries(100, "lead")
    time.now = 31.0
    admitted = 0
    for _ in range(3600):
        time.now += 1
        admitted += sum(time.tries(2, "lead"))
    assert 118 <= admitted <= 124


def test_whoever_guesses_holds_up_nobody_else(time: Time) -> None:
    for _ in range(100):
        time.now += 1
        time.tries(2, "lead from 10.0.0.1")
    time.waited.clear()
    assert time.tries(1, "lead from 10.0.0.1") == [False]
    for other in ("lead from 10.0.0.2", "team from 10.0.0.1"):
        assert time.tries(1, other) == [True]
    assert time.waited == []


def test_a_right_password_makes_the_next_try_free(time: Time) -> None:
    time.tries(7, "lead")
    time.brake.forget("lead")
    time.waited.clear()
    assert time.tries(5, "lead") == [True] * 5
    assert time.waited == []


def test_memory_is_bounded_and_keeps_who_goes_on_guessing(
    time: Time, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(brake_module, "_REMEMBERED", 10)
    for number in range(50):
        time.now += 60
        time.tries(1, f"lead from 10.0.0.{number}")
        time.tries(1, "lead from 10.0.1.1")
    assert len(time.brake._tries) == 10
    time.waited.clear()
    time.tries(1, "lead from 10.0.1.1")
    assert time.waited == [30]

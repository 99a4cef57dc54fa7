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

    def tries(self, count: int, *keys: str) -> list[bool]:
        async def all_at_once() -> list[bool]:
            return list(await asyncio.gather(*(self.brake.admit(*keys) for _ in range(count))))

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


def test_another_address_waits_for_the_role_and_another_role_for_the_address(time: Time) -> None:
    time.tries(6, "lead", "10.0.0.1")
    assert time.waited == [1]
    time.tries(1, "lead", "10.0.0.2")
    time.tries(1, "team", "10.0.0.1")
    time.tries(1, "team", "10.0.0.2")
    assert time.waited == [1, 3, 3, 3]


def test_a_refused_address_does_not_hold_up_the_role_for_others(time: Time) -> None:
    time.tries(100, "wall", "10.0.0.1")
    time.waited.clear()
    assert time.tries(100, "lead", "10.0.0.1") == [False] * 100
    assert time.tries(1, "lead", "10.0.0.2") == [True]
    assert time.waited == []


def test_a_right_password_makes_the_next_try_free(time: Time) -> None:
    time.tries(7, "lead", "10.0.0.1")
    time.brake.forget("lead", "10.0.0.1")
    time.waited.clear()
    assert time.tries(5, "lead", "10.0.0.1") == [True] * 5
    assert time.waited == []


def test_memory_is_bounded_and_keeps_the_role_under_attack(
    time: Time, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(brake_module, "_REMEMBERED", 10)
    for number in range(50):
        time.now += 60
        time.tries(1, f"10.0.0.{number}", "lead")
    assert len(time.brake._tries) == 10
    time.waited.clear()
    time.tries(1, "10.0.1.1", "lead")
    assert time.waited == [30]

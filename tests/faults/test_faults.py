"""A seeded part of the fault harness; `make faults` runs all of it and writes docs/reliability.md's table."""

import os
from random import Random

import pytest

from faults.injecting import KINDS
from faults.running import inject, points
from faults.steps import STEPS, Publishing

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a process is forked for each fault")
EACH = 16  # faults a step


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_whatever_goes_wrong_nothing_that_was_told_is_lost_and_the_next_run_completes(step, tmp_path):
    chance = Random(2018)
    last = points(step, tmp_path, seed=1)
    assert last > 5
    for number in range(4 if issubclass(step, Publishing) else EACH):
        kind, at = chance.choice(KINDS), chance.randint(1, last)
        found = inject(step, tmp_path / str(number), 1, kind, at)
        assert found.faults or kind == "short write", (kind, at)
        assert found.wrong == (), (kind, at)

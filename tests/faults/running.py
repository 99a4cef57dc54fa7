"""One fault: a process does a step and something goes wrong in it; another looks at what is left."""

import json
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from faults.injecting import CUTS, TWICE, Clock, Injector
from faults.power import SHOWN, Power
from faults.steps import Step
from fieldwork.errors import FieldworkError

Say = Callable[..., None]


@dataclass(frozen=True)
class Result:
    """`faults`: how many were injected, 0 where the step was over before; a power cut shows three disks."""

    step: str
    kind: str
    at: int
    faults: int
    wrong: tuple[str, ...]


def points(step: type[Step], folder: Path, seed: int) -> int:
    """How many points the step has. AssertionError where it does not even do without a fault."""
    made = _prepared(step, folder / "counting" / "work", seed)

    def work(say: Say) -> None:
        injector = Injector(made.root, "", 0, lambda: None)
        injector.install()
        made.act(partial(_tell, say))
        say(points=injector.points)

    messages = _in_a_child(work)
    shutil.rmtree(folder / "counting")
    found = [one["points"] for one in messages if "points" in one]
    assert found, messages
    return int(found[0])


def inject(step: type[Step], folder: Path, seed: int, kind: str, at: int) -> Result:
    """Do the step with that fault at that point, then check what is left, in processes of their own."""
    made, cut = _prepared(step, folder / "work", seed), folder / "cut"

    def work(say: Say) -> None:
        injector = Injector(made.root, kind, at, lambda: say(reached=True))
        if kind in CUTS:
            power = Power(made.root)
            injector.on_call, injector.on_cut = power.told, lambda: power.show(cut)
        injector.install()
        tell = partial(_tell, say)
        if kind == TWICE:
            with suppress(FieldworkError, OSError):
                made.act(tell)
            made.act(tell)
            injector.cut()
        else:
            made.act(tell)

    messages = _in_a_child(work)
    said = [one["said"] for one in messages if "said" in one]
    reached = any("reached" in one for one in messages)
    left = [cut / str(number) for number in range(len(SHOWN))] if cut.exists() else [made.root]
    wrong = [one["wrong"] for one in messages if "wrong" in one]
    for root in left:
        checked = _in_a_child(lambda say, root=root: _check(step(root, seed), kind, said))
        wrong += [one["wrong"] for one in checked if "wrong" in one] + [
            one["refused"] for one in checked if "refused" in one
        ]
    shutil.rmtree(folder, ignore_errors=True)
    return Result(step.name, kind, at, len(left) if reached else 0, tuple(wrong))


def _tell(say: Say, told: Any) -> None:
    say(said=told)


def _check(step: Step, kind: str, said: list[Any]) -> None:
    if kind == "clock back":
        Clock.set_back()
    step.check(said)


def _prepared(step: type[Step], root: Path, seed: int) -> Step:
    """Ready, and all of it on the disk for sure: faults come later. Made once, then copied."""
    step.warm()  # before anything is forked
    ready = root.parent.parent / f"{seed} ready"
    if not ready.exists():
        messages = _in_a_child(lambda say: step(ready, seed).prepare())
        assert not messages, messages
    shutil.copytree(ready, root)
    return step(root, seed)


def _in_a_child(work: Callable[[Say], None]) -> list[dict[str, Any]]:
    """What it says while it lives: whatever becomes of the child, what it has said is here."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)

        def say(**message: Any) -> None:
            os.write(writing, json.dumps(message).encode() + b"\n")

        try:
            work(say)
        except (FieldworkError, OSError) as error:  # somebody is told
            say(refused=f"{type(error).__name__}: {error}")
        except BaseException as error:  # nobody should see this
            say(wrong=f"{type(error).__name__}: {error}")
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    return [json.loads(line) for line in said.splitlines()]

"""One reader under atheris, which follows what reaches new code: `fuzzed.py READER [OPTION|FOLDER ...]`.

The options are libFuzzer's. What is read or refused goes on; any other end libFuzzer reports.
"""

import random
import shlex
import sys
from contextlib import suppress
from importlib import import_module
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

import atheris

READER = sys.argv[1]
with atheris.instrument_imports(
    include=["fieldwork", "icalendar", "recurring_ical_events", "dateutil", "docx"]
):
    from fieldwork import sources

    for endings, module in sources.FORMATS.values():
        if f".{READER}" in endings:
            import_module(f"{sources.__name__}.{module}")

import attacks  # noqa: E402
import bounded  # noqa: E402
import understanding  # noqa: E402

PACKAGES = ("xlsx", "xlsb", "ods", "docx")
MORE = 200  # bytes that a part may grow by in one step
OFTEN = 0.9  # of the steps go inside the package


def inside(data: bytes, most: int, seed: int) -> bytes:
    """A package with a part changed, where the parser of the contents meets it; at times its own bytes."""
    chance = random.Random(seed)
    with suppress(Exception):  # no package any more
        with ZipFile(BytesIO(data)) as old:
            parts = {name: old.read(name) for name in sorted(old.namelist())}
        name = chance.choice(list(parts))
        parts[name] = bytes(atheris.Mutate(parts[name], len(parts[name]) + MORE))
        made = attacks.packed(parts, ZIP_STORED)
        if len(made) <= most and chance.random() < OFTEN:
            return made
    return bytes(atheris.Mutate(data, most))


def main(options: list[str]) -> None:
    """Never comes back."""
    understanding.meaning()
    understanding.unshelter()
    bounded.limit_memory()
    # As libFuzzer starts the program again by itself, where it compares inputs.
    command = shlex.join([sys.executable, __file__, READER])
    how = {"custom_mutator": inside} if READER in PACKAGES else {}
    atheris.Setup([command, *options], lambda data: understanding.understand(f"fuzzed.{READER}", data), **how)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[2:])

"""Hostile files, made by code: the same seed gives the same bytes.

`crafted` are attacks that have a name; `mutated` are real files of an invented inspection, damaged by chance.
"""

import random
from collections.abc import Callable, Iterable, Iterator, Mapping
from io import BytesIO
from itertools import count
from pathlib import PurePosixPath
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile

import attacks

from fieldwork import sources

READ = {ending for endings, _ in sources.FORMATS.values() for ending in endings}
QUICK = [kind for kind in attacks.ATTACKS if kind.startswith(("XML: e", "packages: names", "other"))]


class Hostile(NamedTuple):
    """A file as it would lie in the inbox, and what kind of attack it is."""

    kind: str
    name: str
    data: bytes


def crafted(kinds: Iterable[str] = attacks.ATTACKS) -> Iterator[Hostile]:
    """Every attack of these kinds, under each ending that could carry it. QUICK: soon made and refused."""
    for kind in kinds:
        for name, data in attacks.ATTACKS[kind]():
            yield Hostile(kind, name, data)


def mutated(good: Mapping[str, bytes], seed: int) -> Iterator[Hostile]:
    """Without end: a good file with bytes flipped, cut off, spliced, doubled or repacked."""
    names = sorted(good)
    endings = sorted({suffix for name in names if (suffix := PurePosixPath(name).suffix) in READ})
    for number in count():
        chance = random.Random(f"{seed}-{number}")
        ending = chance.choice(endings)  # so that a format of few good files is damaged as often
        name = chance.choice([name for name in names if name.endswith(ending)])
        kind = chance.choice(sorted(_DAMAGE))
        data = _DAMAGE[kind](chance, good[name], good[chance.choice(names)])
        yield Hostile(kind, name, data)


def _flipped(chance: random.Random, data: bytes, _: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 3, 30))):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _cut_off(chance: random.Random, data: bytes, _: bytes) -> bytes:
    return data[: chance.randrange(len(data))]


def _spliced(chance: random.Random, data: bytes, other: bytes) -> bytes:
    return data[: chance.randrange(len(data))] + other[chance.randrange(len(other)) :]


def _doubled(chance: random.Random, data: bytes, _: bytes) -> bytes:
    start = chance.randrange(len(data))
    piece = data[start : start + chance.choice((10, 1_000, 20_000))]
    return data[:start] + piece * chance.choice((2, 40)) + data[start:]


def _poisoned(chance: random.Random, data: bytes, _: bytes) -> bytes:
    start = chance.randrange(len(data))
    return data[:start] + chance.choice(attacks.POISON) + data[start + chance.choice((0, 1, 8)) :]


def _repacked(chance: random.Random, data: bytes, other: bytes) -> bytes:
    """Damage inside the package, where the parser of the contents meets it; a plain file is poisoned."""
    if not data.startswith(b"PK"):
        return _poisoned(chance, data, other)
    file = BytesIO()
    damage = chance.choice((_flipped, _cut_off, _doubled, _poisoned))
    with ZipFile(BytesIO(data)) as old, ZipFile(file, "w", ZIP_DEFLATED) as new:
        names = [name for name in old.namelist() if old.getinfo(name).file_size]
        unlucky = chance.choice(names)
        for name in names:
            part = old.read(name)
            new.writestr(name, damage(chance, part, other) if name == unlucky else part)
    return file.getvalue()


_DAMAGE: Mapping[str, Callable[[random.Random, bytes, bytes], bytes]] = {
    "bits flipped": _flipped,
    "cut off": _cut_off,
    "spliced with another": _spliced,
    "a piece many times": _doubled,
    "hostile text put in": _poisoned,
    "damaged inside its package": _repacked,
}

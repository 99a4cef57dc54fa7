"""Hostile texts through all that goes out, in rounds: each an inspection with texts of its own."""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import arrived
import harm
import naughty
import outputs
from canary import Canary

from office import opened_in


class Sent(NamedTuple):
    """What one way made: `texts`, each counted once for every file that shows it; what harm was found."""

    way: str
    files: int
    texts: int
    harmful: list[str]
    executed: list[str]


def rounds(how_many: int, seed: int, canary: Canary) -> Iterator[Sent]:
    """Each way in each round. The first has the texts as they are listed."""
    listed = [*naughty.aimed(canary.address, canary.mark), *naughty.texts()]
    for number in range(how_many):
        texts = varied(listed, random.Random(f"{seed}-{number}")) if number else listed
        with TemporaryDirectory() as folder:
            office = outputs.filled(opened_in(Path(folder)), texts)
            for way in outputs.WAYS:
                yield _sent(way, office, texts, canary)


def varied(texts: Sequence[str], chance: random.Random) -> list[str]:
    """Each in another guise: begun as a formula, quoted, turned round, joined to another."""
    return [chance.choice(_GUISES)(text, chance.choice(texts)) for text in texts]


_GUISES = (
    lambda text, other: f"={text}",
    lambda text, other: f"\t+{text}",
    lambda text, other: f'"{text}',
    lambda text, other: f"'>{text}",
    lambda text, other: f"{text}\n{other}",
    lambda text, other: f"{text} {other}",
    lambda text, other: f"</td></tr></table>{text}",
    lambda text, other: f"]]>-->{text}",
    lambda text, other: f"\u202e{text}",
    lambda text, other: text[::-1],
    lambda text, other: text.swapcase(),
)


def _sent(way: str, office, texts: Sequence[str], canary: Canary) -> Sent:
    with TemporaryDirectory() as folder:
        into = Path(folder) / "out"
        into.mkdir()
        outputs.WAYS[way](office, texts, into)
        files = {path: path.read_bytes() for path in into.rglob("*") if path.is_file()}
    shown = 0
    for path, data in files.items():  # nobody can read a PDF's letters: it shows what its page does
        page = path.with_suffix(".html") if path.suffix == ".pdf" else path
        shown += len(arrived.of(page.name, files.get(page, data), texts))
    harmful = [f"{path.name}: {found}" for path, data in files.items() for found in harm.of(path.name, data)]
    return Sent(way, len(files), shown, harmful, canary.executed())

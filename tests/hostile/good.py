"""Good files to damage: some of an invented inspection, and real ones where they are here."""

import os
from functools import cache
from pathlib import Path

from fieldwork import inspection, programme, simulation, sources

INPUTS = Path(os.environ.get("FIELDWORK_INPUTS", Path(__file__).parents[3] / "shared" / "inputs"))
# good.xls and good.xlsb there were written once by xlwt and pyxlsbwriter, which nothing else here needs.
KEPT = Path(__file__).parent / "kept"
_FEW = 12  # of each ending
_LONGEST = 300_000  # bytes


@cache
def files() -> dict[str, bytes]:
    """Name to bytes, always the same ones on one machine."""
    about = inspection.load("demo-crc")
    invented = [
        (drop.name, drop.data) for drop in simulation.drops(programme.load(about.programme), about, 2018)
    ]
    paths = [*sorted(INPUTS.rglob("*.*")), *sorted(KEPT.glob("*/good.*"))]  # the latter, one of every format
    real = [(path.name, path.read_bytes()) for path in paths if path.is_file()]
    chosen: dict[str, dict[str, bytes]] = {}
    for name, data in sorted(invented) + real:
        of_ending = chosen.setdefault(Path(name).suffix, {})
        if len(of_ending) < _FEW and 0 < len(data) <= _LONGEST and not sources.is_ignored(name):
            of_ending[name] = data
    return {name: data for of_ending in chosen.values() for name, data in of_ending.items()}

"""What a run has found, its bars, and the section of docs/performance.md that says so."""

import os
import platform
import subprocess
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from math import inf
from pathlib import Path
from statistics import median, quantiles

import psutil

from inspection import Running

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "performance.md"
BEGIN, END = "<!-- load: begin -->", "<!-- load: end -->"
_SETTLED = 5  # minutes after which memory is to be flat
_FLAT = 5.0  # per cent
_READINGS = 5  # one a minute
_MB = 2**20


@dataclass
class Found:
    """Times are Unix times; `spread`: for each publish, the seconds until each viewer had it."""

    minutes: float
    viewers: int
    pages: int  # of them real
    screens: int  # in use
    published: dict[str, float] = field(default_factory=dict)
    spread: list[list[float]] = field(default_factory=list)
    late: int = 0  # notes that were not published when the next one was typed
    memory: list[tuple[float, float]] = field(default_factory=list)  # (minute, MB at rest)
    kernels: int = 0  # the most at once
    server_cpu: float = 0.0  # seconds
    sync_cpu: float = 0.0
    clean_up: float = 0.0
    recovery: float = 0.0
    host: str = ""  # what else the machine did
    errors: list[str] = field(default_factory=list)

    def read(self, minute: float, server: Running, watch: Running) -> None:
        """At rest. Memory as proportional set size: what processes share is divided among them."""
        self.memory.append((minute, sum(map(_pss, server.tree())) / _MB))
        self.kernels = max(self.kernels, len(server.kernels()))
        self.server_cpu, self.sync_cpu = sum(map(_seconds, server.tree())), sum(map(_seconds, watch.tree()))

    def collect(self, seen: Iterable[tuple[str, str, float]]) -> None:
        """When each viewer first saw each publish."""
        first: dict[tuple[str, str], float] = {}
        for viewer, sees, at in seen:
            first.setdefault((viewer, sees), at)
        for name, at in self.published.items():
            self.spread.append([when - at for (_, sees), when in first.items() if sees == name])

    @property
    def last(self) -> list[float]:
        """For each publish, seconds until the last viewer had it."""
        return [max(one) for one in self.spread if one]

    def megabytes(self, minute: float) -> float:
        """Median of five readings from that minute on."""
        sizes = [size for at, size in self.memory if at >= minute][:_READINGS]
        return median(sizes if len(sizes) == _READINGS else [size for _, size in self.memory[-_READINGS:]])

    @property
    def growth(self) -> float:
        """Per cent from the fifth minute on to the last minutes."""
        return 100 * (self.megabytes(self.minutes) / self.megabytes(_SETTLED) - 1)

    def bars(self) -> list[tuple[str, str, str, bool]]:
        """What is promised, its limit, what was found, whether it holds. One spare kernel always waits."""
        missed = sum(self.viewers - len(one) for one in self.spread)
        most, late = self.screens + 1, _p95(self.last)
        return [
            (f"Kernels: {self.screens} screens, a spare", f"{most}", f"{self.kernels}", self.kernels <= most),
            ("Last page shows a publish, 95 %", "2 s", f"{late:.2f} s", late <= 2),
            ("Publishes that a page did not show", "0", f"{missed}", missed == 0),
            ("Memory after minute five", f"±{_FLAT:g} %", f"{self.growth:+.1f} %", abs(self.growth) <= _FLAT),
            ("Errors: in logs, panels that failed, lines lost", "0", f"{len(self.errors)}", not self.errors),
            ("Half vanish: lines, kernels gone after", "60 s", f"{self.clean_up:.0f} s", self.clean_up <= 60),
            ("Server killed: all live again after", "15 s", f"{self.recovery:.1f} s", self.recovery <= 15),
        ]  # fmt: skip

    def reached(self) -> bool:
        return all(holds for *_, holds in self.bars())


def markdown(found: Found) -> str:
    """The section between the markers."""
    each = [seconds for one in found.spread for seconds in one]
    core = 60 * found.minutes / 100  # seconds that are one per cent of a core
    sizes = ", ".join(f"{found.megabytes(minute):.0f}" for minute in (0, _SETTLED, found.minutes / 2, inf))
    lines = [
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, fieldwork {version('fieldwork')} ({_commit()}), "
        f"{os.cpu_count()} cores, Linux {platform.release()}, Python {platform.python_version()}. "
        f"{found.viewers} viewers on {found.screens} screens, {found.pages} of them real pages in Chromium, "
        f"the others clients that do what a page's script does; {found.minutes:g} minutes, "
        f"{len(found.published)} publishes; {found.late} notes took more than ten seconds to be published, "
        f"and are not counted. A viewer has a publish after {median(each):.2f} s (median), "
        f"{_p95(each):.2f} s (95 %), {max(each):.2f} s (at most). Memory of server and kernels at first, "
        f"after five minutes, half-way and at the end: {sizes} MB at rest. The server and its kernels took "
        f"{found.server_cpu / core:.0f} % of one core, building the snapshots {found.sync_cpu / core:.0f} %, "
        f"their start included. {found.host}",
        "",
        "| | limit | found | |",
        "|---|---|---|---|",
    ]
    for what, limit, was, holds in found.bars():
        lines.append(f"| {what} | {limit} | {was} | {'reached' if holds else '**missed**'} |")
    return "\n".join(lines)


def write(found: Found) -> None:
    text = DOCUMENT.read_text("utf-8")
    before, rest = text.split(BEGIN)
    _, after = rest.split(END)
    DOCUMENT.write_text(f"{before}{BEGIN}\n\n{markdown(found)}\n\n{END}{after}", "utf-8")


def _commit() -> str:
    """The code that was measured; it says where files were changed since."""
    asked = ("git", "describe", "--always", "--dirty", "--exclude=*")
    return subprocess.run(
        asked, cwd=DOCUMENT.parent, check=True, capture_output=True, text=True
    ).stdout.strip()


def _p95(times: list[float]) -> float:
    return quantiles(times, n=20, method="inclusive")[-1] if len(times) > 1 else times[0]


def _pss(process: psutil.Process) -> float:
    with suppress(psutil.NoSuchProcess):
        return float(process.memory_full_info().pss)
    return 0.0


def _seconds(process: psutil.Process) -> float:
    with suppress(psutil.NoSuchProcess):
        times = process.cpu_times()
        return float(times.user + times.system)
    return 0.0

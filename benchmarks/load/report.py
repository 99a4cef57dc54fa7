"""What a run has found, its bars, and the section of docs/performance.md that says so."""

import os
import platform
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median, quantiles

import psutil

from inspection import Running

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "performance.md"
BEGIN, END = "<!-- load: begin -->", "<!-- load: end -->"
_SETTLED = 5  # minutes after which memory is to be flat
_FLAT = 5.0  # per cent
_MB = 2**20


@dataclass
class Found:
    """Times are Unix times; `spread`: for each publish, the seconds until each viewer had it."""

    minutes: float
    viewers: int
    pages: int  # of them real
    published: dict[str, float] = field(default_factory=dict)
    spread: list[list[float]] = field(default_factory=list)
    memory: list[tuple[float, float]] = field(default_factory=list)  # (minute, MB of server and kernels)
    kernels: int = 0  # the most at once
    server_cpu: float = 0.0  # seconds
    sync_cpu: float = 0.0
    clean_up: float = 0.0
    recovery: float = 0.0
    errors: list[str] = field(default_factory=list)

    def read(self, minute: float, server: Running, watch: Running) -> None:
        """Memory as proportional set size: what processes share is divided among them."""
        self.memory.append((minute, sum(map(_pss, server.tree())) / _MB))
        self.kernels = max(self.kernels, server.kernels())
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

    @property
    def growth(self) -> float:
        """Per cent from the fifth minute to the end."""
        settled = [
            megabytes for minute, megabytes in self.memory if minute >= min(_SETTLED, self.minutes / 2)
        ]
        return 100 * (settled[-1] / settled[0] - 1)

    def bars(self) -> list[tuple[str, str, str, bool]]:
        """What is promised, its limit, what was found, whether it holds. One spare kernel always waits."""
        missed = sum(self.viewers - len(one) for one in self.spread)
        return [
            ("Kernels, five screens in use and one spare", "6", str(self.kernels), self.kernels <= 6),
            ("Last page shows a publish, 95 %", "2 s", f"{_p95(self.last):.2f} s", _p95(self.last) <= 2),
            ("Publishes that a page did not show", "0", str(missed), missed == 0),
            ("Memory after minute five", f"±{_FLAT:g} %", f"{self.growth:+.1f} %", abs(self.growth) <= _FLAT),
            ("Errors in the logs", "0", str(len(self.errors)), not self.errors),
            ("Half vanish: their lines ended after", "60 s", f"{self.clean_up:.0f} s", self.clean_up <= 60),
            ("Server killed: all live again after", "15 s", f"{self.recovery:.1f} s", self.recovery <= 15),
        ]  # fmt: skip

    def reached(self) -> bool:
        return all(holds for *_, holds in self.bars())


def markdown(found: Found) -> str:
    """The section between the markers."""
    each = [seconds for one in found.spread for seconds in one]
    core = 60 * found.minutes / 100  # seconds that are one per cent of a core
    last = found.memory[-1][1]
    lines = [
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, fieldwork {version('fieldwork')}, {os.cpu_count()} cores, "
        f"Linux {platform.release()}, Python {platform.python_version()}. {found.viewers} viewers on five "
        f"screens, {found.pages} of them real pages in Chromium, the others clients that do what a page's "
        f"script does; {found.minutes:g} minutes, {len(found.published)} publishes. A viewer has a publish "
        f"after {median(each):.2f} s (median), {_p95(each):.2f} s (95 %). Memory of server and kernels: "
        f"{found.memory[0][1]:.0f} MB at first, {last:.0f} MB at the end. The server and its kernels took "
        f"{found.server_cpu / core:.0f} % of one core, building the snapshots {found.sync_cpu / core:.0f} %.",
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

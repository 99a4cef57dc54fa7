"""The table, the ratios and the picture of a run, into docs/performance.md between its markers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import picture

Results = Mapping[str, Any]
DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "performance.md"
BEGIN, END = "<!-- viewers: begin -->", "<!-- viewers: end -->"
OURS = "fieldwork"


def seconds(times: Sequence[float]) -> str:
    """Median, and the quartiles in brackets; a single time stands alone."""
    if len(times) < 2:
        return f"{times[0] / 1000:.2f} s" if times else "–"
    lower, middle, upper = quantiles(times, n=4, method="inclusive")
    return f"**{middle / 1000:.2f} s** ({lower / 1000:.2f}–{upper / 1000:.2f})"


def publishing(times: Sequence[float]) -> str:
    """Median and 95th percentile."""
    return f"{median(times) / 1000:.2f} s, {percentile_95(times) / 1000:.2f} s" if times else "–"


def percentile_95(times: Sequence[float]) -> float:
    return quantiles(times, n=20, method="inclusive")[-1] if len(times) > 1 else times[0]


def per_viewer(found: Results) -> float | None:
    """Megabytes that each viewer after the first adds; None where not all of them could be opened."""
    numbers = {int(number): megabytes for number, megabytes in found["memory"].items()}
    if len(numbers) < 2 or "idle" not in found:  # idling is measured next, with all of them
        return None
    few, many = min(numbers), max(numbers)
    return (numbers[many] - numbers[few]) / (many - few)


def _memory(found: Results) -> str:
    each = per_viewer(found)
    return "–" if each is None else f"**{each:z.1f} MB**"


def _total(found: Results) -> str:
    return ", ".join(f"{megabytes:.0f}" for megabytes in found["memory"].values()) + " MB"


def _values(found: Results) -> str:
    """How many each median or percentile is of; bytes, memory and idling are one reading each."""
    lists = ("readable", "filter", "readable, warm cache", "publish, all viewers")
    return ", ".join(str(len(found.get(name, []))) for name in lists)


ROWS: Mapping[str, Callable[[Results], str]] = {
    "Version": lambda found: found["version"],
    "Numbers readable": lambda found: seconds(found["readable"]),
    "Fully interactive": lambda found: seconds(found["interactive"]),
    "Filter → redraw": lambda found: seconds(found["filter"]),
    "Readable, warm cache": lambda found: seconds(found["readable, warm cache"]),
    "Interactive, warm cache": lambda found: seconds(found["interactive, warm cache"]),
    "Received until interactive": lambda found: f"{found['bytes'] / 1e6:.2f} MB" if "bytes" in found else "–",
    "Requests until interactive": lambda found: str(found.get("requests", "–")),
    "… of them to other machines (refused)": lambda found: str(found.get("outside", "–")),
    "Memory a viewer": _memory,
    "Server and children, at each number of viewers": _total,
    "Publish → pixels, one viewer: median, 95 %": lambda found: publishing(
        found.get("publish, one viewer", [])
    ),
    "Publish → pixels, all viewers: median, 95 %": lambda found: publishing(
        found.get("publish, all viewers", [])
    ),
    "Idle, all viewers, of one core": lambda found: f"{found['idle']:.1%}" if "idle" in found else "–",
    "Values behind these: loads, filters, warm loads, publishes": _values,
    "Pages that failed": lambda found: str(len(found["failures"])),
}


def table(run: Results) -> str:
    """Markdown: a row a measure, a column a competitor."""
    names, every = list(run["competitors"]), run["competitors"].values()
    lines = [f"| | {' | '.join(names)} |", f"|---|{'---|' * len(names)}"]
    return "\n".join(lines + [f"| {row} | {' | '.join(map(show, every))} |" for row, show in ROWS.items()])


@dataclass(frozen=True)
class Bar:
    """What fieldwork must reach; `reached` is None where it was not measured."""

    measure: str
    limit: str
    found: str
    reached: bool | None


def bars(run: Results) -> list[Bar]:
    """fieldwork against the bars of issue 3, and against the best of its peers in this run."""
    peers = [found for name, found in run["competitors"].items() if name != OURS]
    ours = run["competitors"].get(OURS)
    if not ours or not peers:
        return []
    ratios = [("Numbers readable", "readable", 0.3), ("Fully interactive", "interactive", 0.9)]
    compared = [_ratio(*one, ours, peers) for one in [*ratios, ("Filter → redraw", "filter", 0.5)]]
    return [*compared, *_absolute(ours, peers)]


def _ratio(measure: str, key: str, limit: float, ours: Results, peers: Sequence[Results]) -> Bar:
    known = [median(peer[key]) for peer in peers if peer[key]]
    if not known or not ours[key]:
        return Bar(measure, f"at most {limit} of the best peer", "–", None)
    ratio = median(ours[key]) / min(known)
    return Bar(measure, f"at most {limit} of the best peer", f"{ratio:.2f}", ratio <= limit)


def _absolute(ours: Results, peers: Sequence[Results]) -> list[Bar]:
    mine, others = per_viewer(ours), [each for peer in peers if (each := per_viewer(peer)) is not None]
    times, idle = ours.get("publish, all viewers"), ours.get("idle")
    late = percentile_95(times) / 1000 if times else None
    return [
        _at_most("Memory a viewer", "at most 1 MB", mine, 1, "{:z.2f} MB"),
        _at_most("Memory a viewer", "below every measured peer", mine, min(others, default=0), "{:z.2f} MB"),
        _at_most("Publish → pixels, 95 %, all viewers", "at most 1 s", late, 1, "{:.2f} s"),
        _at_most("Idle, all viewers", "at most 5 % of one core", idle, 0.05, "{:.1%}"),
    ]


def _at_most(measure: str, words: str, value: float | None, limit: float, shown: str) -> Bar:
    if value is None:
        return Bar(measure, words, "–", None)
    return Bar(measure, words, shown.format(value), value <= limit)


def markdown(run: Results) -> str:
    """Everything between the markers."""
    machine = "; ".join(f"{heading}: {words}" for heading, words in run["machine"].items())
    said = {True: "reached", False: "**missed**", None: "not measured"}
    lines = [f"| {one.measure} | {one.limit} | {one.found} | {said[one.reached]} |" for one in bars(run)]
    return "\n\n".join(
        [
            f"{run['date']}. {machine}. Rounds: {run['rounds']}; viewers: {run['viewers']}.",
            "![How the competitors compare; the table has the same figures](performance.svg)",
            table(run),
            "\n".join(["| fieldwork's bars | limit | found | |", "|---|---|---|---|", *lines]),
        ]
    )


def write(run: Results) -> None:
    """Replace what stands between the markers, and the picture; what a person wrote round them stays."""
    before, _, rest = DOCUMENT.read_text("utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    DOCUMENT.write_text(f"{before}{BEGIN}\n\n{markdown(run)}\n\n{END}{after}", "utf-8")
    DOCUMENT.with_suffix(".svg").write_text(picture.drawn(run["competitors"], per_viewer), "utf-8")

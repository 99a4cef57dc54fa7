"""The picture: four small bar charts as one static SVG, shorter is better."""

from collections.abc import Callable, Mapping
from html import escape
from statistics import median
from typing import Any

_WIDE, _LINE, _NAMES, _NUMBERS = 440, 26, 96, 80  # pixels: a chart, a bar's line, room for names and numbers
_STYLE = """<style>
text { font: 14px system-ui, sans-serif; fill: #1f2a36 } .title { font-weight: 600 }
.peer { fill: #8fa3b5 } .ours { fill: #1b6b4b } .back { fill: #fff }
</style>"""


def drawn(competitors: Mapping[str, Any], per_viewer: Callable[[Any], float | None]) -> str:
    """SVG of the medians. A competitor without a number has an empty line."""

    def medians(key: str) -> dict[str, float | None]:
        return {name: median(one[key]) / 1000 if one[key] else None for name, one in competitors.items()}

    charts = [
        ("Numbers readable, seconds", medians("readable"), "{:.2f}"),
        ("Fully interactive, seconds", medians("interactive"), "{:.2f}"),
        ("Filter → redraw, seconds", medians("filter"), "{:.2f}"),
        ("Memory a viewer, MB", {name: per_viewer(one) for name, one in competitors.items()}, "{:z.1f}"),
    ]
    tall = 40 + _LINE * len(competitors)
    parts = [
        _chart(title, values, form, x=20 + place % 2 * (_WIDE + 40), y=10 + place // 2 * (tall + 10))
        for place, (title, values, form) in enumerate(charts)
    ]
    width, height = 2 * _WIDE + 80, 2 * tall + 30
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">',
            "<title>Seconds and megabytes of each competitor; shorter is better</title>",
            _STYLE,
            f'<rect class="back" width="{width}" height="{height}"/>',
            *parts,
            "</svg>\n",
        ]
    )


def _chart(title: str, values: Mapping[str, float | None], form: str, x: int, y: int) -> str:
    longest = max((value for value in values.values() if value), default=1)
    lines = [f'<text class="title" x="{x}" y="{y + 16}">{escape(title)}</text>']
    for place, (name, value) in enumerate(values.items()):
        top = y + 28 + place * _LINE
        length = max(1.0, (value or 0) / longest * (_WIDE - _NAMES - _NUMBERS))
        kind = "ours" if name == "fieldwork" else "peer"
        lines += [
            f'<text x="{x}" y="{top + 15}">{escape(name)}</text>',
            f'<rect class="{kind}" x="{x + _NAMES}" y="{top}" width="{length:.1f}" height="{_LINE - 6}"/>',
            f'<text x="{x + _NAMES + length + 6:.1f}" y="{top + 15}">'
            f"{'–' if value is None else form.format(value)}</text>",
        ]
    return "\n".join(lines)

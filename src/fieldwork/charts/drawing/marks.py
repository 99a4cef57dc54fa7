"""Bars, lines and marks."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from fieldwork.charts.drawing.axes import Scale
from fieldwork.charts.drawing.pen import line, text
from fieldwork.charts.frame import INK, Figure, Trace

_INSIDE = 4  # pixels between the start of a bar and its words
_HATCHING = {"/": "M-2,2 l4,-4 M0,8 l8,-8 M6,10 l4,-4", ".": "M3,4 a1,1 0 1,0 2,0 a1,1 0 1,0 -2,0"}


def draw_marks(plot: Element, figure: Figure, across: Scale, down: Scale, hatching: str) -> None:
    """All traces in their order. `hatching` starts the names of this drawing's patterns."""
    layout, done = figure["layout"], dict.fromkeys(down.lines, 0.0)
    for trace in figure["data"]:
        if trace["type"] == "bar":
            starts = done if layout.get("barmode") == "stack" else dict.fromkeys(down.lines, 0.0)
            _bars(plot, trace, across, down, 1 - layout["bargap"], starts, hatching)
        else:
            if "lines" in trace["mode"]:
                _lines(plot, trace, across, down)
            if "markers" in trace["mode"]:
                _markers(plot, trace, across, down)


def hatchings(svg: Element, name: str, traces: Sequence[Trace]) -> None:
    """The patterns that the bars of this drawing use."""
    used = {
        shape
        for trace in traces
        for shape in _each(trace.get("marker", {}).get("pattern", {}).get("shape"), trace)
    }
    for number, (shape, path) in enumerate(_HATCHING.items()):
        if shape in used:
            attributes = {
                "id": f"{name}-{number}",
                "width": "8",
                "height": "8",
                "patternUnits": "userSpaceOnUse",
            }
            pattern = SubElement(SubElement(svg, "defs"), "pattern", attributes)
            SubElement(pattern, "path", {"d": path, "stroke": "rgba(255,255,255,0.6)", "fill": "none"})


def _bars(
    plot: Element,
    trace: Trace,
    across: Scale,
    down: Scale,
    thickness: float,
    starts: dict[str, float],
    hatching: str,
) -> None:
    marker = trace["marker"]
    shapes = _each(marker.get("pattern", {}).get("shape"), trace)
    height = trace.get("width", thickness) * down.size / (len(down.lines) or 1)
    rows = zip(
        trace["x"],
        trace["y"],
        _each(marker["color"], trace),
        shapes,
        _each(trace.get("text"), trace),
        strict=True,
    )
    for value, name, colour, shape, words in rows:
        if value is None:
            continue
        left, middle = across.place(starts[name]), down.place(name)
        place = {"x": f"{left:.2f}%", "y": f"{middle - height / 2:.1f}"}
        place |= {"width": f"{across.place(value) - across.place(0):.2f}%", "height": f"{height:.1f}"}
        bar(plot, trace, place, colour, shape, hatching)
        if words:
            fill = trace["insidetextfont"]["color"] if value else INK
            text(plot, place["x"], middle, words, fill=fill, dx=_INSIDE, middle=True)
        starts[name] += value


def bar(
    parent: Element, trace: Trace, place: dict[str, str], colour: str, shape: object, hatching: str
) -> None:
    """One bar, or its sample in the legend."""
    outline = trace["marker"].get("line", {})
    stroke = {"stroke": outline["color"], "stroke-width": f"{outline['width']}"} if "color" in outline else {}
    SubElement(parent, "rect", {**place, "fill": colour, **stroke})
    if shape in _HATCHING:
        SubElement(parent, "rect", {**place, "fill": f"url(#{hatching}-{list(_HATCHING).index(str(shape))})"})


def _lines(plot: Element, trace: Trace, across: Scale, down: Scale) -> None:
    stroke = trace["line"]
    for start, end in pairwise(_points(trace, across, down)):
        if start and end:
            line(plot, start, end, stroke["color"], stroke["width"], stroke.get("dash", "solid"))


def _markers(plot: Element, trace: Trace, across: Scale, down: Scale) -> None:
    marker = trace["marker"]
    symbol, half = marker.get("symbol", "circle"), marker["size"] / 2
    colour = marker.get("color") or trace["line"]["color"]
    width = marker.get("line", {}).get("width", 2)
    for point in filter(None, _points(trace, across, down)):
        x, y = point[0], float(point[1])
        if symbol == "line-ns-open":
            line(plot, (x, f"{y - half:.1f}"), (x, f"{y + half:.1f}"), colour, width)
        elif symbol == "diamond-open":
            place = SubElement(plot, "svg", {"x": x, "y": f"{y:.1f}", "overflow": "visible"})
            corners = f"M0,{-half} L{half},0 L0,{half} L{-half},0 Z"
            SubElement(
                place, "path", {"d": corners, "fill": "none", "stroke": colour, "stroke-width": f"{width}"}
            )
        else:
            SubElement(plot, "circle", {"cx": x, "cy": f"{y:.1f}", "r": f"{half}", "fill": colour})


def _points(trace: Trace, across: Scale, down: Scale) -> Iterator[tuple[str, str] | None]:
    """Each point of a line, None for a gap."""
    for x, y in zip(trace["x"], trace["y"], strict=True):
        gap = x is None or y is None
        yield None if gap else (f"{across.place(x):.2f}%", f"{down.place(y):.1f}")


def _each(value: Any, trace: Trace) -> list[Any]:
    """One value a mark, where a single one stands for all."""
    return list(value) if isinstance(value, list | tuple) else [value] * len(trace["x"])

"""What stands for what, in one line above the plot."""

from collections.abc import Sequence
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from fieldwork.charts.drawing.marks import bar
from fieldwork.charts.drawing.pen import line, rem, text, text_width
from fieldwork.charts.frame import Trace

_SAMPLE, _SPACE, _GAP = 18, 6, 12  # pixels of a sample, between it and its name, and between two entries
_ABOVE = 20  # pixels above the plot


def draw_legend(svg: Element, traces: Sequence[Trace], margin: dict[str, Any], hatching: str) -> float:
    """An entry a trace that has something to show, in their order. The pixels that they need across.

    It stays when plotly has drawn: plotly's own would move with the width of the plot.
    """
    legend = SubElement(svg, "g", {"class": "legend"})
    left = float(margin["l"])
    for trace in traces:
        if any(x is not None and y is not None for x, y in zip(trace["x"], trace["y"], strict=True)):
            place = {"x": rem(left), "y": f"{margin['t'] - _ABOVE}", "overflow": "visible"}
            entry = SubElement(legend, "svg", place)
            _sample(entry, trace, hatching)
            text(entry, rem(_SAMPLE + _SPACE), 0, trace["name"], middle=True)
            left += _SAMPLE + _SPACE + text_width(trace["name"]) + _GAP
    return left - _GAP


def _sample(entry: Element, trace: Trace, hatching: str) -> None:
    if trace["type"] == "bar":
        box = {"y": "-6", "width": rem(_SAMPLE), "height": "12"}
        marker = trace["marker"]
        bar(entry, trace, box, marker["color"], marker.get("pattern", {}).get("shape"), hatching)
    elif "lines" in trace["mode"]:
        stroke = trace["line"]
        line(entry, ("0", "0"), (rem(_SAMPLE), "0"), stroke["color"], stroke["width"], stroke["dash"])
    else:
        symbol = "◇" if "diamond" in trace["marker"]["symbol"] else "|"
        text(entry, rem(_SAMPLE / 2), 0, symbol, middle=True)

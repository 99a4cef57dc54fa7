"""A figure as static SVG: there at first paint, on paper and in packs, near to plotly's own drawing.

It is as wide as its place with letters at their true size: what lies along the width is placed in per cent of
the plot, what lies along the height in pixels, and letters grow with those of the page. Colours stay design
tokens, which the page looks up. Each text is escaped by the standard library's XML writer.
"""

import json
import zlib
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring
from xml.sax.saxutils import escape

from fieldwork.charts.drawing.axes import Scale, scales
from fieldwork.charts.drawing.legend import draw_legend
from fieldwork.charts.drawing.marks import draw_marks, hatchings
from fieldwork.charts.drawing.pen import SIZE, line, rem, text
from fieldwork.charts.frame import Figure
from fieldwork.texts import visible

_LEAST = 120  # pixels across that a plot needs to say anything


def drawing(figure: Figure) -> str:
    """The figure as one `<svg>`, `layout.height` pixels high. The page gives its text alternative.

    Where its place is narrower than its words and a little plot, it keeps their width: the page scrolls it.
    """
    layout = figure["layout"]
    across, down = scales(figure)
    svg = Element("svg", {"class": "drawing", "width": "100%", "height": f"{layout['height']}"})
    svg.attrib |= {"overflow": "visible", "aria-hidden": "true", "focusable": "false", "font-size": rem(SIZE)}
    name = f"hatch-{zlib.crc32(json.dumps(figure, default=str).encode()):08x}"
    hatchings(svg, name, figure["data"])
    left, right = rem(down.label_width + layout["margin"]["l"]), rem(layout["margin"]["r"])
    plot = SubElement(svg, "svg", {"x": left, "y": f"{layout['margin']['t']}", "overflow": "visible"})
    plot.attrib |= {"width": f"calc(100% - {left} - {right})", "height": f"{down.size:.0f}"}
    _axes(plot, across, down)
    draw_marks(plot, figure, across, down, name)
    _shapes(plot, layout, across, down)
    least = down.label_width + layout["margin"]["l"] + _LEAST + layout["margin"]["r"]
    if layout["showlegend"]:
        least = max(least, draw_legend(svg, figure["data"], layout["margin"], name))
    svg.set("style", f"min-width: {rem(least)}")
    return tostring(svg, encoding="unicode", short_empty_elements=False)


def with_axes(figure: Figure) -> Figure:
    """The figure for plotly: with the drawing's axes, so that nothing moves, and its texts as text."""
    layout = figure["layout"]
    across, down = scales(figure)
    axes = {"xaxis": across.stated(layout["xaxis"]), "yaxis": down.stated(layout["yaxis"])}
    return {name: _as_text(part) for name, part in {**figure, "layout": {**layout, **axes}}.items()}


def _as_text(value: Any, name: str = "") -> Any:
    """The same with every text visible and escaped: plotly makes links and bold letters of what is like HTML.

    `hovertemplate` stays, which is HTML by intention and names its values only.
    """
    if isinstance(value, str):
        return value if name == "hovertemplate" else escape(visible(value))
    if isinstance(value, dict):
        return {key: _as_text(one, key) for key, one in value.items()}
    return [_as_text(one) for one in value] if isinstance(value, list | tuple) else value


def _axes(plot: Element, across: Scale, down: Scale) -> None:
    for value, label in across.ticks:
        x = f"{across.place(value):.2f}%"
        if across.grid:
            line(plot, (x, "0"), (x, f"{down.size:.1f}"), across.grid)
        text(plot, x, down.size + SIZE + 1, label, fill=across.colour, anchor="middle")
    for value, label in down.ticks:
        y = down.place(value)
        if down.grid:
            line(plot, ("0", f"{y:.1f}"), ("100%", f"{y:.1f}"), down.grid)
        text(plot, "0", y, label, fill=down.colour, anchor="end", dx=-down.standoff, middle=True)


def _shapes(plot: Element, layout: dict[str, Any], across: Scale, down: Scale) -> None:
    """Lines from top to bottom at a value, and words above the plot."""
    for shape in layout["shapes"]:
        x = f"{across.place(shape['x0']):.2f}%"
        line(plot, (x, "0"), (x, f"{down.size:.1f}"), shape["line"]["color"], 1, shape["line"]["dash"])
    for note in layout["annotations"]:
        font = note["font"]
        text(plot, f"{across.place(note['x']):.2f}%", -6, note["text"], fill=font["color"], size=font["size"])

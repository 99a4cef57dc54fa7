"""Lines and letters as SVG elements."""

from xml.etree.ElementTree import Element, SubElement

from fieldwork.charts.frame import INK
from fieldwork.texts import visible

SIZE = 15  # pixels of a letter, where the page has letters of normal size
_ROOT = 16  # pixels of its letters then
_DASHES = {"dot": "3,3", "dash": "9,9"}  # as plotly has them, for thin lines
Point = tuple[str, str]


def line(
    parent: Element, start: Point, end: Point, colour: str, width: float = 1, dash: str = "solid"
) -> None:
    """A straight line between two points, each coordinate in pixels or per cent."""
    drawn = SubElement(parent, "line", {"x1": start[0], "y1": start[1], "x2": end[0], "y2": end[1]})
    drawn.attrib |= {"stroke": colour, "stroke-width": f"{width}"}
    if dash in _DASHES:
        drawn.set("stroke-dasharray", _DASHES[dash])


def text(
    parent: Element,
    x: str,
    y: float,
    words: str,
    *,
    fill: str = INK,
    anchor: str = "start",
    dx: float = 0,
    middle: bool = False,
    size: int = SIZE,
) -> None:
    """Words at a place; with `middle`, `y` is the middle of their height instead of their foot."""
    drawn = SubElement(parent, "text", {"x": x, "y": f"{y:.1f}", "fill": fill, "text-anchor": anchor})
    if dx:
        drawn.set("dx", f"{dx}")
    if middle:
        drawn.set("dy", "0.36em")
    if size != SIZE:
        drawn.set("font-size", rem(size))
    drawn.text = visible(words)


def rem(pixels: float) -> str:
    """A length that grows with the letters of the page."""
    return f"{pixels / _ROOT:g}rem"


def text_width(words: str) -> float:
    """About how many pixels wide the words are: a server knows no browser's letters."""
    return sum(_width(letter) for letter in words) * SIZE


def _width(letter: str) -> float:
    if letter in "iljtfrI.,:;'|!()[] ":
        return 0.3
    return 0.8 if letter in "mwMW@%" else 0.66 if letter.isupper() else 0.54

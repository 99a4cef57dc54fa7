"""A chart's drawing for programs that are no browsers: lengths in pixels, colours as numbers, no style."""

import re
from importlib.resources import files
from xml.etree import (
    ElementTree,
)  # of drawings that fieldwork.charts made, never of anything that was received

WIDTH = 640  # pixels of the plot and its labels
_BESIDE = 24  # pixels to the right of it, for the last label
_LETTER = 16  # pixels of one rem
_SVG = "http://www.w3.org/2000/svg"
_TOKEN = re.compile(r"var\((--[\w-]+)\)")
_ACROSS = ("x", "x1", "x2", "cx", "width", "font-size")


def standing_alone(svg: str) -> tuple[str, int, int]:
    """The drawing as a file of its own, with its width and height in pixels."""
    colours = _colours()
    root = ElementTree.fromstring(_TOKEN.sub(lambda found: colours[found[1]], svg))  # noqa: S314 - our own
    height = round(float(root.attrib["height"]))
    _fix(root, WIDTH)
    root.attrib = {
        "xmlns": _SVG,
        "width": f"{WIDTH + _BESIDE}",
        "height": f"{height}",
        "viewBox": f"0 0 {WIDTH + _BESIDE} {height}",
        "font-family": "Arial, sans-serif",
        "font-size": root.attrib["font-size"],
    }
    return ElementTree.tostring(root, encoding="unicode"), WIDTH + _BESIDE, height


def _fix(element: ElementTree.Element, across: float) -> None:
    """Turn per cent of `across` and rem into pixels, and a drawing within a drawing into a group."""
    for name in _ACROSS:
        if name in element.attrib:
            element.set(name, f"{_pixels(element.attrib[name], across):g}")
    if element.get("dy") == "0.36em":  # the middle of a letter's height; some programs know no em there
        element.set("dy", "5.4")
    inner = float(element.attrib["width"]) if element.tag == "svg" and "width" in element.attrib else across
    for child in element:
        _fix(child, inner)
        if child.tag == "svg":
            child.tag = "g"
            child.attrib = {"transform": f"translate({child.get('x', '0')} {child.get('y', '0')})"}


def _pixels(length: str, across: float) -> float:
    first, *others = length.removeprefix("calc(").removesuffix(")").split(" - ")
    return _term(first, across) - sum(_term(other, across) for other in others)


def _term(length: str, across: float) -> float:
    if length.endswith("%"):
        return float(length[:-1]) * across / 100
    return float(length.removesuffix("rem")) * (_LETTER if length.endswith("rem") else 1)


def _colours() -> dict[str, str]:
    """The screens' light colours, by token."""
    style = (files("fieldwork") / "screens" / "parts" / "tokens.css").read_text("utf-8")
    light = style[style.index(":root {") : style.index("}")]
    return dict(re.findall(r"(--[\w-]+): (?:light-dark\()?(#[0-9a-f]{6})", light))

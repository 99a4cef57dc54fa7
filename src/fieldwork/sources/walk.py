"""A form's fields: every path with its text, rich text as lines, attachments counted and left out."""

from collections import Counter
from itertools import count

from lxml import etree

MOST_FIELDS = 100_000
LONGEST_PATH = 1_000  # characters; with the number of fields it bounds what all the paths take

_XHTML = "{http://www.w3.org/1999/xhtml}"
_NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
_PICTURE, _INLINE = f"{_XHTML}img", "{http://schemas.microsoft.com/office/infopath/2003}inline"
# How InfoPath's file attachments begin, and pictures that are fields (PNG, JPEG, GIF), in base 64.
ATTACHMENTS = ("x0lGQ", "iVBORw0KGgo", "/9j/", "R0lGOD")
_BREAK = "\0"  # no XML can hold it
_BREAKING = frozenset(
    f"{_XHTML}{name}"
    for name in (
        *("address", "blockquote", "br", "dd", "div", "dl", "dt", "hr", "li", "ol", "p", "pre"),
        *("table", "td", "th", "tr", "ul", "h1", "h2", "h3", "h4", "h5", "h6"),
    )
)


class Overlong(Exception):
    """No form has so many fields, or so long a path."""


def _numbered(names: list[str | None], kinds: set[str | None]) -> list[str | None]:
    """The names of siblings, those that occur more than once with their number."""
    if len(kinds) == len(names):
        return names
    times = Counter(names)
    numbers = {name: count(1) for name in kinds}
    return [f"{name}[{next(numbers[name])}]" if name and times[name] > 1 else name for name in names]


class _Names(dict[object, str | None]):
    """Tags and attributes by their local names; '' for what is rich text, None for what is no element."""

    def __missing__(self, tag: object) -> str | None:
        name = None if not isinstance(tag, str) else "" if tag.startswith(_XHTML) else tag.rpartition("}")[2]
        return self.setdefault(tag, name)


class Walk:
    """Goes through a form once and gathers its fields. The parser bounds how deep (256)."""

    def __init__(self) -> None:
        self.fields: dict[str, str | None] = {}
        self.attachments = 0
        self._names = _Names()

    def through(self, root: etree._Element) -> None:
        """Gathers the whole form's. Overlong where it has more fields, or a longer path, than a form has."""
        self._attributes(root, "")
        if len(root):
            self._below(root, "", "")

    def _attributes(self, element: etree._Element, prefix: str) -> bool:
        """Gathers them; says whether the element is nil."""
        nil = False
        for name, text in element.items():
            if name == _NIL:
                nil = text in ("true", "1")
            else:
                self._put(f"{prefix}@{self._names[name]}", str(text))
        return nil

    def _below(self, element: etree._Element, path: str, prefix: str) -> None:
        """What stands inside: further elements, or rich text. `prefix` is the path with its '/'."""
        children = list(element)
        inside = [self._names[child.tag] for child in children]
        kinds = set(inside)
        if "" in kinds:
            self._put(path, self._rich(element))
        elif kinds == {None}:
            self._leaf("".join([element.text or "", *(child.tail or "" for child in children)]), path)
        else:
            for child, name in zip(children, _numbered(inside, kinds), strict=True):
                if name:
                    self._element(child, prefix + name)

    def _element(self, element: etree._Element, path: str) -> None:
        if self._attributes(element, f"{path}/"):
            self._put(path, None)
        elif len(element):
            self._below(element, path, f"{path}/")
        else:
            self._leaf(element.text, path)

    def _rich(self, element: etree._Element) -> str:
        """Its words: a line a paragraph, list item or line break; empty lines left out."""
        pieces: list[str] = []
        self._gather(element, pieces)
        lines = "".join(pieces).split(_BREAK)
        return "\n".join(words for line in lines if (words := " ".join(line.split())))

    def _gather(self, element: etree._Element, pieces: list[str]) -> None:
        pieces.append(element.text or "")
        for child in element:
            tag = child.tag
            if tag == _PICTURE and child.get(_INLINE):
                self.attachments += 1
            if isinstance(tag, str):
                around = _BREAK if tag in _BREAKING else ""
                pieces.append(around)
                self._gather(child, pieces)
                pieces.append(around)
            pieces.append(child.tail or "")

    def _leaf(self, text: str | None, path: str) -> None:
        if text and text.startswith(ATTACHMENTS):
            self.attachments += 1
        else:
            self._put(path, text)

    def _put(self, path: str, text: str | None) -> None:
        if len(path) > LONGEST_PATH or len(self.fields) >= MOST_FIELDS:
            raise Overlong
        self.fields[path] = text if text and not text.isspace() else None

"""InfoPath forms: XML as a flat mapping of paths to texts (`reading.Tree`). Any XML of that shape will do.

What somebody sends may be hostile, so everything is bounded before the parser sees it: bytes, elements and
attributes; a document type (the door of entity bombs and external entities) is refused unread.
"""

import re
from collections import Counter
from itertools import count

from lxml import etree

from fieldwork.errors import SourceError
from fieldwork.sources.reading import Reading, Tree

MOST_BYTES = 64 * 2**20
LIGHT = 2**19  # bytes
MOST_MARKS = 500_000  # '<' and '=': no element and no attribute can do without one
MOST_FIELDS = 100_000
LONGEST_PATH = 1_000  # characters; with the number of fields it bounds what all the paths take

_XHTML = "{http://www.w3.org/1999/xhtml}"
_NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
_PICTURE, _INLINE = f"{_XHTML}img", "{http://schemas.microsoft.com/office/infopath/2003}inline"
_ATTACHMENT = "x0lGQ"  # the signature of InfoPath's file attachments, in base 64
_LARGE = re.compile(rb'(>x0lGQ|:inline=")[A-Za-z0-9+/=\s]{1000,}+')
_LARGE_FORM = 1_000_000  # bytes
_BREAK = "\0"  # no XML can hold it
_BREAKING = frozenset(
    f"{_XHTML}{name}"
    for name in (
        *("address", "blockquote", "br", "dd", "div", "dl", "dt", "hr", "li", "ol", "p", "pre"),
        *("table", "td", "th", "tr", "ul", "h1", "h2", "h3", "h4", "h5", "h6"),
    )
)
# Possessive: a long prolog is looked through once, not in every possible way.
_PROLOG = re.compile(rb"\A(?:\xef\xbb\xbf)?(?:\s++|<\?.*?\?>|<!--.*?-->)*+", re.DOTALL)
_ROOT = re.compile(rb"<([^\s<>/!?]++)[^>]*+>")

Fields = dict[str, str | None]


def recognises(data: bytes) -> bool:
    """Whether it begins as XML does, declaration or not."""
    text = _ascii_readable(data[:100_000])
    return bool(_ROOT.match(text, _after_prolog(text))) and not text.lstrip().lower().startswith(b"<html")


def is_whole(data: bytes) -> bool:
    """Whether the root element is closed at the end."""
    text = _ascii_readable(data)
    root = _ROOT.match(text, _after_prolog(text))
    if root is None:
        return False
    end = text.rstrip()
    return end.endswith(b"</" + root[1] + b">") or (root[0].endswith(b"/>") and root.end() == len(end))


def is_light(data: bytes) -> bool:
    """Whether it is short: the parser compares each attribute with all before it."""
    return len(data) <= LIGHT


def read(name: str, data: bytes) -> Reading:
    """The form's tree. Raises SourceError where it is no XML, too large, or declares a document type."""
    _refuse_hostile(name, data)
    try:
        root = etree.fromstring(_without_large_attachments(data), _parser())
    except (etree.LxmlError, ValueError, LookupError) as error:
        line = getattr(error, "lineno", None)
        place = f"{name}, line {line}" if line else name
        raise SourceError(
            place, "The XML is damaged or cut off.", remedy="Save the form again and drop it in again."
        ) from None
    if root.getroottree().docinfo.internalDTD is not None:  # in an encoding that the first look cannot read
        raise _document_type(name)
    walk = _Walk(name)
    walk.attributes(root, "")
    if len(root):
        walk.below(root, "", "")
    whole = etree.QName(root)
    tree = Tree(whole.localname, whole.namespace or "", _version(root), walk.fields, walk.attachments)
    return Reading("infopath", tree=tree)


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )


def _without_large_attachments(data: bytes) -> bytes:
    """The parser takes no text above 10 MB, and nobody reads an attachment here: its signature is enough."""
    return _LARGE.sub(rb"\1AAAA", data) if len(data) > _LARGE_FORM else data


def _refuse_hostile(name: str, data: bytes) -> None:
    if len(data) > MOST_BYTES or data.count(b"<") + data.count(b"=") > MOST_MARKS:
        raise too_large(name)
    text = _ascii_readable(data)
    if text.startswith(b"<!DOCTYPE", _after_prolog(text)):
        raise _document_type(name)


def too_large(name: str) -> SourceError:
    """The refusal of a form that takes too much."""
    return SourceError(
        name,
        "The form is too large.",
        f"A form may have {MOST_BYTES // 2**20} MB and {MOST_FIELDS:,} fields, not nested too deeply.",
        "Is it a form of one case? Remove large attachments and drop it in again.",
    )


def _document_type(name: str) -> SourceError:
    return SourceError(
        name,
        "It declares a document type (<!DOCTYPE …>), which can make a file harmful.",
        "InfoPath never writes one.",
        "Find out where the file comes from; save the form from InfoPath again.",
    )


def _ascii_readable(data: bytes) -> bytes:
    """UTF-16 as UTF-8, with its byte order mark or without; everything else as it is."""
    if data.startswith((b"\xff\xfe", b"<\0")):
        return data.decode("utf-16-le", "replace").removeprefix("\ufeff").encode("utf-8", "replace")
    if data.startswith((b"\xfe\xff", b"\0<")):
        return data.decode("utf-16-be", "replace").removeprefix("\ufeff").encode("utf-8", "replace")
    return data


def _after_prolog(text: bytes) -> int:
    match = _PROLOG.match(text)
    return match.end() if match else 0


def _version(root: etree._Element) -> str:
    for before in root.itersiblings(preceding=True):
        if isinstance(before, etree._ProcessingInstruction) and before.target == "mso-infoPathSolution":
            return str(before.get("solutionVersion") or "")
    return ""


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


class _Walk:
    """Goes through a form once and gathers its fields. The parser bounds how deep (256)."""

    def __init__(self, file: str) -> None:
        self.fields: Fields = {}
        self.attachments = 0
        self._file = file
        self._names = _Names()

    def attributes(self, element: etree._Element, prefix: str) -> bool:
        """Gathers them; says whether the element is nil."""
        nil = False
        for name, text in element.items():
            if name == _NIL:
                nil = text in ("true", "1")
            else:
                self._put(f"{prefix}@{self._names[name]}", str(text))
        return nil

    def below(self, element: etree._Element, path: str, prefix: str) -> None:
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
        if self.attributes(element, f"{path}/"):
            self._put(path, None)
        elif len(element):
            self.below(element, path, f"{path}/")
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
        if text and text.startswith(_ATTACHMENT):
            self.attachments += 1
        else:
            self._put(path, text)

    def _put(self, path: str, text: str | None) -> None:
        if len(path) > LONGEST_PATH or len(self.fields) >= MOST_FIELDS:
            raise too_large(self._file)
        self.fields[path] = text if text and not text.isspace() else None

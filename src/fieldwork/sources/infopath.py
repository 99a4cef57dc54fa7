"""InfoPath forms: XML as a flat mapping of paths to texts (`reading.Tree`). Any XML of that shape will do.

What somebody sends may be hostile, so everything is bounded before the parser sees it: bytes, elements and
attributes; a document type (the door of entity bombs and external entities) is refused unread.
"""

import re

from lxml import etree

from fieldwork.errors import SourceError
from fieldwork.sources.reading import LONGEST_CELL, Reading, Tree
from fieldwork.sources.walk import ATTACHMENTS, MOST_FIELDS, Overlong, Walk

MOST_BYTES = 64 * 2**20
LIGHT = 2**19  # bytes
MOST_MARKS = 500_000  # '<' and '=': no element and no attribute can do without one

_LARGE = re.compile(rf'(>(?:{"|".join(ATTACHMENTS)})|:inline=")[A-Za-z0-9+/=\s]{{1000,}}+'.encode())
_LARGE_FORM = 1_000_000  # bytes
_LONGEST_VERSION = 100  # letters; InfoPath writes four numbers
# Possessive: a long prolog is looked through once, not in every possible way.
_PROLOG = re.compile(rb"\A(?:\xef\xbb\xbf)?(?:\s++|<\?.*?\?>|<!--.*?-->)*+", re.DOTALL)
_ROOT = re.compile(rb"<([^\s<>/!?]++)[^>]*+>")


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
    parser = _parser()
    try:
        root = etree.fromstring(_without_large_attachments(data), parser)
    except (etree.LxmlError, ValueError, LookupError) as error:
        raise _damaged(name, getattr(error, "lineno", None)) from None
    if wrong := parser.error_log.filter_from_errors():  # lxml forgets them where a warning comes last
        raise _damaged(name, wrong[0].line)
    if root.getroottree().docinfo.internalDTD is not None:  # in an encoding that the first look cannot read
        raise _document_type(name)
    walk = Walk()
    try:
        walk.through(root)
    except Overlong:
        raise too_large(name) from None
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
        f"A form may have {MOST_BYTES // 2**20} MB and {MOST_FIELDS:,} fields, "
        f"each of {LONGEST_CELL:,} letters, not nested too deeply.",
        "Is it a form of one case? Remove large attachments and drop it in again.",
    )


def _damaged(name: str, line: int | None) -> SourceError:
    place = f"{name}, line {line}" if line else name
    return SourceError(
        place, "The XML is damaged or cut off.", remedy="Save the form again and drop it in again."
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
            return str(before.get("solutionVersion") or "")[:_LONGEST_VERSION]
    return ""

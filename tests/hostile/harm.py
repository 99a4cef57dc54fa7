"""What no file that goes out may hold, whatever people wrote: `of(name, data)` says what is there of it."""

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath
from unicodedata import category
from zipfile import ZipFile

import openpyxl
from lxml import etree, html

LEADING = tuple("=+-@\t\r\n＝＋－＠")  # a spreadsheet takes what begins so for a formula
ACTIVE = {"script", "iframe", "frame", "object", "embed", "applet", "base", "img"}
WITHIN = ("#", "data:,", "?", "today/capture", "panel/capture")  # addresses of a page or screen of ours
ADDRESSES = {"href", "src", "srcset", "action", "formaction", "data", "poster", "background", "xlink:href"}
FIELDS = {"instrText", "fldSimple", "hyperlink", "altChunk", "object", "control", "attachedTemplate"}
PARTS = re.compile("embed|vba|activex|externallink|connections|macrosheet|ctrlprops", re.IGNORECASE)
CALENDAR = {"BEGIN", "END", "PRODID", "VERSION", "X-WR-CALNAME", "UID", "DTSTAMP", "DTSTART", "DTEND"}
SAID = {"SUMMARY", "DESCRIPTION", "TRANSP"}
STREAM = re.compile(rb"\bstream\r?\n.*?endstream", re.DOTALL)  # letters and pictures: nothing that acts
STRING = re.compile(rb"\((?:\\.|[^\\()])*\)", re.DOTALL)
ACTS = re.compile(
    rb"/(?:JavaScript|JS|Launch|URI|EmbeddedFiles?|OpenAction|AA|SubmitForm|ImportData|GoTo[RE]|RichMedia|XFA"
    rb"|Movie|Sound|ObjStm|Encrypt)\b"
)


def of(name: str, data: bytes) -> list[str]:
    """The harm that the file can do. KeyError where nobody has said what its kind may hold."""
    return list(_KINDS[PurePosixPath(name).suffix](data))


def _table(data: bytes) -> Iterator[str]:
    """A cell that a spreadsheet runs."""
    for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")):
        yield from (cell for cell in row if cell.startswith(LEADING) and not _number(cell))


def _workbook(data: bytes) -> Iterator[str]:
    """A formula, a link, a part that acts."""
    yield from _package(data)
    book = openpyxl.load_workbook(io.BytesIO(data))
    for cell in (cell for sheet in book for row in sheet.iter_rows() for cell in row):
        if cell.data_type == "f":
            yield f"{cell.coordinate}: {cell.value}"
        if cell.hyperlink and cell.hyperlink.target:
            yield f"{cell.coordinate} leads to {cell.hyperlink.target}"


def _document(data: bytes) -> Iterator[str]:
    """A field or link, a part that acts; and what a drawing may not hold."""
    yield from _package(data)
    with ZipFile(io.BytesIO(data)) as parts:
        for name in parts.namelist():
            if name.endswith(".xml"):
                tags = (etree.QName(one).localname for one in etree.fromstring(parts.read(name)).iter("{*}*"))
                yield from (f"{name}: {tag}" for tag in tags if tag in FIELDS)
            if name.endswith(".svg"):
                yield from _page(parts.read(name))


def _package(data: bytes) -> Iterator[str]:
    with ZipFile(io.BytesIO(data)) as parts:
        for name in parts.namelist():
            if PARTS.search(name):
                yield name
            if name.endswith(".rels") and b'TargetMode="External"' in parts.read(name):
                yield f"{name} leads outside"


def _page(data: bytes) -> Iterator[str]:
    """An element, handler or address that acts or leads out of the page."""
    for element in html.fromstring(data).iter(etree.Element):
        if element.tag in ACTIVE or (element.tag in ("meta", "link", "style") and not _in_head(element)):
            yield f"<{element.tag}>"
        if element.get("http-equiv", "").lower() == "refresh":
            yield "refresh"
        for name, value in element.attrib.items():
            if name.lower().startswith("on"):
                yield f"{name}={value}"
            if name.lower() in ADDRESSES and not value.startswith(WITHIN):
                yield f"{name}={value}"


def _in_head(element: etree._Element) -> bool:
    return getattr(element.getparent(), "tag", "") == "head"


def _print(data: bytes) -> Iterator[str]:
    """An action, a link or a file in it."""
    yield from (found.decode() for found in ACTS.findall(STRING.sub(b"", STREAM.sub(b"", data))))


def _calendar(data: bytes) -> Iterator[str]:
    """Anything but appointments, each said once: an alarm can run a program, an attachment is fetched."""
    names = [re.split("[:;]", line)[0] for line in data.decode().replace("\r\n ", "").split("\r\n") if line]
    yield from (name for name in names if name not in CALENDAR | SAID)
    parts = re.findall("^(?:BEGIN|END):(.*?)\r?$", data.decode(), re.MULTILINE)
    yield from (part for part in parts if part not in ("VCALENDAR", "VEVENT"))


def _text(data: bytes) -> Iterator[str]:
    """What commands a terminal."""
    yield from (
        repr(letter) for letter in data.decode() if category(letter) in ("Cc", "Cf") and letter != "\n"
    )


def _number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


_KINDS: Mapping[str, Callable[[bytes], Iterator[str]]] = {
    ".csv": _table,
    ".xlsx": _workbook,
    ".docx": _document,
    ".html": _page,
    ".pdf": _print,
    ".ics": _calendar,
    ".txt": _text,
    ".json": _text,
}

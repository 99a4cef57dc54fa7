"""Which texts a file shows: `of(name, data, texts)`. Letters and digits alone are compared, in a row."""

import io
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePosixPath
from zipfile import ZipFile

import openpyxl
from lxml import etree, html


def of(name: str, data: bytes, texts: Iterable[str]) -> set[str]:
    """Those of the texts that have letters and are there. None of a PDF: its letters are pictures."""
    says = _KINDS.get(PurePosixPath(name).suffix)
    content = _letters(says(data)) if says else ""
    return {text for text in texts if (letters := _letters(text)) and letters in content}


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def _page(data: bytes) -> str:
    return str(html.fromstring(data).text_content())


def _workbook(data: bytes) -> str:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return " ".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)


def _document(data: bytes) -> str:
    with ZipFile(io.BytesIO(data)) as parts:
        return "".join(etree.fromstring(parts.read("word/document.xml")).itertext())


def _calendar(data: bytes) -> str:
    return re.sub(r"\\(.)", r"\1", data.decode().replace("\r\n ", ""))


_KINDS: Mapping[str, Callable[[bytes], str]] = {
    ".csv": bytes.decode,
    ".txt": bytes.decode,
    ".html": _page,
    ".xlsx": _workbook,
    ".docx": _document,
    ".ics": _calendar,
}

"""Sheets filled in with Word come in by the same door; what is hostile stays outside."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest

from fieldwork import sources
from fieldwork.errors import SourceError

HEADINGS = ("Feedback", "Theme", "Role")


def document(*tables, before="Daily feedback"):
    made = docx.Document()
    made.add_paragraph(before)
    for rows in tables:
        table = made.add_table(rows=0, cols=len(rows[0]))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def changed(data, xml):
    """The document with another main part, compressed."""
    made = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, xml if name == "word/document.xml" else old.read(name))
    return made.getvalue()


def test_every_table_is_read_with_its_places() -> None:
    data = document(
        [HEADINGS, ("Good plans\nin two cases", "Planning", "Assistant inspector")],
        [("a", "b"), ("", ""), ("1", "2")],
    )
    first, second = sources.read("Feedback.docx", data).tables
    assert [(row.place, list(row.cells)) for row in first.rows] == [
        ("table 1, row 1", list(HEADINGS)),
        ("table 1, row 2", ["Good plans\nin two cases", "Planning", "Assistant inspector"]),
    ]
    assert [row.place for row in second.rows] == ["table 2, row 1", "table 2, row 3"]


def test_it_is_known_without_its_ending_too() -> None:
    assert sources.read("Feedback", document([HEADINGS])).format == "word"


def test_a_cell_over_several_columns_is_one() -> None:
    made = docx.Document()
    table = made.add_table(rows=2, cols=3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "wide"
    table.cell(1, 0).text = "x"
    file = BytesIO()
    made.save(file)
    [read] = sources.read("a.docx", file.getvalue()).tables
    assert [len(row.cells) for row in read.rows] == [2, 3]


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        (document([HEADINGS])[:-400], "damaged"),
        (b"PK\x03\x04 and no more", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "password"),
        (document(), "no table"),
        (changed(document([HEADINGS]), b"<w:tc></w:tc>" * 60_000), "too large"),
        (changed(document([HEADINGS]), b" " * (65 * 2**20)), "too large"),
        (changed(document([HEADINGS]), b"<not closed"), "damaged"),
    ],
    ids=["cut off", "no zip", "old", "no table", "cells", "bomb", "xml"],
)
def test_what_cannot_be_read_is_refused_in_plain_words(data, wrong) -> None:
    with pytest.raises(SourceError, match=wrong):
        sources.read("Feedback.docx", data)


def test_an_entity_bomb_gives_nothing() -> None:
    bomb = (
        b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "0123456789"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
        b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:tbl><w:tr>'
        b"<w:tc><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>"
    )
    try:
        [table] = sources.read("a.docx", changed(document([HEADINGS]), bomb)).tables
    except SourceError:
        return
    assert "0123456789" not in str(table)


def test_a_span_of_a_thousand_million_columns_costs_nothing() -> None:
    data = document([HEADINGS])
    with ZipFile(BytesIO(data)) as packed:
        xml = packed.read("word/document.xml").replace(
            b"<w:tcPr>", b'<w:tcPr><w:gridSpan w:val="1000000000"/>'
        )
    [table] = sources.read("a.docx", changed(data, xml)).tables
    assert [len(row.cells) for row in table.rows] == [3]

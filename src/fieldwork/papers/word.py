"""A paper as a Word file: styled headings, real tables with header rows, charts with their text alternative.

Restyle it: change the styles of any Word file that fieldwork made and give that as the template.
"""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm

from fieldwork.papers.content import NUMERIC, Chart, Paper, Section, Table
from fieldwork.papers.pictures import standing_alone
from fieldwork.papers.printing import to_png
from fieldwork.papers.styles import IN_TABLES, plain, restyled
from fieldwork.texts import visible

_PIXEL = 25.4 / 96  # millimetres
_TALLEST = 140  # millimetres of a chart, which leaves room for its heading
_ACROSS = 261  # millimetres between the margins of A4 across
_NARROWEST, _WIDEST = 8, 40  # letters, by which the columns share that
_SVG_BLIP = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}">'
    '<asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:embed="%s"/>'
    "</a:ext></a:extLst>"
)


def word(paper: Paper, template: Path | None = None) -> bytes:
    """The .docx file, A4 across. `template`: a Word file whose styles, header and footer it takes.

    PackError where the template cannot be used, or no browser is there to draw the charts. The same paper
    gives the same bytes where the same browser draws its charts.
    """
    paper = _writable(paper)
    document = restyled(template) if template else plain()
    document.add_heading(paper.title, 0)
    for about, says in paper.about:
        document.add_paragraph(style="List Bullet").add_run(f"{about}: {says}")
    for section in paper.sections:
        _write(document, section)
    _described(document, paper)
    made = io.BytesIO()
    document.save(made)
    return _without_clock(made.getvalue())


def _writable(part: Any) -> Any:
    """The same paper with every text visible: XML has no place for control characters, which people paste."""
    if isinstance(part, str):
        return visible(part)
    if is_dataclass(part) and not isinstance(part, type):
        return replace(part, **{one.name: _writable(getattr(part, one.name)) for one in fields(part)})
    if isinstance(part, Mapping):
        return {name: _writable(value) for name, value in part.items()}
    return [_writable(one) for one in part] if isinstance(part, list | tuple) else part


def _write(document: Any, section: Section) -> None:
    document.add_heading(section.title, 1)
    for sentence in section.sentences:
        document.add_paragraph(sentence)
    for number, chart in enumerate(section.charts, 1):
        _draw(document, f"{section.name}-{number}", chart)
    for table in section.tables:
        document.add_heading(table.title, 2)
        _tabulate(document, table)
        for note in [*table.notes, f"Query: {table.query}."]:
            document.add_paragraph(note, style="Caption")


def _tabulate(document: Any, table: Table) -> None:
    if not table.rows:
        document.add_paragraph("There is nothing to list here.")
        return
    drawn = document.add_table(rows=1, cols=len(table.columns), style="Table Grid")
    head = drawn.rows[0]
    # Repeated on every page, and read out as headings.
    head._tr.get_or_add_trPr().append(_element("w:tblHeader"))
    drawn._tbl.tblPr.append(_element("w:tblDescription", table.title))
    for cell, column in zip(head.cells, table.columns, strict=True):
        cell.paragraphs[0].add_run(column.title).bold = True
    for row in table.rows:
        line = drawn.add_row()
        line._tr.get_or_add_trPr().append(_element("w:cantSplit"))
        for cell, column in zip(line.cells, table.columns, strict=True):
            cell.paragraphs[0].add_run(column.said(row))
    widths = _widths(table)
    for place, width in enumerate(widths):  # which Word reads in the cells, and others here
        drawn.columns[place].width = width
    for row in drawn.rows:
        for cell, column, width in zip(row.cells, table.columns, widths, strict=True):
            cell.width = width
            cell.paragraphs[0].style = document.styles[IN_TABLES]
            if column.kind in NUMERIC:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _widths(table: Table) -> list[Any]:
    """Of the columns, by the longest that stands in each."""
    longest = [max(len(column.said(row)) for row in table.rows) for column in table.columns]
    shares = [min(max(letters, _NARROWEST), _WIDEST) for letters in longest]
    return [Mm(_ACROSS * share / sum(shares)) for share in shares]


def _draw(document: Any, name: str, chart: Chart) -> None:
    """As SVG, which newer Word draws, and as a picture for all else; its sentence is the alternative text."""
    svg, width, height = standing_alone(chart.svg)
    drawn = io.BytesIO(to_png(svg, width, height))
    shape = document.add_picture(drawn, height=Mm(min(height * _PIXEL, _TALLEST)))
    described = shape._inline.docPr
    described.set("name", name)
    described.set("descr", chart.alternative)
    part = Part(
        PackURI(f"/word/media/{name}.svg"), "image/svg+xml", svg.encode("utf-8"), document.part.package
    )
    blip = shape._inline.find(f".//{qn('a:blip')}")
    blip.append(parse_xml(_SVG_BLIP % document.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)))
    document.add_paragraph(chart.alternative, style="Caption")


def _described(document: Any, paper: Paper) -> None:
    """Title and language, which screen readers ask for; no clock but the data's own."""
    facts = document.core_properties
    facts.title, facts.subject = f"{paper.title}: {paper.inspection}", paper.snapshot
    facts.author = facts.last_modified_by = "fieldwork"
    facts.language = "en-GB"
    facts.created = facts.modified = paper.as_at.replace(tzinfo=None)
    defaults = document.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for language in defaults.findall(qn("w:lang")):
        defaults.remove(language)
    defaults.append(_element("w:lang", "en-GB"))


def _element(name: str, value: str = "") -> Any:
    element = OxmlElement(name)
    if value:
        element.set(qn("w:val"), value)
    return element


def _without_clock(data: bytes) -> bytes:
    """The same package, each file dated the first day that a zip file knows."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            fixed = zipfile.ZipInfo(entry.filename, datetime(1980, 1, 1).timetuple()[:6])
            fixed.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(fixed, old.read(entry))
    return made.getvalue()

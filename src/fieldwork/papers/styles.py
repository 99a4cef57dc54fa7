"""What a Word file looks like: fieldwork's own plain styles, or those of a template."""

import io
import zipfile
from collections.abc import Set
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.opc.oxml import serialize_part_xml
from docx.oxml import parse_xml
from docx.oxml.ns import nsmap, qn
from docx.shared import Mm, Pt, RGBColor

from fieldwork.errors import PackError

IN_TABLES = "Table text"
STYLES = ("Title", "Heading 1", "Heading 2", "List Bullet", "Caption", "Table Grid", IN_TABLES)
_RESTYLE = "Take a Word file that fieldwork made, change its styles, and give that."
_INK, _QUIET = RGBColor(0x12, 0x43, 0x6D), RGBColor(0x4B, 0x52, 0x57)


def plain() -> Any:
    """Letters that every machine has, on A4 across."""
    document = Document()
    page = document.sections[0]
    page.orientation, page.page_width, page.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(18)
    styles = document.styles
    for name, size in (("Normal", 11), ("Title", 24), ("Heading 1", 16), ("Heading 2", 12), ("Caption", 9)):
        font = styles[name].font
        font.name, font.size = "Arial", Pt(size)
        styles[name].element.rPr.rFonts.attrib.update({qn("w:ascii"): "Arial", qn("w:hAnsi"): "Arial"})
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            styles[name].element.rPr.rFonts.attrib.pop(qn(theme), None)
        if name != "Normal":
            font.color.rgb, font.bold = (_QUIET, False) if name == "Caption" else (_INK, True)
    in_tables = styles.add_style(IN_TABLES, WD_STYLE_TYPE.PARAGRAPH)
    in_tables.base_style = styles["Normal"]
    in_tables.font.size, in_tables.paragraph_format.space_after = Pt(9), Pt(0)
    return document


def restyled(template: Path) -> Any:
    """The template without the words of its pages; header and footer stay. It asks nothing of elsewhere.

    PackError where it is no Word file, or lacks a style that is used.
    """
    try:
        document = Document(io.BytesIO(_asking_nobody(template.read_bytes())))
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError, SyntaxError):
        raise PackError(template.name, "it is no Word file.", "A .docx file.", _RESTYLE) from None
    lacking = [style for style in STYLES if style not in [known.name for known in document.styles]]
    if lacking:
        raise PackError(template.name, f"it lacks the styles {', '.join(lacking)}.", "", _RESTYLE)
    body = document.element.body
    for child in list(body):
        if child.tag != qn("w:sectPr"):
            body.remove(child)
    return document


def _asking_nobody(data: bytes) -> bytes:
    """The Word file without what Word would fetch for it: its own template, linked pictures."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for name in [name for name in parts if name.endswith(".rels")]:
        relations: Any = parse_xml(parts[name])
        outside = [one for one in relations if one.get("TargetMode") == "External"]
        if outside:
            for one in outside:
                relations.remove(one)
            parts[name] = serialize_part_xml(relations)
            asking = name.replace("_rels/", "").removesuffix(".rels")
            if asking in parts:
                parts[asking] = _without(parts[asking], {one.get("Id") for one in outside})
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return made.getvalue()


def _without(part: bytes, relations: Set[str]) -> bytes:
    """The part without what stands for these relations; of a link its words stay."""
    root: Any = parse_xml(part)
    for element in list(root.iter()):
        for name, value in list(element.attrib.items()):
            if value in relations and name.startswith(f"{{{nsmap['r']}}}"):
                if element.tag == qn("w:hyperlink"):
                    del element.attrib[name]
                else:
                    element.getparent().remove(element)
    return serialize_part_xml(root)

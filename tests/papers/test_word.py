"""A paper as a Word file, read back: headings, header rows, text alternatives; restyled; by LibreOffice."""

import io
import os
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import UTC, datetime

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from fieldwork import charts, papers
from fieldwork.errors import PackError
from fieldwork.papers import Chart, Column, Paper, Section, Table

MARKUP = "<b>=cmd|' /C calc'!A0</b> & more"
COLUMNS = [
    Column("question", "Question"),
    Column("n", "n", "count"),
    Column("share", "Per cent", "percentage"),
]
ROWS = [{"question": "2.1.1", "n": 1234, "share": 79.549}, {"question": MARKUP, "n": 4, "share": None}]
BAR = {
    "label": "2.1.1 Asked", "title": "Asked?", "percentage": 75.0, "rounded": 75, "yes": 6, "n": 8,
    "low": 40.0, "high": 93.0, "band": None,
}  # fmt: skip
ALTERNATIVE = "One bar: 2.1.1 Asked 75% (6 of 8)."

RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMES = nsdecls("w", "r")

browser = pytest.mark.skipif(
    not (os.environ.get("FIELDWORK_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")),
    reason="no Chromium to draw with: install it (Debian: apt-get install chromium)",
)


def paper(chart=False):
    figures = Table("figures", "Key questions", COLUMNS, ROWS, "closeness", ["Only complete cases."])
    nothing = Table("nothing", "Rejects", COLUMNS[:1], [], "rejects")
    drawn = [Chart(charts.drawing(charts.key_question_bars([BAR], [])), ALTERNATIVE)] if chart else []
    sections = [
        Section("results", "Results", [MARKUP], [figures], drawn),
        Section("doors", "Doors", (), [nothing]),
    ]
    return Paper(
        "evidence",
        "Evidence",
        "Marl & Fen",
        "Marl CRC",
        "Probation",
        datetime(2018, 11, 9),
        "abc",
        True,
        sections,
    )


def opened(data):
    return docx.Document(io.BytesIO(data))


def test_headings_are_styled_and_tables_are_tables_with_a_header_row():
    document = opened(papers.word(paper()))
    headings = [
        (part.style.name, part.text) for part in document.paragraphs if part.style.name.startswith("Heading")
    ]
    assert headings == [
        ("Heading 1", "Results"), ("Heading 2", "Key questions"),
        ("Heading 1", "Doors"), ("Heading 2", "Rejects"),
    ]  # fmt: skip
    [table] = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Question", "n", "Per cent"],
        ["2.1.1", "1,234", "79.5"],
        [MARKUP, "4", "[none]"],
    ]
    assert [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows] == [True, False, False]
    assert "Invented: Nothing in this paper is real." in [part.text for part in document.paragraphs]


def test_title_language_and_date_are_the_papers_own():
    document = opened(papers.word(paper()))
    facts = document.core_properties
    assert (facts.title, facts.language) == ("Evidence: Marl & Fen", "en-GB")
    assert facts.created == facts.modified == datetime(2018, 11, 9, tzinfo=UTC)
    assert document.styles.element.find(f".//{qn('w:lang')}").get(qn("w:val")) == "en-GB"


@browser
def test_a_chart_is_a_picture_and_an_svg_with_the_sentence_as_its_alternative():
    data = papers.word(paper(chart=True))
    document = opened(data)
    [shape] = document.inline_shapes
    assert shape._inline.docPr.get("descr") == ALTERNATIVE
    assert ALTERNATIVE in [part.text for part in document.paragraphs]
    with zipfile.ZipFile(io.BytesIO(data)) as files:
        [svg] = [name for name in files.namelist() if name.endswith(".svg")]
        text = files.read(svg).decode("utf-8")
        [png] = [name for name in files.namelist() if name.endswith(".png")]
        assert files.read(png).startswith(b"\x89PNG")
    assert "var(" not in text  # no program but a browser knows the screens' colours
    assert "2.1.1 Asked" in text


def test_a_control_character_is_shown_and_stops_nothing():
    said = "beep\x07\x1b[2J\ud800\u202e"
    row = {"question": said, "n": 1, "share": None}
    section = Section("results", said, [said], [Table("figures", said, COLUMNS, [row], "closeness", [said])])
    written = docx.Document(io.BytesIO(papers.word(replace(paper(), sections=[section]))))
    shown = "beep��[2J��"
    assert written.tables[0].cell(1, 0).text == shown
    assert [line.text for line in written.paragraphs].count(shown) == 4


@browser
def test_the_same_paper_gives_the_same_bytes():
    assert papers.word(paper(chart=True)) == papers.word(paper(chart=True))


def test_a_template_gives_its_styles_and_none_of_its_words(tmp_path):
    template = opened(papers.word(paper()))
    template.styles["Heading 1"].font.size = Pt(30)
    template.save(tmp_path / "house.docx")
    document = opened(papers.word(paper(), tmp_path / "house.docx"))
    assert document.styles["Heading 1"].font.size == Pt(30)
    assert [part.text for part in document.paragraphs].count("Results") == 1


def test_a_template_stays_without_what_word_would_fetch_for_it(tmp_path):
    template = opened(papers.word(paper()))
    settings = template.part.part_related_by(f"{RELATIONSHIPS}/settings")
    fetched = settings.relate_to(
        "http://192.0.2.1/house.dotm", f"{RELATIONSHIPS}/attachedTemplate", is_external=True
    )
    template.settings.element.insert(0, parse_xml(f'<w:attachedTemplate {NAMES} r:id="{fetched}"/>'))
    header = template.sections[0].header
    linked = header.part.relate_to("http://192.0.2.1/x", f"{RELATIONSHIPS}/hyperlink", is_external=True)
    link = f'<w:hyperlink {NAMES} r:id="{linked}"><w:r><w:t>Marl House</w:t></w:r></w:hyperlink>'
    header.paragraphs[0]._p.append(parse_xml(link))
    template.save(tmp_path / "house.docx")
    data = papers.word(paper(), tmp_path / "house.docx")
    with zipfile.ZipFile(io.BytesIO(data)) as files:
        every = b"".join(files.read(name) for name in files.namelist())
    assert b"192.0.2.1" not in every
    assert b"attachedTemplate" not in every
    assert opened(data).sections[0].header.paragraphs[0].text == "Marl House"


def test_what_is_no_template_is_refused(tmp_path):
    (tmp_path / "house.docx").write_bytes(b"PK no Word file")
    with pytest.raises(PackError, match="it is no Word file"):
        papers.word(paper(), tmp_path / "house.docx")
    docx.Document().save(tmp_path / "bare.docx")
    with pytest.raises(PackError, match="lacks the styles Table text"):
        papers.word(paper(), tmp_path / "bare.docx")


@browser
@pytest.mark.skipif(
    not shutil.which("soffice"), reason="no LibreOffice: Debian: apt-get install libreoffice-writer-nogui"
)
def test_libreoffice_opens_it_and_shows_its_words(tmp_path):
    (tmp_path / "evidence.docx").write_bytes(papers.word(paper(chart=True)))
    command = [
        "soffice",
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        "txt:Text",
    ]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), str(tmp_path / "evidence.docx")],
        check=True,
        capture_output=True,
    )
    text = (tmp_path / "evidence.txt").read_text("utf-8-sig")
    for word in ("Results", "2.1.1", "1,234", MARKUP, ALTERNATIVE):
        assert word in text

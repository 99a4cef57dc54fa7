"""A paper printed by the system's browser: tagged, titled, in its language."""

import os
import re
import shutil
from datetime import datetime

import pytest

from fieldwork import papers
from fieldwork.papers import Column, Paper, Section, Table

pytestmark = pytest.mark.skipif(
    not (os.environ.get("FIELDWORK_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")),
    reason="no Chromium to print with: install it (Debian: apt-get install chromium)",
)


@pytest.fixture
def page():
    rows = [{"question": f"2.1.{number}"} for number in range(80)]
    table = Table("figures", "Key questions", [Column("question", "Question")], rows, "closeness")
    sections = [Section("results", "Results", ["A sentence."], [table])]
    paper = Paper(
        "evidence", "Evidence", "Marl", "Marl CRC", "P", datetime(2018, 11, 9), "abc", True, sections
    )
    return papers.page(paper, papers.section_html(sections[0]))


def test_it_has_tags_a_title_and_a_language_and_as_many_pages_as_it_takes(page):
    made = papers.to_pdf(page)
    assert b"/StructTreeRoot" in made
    assert b"/MarkInfo" in made
    assert re.search(rb"/Lang\s*\(en-GB\)", made)
    assert re.search(rb"/Title\s*(\(|<FEFF)", made)
    assert len(re.findall(rb"/Type\s*/Page\b", made)) > 1


def test_printed_twice_it_is_the_same_and_dated_as_its_data(page):
    friday = datetime(2018, 11, 9, 18, 0)
    made = papers.to_pdf(page, dated=friday)
    assert made == papers.to_pdf(page, dated=friday)
    assert made.count(b"(D:20181109180000") == 2

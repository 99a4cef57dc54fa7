"""The daily pack: one HTML file that asks for nothing, and a tagged PDF of two pages."""

import re
import shutil

import pytest
from typer.testing import CliRunner

from fieldwork import packs, papers
from fieldwork.cli import app
from fieldwork.errors import PackError

printable = pytest.mark.skipif(
    not (shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("msedge")),
    reason="no browser on this machine can print",
)


def sheet(**changed):
    texts = {
        "page": "today",
        "title": "Today",
        "inspection": "X",
        "as_at": "Tue",
        "snapshot": "000001",
        "html": "",
    }
    return packs.Sheet(**{**texts, **changed})


@pytest.fixture(scope="module")
def declared(drawn, tmp_path_factory):
    path = drawn.declare(tmp_path_factory.mktemp("pack"))
    drawn.publish(path, complete=2, number=1)
    drawn.publish(path, complete=20, number=2)
    return path


@pytest.fixture(scope="module")
def written(declared):
    """The pack's HTML as the command wrote it."""
    done = CliRunner().invoke(app, ["pack", "today", str(declared), "--no-pdf"])
    assert done.exit_code == 0, done.output
    [file] = (declared.parent / "data" / "packs" / "daily").glob("*.html")
    return file


def test_the_file_holds_every_page_of_today_and_names_its_snapshot(written):
    text = written.read_text("utf-8")
    assert written.name == "today 000002.html"
    assert re.findall(r'<h2 id="(\w+)-title"', text) == [
        "the_day",
        "the_figures",
        "what_we_heard",
        "alerts_and_actions",
        "tomorrow",
    ]
    assert "000002" in text


def test_a_pack_as_at_a_moment_after_the_newest_figures_is_of_those(declared, written):
    done = CliRunner().invoke(app, ["pack", "today", str(declared), "--no-pdf", "--as-at", "2099-01-01"])
    assert done.exit_code == 0, done.output
    assert "Not the newest figures" not in written.read_text("utf-8")


def test_the_file_has_no_script_and_names_no_other_file(written):
    text = written.read_text("utf-8")
    assert "<script" not in text
    assert set(re.findall(r'(?:src|href)="([^"]*)"', text)) <= {"data:,"}
    assert "url(" not in text
    assert "@import" not in text


def test_what_is_text_is_escaped():
    page = packs.daily(
        sheet(inspection="<script>alert(1)</script>", title="$style & more"), "p { color: red }"
    )
    assert "<script>" not in page
    assert "$style &amp; more" in page


@pytest.mark.browser
def test_it_opens_without_a_network_and_asks_for_nothing(written, chromium):
    browser = chromium()
    page = browser.new_page()
    page.context.set_offline(True)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(written.as_uri())
    for medium in ("screen", "print"):
        page.emulate_media(media=medium)
        assert page.locator("section.panel:visible").count() == 5
    assert asked == [written.as_uri()]
    browser.close()


@printable
def test_the_pdf_is_tagged_and_has_two_pages_at_most(written):
    made = papers.to_pdf(written.read_text("utf-8"), pages=2)
    assert made.startswith(b"%PDF")
    assert b"/MarkInfo" in made
    assert b"/StructTreeRoot" in made
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", made)) <= 2


@printable
def test_what_does_not_fit_is_refused_and_says_what_to_do():
    long = packs.daily(sheet(html="<p>One more line.</p>" * 2000), "")
    with pytest.raises(PackError, match="more than 2 pages"):
        papers.to_pdf(long, pages=2)


def test_where_there_is_no_pdf_the_page_that_it_tells_to_print_is_there(drawn, tmp_path):
    path = drawn.declare(tmp_path)
    drawn.publish(path, complete=2, number=1)
    nowhere = {"FIELDWORK_CHROMIUM": str(tmp_path / "nowhere")}
    done = CliRunner().invoke(app, ["pack", "today", str(path)], env=nowhere)
    assert isinstance(done.exception, PackError)
    assert [file.name for file in (path.parent / "data" / "packs" / "daily").iterdir()] == [
        "today 000001.html"
    ]


def test_without_figures_there_is_no_pack(drawn, tmp_path):
    done = CliRunner().invoke(app, ["pack", "today", str(drawn.declare(tmp_path)), "--no-pdf"])
    assert isinstance(done.exception, PackError)

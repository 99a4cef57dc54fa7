"""The files of a pack, written into its folder by the last cell of its notebook."""

from dataclasses import replace
from pathlib import Path

from fieldwork import papers
from fieldwork.papers import Paper, Table


def write_week(week: Paper, folder: Path) -> None:
    """week.html, week.xlsx, and csv/ with every table."""
    _write_page_and_tables(week, folder)


def write_sample(sample: Paper, case_list: Table, folder: Path) -> None:
    """sample.html, sample.xlsx, csv/ with every table, and case_list.csv, which sync reads."""
    _write_page_and_tables(sample, folder)
    _write(folder / f"{case_list.name}.csv", papers.csv(case_list))


def write_panel(evidence: Paper, decisions: Paper, folder: Path, template: Path | None) -> None:
    """Both papers as Word, the evidence as page and PDF, and the tables of both in panel.xlsx and csv/.

    `template`: the Word file whose styles they take. PackError where no browser can draw and print.
    """
    page = _page(evidence)
    _write(folder / "evidence.html", page.encode("utf-8"))
    _write(folder / "evidence.pdf", papers.to_pdf(page, dated=evidence.as_at))
    for paper in (evidence, decisions):
        _write(folder / f"{paper.name}.docx", papers.word(paper, template))
    sections = [*evidence.sections, *decisions.sections]
    _write_tables(replace(evidence, name="panel", title="Ratings panel", sections=sections), folder)


def _write_page_and_tables(paper: Paper, folder: Path) -> None:
    _write(folder / f"{paper.name}.html", _page(paper).encode("utf-8"))
    _write_tables(paper, folder)


def _page(paper: Paper) -> str:
    return papers.page(paper, "\n".join(map(papers.section_html, paper.sections)))


def _write_tables(paper: Paper, folder: Path) -> None:
    _write(folder / f"{paper.name}.xlsx", papers.workbook(paper))
    for table in paper.tables:
        _write(folder / "csv" / f"{table.name}.csv", papers.csv(table))


def _write(path: Path, data: bytes) -> None:
    """Into a folder that gets its name only when all of it is there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)

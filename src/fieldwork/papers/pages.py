"""A paper as HTML: one file that asks for nothing, readable on any screen and on paper."""

import html
from importlib.resources import files
from string import Template

from fieldwork.papers.content import NUMERIC, Chart, Column, Paper, Section, Table
from fieldwork.texts import visible

_UNBROKEN = 24  # letters: a first column of such names stays on one line

# No script and no address of anything: the policy says so to the browser too.
_PAGE = Template("""<!doctype html>
<html lang="en-GB" data-theme="light">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
  <title>$title – $inspection</title>
  <link rel="icon" href="data:,">
  <style>$style</style>
</head>
<body>
<header>
<h1>$title</h1>
<dl>$about</dl>
</header>
<main>
$body
</main>
</body>
</html>
""")


def page(paper: Paper, body: str) -> str:
    """The whole file around `body`, which is markup that is escaped already."""
    about = "".join(
        f"<div><dt>{_escaped(word)}</dt><dd>{_escaped(says)}</dd></div>" for word, says in paper.about
    )
    return _PAGE.substitute(
        title=_escaped(paper.title),
        inspection=_escaped(paper.inspection),
        style=style(),
        about=about,
        body=body,
    )


def section_html(section: Section) -> str:
    """A section as markup, every text in it escaped."""
    parts = [
        f'<section aria-labelledby="{section.name}"><h2 id="{section.name}">{_escaped(section.title)}</h2>'
    ]
    parts += [f"<p>{_escaped(sentence)}</p>" for sentence in section.sentences]
    parts += [_chart(chart) for chart in section.charts]
    parts += [_table(table) for table in section.tables]
    return "\n".join([*parts, "</section>"])


def style() -> str:
    """The screens' own colours, and how a paper is laid out."""
    here = files("fieldwork")
    tokens = (here / "screens" / "parts" / "tokens.css").read_text("utf-8")
    return tokens + (here / "papers" / "paper.css").read_text("utf-8")


def _chart(chart: Chart) -> str:
    return (
        f'<figure><div role="img" aria-label="{_escaped(chart.alternative)}">{chart.svg}</div>'
        f"<figcaption>{_escaped(chart.alternative)}</figcaption></figure>"
    )


def _table(table: Table) -> str:
    heads = "".join(
        f'<th scope="col"{_aligned(column)}>{_escaped(column.title)}</th>' for column in table.columns
    )
    first = [table.columns[0].said(row) for row in table.rows]
    unbroken = ' class="unbroken"' if max(map(len, first), default=0) <= _UNBROKEN else ""
    rows = "\n".join(
        "<tr>"
        + "".join(
            f'<th scope="row"{unbroken}>{_escaped(column.said(row))}</th>'
            if place == 0
            else f"<td{_aligned(column)}>{_escaped(column.said(row))}</td>"
            for place, column in enumerate(table.columns)
        )
        + "</tr>"
        for row in table.rows
    )
    notes = "".join(f"<li>{_escaped(note)}</li>" for note in [*table.notes, f"Query: {table.query}."])
    empty = "" if table.rows else "<p>There is nothing to list here.</p>"
    return (
        f'<table id="table-{table.name}"><caption>{_escaped(table.title)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>\n{rows}\n</tbody></table>{empty}"
        f'<ul class="notes">{notes}</ul>'
    )


def _escaped(text: str) -> str:
    """A text as markup."""
    return html.escape(visible(text))


def _aligned(column: Column) -> str:
    return ' class="numeric"' if column.kind in NUMERIC else ""

"""fieldwork pack: what goes out of the house, as files."""

from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, ClassVar

import typer

from fieldwork.cli.consolidating import make, tell
from fieldwork.cli.options import AsAt, Inspection
from fieldwork.cli.printing import Format, print_rows, say

if TYPE_CHECKING:
    from fieldwork.consolidation import Plan

PAGES = 2  # of A4
app = typer.Typer(name="pack", no_args_is_help=True, help="Make what goes out of the house, as files.")


@app.command()
def today(
    inspection: Inspection,
    as_at: AsAt = None,
    pdf: Annotated[bool, typer.Option(help="Make the PDF too; a browser on this machine prints it.")] = True,
) -> None:
    """Write the daily pack: one HTML file that opens without a network, and a PDF of two pages of A4.

    fieldwork pack today demo-crc

    fieldwork pack today demo-crc --as-at 2018-11-13T17:45 --no-pdf
    """
    from fieldwork import inspection as inspections
    from fieldwork import packs, papers
    from fieldwork.errors import PackError
    from fieldwork.folders import write_durably
    from fieldwork.screens import TodayScreen

    class OnPaper(TodayScreen):
        """Nothing is written down there."""

        captures: ClassVar[Mapping[str, str]] = {}
        follows = False

    content = OnPaper.open(inspection).content({"as_at": as_at.isoformat()} if as_at else {})
    if content["kind"] != "slice":
        raise PackError(
            f"the pack of {inspection}", "there are no figures of that moment.", "", "Run: fieldwork sync."
        )
    sheet = packs.Sheet(
        "today", "Today", content["inspection"], content["as_at"], content["snapshot"], content["html"]
    )
    page = packs.daily(sheet, _style())
    folder = inspections.load(inspection).folders.packs / "daily"
    folder.mkdir(parents=True, exist_ok=True)
    written = folder / f"today {content['snapshot']}.html"
    write_durably(written, page.encode("utf-8"))  # before the PDF, which a day with too many words has not
    say(f"Wrote {written}")
    if pdf:
        printed = written.with_suffix(".pdf")
        write_durably(printed, papers.to_pdf(page, PAGES))
        say(f"Wrote {printed}")


@app.command()
def panel(
    inspection: Inspection,
    as_at: AsAt = None,
    template: Annotated[
        Path | None,
        typer.Option(help="A Word file whose styles the documents take.", exists=True, dir_okay=False),
    ] = None,
    challenge: Annotated[
        str | None,
        typer.Option(help="Print the whole chain behind the figure of this reference, e.g. KQ-2.1.1."),
    ] = None,
) -> None:
    """Write packs/panel/: the evidence and the decisions as Word, the workbook, a PDF, and the receipt.

    --challenge makes nothing: it retraces a figure of that pack (of the figures as at now where there is
    none), from the overall rating to the files, each read again from the ledger.

    fieldwork pack panel demo-crc

    fieldwork pack panel demo-crc --challenge KQ-2.1.1/tier1/Fenwick
    """
    from fieldwork import consolidation

    planned = consolidation.plan("panel", inspection, as_at=as_at, template=template)
    if challenge is None:
        tell(make(planned))
    else:
        _retrace(planned, challenge)


def _retrace(planned: "Plan", reference: str) -> None:
    from fieldwork import consolidation, packs
    from fieldwork.ledger import Ledger

    snapshot = consolidation.frozen(planned)
    say(f"From {snapshot}")
    for table in packs.challenge(snapshot, Ledger(planned.setup.inspection.folders.ledger), reference):
        print(f"\n{table.title}   (query {table.query})")
        titles = [column.title for column in table.columns]
        rows = [{column.title: column.said(row) for column in table.columns} for row in table.rows]
        print_rows(rows, titles, Format.table)


def _style() -> str:
    parts = files("fieldwork.screens") / "parts"
    return "".join((parts / f"{name}.css").read_text("utf-8") for name in ("tokens", "page", "today", "pack"))

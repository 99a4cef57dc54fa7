"""fieldwork pack: what goes out of the house, as files."""

from collections.abc import Mapping
from importlib.resources import files
from typing import Annotated, ClassVar, Literal

import typer

from fieldwork.cli.options import AsAt, Inspection
from fieldwork.cli.printing import say

PAGES = 2  # of A4


def pack(
    what: Annotated[Literal["today"], typer.Argument(help="Which pack: today, for the daily team meeting.")],
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
    made = {f"today {content['snapshot']}.html": page.encode("utf-8")}
    if pdf:
        made[f"today {content['snapshot']}.pdf"] = papers.to_pdf(page, PAGES)
    for name, data in made.items():
        write_durably(folder / name, data)
        say(f"Wrote {folder / name}")


def _style() -> str:
    parts = files("fieldwork.screens") / "parts"
    return "".join((parts / f"{name}.css").read_text("utf-8") for name in ("tokens", "page", "today", "pack"))

"""The options that several commands share, each written once."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from fieldwork.cli.printing import Format

Inspection = Annotated[
    str,
    typer.Argument(help="An inspection: a name under parameters/inspections/, or the path of its YAML file."),
]
OfInspection = Annotated[
    str,
    typer.Option(
        "--inspection", "-i", help="A name under parameters/inspections/, or the path of its YAML file."
    ),
]
How = Annotated[Format, typer.Option("--format", "-f", help="How the rows are printed.")]
AsAt = Annotated[
    datetime | None,
    typer.Option(
        help="As the figures stood then, in the inspection's own time, e.g. 2018-11-13T17:00.",
        formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
    ),
]
Seed = Annotated[
    int, typer.Option(help="Another seed, another invented inspection; the same seed, the same files.")
]
Port = Annotated[int, typer.Option(help="The port of 127.0.0.1 to serve on.")]
Browser = Annotated[bool, typer.Option(help="Open a browser where there is one.")]
Folder = Annotated[Path, typer.Argument(help="A folder; it is made where it does not exist.")]

"""The command line: results on standard output, words on standard error, an exit code for each kind of error.

Commands import what they need when they run, so that `fieldwork query` does not wait for a dashboard server.
"""

import os
import sys

import typer

from fieldwork.cli import (
    consolidating,
    demonstrating,
    examining,
    keeping,
    packing,
    passwords,
    sampling,
    showing,
    starting,
    syncing,
    timetabling,
)
from fieldwork.cli.printing import complain
from fieldwork.errors import FieldworkError

app = typer.Typer(
    name="fieldwork",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    help="Live figures for inspectors of probation and youth-justice services. Start with: fieldwork demo",
)
for command in (
    starting.new,
    timetabling.timetable,
    sampling.sample,
    syncing.sync,
    passwords.passwd,
    showing.serve,
    consolidating.consolidate,
    consolidating.verify,
    demonstrating.demo,
    demonstrating.simulate,
    examining.query,
    examining.check,
    examining.doctor,
    keeping.backup,
    keeping.restore,
    keeping.close,
):
    app.command()(command)
app.command("verify-ledger")(keeping.verify_ledger)
app.add_typer(packing.app)


def main() -> None:
    """Run one command; an error that a person can mend is told in plain words, without a traceback."""
    # Kernels inherit the folder that we are started in, which may be an inbox: no module there is imported.
    os.environ["PYTHONSAFEPATH"] = "1"
    try:
        app()
    except FieldworkError as error:
        complain(error)
        sys.exit(error.exit_code)
    except OSError as error:  # a full disk, a share that is gone
        wrong = f"{error.strerror or type(error).__name__}."
        place = str(error.filename or "The system")
        complain(FieldworkError(place, wrong, "", "What was received before is kept; run the command again."))
        sys.exit(FieldworkError.exit_code)

"""fieldwork consolidate and verify: a week's figures frozen, made into a pack, and confirmed."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from fieldwork.cli.options import AsAt, Inspection
from fieldwork.cli.printing import Format, print_rows, progress, say
from fieldwork.errors import ConsolidationError

if TYPE_CHECKING:
    from fieldwork.consolidation import Outcome, Plan, Result

Week = Annotated[int, typer.Option(help="The week of fieldwork: 1, 2 or 3.", min=1)]


def consolidate(
    week: Week,
    inspections: Annotated[
        list[str] | None, typer.Argument(help="Inspections: names under parameters/inspections/, or paths.")
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help="Every inspection under parameters/inspections/.")
    ] = False,
    as_at: AsAt = None,
    given: Annotated[
        list[str] | None,
        typer.Option(
            "--parameter", "-p", help="A parameter of the notebook, as name=value; may be repeated."
        ),
    ] = None,
    listing: Annotated[bool, typer.Option("--list", help="Say what would run, and run nothing.")] = False,
) -> None:
    """Freeze the figures as at a week's end (its Friday), and make packs/week-N/ of them.

    Of several inspections, as many run at a time as there are cores; one that fails does not stop the others.

    fieldwork consolidate demo-crc --week 1

    fieldwork consolidate demo-crc --week 2 --as-at 2018-11-16T18:00 -p splits=[tier1]

    fieldwork consolidate --all --week 3 --list
    """
    from fieldwork import consolidation
    from fieldwork.folders import known_parameters

    asked = known_parameters("inspections") if every else list(inspections or [])
    if not asked:
        raise ConsolidationError("consolidate", "no inspection is named.", "Name some, or say --all.")
    parameters = consolidation.told_on_the_command_line(given or [])
    if listing:
        _list(asked, week, as_at, parameters)
    elif len(asked) == 1:
        planned = consolidation.plan("week", asked[0], week=week, as_at=as_at, given=parameters)
        tell(make(planned))
    else:
        _several(asked, week, as_at, parameters)


def verify(
    inspection: Inspection,
    week: Week,
    by: Annotated[str, typer.Option(help="The role of the second person who confirms it, never a name.")],
) -> None:
    """Confirm a week's pack as a second person: every file is proved against the receipt, and it is sealed.

    What comes out later makes a next version beside it. A sealed pack never changes.

    fieldwork verify demo-crc --week 2 --by deputy
    """
    from fieldwork import consolidation

    seal = consolidation.verify(inspection, week, by)
    word = "Sealed" if seal.new else "Every file is as sealed"
    say(f"{word} by the {seal.by}, {seal.at}: {seal.folder}")


def make(planned: "Plan") -> "Outcome":
    """Make a pack while a bar shows how far its notebook is."""
    from fieldwork import consolidation

    with progress() as bar:
        task = bar.add_task(f"Making {planned.name}", total=None)
        return consolidation.make(planned, lambda done, total: bar.update(task, completed=done, total=total))


def tell(outcome: "Outcome") -> None:
    """What became of a pack, and where it lies."""
    say(f"{outcome} {outcome.folder}")
    for difference in outcome.differences or ():
        say(f"  {difference}")


def _list(asked: list[str], week: int, as_at: datetime | None, given: Mapping[str, Any]) -> None:
    """One row for each pack. The first that could not run says why, and nothing is printed."""
    from fieldwork import consolidation

    planned = [consolidation.plan("week", name, week=week, as_at=as_at, given=given) for name in asked]
    rows = [
        {
            "inspection": one.setup.inspection.name,
            "notebook": f"{one.notebook}.ipynb",
            "as at": f"{one.as_at:%d/%m/%Y %H:%M}",
            "compared with": one.earlier or "no earlier week",
            "parameters": ", ".join(f"{name}={value}" for name, value in one.parameters.told().items()),
            "folder": one.target,
        }
        for one in planned
    ]
    print_rows(rows, list(rows[0]), Format.table)


def _several(asked: list[str], week: int, as_at: datetime | None, given: Mapping[str, Any]) -> None:
    from fieldwork import consolidation

    results: list[Result] = []
    with progress() as bar:
        task = bar.add_task(f"Consolidating week {week}", total=len(asked))
        for result in consolidation.make_several(asked, week, as_at, given):
            results.append(result)
            bar.advance(task)
    rows = [
        {"inspection": result.inspection, "week": week, "result": str(result.outcome or result.trouble)}
        for result in sorted(results, key=lambda result: asked.index(result.inspection))
    ]
    print_rows(rows, list(rows[0]), Format.table)
    failed = [result for result in results if result.outcome is None]
    say(f"{len(results) - len(failed)} of {len(results)} made.")
    if failed:
        raise typer.Exit(ConsolidationError.exit_code)

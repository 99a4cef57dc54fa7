"""fieldwork sample: a sample drawn from a long list, with everything that is needed to draw it again."""

import secrets
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fieldwork.cli.options import Inspection
from fieldwork.cli.printing import say
from fieldwork.errors import SampleError, nearest
from fieldwork.folders import write_durably

if TYPE_CHECKING:
    from fieldwork.cli.asking import Asked
    from fieldwork.cli.drawing import Made
    from fieldwork.programme.sampling import Drawing
    from fieldwork.sync import Setup

SEEDS = 10**9


def sample(
    inspection: Inspection,
    long_list: Annotated[
        Path, typer.Option(help="The long list as the organisation sent it.", exists=True, dir_okay=False)
    ],
    name: Annotated[str, typer.Option("--sample", help="The sample, as the programme calls it, e.g. d2.")],
    size: Annotated[
        int | None, typer.Option(help="Cases; else as planned, else by the formula.", min=1)
    ] = None,
    seed: Annotated[
        int | None, typer.Option(help="Of the draw; else one by chance. Its receipt says which.", min=0)
    ] = None,
    exclusions: Annotated[
        Path | None,
        typer.Option(
            help="The case list as it came back, with reasons for exclusion; give the seed of that draw.",
            exists=True,
            dir_okay=False,
        ),
    ] = None,
    by: Annotated[
        str, typer.Option(help="The role whose draw, or exclusions, it is; never a name.")
    ] = "administrator",
    on: Annotated[
        datetime | None,
        typer.Option(help="The day of the draw, or exclusions; else today.", formats=["%Y-%m-%d"]),
    ] = None,
    drop: Annotated[bool, typer.Option(help="Put the case list into the inbox too.")] = False,
) -> None:
    """Draw a sample from the long list: case list, report and receipt, in packs/sample-NAME/.

    The same long list, size and seed draw the same cases. What was drawn before is kept: another draw is a
    next version beside it.

    fieldwork sample marlshire-2018 --long-list list.xlsx --sample d2

    fieldwork sample marlshire-2018 --long-list list.xlsx --sample d2 --seed 4711 --exclusions returned.csv
    """
    from fieldwork import sync
    from fieldwork.cli import asking, drawing

    if exclusions and seed is None:
        raise SampleError(
            "--exclusions", "the seed of the draw is not said.", "", "It stands in that draw's receipt.json."
        )
    setup = sync.load(inspection)
    asked = asking.Asked(
        setup,
        name,
        _drawing(setup, name),
        secrets.randbelow(SEEDS) if seed is None else seed,
        on.date() if on else date.today(),
        by,
        long_list,
    )
    if exclusions:
        asked, size = asking.returned(asked, size, exclusions)
    made = drawing.make(asked, size)
    _tell(asked, made)
    if drop:
        inbox = setup.inspection.folders.inbox
        inbox.mkdir(parents=True, exist_ok=True)
        write_durably(inbox / f"case list {name}.csv", (made.folder / "case_list.csv").read_bytes())
        say(f"Put the case list into {inbox}")


def _drawing(setup: "Setup", name: str) -> "Drawing":
    samples = setup.programme.samples
    drawing = samples[name].drawing if name in samples else None
    if drawing is None:
        known = [sample for sample, about in samples.items() if about.drawing]
        wrong = f"the programme does not say how such a sample is drawn{nearest(name, known)}."
        raise SampleError(f"--sample {name}", wrong, f"Allowed: {', '.join(known) or 'none'}.")
    return drawing


def _tell(asked: "Asked", made: "Made") -> None:
    """How many were drawn, where they lie, and what forced a difference."""
    if not made.new:
        say(f"Drawn again: the same cases and hashes as in {made.folder}")
        return
    cases = len(made.draw.those("selected"))
    say(f"Drew {cases} of {made.size} cases with the seed {asked.seed}: {made.folder}")
    for share in made.draw.shares:
        if share.forced:
            populations = asked.setup.programme.populations
            say(f"  {populations[share.stratum].title if share.stratum else 'The sample'}: {share.forced}")

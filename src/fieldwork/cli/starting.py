"""fieldwork new: an inspection's file and its folders."""

import json
import re
from collections.abc import Collection
from datetime import datetime, timedelta
from pathlib import Path
from string import Template
from typing import Annotated

import typer

from fieldwork.cli.printing import say
from fieldwork.errors import InspectionError
from fieldwork.folders import Folders, known_parameters

_FILE = Template("""\
title: $title
organisation: $organisation
programme: $programme
programme_version: $version
invented: false
folder: ../../inspections/$name
time_zone: Europe/London
late_after_days: 2        # a case is late this many days after its interview
figures_expected_every_hours: 24  # screens say so when nothing newer has come for longer
weeks: [$weeks]           # the Mondays of fieldwork
country: England          # or Wales, where some steps are later

# What this says of a sample goes before what the programme says; `eligible`, the size of the eligible
# population, narrows the intervals where it is known. $known
sizes:
$sizes

# Tier 1 units by their local names, each with the spellings that its lists use and its tier 2 units.
# While there are none, every name is accepted as it stands.
units: {}
#  Marlshire North:
#    synonyms: [North Marlshire]
#    tier2:
#      Ottermere: [Ottermere LDU]

# Initials and roles; never names.
team:
  LI: Lead inspector
  DL: Deputy lead inspector

forms: [$forms]
""")


def new(
    name: Annotated[
        str, typer.Argument(help="A short name, e.g. marlshire-2018: lower case, digits, hyphens.")
    ],
    programme: Annotated[str, typer.Option(help="The name of a file of parameters/programmes.")],
    organisation: Annotated[str, typer.Option(help="The organisation, as the programme or you call it.")],
    starts: Annotated[
        datetime, typer.Option(help="The Monday of fieldwork week 1, e.g. 2018-11-05.", formats=["%Y-%m-%d"])
    ],
) -> None:
    """Make an inspection: its file under parameters/inspections/, and its folders.

    fieldwork new marlshire --programme NAME --organisation "Marlshire CRC" --starts 2018-11-05
    """
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,60}", name):
        raise InspectionError(
            name, "this cannot be the name of an inspection.", "Lower case, digits and hyphens."
        )
    path = Path("parameters", "inspections", f"{name}.yml")
    if path.exists():
        raise InspectionError(
            str(path), "it is there already.", "", "Change that file, or choose another name."
        )
    folders = _written(path, _text(name, programme, organisation, starts))
    say(f"{path}: fill in the units, the team and the sample sizes.")
    say(f"{folders.inbox}: drop case lists, forms and calendars here.")
    for clash in _clashes(path):
        say(clash)
    say(f"Then: fieldwork sync {name} --watch, and in another window: fieldwork serve {name}")


def _text(name: str, programme: str, organisation: str, starts: datetime) -> str:
    from fieldwork import programme as programmes

    loaded = programmes.load(programme)
    weeks = loaded.timetable.fieldwork.weeks if loaded.timetable else [0]
    known = organisation in loaded.sizing.organisations
    return _FILE.substitute(
        name=name,
        title=json.dumps(f"{organisation}, {starts:%B %Y}", ensure_ascii=False),  # JSON's strings are YAML's
        organisation=json.dumps(organisation, ensure_ascii=False),
        programme=programme,
        version=json.dumps(loaded.version, ensure_ascii=False),
        weeks=", ".join(f"{starts + timedelta(weeks=week):%Y-%m-%d}" for week in weeks),
        known="The programme knows this organisation's sizes." if known else "Fill these in:",
        sizes="\n".join(f"  {sample}: {{}}   # required, planned, eligible" for sample in loaded.samples),
        forms=", ".join(form for form in known_parameters("forms") if _fits(form, loaded.samples)),
    )


def _clashes(path: Path) -> list[str]:
    from fieldwork import sync

    return sync.load(str(path)).clashes


def _fits(form: str, samples: Collection[str]) -> bool:
    """Whether a form is for tables, or for one of these samples."""
    from fieldwork.records.forms import load_forms

    [design] = load_forms([form]).forms
    return design.sample is None or design.sample in samples


def _written(path: Path, text: str) -> Folders:
    """Write the file and make the folders; a file that does not load is not left behind."""
    from fieldwork import inspection

    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    try:
        folders = inspection.load(str(path)).folders
    except InspectionError:
        path.unlink()
        raise
    folders.create()
    return folders

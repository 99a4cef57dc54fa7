"""A small inspection drawn by hand, published without a sync: `python drawn.py FOLDER COMPLETE NUMBER`.

Its answers follow a rule instead of chance, so that a test can count them: case number i answers key question
number q "yes" unless i is a multiple of q's rhythm (2, 3, 4, 5, 2, 3, ...).
"""

import sys
from datetime import datetime, timedelta
from itertools import cycle
from pathlib import Path

import duckdb
import yaml

from fieldwork import database, inspection, programme
from fieldwork.folders import find_parameters, resources, write_durably
from fieldwork.sync.publish import show

STARTS = datetime(2018, 11, 5, 9)
SHA = "a" * 64


def declare(folder: Path) -> Path:
    """The demo's own declaration, with its data in `folder`."""
    source = find_parameters("inspections", "demo-crc")
    assert source
    declared = yaml.safe_load(source.read_text("utf-8"))
    declared["folder"] = str(folder / "data")
    path = folder / "drawn.yml"
    path.write_text(yaml.safe_dump(declared, allow_unicode=True), "utf-8")
    inspection.load(str(path)).folders.create()
    return path


def publish(declared: Path, complete: int, number: int, log=None) -> Path:
    """Publish snapshot `number`, in which the first `complete` of each sample's cases are complete.

    `log`: rows of more tables, each a mapping of column to value; time, file and place are filled in.
    """
    about = inspection.load(str(declared))
    rules = programme.load(about.programme)
    tables = {**rules.tables(about.organisation, about.sizes), **about.tables()}
    now = STARTS + timedelta(hours=4 * complete)
    units = [(row[0], row[1]) for row in tables["units"]]
    tables |= _statements(tables, units, complete)
    tables["received"] = [
        (1, SHA, "drawn.xlsx", 1, now, now, "workbook", "tables", None, 1, 0, 0, False),
    ]
    tables["snapshot"] = [(f"{number}", now, "", "0", "0", "0", "0", "0", "0", 1, 1, 0)]
    tables |= _log(log or {}, now)
    path = about.folders.snapshots / f"{number:06d}.duckdb"
    database.build(path, tables)
    show(about.folders, path, tables)
    write_durably(about.folders.snapshots / database.CURRENT, path.name.encode())
    return path


def _log(log, now):
    about = {"recorded_at": now, "sha256": SHA, "place": "row 1", "all_day": False}
    with duckdb.connect() as connection:
        connection.execute((resources() / "queries" / "schema.sql").read_text("utf-8"))
        columns = {
            table: [row[0] for row in connection.execute(f"describe {table}").fetchall()] for table in log
        }
    return {
        table: [tuple({**about, **row}.get(column) for column in columns[table]) for row in rows]
        for table, rows in log.items()
    }


def _statements(tables, units, complete):
    questions = [row for row in tables["key_questions"] if row[5]]
    rhythms = dict(zip([row[0] for row in questions], cycle([2, 3, 4, 5]), strict=False))
    listed, assessed, facts, answers = [], [], [], []
    for sample, *_, mode, required, planned, revised, _eligible, _called_on, _evidence in tables["samples"]:
        for number in range(1, (revised or planned or required or 0) + 1):
            case = f"{sample}-{number:03d}"
            at = STARTS + timedelta(hours=3 * number)
            tier1, tier2 = units[number % len(units)]
            sex, sentence = (
                ("female" if number % 9 == 0 else "male"),
                ("community" if number % 3 else "post_custody"),
            )
            place = f"Cases, row {number + 1}"
            excluded = number % 37 == 0
            listed.append(
                (case, sample, tier1, tier2, "excluded" if excluded else "selected", mode,
                 "ABCDEF"[number % 6] * 2, at, "moved away" if excluded else None, None, None,
                 "Deputy lead inspector" if excluded else None, at if excluded else None, STARTS, SHA, place)
            )  # fmt: skip
            for fact, value in (("gender", sex), ("sentence_type", sentence), ("recorded_rosh", "medium")):
                facts.append((case, fact, value, STARTS, SHA, place))
            if number > complete or excluded:
                continue
            status = "quality_checked" if number % 2 else "complete"
            assessed.append((case, sample, status, "AA", at, "drawn", "1", at, SHA, place))
            facts.append((case, "inspector_rosh", "low" if number % 4 == 0 else "high", at, SHA, place))
            for row in questions:
                if row[5] == sample:
                    said = "no" if number % rhythms[row[0]] == 0 else "yes"
                    answers.append((case, row[0], said, at, SHA, f"row {number + 1}, {row[0]}"))
    return {
        "case_statements": listed,
        "assessments": assessed,
        "fact_statements": facts,
        "answer_statements": answers,
    }


if __name__ == "__main__":
    where, complete, number = sys.argv[1:]
    Path(where).mkdir(parents=True, exist_ok=True)
    print(publish(declare(Path(where)), int(complete), int(number)))

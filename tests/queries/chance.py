"""Invented inspections by chance: small, full of what goes wrong, and the same again for the same seed."""

from datetime import date, datetime, timedelta
from random import Random

from fieldwork.programme import load

MONDAY = date(2018, 11, 5)
STATUSES = [
    None,
    "selected",
    "selected",
    "substitute",
    "in_progress",
    "complete",
    "complete",
    "quality_checked",
    "excluded",
]
PROGRAMMES = {
    "crc": ("probation-2018-crc", "Merseyside CRC"),
    "nps": ("probation-2018-nps", "Wales"),
}


def programme_rows(told, name):
    """The real programme's tables, and the organisation's own, as dicts."""
    programme, organisation = PROGRAMMES[name]
    tables = {
        table: [dict(zip(told.columns_of(table), row, strict=True)) for row in rows]
        for table, rows in load(programme).tables(organisation, {}).items()
    }
    weeks = [MONDAY + timedelta(weeks=week) for week in range(3)]
    tables["weeks"] = [
        {"week": number, "starts": monday, "ends": monday + timedelta(days=6)}
        for number, monday in enumerate(weeks, 1)
    ]
    tables["inspection"] = [
        {
            "inspection": name,
            "title": "By chance",
            "organisation": organisation,
            "time_zone": "Europe/London",
            "invented": True,
            "late_after_days": 2,
            "figures_expected_every_hours": 24,
        }
    ]
    pairs = [("North", "N1"), ("North", "N2"), ("South", "S1"), ("South", None)]
    tables["units"] = [
        {"tier1": tier1, "tier2": tier2, "ordinal": number} for number, (tier1, tier2) in enumerate(pairs, 1)
    ]
    return tables


# Names that each of several inspections in one database has for itself.
OWN = ("sample", "standard", "key_question", "question", "case_id", "substitute_for")
COPIED = ("samples", "strata", "standards", "key_questions")


def settings(seed, tables):
    """The programme's settings, varied."""
    chance = Random(f"settings {seed}")
    varied = {
        "rounding": chance.choice(["nearest", "nearest", "none"]),
        "near_inclusive": chance.random() < 0.7,
        "count_below": chance.choice([0, 3, 10]),
    }
    return {"programme": [{**tables["programme"][0], **varied}]}


def inspection(seed, tables):
    """One inspection by chance: its statements and its own copy of the programme, names marked by the seed.

    Marked names let many inspections lie in one database without touching each other, which is what makes a
    thousand of them affordable: DuckDB takes as long for one as for thirty.
    """
    chance = Random(seed)
    told = {
        "samples": [dict(row, **_sizes(chance)) for row in tables["samples"]],
        **{table: tables[table] for table in COPIED if table != "samples"},
        **{
            table: []
            for table in (
                "case_statements",
                "assessments",
                "fact_statements",
                "answer_statements",
                "proposals",
            )
        },
    }
    lucky, finished = chance.choice([0.45, 0.63, 0.8, 0.95]), chance.choice([0.0, 0.5, 0.97])
    for number in range(chance.randrange(0, 36)):
        _case(chance, told, tables, f"C{number}", lucky, finished)
    proposed = [row["standard"] for row in tables["standards"] if row["judged"] == "proposed"]
    for standard in chance.sample(proposed, chance.choice([0, 2, len(proposed), len(proposed)])):
        for _ in range(chance.choice([1, 2])):
            rating = chance.choice(tables["bands"])["rating"]
            told["proposals"].append(
                {"standard": standard, "rating": rating, "role": "lead", **_said(chance)}
            )
    return {table: [_marked(row, seed) for row in rows] for table, rows in told.items()}


def side_by_side(inspections):
    """All of them in one set of tables."""
    return {table: [row for each in inspections for row in each[table]] for table in inspections[0]}


def _marked(row, seed):
    return {column: f"{value}@{seed}" if column in OWN and value else value for column, value in row.items()}


def _sizes(chance):
    planned = chance.choice([None, 6, 20])
    return {
        "required": chance.choice([None, 5, 15]),
        "planned": planned,
        "revised": chance.choice([None, None, 12]) if planned else None,
        "eligible": chance.choice([None, 9, 60]),
    }


def _said(chance):
    """When and where something was said: few times and few files, so that ties happen."""
    return {
        "recorded_at": datetime(2018, 11, 5, 9) + timedelta(days=chance.choice([0, 0, 3, 9, 20, 40])),
        "sha256": chance.choice("abc"),
        "place": f"row {chance.randrange(10**6):06}",
    }


def _case(chance, told, tables, case, lucky, finished):
    sample = chance.choice(tables["samples"])["sample"]
    if chance.random() < 0.95:
        for _ in range(chance.choice([1, 1, 1, 2, 3])):
            told["case_statements"].append(_listed(chance, case, sample, finished))
    if chance.random() < 0.7:
        for _ in range(chance.choice([1, 1, 2])):
            told["assessments"].append(_form(chance, case, sample, finished))
    _facts(chance, told, tables, case)
    if chance.random() < 0.15:
        return
    for question in tables["key_questions"]:
        if question["sample"] == sample or chance.random() < 0.02:
            for _ in range(chance.choice([0, 1, 1, 1, 1, 1, 1, 2]) if chance.random() < 0.6 else 1):
                answer = (
                    "yes" if chance.random() < lucky else chance.choice(["no"] * 8 + ["not_applicable", None])
                )
                row = {
                    "case_id": case,
                    "question": question["key_question"],
                    "answer": answer,
                    **_said(chance),
                }
                told["answer_statements"].append(row)


def _facts(chance, told, tables, case):
    for fact in dict.fromkeys(row["fact"] for row in tables["facts"]):
        values = [row["value"] for row in tables["facts"] if row["fact"] == fact]
        for _ in range(chance.choice([0, 1, 1, 1, 1, 1, 2])):
            value = None if chance.random() < 0.05 else chance.choice(values)
            told["fact_statements"].append({"case_id": case, "fact": fact, "value": value, **_said(chance)})


def _listed(chance, case, sample, finished):
    status = "complete" if chance.random() < finished else chance.choice(STATUSES)
    return {
        "case_id": case,
        "sample": sample if chance.random() < 0.9 else None,
        "tier1": chance.choice(["North", "North", "South", "South", "Elsewhere", None]),
        "tier2": chance.choice(["N1", "N2", "S1", None]),
        "status": status,
        "mode": None,
        "allocated_to": chance.choice(["AB", "CD", None]),
        "exclusion_reason": "moved away" if chance.random() < 0.03 else None,
        "substitute_for": "C0" if chance.random() < 0.1 else None,
        **_said(chance),
    }


def _form(chance, case, sample, finished):
    status = (
        "complete"
        if chance.random() < finished
        else chance.choice([None, "in_progress", "complete", "quality_checked"])
    )
    return {
        "case_id": case,
        "sample": sample if chance.random() < 0.9 else None,
        "status": status,
        "completed_at": datetime(2018, 11, 1) + timedelta(days=chance.randrange(28))
        if chance.random() < 0.5
        else None,
        **_said(chance),
    }

"""Tables drawn as text, and a small invented programme to count by hand.

    case_statements
    case_id | tier1 | status
    C1      | North | complete

A `-` is null. Times, files and places that are not drawn are filled in. `cases` and `answers` are short ways
to draw case_statements of sample `main`, and a row of answers each case (y, n, na; - stays unsaid).
"""
# ruff: noqa: E501 - drawn tables are as wide as they are

from datetime import date, datetime

NOW = datetime(2018, 11, 7, 17)
WORDS = {"y": "yes", "n": "no", "na": "not_applicable", "blank": None}
STATEMENTS = (
    "case_statements", "assessments", "fact_statements", "answer_statements", "proposals", "meetings",
    "held_meetings", "points", "interview_answers", "judgements", "evidence_received", "alerts",
    "quality_checks", "actions", "notes", "panel_decisions", "withdrawals",
)  # fmt: skip

# Two samples, a sub-population, two computed standards and one that is proposed.
PROGRAMME = {
    "programme": [
        {
            "programme": "toy", "title": "Toy", "version": "1",
            "confidence": 80, "z": 1.2815515655446004, "margin": 5, "rounding": "nearest", "near_points": 5,
            "near_inclusive": True, "count_below": 0, "caution_below": 30, "hide_below": 5,
            "licence": "none", "overall_how": "sum",
        }
    ],
    "inspection": [
        {
            "inspection": "toy", "title": "Toy", "organisation": "Anywhere", "time_zone": "Europe/London",
            "invented": True, "late_after_days": 2, "figures_expected_every_hours": 24,
        }
    ],
    "snapshot": [{
        "content": "c", "as_at": NOW, "ledger_head": "h", "code_version": "0", "duckdb_version": "0",
        "programme_hash": "p", "inspection_hash": "i", "forms_hash": "f", "queries_hash": "q",
        "files": 0, "records": 0, "rejects": 0,
    }],
}  # fmt: skip

DRAWN_PROGRAMME = """
bands
band                 | ordinal | words               | rating               | score | lower | symbol
inadequate           | 1       | Minority            | Inadequate           | 0     | 0     | a
requires_improvement | 2       | Too few             | Requires improvement | 1     | 50    | b
good                 | 3       | Reasonable majority | Good                 | 2     | 65    | c
outstanding          | 4       | Large majority      | Outstanding          | 3     | 80    | d

overall_bands
rating     | ordinal | lower
Inadequate | 1       | 0
Good       | 2       | 4

facts
fact | value  | ordinal | title | value_title
rosh | low    | 1       | RoSH  | Low
rosh | medium | 2       | RoSH  | Medium
sex  | male   | 3       | Sex   | Male
sex  | female | 4       | Sex   | Female

populations
population | title     | evidence
all        | All cases | source
not_low    | Not low   | recalled
men        | Men       | web
women      | Women     | web

population_rules
population | fact | value
not_low    | rosh | medium
men        | sex  | male
women      | sex  | female

samples
sample | ordinal | title        | mode      | required | planned | revised | eligible | evidence
main   | 1       | Main cases   | interview | 4        | 6       | -       | -        | source
second | 2       | Second cases | file_read | -        | -       | -       | -        | source

strata
sample | ordinal | population
main   | 1       | men
main   | 2       | women

domains
domain | ordinal | title
1      | 1       | Leading
2      | 2       | Casework

standards
standard | ordinal | domain | title    | judged   | counts | evidence
1.1      | 1       | 1      | Leading  | proposed | true   | source
2.1      | 2       | 2      | Planning | computed | true   | source
2.2      | 3       | 2      | Second   | computed | false  | source

key_questions
key_question | ordinal | standard | title   | short   | sample | population | evidence
1.1.1        | 1       | 1.1      | Led?    | Led     | -      | -          | source
2.1.1        | 2       | 2.1      | First?  | First   | main   | all        | source
2.1.2        | 3       | 2.1      | Safe?   | Safe    | main   | not_low    | recalled
2.2.1        | 4       | 2.2      | Second? | Second  | second | all        | source

source_kinds
source_kind   | ordinal | title
managers      | 1       | Managers
practitioners | 2       | Practitioners

core_meetings
core_meeting | ordinal | heading | title                       | source_kind   | focus_group | locations | if_applicable | evidence
officers     | 1       | Groups  | Focus group: officers       | practitioners | true        | 2         | false         | source
ict          | 2       | Leads   | ICT planning                | managers      | false       | 1         | false         | source
operations   | 3       | Leads   | Director of operations      | managers      | false       | 1         | true          | source

core_meetings_serve
core_meeting | standard | key_question
officers     | 1.1      | -
ict          | 1.1      | 1.1.1
operations   | 1.1      | -

group_optimum
fewest | most | shortest | longest
6      | 10   | 45       | 90

interview_questions
interview_question | ordinal | title    | prompt | caution_below | evidence
workload           | 1       | Workload | 1.1.1a | 65            | source

prompts
prompt | ordinal | key_question | title    | decisive | evidence
1.1.1a | 1       | 1.1.1        | Known?   | true     | source
1.1.1b | 2       | 1.1.1        | Planned? | false    | source

units
tier1 | tier2 | ordinal
North | N1    | 1
South | S1    | 2
"""

WEEKS = [
    {"week": 1, "starts": date(2018, 11, 5), "ends": date(2018, 11, 11)},
    {"week": 2, "starts": date(2018, 11, 12), "ends": date(2018, 11, 18)},
]


def draw(text):
    """Table -> rows as dicts of text or None."""
    tables = {}
    for block in text.strip().split("\n\n"):
        name, heading, *lines = (line.strip() for line in block.strip().splitlines())
        columns = [column.strip() for column in heading.split("|")]
        rows = ([cell.strip() for cell in line.split("|")] for line in lines)
        tables[name] = [
            {column: None if cell == "-" else cell for column, cell in zip(columns, row, strict=True)}
            for row in rows
        ]
    return tables


def inspection(text, **changed):
    """All tables of the toy programme with what is drawn; `changed`: what differs in `programme`."""
    drawn = draw(text) if text.strip() else {}
    drawn.setdefault("case_statements", [])
    drawn["case_statements"] += [{"sample": "main", **row} for row in drawn.pop("cases", [])]
    drawn.setdefault("answer_statements", [])
    for row in drawn.pop("answers", []):
        for question in row.keys() - {"case_id"}:
            if row[question]:
                said = {"case_id": row["case_id"], "question": question, "answer": WORDS[row[question]]}
                drawn["answer_statements"].append(said)
    for table in STATEMENTS:
        for number, row in enumerate(drawn.get(table, [])):
            for column, value in (("recorded_at", NOW), ("sha256", "f1"), ("place", f"row {number:03}")):
                row.setdefault(column, value)
    programme = [{**PROGRAMME["programme"][0], **changed}]
    return PROGRAMME | {"programme": programme, "weeks": WEEKS} | draw(DRAWN_PROGRAMME) | drawn


def cases(yes, no, *, first="C", question="2.1.1"):
    """So many complete cases with that answer to one key question, as drawn text."""
    names = [f"{first}{number:04}" for number in range(yes + no)]
    listed = "\n".join(f"{name} | North | complete" for name in names)
    said = "\n".join(f"{name} | {'y' if number < yes else 'n'}" for number, name in enumerate(names))
    return f"cases\ncase_id | tier1 | status\n{listed}\n\nanswers\ncase_id | {question}\n{said}\n"

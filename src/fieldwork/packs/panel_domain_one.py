"""The evidence document on what people judge: what is proposed, on what, and beside the cases."""

from collections.abc import Sequence

from fieldwork import charts
from fieldwork.packs.asking import Ask, Row
from fieldwork.packs.figures import QUESTION, REFERENCE, of_key_question, of_standard
from fieldwork.papers import Chart, Column, Section, Table

_HEARD = [
    Column("above", "Above the line", "count"),
    Column("below", "Below the line", "count"),
    Column("source_kinds", "Heard from", blank="nobody yet"),
    Column("judgement", "Lead's judgement", blank="not judged"),
]


def proposals(ask: Ask) -> Section:
    """What is proposed for each standard, and what was heard on its key questions and prompts."""
    questions = [
        {**_worded(row), "reference": of_key_question(row["key_question"])}
        for row in ask("evidence_by_key_question")
    ]
    drawn = [Chart(charts.drawing(charts.line_bars(questions)), _heard(questions))] if questions else []
    tables = [_proposed(ask), _by_question(questions), _by_prompt(ask)]
    return Section("proposals", "What people judge, and on what", (), tables, drawn)


def _proposed(ask: Ask) -> Table:
    columns = [
        REFERENCE,
        Column("title", "{Standard}"),
        Column("proposed_rating", "Proposed", blank="not proposed"),
        Column("panel_rating", "Panel", blank="not decided"),
    ]
    rows = [
        {**row, "reference": of_standard(row["standard"])}
        for row in ask("standard_ratings")
        if row["judged"] not in ("computed", "reported")
    ]
    title = "Ratings that people give"
    return Table("proposals", title, columns, rows, "standard_ratings")


def _by_question(questions: Sequence[Row]) -> Table:
    columns = [
        REFERENCE,
        QUESTION,
        *_HEARD,
        Column("one_source", "Prompts on one kind of source", "count"),
        Column("without", "Prompts without evidence", "count"),
    ]
    return Table("domain_one", "Evidence by {key_question}", columns, questions, "evidence_by_key_question")


def _by_prompt(ask: Ask) -> Table:
    columns = [
        Column("question", "Prompt"),
        Column("title", "Text"),
        Column("decisive", "Decisive", "yes_no"),
        *_HEARD,
    ]
    rows = [_worded(row) for row in ask("evidence_by_prompt") if row["prompt"]]
    note = "Decisive: a “no” to this prompt makes its {key_question} “no”."
    return Table("prompts", "Evidence by prompt", columns, rows, "evidence_by_prompt", [note])


def _heard(rows: Sequence[Row]) -> str:
    points = "; ".join(f"{row['label']} {row['above']} above, {row['below']} below" for row in rows)
    return f"Points of evidence above and below the line, by {{key_question}}: {points}."


def _worded(row: Row) -> Row:
    return {**row, "judgement": row["judgement"] and row["judgement"].replace("_", " ")}


def side_by_side(ask: Ask) -> Section:
    """Each rating with the standards that have it, a column a domain."""
    standards = ask("standard_ratings")
    domains = {row["domain"]: row["domain_title"] for row in standards}
    ratings = [row["rating"] for row in reversed(ask("bands"))]
    rows = [
        {"rating": rating, **{f"domain_{domain}": _having(standards, domain, rating) for domain in domains}}
        for rating in [*ratings, None]
    ]
    columns = [
        Column("rating", "Rating", blank="no rating yet"),
        *(Column(f"domain_{domain}", f"{domain} {title}") for domain, title in domains.items()),
    ]
    table = Table("side_by_side", "{Standards} by {rating} and {domain}", columns, rows, "standard_ratings")
    sentence = "Whether the {domains} agree is for the panel to weigh."
    return Section("side_by_side", "The {domains} side by side", [sentence], [table])


def _having(standards: Sequence[Row], domain: str, rating: str | None) -> list[str]:
    return [
        f"{row['standard']} {row['title']}"
        for row in standards
        if row["domain"] == domain and row["rating"] == rating
    ]


def interviews(ask: Ask) -> Section:
    """What responsible officers answered, as shares, against the caution."""
    rows = ask("interview_answers")
    table = Table(
        "interviews",
        "Interviews with responsible officers",
        [
            Column("title", "Question"),
            Column("prompt", "Prompt"),
            Column("yes", "Yes", "count"),
            Column("n", "n", "count"),
            Column("percentage", "Per cent yes", "percentage", "too few answers for a percentage"),
            Column("caution_below", "Caution below", "count"),
            Column("caution", "Below the caution", "yes_no"),
            Column("evidence", "Evidence for the rule"),
        ],
        rows,
        "interview_answers",
        ["A share below the caution may support a negative judgement; it does not make one."],
    )
    said = "; ".join(
        f"{row['title']} {row['yes']} of {row['n']}{', below the caution' if row['caution'] else ''}"
        for row in rows
    )
    drawn = [Chart(charts.drawing(charts.caution_bars(rows)), f"Answers “yes”: {said}.")] if rows else []
    return Section("interviews", "Interviews", (), [table], drawn)


def doubts(ask: Ask) -> Section:
    """The rules behind the figures that were not read in a source document."""
    table = Table(
        "rules_in_doubt",
        "Rules that were not read in a source document",
        [
            Column("rule", "Rule"),
            Column("says", "What it says"),
            Column("evidence", "Evidence"),
            Column("document", "Document", blank="no document"),
            Column("section", "Section", blank="no section"),
        ],
        ask("rules_in_doubt"),
        "rules_in_doubt",
        ["web: read in a public page; recalled: not seen; inferred: worked out; setting: chosen here."],
    )
    return Section("doubts", "Assumptions in doubt", (), [table])

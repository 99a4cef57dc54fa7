"""The evidence document on domains two and three: what the cases show (manual, 7.1 and 7.2)."""

from fieldwork.packs import figures
from fieldwork.packs.asking import Ask, Row
from fieldwork.packs.figures import NO_RATING, REFERENCE
from fieldwork.papers import Column, Section, Table


def ratings(ask: Ask) -> Section:
    """The overall rating and the standards, each with its deciding key question."""
    [whole] = ask("overall_rating")
    without = ask("snapshot")[0]["overall_how"] == "none"
    tables = [*([] if without else [_overall(whole)]), _standards(ask), *_limits(ask)]
    return Section("ratings", "Ratings", [] if without else [_sentence(whole)], tables)


def _limits(ask: Ask) -> list[Table]:
    """The limiting rules whose condition holds, in the words of their text."""
    columns = [
        Column("says", "What the text says"),
        Column("because", "Because of"),
        Column("rating", "Overall rating", blank=NO_RATING),
        Column("exceeded", "Better than the text says", "yes_no"),
        Column("evidence", "Evidence for the rule"),
    ]
    rows = ask("limits")
    note = "A limiting rule warns and prevents nothing."
    return [Table("limits", "Limiting rules", columns, rows, "limits", [note])] if rows else []


def _sentence(whole: Row) -> str:
    if whole["rating"]:
        points = "" if whole["total"] is None else f": {whole['total']} of {whole['out_of']} points"
        return f"Overall {whole['rating']}{points}."
    return (
        f"{whole['standards_rated']} of {whole['standards_needed']} {{standards}} have a {{rating}}; "
        f"there is no overall {{rating}} before all {whole['standards_needed']} have one."
    )


def _overall(whole: Row) -> Table:
    columns = [
        REFERENCE,
        Column("rating", "Rating", blank=NO_RATING),
        Column("total", "Points", "count", NO_RATING),
        Column("out_of", "Of at most", "count"),
        Column("standards_rated", "{Standards} rated", "count"),
        Column("standards_needed", "{Standards} needed", "count"),
        Column("computed_rating", "Rating without the panel's decisions", blank=NO_RATING),
        Column("computed_total", "Points without them", "count", NO_RATING),
    ]
    return Table(
        "overall", "Overall rating", columns, [{**whole, "reference": figures.OVERALL}], "overall_rating"
    )


def _standards(ask: Ask) -> Table:
    columns = [
        REFERENCE,
        Column("title", "{Standard}"),
        Column("rating", "Rating that holds", blank=NO_RATING),
        Column("score", "Score", "count", NO_RATING),
        Column("basis", "Basis"),
        Column("deciding_key_question", "Decided by", blank="not decided by cases"),
        Column("computed_rating", "Computed", blank="not computed"),
        Column("proposed_rating", "Proposed", blank="not proposed"),
        Column("evidence", "Evidence for the wording"),
    ]
    rows = [{**row, "reference": figures.of_standard(row["standard"])} for row in ask("standard_ratings")]
    note = "The lowest band among its {key_questions} decides the {rating} of a computed {standard}."
    return Table("standards", "{Standards}", columns, rows, "standard_ratings", [note])


def results(ask: Ask) -> Section | None:
    """Each key question's figure with n, interval and rating."""
    if not (rows := figures.named(ask("closeness"))):
        return None
    columns = [
        REFERENCE,
        figures.QUESTION,
        figures.YES,
        figures.COUNTED,
        *figures.percentages(ask),
        Column("rating", "Indicative {rating}", blank=NO_RATING),
        Column("deciding", "Decides its {standard}", "yes_no"),
    ]
    notes = ["n counts the answers “yes” and “no” of complete cases.", "Intervals are Wilson's, in per cent."]
    table = Table("key_questions", "{Key_questions} that cases answer", columns, rows, "closeness", notes)
    return Section("results", "What the cases show", (), [table], [figures.bars(rows, ask)])

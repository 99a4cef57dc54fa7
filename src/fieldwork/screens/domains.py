"""What people judge, before the panel: what is proposed, what stands behind it, the domains side by side."""

from collections.abc import Mapping, Sequence

from fieldwork import charts
from fieldwork.queries import programme_names
from fieldwork.screens.figures import Ask
from fieldwork.screens.screen import Panel
from fieldwork.screens.slices import Slice, only
from fieldwork.screens.words import Cell, Row, few, judgement, listed, table, text

NOT_PROPOSED: Panel = {"sentence": "What is chosen rests on cases alone."}


def proposals(ask: Ask, chosen: Slice) -> Panel:
    """The standards that are proposed, and the points above and below the line of their key questions."""
    standards = {row["standard"]: row for row in ask("standard_ratings") if row["judged"] != "computed"}
    called = programme_names(ask)
    grades = {row["key_question"]: row for row in ask("question_grades")}
    if not (rows := only(ask("evidence_by_key_question"), chosen, "standard")):
        return NOT_PROPOSED
    open_ones = [name for name, row in standards.items() if row["proposed_rating"] is None]
    proposed = [f"{name} {row['proposed_rating']}" for name, row in standards.items()]
    return {
        "sentence": f"Not proposed yet: {listed(open_ones)}."
        if open_ones
        else f"Proposed: {listed(proposed)}.",
        "figure": charts.line_bars(rows),
        "table": {
            "title": f"{called['Key_questions']} that people judge",
            "open": True,
            **table(
                rows,
                "key_question",
                {
                    called["Key_question"]: "label",
                    **(_graded(grades, called["rating"]) if grades else {}),
                    f"{called['Standard']} proposed": lambda row: text(
                        standards[row["standard"]]["proposed_rating"]
                    ),
                    "Panel": lambda row: text(standards[row["standard"]]["panel_rating"]),
                    "Lead's judgement": lambda row: judgement(row["judgement"]),
                    "Above": "above",
                    "Below": "below",
                    "Heard from": lambda row: text(listed(row["source_kinds"])),
                    "Prompts on one source": "one_source",
                },
                numeric=("Above", "Below", "Prompts on one source"),
            ),
        },
    }


def _graded(grades: Mapping[str, Row], rating: str) -> dict[str, Cell]:
    """The columns of grades that the key questions have of their own."""

    def cell(column: str) -> Cell:
        return lambda row: text(grades.get(row["key_question"], {}).get(column))

    return {
        f"Its own {rating}": cell("proposed_rating"),
        "Decided": cell("panel_rating"),
        "Applies": cell("applies"),
    }


def prompts(ask: Ask, chosen: Slice) -> Panel:
    """Prompt by prompt, the decisive ones marked: whose "no" makes the key question "no"."""
    if not (rows := [row for row in only(ask("evidence_by_prompt"), chosen, "standard") if row["prompt"]]):
        return NOT_PROPOSED
    against = [row["question"] for row in rows if row["decisive"] and row["judgement"] == "no"]
    return {
        "sentence": f"Judged “no” and decisive: {few(against, 'prompt')}."
        if against
        else "No decisive prompt is judged “no”.",
        "table": {
            "title": "Prompts",
            **table(
                rows,
                "question",
                {
                    "Prompt": "question",
                    "Text": "title",
                    "Decisive": lambda row: "yes" if row["decisive"] else "no",
                    "Lead's judgement": lambda row: judgement(row["judgement"]),
                    "Above": "above",
                    "Below": "below",
                    "Heard from": lambda row: text(listed(row["source_kinds"])),
                },
                numeric=("Above", "Below"),
            ),
        },
    }


def side_by_side(ask: Ask, chosen: Slice) -> Panel:
    """Each rating with the standards that have it, a column a domain: a panel looks at how they agree."""
    standards = ask("standard_ratings")
    called = programme_names(ask)
    domains = {row["domain"]: row["domain_title"] for row in standards}
    ratings = [row["rating"] for row in reversed(ask("bands"))]
    if any(row["rating"] is None for row in standards):
        ratings.append(None)
    said = [
        {
            "rating": text(rating or "Not yet"),
            **{domain: _having(standards, domain, rating) for domain in domains},
        }
        for rating in ratings
    ]
    return {
        "sentence": f"Whether the {called['domains']} agree is for the {called['panel']} to weigh.",
        "table": {
            "title": f"{called['Standards']} by {called['rating']} and {called['domain']}",
            "open": True,
            **table(
                said,
                "rating",
                {
                    called["Rating"]: "rating",
                    **{f"{domain} {title}": domain for domain, title in domains.items()},
                },
            ),
        },
    }


def _having(standards: Sequence[Row], domain: str, rating: str | None) -> str:
    return "; ".join(
        f"{row['standard']} {row['title']}"
        for row in standards
        if row["domain"] == domain and row["rating"] == rating
    )

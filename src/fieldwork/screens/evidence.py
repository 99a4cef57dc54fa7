"""What was heard, above and below the line, by key question and by prompt."""

from fieldwork import charts
from fieldwork.queries import programme_names
from fieldwork.screens.figures import Ask
from fieldwork.screens.screen import Panel
from fieldwork.screens.slices import Slice, only
from fieldwork.screens.words import Row, few, judgement, listed, table, text


def evidence(ask: Ask, chosen: Slice) -> Panel:
    """Points above and below the line behind each key question of the standards that the lead proposes."""
    called = programme_names(ask)
    thing, things = called["key_question"], called["key_questions"]
    rows = only(ask("evidence_by_key_question"), chosen, "standard")
    nothing = [row["key_question"] for row in rows if not row["source_kinds"]]
    return {
        "sentence": f"Nothing was heard yet on {few(nothing, thing, things)}."
        if nothing
        else f"Something was heard on every {thing}.",
        "figure": charts.line_bars(rows),
        "table": table(
            rows,
            "key_question",
            {
                called["Key_question"]: "label",
                "Above": "above",
                "Below": "below",
                "Neither": "neutral",
                "Heard from": lambda row: text(listed(row["source_kinds"])),
                "Prompts without evidence": "without",
                "Prompts on one source": "one_source",
                "Prompts judged": lambda row: f"{row['judged']} of {row['prompts']}",
                "Lead's judgement": lambda row: judgement(row["judgement"]),
            },
            numeric=(
                "Above",
                "Below",
                "Neither",
                "Prompts without evidence",
                "Prompts on one source",
                "Prompts judged",
            ),
        ),
    }


def prompts(ask: Ask, chosen: Slice) -> Panel:
    """Prompt by prompt: which rest on one kind of source, and which have none."""
    rows = [row for row in only(ask("evidence_by_prompt"), chosen, "standard") if row["prompt"]]
    alone = [row["question"] for row in rows if row["one_source"]]
    return {
        "sentence": f"Resting on one kind of source: {few(alone, 'prompt')}."
        if alone
        else "No prompt rests on one kind of source.",
        "notes": [
            f"A “no” to a decisive prompt makes its {programme_names(ask)['key_question']} “no”; "
            "a prompt that does not apply is left out."
        ],
        "table": {
            "title": "Prompts",
            **table(
                rows,
                "question",
                {
                    "Prompt": "question",
                    "Text": "title",
                    "Above": "above",
                    "Below": "below",
                    "Heard from": lambda row: text(listed(row["source_kinds"])),
                    "To note": _to_note,
                    "Lead's judgement": lambda row: judgement(row["judgement"]),
                },
                numeric=("Above", "Below"),
            ),
        },
    }


def _to_note(row: Row) -> str:
    said = [
        "decisive" if row["decisive"] else "",
        "one kind of source" if row["one_source"] else "",
        "no evidence" if not row["sources"] else "",
    ]
    return text(listed([one for one in said if one]))

"""Panel: what the lead lays before the ratings panel, each step open down to the file behind an answer."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from fieldwork.queries import programme_names
from fieldwork.screens.close_calls import NOT_COMPUTED, closeness, divergence, sensitivity
from fieldwork.screens.domains import prompts, proposals, side_by_side
from fieldwork.screens.figures import Ask, Published
from fieldwork.screens.overall import computed, overall
from fieldwork.screens.screen import Draw, Panel, Screen
from fieldwork.screens.slices import ALL, Choice, Slice, only
from fieldwork.screens.words import count, day, listed, moment, percent, share, table, text


def key_questions(ask: Ask, chosen: Slice) -> Panel | None:
    """Step two: the key questions whose lowest band is the standard's rating."""
    if not computed(ask("standard_ratings")):
        return None
    if not (rows := only(ask("closeness"), chosen, "standard")):
        return NOT_COMPUTED
    called = programme_names(ask)
    deciding = [row["key_question"] for row in rows if row["deciding"]]
    ratings = {row["band"]: row["rating"] for row in ask("bands")}
    return {
        "sentence": f"Computed {called['ratings']} rest on {listed(deciding)}: "
        f"the lowest band of each {called['standard']}."
        if deciding
        else f"No {called['standard']} has a computed {called['rating']} before each of its "
        f"{called['key_questions']} has an answer.",
        "table": {
            "title": called["Key_questions"],
            "open": True,
            **table(
                rows,
                "key_question",
                {
                    called["Key_question"]: lambda row: f"{row['key_question']} {row['short']}",
                    "Yes of n": share,
                    "Per cent": lambda row: percent(row["rounded"]),
                    "Computed": "rating",
                    "Panel": lambda row: text(ratings.get(row["panel_band"])),
                    f"Decides the {called['standard']}": lambda row: "yes" if row["deciding"] else "no",
                    "Asked of": "population",
                    "Evidence for that": "evidence",
                },
                numeric=("Yes of n", "Per cent"),
                choose="key_question",
                leads_to="answers",
            ),
        },
    }


def answers(ask: Ask, chosen: Slice) -> Panel | None:
    """Steps three to five: the answers to one key question, their cases, and file and hash in the ledger."""
    question = chosen.get("key_question")
    if question is None:
        return None
    rows = ask("cases_behind", key_question=question, level="tier1", unit=None, tier1=None)
    [figure] = [row for row in ask("closeness") if row["key_question"] == question]
    return {
        "sentence": f"{question} {figure['short']}: {share(figure)}, {percent(figure['rounded'])}; "
        f"{count(len(rows), 'complete case')} in the sample.",
        "table": {
            "title": "Cases, files and hashes",
            "open": True,
            **table(
                rows,
                "case_id",
                {
                    "Case": "case_id",
                    "Counts as": lambda row: text(row["outcome"]).replace("_", " "),
                    programme_names(ask)["Tier1"]: "unit",
                    "Recorded": lambda row: day(row["recorded_at"]),
                    "File": "name",
                    "Place": "place",
                    "SHA-256 of the file": "sha256",
                },
            ),
        },
    }


def decisions(ask: Ask, chosen: Slice) -> Panel:
    """What the panel decided, with its reason, beside what was computed or proposed."""
    rows = ask("panel_decisions")
    changed = [row["question"] for row in rows if row["changed"]]
    return {
        "sentence": _decisions_sentence(len(rows), changed),
        "notes": ["What was computed or proposed stays beside every decision and is never replaced."],
        "table": {
            "title": "Decisions",
            "open": True,
            **table(
                rows,
                "question",
                {
                    "Question": lambda row: f"{row['question']} {row['title']}",
                    "Computed or proposed": "computed_rating",
                    "Panel": "panel_rating",
                    "Changed": lambda row: "yes" if row["changed"] else "no",
                    "Reason": "reason",
                    "Decided": lambda row: moment(row["decided_at"]),
                },
            ),
        },
    }


def _decisions_sentence(decided: int, changed: Sequence[str]) -> str:
    if not decided:
        return "No decision of the panel is written down yet."
    if not changed:
        return f"{count(decided, 'decision')} of the panel, as computed or proposed."
    return (
        f"{count(decided, 'decision')} of the panel; otherwise than computed or proposed: {listed(changed)}."
    )


class PanelScreen(Screen):
    """For the lead only. Filters: standard (the middle panels), key_question (whose answers are shown)."""

    published = Published
    captures: ClassVar[Mapping[str, str]] = {
        "leads_to": "panel/capture",
        "says": "Write down what the panel decided",
    }
    panels: ClassVar[Mapping[str, Draw]] = {
        "The {ratings} and the whole": overall,
        "{Key_questions} behind the {standards}": key_questions,
        "Answers behind a {key_question}": answers,
        "How close the figures are": closeness,
        "Sub-samples and divergence": divergence,
        "If one rating moved": sensitivity,
        "What people judge": proposals,
        "Prompts": prompts,
        "The {domains} side by side": side_by_side,
        "Decisions of the {panel}": decisions,
    }

    def choices(self, ask: Ask) -> Sequence[Choice]:
        standards = [
            (row["standard"], f"{row['standard']} {row['title']}") for row in ask("standard_ratings")
        ]
        numbers = [
            (row["key_question"], f"{row['key_question']} {row['short']}") for row in ask("key_questions")
        ]
        called = programme_names(ask)
        chosen = Choice("standard", called["Standard"], [(ALL, f"All {called['standards']}"), *standards])
        return [chosen, *([Choice("key_question", "Answers to", numbers)] if numbers else [])]

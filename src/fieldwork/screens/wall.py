"""The wall: a screen before which anybody may stand, from a file that holds nothing but what it shows."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, ClassVar

from fieldwork.folders import Folders
from fieldwork.queries import programme_names
from fieldwork.screens.figures import Ask, Figures, Published, Rows
from fieldwork.screens.screen import Draw, Panel, Screen
from fieldwork.screens.slices import Choice, Refused, Slice
from fieldwork.screens.words import NONE, Row, listed, text

MATTERS = {
    "focus_groups_held": "Focus groups held",
    "meetings_held": "Other core meetings held",
    "alerts_open": "Alerts open",
    "alerts_closed": "Alerts closed in the last day",
    "actions_open": "Actions open",
}


class Answers(Figures):
    """A snapshot of the wall: each question is answered already, in the table of its name."""

    def ask(self, query: str, **parameters: Any) -> Rows:
        """The rows that were worked out when it was published; no question takes parameters here."""
        return self._snapshot.rows("from query_table($name)", {"name": query})


class OnTheWall(Published):
    """The newest snapshot of the wall. Nothing else of the inspection is ever opened."""

    opens = Answers

    def __init__(self, folders: Folders, expected_every: timedelta) -> None:
        super().__init__(folders.wall, expected_every)

    def by(self, moment: datetime) -> Figures:
        """Refused: two of them would tell more than either."""
        raise Refused("The wall shows the newest figures only.")


def cases(ask: Ask, chosen: Slice) -> Panel:
    """Complete of required and planned, sample by sample."""
    return {
        "tiles": [
            {
                "key": row["sample"],
                "name": row["title"],
                "value": row["complete_in_words"],
                "note": f"required {text(row['required'])}, planned {text(row['planned'])}",
            }
            for row in ask("cases")
        ]
    }


def ratings(ask: Ask, chosen: Slice) -> Panel | None:
    """The whole, then each standard: rating in words and shape. The sentence says which are proposed."""
    if not (rows := ask("ratings")):
        return None
    [overall] = ask("overall")
    whole = {
        "key": "overall",
        "name": "Overall",
        "value": text(overall["rating"] or "Not yet"),
        "note": f"{overall['rated']} of {overall['standards']} {programme_names(ask)['standards']}",
        "emphasis": True,
    }
    return {
        "sentence": f"Indicative. {' '.join(_judged(rows))}",
        "tiles": [
            *([whole] if overall["how"] != "none" else []),
            *(
                _rated(row, row["standard"], f"{row['standard']} {row['title']}", text(row["rating"]))
                for row in rows
            ),
        ],
    }


def _judged(rows: Rows) -> Iterator[str]:
    """`Proposed: 1.1 and 1.2.`, `Computed: 2.1.`"""
    for judged in dict.fromkeys(row["judged"] for row in rows):
        standards = [row["standard"] for row in rows if row["judged"] == judged]
        yield f"{judged.capitalize()}: {listed(standards)}."


def key_questions(ask: Ask, chosen: Slice) -> Panel:
    """The organisation's percentage of yes to each key question, of how many answers; its band's shape."""
    rows = ask("key_questions")
    return {
        "sentence": _of_which(rows),
        "tiles": [
            _rated(row, row["key_question"], f"{row['key_question']} {row['short']}", _percentage(row))
            | {"note": row["instead"] or _of(row)}
            for row in rows
        ],
    }


def _of_which(rows: Rows) -> str:
    """What the percentages are of where no number stands beneath them."""
    unsaid = {row["n_in_words"]: None for row in rows if row["n_in_words"] and row["n"] is None}
    return " ".join(["Answers “yes”.", *(f"Without a number: of {words} cases." for words in unsaid)])


def counts(ask: Ask, chosen: Slice) -> Panel:
    """Meetings held, alerts and actions."""
    return {
        "tiles": [
            {
                "key": row["matter"],
                "name": MATTERS[row["matter"]],
                "value": row["count_in_words"],
                "note": "" if row["asked"] is None else f"of {row['asked']}",
            }
            for row in ask("counts")
        ]
    }


def _rated(row: Row, key: str, name: str, value: str) -> dict[str, Any]:
    return {"key": key, "name": name, "value": value, "symbol": row["symbol"], "tone": row["band"]}


def _percentage(row: Row) -> str:
    return NONE if row["percentage"] is None else f"{row['percentage']}%"


def _of(row: Row) -> str:
    return "" if row["n"] is None else f"of {row['n']}"


class WallScreen(Screen):
    """No filters, and no earlier figures."""

    published = OnTheWall
    panels: ClassVar[Mapping[str, Draw]] = {
        "Cases complete": cases,
        "{Ratings} so far": ratings,
        "{Key_questions}": key_questions,
        "Meetings, alerts, actions": counts,
    }

    def choices(self, ask: Ask) -> Sequence[Choice]:
        return []

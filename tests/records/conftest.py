"""A small vocabulary of its own, so that these tests do not move with a programme."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from fieldwork.records import Interpretation, interpret
from fieldwork.records.forms import load_forms
from fieldwork.records.vocabulary import Vocabulary, fold
from fieldwork.sources.reading import Reading, Table, TableRow

DROPPED = datetime(2018, 11, 5, 18, 0)


def folded(**spellings: list[str]) -> dict[str, str]:
    return {fold(text): name for name, texts in spellings.items() for text in (name, *texts)}


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    rosh = folded(low=["L", "RLRH"], medium=["RMRH"], high=["RHRH"], very_high=["VH", "RVRH"])
    return Vocabulary(
        ZoneInfo("Europe/London"),
        questions={fold(number): number for number in ("2.1.1", "2.1.1a", "2.2.3")},
        samples=folded(d2=["Domain two cases"], unpaid_work=[]),
        standards={fold("1.1"): "1.1"},
        ratings=folded(Good=[], Outstanding=[]),
        tier1=folded(**{"Marlshire North": ["North"]}),
        fact_headings={
            fold("RoSH"): "recorded_rosh",
            fold("Inspector's RoSH"): "inspector_rosh",
            "gender": "gender",
        },
        facts={"recorded_rosh": rosh, "inspector_rosh": rosh, "gender": folded(male=["M"], female=["F"])},
    )


def table(drawing: str, place: str = "sheet Cases") -> Table:
    """A table drawn as text: cells between bars, a row a line."""
    lines = [line.strip().strip("|") for line in drawing.strip().splitlines()]
    cells = [[cell.strip() for cell in line.split("|")] for line in lines]
    return Table(place, [TableRow(f"{place}, row {number}", row) for number, row in enumerate(cells, 1)])


Understood = Callable[[str], Interpretation]


@pytest.fixture(scope="session")
def understood(vocabulary: Vocabulary) -> Understood:
    """What a table drawn as text means, dropped on 5 November 2018 at 18:00."""
    forms = load_forms(["tables"])

    def understand(drawing: str) -> Interpretation:
        reading = Reading("workbook", tables=[table(drawing)])
        return interpret(reading, sha256="0" * 64, recorded_at=DROPPED, forms=forms, vocabulary=vocabulary)

    return understand

"""A figure retraced, for the factual-accuracy stage: from the overall rating to files, places and hashes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from fieldwork import database
from fieldwork.errors import LedgerError, PackError, nearest
from fieldwork.ledger import Ledger
from fieldwork.packs import figures, panel_cases, panel_domain_one, weekly_figures
from fieldwork.packs.asking import Ask, Row, asking, table_in_words
from fieldwork.papers import Column, Section, Table
from fieldwork.queries import programme_names

_LEVELS = ("tier1", "tier2", "stratum", "week")
_FILE = [
    Column("name", "File", blank="no file"),
    Column("place", "Where in it", blank="no file"),
    Column("sha256", "Its hash", blank="no file"),
    Column("entry", "Ledger entry", blank="no file"),
    Column("proof", "In the ledger", blank="no file"),
]


@dataclass(frozen=True)
class _Figure:
    """What a reference names. None: all of them."""

    standard: str | None = None
    key_question: str | None = None
    level: str = "organisation"
    unit: str | None = None

    def holds(self, row: Row) -> bool:
        """Whether a row of standards or key questions belongs to it."""
        return self.standard in (None, row["standard"]) and self.key_question in (
            None,
            row.get("key_question", self.key_question),
        )


def challenge(snapshot: Path, ledger: Ledger, reference: str) -> list[Table]:
    """The chain behind a figure, the widest step first; every file is read again and its hash compared.

    PackError where no figure has that reference.
    """
    with database.open_snapshot(snapshot) as opened:
        ask = asking(opened)
        known = _known(ask)
        if reference not in known:
            raise PackError(
                f"--challenge {reference!r}",
                f"no figure has this reference{nearest(reference, known)}.",
                "A pack's first columns say them: OV, ST-2.1, KQ-2.1.1, KQ-2.1.1/tier1/…",
            )
        figure = known[reference]
        filed = _filing(ledger)
        called = programme_names(ask)
        return [table_in_words(table, called) for table in _steps(ask, figure, filed) if table.rows]


def _known(ask: Ask) -> Mapping[str, _Figure]:
    """Every reference that a pack may print."""
    known = {figures.OVERALL: _Figure()}
    for row in ask("standard_ratings"):
        known[figures.of_standard(row["standard"])] = _Figure(row["standard"])
    for row in [*ask("closeness"), *ask("evidence_by_key_question")]:
        question = row["key_question"]
        known[figures.of_key_question(question)] = _Figure(row["standard"], question)
    for level in _LEVELS:
        for row in ask("key_question_results", level=level):
            question, unit = row["key_question"], row["unit"] or figures.NOT_SAID
            known[figures.of_key_question(question, level, unit)] = _Figure(
                row["standard"], question, level, unit
            )
    return known


def _tables(section: Section | None) -> list[Table]:
    return list(section.tables) if section else []


def _steps(ask: Ask, figure: _Figure, filed: Callable[[Row], Row]) -> list[Table]:
    rated = panel_cases.ratings(ask).tables
    _, *heard = panel_domain_one.proposals(ask).tables
    split = _tables(weekly_figures.split(ask, [figure.level] if figure.unit else []))
    mine = [table for table in rated if table.name == "standards"] + _tables(panel_cases.results(ask)) + heard
    return [
        *(table for table in rated if table.name != "standards"),
        *(_within(table, figure) for table in mine),
        *(_of_unit(table, figure) for table in split),
        _answers(ask, figure, filed),
        _statements(ask, figure, filed),
    ]


def _within(table: Table, figure: _Figure) -> Table:
    return replace(table, rows=[row for row in table.rows if figure.holds(row)])


def _of_unit(table: Table, figure: _Figure) -> Table:
    rows = [row for row in _within(table, figure).rows if (row["unit"] or figures.NOT_SAID) == figure.unit]
    return replace(table, rows=rows)


def _answers(ask: Ask, figure: _Figure, filed: Callable[[Row], Row]) -> Table:
    rows = [
        {"reference": figures.of_key_question(question), **filed(row)}
        for question in (row["key_question"] for row in ask("closeness") if figure.holds(row))
        for row in ask("cases_behind", key_question=question, level=figure.level)
        if figure.unit in (None, row["unit"] or figures.NOT_SAID)
    ]
    columns = [
        figures.REFERENCE,
        Column("case_id", "Case"),
        Column("outcome", "Counts as"),
        Column("answer", "Answer", blank="none"),
        Column("quality_checked", "Quality-checked", "yes_no"),
        Column("recorded_at", "Recorded", "moment", "not said"),
        *_FILE,
    ]
    return Table("answers", "Answers of complete cases", columns, rows, "cases_behind")


def _statements(ask: Ask, figure: _Figure, filed: Callable[[Row], Row]) -> Table:
    standards = [row["standard"] for row in ask("standard_ratings") if figure.holds(row)]
    rows = [
        filed(row)
        for standard in standards
        for row in ask("evidence_behind", standard=standard)
        if figure.key_question in (None, row["key_question"])
    ]
    columns = [
        Column("question", "About"),
        Column("kind", "Statement"),
        Column("says", "Says"),
        Column("role", "Role", blank="not said"),
        Column("recorded_at", "Recorded", "moment"),
        *_FILE,
    ]
    return Table(
        "statements", "What was proposed, judged, heard and decided", columns, rows, "evidence_behind"
    )


def _filing(ledger: Ledger) -> Callable[[Row], Row]:
    """A row with a file's hash -> the same with its entry in the ledger, and whether its bytes prove it."""
    entries = {entry.sha256: entry for entry in ledger.entries()}
    proofs: dict[str, str] = {}

    def prove(digest: str) -> str:
        try:
            ledger.read(digest)
        except LedgerError:
            return "NOT AS RECEIVED"
        return "as received"

    def filed(row: Row) -> Row:
        digest = row["sha256"]
        if digest is None:
            return {**row, "entry": None, "proof": None}
        if digest not in proofs:
            proofs[digest] = prove(digest)
        entry = entries.get(digest)
        said = f"{entry.number}, received {entry.received_at:%d/%m/%Y %H:%M} UTC" if entry else "NOT THERE"
        return {**row, "entry": said, "proof": proofs[digest]}

    return filed

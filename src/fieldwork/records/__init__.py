"""What a received file means: records of the statement tables, and rejects for what means nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from fieldwork.errors import SourceError
from fieldwork.records import tables
from fieldwork.records.forms import Forms
from fieldwork.records.kinds import Record, Reject
from fieldwork.records.meaning import Meaning, Misread
from fieldwork.records.values import shortened
from fieldwork.records.vocabulary import Vocabulary
from fieldwork.sources.reading import Reading, Table, Tree

__all__ = ["Interpretation", "interpret"]

MOST_REJECTS = 1_000  # of one file: more explain nothing, and each takes its time
_FORM_REMEDY = "The case is set aside; fix the form and drop it in again."
_ROW_REMEDY = "The row is left out; put it right and drop the file in again."


@dataclass(frozen=True)
class Interpretation:
    """All that one file means. `form` and `form_version` only where it is a form."""

    records: Sequence[Record]
    rejects: Sequence[Reject]
    form: str | None = None
    form_version: str | None = None


def interpret(
    reading: Reading, *, sha256: str, recorded_at: datetime, forms: Forms, vocabulary: Vocabulary
) -> Interpretation:
    """The meaning of one file. `recorded_at`, wall clock: for parts that give no time of their own.

    One bad value sets a whole form aside, but only its row of a table. SourceError where no mapping fits.
    """
    if reading.tree:
        return _form(reading.tree, sha256, recorded_at, forms, vocabulary)
    records: list[Record] = []
    rejects = [Reject(sha256=sha256, **asdict(problem)) for problem in reading.problems]
    for table in reading.tables:
        for found in _table(table, sha256, recorded_at, forms, vocabulary):
            if isinstance(found, Reject):
                rejects.append(found)
            else:
                records.append(found)
            if len(rejects) >= MOST_REJECTS:
                return Interpretation(records, [*rejects, _no_further(found.place, sha256)])
    return Interpretation(records, rejects)


def _form(
    tree: Tree, sha256: str, recorded_at: datetime, forms: Forms, vocabulary: Vocabulary
) -> Interpretation:
    form = forms.recognise(tree)
    meaning = Meaning(
        sha256, recorded_at, form.spellings, vocabulary, form.sample, form.name, tree.version or None
    )
    records: list[Record] = []
    # A field of the whole form, such as the case reference, is missed by every one of its answers.
    unlike: dict[Reject, None] = {}
    for draft in form.drafts(tree):
        try:
            records += meaning.records(draft)
        except Misread as misread:
            heading = draft.headings.get(misread.field, misread.field)
            path = heading[1:] if heading.startswith("/") else f"{draft.place}/{heading}".lstrip("/")
            unlike[_reject(f"field {path}", misread, sha256, _FORM_REMEDY)] = None
            if len(unlike) >= MOST_REJECTS:
                break  # the form is set aside already
    return Interpretation([] if unlike else records, list(unlike), form.name, tree.version or None)


def _table(
    table: Table, sha256: str, recorded_at: datetime, forms: Forms, vocabulary: Vocabulary
) -> Iterator[Record | Reject]:
    form = forms.tables
    if form is None:
        raise SourceError(
            table.place, "this inspection names no mapping of tables.", "", "Add one to its forms."
        )
    found = tables.headings(table, form, vocabulary)
    for problem in tables.problems(table, found, form, vocabulary):
        yield Reject(sha256=sha256, **asdict(problem))
    if found:
        meaning = Meaning(sha256, recorded_at, form.spellings, vocabulary)
        for draft in tables.drafts(table, found):
            try:
                yield from meaning.records(draft)
            except Misread as misread:
                heading = draft.headings.get(misread.field, misread.field)
                place = f"{draft.place}, column {shortened(heading)}"
                yield _reject(place, misread, sha256, _ROW_REMEDY)


def _no_further(place: str, sha256: str) -> Reject:
    return Reject(
        sha256=sha256,
        place=f"below {place}",
        wrong=f"{MOST_REJECTS:,} rows are not understood already; what stands below was not read.",
        allowed="",
        remedy="Look whether the table was saved with the right headings, and drop it in again.",
    )


def _reject(place: str, misread: Misread, sha256: str, remedy: str) -> Reject:
    why = misread.why
    return Reject(sha256=sha256, place=place, wrong=why.wrong, allowed=why.allowed, remedy=remedy)

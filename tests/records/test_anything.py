"""Whatever stands in a row, under whatever headings: it is a record or told, and the others go on."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.errors import SourceError
from fieldwork.folders import resources
from fieldwork.records import MOST_REJECTS, Interpretation, interpret
from fieldwork.records.forms import Form, Forms, load_forms
from fieldwork.records.vocabulary import Vocabulary
from fieldwork.sources.reading import Reading, Table, TableRow, Tree

FORMS = load_forms(["tables"])
KINDS = FORMS.tables.tables if FORMS.tables else {}
SILENT = {"proposal"}  # a row without a rating gives none
WRITTEN = st.sampled_from(["", "117", "Case -117", "2.1.1", "1.1", "Good", "yes", "Marlshire North", "above"])
LONG = st.sampled_from(["x" * 301, "9" * 5000, " " * 9999 + "x"])
ANYTHING = WRITTEN | LONG | st.text(max_size=40) | st.from_regex(r"case [\w./-]{0,40}", fullmatch=True)
DATES = st.just("05/11/2018 10:00") | ANYTHING
DESIGNS = [
    form
    for path in sorted((resources() / "parameters" / "forms").glob("*.yml"))
    for form in load_forms([path.stem]).forms
    if form.recognise
]


@pytest.mark.parametrize("kind", sorted(KINDS.keys() - SILENT))
@given(data=st.data())
def test_every_row_is_understood_or_told(vocabulary: Vocabulary, kind: str, data: st.DataObject) -> None:
    needed, columns = KINDS[kind].needs, KINDS[kind].columns
    optional = st.lists(st.sampled_from(sorted(columns.keys() - needed)), min_size=1, max_size=3, unique=True)
    names = [*needed, *data.draw(optional), *(["2.1.1"] if KINDS[kind].questions else [])]
    row = st.tuples(*(DATES if name.endswith(("_at", "_on")) else ANYTHING for name in names))
    headings = [columns[name][0] if name in columns else name for name in names]
    rows = [headings, *data.draw(st.lists(row, min_size=1, max_size=4))]
    sheet = Table("Any", [TableRow(f"Any, row {number}.", cells) for number, cells in enumerate(rows)])
    reading, dropped = Reading("workbook", tables=[sheet]), datetime(2018, 11, 5, 18)
    said = interpret(reading, sha256="0" * 64, recorded_at=dropped, forms=FORMS, vocabulary=vocabulary)
    heard = " ".join(one.place for one in (*said.records, *said.rejects))
    filled = [row for row in sheet.rows[1:] if sum(bool(cell.strip()) for cell in row.cells) > 1]
    assert [row.place for row in filled if row.place not in heard] == []


def paths(form: Form) -> list[str]:
    """Where a form of this design has its texts; of repeats, the first two."""
    found = {}
    for mapped in form.records:
        for where in {**form.every, **mapped.fields}.values():
            each = mapped.each or ""
            for number in "12" if isinstance(where, str) else "":
                place = each.replace("[*]", f"[{number}]")
                found[where[1:] if where.startswith("/") else f"{place}/{where}".lstrip("/")] = None
    return list(found)


def said_by(
    form: Form, vocabulary: Vocabulary, texts: dict[str, str | None], version: str = "1.0"
) -> Interpretation:
    tree = Tree(form.recognise.root, form.recognise.namespace or "", version, texts, 0)
    reading, dropped = Reading("infopath", tree=tree), datetime(2018, 11, 5, 18)
    return interpret(
        reading, sha256="0" * 64, recorded_at=dropped, forms=Forms([form]), vocabulary=vocabulary
    )


@pytest.mark.parametrize("form", DESIGNS, ids=lambda form: form.name)
@given(data=st.data())
def test_every_form_is_records_or_rejects_with_their_places(
    vocabulary: Vocabulary, form: Form, data: st.DataObject
) -> None:
    texts = data.draw(st.dictionaries(st.sampled_from(paths(form)), ANYTHING | DATES | st.none()))
    said = said_by(form, vocabulary, texts)
    assert bool(said.records) != bool(said.rejects)
    assert all(reject.place.startswith("field ") and len(reject.wrong) < 400 for reject in said.rejects)


def test_a_form_in_which_everything_is_wrong_is_told_a_thousand_times_and_no_more(
    vocabulary: Vocabulary,
) -> None:
    [form] = [form for form in DESIGNS if form.name == "probation-2018-d2"]
    fields = ("@number", "response")
    texts = {f"sections/section[1]/question[{at}]/{field}": "?" for at in range(2_000) for field in fields}
    assert len(said_by(form, vocabulary, texts).rejects) == MOST_REJECTS


def test_the_root_of_a_strange_form_is_told_in_short() -> None:
    for root in ("x" * 50_000, DESIGNS[0].recognise.root):
        tree = Tree(root, DESIGNS[0].recognise.namespace or "", "y" * 50_000, {}, 0)
        with pytest.raises(SourceError) as refused:
            Forms(DESIGNS).recognise(tree)
        assert len(str(refused.value)) < 2_000

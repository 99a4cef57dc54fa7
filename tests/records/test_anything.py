"""Whatever stands in a row, under whatever headings: it is a record or told, and the others go on."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.records import interpret
from fieldwork.records.forms import load_forms
from fieldwork.records.vocabulary import Vocabulary
from fieldwork.sources.reading import Reading, Table, TableRow

FORMS = load_forms(["tables"])
KINDS = FORMS.tables.tables if FORMS.tables else {}
SILENT = {"proposal"}  # a row without a rating gives none
WRITTEN = st.sampled_from(["", "117", "Case -117", "2.1.1", "1.1", "Good", "yes", "Marlshire North", "above"])
ANYTHING = WRITTEN | st.text(max_size=40) | st.from_regex(r"case [\w./-]{0,40}", fullmatch=True)
DATES = st.just("05/11/2018 10:00") | ANYTHING


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

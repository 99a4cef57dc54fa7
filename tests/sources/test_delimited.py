"""CSV and its relatives: every delimiter and encoding that people's programs write."""

from collections.abc import Callable

import pytest

from fieldwork import sources
from fieldwork.errors import SourceError
from fieldwork.sources import delimited
from fieldwork.sources.reading import Reading


def read(text: str | bytes, encoding: str = "utf-8") -> Reading:
    return sources.read("a.csv", text if isinstance(text, bytes) else text.encode(encoding))


def rows(text: str | bytes, encoding: str = "utf-8") -> list[list[str]]:
    reading = read(text, encoding)
    assert not reading.problems
    return [list(row.cells) for row in reading.tables[0].rows]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_delimiter_and_the_line_ends_are_found(delimiter: str, end: str) -> None:
    table = [["case_id", "office", "note"], ["A1", "East, West", "1,5"], ["A2", "North; South", "a|b"]]
    text = "".join(delimiter.join(f'"{cell}"' for cell in row) + end for row in table)
    assert rows(text) == table


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_without_quotation_marks_and_below_notes(delimiter: str) -> None:
    table = [["case_id", "note"], ["A1", "late"], ["A2", "-"]]
    text = "Cases, as at Monday\n\n" + "".join(delimiter.join(row) + "\n" for row in table)
    assert rows(text)[-3:] == table


def test_a_decimal_comma_does_not_cut_cells_apart() -> None:
    assert rows("a;b;c\n1,5;2,5;3,5\n2,5;1;2\n") == [
        ["a", "b", "c"],
        ["1,5", "2,5", "3,5"],
        ["2,5", "1", "2"],
    ]


def test_excels_own_first_line_tells_the_delimiter() -> None:
    assert rows("sep=|\r\na,b|c,d\r\n") == [["a,b", "c,d"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_the_encoding_is_found(encoding: str) -> None:
    text = "case_id,office\nA1,Zoë’s café – £5\n" + "A2,plain\n" * 20
    assert rows(text, encoding)[1] == ["A1", "Zoë’s café – £5"]


def test_quotation_marks_hold_delimiters_lines_and_quotation_marks() -> None:
    assert rows('a,b\n"x, ""y""\nz",2\n5" pipe,3\n') == [["a", "b"], ['x, "y"\nz', "2"], ['5" pipe', "3"]]


def test_rows_are_numbered_as_excel_numbers_them_and_empty_ones_left_out() -> None:
    table = read('a,b\n\n"1\n2",x\n,\nlast,y\n').tables[0]
    assert [row.place for row in table.rows] == ["row 1", "row 3", "row 5"]


def test_a_quotation_mark_without_its_partner_loses_only_what_is_below_it() -> None:
    reading = read('a,b\n1,x\n"2,y\n3,z\n')
    assert [list(row.cells) for row in reading.tables[0].rows] == [["a", "b"], ["1", "x"]]
    [problem] = reading.problems
    assert problem.place == "row 3"
    assert "quotation mark" in problem.remedy


def test_a_cell_longer_than_any_cell_should_be_loses_only_what_is_below_it() -> None:
    reading = read(f"a,b\n1,x\n{'y' * 200_000},2\n")
    assert [list(row.cells) for row in reading.tables[0].rows] == [["a", "b"], ["1", "x"]]
    assert [problem.place for problem in reading.problems] == ["row 3"]


def test_letters_that_are_nothing_are_dropped() -> None:
    assert rows(b"a,b\n1\0,x\n\0\0\0") == [["a", "b"], ["1", "x"]]


def test_the_invalid_file_reads_as_it_stands(real: Callable[[str], bytes]) -> None:
    table = sources.read("invalid.csv", real("2_messy_tables/frictionless/invalid.csv")).tables[0]
    assert [(row.place, list(row.cells)) for row in table.rows] == [
        ("row 1", ["id", "name", "", "name"]),
        ("row 2", ["1", "english"]),
        ("row 3", ["1", "english"]),
        ("row 5", ["2", "german", "1", "2", "3"]),
    ]


def test_repeating_instruments_read_as_they_stand(real: Callable[[str], bytes]) -> None:
    found = rows(real("2_messy_tables/redcap/repeating-instruments__data.csv"))
    assert (len(found), {len(row) for row in found}) == (7, {15})
    assert found[2] == ["1", "bp", "1", *[""] * 8, "2019-10-14", "110", "100", "2"]
    assert found[5][:5] == ["2", "", "", "2019-02-02", "bbb"]


@pytest.mark.parametrize("data", [b"PK\x03\x04rest", b"%PDF-1.7\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_a_workbook_or_document_by_the_name_of_a_table_is_refused(data: bytes) -> None:
    with pytest.raises(SourceError, match="no table of text"):
        read(data)


def test_a_table_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delimited, "MOST_CELLS", 5)
    with pytest.raises(SourceError, match="too large"):
        read("a,b\n1,2\n3,4\n")
    monkeypatch.setattr(delimited, "MOST_BYTES", 5)
    with pytest.raises(SourceError, match="too large"):
        read("a,b\n1,2\n3,4\n")

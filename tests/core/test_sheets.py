"""Reading sheets: whatever a spreadsheet program writes is read, whatever is wrong is named by row and column."""

from __future__ import annotations

import io
from datetime import date, datetime
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from portal.core.imports.sheet_back import as_csv, as_xlsx
from portal.core.sheets import Unreadable, read
from portal.core.sheets.sheet import letter
from portal.core.sheets.workbook import LAST_ROW
from tests.sheets import sheet_of, xlsx_of, zipped


def rows_of(content: bytes, name: str = "sheet.csv") -> list[dict[str, str]]:
    return [row.cells for row in sheet_of(content, name).rows]


def problems_of(content: bytes, name: str = "sheet.csv") -> list[str]:
    try:
        return [str(problem) for row in sheet_of(content, name).rows for problem in row.problems]
    except Unreadable as refusal:
        return [str(problem) for problem in refusal.problems]


EXPECTED = [{"title": "Atelier régional", "place": "Yaoundé"}]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_encodings_delimiters_and_line_ends(encoding, delimiter, end):
    text = end.join(["title,place", "Atelier régional,Yaoundé", ""]).replace(",", delimiter)
    assert rows_of(text.encode(encoding)) == EXPECTED


def test_a_cell_may_hold_lines_quotes_and_the_delimiter():
    assert rows_of(b'title,place\n"A ""first""\nline, and more",x\n') == [
        {"title": 'A "first"\nline, and more', "place": "x"}
    ]


def test_rows_are_numbered_as_the_spreadsheet_shows_them():
    sheet = sheet_of(b'title,place\n"two\nlines",x\n\n,\nfifth,y\n')
    assert [row.number for row in sheet.rows] == [2, 5]


def test_names_of_columns_are_read_without_case_and_blanks():
    assert sheet_of(b" Title ,PLACE,,\nx,y,,\n").columns == ["title", "place"]


@pytest.mark.parametrize("text", ["=1+1", "+41 22", "-3", "@home", "＝1", "'=1"])
def test_the_apostrophe_before_a_formula_is_taken_away(text):
    assert rows_of(f"title,place\n'{text},x\n".encode())[0]["title"] == text
    content = b"".join(as_csv([["title", "place"], [text, "x"]]))
    assert f"'{text}" in content.decode()
    assert rows_of(content)[0]["title"] == text


def test_other_apostrophes_stay():
    assert rows_of(b"title,place\n'80s and 'n,x\n")[0]["title"] == "'80s and 'n"


def test_values_of_a_workbook_become_text():
    content = xlsx_of([
        ["title", "day", "moment", "year", "share", "yes", "empty"],
        ["A", date(2013, 10, 7), datetime.fromisoformat("2013-10-07T09:30"), 2013.0, 0.5, True, None],
    ])  # fmt: skip
    assert rows_of(content, "x.xlsx") == [
        {"title": "A", "day": "2013-10-07", "moment": "2013-10-07T09:30:00", "year": "2013", "share": "0.5",
         "yes": "yes", "empty": ""}
    ]  # fmt: skip


def test_the_sheet_called_activities_is_taken_otherwise_the_first():
    def second(book: Workbook) -> None:
        book.create_sheet("Activities").append(["title", "place"])
        book["Activities"].append(["B", "y"])

    rows = [["title", "place"], ["A", "x"]]
    assert rows_of(xlsx_of(rows))[0]["title"] == "A"
    assert rows_of(xlsx_of(rows, change=second))[0]["title"] == "B"


def test_what_is_written_is_read_again():
    rows = [["title", "place"], ["=1+1", "a\nb"], ["“q” 'x", "ü, ; \t."]]
    expected = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    assert rows_of(b"".join(as_csv(rows))) == rows_of(as_xlsx(rows)) == expected


@pytest.mark.parametrize(("place", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_letters_of_columns(place, name):
    assert letter(place) == name


def test_reading_stops_when_there_is_too_much():
    class Endless(io.RawIOBase):
        given = 0

        def read(self, size: int = -1) -> bytes:
            self.given += size
            return b"x" * size

    file = Endless()
    with pytest.raises(Unreadable, match=r"The file is larger than 10 MB\."):
        read(file, "a.csv", limit=10_000_000)
    assert file.given == 11_000_000


def test_a_row_that_lies_far_below_is_not_lost():
    def far(book: Workbook) -> None:
        book.active.cell(row=LAST_ROW, column=1, value="far")

    sheet = sheet_of(xlsx_of([["title", "place"], ["A", "x"]], change=far))
    assert [(row.number, row["title"]) for row in sheet.rows] == [(2, "A"), (LAST_ROW, "far")]


def test_a_row_below_the_last_there_can_be_is_not_waited_for():
    with ZipFile(io.BytesIO(xlsx_of([["title", "place"], ["A", "x"]]))) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace(b'r="2"', b'r="2000000000"')
    with pytest.raises(Unreadable, match="damaged or protected"):
        sheet_of(zipped(parts))


def test_every_fault_is_listed_not_only_the_first():
    assert problems_of(b"title,place\nA\nB\x07,y\nC,y,z\n") == [
        "row 2: This row has 1 cells, the header 2. Text that holds the delimiter needs “quotation marks” around it.",
        "row 3, title: This cell holds control characters (U+0007). Type the text anew.",
        "row 4: This row has 3 cells, the header 2. Text that holds the delimiter needs “quotation marks” around it.",
    ]


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(content):
    assert problems_of(content) is not None


@settings(max_examples=30)
@given(st.data())
def test_any_damage_to_a_workbook_is_read_or_refused(data):
    content = bytearray(WHOLE)
    for _time in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(4, len(content) - 1))] = data.draw(st.integers(0, 255))
    assert problems_of(bytes(content), "x.xlsx") is not None


WHOLE = xlsx_of([["title", "place"], ["A", "x"]])

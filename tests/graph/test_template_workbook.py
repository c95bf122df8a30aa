"""Workbooks to fill in."""

import io
import sys

import openpyxl
import pytest

from iurc.graph import template, template_workbook, workbook
from iurc.graph.errors import BadUsage
from iurc.graph.mapping.dialect import Dialect
from iurc.graph.template import NAMES, Suggestion

SUGGESTIONS = {
    Suggestion.NAME: ["Bratislava", "Việt Trì"],
    Suggestion.COUNTRY: ["SK", "VN"],
    Suggestion.TOPIC: [f"topic-{number}" for number in range(100)],
}


@pytest.mark.parametrize("name", NAMES)
def test_the_first_sheet_holds_the_header_and_nothing_else(name: str) -> None:
    """It is what an import reads."""
    made = template.load(name)
    data = template_workbook.write(made, SUGGESTIONS)
    (header,) = workbook.read(io.BytesIO(data), "x.xlsx", Dialect())
    assert header.cells == [column.title for column in made.columns]


def test_a_second_sheet_explains_each_column() -> None:
    """With the same words as the instructions."""
    made = template.load("events")
    sheet = openpyxl.load_workbook(io.BytesIO(template_workbook.write(made, SUGGESTIONS)))["How to fill in"]
    rows = [[cell.value or "" for cell in row] for row in sheet.iter_rows(min_row=5)]
    assert rows == [
        [column.title, "yes" if column.required else "", column.explanation, ", ".join(column.values)]
        for column in made.columns
    ]


def test_cells_with_fixed_values_take_no_others_and_free_ones_only_offer_some() -> None:
    """Fixed values are refused by the spreadsheet program already; a new city can be typed."""
    book = openpyxl.load_workbook(io.BytesIO(template_workbook.write(template.load("pairings"), SUGGESTIONS)))
    sheet, lists = book["Pairings"], book["Lists"]
    assert lists.sheet_state == "hidden"
    titles = {cell.column_letter: cell.value for cell in sheet[1]}
    found = {}
    for rule in sheet.data_validations.dataValidation:
        (cells,) = str(rule.sqref).split()
        letter = cells.partition("2:")[0]
        place = rule.formula1.removeprefix("='Lists'!").removeprefix("=Lists!").replace("$", "")
        found[titles[letter]] = (rule.showErrorMessage, [row[0].value for row in lists[place]])
        assert cells == f"{letter}2:{letter}{template_workbook.ROWS}"
    assert found["Confidence"] == (True, ["high", "medium", "low"])
    assert found["EU city or region"] == (False, ["Bratislava", "Việt Trì"])
    assert found["Topics"] == (False, SUGGESTIONS[Suggestion.TOPIC])
    assert "Note" not in found


def test_dates_and_numbers_written_as_text_stay_as_they_are_typed() -> None:
    """A column of dates is formatted as text, one of numbers is not."""
    sheet = openpyxl.load_workbook(io.BytesIO(template_workbook.write(template.load("cities"), {})))["Cities"]
    formats = {cell.value: sheet.column_dimensions[cell.column_letter].number_format for cell in sheet[1]}
    assert formats["Language of that name"] == "@"
    assert formats["Latitude"] == "General"
    sheet = openpyxl.load_workbook(io.BytesIO(template_workbook.write(template.load("events"), {})))["Events"]
    formats = {cell.value: sheet.column_dimensions[cell.column_letter].number_format for cell in sheet[1]}
    assert formats["First day"] == "@"


def test_without_the_extra_the_way_to_get_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """One message, with a form that needs nothing."""
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(BadUsage, match="needs an extra package") as caught:
        template_workbook.write(template.load("events"), {})
    assert caught.value.remedy == "pip install 'iurc[xlsx]', or take --format csv"

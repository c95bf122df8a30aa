"""From the text of a cell to its value."""

from typing import Any

import pytest

from iurc.graph.mapping import cell
from iurc.graph.mapping.refusal import Refusal


@pytest.mark.parametrize(
    ("column", "text", "value"),
    [
        ({}, "a", "a"),
        ({}, " a ", " a "),
        ({}, "", None),
        ({"default": "d"}, "", "d"),
        ({"null": ["-", "n/a"]}, "-", None),
        ({"null": "-"}, "", ""),
        ({"null": "-", "default": "-"}, "", None),
        ({"datatype": "integer"}, " 007 ", "7"),
        ({"datatype": "integer", "default": "5"}, " ", "5"),
        ({"datatype": "integer"}, "", None),
        ({"separator": ";"}, "a;b", ("a", "b")),
        ({"separator": ";"}, "a", ("a",)),
        ({"separator": ";"}, "", None),
        ({"separator": ";"}, "a;;b", ("a", "b")),
        ({"separator": ";"}, "a; b", ("a", " b")),
        ({"separator": ";", "datatype": "token"}, "a; b ;c", ("a", "b", "c")),
        ({"separator": ";", "datatype": "integer"}, "1; 02", ("1", "2")),
        ({"separator": ";", "null": "-"}, "-", None),
        ({"separator": ";", "null": "-"}, "a;-;b", ("a", "b")),
        ({"separator": ";", "null": "-", "default": "d"}, "a;;b", ("a", "d", "b")),
        ({"iurc:bounds": "start", "propertyUrl": "iurc:start"}, " 2016-02 ", "2016-02"),
        ({"iurc:bounds": "start", "propertyUrl": "iurc:start"}, "", None),
    ],
)
def test_cells_are_read_in_the_order_of_the_standard(
    bench: Any, column: dict[str, Any], text: str, value: object
) -> None:
    """White space, default, separator, null, type: one after the other (section 6.4 of the model)."""
    assert cell.reader(bench.describe({"name": "a", **column}).columns[0])(text) == value


@pytest.mark.parametrize("text", ["", "-"])
def test_a_required_value_must_be_there(bench: Any, text: str) -> None:
    """A null in a required column is an error, whatever spells it."""
    read = cell.reader(bench.describe({"name": "a", "required": True, "null": ["", "-"]}).columns[0])
    assert read("x") == "x"
    with pytest.raises(Refusal, match="a value is required here"):
        read(text)


def test_an_item_that_does_not_fit_is_refused(bench: Any) -> None:
    """The items of a list are checked one by one."""
    with pytest.raises(Refusal, match="'x' is not a whole number"):
        cell.reader(bench.describe({"name": "a", "separator": ";", "datatype": "integer"}).columns[0])("1;x")


def test_a_date_is_checked_even_where_it_is_not_published(bench: Any) -> None:
    """A suppressed column still has to hold what it says it holds."""
    column = bench.describe({"name": "a", "iurc:bounds": "start", "suppressOutput": True}).columns[0]
    with pytest.raises(Refusal, match="Buddhist Era"):
        cell.reader(column)("2559")

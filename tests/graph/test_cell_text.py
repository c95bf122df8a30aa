"""Values of cells as text."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iurc.graph import cell_text
from iurc.graph.mapping.refusal import Refusal

DAY = datetime(2021, 9, 15)  # noqa: DTZ001 - a sheet has no time zones
MOMENT = datetime(2021, 9, 15, 14, 30)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        ("Sofia", "General", "Sofia"),
        (" as it is ", "General", " as it is "),
        ("เมือง 国际", "@", "เมือง 国际"),
        ("one_x000D_\ntwo_x000a_three", "General", "one\ntwo\nthree"),
        ("007", "@", "007"),
        (True, "General", "true"),
        (False, "General", "false"),
        (2021, "General", "2021"),
        (2021.0, "General", "2021"),
        (-0.0, "General", "0"),
        (48.14816, "0.00", "48.14816"),
        (17.106740000000002, "General", "17.10674"),
        (423737.0, "#,##0", "423737"),
        (1e21, "General", "1000000000000000000000"),
        (1.5e-7, "General", "0.00000015"),
        (0.5, "0%", "0.5"),
        (7, "000", "007"),
        (7.0, "000", "007"),
        (1234, "000", "1234"),
    ],
)
def test_text_numbers_and_truth(value: Any, number_format: str, text: str) -> None:
    """Text stays, whole numbers have no point, and no digit is shown that the spreadsheet does not keep."""
    assert cell_text.text(value, number_format) == text


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (DAY, "yyyy-mm-dd", "2021-09-15"),
        (DAY, "mm-dd-yy", "2021-09-15"),
        (DAY, "d/m/yyyy;@", "2021-09-15"),
        (DAY, '[$-409]d" of "mmmm\\ yyyy', "2021-09-15"),
        (DAY, "d-mmm", "2021-09-15"),
        (DAY, "yyyy", "2021"),
        (DAY, "yy", "2021"),
        (DAY, "mmm-yy", "2021-09"),
        (DAY, "yyyy\\-mm", "2021-09"),
        (DAY, '[$-411]yyyy"年"m"月"', "2021-09"),
        (MOMENT, "yyyy-mm-dd", "2021-09-15"),
        (MOMENT, "m/d/yy h:mm", "2021-09-15T14:30:00"),
        (MOMENT, "yyyy-mm-dd hh:mm AM/PM", "2021-09-15T14:30:00"),
        (MOMENT, "h:mm", "14:30:00"),
        (MOMENT, "General", "2021-09-15T14:30:00"),
        (DAY, "General", "2021-09-15"),
        (date(2021, 9, 15), "General", "2021-09-15"),
        (time(9, 5), "h:mm", "09:05:00"),
        (DAY, "[$-D07041E]d/m/yyyy", "2564-09-15"),
        (DAY, "[$-107041E]d mmmm yyyy", "2564-09-15"),
        (DAY, "[$-1070000]yyyy", "2564"),
        (DAY, "d/m/bbbb", "2564-09-15"),
        (DAY, "bbbb", "2564"),
        (DAY, "[$-41E]d/m/yyyy", "2021-09-15"),
        (timedelta(hours=26, minutes=5), "[h]:mm", "P1DT2H5M"),
        (timedelta(0), "[h]:mm", "P0D"),
        (-timedelta(seconds=1), "[h]:mm:ss", "-PT1S"),
    ],
)
def test_dates_are_as_precise_as_they_are_shown(value: Any, number_format: str, text: str) -> None:
    """ISO 8601 with the parts that the format shows, and in the era that it shows."""
    assert cell_text.text(value, number_format) == text


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_is_no_number_is_refused(value: float) -> None:
    """No number is made up."""
    with pytest.raises(Refusal, match="is no number"):
        cell_text.text(value)


def test_a_format_of_a_year_alone_is_known() -> None:
    """Only the Buddhist Era has letters that mark no date for openpyxl."""
    assert cell_text.is_year_alone("bbbb")
    assert cell_text.is_year_alone("[$-D07041E]BB")
    assert not any(cell_text.is_year_alone(other) for other in ("General", "d/m/bbbb", "0", '"bb"'))


@given(st.integers(-(10**14), 10**14))
def test_whole_numbers_are_the_same_whatever_they_are_stored_as(number: int) -> None:
    """A sheet keeps no difference between 5 and 5.0."""
    assert cell_text.text(float(number)) == cell_text.text(number) == str(number)


@given(st.decimals(-1000, 1000, places=6))
def test_decimals_come_back_as_they_were_typed(number: Any) -> None:
    """What has at most 15 digits survives the way through binary numbers."""
    written = cell_text.text(float(number))
    assert float(written) == float(number)
    assert "e" not in written.lower()

"""Number formats."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iurc.graph.mapping.number_format import NumberFormat
from iurc.graph.mapping.refusal import Refusal


@pytest.mark.parametrize(
    ("pattern", "decimal", "group", "text", "plain"),
    [
        ("#,##0", ".", None, "1,234,567", "1234567"),
        ("#,##0", ".", None, "234", "234"),
        ("#,##,##0", ".", None, "12,34,567", "1234567"),
        ("#,##0.00", ".", None, "1,234.50", "1234.50"),
        ("#.##0,00".replace(".", "@").replace(",", ".").replace("@", ","), ",", ".", "1.234,50", "1234.50"),
        ("000", ".", None, "007", "007"),
        ("0.0##", ".", None, "1.25", "1.25"),
        ("0.###", ".", None, "1", "1"),
        ("#0%", ".", None, "25%", "0.25"),
        ("#0‰", ".", None, "25‰", "0.025"),
        ("0.0E0", ".", None, "1.5E3", "1.5E3"),
        ("0.0E0", ".", None, "1.5E-3", "1.5E-3"),
        ("#0", ".", None, "-12", "-12"),
        ("#0", ".", None, "+12", "+12"),
        (None, ",", ".", "1.234,5", "1234.5"),
        (None, ",", None, "0,5", "0.5"),
        (None, ".", " ", "1 234", "1234"),
        (None, ".", None, "12%", "0.12"),
        ("#0", ".", None, "NaN", "NaN"),
    ],
)
def test_formatted_numbers_are_read(
    pattern: str | None, decimal: str, group: str | None, text: str, plain: str
) -> None:
    """The separators, signs and shares of the standard are understood."""
    assert NumberFormat.parse(pattern, decimal, group).plain(text) == plain


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("#,##0", "1234,5"),
        ("#,##0", "12345,678"),
        ("#,##0", "1,,234"),
        ("#,##0", ",234"),
        ("#,##0", "1,23"),
        ("#,##0", ""),
        ("#,##0", "x"),
        ("#0", "1,234"),
        ("#0", "1.5"),
        ("0.00", "1.5"),
        ("0.00", "1.555"),
        ("0.0", "1."),
        ("000", "07"),
        ("#0%", "25"),
        ("#0", "25%"),
        ("0.0E00", "1.5E3"),
        ("0.0E0", "1.5"),
        ("#0", "٣"),
        ("#0", "--1"),
    ],
)
def test_numbers_in_another_form_are_refused(pattern: str, text: str) -> None:
    """What does not fit the pattern is an error that shows it."""
    with pytest.raises(Refusal, match="is not of the format") as caught:
        NumberFormat.parse(pattern, ".", None).plain(text)
    assert "or correct the format" in str(caught.value.remedy)


@pytest.mark.parametrize("pattern", ["", "abc", "%", "0.0.0", "#;#", "E0", "0x"])
def test_patterns_that_are_not_understood_are_refused(pattern: str) -> None:
    """A pattern with other symbols would be guessed at."""
    with pytest.raises(Refusal, match="is not a number format"):
        NumberFormat.parse(pattern, ".", None)


@given(st.integers(-(10**12), 10**12))
def test_grouped_integers_come_back(number: int) -> None:
    """Whatever Python groups by thousands is read back."""
    assert Decimal(NumberFormat.parse("#,##0", ".", None).plain(f"{number:,}")) == number


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**9), max_value=10**9))
def test_continental_decimals_come_back(number: Decimal) -> None:
    """A comma before the fraction and dots between groups are read back."""
    text = f"{number:,.2f}".translate(str.maketrans(",.", ".,"))
    assert Decimal(NumberFormat.parse("#,##0.00", ",", ".").plain(text)) == number

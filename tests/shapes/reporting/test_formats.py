"""All forms of a report."""

import tracemalloc
from collections.abc import Callable

import pytest

from iurc.shapes.report import Report
from iurc.shapes.reporting.context import Context
from iurc.shapes.reporting.formats import FORMATS, pieces


@pytest.mark.parametrize("name", FORMATS)
def test_awkward_texts(name: str, awkward: Report, context: Context) -> None:
    """Every form takes every text, and what it gives can be written in UTF-8."""
    text = "".join(pieces(awkward, name, context))
    assert text.endswith("\n")
    assert text.encode().decode() == text


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_found(name: str) -> None:
    """Every form takes a report without findings and a context without anything."""
    assert "".join(pieces(Report(), name, Context()))


@pytest.mark.parametrize("name", FORMATS)
def test_many_findings_need_little_memory(name: str, many: Callable[[int], Report], context: Context) -> None:
    """A report is written piece by piece: what it takes is a little for each finding, not the text."""
    report = many(3_000)
    list(pieces(many(3), name, context))  # what is read once is not counted
    tracemalloc.start()
    length = largest = 0
    for piece in pieces(report, name, context):
        length += len(piece)
        largest = max(largest, len(piece))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert largest < 20_000
    assert length > 900_000 or name in {"text", "html", "github"}
    assert peak < 3_000_000


def test_an_unknown_form() -> None:
    """A form that is not there is an error, not an empty report."""
    with pytest.raises(KeyError):
        pieces(Report(), "pdf")

"""The expected rows are those that the source tables give, worked out without the graph."""

import sys

import pytest
from derive import ANSWERS
from derive.tables import links, rows

from iurc.ontology.question import Question, questions


def test_every_question_has_a_derivation():
    """Each question has one derivation, and no derivation is left without its question."""
    assert sorted(ANSWERS) == [asked.name for asked in questions()]


def test_derivation_does_not_know_the_graph():
    """No derivation imports the product or an RDF library: what it derives cannot come from the graph."""
    modules = [module for name, module in sys.modules.items() if name.split(".")[0] == "derive"]
    used = {
        value.__name__.split(".")[0]
        if hasattr(value, "__name__") and not callable(value)
        else value.__module__
        for module in modules
        for value in vars(module).values()
        if hasattr(value, "__module__") or hasattr(value, "__path__")
    }
    assert not {name for name in used if name.split(".")[0] in ("iurc", "pyoxigraph", "rdflib")}


@pytest.mark.parametrize("asked", questions(), ids=lambda asked: asked.name)
def test_expected_rows_follow_from_the_tables(asked: Question):
    """Deriving the answer afresh gives the committed table, row for row."""
    assert ANSWERS[asked.name]() == list(asked.expected())


@pytest.mark.parametrize("asked", questions(), ids=lambda asked: asked.name)
def test_expected_rows_are_different_and_as_wide_as_the_header(asked: Question):
    """No answer is empty, no row stands twice, and each has a cell for every column."""
    expected = asked.expected()
    assert expected
    assert len(set(expected)) == len(expected)
    assert {len(row) for row in expected} == {len(asked.columns)}


def test_tidy_cooperations_are_those_of_the_raw_columns():
    """The tidy column that names the cooperation groups the links as the raw columns do, and no other way."""
    raw = {row["id"]: row["id"].split(".")[0] for row in rows("iuc-phase1/pairings.csv")}
    raw |= {row["id"]: row["network"] or row["id"] for row in rows("iurc-phase2/pairings.csv")}
    pairs = {(link.cooperation, raw[link.id]) for link in links()}
    assert len(pairs) == len({tidy for tidy, _ in pairs}) == len({group for _, group in pairs}) == 147

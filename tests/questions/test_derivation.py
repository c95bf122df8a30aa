"""The expected rows are those that the source tables give, worked out without the graph."""

import ast
import re
import sys
from pathlib import Path

import derive
import pytest
from derive import ANSWERS
from derive.tables import links, rows

from iurc.ontology.question import Question, questions


def test_every_question_has_a_derivation():
    """Each question has one derivation, and no derivation is left without its question."""
    assert sorted(ANSWERS) == [asked.name for asked in questions()]


@pytest.mark.parametrize(
    "module", sorted(Path(derive.__file__).parent.glob("*.py")), ids=lambda module: module.stem
)
def test_derivation_does_not_know_the_graph(module: Path):
    """No derivation imports the product or an RDF library: what it derives cannot come from the graph."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names | {"derive"}


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


@pytest.mark.parametrize("asked", questions(), ids=lambda asked: asked.name)
def test_rows_have_a_total_order(asked: Question):
    """No two rows agree in everything that the question orders by, so every engine gives the same sequence."""
    ordered = re.findall(r"\?(\w+)", asked.text.rstrip().splitlines()[-1])
    places = [index for index, column in enumerate(asked.columns) if column.name in ordered]
    keys = [tuple(row[index] for index in places) for row in asked.expected()]
    assert len(places) == len(ordered)
    assert len(set(keys)) == len(keys)


def test_tidy_cooperations_are_those_of_the_raw_columns():
    """The tidy column that names the cooperation groups the links as the raw columns do, and no other way."""
    raw = {row["id"]: row["id"].split(".")[0] for row in rows("iuc-phase1/pairings.csv")}
    raw |= {row["id"]: row["network"] or row["id"] for row in rows("iurc-phase2/pairings.csv")}
    pairs = {(link.cooperation, raw[link.id]) for link in links()}
    assert len(pairs) == len({tidy for tidy, _ in pairs}) == len({group for _, group in pairs}) == 147

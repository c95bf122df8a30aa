"""The loading of competency questions: header, parameters, expected rows."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Store

from iurc.ontology.parameter import BadHeader, BadParameter
from iurc.ontology.question import (
    EXAMPLES,
    Question,
    UnknownQuestion,
    parse,
    question,
    questions,
)

XSD = "http://www.w3.org/2001/XMLSchema#"
TEXT = """\
# title: What is there?
# description: All that is there,
#   and what it is called.
# parameter: word string - words that are looked for
# parameter: thing iri - things that are looked for
# parameter: number integer - a number
# parameter: size decimal - a size
# parameter: day date - a day
# column: word - the word
# column: number - the number
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
SELECT ?word ?number WHERE {
  VALUES ?word { "a \\"b\\"" "c" }
  VALUES ?thing { <http://example.org/x> }
  VALUES ?number { 1 2 }
  VALUES ?size { 1.5 }
  VALUES ?day { "2018-01-01"^^xsd:date }
}
"""


def _ask(text: str) -> list[list[object]]:
    """Give the terms of the one-block query's answer."""
    solutions = Store().query(text)
    return [list(solution) for solution in solutions]


def _one(kind: str, value: str) -> str:
    """Give a question with one parameter of a type, bound to a value."""
    default = {"iri": "<http://example.org/x>", "string": '"x"'}.get(kind, "1")
    header = f"# title: t\n# description: d\n# parameter: x {kind} - p\n# column: x - c\n"
    return parse("one", f"{header}SELECT ?x WHERE {{ VALUES ?x {{ {default} }} }}").bind({"x": value})


def test_header_is_read():
    """Title, description over several lines, parameters with their defaults and columns are read from the header."""
    found = parse("what-is-there", TEXT)
    assert found.title == "What is there?"
    assert found.description == "All that is there, and what it is called."
    assert [(parameter.name, parameter.type, parameter.default) for parameter in found.parameters] == [
        ("word", "string", ('a "b"', "c")),
        ("thing", "iri", ("http://example.org/x",)),
        ("number", "integer", ("1", "2")),
        ("size", "decimal", ("1.5",)),
        ("day", "date", ("2018-01-01",)),
    ]
    assert [column.name for column in found.columns] == ["word", "number"]


def test_unbound_parameters_keep_their_default():
    """Binding one parameter leaves the blocks of the others as they were."""
    bound = parse("what-is-there", TEXT).bind({"number": ["7", "8"]})
    answer = _ask(bound)
    assert {row[0].value for row in answer} == {'a "b"', "c"}
    assert {row[1].value for row in answer} == {"7", "8"}


@given(st.text())
def test_no_string_changes_the_query(value: str):
    """Whatever text is given for a string parameter, the query answers with exactly that one string."""
    assert _ask(_one("string", value)) == [[Literal(value)]]


@pytest.mark.parametrize(
    ("kind", "value", "term"),
    [
        (
            "iri",
            "https://w3id.org/iurc/id/place/de-essen",
            NamedNode("https://w3id.org/iurc/id/place/de-essen"),
        ),
        ("integer", "-5", Literal("-5", datatype=NamedNode(f"{XSD}integer"))),
        ("decimal", "1.5", Literal("1.5", datatype=NamedNode(f"{XSD}decimal"))),
        ("date", "2020-02-29", Literal("2020-02-29", datatype=NamedNode(f"{XSD}date"))),
    ],
)
def test_value_becomes_a_term_of_its_type(kind: str, value: str, term: NamedNode | Literal):
    """A value is written as an IRI or as a literal of the parameter's datatype."""
    assert _ask(_one(kind, value)) == [[term]]


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("iri", "no scheme"),
        ("iri", "http://example.org/a b"),
        ("iri", "http://example.org/> } # "),
        ("integer", "1.5"),
        ("integer", "\u0661"),
        ("integer", "1\n"),
        ("decimal", "1e3"),
        ("decimal", "."),
        ("date", "2018"),
        ("date", "2018-02-30"),
        ("date", "2018-1-1"),
    ],
)
def test_value_of_another_type_is_refused(kind: str, value: str):
    """A value that is not of the parameter's type is refused with the type and the value."""
    with pytest.raises(BadParameter, match=f"takes a value of type {kind}, not "):
        _one(kind, value)


def test_unknown_parameter_is_refused():
    """A name that is no parameter is refused with the names that are."""
    with pytest.raises(BadParameter, match=r"has no parameter city \(it has: country\)"):
        question("cities-of-a-country-and-their-partners").bind({"city": "Kobe"})


def test_no_value_is_refused():
    """An empty list of values would make the answer empty without a word, so it is refused."""
    with pytest.raises(BadParameter, match="needs at least one value"):
        question("cities-of-a-country-and-their-partners").bind({"country": []})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (TEXT.replace("# title: What is there?\n", ""), "exactly one title"),
        (TEXT.replace("# title: What is there?", "# title:"), "exactly one title"),
        (TEXT.replace("# column: word - the word\n# column: number - the number\n", ""), "names no column"),
        (TEXT.replace("word string - ", "word text - "), "its type string, iri"),
        (TEXT.replace("VALUES ?day", "VALUES ?days"), "parameter day needs exactly one block"),
        (TEXT.replace("# column: word - ", "# column: word: "), "a column is written"),
        (TEXT.replace("#   and", "# and"), "line 3 is not a header line"),
        (TEXT.replace("{ 1 2 }", "{ < }"), "cannot read the default"),
    ],
)
def test_bad_header_is_told(text: str, message: str):
    """A header that does not fit is refused with the file and what is wrong."""
    with pytest.raises(BadHeader, match=r"^what-is-there\.rq: .*" + message):
        parse("what-is-there", text)


@pytest.mark.parametrize("name", ["no-such-question", "../question", "Funding-Side", ""])
def test_unknown_question_is_told(name: str):
    """A name without a file is an error of its own, whatever the name looks like."""
    with pytest.raises(UnknownQuestion):
        question(name)


def test_ten_examples_for_the_home_page():
    """The home page offers ten different questions with their titles."""
    assert len(set(EXAMPLES)) == 10
    assert len({question(name).title for name in EXAMPLES}) == 10


def test_expected_rows_need_the_right_header(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """A table whose first row is not the list of columns is refused."""
    (tmp_path / "what-is-there.csv").write_text("number,word\n1,a\n", encoding="utf-8")
    monkeypatch.setattr("iurc.ontology.question._folder", lambda: tmp_path)
    with pytest.raises(BadHeader, match="the first row must be word,number"):
        parse("what-is-there", TEXT).expected()


def test_expected_rows_are_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """Quoted cells and empty cells of the table come back as they were written."""
    table = io.StringIO(newline="")
    csv.writer(table, lineterminator="\n").writerows([["word", "number"], ['a, "b"', "1"], ["", ""]])
    (tmp_path / "what-is-there.csv").write_text(table.getvalue(), encoding="utf-8")
    monkeypatch.setattr("iurc.ontology.question._folder", lambda: tmp_path)
    assert parse("what-is-there", TEXT).expected() == (('a, "b"', "1"), ("", ""))


@pytest.mark.parametrize("asked", questions(), ids=lambda asked: asked.name)
def test_columns_are_those_of_the_projection(asked: Question):
    """The header of every question names the variables of its projection, in their order."""
    found = Store().query(asked.text)
    assert [variable.value for variable in found.variables] == [column.name for column in asked.columns]


@pytest.mark.parametrize("asked", questions(), ids=lambda asked: asked.name)
def test_every_answer_has_an_order(asked: Question):
    """Every question orders its rows, so that two runs give the same table."""
    assert "\nORDER BY " in asked.text

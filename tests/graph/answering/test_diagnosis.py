import pytest

from iurc.graph.answering.diagnosis import diagnose

CASES = [
    ("SELECT * { ?s foo:bar ?o }", "prefix foo: is not declared", "query:1:15"),
    ("ASK { ?s\n  :a ?o }", "prefix : is not declared", "query:2:3"),
    ("SELECT * { ?s a person }", "person is no word of SPARQL", "query:1:17"),
    ("SELECT * WHER { ?s ?p ?o }", "WHER is no word of SPARQL", "query:1:10"),
    ("SELECT * { ?s ?p ?o", "this { is not closed", "query:1:10"),
    ("SELECT * { ?s ?p ?o }}", "this } closes nothing", "query:1:22"),
    ("SELECT (COUNT(?s AS ?n) { ?s ?p ?o }", "this ( is not closed", "query:1:8"),
    ("ASK { FILTER(?a = [1) }", "this ) closes nothing", "query:1:21"),
]


@pytest.mark.parametrize(("text", "message", "place"), CASES)
def test_common_mistakes_are_named_with_their_place(text: str, message: str, place: str):
    """A forgotten prefix, an unknown word and an open bracket are told where they stand."""
    found = diagnose(text)
    assert found is not None
    assert message in found.message
    assert str(found.position) == place


@pytest.mark.parametrize(
    "text",
    [
        "PREFIX a: <x:y> SELECT * { ?s a:b ?o ; a a:c . FILTER(STRLEN(?o) IN (1, 2)) }",
        "SELECT (GROUP_CONCAT(?x; SEPARATOR=', ') AS ?y) { VALUES ?x { UNDEF true } } GROUP BY ?z",
        "SELECT * { ?s ?p }",
    ],
)
def test_other_texts_get_no_diagnosis(text: str):
    """What is none of the known mistakes is left to the engine's words."""
    assert diagnose(text) is None

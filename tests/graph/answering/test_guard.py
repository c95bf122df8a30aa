import socket

import pyoxigraph
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from iurc.graph.answering.limits import Limits
from iurc.graph.answering.query import check
from iurc.graph.errors import QueryRefused

CALLS = [
    "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { service ?x { } }",
    "SELECT*{SERVICE<http://127.0.0.1:9/>{}}",
    "SELECT * { SERVICE # comment\n SILENT ex:a {} }",
    "SELECT * { #\r SERVICE ex:a {} }",
    "SELECT * { ?s ?p trueSERVICE ex:a {} }",
    "SELECT * { ?s ?p 1.e5SERVICE ex:a {} }",
    "SELECT * { SERVICEex:a {} }",
    "SELECT * { SERVICESILENT ex:a {} }",
    "SELECT * { SERVICEex:a #\n{} }",
    "SELECT * { ?s ex:it\\'s 1 . SERVICE ex:a {} ?s ex:it\\'s 1 }",
    "SELECT * { FILTER(1<<http://x#y>)SERVICE ex:a{} \n}",
    "SELECT * { FILTER(EXISTS { SERVICE ex:a {} }) }",
    "SELECT * { LATERAL { SERVICE ex:a {} } }",
    "CONSTRUCT { ?s ?p ?o } WHERE { { SELECT * { SERVICE ex:a { ?s ?p ?o } } } }",
    'SELECT * { ?s ?p """""" . SERVICE ex:a {} ?s ?p """""" }',
]
DOUBTFUL = [
    "SELECT * {FILTER(1<2&&'>'='>')SERVICE ex:x{} #'\n}",
    "SELECT * {FILTER(1<2)SERVICE#>\nex:foo{}}",
    "SELECT * {FILTER(?a<?b&&(?c>?d)&&?e<?f&&'>'=?g)SERVICE ex:x{} #'\n}",
    "SELECT (1<2 AS ?c)(2<3#>\n AS ?d) {}",
]
HARMLESS = [
    "SELECT ?service { ?service <http://example.org/service> 'SERVICE <http://x> {}' } # SERVICE <http://x> {}",
    'PREFIX service: <http://s/> SELECT * { service:a service:SERVICE """SERVICE""" . GRAPH service:g { ?s ?p ?o } }',
    'SELECT * { ?s <http://example.org/a_(service)_of> <http://example.org/SERVICE> ; <x:y> "a"@service }',
    "SELECT * { ?s ?p _:service . ?s ex:service ?o }",
    "SELECT * { VALUES (?a ?b) { (<http://x#a> <http://x#b>) (1 <http://x#'>) } VALUES ?c { <http://x#a> <http://x#b> } }",
    "SELECT * { << ?a <http://x#a> <http://x#b> >> ?p ?o . FILTER(?a = <http://x#b> && ?b IN (<x#a>, <x#b>)) }",
    "SELECT * { ?s (<x#a>|<x#b>)* <x#c> BIND(STRDT('a', <x#a>) AS ?x) BIND('1'^^<x#a> AS ?y) FILTER(?o<3) ?o <x#b> ?d }",
]


@pytest.mark.parametrize("text", CALLS)
def test_a_call_to_another_service_is_refused(text: str):
    """SERVICE is refused in whatever way the engine would take it for one."""
    with pytest.raises(QueryRefused, match="SERVICE"):
        check(text)


def test_a_refusal_names_line_and_column():
    """The place of the word SERVICE is told."""
    with pytest.raises(QueryRefused) as caught:
        check("SELECT * {\n  ?s ?p ?o .\n  SERVICE <http://127.0.0.1/> {}\n}")
    assert str(caught.value.position) == "query:3:3"


@pytest.mark.parametrize("text", DOUBTFUL)
def test_what_can_be_read_in_two_ways_is_refused(text: str):
    """A comparison that could be the start of an IRI, with something behind it that would hide the rest, is refused."""
    with pytest.raises(QueryRefused, match="IRI and as a comparison"):
        check(text)


@pytest.mark.parametrize("text", HARMLESS)
def test_the_word_in_names_and_literals_is_no_call(text: str):
    """Strings, comments, IRIs, variables, blank nodes and prefixed names may contain the word."""
    assert check(text).text == text


PIECES = [
    "SERVICE ex:x{}", "SERVICEex:x{}", "SERVICE", "ex:x{}", "FILTER(", "1<2", "?a<?b", "&&", "'>'", "='", "'", '"', '"""', "'''",
    ")", "(", "#", "\n", ">", "<", "<x:y>", "<http://e#f>", " ", "{", "}", ".", "?s <x:p> ", "true", "\\'", "ex:a", "1", "<<", ">>",
    "VALUES ?v {", "VALUES (?v ?w) {(", "OPTIONAL{", "GRAPH ", "@en", "[", "]", ";", ",", "_:b", "BIND(", " AS ?n)", "EXISTS{", "/", "|", "^", "?",
]  # fmt: skip


def _closed_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


PORT = _closed_port()
# Something to find, since the engine calls nobody for a join that is empty already.
STORE = pyoxigraph.Store()
STORE.load(
    f"<x:s> <x:p> true , 1 , <http://127.0.0.1:{PORT}/a> . <x:y> <x:p> <x:y> .", pyoxigraph.RdfFormat.TURTLE
)


@settings(max_examples=1500, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
@example("FILTER(1<2&&'>'='>')SERVICE ex:x{} #'\n")
@example("FILTER(1<2)SERVICE#>\nex:x{}")
@example("?s <x:p> trueSERVICE ex:x{}")
def test_the_engine_never_calls_out_on_a_query_that_passed(middle: str):
    """Whatever the pieces make up: if the engine would call another service, the check has refused the text before."""
    text = f"PREFIX ex: <http://127.0.0.1:{PORT}/> PREFIX SERVICEex: <http://127.0.0.1:{PORT}/> SELECT * {{ {middle} }}"
    try:
        check(text)
    except QueryRefused:
        return
    try:
        list(STORE.query(text))
    except (SyntaxError, RuntimeError, ValueError):
        pass
    except OSError as error:
        pytest.fail(f"the engine called out: {error}")


@pytest.mark.parametrize(
    ("opening", "closing"), [("{", "}"), ("(", ")"), ("[", "]"), ("<<", ">>"), ("<<( ", " )>>")]
)
def test_deep_nesting_is_refused_before_the_engine_sees_it(opening: str, closing: str):
    """Ten thousand brackets of any kind are refused, with the place where they become too many."""
    with pytest.raises(QueryRefused, match="nested more than 200 deep") as caught:
        check(f"SELECT * {{ {opening * 10_000} {closing * 10_000} }}")
    assert caught.value.position is not None


def test_brackets_side_by_side_are_not_deep():
    """Many brackets one after the other are no nesting."""
    assert check(f"SELECT * {{ {'{} UNION ' * 2000} {{}} }}", Limits(query_length=100_000))


def test_brackets_in_literals_and_comments_do_not_count():
    """Only brackets of the grammar nest."""
    assert check(f'ASK {{ ?s ?p "{"(" * 5000}" }} # {"{" * 5000}')

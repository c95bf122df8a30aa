import csv
import io
import json
import re
from typing import Any

import pyoxigraph
import pytest
import rdflib

from iurc.graph.answering import formats
from iurc.graph.answering.evaluation import Sink, evaluate, is_repeatable
from iurc.graph.answering.formats import Format
from iurc.graph.answering.frames import Question
from iurc.graph.answering.loading import merged
from iurc.graph.errors import NotFinished, QueryRefused

GRAPH = "https://w3id.org/iurc/graph/"


@pytest.fixture
def store(things: str) -> pyoxigraph.Store:
    """The small release as the keeper holds it."""
    store = pyoxigraph.Store()
    store.bulk_extend(merged(pyoxigraph.parse(things, pyoxigraph.RdfFormat.N_QUADS)))
    return store


def question(text: str, form: Format = formats.CSV, **more: Any) -> Question:
    """Ask with generous limits where nothing else is said."""
    given = {"default": None, "named": None, "seconds": 5.0, "rows": 10_000, "size": 10_000_000} | more
    return Question(text=text, format=form.name, **given)


def answer(store: pyoxigraph.Store, asked: Question) -> bytes:
    """Give the whole answer, however it was cut."""
    pieces: list[bytes] = []
    sink = evaluate(store, asked, pieces.append)
    whole = b"".join([*pieces, sink.rest()])
    assert sink.size == len(whole)
    return whole


def number(store: pyoxigraph.Store, text: str, **more: Any) -> int:
    """Give the one number of an answer."""
    return int(answer(store, question(text, **more)).split()[1])


def test_the_default_graph_is_a_merge(store: pyoxigraph.Store):
    """A triple of two graphs counts once; graphs that stand aside do not count, the unnamed graph does."""
    assert number(store, "SELECT (COUNT(*) AS ?n) { ?s <https://example.org/label> ?o }") == 301
    assert number(store, "SELECT (COUNT(*) AS ?n) { ?s <https://example.org/label> 'an import' }") == 0


def test_graph_reaches_every_named_graph(store: pyoxigraph.Store):
    """GRAPH ranges over the named graphs, those that stand aside among them."""
    rows = list(
        csv.reader(
            io.StringIO(
                answer(store, question("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g")).decode()
            )
        )
    )
    assert [row[0].removeprefix(GRAPH) for row in rows[1:]] == ["one", "provenance", "two"]


def test_several_default_graphs_are_merged(store: pyoxigraph.Store):
    """Graphs named for a query are merged too, and then the store is not to be asked again."""
    text = "SELECT (COUNT(*) AS ?n) { ?s <https://example.org/label> ?o }"
    both = {"default": (GRAPH + "one", GRAPH + "two"), "named": ()}
    assert not is_repeatable(question(text, **both))
    assert number(store, text, **both) == 300


def test_a_named_dataset_replaces_all_graphs(store: pyoxigraph.Store):
    """With a dataset, GRAPH reaches only the graphs named for it, and the default graph is only what was named."""
    text = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s <https://example.org/label> ?o } }"
    assert number(store, text, default=(GRAPH + "one",), named=()) == 0
    assert number(store, text, default=(), named=(GRAPH + "two",)) == 100
    assert number(store, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", default=(), named=(GRAPH + "two",)) == 0
    assert number(store, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", default=(GRAPH + "none",), named=()) == 0


RDFLIB = {"turtle": "turtle", "jsonld": "json-ld", "ntriples": "nt", "rdfxml": "xml"}


def _by_rdflib(written: bytes, form: Format) -> set[tuple[str, ...]]:
    graph = rdflib.Graph().parse(data=written, format=RDFLIB[form.name])
    return {(s.n3(), p.n3(), o.n3()) for s, p, o in graph}


def _by_the_engine(written: bytes, form: Format) -> set[tuple[str, ...]]:
    return {
        (str(quad.subject), str(quad.predicate), str(quad.object))
        for quad in pyoxigraph.parse(written, form.graph)
    }


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.parametrize("form", formats.GRAPHS, ids=lambda form: form.name)
def test_graphs_mean_the_same_in_every_syntax(store: pyoxigraph.Store, form: Format):
    """Another program reads the same triples out of each syntax."""
    written = answer(store, question("CONSTRUCT WHERE { <https://example.org/7> ?p ?o }", form))
    read = _by_rdflib if form.name in RDFLIB else _by_the_engine
    assert read(written, form) == {
        ("<https://example.org/7>", "<https://example.org/label>", '"thing 7"@en'),
        ("<https://example.org/7>", "<https://example.org/next>", "<https://example.org/8>"),
    }


@pytest.mark.parametrize("form", formats.TABLES, ids=lambda form: form.name)
def test_truth_values_are_written_in_every_format(store: pyoxigraph.Store, form: Format):
    """ASK has an answer in each format of tables."""
    assert re.search(rb"\btrue\b", answer(store, question("ASK {}", form)))


def test_relative_names_are_resolved(store: pyoxigraph.Store):
    """A relative IRI is resolved against the base of the programme's names."""
    assert b"<https://w3id.org/iurc/s>" in answer(
        store, question("CONSTRUCT { <s> <p> 1 } {}", formats.NTRIPLES)
    )


@pytest.mark.parametrize("form", formats.TABLES, ids=lambda form: form.name)
def test_too_many_rows_end_the_answer(store: pyoxigraph.Store, form: Format):
    """An answer of as many rows as allowed is whole; one more ends it."""
    text = "SELECT * { ?s <https://example.org/next> ?o } LIMIT "
    assert answer(store, question(text + "100", form, rows=100))
    with pytest.raises(NotFinished, match="more than 100 rows"):
        answer(store, question(text + "101", form, rows=100))


def test_too_many_triples_end_the_answer(store: pyoxigraph.Store):
    """The same holds for the triples of a graph."""
    text = "CONSTRUCT WHERE { ?s <https://example.org/next> ?o } LIMIT "
    assert answer(store, question(text + "100", formats.TURTLE, rows=100))
    with pytest.raises(NotFinished, match="more than 100 rows"):
        answer(store, question(text + "101", formats.TURTLE, rows=100))


def test_too_many_bytes_end_the_answer(store: pyoxigraph.Store):
    """An answer larger than allowed is ended."""
    with pytest.raises(NotFinished, match="larger than 1,000 bytes"):
        answer(store, question("SELECT * { ?s ?p ?o }", size=1000))


def test_large_answers_are_sent_in_pieces():
    """What was written is passed on before the end, in pieces of some size."""
    pieces: list[bytes] = []
    sink = Sink(formats.CSV, 10, 1 << 30, pieces.append)
    for _ in range(30):
        sink.write(b"x" * 8192)
    assert [len(piece) for piece in pieces] == [65_536] * 3
    assert len(sink.rest()) == 30 * 8192 - 3 * 65_536


@pytest.mark.parametrize(
    ("text", "message", "place"),
    [
        ("SELECT * { ?s foo:bar ?o }", "prefix foo:", "query:1:15"),
        ("SELECT ?a (1 AS ?a) {}", "Duplicated variable name in SELECT", "query:1:23"),
        ("ASK {} ASK {}", "does not parse near its end: expected HAVING", "query:1:14"),
    ],
)
def test_what_does_not_parse_is_refused_with_a_place(
    store: pyoxigraph.Store, text: str, message: str, place: str
):
    """A syntax error becomes a refusal with a reason and a place, free of the engine's character classes."""
    with pytest.raises(QueryRefused, match=message) as caught:
        answer(store, question(text))
    assert str(caught.value.position) == place
    assert "\\u{" not in caught.value.message


def test_what_the_engine_cannot_do_is_refused(store: pyoxigraph.Store):
    """A function that the engine does not know is a refusal, not a fault."""
    with pytest.raises(QueryRefused, match="unknown"):
        answer(store, question("SELECT (<https://example.org/unknown>(1) AS ?x) {}"))


def test_a_preview_holds_the_first_rows(store: pyoxigraph.Store):
    """A preview has names, terms by kind, empty places, and says whether there is more."""
    text = """SELECT ?iri ?text ?none ?blank { VALUES (?iri ?text) { (<x:y> "a"@en) (<x:z> 1) (UNDEF UNDEF) } BIND(BNODE() AS ?blank) }"""
    shown = json.loads(answer(store, question(text, formats.PREVIEW, rows=2)))
    assert shown["names"] == ["iri", "text", "none", "blank"]
    assert (len(shown["rows"]), shown["more"], shown["graph"]) == (2, True, False)
    iri, literal, none, blank = shown["rows"][0]
    assert iri == {"iri": "x:y"}
    assert literal["text"] == "a"
    assert literal["language"] == "en"
    assert none is None
    assert blank["other"].startswith("_:")


def test_a_preview_of_a_graph_and_of_a_truth_value(store: pyoxigraph.Store):
    """Graphs are shown as rows of three, truth values as such, long literals cut."""
    shown = json.loads(answer(store, question("CONSTRUCT { <x:a> <x:b> 1 } {}", formats.PREVIEW, rows=2)))
    assert shown["names"] == ["subject", "predicate", "object"]
    assert (len(shown["rows"]), shown["more"], shown["graph"]) == (1, False, True)
    assert json.loads(answer(store, question("ASK {}", formats.PREVIEW))) == {"truth": True}
    long = json.loads(answer(store, question(f"SELECT ('{'x' * 5000}' AS ?x) {{}}", formats.PREVIEW)))
    assert long["rows"][0][0]["text"] == "x" * 2000 + "…"

"""A question evaluated on a store in memory, its answer written by the engine's own serialisers."""

import json
import re
from collections.abc import Callable, Iterator
from typing import IO, Any, cast

import pyoxigraph

from iurc.graph.answering import formats
from iurc.graph.answering.counting import RowCounter
from iurc.graph.answering.diagnosis import diagnose
from iurc.graph.answering.formats import Format
from iurc.graph.answering.frames import Question
from iurc.graph.answering.query import BASE
from iurc.graph.answering.tokens import SOURCE
from iurc.graph.errors import IurcError, NotFinished, QueryRefused
from iurc.shapes.position import Position

# Short names in the answers that have them (Turtle, TriG, RDF/XML) and on the pages.
PREFIXES = {
    "iurc": "https://w3id.org/iurc/ontology#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "org": "http://www.w3.org/ns/org#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "sh": "http://www.w3.org/ns/shacl#",
}
_PREFIXED = frozenset((formats.TURTLE, formats.TRIG, formats.RDFXML))
_BY_NAME = {each.name: each for each in (*formats.TABLES, *formats.GRAPHS, formats.PREVIEW)}
_MERGED = pyoxigraph.NamedNode("https://w3id.org/iurc/graph/merged")
_PLACE = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
_EXPECTED = re.compile(r"""\[(?:'[^']*'|[^'\]])*\]|"(?:[^"\\]|\\.)*"|[^,\["\s](?:[^,\["]*[^,\["\s])?""")
_SHOWN = 2_000

_Results = pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean | pyoxigraph.QueryTriples


class Sink:
    """A file for the engine to write to; it counts, and passes on what it gets in large pieces."""

    def __init__(self, form: Format, rows: int, size: int, send: Callable[[bytes], None]) -> None:
        self._counter = RowCounter(form)
        self._most_rows = rows
        self._most_bytes = size
        self._send = send
        self._pieces: list[bytes] = []
        self._held = 0
        self.size = 0

    def write(self, data: bytes) -> int:
        """Take some bytes.

        Raises:
            NotFinished: The answer is larger than it may be.
        """
        self.size += len(data)
        if self.size > self._most_bytes:
            raise NotFinished(
                f"the answer is larger than {self._most_bytes:,} bytes",
                remedy="ask for less: filter, or page with LIMIT",
            )
        if self._counter.feed(data) > self._most_rows:
            raise too_many(self._most_rows)
        self._pieces.append(data)
        self._held += len(data)
        if self._held >= 65_536:
            self._send(self.rest())
        return len(data)

    def flush(self) -> None:
        """Do nothing: the end of the answer is sent together with what it cost."""

    def rest(self) -> bytes:
        """Give what was not sent yet."""
        data = b"".join(self._pieces)
        self._pieces.clear()
        self._held = 0
        return data


def too_many(rows: int) -> NotFinished:
    """Make the error for an answer with too many rows or triples."""
    return NotFinished(
        f"the answer has more than {rows:,} rows",
        remedy="ask for less: filter, aggregate, or page with ORDER BY and LIMIT",
    )


def is_repeatable(question: Question) -> bool:
    """Whether the store is as it was after this question; false where graphs have to be merged for it first."""
    return question.default is None or len(question.default) < 2


def evaluate(store: pyoxigraph.Store, question: Question, send: Callable[[bytes], None]) -> Sink:
    """Evaluate a question.

    Args:
        store: Holds the merge of the default dataset in its unnamed graph (`loading.load`).
        question: What is asked.
        send: Takes pieces of the answer; may block.

    Returns:
        The sink; its `rest` is the end of the answer.

    Raises:
        QueryRefused: The query does not parse, or asks what the engine cannot do.
        NotFinished: The answer is larger than it may be, or does not fit into memory.
    """
    form = _BY_NAME[question.format]
    sink = Sink(form, question.rows, question.size, send)
    try:
        results = store.query(question.text, base_iri=BASE, **_dataset(store, question))
        _write(results, form, question.rows, sink)
    except IurcError:
        raise
    except SyntaxError as error:
        raise diagnose(question.text) or _syntax(question.text, str(error)) from error
    except MemoryError as error:
        raise NotFinished(
            "the query needs more memory than it may have",
            remedy="ask for less: filter earlier, or avoid ORDER BY and DISTINCT",
        ) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryRefused(f"the engine cannot answer this: {error}") from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise QueryRefused(f"the engine fails on this query: {error}") from error
    return sink


def _dataset(store: pyoxigraph.Store, question: Question) -> dict[str, Any]:
    if question.default is None or question.named is None:
        return {}
    default = [pyoxigraph.NamedNode(iri) for iri in question.default]
    if not is_repeatable(question):
        # The engine does not merge several default graphs: a triple that stands in two would count twice.
        for graph in default:
            quads = store.quads_for_pattern(None, None, None, graph)
            store.extend(
                [pyoxigraph.Quad(quad.subject, quad.predicate, quad.object, _MERGED) for quad in quads]
            )
        default = [_MERGED]
    return {"default_graph": default, "named_graphs": [pyoxigraph.NamedNode(iri) for iri in question.named]}


def _write(results: _Results, form: Format, rows: int, sink: Sink) -> None:
    # The engine calls `write` and `flush` only.
    file = cast("IO[bytes]", sink)
    if form is formats.PREVIEW:
        sink.write(json.dumps(_preview(results, rows), ensure_ascii=False).encode())
    elif isinstance(results, pyoxigraph.QueryTriples):
        prefixes = PREFIXES if form in _PREFIXED else None
        pyoxigraph.serialize(_counted(results, rows), file, format=form.graph, prefixes=prefixes)
    else:
        results.serialize(file, form.rows)


def _counted(triples: pyoxigraph.QueryTriples, most: int) -> Iterator[pyoxigraph.Triple]:
    for number, triple in enumerate(triples):
        if number >= most:
            raise too_many(most)
        yield triple


def _preview(results: _Results, most: int) -> dict[str, Any]:
    if isinstance(results, pyoxigraph.QueryBoolean):
        return {"truth": bool(results)}
    is_graph = isinstance(results, pyoxigraph.QueryTriples)
    if isinstance(results, pyoxigraph.QuerySolutions):
        names = [variable.value for variable in results.variables]
    else:
        names = ["subject", "predicate", "object"]
    rows: list[list[dict[str, str] | None]] = []
    for row in results:
        if len(rows) >= most:
            return {"names": names, "rows": rows, "more": True, "graph": is_graph}
        rows.append([None if term is None else _term(term) for term in row])
    return {"names": names, "rows": rows, "more": False, "graph": is_graph}


def _term(
    term: pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal | pyoxigraph.Triple,
) -> dict[str, str]:
    if isinstance(term, pyoxigraph.NamedNode):
        return {"iri": term.value}
    if isinstance(term, pyoxigraph.Literal):
        value = term.value if len(term.value) <= _SHOWN else f"{term.value[:_SHOWN]}…"
        return {"text": value, "language": term.language or "", "datatype": term.datatype.value}
    return {"other": str(term)}


def _syntax(text: str, message: str) -> QueryRefused:
    match = _PLACE.fullmatch(message)
    if match is None:
        return QueryRefused(f"the query does not parse: {message}")
    line, column = int(match[1]), int(match[2])
    rest = "".join(text.splitlines()[line - 1 : line])[column - 1 :].strip()
    items = [item for item in _EXPECTED.findall(match[3]) if item.strip() and not item.startswith("[")]
    # Some of the items are no tokens but the reason itself: "Duplicated variable name in SELECT".
    reasons = [item.strip() for item in items if " " in item.strip()]
    where = f"near {rest[:20]}" if rest else "near its end"
    what = "; ".join(reasons) if reasons else f"expected {', '.join(item.strip() for item in items[:12])}"
    return QueryRefused(
        f"the query does not parse {where}: {what}",
        # The engine tells how far it came by any of its ways to read the text; the mistake is there or before.
        position=Position(SOURCE, line, column, exact=False),
    )

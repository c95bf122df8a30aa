"""The formats of an answer: what they are called, and which of them fits which form of query."""

from dataclasses import dataclass

import pyoxigraph

from iurc.graph.answering.query import Form
from iurc.graph.errors import BadUsage


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write an answer.

    Attributes:
        name: What a person writes: `format=csv`.
        media_type: The registered type, with the parameters it is sent with.
        also: Other types by which it may be asked for.
        suffix: Of a file that holds it.
        rows: The engine's serialiser of tables and truth values, where it has one for this format.
        graph: The engine's serialiser of graphs, where it has one for this format.
    """

    name: str
    media_type: str
    also: tuple[str, ...] = ()
    suffix: str = ""
    rows: pyoxigraph.QueryResultsFormat | None = None
    graph: pyoxigraph.RdfFormat | None = None

    @property
    def essence(self) -> str:
        """The media type without its parameters (RFC 9110, section 8.3.1)."""
        return self.media_type.partition(";")[0]


_ROWS = pyoxigraph.QueryResultsFormat
_GRAPH = pyoxigraph.RdfFormat

JSON = Format("json", "application/sparql-results+json", ("application/json",), "srj", rows=_ROWS.JSON)
XML = Format("xml", "application/sparql-results+xml", ("application/xml", "text/xml"), "srx", rows=_ROWS.XML)
CSV = Format("csv", "text/csv; charset=utf-8", (), "csv", rows=_ROWS.CSV)
TSV = Format("tsv", "text/tab-separated-values; charset=utf-8", (), "tsv", rows=_ROWS.TSV)
TURTLE = Format("turtle", "text/turtle; charset=utf-8", ("application/x-turtle",), "ttl", graph=_GRAPH.TURTLE)
JSONLD = Format("jsonld", "application/ld+json", ("application/json",), "jsonld", graph=_GRAPH.JSON_LD)
NTRIPLES = Format("ntriples", "application/n-triples", ("text/plain",), "nt", graph=_GRAPH.N_TRIPLES)
RDFXML = Format("rdfxml", "application/rdf+xml", ("application/xml", "text/xml"), "rdf", graph=_GRAPH.RDF_XML)
NQUADS = Format("nquads", "application/n-quads", (), "nq", graph=_GRAPH.N_QUADS)
TRIG = Format("trig", "application/trig", (), "trig", graph=_GRAPH.TRIG)
# The first rows of an answer as the pages show them: JSON of our own, never offered to a client.
PREVIEW = Format("preview", "application/vnd.iurc.preview+json")

# In the order in which the server prefers them where the client has no preference.
TABLES = (JSON, XML, CSV, TSV)
GRAPHS = (TURTLE, JSONLD, NTRIPLES, RDFXML, TRIG, NQUADS)


def offers(form: Form) -> tuple[Format, ...]:
    """Give the formats that an answer to a query of this form can have."""
    return GRAPHS if form.gives_graph else TABLES


def find(name: str, form: Form) -> Format:
    """Find a format by its name, a media type or the suffix of a file.

    Raises:
        BadUsage: No such format, or it does not fit the form; the message lists what does.
    """
    wanted = name.strip().lower()
    for each in offers(form):
        if wanted in {each.name, each.essence, each.suffix, *each.also}:
            return each
    raise BadUsage(
        f"{name!r:.80} is no format of an answer to {form.value}",
        remedy=f"choose one of {', '.join(each.name for each in offers(form))}",
    )

"""What the query service says of itself (SPARQL 1.1 Service Description)."""

from collections.abc import Iterator

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from iurc.graph.answering import formats
from iurc.graph.answering.formats import Format
from iurc.graph.release import Release

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_GEOF = "http://www.opengis.net/def/function/geosparql/"
_A = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_LICENSE = NamedNode("http://purl.org/dc/terms/license")
_TRIPLES = NamedNode("http://rdfs.org/ns/void#triples")
_INTEGER = NamedNode("http://www.w3.org/2001/XMLSchema#integer")

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
PREFIXES = {
    "sd": _SD,
    "formats": _FORMATS,
    "geof": _GEOF,
    "dcterms": "http://purl.org/dc/terms/",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_RESULTS = {
    formats.JSON: "SPARQL_Results_JSON",
    formats.XML: "SPARQL_Results_XML",
    formats.CSV: "SPARQL_Results_CSV",
    formats.TSV: "SPARQL_Results_TSV",
    formats.TURTLE: "Turtle",
    formats.JSONLD: "JSON-LD",
    formats.NTRIPLES: "N-Triples",
    formats.RDFXML: "RDF_XML",
    formats.TRIG: "TriG",
    formats.NQUADS: "N-Quads",
}
# Those that the engine answers; tests call each of them.
FUNCTIONS = tuple(
    _GEOF + name
    for name in (
        "distance",
        "envelope",
        "convexHull",
        "centroid",
        "asGeoJSON",
        "getSRID",
        "isEmpty",
        "isSimple",
        "dimension",
        "sfEquals",
        "sfDisjoint",
        "sfIntersects",
        "sfTouches",
        "sfCrosses",
        "sfWithin",
        "sfContains",
        "sfOverlaps",
    )
)


def describe(endpoint: str, release: Release | None) -> list[Triple]:
    """Describe the service.

    Args:
        endpoint: The address at which it is asked.
        release: What it answers from; its named graphs are listed.

    Returns:
        The description, the service first.
    """
    return list(_service(NamedNode(endpoint), release))


def write(triples: list[Triple], form: Format) -> bytes:
    """Write a description in one of the syntaxes of graphs."""
    return pyoxigraph.serialize(triples, format=form.graph, prefixes=PREFIXES) or b""


def _service(endpoint: NamedNode, release: Release | None) -> Iterator[Triple]:
    service = BlankNode("service")
    yield Triple(service, _A, _sd("Service"))
    yield Triple(service, _sd("endpoint"), endpoint)
    yield Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    # The default graph is the merge of the graphs that are about the programme, so it is a union, though not of all.
    yield Triple(service, _sd("feature"), _sd("UnionDefaultGraph"))
    yield Triple(service, _sd("defaultEntailmentRegime"), NamedNode("http://www.w3.org/ns/entailment/Simple"))
    for name in _RESULTS.values():
        yield Triple(service, _sd("resultFormat"), NamedNode(_FORMATS + name))
    for function in FUNCTIONS:
        yield Triple(service, _sd("extensionFunction"), NamedNode(function))
        yield Triple(NamedNode(function), _A, _sd("Function"))
    yield Triple(service, _LICENSE, NamedNode(LICENCE))
    dataset = BlankNode("dataset")
    yield Triple(service, _sd("defaultDataset"), dataset)
    yield Triple(dataset, _A, _sd("Dataset"))
    default = BlankNode("default")
    yield Triple(dataset, _sd("defaultGraph"), default)
    yield Triple(default, _A, _sd("Graph"))
    for number, entry in enumerate(release.manifest.graphs if release else ()):
        if not entry.name:
            continue
        named, graph = BlankNode(f"named{number}"), BlankNode(f"graph{number}")
        yield Triple(dataset, _sd("namedGraph"), named)
        yield Triple(named, _A, _sd("NamedGraph"))
        yield Triple(named, _sd("name"), NamedNode(entry.name))
        yield Triple(named, _sd("graph"), graph)
        yield Triple(graph, _A, _sd("Graph"))
        yield Triple(graph, _TRIPLES, Literal(str(entry.triples), datatype=_INTEGER))


def _sd(name: str) -> NamedNode:
    return NamedNode(_SD + name)

from collections.abc import Callable

import pyoxigraph
import pytest
import rdflib

from iurc.graph.answering import formats
from iurc.graph.answering.service_description import FUNCTIONS, describe, write
from iurc.graph.release import Release

Publish = Callable[[str], Release]

SD = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
POINT = '"POINT(13.4 52.5)"^^geo:wktLiteral'
OTHER = '"POINT(2.35 48.86)"^^geo:wktLiteral'


def test_the_service_names_its_endpoint_and_graphs(publish: Publish, things: str):
    """A reader finds one service with its endpoint, language, formats and every named graph with its size."""
    release = publish(things)
    written = write(describe("http://localhost/sparql", release), formats.TURTLE)
    graph = rdflib.Graph().parse(data=written, format="turtle")
    (service,) = graph.subjects(rdflib.RDF.type, SD.Service)
    assert set(graph.objects(service, SD.endpoint)) == {rdflib.URIRef("http://localhost/sparql")}
    assert SD.SPARQL11Query in graph.objects(service, SD.supportedLanguage)
    assert len(list(graph.objects(service, SD.resultFormat))) == len(formats.TABLES) + len(formats.GRAPHS)
    names = {str(name).rsplit("/", 1)[1] for name in graph.objects(predicate=SD.name)}
    assert names == {"one", "two", "provenance"}
    sizes = {int(size) for size in graph.objects(predicate=rdflib.VOID.triples)}
    assert sizes == {600, 200, 1}


def test_without_a_release_there_is_a_description():
    """The service describes itself while it is loading."""
    assert b"sd:Service" in write(describe("http://localhost/sparql", None), formats.TURTLE)


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.rsplit("/", 1)[1])
def test_each_named_function_is_answered(function: str):
    """The engine computes a value by each extension function that the description lists."""
    arguments = {"distance": f"{POINT}, {OTHER}, <http://www.opengis.net/def/uom/OGC/1.0/metre>"}
    name = function.rsplit("/", 1)[1]
    given = arguments.get(name, f"{POINT}, {OTHER}" if name.startswith("sf") else POINT)
    rows = list(
        pyoxigraph.Store().query(
            f"PREFIX geo: <http://www.opengis.net/ont/geosparql#> SELECT (<{function}>({given}) AS ?x) {{}}"
        )
    )
    assert rows[0]["x"] is not None

"""The clients that researchers use, against a running server."""

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, POST, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

if TYPE_CHECKING:
    from tests.api.conftest import Server

TERM = "https://w3id.org/iurc/ontology#"
LABELS = (
    f"SELECT ?c ?l {{ ?c a <{TERM}City> ; <http://www.w3.org/2004/02/skos/core#prefLabel> ?l "
    "FILTER(LANG(?l) = 'th') } ORDER BY ?c LIMIT 3"
)


@pytest.mark.parametrize("method", ["GET", POST])
def test_sparqlwrapper_reads_every_format(server: "Server", method: str):
    """SPARQLWrapper asks by GET and POST, and reads JSON, XML, CSV and Turtle."""
    client = SPARQLWrapper(f"{server.url}/sparql")
    client.setMethod(method)
    client.setQuery(LABELS)
    client.setReturnFormat(JSON)
    rows = client.queryAndConvert()["results"]["bindings"]
    assert [row["l"]["value"] for row in rows] == ["เมือง 0", "เมือง 1", "เมือง 10"]
    client.setReturnFormat(XML)
    assert len(client.queryAndConvert().getElementsByTagName("result")) == 3
    client.setReturnFormat(CSV)
    assert client.queryAndConvert().count(b"\r\n") == 4
    client.setQuery("CONSTRUCT WHERE { <https://w3id.org/iurc/id/place/7> ?p ?o }")
    client.setReturnFormat(TURTLE)
    assert b"place/7" in client.queryAndConvert()


def test_sparqlwrapper_sees_a_refusal(server: "Server"):
    """A syntax error reaches the client as one, with our words."""
    client = SPARQLWrapper(f"{server.url}/sparql")
    client.setQuery("SELECT * { ?s foo:bar ?o }")
    with pytest.raises(QueryBadFormed, match="foo:"):
        client.query()


def test_rdflib_asks_through_its_store(server: "Server"):
    """Rdflib's SPARQLStore answers patterns, queries and graphs from the endpoint."""
    graph = rdflib.Graph(SPARQLStore(f"{server.url}/sparql"), identifier=None)
    city = rdflib.URIRef("https://w3id.org/iurc/id/place/7")
    assert rdflib.Literal("เมือง 7", lang="th") in set(graph.objects(city, rdflib.SKOS.prefLabel))
    assert [str(row.l) for row in graph.query(LABELS)] == ["เมือง 0", "เมือง 1", "เมือง 10"]
    assert bool(graph.query("ASK {}"))
    described = graph.query("DESCRIBE <https://w3id.org/iurc/id/place/7>").graph
    assert described is not None
    assert len(described) == 3


def test_rdflib_names_a_graph(server: "Server"):
    """A named graph of rdflib's store is asked as default-graph-uri."""
    two = rdflib.Graph(
        SPARQLStore(f"{server.url}/sparql"), identifier=rdflib.URIRef("https://w3id.org/iurc/graph/two")
    )
    assert len(list(two.subjects(rdflib.RDF.type, rdflib.URIRef(TERM + "City")))) == 100


def test_curl_asks(server: "Server"):
    """The command of the README works."""
    curl = shutil.which("curl")
    if curl is None:
        pytest.skip("curl is not installed")
    done = subprocess.run(
        [curl, "-sS", "-H", "Accept: text/csv", "--data-urlencode", "query@-", f"{server.url}/sparql"],
        input=LABELS.encode(),
        capture_output=True,
        check=True,
    )
    assert done.stdout.count(b"\r\n") == 4

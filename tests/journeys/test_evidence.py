"""Every statement of the release leads to a source (docs/adr/0005)."""

import csv
import io

from iurc.graph import named_graph
from iurc.graph.answering.ask import ask
from iurc.graph.release import Release

# What is itself a source, or says that no source says anything.
NEEDS_NONE = ("Source", "Unknown")


def rows(release: Release, query: str) -> list[list[str]]:
    """Ask a query and give its rows without the header."""
    prefixes = "PREFIX iurc: <https://w3id.org/iurc/ontology#> PREFIX prov: <http://www.w3.org/ns/prov#>\n"
    table = b"".join(ask(release, prefixes + query, "csv")).decode()
    return list(csv.reader(io.StringIO(table, newline="")))[1:]


def test_every_described_thing_names_its_source(shipped_release: Release) -> None:
    """Each thing of ours in a fact graph is derived from a document, in that graph or another one."""
    excepted = " ".join(f"iurc:{name}" for name in NEEDS_NONE)
    without = rows(
        shipped_release,
        f"""SELECT DISTINCT ?thing WHERE {{
          GRAPH ?graph {{ ?thing a ?class }}
          FILTER(STRSTARTS(STR(?class), STR(iurc:)))
          FILTER(?graph NOT IN (<{named_graph.ONTOLOGY.value}>, <{named_graph.CONCEPTS.value}>))
          FILTER NOT EXISTS {{ ?thing prov:wasDerivedFrom ?source }}
          FILTER NOT EXISTS {{ VALUES ?excepted {{ {excepted} }} ?thing a ?excepted }}
        }}""",
    )
    assert without == []


def test_every_source_is_described(shipped_release: Release) -> None:
    """What a thing is derived from is a document with a title."""
    dangling = rows(
        shipped_release,
        """SELECT DISTINCT ?source WHERE { ?thing prov:wasDerivedFrom ?source
        FILTER NOT EXISTS { ?source a iurc:Source ; <http://purl.org/dc/terms/title> ?title } }""",
    )
    assert dangling == []


def test_every_fact_graph_names_its_import(shipped_release: Release) -> None:
    """The last source of a statement is the import that wrote its graph, with the files it read."""
    facts = [graph for graph in shipped_release.graph_names() if graph not in named_graph.SYSTEM]
    assert len(facts) == 5
    for graph in facts:
        found = rows(
            shipped_release,
            f"""SELECT ?file WHERE {{ GRAPH <{named_graph.PROVENANCE.value}> {{
            <{graph.value}> prov:wasGeneratedBy ?import . ?import prov:used ?file }} }}""",
        )
        assert found, graph

"""The report as SHACL writes it."""

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse
from rdflib import RDF, SH, BNode, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from iurc.shapes.data import from_oxigraph
from iurc.shapes.judge import judge
from iurc.shapes.report import Report
from iurc.shapes.reporting.rdf_report import report_graph, write_jsonld, write_ntriples, write_turtle
from iurc.shapes.reporting.safe import encodable

CASES = Path(__file__).parents[2] / "cases"


@pytest.mark.parametrize("name", ["Cooperation", "CooperationLink", "Acting", "Quotation", "Named"])
def test_one_result_for_each_finding(name: str, in_world: Callable[[Path], Graph]) -> None:
    """Each finding is a result with the parts that SHACL section 3.6.2 asks for."""
    report = judge(in_world(CASES / name / "violating.ttl"))
    graph = report_graph(report)
    root = graph.value(None, RDF.type, SH.ValidationReport)
    assert graph.value(root, SH.conforms) == Literal(False)
    results = set(graph.objects(root, SH.result))
    assert len(results) == len(report.findings)
    for result in results:
        for predicate in (SH.focusNode, SH.resultSeverity, SH.sourceConstraintComponent, SH.sourceShape):
            assert len(list(graph.objects(result, predicate))) == 1
    paths = [finding for finding in report.findings if finding.path]
    assert len(list(graph.subject_objects(SH.resultPath))) == len(paths)


def test_the_report_is_well_formed(in_world: Callable[[Path], Graph]) -> None:
    """Paths of results are paths that SHACL knows, and blank nodes of the data are one node in all results."""
    graph = report_graph(judge(in_world(CASES / "CooperationLink" / "violating.ttl")))
    inverse = list(graph.subject_objects(SH.inversePath))
    assert {value for _, value in inverse} == {URIRef("https://w3id.org/iurc/ontology#hasLink")}
    assert {type(node) for node in graph.objects(None, SH.focusNode)} == {URIRef, BNode}


@pytest.mark.parametrize(
    ("write", "syntax"),
    [
        (write_turtle, RdfFormat.TURTLE),
        (write_jsonld, RdfFormat.JSON_LD),
        (write_ntriples, RdfFormat.N_TRIPLES),
    ],
)
def test_syntaxes(
    write: Callable[[Report], str], syntax: RdfFormat, in_world: Callable[[Path], Graph]
) -> None:
    """What is written in each syntax is read back as the same graph."""
    report = judge(in_world(CASES / "Acting" / "violating.ttl"))
    assert isomorphic(from_oxigraph(parse(write(report), format=syntax)), report_graph(report))


def test_nothing_found() -> None:
    """A report without findings conforms and has no result."""
    graph = report_graph(Report())
    assert list(graph.objects(None, SH.conforms)) == [Literal(True)]
    assert not list(graph.objects(None, SH.result))


@pytest.mark.parametrize(
    ("write", "syntax"), [(write_turtle, RdfFormat.TURTLE), (write_jsonld, RdfFormat.JSON_LD)]
)
def test_awkward_texts(write: Callable[[Report], str], syntax: RdfFormat, awkward: Report) -> None:
    """Any text, any path and blank nodes shared by results survive; half characters, which RDF has not, are replaced."""
    whole = tuple(
        dataclasses.replace(
            finding,
            message=encodable(finding.message),
            value=finding.value and encodable(finding.value),
            focus_node=finding.focus_node and encodable(finding.focus_node),
        )
        for finding in awkward.findings
    )
    read = from_oxigraph(parse(write(awkward).encode(), format=syntax))
    assert isomorphic(read, report_graph(Report(whole)))

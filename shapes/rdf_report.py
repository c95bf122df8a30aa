"""A report as SHACL itself writes it: a validation report in RDF (SHACL section 3.6)."""

from rdflib import RDF, SH, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from iurc.shapes.path import path_node
from iurc.shapes.report import Finding, Report
from iurc.shapes.term import term_node


def report_graph(report: Report) -> Graph:
    """Write a report as an RDF graph.

    Args:
        report: The report. The graph has no place for positions: SHACL has no property for them.

    Returns:
        A new graph with one `sh:ValidationReport`. Blank nodes keep the labels that they have in the data, so
        that one node is one node in all results.
    """
    graph = Graph()
    root = BNode()
    graph.add((root, RDF.type, SH.ValidationReport))
    graph.add((root, SH.conforms, Literal(report.conforms)))
    for finding in report.findings:
        graph.add((root, SH.result, _result(finding, graph)))
    return graph


def write_turtle(report: Report) -> str:
    """Write a report as a SHACL validation report in Turtle."""
    return report_graph(report).serialize(format="turtle")


def write_jsonld(report: Report) -> str:
    """Write a report as a SHACL validation report in JSON-LD, expanded."""
    return report_graph(report).serialize(format="json-ld") + "\n"


def write_ntriples(report: Report) -> str:
    """Write a report as a SHACL validation report in N-Triples."""
    return report_graph(report).serialize(format="nt")


def _result(finding: Finding, graph: Graph) -> BNode:
    result = BNode()
    graph.add((result, RDF.type, SH.ValidationResult))
    graph.add((result, SH.resultSeverity, URIRef(finding.severity_iri)))
    graph.add((result, SH.sourceConstraintComponent, URIRef(finding.component)))
    graph.add((result, SH.sourceShape, _named(finding.shape)))
    graph.add((result, SH.resultMessage, Literal(finding.message)))
    if finding.focus_node is not None:
        graph.add((result, SH.focusNode, term_node(finding.focus_node)))
    if finding.path is not None:
        graph.add((result, SH.resultPath, path_node(finding.path, graph)))
    if finding.value is not None:
        graph.add((result, SH.value, term_node(finding.value)))
    if finding.constraint is not None:
        graph.add((result, SH.sourceConstraint, _named(finding.constraint)))
    return result


def _named(name: str) -> Node:
    return term_node(name if name.startswith("_:") else f"<{name}>")

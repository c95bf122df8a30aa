"""A report as SHACL itself writes it: a validation report in RDF (SHACL section 3.6)."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from rdflib import RDF, SH, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from iurc.shapes.path import path_node
from iurc.shapes.report import Finding, Report
from iurc.shapes.reporting.context import PLAIN, Context
from iurc.shapes.reporting.json_report import indented
from iurc.shapes.reporting.safe import encodable
from iurc.shapes.reporting.tree import as_jsonld, as_turtle, leaf
from iurc.shapes.term import term_node, term_text


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


def write_turtle(report: Report, context: Context = PLAIN) -> str:
    """Write a report as a SHACL validation report in Turtle."""
    return "".join(turtle_pieces(report, context))


def write_jsonld(report: Report, context: Context = PLAIN) -> str:
    """Write a report as a SHACL validation report in JSON-LD, expanded."""
    return "".join(jsonld_pieces(report, context))


def write_ntriples(report: Report) -> str:
    """Write a report as a SHACL validation report in N-Triples."""
    return report_graph(report).serialize(format="nt")


def turtle_pieces(report: Report, _context: Context) -> Iterator[str]:
    """Write a report in Turtle, finding by finding.

    Args:
        report: The report. SHACL has no property for positions and coverage: they are left out.

    Yields:
        Pieces of a document with one `sh:ValidationReport`.
    """
    conforms = str(report.conforms).lower()
    yield f"@prefix sh: <{SH}> .\n\n[] a sh:ValidationReport ;\n    sh:conforms {conforms}"
    separator = " ;\n    sh:result "
    for finding in report.findings:
        parts = (f"        {predicate} {value}" for predicate, value in _parts(finding))
        yield separator + encodable("[\n" + " ;\n".join(parts) + "\n    ]")
        separator = " , "
    yield " .\n"


def jsonld_pieces(report: Report, _context: Context) -> Iterator[str]:
    """Write a report in expanded JSON-LD, finding by finding.

    Args:
        report: The report. SHACL has no property for positions and coverage: they are left out.

    Yields:
        Pieces of an array with one `sh:ValidationReport`.
    """
    head = {"@type": [str(SH.ValidationReport)], str(SH.conforms): [{"@value": report.conforms}]}
    yield "[\n" + indented(head, 2)[:-4]
    separator = f',\n    "{SH.result}": [\n'
    for finding in report.findings:
        yield separator + indented(_node_object(finding), 6)
        separator = ",\n"
    yield ("\n" if report.conforms else "\n    ]\n") + "  }\n]\n"


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
    return term_node(_term(name))


def _parts(finding: Finding) -> Iterator[tuple[str, str]]:
    """Give the predicates and objects of a result in Turtle, without building a graph, which costs far more."""
    yield "a", "sh:ValidationResult"
    yield "sh:resultSeverity", f"<{finding.severity_iri}>"
    yield "sh:sourceConstraintComponent", f"<{finding.component}>"
    yield "sh:sourceShape", _term(finding.shape)
    yield "sh:resultMessage", term_text(Literal(finding.message))
    if finding.focus_node is not None:
        yield "sh:focusNode", finding.focus_node
    if finding.path is not None:
        yield "sh:resultPath", _path_turtle(finding.path)
    if finding.value is not None:
        yield "sh:value", finding.value
    if finding.constraint is not None:
        yield "sh:sourceConstraint", _term(finding.constraint)


def _node_object(finding: Finding) -> dict[str, Any]:
    told: dict[str, Any] = {
        "@type": [str(SH.ValidationResult)],
        str(SH.resultSeverity): [{"@id": finding.severity_iri}],
        str(SH.sourceConstraintComponent): [{"@id": finding.component}],
        str(SH.sourceShape): [{"@id": finding.shape}],
        str(SH.resultMessage): [{"@value": finding.message}],
    }
    if finding.focus_node is not None:
        told[str(SH.focusNode)] = [leaf(term_node(finding.focus_node))]
    if finding.path is not None:
        graph = Graph()
        told[str(SH.resultPath)] = [as_jsonld(graph, path_node(finding.path, graph))]
    if finding.value is not None:
        told[str(SH.value)] = [leaf(term_node(finding.value))]
    if finding.constraint is not None:
        told[str(SH.sourceConstraint)] = [{"@id": finding.constraint}]
    return told


@lru_cache(maxsize=1024)
def _path_turtle(path: str) -> str:
    graph = Graph()
    return as_turtle(graph, path_node(path, graph), "        ")


def _term(name: str) -> str:
    return name if name.startswith("_:") else f"<{name}>"

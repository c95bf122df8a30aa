"""A report for people: what is wrong, where, and what to do, grouped by what they have to look at."""

import re
from collections.abc import Iterable
from itertools import groupby

from iurc.shapes.report import Finding, Report, Severity

PREFIXES = {
    "iurc": "https://w3id.org/iurc/ontology#",
    "iurcsh": "https://w3id.org/iurc/shapes#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "prov": "http://www.w3.org/ns/prov#",
    "dcterms": "http://purl.org/dc/terms/",
    "org": "http://www.w3.org/ns/org#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "sh": "http://www.w3.org/ns/shacl#",
}
_IRI = re.compile(r"<([^<>\s]*)>")
_LOCAL_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_WORDS = {Severity.VIOLATION: "violation", Severity.WARNING: "warning", Severity.INFO: "remark"}
_LONGEST = 200


def write_text(report: Report) -> str:
    """Write a report as text for a terminal or a log.

    The findings are grouped by the node that they speak of; each says its place (`file:line:column`, "near" when
    only the neighbourhood is known), its severity, the property and the value, the message, and what the shape
    expects. Findings that say the same of the same value are written once.

    Args:
        report: The report; positions are left out where there are none.

    Returns:
        Lines that end in a line feed; one line when nothing was found.
    """
    blocks = []
    for focus, findings in groupby(
        sorted(report.findings, key=_by_node), key=lambda finding: finding.focus_node
    ):
        lines = [short(focus) if focus else "(no node)"]
        for finding in _told_once(findings):
            lines += _lines(finding)
        blocks.append("\n".join(lines))
    return "\n\n".join([*blocks, summary(report)]) + "\n"


def summary(report: Report) -> str:
    """Say in one line how many findings there are of each severity."""
    if report.conforms:
        return "Nothing found: the data conforms."
    counts = [f"{count} {_WORDS[severity]}{'s' * (count > 1)}" for severity, count in report.counts().items()]
    return ", ".join(counts) + "."


def short(text: str) -> str:
    """Write the IRIs of an N-Triples term or property path with well-known prefixes.

    Args:
        text: A term or a path with full IRIs in angle brackets.

    Returns:
        The same with `iurc:hasPhase` for IRIs of a known namespace, and cut when it is very long.
    """
    named = _IRI.sub(lambda match: _name(match[1]), text)
    return named if len(named) <= _LONGEST else named[: _LONGEST - 1] + "…"


def _name(iri: str) -> str:
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and _LOCAL_NAME.fullmatch(iri, len(namespace)):
            return f"{prefix}:{iri[len(namespace) :]}"
    return f"<{iri}>"


def _by_node(finding: Finding) -> tuple[int, str, int, str, tuple[object, ...]]:
    """Keep files and lines together, the findings of one node side by side, the worst first."""
    position = finding.position
    return (
        0 if position else 1,
        position.file if position else "",
        position.line if position else 0,
        finding.focus_node or "",
        finding.key,
    )


def _told_once(findings: Iterable[Finding]) -> list[Finding]:
    told = {(finding.path, finding.value, finding.message): finding for finding in reversed(list(findings))}
    return list(reversed(told.values()))


def _lines(finding: Finding) -> list[str]:
    place = ""
    if finding.position:
        place = f"{finding.position}: " if finding.position.exact else f"near {finding.position}: "
    value = None if finding.value == finding.focus_node else finding.value
    about = " ".join(short(term) for term in (finding.path, value) if term)
    lines = [
        f"  {place}{_WORDS[finding.severity]}{': ' + about if about else ''}",
        f"      {finding.message}",
    ]
    if finding.remedy:
        lines.append(f"      Expected: {finding.remedy}")
    by = finding.constraint or finding.shape
    lines.append(f"      [{by if by.startswith('_:') else short(f'<{by}>')}]")
    return lines

"""Short names for IRIs, severities and rules, the same in all reports."""

import hashlib
import re

from iurc.shapes.report import Finding, Severity

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
WORDS = {Severity.VIOLATION: "violation", Severity.WARNING: "warning", Severity.INFO: "remark"}
_IRI = re.compile(r"<([^<>\s]*)>")
_LOCAL_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_LOCAL_PART = re.compile(r"[^#/:]*$")
LONGEST = 200
_LONGEST_RULE = 255


def short(text: str, longest: int = LONGEST) -> str:
    """Write the IRIs of an N-Triples term or property path with well-known prefixes.

    Args:
        text: A term or a path with full IRIs in angle brackets.
        longest: How long it may become.

    Returns:
        The same with `iurc:hasPhase` for IRIs of a known namespace, and cut when it is very long.
    """
    named = _IRI.sub(lambda match: _name(match[1]) or match[0], text)
    return named if len(named) <= longest else named[: longest - 1] + "…"


def counted(number: int, noun: str) -> str:
    """Write a number with its noun: `1 finding`, `1,200 findings`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def about_what(finding: Finding) -> str:
    """Write the property and the value that a finding speaks of; empty where it speaks of the whole node."""
    value = None if finding.value == finding.focus_node else finding.value
    return " ".join(short(term) for term in (finding.path, value) if term)


def source_of(finding: Finding) -> str:
    """Give the constraint or the shape that made a finding."""
    return finding.constraint or finding.shape


def rule_id(finding: Finding) -> str:
    """Name the rule that a finding breaks, the same in every run.

    Labels of blank nodes change from run to run, so that a shape without an IRI is named after its component and path.

    Args:
        finding: The finding.

    Returns:
        Such as `iurcsh:Phase-number/MinCount` or `MinCount(foaf:name)`, at most 255 characters, as GitHub wants it.
    """
    component = component_name(finding)
    source = source_of(finding)
    if source.startswith("_:"):
        name = f"{component}({short(finding.path)})" if finding.path else component
    else:
        name = f"{_name(source) or source}/{component}"
    if len(name) <= _LONGEST_RULE:
        return name
    return f"{name[: _LONGEST_RULE - 17]}~{hashlib.sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


def component_name(finding: Finding) -> str:
    """Give the local name of the component: `MinCount` for `sh:MinCountConstraintComponent`."""
    local = _LOCAL_PART.search(finding.component)
    return (local[0] if local else "").removesuffix("ConstraintComponent") or "Constraint"


def place_of(finding: Finding) -> str:
    """Write where a finding stands, with `near` where that is not exact; empty where it is not known."""
    if finding.position is None:
        return ""
    return f"{finding.position}" if finding.position.exact else f"near {finding.position}"


def _name(iri: str) -> str | None:
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and _LOCAL_NAME.fullmatch(iri, len(namespace)):
            return f"{prefix}:{iri[len(namespace) :]}"
    return None

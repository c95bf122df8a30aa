"""The named graphs of a release and what each is for."""

import re

import pyoxigraph

# What may not stand in a segment of an IRI (RFC 3987, section 2.2).
_NO_SEGMENT = re.compile(r"[^A-Za-z0-9._~!$&'()*+,;=:@\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef-]")
_BASE = "https://w3id.org/iurc/graph/"

ONTOLOGY = pyoxigraph.NamedNode(_BASE + "ontology")
CONCEPTS = pyoxigraph.NamedNode(_BASE + "concepts")
SHAPES = pyoxigraph.NamedNode(_BASE + "shapes")
PROVENANCE = pyoxigraph.NamedNode(_BASE + "provenance")
AUDIT = pyoxigraph.NamedNode(_BASE + "audit")
INFERRED = pyoxigraph.NamedNode(_BASE + "inferred")

# Written by the product alone: an import that names one of them is refused.
SYSTEM = frozenset({ONTOLOGY, CONCEPTS, SHAPES, PROVENANCE, AUDIT, INFERRED})

# Reached only by `GRAPH`: they speak about the statements, not about the programme (docs/adr/0005).
ASIDE = frozenset({SHAPES, PROVENANCE, AUDIT, INFERRED})

# They tell when something was done, so they differ between two builds of the same facts and stay out of the digest.
UNDIGESTED = frozenset({PROVENANCE, AUDIT})


def of_dataset(name: str) -> pyoxigraph.NamedNode:
    """Give the graph of a dataset.

    Args:
        name: The dataset's name (`iuc-phase1`) or, for a graph that lives elsewhere, its whole IRI. In a name, which
            may come from a file's, what an IRI does not take is percent-encoded.
    """
    if "://" in name:
        return pyoxigraph.NamedNode(name)
    return pyoxigraph.NamedNode(_BASE + _NO_SEGMENT.sub(_encoded, name))


def _encoded(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "surrogateescape"))

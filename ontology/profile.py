"""Whether the ontology keeps inside OWL 2 DL, and its inference inside OWL 2 RL, without a reasoner.

The rules are those of the OWL 2 Structural Specification (sections 2.4, 3, 5 and 11) and of the OWL 2 Profiles
(section 4.2), as far as the constructs occur in graphs like ours. One departure from the grammar of RL is
allowed: a union of named classes as domain or range. RL infers nothing from it, so all that is inferred stays inside
the profile, while a full reasoner can still catch a wrong use.
"""

from collections.abc import Callable, Iterator
from typing import Any

from rdflib import OWL, RDF, RDFS, XSD, Graph, Literal, URIRef
from rdflib.term import Node

from iurc.ontology import class_expression
from iurc.ontology.flaw import Flaw

Check = Callable[[Graph], Iterator[Flaw]]

# The built-in datatypes of OWL 2 (section 4) that OWL 2 RL has too (Profiles, section 4.2.1).
# fmt: off
_XSD_DATATYPES = (
    "decimal", "integer", "nonNegativeInteger", "nonPositiveInteger", "positiveInteger", "negativeInteger",
    "long", "int", "short", "byte", "unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte", "float", "double",
    "string", "normalizedString", "token", "language", "Name", "NCName", "NMTOKEN",
    "boolean", "hexBinary", "base64Binary", "anyURI", "dateTime", "dateTimeStamp",
)
# fmt: on
# RDF 1.1 calls rdf:langString what OWL 2 calls an rdf:PlainLiteral with a language tag.
_DATATYPES = {
    RDF.PlainLiteral,
    RDF.langString,
    RDF.XMLLiteral,
    RDFS.Literal,
    *(XSD[name] for name in _XSD_DATATYPES),
}
_VOCABULARIES: tuple[Any, ...] = (OWL, RDF, RDFS, XSD)  # rdflib's namespaces have no type of their own
_RESERVED = tuple(str(vocabulary) for vocabulary in _VOCABULARIES)
_PROPERTY_KINDS = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
_NEEDS_SIMPLE = (
    OWL.AsymmetricProperty,
    OWL.IrreflexiveProperty,
    OWL.FunctionalProperty,
    OWL.InverseFunctionalProperty,
)


def find(graph: Graph) -> tuple[Flaw, ...]:
    """Return all departures from OWL 2 DL and, for what is inferred, from OWL 2 RL, sorted; none when it keeps inside.

    Args:
        graph: the ontology as one graph, with or without concept schemes and alignments.
    """
    return tuple(sorted({flaw for check in CHECKS for flaw in check(graph)}))


def header(graph: Graph) -> Iterator[Flaw]:
    """Find a missing or second ontology header (Mapping to RDF Graphs, section 3.1.2)."""
    headers = sorted(map(str, set(graph.subjects(RDF.type, OWL.Ontology))))
    if len(headers) != 1:
        yield Flaw(
            "header",
            ", ".join(headers) or "-",
            f"there are {len(headers)} ontology headers where there must be one",
        )


def punning(graph: Graph) -> Iterator[Flaw]:
    """Find IRIs with two roles that OWL 2 DL keeps apart (section 5.8.2)."""
    for group in (_PROPERTY_KINDS, (OWL.Class, RDFS.Datatype)):
        for term in {term for kind in group for term in graph.subjects(RDF.type, kind)}:
            kinds = [kind for kind in group if (term, RDF.type, kind) in graph]
            if len(kinds) > 1:
                yield Flaw(
                    "punning",
                    str(term),
                    f"is declared as {' and as '.join(map(str, kinds))}: one of them only",
                )


def undeclared(graph: Graph) -> Iterator[Flaw]:
    """Find classes and properties that are used but not declared (section 5.8.2, typing constraints)."""
    declared = {term for kind in _PROPERTY_KINDS for term in graph.subjects(RDF.type, kind)}
    for predicate in set(graph.predicates()):
        if predicate not in declared and not _is_reserved(predicate):
            yield Flaw("undeclared", str(predicate), "is used as a property and not declared")
    for node in class_expression.uses(graph):
        known = _is_reserved(node) or any(
            (node, RDF.type, kind) in graph for kind in (OWL.Class, RDFS.Datatype)
        )
        if isinstance(node, URIRef) and not known:
            yield Flaw("undeclared", str(node), "is used as a class or datatype and not declared")


def reserved(graph: Graph) -> Iterator[Flaw]:
    """Find IRIs of the owl, rdf, rdfs and xsd namespaces that these vocabularies do not have (section 2.4)."""
    for node in {node for triple in graph for node in triple if _is_reserved(node)}:
        known = any(node in vocabulary for vocabulary in _VOCABULARIES)
        if not known and node not in _DATATYPES:
            yield Flaw(
                "reserved", str(node), "is in a reserved namespace that has no such term: correct the name"
            )


def datatypes(graph: Graph) -> Iterator[Flaw]:
    """Find datatypes outside the OWL 2 datatype map: xsd:date and xsd:gYear are among them (section 5.2)."""
    ranges = {
        node
        for node in class_expression.uses(graph)
        if isinstance(node, URIRef) and node.startswith(str(XSD))
    }
    literals = {
        node.datatype for node in graph.objects() if isinstance(node, Literal) and node.datatype is not None
    }
    for datatype in (ranges | literals) - _DATATYPES:
        if (datatype, RDF.type, RDFS.Datatype) not in graph or _is_reserved(datatype):
            yield Flaw(
                "datatypes",
                str(datatype),
                "is not in the OWL 2 datatype map: state the type in a shape instead",
            )


def simplicity(graph: Graph) -> Iterator[Flaw]:
    """Find properties that are composed of others and yet restricted as only simple ones may be (section 11.2)."""
    composed = set(graph.subjects(RDF.type, OWL.TransitiveProperty)) | set(
        graph.subjects(OWL.propertyChainAxiom)
    )
    frontier = composed
    while frontier:
        above = {node for term in frontier for node in _follows(graph, term)}
        frontier = above - composed
        composed = composed | frontier
    for term in composed:
        restricted = any((term, RDF.type, kind) in graph for kind in _NEEDS_SIMPLE)
        disjoint = (term, OWL.propertyDisjointWith, None) in graph or (
            None,
            OWL.propertyDisjointWith,
            term,
        ) in graph
        if restricted or disjoint:
            yield Flaw(
                "simplicity",
                str(term),
                "is transitive or a chain and so must not be asymmetric, irreflexive, functional or disjoint",
            )


def unknown_to_rl(graph: Graph) -> Iterator[Flaw]:
    """Find kinds of axiom that OWL 2 RL does not have (Profiles, section 4.2.5)."""
    for term in graph.subjects(RDF.type, OWL.ReflexiveProperty):
        yield Flaw("unknown to RL", str(term), "is an owl:ReflexiveProperty, which OWL 2 RL does not have")
    for term in graph.subjects(OWL.disjointUnionOf):
        yield Flaw("unknown to RL", str(term), "has an owl:disjointUnionOf, which OWL 2 RL does not have")


def beyond_rl(graph: Graph) -> Iterator[Flaw]:
    """Find axioms between classes from which OWL 2 RL cannot infer all that they mean (Profiles, section 4.2.3)."""
    for lower, higher in graph.subject_objects(RDFS.subClassOf):
        if not class_expression.is_rl_subclass(graph, lower) or not class_expression.is_rl_superclass(
            graph, higher
        ):
            yield Flaw("beyond RL", str(lower), "has an rdfs:subClassOf outside OWL 2 RL: make it a shape")
    for one, other in graph.subject_objects(OWL.equivalentClass):
        if not all(class_expression.is_rl_equivalent(graph, node) for node in (one, other)):
            yield Flaw("beyond RL", str(one), "has an owl:equivalentClass outside OWL 2 RL: make it a shape")
    for predicate in (RDFS.domain, RDFS.range):
        for term, end in graph.subject_objects(predicate):
            if not class_expression.is_union_of_names(graph, end) and not class_expression.is_rl_superclass(
                graph, end
            ):
                yield Flaw(
                    "beyond RL", str(term), "has a domain or range outside OWL 2 RL that is no union of names"
                )


CHECKS: tuple[Check, ...] = (
    header,
    punning,
    undeclared,
    reserved,
    datatypes,
    simplicity,
    unknown_to_rl,
    beyond_rl,
)


def _is_reserved(node: Node) -> bool:
    return isinstance(node, URIRef) and str(node).startswith(_RESERVED)


def _follows(graph: Graph, term: Node) -> Iterator[Node]:
    """Yield what is composed because this property is: those above it, and its inverses."""
    yield from graph.objects(term, RDFS.subPropertyOf)
    yield from graph.objects(term, OWL.inverseOf)
    yield from (node for node in graph.subjects(OWL.inverseOf, term) if isinstance(node, URIRef))

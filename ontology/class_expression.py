"""Class expressions in a graph: where they stand, and which of them OWL 2 RL allows on which side of an axiom."""

from collections.abc import Iterator

from rdflib import OWL, RDF, RDFS, Graph, Literal, URIRef
from rdflib.term import Node

_AT_MOST_ONE = (OWL.maxCardinality, OWL.maxQualifiedCardinality)
_HOLDERS = (RDFS.subClassOf, RDFS.domain, RDFS.range, OWL.equivalentClass, OWL.disjointWith)
_FILLERS = (OWL.someValuesFrom, OWL.allValuesFrom, OWL.onClass, OWL.complementOf)
_LISTS = (OWL.unionOf, OWL.intersectionOf, OWL.members, OWL.disjointUnionOf)


def uses(graph: Graph) -> Iterator[Node]:
    """Yield each node that stands where a class, a datatype or an expression of them must stand."""
    for predicate in (*_HOLDERS, *_FILLERS):
        yield from graph.objects(None, predicate)
    for predicate in (RDFS.subClassOf, OWL.equivalentClass, OWL.disjointWith):
        yield from graph.subjects(predicate)
    for predicate in _LISTS:
        for members in graph.objects(None, predicate):
            yield from graph.items(members)
    yield from graph.objects(None, RDF.type)


def is_union_of_names(graph: Graph, node: Node) -> bool:
    """Tell whether this is a union whose members are all named classes."""
    union = graph.value(node, OWL.unionOf)
    return union is not None and all(isinstance(member, URIRef) for member in graph.items(union))


def is_rl_subclass(graph: Graph, node: Node) -> bool:
    """Tell whether the expression may stand on the left of a subclass axiom (subClassExpression of Profiles 4.2.3)."""
    if isinstance(node, URIRef):
        return node != OWL.Thing
    for predicate in (OWL.unionOf, OWL.intersectionOf):
        if (members := graph.value(node, predicate)) is not None:
            return all(is_rl_subclass(graph, member) for member in graph.items(members))
    if (filler := graph.value(node, OWL.someValuesFrom)) is not None:
        return filler == OWL.Thing or is_rl_subclass(graph, filler)
    return any((node, predicate, None) in graph for predicate in (OWL.oneOf, OWL.hasValue))


def is_rl_superclass(graph: Graph, node: Node) -> bool:
    """Tell whether the expression may stand on the right of a subclass axiom (superClassExpression of Profiles 4.2.3)."""
    if isinstance(node, URIRef):
        return node != OWL.Thing
    if (members := graph.value(node, OWL.intersectionOf)) is not None:
        return all(is_rl_superclass(graph, member) for member in graph.items(members))
    if (negated := graph.value(node, OWL.complementOf)) is not None:
        return is_rl_subclass(graph, negated)
    if (filler := graph.value(node, OWL.allValuesFrom)) is not None:
        return is_rl_superclass(graph, filler)
    limits = [limit for predicate in _AT_MOST_ONE for limit in graph.objects(node, predicate)]
    if limits:
        return all(isinstance(limit, Literal) and limit.toPython() in (0, 1) for limit in limits)
    return (node, OWL.hasValue, None) in graph


def is_rl_equivalent(graph: Graph, node: Node) -> bool:
    """Tell whether the expression may stand in an equivalence (equivClassExpression of Profiles 4.2.3)."""
    if isinstance(node, URIRef):
        return node != OWL.Thing
    if (members := graph.value(node, OWL.intersectionOf)) is not None:
        return all(is_rl_equivalent(graph, member) for member in graph.items(members))
    return (node, OWL.hasValue, None) in graph

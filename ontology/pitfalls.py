"""Common mistakes in the making of an ontology, found without a reasoner and without Java.

Each check is a pure function from a graph to flaws and looks at the terms of our own namespace only. What the
OWL 2 profiles forbid is in `profile`.
"""

import re
from collections.abc import Callable, Iterator

from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef
from rdflib.term import Node

from iurc.ontology import terms
from iurc.ontology.flaw import Flaw

Check = Callable[[Graph], Iterator[Flaw]]

_PROPERTY_KINDS = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
_SHORTEST_DEFINITION = 40


def find(graph: Graph) -> tuple[Flaw, ...]:
    """Return the flaws of all checks, sorted by check and term; none when the ontology is clean.

    Args:
        graph: the ontology as one graph, with or without its concept schemes.
    """
    return tuple(sorted({flaw for check in CHECKS for flaw in check(graph)}))


def classes(graph: Graph) -> set[URIRef]:
    """Return the classes of our own namespace that the graph declares."""
    return _own(graph.subjects(RDF.type, OWL.Class))


def properties(graph: Graph) -> set[URIRef]:
    """Return the properties of our own namespace that the graph declares, of whatever kind."""
    return {term for kind in _PROPERTY_KINDS for term in _own(graph.subjects(RDF.type, kind))}


def undeclared(graph: Graph) -> Iterator[Flaw]:
    """Find terms of our namespace that are used and declared nowhere, mostly slips of the pen."""
    used = _own(node for triple in graph for node in triple)
    for term in used - classes(graph) - properties(graph):
        yield Flaw(
            "undeclared",
            term,
            "is used but declared as neither class nor property: declare it or correct the name",
        )


def unlabelled(graph: Graph) -> Iterator[Flaw]:
    """Find terms without exactly one English label."""
    for term in classes(graph) | properties(graph):
        count = len(_english(graph, term, RDFS.label))
        if count != 1:
            yield Flaw("unlabelled", term, f"has {count} English rdfs:label where there must be one")


def undefined(graph: Graph) -> Iterator[Flaw]:
    """Find terms without exactly one English definition that is long enough to say something."""
    for term in classes(graph) | properties(graph):
        texts = _english(graph, term, SKOS.definition)
        if len(texts) != 1:
            yield Flaw("undefined", term, f"has {len(texts)} English skos:definition where there must be one")
        elif len(texts[0]) < _SHORTEST_DEFINITION or not texts[0].rstrip().endswith("."):
            yield Flaw(
                "undefined",
                term,
                "has a skos:definition that is no full sentence: say what it is and what it is not",
            )


def homeless(graph: Graph) -> Iterator[Flaw]:
    """Find terms that do not say by rdfs:isDefinedBy that this ontology defines them."""
    for term in classes(graph) | properties(graph):
        if set(graph.objects(term, RDFS.isDefinedBy)) != {URIRef(terms.ONTOLOGY_IRI)}:
            yield Flaw("homeless", term, f"must have rdfs:isDefinedBy <{terms.ONTOLOGY_IRI}> and no other")


def misnamed(graph: Graph) -> Iterator[Flaw]:
    """Find classes not in UpperCamelCase and properties not in lowerCamelCase."""
    for term in classes(graph):
        if not re.fullmatch(r"[A-Z][A-Za-z0-9]*", _name(term)):
            yield Flaw("misnamed", term, "is a class and must be written in UpperCamelCase")
    for term in properties(graph):
        if not re.fullmatch(r"[a-z][A-Za-z0-9]*", _name(term)):
            yield Flaw("misnamed", term, "is a property and must be written in lowerCamelCase")


def ambiguous(graph: Graph) -> Iterator[Flaw]:
    """Find classes, or properties, that share a label or a definition with another one."""
    for group in (classes(graph), properties(graph)):
        for predicate in (RDFS.label, SKOS.definition):
            seen: dict[str, URIRef] = {}
            for term in sorted(group):
                for text in _english(graph, term, predicate):
                    if text in seen:
                        yield Flaw(
                            "ambiguous",
                            term,
                            f"says the same as <{seen[text]}> by {_name(predicate)}: tell them apart",
                        )
                    seen[text] = term


def both(graph: Graph) -> Iterator[Flaw]:
    """Find terms that are a class and a property, or a class or property and an individual."""
    for term in classes(graph) & properties(graph):
        yield Flaw("both", term, "is declared both as a class and as a property: use two names")
    for term in classes(graph) | properties(graph):
        for kind in set(graph.objects(term, RDF.type)):
            if not str(kind).startswith((str(OWL), str(RDF), str(RDFS))):
                yield Flaw("both", term, f"is a term and also an individual of <{kind}>: use two names")


def unbounded(graph: Graph) -> Iterator[Flaw]:
    """Find properties that lack a domain or range without a reason, or give a reason though they have one.

    The reason is a skos:editorialNote that says "No domain" or "No range".
    """
    for term in properties(graph):
        notes = " ".join(str(note) for note in graph.objects(term, SKOS.editorialNote)).lower()
        for predicate, excuse in ((RDFS.domain, "no domain"), (RDFS.range, "no range")):
            given, excused = (term, predicate, None) in graph, excuse in notes
            if not given and not excused:
                yield Flaw(
                    "unbounded",
                    term,
                    f'has no rdfs:{_name(predicate)}: state it, or say why in a skos:editorialNote "{excuse.capitalize()}: ..."',
                )
            if given and excused:
                yield Flaw(
                    "unbounded", term, f"has an rdfs:{_name(predicate)} and a note that says it has none"
                )


def circular(graph: Graph) -> Iterator[Flaw]:
    """Find terms that are below themselves by rdfs:subClassOf or rdfs:subPropertyOf."""
    for predicate, group in ((RDFS.subClassOf, classes(graph)), (RDFS.subPropertyOf, properties(graph))):
        for term in group:
            above = {
                higher
                for parent in graph.objects(term, predicate)
                for higher in graph.transitive_objects(parent, predicate)
            }
            if term in above:
                yield Flaw("circular", term, f"is below itself by rdfs:{_name(predicate)}: break the cycle")


def crossed(graph: Graph) -> Iterator[Flaw]:
    """Find inverse properties whose domains and ranges do not meet crosswise, and self-inverse ones."""
    for one, other in graph.subject_objects(OWL.inverseOf):
        if not (isinstance(one, URIRef) and isinstance(other, URIRef) and _is_own(one)):
            continue
        if one == other:
            yield Flaw("crossed", one, "is its own inverse: declare it as owl:SymmetricProperty")
        for end, opposite in ((RDFS.domain, RDFS.range), (RDFS.range, RDFS.domain)):
            if _named(graph, one, end) != _named(graph, other, opposite):
                yield Flaw(
                    "crossed",
                    one,
                    f"has an rdfs:{_name(end)} that is not the rdfs:{_name(opposite)} of its inverse <{other}>",
                )


def unconnected(graph: Graph) -> Iterator[Flaw]:
    """Find classes that no property and no other class has anything to do with."""
    structure = {RDFS.subClassOf, RDFS.domain, RDFS.range, OWL.equivalentClass, RDF.first}
    for term in classes(graph):
        used = any(predicate in structure for predicate in graph.predicates(None, term))
        if not used and (term, RDFS.subClassOf, None) not in graph:
            yield Flaw(
                "unconnected", term, "stands alone: no superclass, no property and no other class mentions it"
            )


def imports(graph: Graph) -> Iterator[Flaw]:
    """Find owl:imports: everything reused is declared in modules/reused.ttl, nothing is fetched."""
    for ontology, imported in graph.subject_objects(OWL.imports):
        yield Flaw(
            "imports",
            str(ontology),
            f"imports <{imported}>: declare the terms used in modules/reused.ttl instead",
        )


CHECKS: tuple[Check, ...] = (
    undeclared,
    unlabelled,
    undefined,
    homeless,
    misnamed,
    ambiguous,
    both,
    unbounded,
    circular,
    crossed,
    unconnected,
    imports,
)


def _own(nodes: Iterator[Node]) -> set[URIRef]:
    return {node for node in nodes if isinstance(node, URIRef) and _is_own(node)}


def _is_own(node: URIRef) -> bool:
    return node.startswith(terms.ONTOLOGY) and node != URIRef(terms.ONTOLOGY)


def _name(term: URIRef) -> str:
    return term.rpartition("#")[2]


def _english(graph: Graph, term: URIRef, predicate: URIRef) -> list[str]:
    return [
        str(text)
        for text in graph.objects(term, predicate)
        if isinstance(text, Literal) and text.language == "en"
    ]


def _named(graph: Graph, term: URIRef, end: URIRef) -> set[frozenset[Node]]:
    """Return the ends of a property, each as the set of the classes in its union or as the one class."""
    ends = set()
    for expression in graph.objects(term, end):
        union = graph.value(expression, OWL.unionOf)
        ends.add(frozenset(graph.items(union)) if union is not None else frozenset({expression}))
    return ends

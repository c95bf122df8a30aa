"""Terms of our namespace in an import that the ontology does not declare."""

from collections.abc import Collection, Iterable, Iterator
from itertools import chain

import pyoxigraph

from iurc.graph.candidate import Candidate
from iurc.shapes.report import Finding
from iurc.shapes.unknown_terms import ONTOLOGY, unknown_terms

_TYPE = pyoxigraph.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")


def undeclared(candidates: Iterable[Candidate], ontology: Collection[pyoxigraph.Quad]) -> Iterator[Finding]:
    """Find the uses of terms that nobody declared.

    Args:
        candidates: The imports. What is declared in one of them is declared.
        ontology: The statements of the ontology.

    Yields:
        The findings, without places.
    """
    quads = [quad for candidate in candidates for quad in candidate.quads]
    # Few kinds of terms, many statements: the statements are looked at one by one only where a term is unknown.
    used = _own_iris(_terms(quads))
    unknown = used - _declared(ontology) if used else used
    if unknown:
        unknown -= _declared(quads)
    if not unknown:
        return
    terms = {pyoxigraph.NamedNode(iri) for iri in unknown}
    found = (
        (str(quad.subject), str(quad.predicate), str(quad.object))
        for quad in sorted(quads, key=str)
        if quad.predicate in terms or (quad.predicate == _TYPE and quad.object in terms)
    )
    yield from unknown_terms(found, _declared(chain(ontology, quads)))


def _terms(quads: Iterable[pyoxigraph.Quad]) -> set[object]:
    terms: set[object] = set()
    for quad in quads:
        predicate = quad.predicate
        terms.add(predicate)
        if predicate == _TYPE:
            terms.add(quad.object)
    return terms


def _declared(quads: Iterable[pyoxigraph.Quad]) -> set[str]:
    return _own_iris(quad.subject for quad in quads if quad.predicate == _TYPE)


def _own_iris(terms: Iterable[object]) -> set[str]:
    return {
        term.value
        for term in terms
        if isinstance(term, pyoxigraph.NamedNode) and term.value.startswith(ONTOLOGY)
    }

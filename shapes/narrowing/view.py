"""A read-only rdflib graph over the default graph of a `pyoxigraph.Store`, which copies nothing.

pySHACL over the usual bridges between rdflib and Oxigraph is wrong: plain strings come back typed as
`xsd:string` and are no longer equal to the members of `sh:in`. Here a plain string is a plain literal.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import pyoxigraph as ox
from rdflib import Graph, URIRef
from rdflib.store import Store
from rdflib.term import Literal, Node

from iurc.shapes.narrowing.terms import OxTerm, to_oxigraph, to_rdflib

_Pattern = tuple[Node | None, Node | None, Node | None]
_CACHED = 200_000
_DEFAULT = ox.DefaultGraph()


class ReadThroughStore(Store):
    """The default graph of a store as rdflib sees it; every method that would write is refused."""

    context_aware = False
    formula_aware = False
    transaction_aware = False
    graph_aware = False

    def __init__(self, store: ox.Store) -> None:
        super().__init__()
        self._store: Any = store
        self._nodes: dict[OxTerm, Node] = {}
        self._terms: dict[Node, OxTerm | None] = {}
        self._names: dict[str, URIRef] = {}
        self._prefixes: dict[URIRef, str] = {}

    def node(self, term: Any) -> Node:
        """Give the rdflib node of a term, the same object each time while it is remembered."""
        node = self._nodes.get(term)
        if node is None:
            if len(self._nodes) >= _CACHED:
                self._nodes.clear()
            node = self._nodes[term] = to_rdflib(term)
        return node

    def _term(self, node: Node) -> OxTerm | None:
        try:
            return self._terms[node]
        except KeyError:
            if len(self._terms) >= _CACHED:
                self._terms.clear()
        try:
            term: OxTerm | None = to_oxigraph(node)
        except ValueError:
            term = None
        self._terms[node] = term
        return term

    def triples(self, triple_pattern: _Pattern, context: Any = None) -> Iterator[Any]:  # noqa: ARG002 - rdflib's
        """Give the triples that match a pattern, straight from the store."""
        subject, predicate, value = triple_pattern
        if isinstance(subject, Literal) or (predicate is not None and not isinstance(predicate, URIRef)):
            return
        terms: list[Any] = [None if part is None else self._term(part) for part in triple_pattern]
        if any(term is None and part is not None for term, part in zip(terms, triple_pattern, strict=True)):
            return
        node = self.node
        for quad in self._store.quads_for_pattern(*terms, _DEFAULT):
            found = value if value is not None else node(quad.object)
            # rdflib may ask for a spelling that Oxigraph reads as another term of the same value.
            if value is not None and isinstance(value, Literal) and node(quad.object) != value:
                continue
            yield (
                (
                    subject if subject is not None else node(quad.subject),
                    predicate if predicate is not None else node(quad.predicate),
                    found,
                ),
                None,
            )

    def __len__(self, context: Any = None) -> int:
        return len(self._store)

    def bind(self, prefix: str, namespace: URIRef, override: bool = True) -> None:  # noqa: FBT001, FBT002 - rdflib's
        """Remember a prefix; it is not written to the store."""
        if override or (prefix not in self._names and namespace not in self._prefixes):
            self._names[prefix] = namespace
            self._prefixes[namespace] = prefix

    def namespace(self, prefix: str) -> URIRef | None:
        """Give the namespace of a prefix."""
        return self._names.get(prefix)

    def prefix(self, namespace: URIRef) -> str | None:
        """Give the prefix of a namespace."""
        return self._prefixes.get(namespace)

    def namespaces(self) -> Iterator[tuple[str, URIRef]]:
        """Give all prefixes."""
        yield from self._names.items()

    def add(self, *_: Any, **__: Any) -> None:
        """Refuse to write.

        Raises:
            TypeError: Always.
        """
        raise TypeError("the graph is read-only: write to the store itself")

    addN = remove = add  # noqa: N815 - rdflib's names


class ReadThrough(Graph):
    """The graph of a `ReadThroughStore`."""

    def __init__(self, store: ReadThroughStore) -> None:
        super().__init__(store=store)
        self._through = store

    def node(self, term: Any) -> Node:
        """Give the rdflib node of a term of the store."""
        return self._through.node(term)


def view(store: ox.Store, prefixes: Mapping[str, str] | None = None) -> ReadThrough:
    """See the default graph of a store as an rdflib graph.

    Args:
        store: The store; what is written to it later shows through.
        prefixes: Prefixes by which messages name IRIs.

    Returns:
        A graph that can be read and queried but not changed.
    """
    graph = ReadThrough(ReadThroughStore(store))
    for prefix, name in (prefixes or {}).items():
        graph.bind(prefix, name, replace=True)
    return graph

"""The focus nodes of a shape as a SPARQL pattern (SHACL section 2.1.3)."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox
from rdflib import RDF, RDFS, BNode
from rdflib.term import Node

from iurc.shapes.narrowing.terms import OxTerm, sparql, to_oxigraph, to_rdflib

_SUBCLASS = ox.NamedNode(str(RDFS.subClassOf))


def subclasses(store: ox.Store) -> Callable[[Node], Sequence[Node]]:
    """Give a function from a class to itself and all its subclasses in the data, remembered."""
    known: dict[Node, tuple[Node, ...]] = {}

    def closure(name: Node) -> Sequence[Node]:
        if name not in known:
            top = to_oxigraph(name)
            found: dict[OxTerm, None] = {top: None}
            waiting = [top]
            while waiting:
                for quad in store.quads_for_pattern(None, _SUBCLASS, waiting.pop(), ox.DefaultGraph()):
                    below = quad.subject
                    if not isinstance(below, ox.Triple) and below not in found:
                        found[below] = None
                        waiting.append(below)
            known[name] = tuple(sorted((to_rdflib(term) for term in found), key=str))
        return known[name]

    return closure


@dataclass(frozen=True, slots=True)
class Targets:
    """What a shape says about its focus nodes.

    Attributes:
        nodes: The nodes that it names, which need not be in the data.
        classes: The classes whose instances it targets, implicit ones among them.
        subjects_of: Properties whose subjects it targets.
        objects_of: Properties whose objects it targets.
    """

    nodes: frozenset[Node]
    classes: frozenset[Node]
    subjects_of: frozenset[Node]
    objects_of: frozenset[Node]

    @classmethod
    def of(cls, shape: Any) -> "Targets":
        """Read the targets of a shape of pySHACL."""
        nodes, classes, implicit, objects_of, subjects_of = shape.target()
        return cls(
            frozenset(nodes),
            frozenset(classes) | frozenset(implicit),
            frozenset(subjects_of),
            frozenset(objects_of),
        )

    def __bool__(self) -> bool:
        return bool(self.nodes or self.classes or self.subjects_of or self.objects_of)

    def patterns(self, classes: Callable[[Node], Sequence[Node]]) -> list[str] | None:
        """Write the targets as patterns, each of which binds `?this`.

        Args:
            classes: Gives a class with its subclasses.

        Returns:
            The patterns; `None` where a target is a blank node, which no query can name.
        """
        found = list(self._patterns(classes))
        return None if None in found else [pattern for pattern in found if pattern is not None]

    def _patterns(self, classes: Callable[[Node], Sequence[Node]]) -> Iterator[str | None]:
        if any(isinstance(node, BNode) for node in self.nodes):
            yield None
        named = sorted(text for node in self.nodes if (text := sparql(node)) is not None)
        if len(named) != len({node for node in self.nodes if not isinstance(node, BNode)}):
            yield None
        if named:
            yield f"VALUES ?this {{ {' '.join(named)} }}"
        for name in sorted({each for top in self.classes for each in classes(top)}, key=str):
            text = sparql(name)
            yield None if text is None else f"?this <{RDF.type}> {text} ."
        for name in sorted(self.subjects_of, key=str):
            text = sparql(name)
            yield None if text is None else f"?this {text} ?there ."
        for name in sorted(self.objects_of, key=str):
            text = sparql(name)
            yield None if text is None else f"?there {text} ?this ."


def joined(patterns: Sequence[str]) -> str:
    """Write the patterns of several targets as one that gives each focus node once."""
    if len(patterns) == 1 and "?there" not in patterns[0]:
        return patterns[0]
    return "{ SELECT DISTINCT ?this WHERE { " + " UNION ".join(f"{{ {each} }}" for each in patterns) + " } }"

"""A statement and the place where it was read."""

from dataclasses import dataclass

import pyoxigraph

from iurc.shapes.position import Position


@dataclass(frozen=True, slots=True)
class Statement:
    """One RDF statement of a source, in the terms of the store.

    Attributes:
        subject: An IRI or a blank node.
        predicate: An IRI.
        object: An IRI, a blank node or a literal.
        graph: The named graph that the source itself names; `None` for the default graph of the source.
        position: Where it was read, so that a finding about it can point there.
    """

    subject: pyoxigraph.NamedNode | pyoxigraph.BlankNode
    predicate: pyoxigraph.NamedNode
    object: pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal
    graph: pyoxigraph.NamedNode | None
    position: Position

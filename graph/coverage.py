"""What shapes looked at in an import."""

from collections.abc import Iterable

import pyoxigraph
from rdflib import Graph

from iurc.graph.candidate import Candidate
from iurc.shapes.coverage import Coverage
from iurc.shapes.focus import Targets


def coverage(
    shapes: Graph, statements: Iterable[pyoxigraph.Quad], candidates: Iterable[Candidate]
) -> Coverage:
    """Count the focus nodes of shapes among the things that imports describe.

    Args:
        shapes: The shapes.
        statements: All that was judged, the class hierarchy among it.
        candidates: The imports.

    Returns:
        The coverage of the subjects of the imports.
    """
    targets = Targets(shapes)
    subjects = {str(quad.subject) for candidate in candidates for quad in candidate.quads}
    wanted = {pyoxigraph.NamedNode(iri) for iri in targets.predicates}
    telling = (
        (str(quad.subject), str(quad.predicate), str(quad.object))
        for quad in statements
        if quad.predicate in wanted
    )
    return Coverage.of_nodes(targets.focus_nodes(telling, subjects.__contains__), subjects)

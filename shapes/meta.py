"""SHACL of SHACL: whether a shapes graph is well-formed, by the shapes that the W3C wrote for it (SHACL appendix C)."""

from functools import lru_cache
from importlib.resources import files

from rdflib import Graph

from iurc.shapes.judge import judge
from iurc.shapes.report import Report


def check_shapes(shapes: Graph) -> Report:
    """Judge a shapes graph by the W3C's shapes for shapes.

    Args:
        shapes: The shapes graph.

    Returns:
        The report; its focus nodes are shapes.
    """
    return judge(shapes, _shapes_of_shapes())


@lru_cache(maxsize=1)
def _shapes_of_shapes() -> Graph:
    # The file comes with pySHACL, word for word as the W3C publishes it.
    return Graph().parse(data=(files("pyshacl") / "assets" / "shacl-shacl.ttl").read_bytes(), format="turtle")

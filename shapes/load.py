"""The shapes that ship with the package."""

from collections.abc import Iterable
from importlib.resources import files
from importlib.resources.abc import Traversable

from rdflib import Graph

HOUSE = "house.ttl"
SHAPES = "https://w3id.org/iurc/shapes"


def shapes_files() -> list[Traversable]:
    """List the shapes that data is judged with, sorted by name.

    Returns:
        The Turtle files of the package except `house.ttl`, which judges the ontology itself.
    """
    return [file for file in _turtle_files() if file.name != HOUSE]


def house_files() -> list[Traversable]:
    """List the shapes that the ontology is judged with: its house style and the prefixes they use."""
    return [file for file in _turtle_files() if file.name in {HOUSE, "prefixes.ttl"}]


def load_shapes(paths: Iterable[Traversable] | None = None) -> Graph:
    """Read shapes files of the package into one graph.

    Args:
        paths: Some of its files; those that judge data when left out.

    Returns:
        A new graph, which the caller may change.
    """
    graph = Graph(identifier=SHAPES)
    for path in shapes_files() if paths is None else paths:
        graph.parse(data=path.read_bytes(), format="turtle", publicID=SHAPES)
    return graph


def _turtle_files() -> list[Traversable]:
    folder = files("iurc.shapes")
    return sorted(
        (file for file in folder.iterdir() if file.name.endswith(".ttl")), key=lambda file: file.name
    )

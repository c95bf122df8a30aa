"""The shapes that ship with the package, and shapes from anywhere else."""

from collections.abc import Iterable
from importlib.resources import files
from importlib.resources.abc import Traversable

from pyoxigraph import RdfFormat, parse
from rdflib import Graph

from iurc.shapes.data import from_oxigraph
from iurc.shapes.errors import IllFormedShapesError

HOUSE = "house.ttl"
SHAPES = "https://w3id.org/iurc/shapes"
_FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".rdf": RdfFormat.RDF_XML,
    ".xml": RdfFormat.RDF_XML,
    ".jsonld": RdfFormat.JSON_LD,
    ".json": RdfFormat.JSON_LD,
    ".n3": RdfFormat.N3,
}


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
    """Read shapes files into one graph.

    Args:
        paths: Files in Turtle, N-Triples, RDF/XML, JSON-LD or N3, told by their ending; the shapes of
            the package when left out.

    Returns:
        A new graph, which the caller may change.

    Raises:
        IllFormedShapesError: A file is not UTF-8, does not parse or has an unknown ending.
    """
    graph = Graph(identifier=SHAPES)
    for path in shapes_files() if paths is None else paths:
        _read(path, graph)
    return graph


def _turtle_files() -> list[Traversable]:
    folder = files("iurc.shapes")
    return sorted(
        (file for file in folder.iterdir() if file.name.endswith(".ttl")), key=lambda file: file.name
    )


def _read(path: Traversable, graph: Graph) -> None:
    ending = path.name[path.name.rfind(".") :].lower()
    if ending not in _FORMATS:
        raise IllFormedShapesError(
            f"{path.name}: the ending {ending!r} names no RDF syntax",
            remedy=f"name the file with one of {', '.join(_FORMATS)}",
        )
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise IllFormedShapesError(
            f"{path.name} is not UTF-8: byte {error.start + 1}", remedy="save the file as UTF-8"
        ) from error
    # rdflib would do, but says less of where a file is broken and warns of itself when it reads JSON-LD.
    parser = parse(text, format=_FORMATS[ending], base_iri=SHAPES)
    try:
        graph += from_oxigraph(parser)
    except SyntaxError as error:
        raise IllFormedShapesError(
            f"{path.name}{f':{error.lineno}' if error.lineno else ''} cannot be read as {_FORMATS[ending].name}: {error.msg}",
            remedy="correct the file at that place",
        ) from error
    except TypeError as error:
        raise IllFormedShapesError(f"{path.name}: {error}", remedy="use the terms of RDF 1.1 only") from error
    for prefix, namespace in parser.prefixes.items():
        graph.bind(prefix, namespace)

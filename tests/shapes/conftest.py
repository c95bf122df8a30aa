"""What the tests of the shapes share: the small world in which cases are judged, and short names for terms."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from rdflib import Graph

from iurc.ontology.load import load_ontology
from iurc.shapes.load import house_files, load_shapes
from iurc.shapes.report import Finding

CASES = Path(__file__).parent.parent / "cases"
PREFIXES = {
    "https://w3id.org/iurc/id/": "id:",
    "https://w3id.org/iurc/ontology#": "iurc:",
    "https://w3id.org/iurc/shapes#": "iurcsh:",
    "http://www.w3.org/2004/02/skos/core#": "skos:",
    "http://www.w3.org/ns/prov#": "prov:",
    "http://purl.org/dc/terms/": "dcterms:",
    "http://www.w3.org/ns/org#": "org:",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf:",
    "http://www.w3.org/2000/01/rdf-schema#": "rdfs:",
    "http://www.w3.org/2002/07/owl#": "owl:",
    "http://www.w3.org/2001/XMLSchema#": "xsd:",
    "http://www.opengis.net/ont/geosparql#": "geo:",
    "http://xmlns.com/foaf/0.1/": "foaf:",
}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that asks for `case` once for each folder of tests/cases."""
    if "case" in metafunc.fixturenames:
        folders = sorted(folder for folder in CASES.iterdir() if folder.is_dir())
        metafunc.parametrize("case", folders, ids=lambda folder: folder.name)


@pytest.fixture(scope="session")
def world() -> Graph:
    """The ontology with its concepts, and a small world that conforms."""
    return load_ontology(concepts=True).parse(CASES / "world.ttl")


@pytest.fixture(scope="session")
def in_world(world: Graph) -> Callable[[Path], Graph]:
    """Read a file of a case into a copy of the world."""

    def read(path: Path) -> Graph:
        return (Graph() + world).parse(path)

    return read


@pytest.fixture(scope="session")
def own_shapes() -> Graph:
    """The shapes that data is judged with."""
    return load_shapes()


@pytest.fixture(scope="session")
def house_shapes() -> Graph:
    """The shapes that the ontology is judged with."""
    return load_shapes(house_files())


@pytest.fixture(scope="session")
def shapes_of(own_shapes: Graph, house_shapes: Graph) -> Callable[[Path], Graph | None]:
    """Give the shapes that a case is about; none stands for those that the judge takes by itself."""
    house = {str(subject).partition("#")[2] for subject in house_shapes.subjects()}
    house -= {str(subject).partition("#")[2] for subject in own_shapes.subjects()}

    def shapes(folder: Path) -> Graph | None:
        return house_shapes if folder.name in house else None

    return shapes


@pytest.fixture(scope="session")
def expected() -> Callable[[Path], list[dict[str, str]]]:
    """Read the findings that a case expects."""

    def read(folder: Path) -> list[dict[str, str]]:
        rows: list[dict[str, str]] = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
        return rows

    return read


@pytest.fixture(scope="session")
def short() -> Callable[[Finding], dict[str, str]]:
    """Write a finding in the form of the expected findings."""

    def write(finding: Finding) -> dict[str, str]:
        row = {
            "focus": finding.focus_node,
            "path": finding.path,
            "value": finding.value,
            "component": finding.component.partition("#")[2].removesuffix("ConstraintComponent"),
            "shape": finding.shape.partition("#")[2],
            "constraint": finding.constraint and finding.constraint.partition("#")[2],
            "severity": finding.severity.name.lower(),
            "message": finding.message,
        }
        return {key: _short_terms(text) for key, text in row.items() if text is not None}

    return write


def _short_terms(text: str) -> str:
    def name(match: re.Match[str]) -> str:
        for namespace, prefix in PREFIXES.items():
            if match[1].startswith(namespace):
                return prefix + match[1].removeprefix(namespace)
        return match[0]

    return "_:" if text.startswith("_:") else re.sub(r"<([^<>\s]*)>", name, text)

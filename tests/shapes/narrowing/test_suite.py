"""A narrowed judgement says what pySHACL says on the tests of the W3C suite that are on this machine."""

import os
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urlparse

import pyoxigraph as ox
import pytest
from rdflib import RDF, SH, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from iurc.shapes.narrowing.judging import NarrowedReport, StoreJudge
from iurc.shapes.narrowing.terms import stored
from iurc.shapes.narrowing.view import view
from iurc.shapes.path import path_text
from iurc.shapes.report import Severity

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
SHT = Namespace("http://www.w3.org/ns/shacl-test#")
PLACES = (os.environ.get("IURC_W3C", ""), str(Path(__file__).parents[4] / "shared" / "w3c"))
SUITE = next((Path(place) / "shacl" for place in PLACES if place and (Path(place) / "shacl").is_dir()), None)
Row = tuple[str, str, str, str, str]
# Where pySHACL is not right, and so neither are we.
OTHERWISE = {
    "uniqueLang-002": 'pySHACL takes sh:uniqueLang "1"^^xsd:boolean for true; SHACL wants the very term true'
}


def _tests() -> list[tuple[Path, Node]]:
    if SUITE is None:
        return []
    found = []
    for path in sorted(SUITE.rglob("*.ttl")):
        manifest = Graph().parse(path)
        found += [(path, test) for test in sorted(manifest.subjects(RDF.type, SHT.Validate))]
    return found


TESTS = _tests()
skip = pytest.mark.skipif(
    SUITE is None, reason="the W3C suite is not here; IURC_W3C names the folder that holds it"
)


def _read(place: Node) -> Graph:
    return Graph().parse(unquote(urlparse(str(place)).path), publicID=str(place))


def _graphs(path: Path, test: Node) -> tuple[Graph, Graph, Graph]:
    manifest = Graph().parse(path, publicID=path.as_uri())
    action = manifest.value(
        URIRef(path.parent.as_uri() + "/" + Path(urlparse(str(test)).path).name), MF.action
    )
    assert action is not None
    data, shapes = manifest.value(action, SHT.dataGraph), manifest.value(action, SHT.shapesGraph)
    assert data is not None
    assert shapes is not None
    return manifest, _read(data), _read(shapes)


def _store(data: Graph) -> ox.Store:
    store = ox.Store()
    store.load(data.serialize(format="nt", encoding="utf-8"), ox.RdfFormat.N_TRIPLES)
    return store


def _stored(node: Node | None) -> str:
    """Spell a term as the store does; blank nodes have no name that lasts."""
    if isinstance(node, Literal):
        return stored(node).n3()
    return "" if node is None else node.n3() if isinstance(node, URIRef) else "_:"


def _expected(manifest: Graph) -> list[Row]:
    result = next(manifest.objects(None, MF.result))
    return sorted(
        (
            _stored(manifest.value(each, SH.focusNode)),
            _path(manifest, manifest.value(each, SH.resultPath)),
            _stored(manifest.value(each, SH.value)),
            str(manifest.value(each, SH.sourceConstraintComponent)),
            Severity.of(str(manifest.value(each, SH.resultSeverity))).iri,
        )
        for each in manifest.objects(result, SH.result)
    )


def _path(graph: Graph, path: Node | None) -> str:
    return "" if path is None else path_text(graph, path)


def _got(report: NarrowedReport) -> list[Row]:
    def name(text: str | None) -> str:
        return "" if text is None else "_:" if text.startswith("_:") else text

    return sorted(
        (name(each.focus_node), each.path or "", name(each.value), each.component, each.severity.iri)
        for each in report.findings
    )


@skip
@pytest.mark.parametrize(("path", "test"), TESTS, ids=[path.stem for path, _ in TESTS])
def test_as_pyshacl(path: Path, test: Node, compare: Callable[..., NarrowedReport]) -> None:
    """The narrowed report must equal, messages and all, what pySHACL says of every target."""
    _, data, shapes = _graphs(path, test)
    prefixes = {prefix: str(name) for prefix, name in data.namespaces()}
    compare(_store(data), shapes, prefixes)


@skip
@pytest.mark.parametrize(("path", "test"), TESTS, ids=[path.stem for path, _ in TESTS])
def test_as_expected(path: Path, test: Node) -> None:
    """The narrowed report must be what the suite expects, once terms are spelt as the store spells them."""
    manifest, data, shapes = _graphs(path, test)
    got, expected = _got(StoreJudge(shapes).judge(_store(data))), _expected(manifest)
    assert (got != expected) == (path.stem in OTHERWISE), (got, expected)


@skip
def test_few_fallbacks() -> None:
    """At most 15 % of the tests may have a shape of which every target is judged."""
    fallen = {}
    for path, test in TESTS:
        _, data, shapes = _graphs(path, test)
        narrowing = StoreJudge(shapes).judge(_store(data)).narrowing
        if narrowing.fallbacks:
            fallen[path.stem] = narrowing.fallbacks
    assert len(fallen) <= 0.15 * len(TESTS), fallen


@skip
def test_the_whole_suite_is_run() -> None:
    """Every file of the suite that says it is a test must be among those run."""
    assert SUITE is not None
    said = sum("sht:Validate" in path.read_text(encoding="utf-8") for path in SUITE.rglob("*.ttl"))
    assert len(TESTS) == said
    assert len(view(ox.Store())) == 0

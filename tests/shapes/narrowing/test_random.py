"""Whatever the data and the shapes are, a narrowed judgement says what pySHACL says of every target."""

import importlib.util
import logging
import os
import warnings
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, event, given, settings
from rdflib import Graph

from iurc.shapes.errors import IllFormedShapesError, ShapesError
from iurc.shapes.narrowing.judging import StoreJudge


def _sibling(name: str) -> object:
    spec = importlib.util.spec_from_file_location(f"narrowing_{name}", Path(__file__).parent / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SHARED, STRATEGIES = _sibling("conftest"), _sibling("strategies")
EXAMPLES = int(os.environ.get("IURC_EXAMPLES", "150"))
PREFIXES = {"e": "http://example.org/"}
logging.getLogger("pyshacl").setLevel(logging.ERROR)


def _read(text: str) -> Graph:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return Graph().parse(data=text, format="turtle")


@pytest.mark.filterwarnings("ignore")
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(STRATEGIES.graphs, STRATEGIES.shapes)  # type: ignore[attr-defined]
def test_any_shapes(data: str, shapes: str) -> None:
    """The reports are equal; where pySHACL gives up on the shapes, so do we."""
    judge, store = StoreJudge(_read(shapes), PREFIXES), SHARED.as_store(_read(data))  # type: ignore[attr-defined]
    try:
        expected = SHARED.full(judge, store, PREFIXES)  # type: ignore[attr-defined]
    except ShapesError as error:
        event(f"refused: {type(error).__name__}")
        with pytest.raises(ShapesError):
            judge.judge(store)
        return
    try:
        report = judge.judge(store)
    except IllFormedShapesError:
        # Shapes are read before they meet a node, so that a mistake shows even where nothing meets it.
        with pytest.raises(Exception, match="must have at most one"):
            _ = [shape.constraints() for shape in judge.compiled.shapes]
        return
    event("findings" if expected else "conforms")
    event("fell back" if report.narrowing.fallbacks else "narrowed")
    assert SHARED.settled(report.findings) == SHARED.settled(expected)  # type: ignore[attr-defined]


@pytest.mark.parametrize("seed", range(1, 21))
def test_generated_imports(seed: int, generated: object, compare: object) -> None:
    """On an import of 2,000 triples with planted faults the reports are equal and no shape falls back."""
    store = SHARED.as_store(_read(""))  # type: ignore[attr-defined]
    store.load(generated.triples(2000, seed, 0.01).encode(), ox.RdfFormat.N_TRIPLES)  # type: ignore[attr-defined]
    report = compare(store, _read(generated.shapes()), {"": "http://example.org/"})  # type: ignore[attr-defined,operator]
    assert len(report.findings) > 20
    assert report.narrowing.fallbacks == ()
    assert report.narrowing.candidates < 150

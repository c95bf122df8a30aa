"""The facts that ship with the product, judged by the shapes that ship with it, both ways."""

import importlib.util
from pathlib import Path

import pyoxigraph as ox
import pytest

from iurc.graph.shipped import candidates
from iurc.ontology.load import load_ontology
from iurc.shapes.load import load_shapes
from iurc.shapes.narrowing.judging import StoreJudge
from iurc.shapes.narrowing.view import view

_spec = importlib.util.spec_from_file_location("narrowing_shared", Path(__file__).parent / "conftest.py")
assert _spec is not None
assert _spec.loader is not None
SHARED = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(SHARED)


@pytest.fixture(scope="module")
def facts() -> ox.Store:
    """The shipped facts and the ontology, merged."""
    store = ox.Store()
    ontology = load_ontology(concepts=True).serialize(format="nt", encoding="utf-8")
    store.load(ontology, ox.RdfFormat.N_TRIPLES)
    for candidate in candidates():
        store.extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in candidate.quads)
    return store


@pytest.mark.slow
def test_shipped_facts(facts: ox.Store) -> None:
    """The report is that of pySHACL over every target, and no shape falls back."""
    judge = StoreJudge(load_shapes())
    report = judge.judge(facts)
    assert report.narrowing.fallbacks == ()
    assert SHARED.settled(report.findings) == SHARED.settled(SHARED.full(judge, facts))


@pytest.mark.slow
def test_spoilt_facts(facts: ox.Store) -> None:
    """With every fortieth statement of the facts gone, the reports are equal and full of findings."""
    spoilt = ox.Store()
    spoilt.extend(quad for number, quad in enumerate(sorted(facts, key=str)) if number % 40)
    judge = StoreJudge(load_shapes())
    report = judge.judge(spoilt)
    assert len(report.findings) > 100
    assert SHARED.settled(report.findings) == SHARED.settled(SHARED.full(judge, spoilt))
    assert len(view(spoilt)) == len(spoilt)

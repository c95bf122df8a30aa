"""What the tests of narrowing share: stores, and the full judgement that a narrowed one must equal."""

import dataclasses
import importlib.util
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import ModuleType

import pyoxigraph as ox
import pytest
from rdflib import Graph

from iurc.shapes.narrowing.judging import NarrowedReport, StoreJudge
from iurc.shapes.narrowing.view import view
from iurc.shapes.report import Finding

Compare = Callable[[ox.Store, Graph, Mapping[str, str]], NarrowedReport]
DATA = Path(__file__).parents[3] / "benchmarks" / "judging_data.py"


def full(judge: StoreJudge, store: ox.Store, prefixes: Mapping[str, str] | None = None) -> list[Finding]:
    """Judge every target with pySHACL, on a copy of the store in rdflib's memory."""
    copy = Graph() + view(store, prefixes)
    for prefix, name in (prefixes or {}).items():
        copy.bind(prefix, name, replace=True)
    return sorted(judge.compiled.findings(copy, "en"), key=lambda finding: finding.key)


def settled(findings: Iterable[Finding]) -> list[Finding]:
    """Leave out messages in which pySHACL gives up describing blank nodes that lead to each other.

    Where it gives up depends on what it has described before, that is, on the order of its sets.
    """
    return sorted(
        (
            dataclasses.replace(each, message="…") if "recursion.too.deep" in each.message else each
            for each in findings
        ),
        key=lambda finding: finding.key,
    )


def as_store(graph: Graph) -> ox.Store:
    """Put an rdflib graph into a store."""
    store = ox.Store()
    store.load(graph.serialize(format="nt", encoding="utf-8"), ox.RdfFormat.N_TRIPLES)
    return store


@pytest.fixture(scope="session")
def compare() -> Compare:
    """Judge a store both ways and hold the reports against each other."""

    def both(store: ox.Store, shapes: Graph, prefixes: Mapping[str, str]) -> NarrowedReport:
        judge = StoreJudge(shapes, prefixes)
        narrowed = judge.judge(store)
        assert list(narrowed.findings) == full(judge, store, prefixes)
        return narrowed

    return both


@pytest.fixture(scope="session")
def generated() -> ModuleType:
    """The generator of imports and shapes that the benchmark uses."""
    spec = importlib.util.spec_from_file_location("judging_data", DATA)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["judging_data"] = module
    spec.loader.exec_module(module)
    return module

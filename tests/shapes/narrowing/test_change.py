"""What is judged of a change, merged with the report before, is what a judgement of the whole store says."""

import dataclasses
import importlib.util
import os
import random
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, assume, event, given, settings
from hypothesis import strategies as st
from rdflib import Graph

from iurc.shapes.errors import ShapesError
from iurc.shapes.narrowing.change import ChangeJudge
from iurc.shapes.narrowing.judging import NarrowedReport, StoreJudge
from iurc.shapes.report import Finding, Report

_spec = importlib.util.spec_from_file_location(
    "narrowing_strategies", Path(__file__).parent / "strategies.py"
)
assert _spec is not None
assert _spec.loader is not None
STRATEGIES = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(STRATEGIES)
EXAMPLES = int(os.environ.get("IURC_EXAMPLES", "100"))
steps = st.lists(
    st.tuples(st.lists(STRATEGIES.triple, max_size=4), st.integers(0, 3)), min_size=1, max_size=4
)


def _statements(lines: list[str]) -> list[ox.Triple]:
    text = (STRATEGIES.PREFIXES + "\n".join(lines)).encode()
    return [quad.triple for quad in ox.parse(text, ox.RdfFormat.TURTLE)]


def _settled(report: NarrowedReport) -> list[tuple[Finding, tuple[str, str]]]:
    """Leave out messages in which pySHACL gives up describing blank nodes that lead to each other."""
    pairs = zip(report.findings, report.origins, strict=True)
    plain = (
        (dataclasses.replace(each, message="…") if "recursion.too.deep" in each.message else each, origin)
        for each, origin in pairs
    )
    return sorted(plain, key=lambda pair: (pair[0].key, pair[1]))


def _applied(store: ox.Store, removals: set[ox.Triple], additions: set[ox.Triple]) -> None:
    for triple in removals:
        store.remove(ox.Quad(*triple))
    for triple in additions:
        store.add(ox.Quad(*triple))


@pytest.mark.filterwarnings("ignore")
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(STRATEGIES.triples, STRATEGIES.shapes, steps, st.randoms(use_true_random=False))
def test_any_sequence(
    start: list[str], shapes: str, changes: list[tuple[list[str], int]], chance: random.Random
) -> None:
    """After each of several imports, which add and remove, the merged report equals a full one, origins and all."""
    store = ox.Store()
    _applied(store, set(), set(_statements(start)))
    try:
        judge = StoreJudge(Graph().parse(data=shapes, format="turtle"))
        report = judge.judge(store)
        changing = ChangeJudge(judge)
        for lines, taken in changes:
            present = {quad.triple for quad in store}
            removals = set(chance.sample(sorted(present, key=str), min(taken, len(present))))
            additions = set(_statements(lines)) - present
            _applied(store, removals, additions)
            # What the store spells otherwise is not new under that spelling.
            additions = {quad.triple for quad in store} - present
            removals = present - {quad.triple for quad in store}
            report = changing.judge(store, report, removals, additions)
            whole = judge.judge(store)
            event("findings" if whole.findings else "conforms")
            assert _settled(report) == _settled(whole)
    except ShapesError:
        assume(False)


@pytest.mark.parametrize("seed", range(1, 7))
def test_imports_into_a_generated_graph(seed: int, generated: object) -> None:
    """Imports of some 50 statements into 5,000 are judged as the whole would be, and few focus nodes are asked."""
    chance = random.Random(seed)  # noqa: S311 - data, not secrets
    store = ox.Store()
    store.load(generated.triples(5000, seed, 0.01).encode(), ox.RdfFormat.N_TRIPLES)  # type: ignore[attr-defined]
    other = ox.parse(generated.triples(6000, seed + 100, 0.05).encode(), ox.RdfFormat.N_TRIPLES)  # type: ignore[attr-defined]
    reserve = [quad.triple for quad in other]
    judge = StoreJudge(Graph().parse(data=generated.shapes(), format="turtle"))  # type: ignore[attr-defined]
    changing, report = ChangeJudge(judge), judge.judge(store)
    for _ in range(3):
        present = {quad.triple for quad in store}
        removals = set(chance.sample(sorted(present, key=str), 25))
        removals = {each for each in removals if "subClassOf" not in each.predicate.value}
        additions = set(chance.sample(reserve, 25)) - present
        additions = {each for each in additions if "subClassOf" not in each.predicate.value}
        _applied(store, removals, additions)
        report = changing.judge(store, report, removals, additions)
        whole = judge.judge(store)
        assert report.findings == whole.findings
        assert report.origins == whole.origins


def test_a_report_from_elsewhere(generated: object) -> None:
    """A report that does not know where its findings come from is not merged: the store is judged as a whole."""
    store = ox.Store()
    store.load(generated.triples(1000, 1, 0.02).encode(), ox.RdfFormat.N_TRIPLES)  # type: ignore[attr-defined]
    judge = StoreJudge(Graph().parse(data=generated.shapes(), format="turtle"))  # type: ignore[attr-defined]
    assert ChangeJudge(judge).judge(store, Report(), [], []) == judge.judge(store)

"""The facts that ship with the product, judged as the first build judges them."""

import time

import pytest
from rdflib import Graph

from iurc.graph import shipped, vocabulary
from iurc.graph.staging import stage
from iurc.shapes.data import from_oxigraph
from iurc.shapes.judge import judge
from iurc.shapes.report import Severity

SECONDS = 25  # of one core, for about 100,000 statements; it takes about 5 on an idle machine


@pytest.fixture(scope="module")
def facts() -> Graph:
    """All shipped datasets with the ontology and the concepts."""
    return from_oxigraph(stage([], shipped.candidates(), vocabulary.graphs()).to_judge())


@pytest.mark.slow
def test_shipped_facts(facts: Graph) -> None:
    """They raise no violation, and judging them takes well under half a minute of one core."""
    judge(Graph())  # pySHACL is imported and the shapes are read
    started = time.process_time()
    report = judge(facts)
    took = time.process_time() - started
    assert report.at_or_above(Severity.VIOLATION) == ()
    assert len(facts) > 90_000
    assert took < SECONDS

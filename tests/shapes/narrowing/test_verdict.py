"""The shipped facts and shapes are judged exactly and without fallback, and a runaway constraint is stopped."""

import time

import pyoxigraph as ox
import pytest
from rdflib import Graph

from iurc.shapes.errors import IllFormedShapesError, NotJudgedError
from iurc.shapes.narrowing.verdict import judge_change, judge_store

NAMES = "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix e: <http://example.org/> .\n"
RUNAWAY = (
    NAMES
    + """
e:S a sh:NodeShape ; sh:targetNode e:1 ; sh:sparql [
    sh:select "SELECT $this WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER (?c = $this && ?f = $this && ?i = ?l) }" ] .
"""
)


def _numbers(count: int) -> ox.Store:
    store = ox.Store()
    name = ox.NamedNode
    store.extend(
        ox.Quad(
            name(f"http://example.org/{n}"), name("http://example.org/p"), name(f"http://example.org/{n % 7}")
        )
        for n in range(count)
    )
    return store


def test_a_runaway_constraint_is_not_a_pass() -> None:
    """A constraint that does not end in time is told as not judged, soon after the deadline."""
    started = time.monotonic()
    with pytest.raises(NotJudgedError, match="stopped after"):
        judge_store(_numbers(3000), Graph().parse(data=RUNAWAY), deadline=0.5)
    assert time.monotonic() - started < 5


def test_a_deadline_that_is_kept_changes_nothing() -> None:
    """With time enough the report from the fork is the report from here."""
    shapes = Graph().parse(
        data=NAMES
        + "e:S a sh:NodeShape ; sh:targetSubjectsOf e:p ; sh:property [ sh:path e:p ; sh:hasValue e:3 ] ."
    )
    here, forked = judge_store(_numbers(70), shapes), judge_store(_numbers(70), shapes, deadline=60)
    assert len(here.findings) == 60
    assert [each.focus_node for each in here.findings] == [each.focus_node for each in forked.findings]


def test_errors_come_out_of_the_fork() -> None:
    """An error in the fork is raised here, as what it is."""
    shapes = Graph().parse(
        data=NAMES
        + "e:S a sh:NodeShape ; sh:targetNode e:1 ; sh:property [ sh:path e:p ; sh:minCount 1 , 2 ] ."
    )
    with pytest.raises(IllFormedShapesError, match="at most one"):
        judge_store(_numbers(3), shapes, deadline=60)


def test_targets_are_counted() -> None:
    """For coverage the focus nodes of each shape are counted, also where none may be at fault."""
    shapes = Graph().parse(
        data=NAMES
        + "e:S a sh:NodeShape ; sh:targetSubjectsOf e:p . e:T a sh:NodeShape ; sh:targetClass e:None ."
    )
    narrowing = judge_store(_numbers(20), shapes, count_targets=True).narrowing
    assert narrowing.targets == {"<http://example.org/S>": 20, "<http://example.org/T>": 0}
    assert narrowing.candidates == 0


def test_a_change_of_own_facts() -> None:
    """A change is judged by the shapes of the package as the whole store is."""
    store = ox.Store()
    before = judge_store(store)
    strand = ox.NamedNode("https://w3id.org/iurc/id/strand/x")
    kind = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    triple = ox.Triple(strand, kind, ox.NamedNode("https://w3id.org/iurc/ontology#Strand"))
    store.add(ox.Quad(*triple))
    after = judge_change(store, before, [], [triple])
    assert after.findings == judge_store(store).findings
    assert after.findings

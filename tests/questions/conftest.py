"""The graph against which the competency questions run: the shipped facts, the ontology and its concepts."""

import csv
import io
import json
import sys
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad, QueryResultsFormat, RdfFormat, Store

from iurc.graph.mapping.table import map_tables
from iurc.graph.register import Register
from iurc.ontology.load import concept_files, ontology_files

# pytest runs in importlib mode, which puts no test folder on the path; the derivations are a package of this folder.
sys.path.insert(0, str(Path(__file__).parent))

Rows = list[tuple[str, ...]]


@pytest.fixture(scope="session")
def graph() -> Store:
    """Map the shipped facts; the unnamed graph holds all triples, each once, as a query of the product sees them."""
    store = Store()
    sources = Path(str(files("iurc.graph") / "sources"))
    register = Register.load(sources / "identity.csv")
    for metadata in sorted(sources.glob("*/csv-metadata.json")):
        name = NamedNode(json.loads(metadata.read_text(encoding="utf-8"))["@id"])
        for statement in map_tables(metadata, register):
            triple = (statement.subject, statement.predicate, statement.object)
            store.add(Quad(*triple, name))
            store.add(Quad(*triple, DefaultGraph()))
    for file in [*ontology_files(), *concept_files()]:
        store.load(file.read_bytes(), format=RdfFormat.TURTLE)
    return store


@pytest.fixture
def ask(graph: Store) -> Callable[[str], Rows]:
    """Answer a query as rows of text, without the header row, as SPARQL 1.1 Query Results CSV writes them."""

    def answer(text: str) -> Rows:
        table = graph.query(text).serialize(format=QueryResultsFormat.CSV)
        return [tuple(row) for row in csv.reader(io.StringIO(table.decode(), newline=""))][1:]

    return answer

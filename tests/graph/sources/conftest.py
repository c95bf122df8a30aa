"""How the tests of the shipped facts read them: as plain tables, and as the statements that the mapping makes of them."""

import csv
import hashlib
import io
import json
import re
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest

from iurc.graph.mapping.table import map_tables
from iurc.graph.register import Register
from iurc.ontology.terms import ID, ONTOLOGY

SOURCES = Path(str(files("iurc.graph"))) / "sources"
CHECKOUT = Path(__file__).parents[3]
"""Where the READMEs are, which the wheel need not hold."""
DIGEST_ROW = re.compile(r"^\| (\S+\.csv) \| (\d+) \| (\d+) \| ([0-9a-f]{64}) \|$", re.MULTILINE)

Row = dict[str, str]


@pytest.fixture(scope="session")
def sources() -> Path:
    """Give the folder of the shipped facts."""
    return SOURCES


@pytest.fixture(scope="session")
def originals() -> Path:
    """Give the folder where the compilers' own files lie if they are at hand, beside the checkout."""
    return CHECKOUT.parent / "shared" / "data"


@pytest.fixture(scope="session")
def table() -> Callable[[str], list[Row]]:
    """Give a reader of one table by its path below the folder of the facts."""

    def read(path: str) -> list[Row]:
        with (SOURCES / path).open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))

    return read


@pytest.fixture(scope="session")
def metadata() -> Callable[[str], dict[str, Any]]:
    """Give a reader of the CSVW metadata of one dataset."""

    def read(dataset: str) -> dict[str, Any]:
        loaded: dict[str, Any] = json.loads(
            (SOURCES / dataset / "csv-metadata.json").read_text(encoding="utf-8")
        )
        return loaded

    return read


@pytest.fixture(scope="session")
def recorded() -> Callable[[str], dict[str, tuple[int, int, str]]]:
    """Give, for the README of a folder, rows, raw columns and digest of the raw cells of each file."""

    def read(folder: str) -> dict[str, tuple[int, int, str]]:
        text = (CHECKOUT / "graph" / "sources" / folder / "README.md").read_text(encoding="utf-8")
        return {
            name: (int(rows), int(columns), digest)
            for name, rows, columns, digest in DIGEST_ROW.findall(text)
        }

    return read


@pytest.fixture(scope="session")
def raw_digest() -> Callable[[list[Row], int], str]:
    """Give the SHA-256 of the first columns of rows, written as the compilers wrote their files."""

    def digest(rows: list[Row], columns: int) -> str:
        text = io.StringIO(newline="")
        names = list(rows[0])[:columns]
        writer = csv.DictWriter(text, names, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        return hashlib.sha256(text.getvalue().encode()).hexdigest()

    return digest


class Facts:
    """The statements of one dataset, alone in a store."""

    PREFIXES = (
        f"PREFIX iurc: <{ONTOLOGY}> PREFIX id: <{ID}> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
    )

    def __init__(self, dataset: str) -> None:
        register = Register.load(SOURCES / "identity.csv")
        self.store = pyoxigraph.Store()
        self.store.extend(
            pyoxigraph.Quad(said.subject, said.predicate, said.object)
            for said in map_tables(SOURCES / dataset / "csv-metadata.json", register)
        )

    def ask(self, query: str) -> list[tuple[str, ...]]:
        """Give the rows of a query as texts without the namespaces of the project."""
        found = self.store.query(self.PREFIXES + query)
        assert isinstance(found, pyoxigraph.QuerySolutions)
        return [
            tuple(str(term.value).removeprefix(ID).removeprefix(ONTOLOGY) for term in row) for row in found
        ]

    def counts(self) -> dict[str, int]:
        """Give the number of things of each class of ours."""
        query = "SELECT ?class (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s a ?class } GROUP BY ?class"
        return {name: int(number) for name, number in self.ask(query)}


@pytest.fixture(scope="session")
def facts_of() -> Callable[[str], Facts]:
    """Give a reader of the statements of a dataset by its name."""
    return Facts

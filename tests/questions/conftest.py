"""The graph against which the competency questions run: the release of the shipped facts, asked as a user asks it."""

import csv
import io
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from iurc.graph.answering.ask import Asker
from iurc.graph.release import Release

# pytest runs in importlib mode, which puts no test folder on the path; the derivations are a package of this folder.
sys.path.insert(0, str(Path(__file__).parent))

Rows = list[tuple[str, ...]]


@pytest.fixture(scope="session")
def asker(shipped_release: Release) -> Iterator[Asker]:
    """A worker of the product that holds the release of the shipped facts."""
    with Asker(shipped_release) as worker:
        yield worker


@pytest.fixture
def ask(asker: Asker) -> Callable[[str], Rows]:
    """Answer a query as rows of text, without the header row, as SPARQL 1.1 Query Results CSV writes them."""

    def answer(text: str) -> Rows:
        table = b"".join(asker.ask(text, "csv"))
        return [tuple(row) for row in csv.reader(io.StringIO(table.decode(), newline=""))][1:]

    return answer

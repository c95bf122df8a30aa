"""Small releases to ask, made as the importer makes them."""

import itertools
from collections.abc import Callable
from pathlib import Path

import pyoxigraph
import pytest

from iurc.graph import release
from iurc.graph.manifest import GraphEntry, Manifest
from iurc.graph.release import Release

GRAPH = "https://w3id.org/iurc/graph/"

Publish = Callable[[str], Release]


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """A data directory without a release."""
    return tmp_path / "data"


@pytest.fixture
def publish(data_dir: Path) -> Publish:
    """Publish N-Quads as the next release of the data directory."""
    numbers = itertools.count(1)

    def publish(quads: str) -> Release:
        number = next(numbers)
        data_dir.mkdir(exist_ok=True)
        staged = release.staging_folder(data_dir)
        staged.mkdir()
        store = pyoxigraph.Store(str(staged / "store"))
        store.bulk_load(quads, pyoxigraph.RdfFormat.N_QUADS)
        store.flush()
        entries = tuple(
            GraphEntry(
                graph.value, sum(1 for _ in store.quads_for_pattern(None, None, None, graph)), f"{number}"
            )
            for graph in store.named_graphs()
        )
        del store
        return release.publish(
            data_dir, staged, Manifest(number, None, "2026-11-24T00:00:00Z", {}, entries, ())
        )

    return publish


@pytest.fixture
def things() -> str:
    """Two graphs that agree on some statements, one that stands aside, and the unnamed graph."""
    lines = []
    for number in range(300):
        thing = f"<https://example.org/{number}>"
        for graph in ("one", "two") if number % 3 == 0 else ("one",):
            lines.append(f'{thing} <https://example.org/label> "thing {number}"@en <{GRAPH}{graph}> .')
            lines.append(
                f"{thing} <https://example.org/next> <https://example.org/{(number + 1) % 300}> <{GRAPH}{graph}> ."
            )
    lines.append(
        f'<https://example.org/import> <https://example.org/label> "an import" <{GRAPH}provenance> .'
    )
    lines.append('<https://example.org/loose> <https://example.org/label> "in no graph" .')
    return "\n".join(lines) + "\n"

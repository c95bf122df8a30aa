"""A judged change becomes a release on disk."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import pyoxigraph

from iurc.graph import digest, named_graph, provenance, release, store, verdict
from iurc.graph.manifest import GraphEntry, ImportEntry, Manifest
from iurc.graph.release import Release
from iurc.graph.staging import Staged
from iurc.shapes.narrowing.judging import NarrowedReport


@dataclass(frozen=True, slots=True)
class Change:
    """A judged change.

    Attributes:
        staged: What it does to the graph.
        entries: What it is made of; their IRIs are given when it is committed.
        whole: The report on the whole graph with it, where it is at hand: the next import is then judged by what it
            changes alone.
    """

    staged: Staged
    entries: Sequence[ImportEntry]
    whole: NarrowedReport | None = None


def commit(data_dir: Path, parent: Release | None, change: Change, started: datetime) -> Release:
    """Write a release and make it current. The caller holds the write lock.

    Args:
        data_dir: The data directory.
        parent: The current release; `None` before the first.
        change: What it becomes.
        started: When reading began.

    Returns:
        The new release, on disk and current.

    Raises:
        OSError: It could not be written, for instance because the disk is full; then nothing has changed.
    """
    staged = change.staged
    ended = datetime.now(UTC)
    sequence = parent.manifest.sequence + 1 if parent else 1
    imports = tuple(
        replace(entry, iri=provenance.import_iri(sequence, number))
        for number, entry in enumerate(change.entries, start=1)
    )
    product = version("iurc")
    traces = {quad for entry in imports for quad in provenance.of_import(entry, started, ended, product)}
    manifest = Manifest(
        sequence=sequence,
        parent=parent.id if parent else None,
        created=ended.isoformat(timespec="seconds").replace("+00:00", "Z"),
        versions={"iurc": product, "pyoxigraph": version("pyoxigraph")},
        graphs=_graph_entries(parent, staged, traces),
        imports=imports,
        undigested=tuple(sorted(graph.value for graph in named_graph.UNDIGESTED)),
    )
    folder = release.staging_folder(data_dir)
    try:
        store.copy(parent.store_path if parent else None, folder / "store")
        store.change(folder / "store", staged.removals, staged.additions | traces)
        if change.whole is not None:
            verdict.keep(folder, change.whole)
        return release.publish(data_dir, folder, manifest)
    except BaseException:
        # A full disk or an interrupt: the current release is untouched, and what was begun must not fill the disk.
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _graph_entries(
    parent: Release | None, staged: Staged, traces: set[pyoxigraph.Quad]
) -> tuple[GraphEntry, ...]:
    known = {entry.name: entry for entry in parent.manifest.graphs} if parent else {}
    contents = dict(staged.contents)
    contents[named_graph.PROVENANCE] = contents.get(named_graph.PROVENANCE, frozenset()) | traces
    entries = []
    for graph, quads in contents.items():
        if not quads:
            continue
        name = graph.value if isinstance(graph, pyoxigraph.NamedNode) else ""
        unchanged = (
            known.get(name) if graph not in staged.changed and graph != named_graph.PROVENANCE else None
        )
        entries.append(unchanged or GraphEntry(name, len(quads), digest.of_graph(quads)))
    return tuple(sorted(entries, key=lambda entry: entry.name))

"""The pipeline of a write: stage, judge, commit, publish. There is no other way into the graph."""

import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import pyoxigraph
import rdflib

from iurc.graph import data_directory, digest, named_graph, provenance, release, source, store, vocabulary
from iurc.graph.candidate import Candidate
from iurc.graph.errors import NotFinished, Unreadable
from iurc.graph.manifest import GraphEntry, ImportEntry, Manifest
from iurc.graph.parse import statements
from iurc.graph.position_index import PositionIndex
from iurc.graph.release import Release
from iurc.graph.staging import Staged, stage
from iurc.graph.view import as_rdflib
from iurc.shapes.errors import IllFormedShapesError, NotJudgedError
from iurc.shapes.judge import judge
from iurc.shapes.report import Report, Severity

Notify = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an import ended.

    Attributes:
        report: What the judge found, with places in the imported files.
        refused: Whether a finding stood in the way; then nothing was written.
        release: The release that is current afterwards; `None` when there is none or nothing was to be written.
        added: How many statements the import puts in.
        removed: How many it takes out.
    """

    report: Report
    refused: bool
    release: Release | None
    added: int
    removed: int

    @property
    def unchanged(self) -> bool:
        """Whether the graph holds already what the import says."""
        return not self.added and not self.removed


def examine(
    present: Iterable[pyoxigraph.Quad], candidates: Sequence[Candidate], notify: Notify = lambda _: None
) -> tuple[Staged, Report]:
    """Judge imports against a state of the graph and write nothing.

    Args:
        present: The statements to judge against.
        candidates: The imports.
        notify: Told each step as it begins.

    Returns:
        The change and the report on the graph as it would become. Warnings and remarks about things that the imports
        do not mention are left out; a violation never is.
    """
    notify("comparing")
    staged = stage(present, candidates, vocabulary.graphs())
    notify("judging")
    index = PositionIndex(candidates)
    report = _verdict(as_rdflib(staged.to_judge()))
    concerned = Report(
        tuple(
            finding
            for finding in report.findings
            if finding.severity is Severity.VIOLATION or index.mentions(finding.focus_node)
        )
    )
    return staged, concerned.with_positions(index.locate)


def run(
    data_dir: Path,
    candidates: Sequence[Candidate],
    *,
    fail_on: Severity | None = Severity.VIOLATION,
    dry_run: bool = False,
    notify: Notify = lambda _: None,
) -> Outcome:
    """Judge imports and, when nothing stands in the way, publish a release that holds them all.

    Args:
        data_dir: The data directory.
        candidates: Imports that stand or fall together.
        fail_on: The least severity that refuses them; `None` lets everything pass.
        dry_run: Only judge.
        notify: Told each step as it begins.

    Raises:
        Conflict: Another writer holds the lock.
        BadUsage: The data directory cannot be written to.
    """
    started = datetime.now(UTC)
    if dry_run:
        return _judged(release.current(data_dir), candidates, fail_on, notify)[1]
    with data_directory.writing(data_dir):
        parent = release.current(data_dir)
        staged, outcome = _judged(parent, candidates, fail_on, notify)
        if outcome.refused or outcome.unchanged:
            return outcome
        notify("writing")
        published = _commit(data_dir, parent, staged, candidates, started)
        return Outcome(
            outcome.report, refused=False, release=published, added=outcome.added, removed=outcome.removed
        )


def _judged(
    parent: Release | None, candidates: Sequence[Candidate], fail_on: Severity | None, notify: Notify
) -> tuple[Staged, Outcome]:
    staged, report = examine(parent.quads() if parent else (), candidates, notify)
    refused = fail_on is not None and bool(report.at_or_above(fail_on))
    return staged, Outcome(report, refused, parent, len(staged.additions), len(staged.removals))


def _commit(
    data_dir: Path,
    parent: Release | None,
    staged: Staged,
    candidates: Sequence[Candidate],
    started: datetime,
) -> Release:
    ended = datetime.now(UTC)
    sequence = parent.manifest.sequence + 1 if parent else 1
    imports = tuple(
        ImportEntry(
            iri=provenance.import_iri(sequence, number),
            graphs=tuple(sorted(graph.value for graph in candidate.graphs)),
            mode=candidate.mode,
            files=candidate.files,
            source=candidate.origin,
        )
        for number, candidate in enumerate(candidates, start=1)
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


def examine_by(
    shapes: Sequence[Path], candidates: Sequence[Candidate], notify: Notify = lambda _: None
) -> Report:
    """Judge imports by other shapes than ours: exactly their statements, against nothing.

    Args:
        shapes: Files with shapes, in any RDF syntax.
        candidates: The imports.
        notify: Told each step as it begins.

    Raises:
        Unreadable: A shapes file does not parse, or is not well-formed as shapes.
    """
    notify("judging")
    rules = as_rdflib(
        pyoxigraph.Quad(each.subject, each.predicate, each.object)
        for path in shapes
        for each in statements(source.read(path), base=path.absolute().as_uri())
    )
    data = as_rdflib(quad for candidate in candidates for quad in candidate.quads)
    return _verdict(data, rules).with_positions(PositionIndex(candidates).locate)


def _verdict(data: rdflib.Graph, shapes: rdflib.Graph | None = None) -> Report:
    try:
        return judge(data, shapes)
    except IllFormedShapesError as error:
        raise Unreadable(error.message, remedy=error.remedy) from error
    except NotJudgedError as error:
        raise NotFinished(error.message, remedy=error.remedy) from error

"""The pipeline of a write: stage, judge, commit, publish. There is no other way into the graph."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from iurc.graph import data_directory, release, ticket, verdict
from iurc.graph.answers import ChangedAnswer, changed
from iurc.graph.candidate import Candidate
from iurc.graph.errors import Conflict
from iurc.graph.examining import Examined, Notify, examine
from iurc.graph.manifest import ImportEntry
from iurc.graph.publishing import Change, commit
from iurc.graph.release import Release
from iurc.graph.staging import restage
from iurc.shapes.report import Report, Severity


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an import ended.

    Attributes:
        report: What the judge found, with places in the imported files.
        refused: Whether a finding stood in the way; then nothing was written.
        release: The release that is current afterwards; `None` when there is none or nothing was to be written.
        added: How many statements the import puts in.
        removed: How many it takes out.
        token: For a dry run that would be accepted: what commits exactly this change later.
        answers: For a dry run: the competency questions that would be answered otherwise.
    """

    report: Report
    refused: bool
    release: Release | None
    added: int
    removed: int
    token: str | None = None
    answers: tuple[ChangedAnswer, ...] = ()

    @property
    def unchanged(self) -> bool:
        """Whether the graph holds already what the import says."""
        return not self.added and not self.removed


def run(
    data_dir: Path,
    candidates: Sequence[Candidate],
    *,
    fail_on: Severity | None = Severity.VIOLATION,
    notify: Notify = lambda _: None,
) -> Outcome:
    """Judge imports and, when nothing stands in the way, publish a release that holds them all.

    Args:
        data_dir: The data directory.
        candidates: Imports that stand or fall together.
        fail_on: The least severity that refuses them; `None` lets everything pass.
        notify: Told each step as it begins.

    Raises:
        Conflict: Another writer holds the lock.
        BadUsage: The data directory cannot be written to.
    """
    started = datetime.now(UTC)
    with data_directory.writing(data_dir):
        parent = release.current(data_dir)
        examined, outcome = _judged(parent, candidates, fail_on, notify)
        if outcome.refused or outcome.unchanged:
            return outcome
        notify("writing")
        change = Change(examined.staged, _entries(candidates), examined.whole)
        return replace(outcome, release=commit(data_dir, parent, change, started))


def propose(
    data_dir: Path,
    candidates: Sequence[Candidate],
    *,
    fail_on: Severity | None = Severity.VIOLATION,
    notify: Notify = lambda _: None,
) -> Outcome:
    """Judge imports as `run` does, publish nothing, and keep the change for `redeem`.

    Args:
        data_dir: The data directory; only a ticket is written there, and only for a change that would be accepted.
        candidates: Imports that stand or fall together.
        fail_on: The least severity that refuses them.
        notify: Told each step as it begins.
    """
    parent = release.current(data_dir)
    examined, outcome = _judged(parent, candidates, fail_on, notify)
    if outcome.refused or outcome.unchanged:
        return outcome
    notify("asking")
    staged = examined.staged
    after = (quad for quads in staged.contents.values() for quad in quads)
    answers = changed(parent.quads() if parent else (), after)
    change = Change(staged, _entries(candidates), examined.whole)
    kept = ticket.issue(data_dir, parent.id if parent else None, change)
    return replace(outcome, token=kept.token, answers=answers)


def redeem(data_dir: Path, token: str) -> Outcome:
    """Commit exactly the change that `propose` judged.

    Args:
        data_dir: The data directory.
        token: What `propose` gave.

    Raises:
        NotFound: There is no such change.
        Conflict: Another release was published since, so the verdict no longer holds; or another writer is at work.
    """
    started = datetime.now(UTC)
    with data_directory.writing(data_dir):
        kept = ticket.find(data_dir, token)
        parent = release.current(data_dir)
        present = parent.id if parent else None
        if present != kept.base:
            raise Conflict(
                f"the change was judged against release {kept.base or 'none'}, and {present or 'none'} is current now",
                remedy="do the dry run again",
            )
        staged = restage(parent.quads() if parent else (), kept.removals, kept.additions)
        published = commit(data_dir, parent, Change(staged, kept.imports, kept.whole), started)
        ticket.remove(data_dir, token)
    return Outcome(
        Report(), refused=False, release=published, added=len(kept.additions), removed=len(kept.removals)
    )


def _judged(
    parent: Release | None, candidates: Sequence[Candidate], fail_on: Severity | None, notify: Notify
) -> tuple[Examined, Outcome]:
    before = verdict.of(parent.path) if parent else None
    examined = examine(parent.quads() if parent else (), candidates, notify, before=before)
    staged, report = examined.staged, examined.report
    refused = fail_on is not None and bool(report.at_or_above(fail_on))
    return examined, Outcome(report, refused, parent, len(staged.additions), len(staged.removals))


def _entries(candidates: Sequence[Candidate]) -> tuple[ImportEntry, ...]:
    return tuple(
        ImportEntry(
            "", tuple(sorted(graph.value for graph in each.graphs)), each.mode, each.files, each.origin
        )
        for each in candidates
    )

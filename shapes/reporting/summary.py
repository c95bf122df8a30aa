"""The last lines of a report: how many findings, and what nobody looked at."""

from collections.abc import Iterator

from iurc.shapes.coverage import Coverage
from iurc.shapes.report import Report
from iurc.shapes.reporting.naming import WORDS, counted, short

MOST_NAMED = 5


def summary(report: Report) -> str:
    """Say in one line how many findings there are of each severity."""
    if report.conforms:
        return "Nothing found: the data conforms."
    return ", ".join(counted(count, WORDS[severity]) for severity, count in report.counts().items()) + "."


def coverage_lines(coverage: Coverage) -> Iterator[str]:
    """Say in a few lines what the shapes looked at.

    Args:
        coverage: What was counted.

    Yields:
        Sentences; the first warns where nothing was judged at all.
    """
    if coverage.vacuous:
        yield f"No shape met anything in the data: {counted(coverage.shapes, 'shape')} with targets, no focus node."
    else:
        met = coverage.shapes - len(coverage.shapes_without_focus)
        yield f"{met:,} of {counted(coverage.shapes, 'shape')} looked at {counted(coverage.focus_nodes, 'node')}."
    without = coverage.shapes_without_focus
    if without and not coverage.vacuous:
        yield f"{counted(len(without), 'shape')} met no focus node: {_named(without, len(without))}."
    if coverage.unlooked_subjects:
        subjects = f"{coverage.unlooked_subjects:,} of {counted(coverage.subjects or 0, 'subject')}"
        yield f"No shape looked at {subjects}: {_named(coverage.sample, coverage.unlooked_subjects)}."


def _named(terms: tuple[str, ...], number: int) -> str:
    told = [short(term) for term in terms[:MOST_NAMED]]
    more = number - len(told)
    return ", ".join(told) + (f" and {more:,} more" if more else "")

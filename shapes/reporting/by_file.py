"""Findings in the order in which a person works: file by file, from top to bottom."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from iurc.shapes.report import Finding


@dataclass(frozen=True, slots=True)
class FileFindings:
    """The findings in one file.

    Attributes:
        file: Its name; `None` for findings that have no place.
        findings: In the order of lines and columns, the worst first in one place.
    """

    file: str | None
    findings: tuple[Finding, ...]


def by_file(findings: Sequence[Finding]) -> Iterator[FileFindings]:
    """Sort findings into their files.

    Args:
        findings: The findings of a report.

    Yields:
        Each file with its findings, sorted by name; those without a place last.
    """
    for file, group in groupby(sorted(findings, key=_place), key=_file):
        yield FileFindings(file, tuple(group))


def _file(finding: Finding) -> str | None:
    return finding.position.file if finding.position else None


def _place(finding: Finding) -> tuple[bool, str, int, int, tuple[object, ...]]:
    position = finding.position
    if position is None:
        return True, "", 0, 0, finding.key
    return False, position.file, position.line, position.column or 0, finding.key

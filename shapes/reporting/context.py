"""What a writer may know besides the report itself: files, threshold, coverage, names of shapes, colours."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from iurc.shapes.coverage import Coverage
from iurc.shapes.report import Report, Severity
from iurc.shapes.reporting.about import About


def _as_it_is(file: str) -> str:
    return file


def _no_line(_file: str, _line: int) -> str | None:
    return None


@dataclass(frozen=True, slots=True)
class Context:
    """How a report is to be told.

    Attributes:
        inputs: The files that were judged, as positions name them.
        fail_on: The least severity that refuses the data; `None` when nothing does.
        coverage: What the shapes looked at, where that was counted.
        require_coverage: Whether it refuses the data when no shape met anything.
        about: What the shapes say of themselves, by the IRI of a shape or constraint.
        source_line: Gives a line of a file, without its line feed; `None` where it cannot be had.
        place: Gives the name of a file as a CI system knows it: relative to the root of the project, with slashes.
        colour: Whether text may have colours.
        version: The version of the product.
        language: The language of the messages (BCP 47).
    """

    inputs: tuple[str, ...] = ()
    fail_on: Severity | None = Severity.VIOLATION
    coverage: Coverage | None = None
    require_coverage: bool = False
    about: Mapping[str, About] = field(default_factory=dict)
    source_line: Callable[[str, int], str | None] = _no_line
    place: Callable[[str], str] = _as_it_is
    colour: bool = False
    version: str = "0"
    language: str = "en"

    def refuses(self, severity: Severity) -> bool:
        """Whether a finding of this severity refuses the data."""
        return self.fail_on is not None and severity >= self.fail_on

    @property
    def vacuous(self) -> bool:
        """Whether the data are refused because no shape met anything."""
        return self.require_coverage and self.coverage is not None and self.coverage.vacuous

    def refused(self, report: Report) -> bool:
        """Whether the data are refused."""
        return self.vacuous or any(self.refuses(severity) for severity in report.counts())

    @property
    def fallback(self) -> str | None:
        """The file to name where a format demands one and a finding has no place: the first input."""
        return self.place(self.inputs[0]) if self.inputs else None


PLAIN = Context()
Writer = Callable[[Report, Context], Iterator[str]]

"""The verdict of the judge: findings, each with what, where and why (SHACL section 3.6)."""

import dataclasses
import enum
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

from iurc.shapes.position import Position

SHACL = "http://www.w3.org/ns/shacl#"


class Severity(enum.IntEnum):
    """How bad a finding is; greater is worse (SHACL section 2.1.4)."""

    INFO = 1
    WARNING = 2
    VIOLATION = 3

    @property
    def iri(self) -> str:
        """The IRI that SHACL gives this severity."""
        return SHACL + self.name.capitalize()

    @classmethod
    def of(cls, iri: str) -> Self:
        """Read a severity from its IRI.

        Args:
            iri: A value of `sh:severity`.

        Returns:
            The severity; a violation for an IRI that SHACL does not define, because a finding whose
            weight is unknown must not pass a gate.
        """
        return next((severity for severity in cls if severity.iri == iri), cls.VIOLATION)


@dataclass(frozen=True, slots=True)
class Finding:
    """One validation result (SHACL section 3.6.2); RDF terms are written as in N-Triples.

    Attributes:
        severity: How bad it is.
        focus_node: The node that was judged.
        path: The path from the focus node, an IRI in angle brackets or a SPARQL property path of them.
        value: The value that is wrong; `None` where something is missing.
        component: IRI of the constraint component, without angle brackets.
        shape: The shape that made the finding: an IRI without angle brackets, or a blank node label.
        message: What is wrong and what to do, in one language.
        position: Where in the input it stands.
        constraint: The SPARQL constraint that made the finding, where there is one.
        remedy: What the shape expects (its `sh:description`).
        stated_severity: The IRI of the severity, where a shape states one that SHACL does not define.
    """

    severity: Severity
    focus_node: str | None
    path: str | None
    value: str | None
    component: str
    shape: str
    message: str
    position: Position | None = None
    constraint: str | None = None
    remedy: str | None = None
    stated_severity: str | None = None

    @property
    def severity_iri(self) -> str:
        """The IRI of the severity as the shape states it."""
        return self.stated_severity or self.severity.iri

    @property
    def key(self) -> tuple[int, str, int, str, str, str, str, str, str]:
        """What findings are sorted by: worst first, then place, then content."""
        position = self.position
        return (
            -self.severity,
            position.file if position else "",
            position.line if position else 0,
            self.focus_node or "",
            self.path or "",
            self.component,
            self.shape,
            self.value or "",
            self.message,
        )


@dataclass(frozen=True, slots=True)
class Report:
    """All findings of one judgement.

    Attributes:
        findings: The findings in the order of `Finding.key`.
    """

    findings: tuple[Finding, ...] = ()

    @property
    def conforms(self) -> bool:
        """Whether there is no finding of any severity (SHACL section 3.6.1.1)."""
        return not self.findings

    @property
    def worst(self) -> Severity | None:
        """The highest severity, `None` when there is no finding."""
        return max((finding.severity for finding in self.findings), default=None)

    def at_or_above(self, level: Severity) -> tuple[Finding, ...]:
        """Give the findings that are at least as bad as a level.

        Args:
            level: The mildest severity that counts.

        Returns:
            Those findings, in order.
        """
        return tuple(finding for finding in self.findings if finding.severity >= level)

    def counts(self) -> dict[Severity, int]:
        """Count the findings of each severity that occurs, worst first."""
        counted = Counter(finding.severity for finding in self.findings)
        return {severity: counted[severity] for severity in sorted(counted, reverse=True)}

    def with_positions(self, locate: Callable[[Finding], Position | None]) -> Self:
        """Say where each finding stands in the input.

        Args:
            locate: Gives the position of the statement (focus node, path, value) that a finding speaks
                of, or of the focus node when the statement is missing; `None` when it is not in the input.

        Returns:
            The same findings with positions, sorted anew; a finding that has a position keeps it.
        """
        placed = (
            finding if finding.position else dataclasses.replace(finding, position=locate(finding))
            for finding in self.findings
        )
        return type(self)(tuple(sorted(placed, key=lambda finding: finding.key)))

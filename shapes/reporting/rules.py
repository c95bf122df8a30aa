"""The rules that findings break: what CI systems list apart from the findings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from iurc.shapes.report import Finding, Severity
from iurc.shapes.reporting.about import About
from iurc.shapes.reporting.naming import component_name, rule_id, short, source_of

_UNKNOWN = About()


@dataclass(frozen=True, slots=True)
class Rule:
    """One constraint of one shape.

    Attributes:
        id: Its lasting name.
        name: A name for people.
        component: The local name of the constraint component.
        severity: The worst severity of its findings.
        short: What it is about, in a phrase.
        full: What it demands, in a sentence.
        help: What to do about a finding.
        uri: Where it is defined; `None` for a shape without an IRI.
    """

    id: str
    name: str
    component: str
    severity: Severity
    short: str
    full: str
    help: str
    uri: str | None


def rules_of(findings: Iterable[Finding], about: Mapping[str, About]) -> list[Rule]:
    """List the rules that findings break, each once, in the order of their first finding.

    Args:
        findings: The findings, worst first.
        about: What the shapes say of themselves.
    """
    rules: dict[str, Rule] = {}
    for finding in findings:
        name = rule_id(finding)
        if name not in rules:
            rules[name] = _rule(name, finding, about)
    return list(rules.values())


def _rule(name: str, finding: Finding, about: Mapping[str, About]) -> Rule:
    source = source_of(finding)
    told = about.get(source, _UNKNOWN)
    component = component_name(finding)
    path = f" of {short(finding.path)}" if finding.path else ""
    title = told.name or (short(f"<{source}>") if not source.startswith("_:") else f"{component}{path}")
    full = (
        told.description or finding.remedy or told.message or f"The constraint {component}{path} must hold."
    )
    return Rule(
        id=name,
        name=title,
        component=component,
        severity=finding.severity,
        short=f"{title}: {component}" if told.name else title,
        full=full,
        help=told.message or finding.message,
        uri=source if source.startswith(("http://", "https://")) else None,
    )

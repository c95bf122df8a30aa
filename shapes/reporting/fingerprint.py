"""Fingerprints that stay the same when lines move."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator

from iurc.shapes.report import Finding
from iurc.shapes.reporting.naming import rule_id


def fingerprints(findings: Iterable[Finding]) -> Iterator[tuple[Finding, str]]:
    """Give each finding a fingerprint.

    It is made of the rule, the focus node, the path and the value, not of file, line or wording. Labels of blank nodes
    change whenever a file does and are left out. Findings that are then the same are told apart by a number.

    Args:
        findings: Findings in a steady order.

    Yields:
        Each finding with 32 hexadecimal digits; no two have the same ones.
    """
    seen: Counter[bytes] = Counter()
    for finding in findings:
        parts = (
            rule_id(finding),
            *(_steady(each) for each in (finding.focus_node, finding.path, finding.value)),
        )
        digest = hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).digest()[:16]
        seen[digest] += 1
        number = seen[digest]
        if number > 1:
            yield finding, hashlib.sha256(digest + str(number).encode()).hexdigest()[:32]
        else:
            yield finding, digest.hex()


def _steady(term: str | None) -> str:
    if term is None:
        return "-"
    return "_:" if term.startswith("_:") else term

"""Fingerprints."""

import dataclasses

from iurc.shapes.position import Position
from iurc.shapes.report import Finding
from iurc.shapes.reporting.fingerprint import fingerprints


def prints(*findings: Finding) -> list[str]:
    """Give the fingerprints alone."""
    return [each for _, each in fingerprints(findings)]


def test_what_counts(plain: Finding) -> None:
    """Rule, node, path and value make a fingerprint."""
    others = [
        dataclasses.replace(plain, **{name: other})
        for name, other in (("focus_node", "<x>"), ("path", "<x>"), ("value", '"5"'), ("shape", "urn:x"))
    ]
    assert len(set(prints(plain, *others))) == 5


def test_what_does_not_count(plain: Finding) -> None:
    """File, line, wording and labels of blank nodes may change."""
    for changed in (
        {"position": Position("moved.ttl", 99)},
        {"position": None},
        {"message": "Worded anew."},
        {"remedy": None},
    ):
        assert prints(dataclasses.replace(plain, **changed)) == prints(plain)
    blank = [dataclasses.replace(plain, focus_node=f"_:{name}", shape=f"_:{name}") for name in "ab"]
    assert prints(blank[0]) == prints(blank[1])


def test_equal_ones_are_numbered(plain: Finding) -> None:
    """Findings that are the same in all that counts are told apart, in the same way in each run."""
    first = prints(plain, plain, plain)
    assert len(set(first)) == 3
    assert first == prints(plain, plain, plain)
    assert first[0] == prints(plain)[0]

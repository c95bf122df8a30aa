"""Short names for rules."""

import dataclasses

from iurc.shapes.report import Finding
from iurc.shapes.reporting.naming import about_what, counted, rule_id


def test_rules(plain: Finding) -> None:
    """A rule is named after what made the finding: the constraint, the shape, or for one without IRI what it is about."""
    assert rule_id(plain) == "iurcsh:Phase-number/In"
    assert rule_id(dataclasses.replace(plain, constraint="http://e.org/c")) == "http://e.org/c/In"
    unnamed = dataclasses.replace(plain, shape="_:b12", path="<http://e.org/p>")
    assert rule_id(unnamed) == "In(<http://e.org/p>)"
    assert rule_id(dataclasses.replace(unnamed, path=None)) == "In"
    assert rule_id(dataclasses.replace(unnamed, component="urn:x", path=None)) == "x"


def test_long_rules_stay_apart(plain: Finding) -> None:
    """GitHub takes 255 characters; longer names are cut and still differ."""
    names = {rule_id(dataclasses.replace(plain, shape="http://e.org/" + "x" * 400 + end)) for end in "ab"}
    assert len(names) == 2
    assert all(len(name) <= 255 for name in names)


def test_about_what(plain: Finding) -> None:
    """The node itself is no value of its own."""
    assert about_what(plain) == 'iurc:phaseNumber "4"'
    assert about_what(dataclasses.replace(plain, path=None, value=plain.focus_node)) == ""


def test_counted() -> None:
    """One is singular; thousands are grouped."""
    assert [counted(number, "finding") for number in (0, 1, 1200)] == [
        "0 findings",
        "1 finding",
        "1,200 findings",
    ]

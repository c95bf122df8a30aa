"""iurc.graph.locating.resolve: IRIs as the store's parsers make them."""

import pytest

from iurc.graph.locating.resolve import is_valid, resolve


@pytest.mark.parametrize(
    ("reference", "base", "iri"),
    [
        ("../c?q#f", "http://x.example/a/b", "http://x.example/c?q#f"),
        ("", "http://x.example/a#b", "http://x.example/a"),
        ("urn:a", None, "urn:a"),
        ("http://x.example/a/../b", "http://y.example/", "http://x.example/a/../b"),
        ("a", None, None),
        ("a b", "http://x.example/", None),
        ("urn:a b", None, None),
    ],
)
def test_references_are_resolved(reference: str, base: str | None, iri: str | None) -> None:
    """Relative references need a base, whole IRIs stay as they are, and what is no IRI is none."""
    assert resolve(reference, base) == iri


def test_validity_is_that_of_the_store() -> None:
    """A relative reference is no IRI."""
    assert is_valid("urn:a")
    assert not is_valid("a")

"""iurc.graph.patch: a difference as text."""

import pyoxigraph

from iurc.graph import patch


def test_what_goes_comes_first_and_all_is_sorted() -> None:
    """The same difference is the same text, whatever the order of the sets."""
    n = pyoxigraph.NamedNode("urn:n")
    quads = [pyoxigraph.Quad(n, n, pyoxigraph.Literal(text), n) for text in ("b", "a\n")]
    expected = [
        'D <urn:n> <urn:n> "a\\n" <urn:n> .',
        'D <urn:n> <urn:n> "b" <urn:n> .',
        'A <urn:n> <urn:n> "b" <urn:n> .',
    ]
    assert list(patch.lines(quads, quads[:1])) == expected
    assert list(patch.lines(reversed(quads), quads[:1])) == expected

"""iurc.graph.locating.names: what names mean at some point of a text."""

import pytest

from iurc.graph.locating.found import Unfollowed
from iurc.graph.locating.names import Names


def test_a_prefix_means_what_it_was_last_declared_to_mean() -> None:
    """Declared anew, it gives other IRIs; escapes of local names are undone, percent signs are kept."""
    names = Names(None)
    names.bind("e", "urn:a:")
    assert names.named("e:x\\,y%20", 0) == "urn:a:x,y%20"
    names.bind("e", "urn:b:")
    assert names.named("e:x\\,y%20", 0) == "urn:b:x,y%20"


def test_references_follow_the_base() -> None:
    """A relative reference is resolved against the base in force, escapes undone."""
    names = Names("http://x.example/a/")
    assert names.iri("<\\u0062>", 0) == "http://x.example/a/b"
    names.base = "http://y.example/"
    assert names.iri("<b>", 0) == "http://y.example/b"


@pytest.mark.parametrize("ask", [lambda names: names.named("x:y", 9), lambda names: names.iri("<y>", 9)])
def test_what_has_no_meaning_is_told(ask: object) -> None:
    """A prefix that is not declared, or a relative reference without a base, is placed."""
    with pytest.raises(Unfollowed) as caught:
        ask(Names(None))  # type: ignore[operator]
    assert caught.value.at == 9

"""iurc.graph.locating.json_ld_context: what names mean in JSON-LD."""

import pytest

from iurc.graph.locating.found import Unfollowed
from iurc.graph.locating.json_ld_context import Context, extended
from iurc.graph.locating.json_text import read


def context(text: str, outer: Context | None = None) -> Context:
    """A context as it is written."""
    return extended(outer or Context("http://x.example/"), read(text), "http://x.example/")


@pytest.mark.parametrize(
    ("name", "iri"),
    [
        ("term", "urn:e:t"),
        ("later", "urn:e:l"),
        ("e:x", "urn:e:x"),
        ("flat:x", "flat:x"),
        ("e://x", "e://x"),
        ("_:x", "_:x"),
        ("word", "urn:v:word"),
        ("nothing", None),
        ("@id", "@id"),
        ("identity", "@id"),
        ("@unknown", None),
        (":x", "urn:v::x"),
    ],
)
def test_names_are_expanded(name: str, iri: str | None) -> None:
    """Terms, compact IRIs, keywords and their aliases, words of the vocabulary, and what means nothing."""
    made = context(
        '{"@vocab": "urn:v:", "later": "e:l", "e": "urn:e:", "term": {"@id": "e:t"}, "nothing": null, '
        '"identity": "@id", "flat": {"@id": "urn:f:", "@prefix": false}}'
    )
    assert made.expanded(name, vocabulary=True, document=False) == iri


def test_identifiers_are_relative_to_the_base_and_are_no_terms() -> None:
    """An @id is resolved against the base; a term of that name does not matter."""
    made = context('{"term": "urn:t", "@base": "sub/"}')
    assert made.expanded("term", vocabulary=False, document=True) == "http://x.example/sub/term"


def test_contexts_build_on_each_other_and_null_forgets() -> None:
    """What an inner context does not say holds from outside; null begins anew."""
    outer = context('{"@language": "EN", "a": "urn:a"}')
    inner = context('[{"b": "urn:b"}]', outer)
    assert (inner.language, set(inner.terms)) == ("en", {"a", "b"})
    assert context('[null, {"c": "urn:c"}]', inner).terms.keys() == {"c"}


def test_definitions_say_how_values_are_read() -> None:
    """Type, language, container and direction of a term."""
    made = context(
        '{"e": "urn:e:", "t": {"@id": "e:t", "@type": "e:d", "@container": ["@set"], "@language": null}, "r": {"@reverse": "e:r"}}'
    )
    term = made.terms["t"]
    assert (term.iri, term.type, term.container, made.language_of(term)) == (
        "urn:e:t",
        "urn:e:d",
        {"@set"},
        None,
    )
    assert made.terms["r"].reverse
    assert made.terms["r"].iri == "urn:e:r"


@pytest.mark.parametrize(
    "text", ['"http://x.example/c"', '{"@import": "c"}', '{"@propagate": false}', '{"t": 1}']
)
def test_what_is_not_followed_is_told(text: str) -> None:
    """A remote context or one that changes the rules ends the reading."""
    with pytest.raises(Unfollowed):
        context(text)

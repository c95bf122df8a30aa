"""The prefixes."""

import pyoxigraph
import pytest

from iurc.graph.mapping import context


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("skos:prefLabel", "http://www.w3.org/2004/02/skos/core#prefLabel"),
        ("iurc:start", "https://w3id.org/iurc/ontology#start"),
        ("geo:asWKT", "http://www.opengis.net/ont/geosparql#asWKT"),
        ("dcterms:title", "http://purl.org/dc/terms/title"),
        ("http://a/b", "http://a/b"),
        ("urn:x:y", "urn:x:y"),
        ("word", "word"),
        ("time://x", "time://x"),
    ],
)
def test_known_prefixes_are_written_out(text: str, full: str) -> None:
    """Prefixed names become IRIs; everything else stays."""
    assert context.expand(text) == full


@pytest.mark.parametrize("prefix", sorted(context.PREFIXES))
def test_every_namespace_is_an_iri(prefix: str) -> None:
    """No namespace holds a typing error that the store would refuse."""
    pyoxigraph.NamedNode(context.PREFIXES[prefix] + "x")

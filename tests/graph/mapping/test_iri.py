"""From templates to IRIs."""

import json

import pytest

from iurc.graph.errors import Unreadable
from iurc.graph.mapping import document, iri
from iurc.graph.mapping.refusal import Refusal

BASE = "https://example.org/graph/one/t.csv"


def made(template: str, base: str | None = BASE) -> iri.IriTemplate:
    """Read a template as it would stand in a metadata file."""
    return iri.parse(document.read(json.dumps(template).encode(), "m.json"), base)


@pytest.mark.parametrize(
    ("template", "expanded"),
    [
        ("https://example.org/{x}", "https://example.org/a%20b"),
        ("skos:{y}", "http://www.w3.org/2004/02/skos/core#k"),
        ("iurc:City", "https://w3id.org/iurc/ontology#City"),
        ("#{y}", "https://example.org/graph/one/t.csv#k"),
        ("{y}", "https://example.org/graph/one/k"),
        ("../{y}", "https://example.org/graph/k"),
        ("{+iri}", "http://metadata.un.org/sdg/11.3"),
        ("{+name}", "http://www.w3.org/2004/02/skos/core#prefLabel"),
        ("urn:x:{y}", "urn:x:k"),
        ("mailto:a@example.org", "mailto:a@example.org"),
    ],
)
def test_results_are_absolute_iris(template: str, expanded: str) -> None:
    """Prefixes are written out and relative results resolved against the table (section 5.1.3)."""
    values = {"x": "a b", "y": "k", "iri": "http://metadata.un.org/sdg/11.3", "name": "skos:prefLabel"}
    assert made(template).expand(values).value == expanded


def test_a_cell_that_holds_a_whole_iri_must_hold_an_absolute_one() -> None:
    """`www.iurc.eu` is an address without a scheme, not a path below the table."""
    with pytest.raises(Refusal, match=r"'www\.iurc\.eu' is no absolute IRI") as caught:
        made("{+x}").expand({"x": "www.iurc.eu"})
    assert caught.value.remedy == "begin it with https://"


def test_a_relative_result_needs_a_base() -> None:
    """Without a base nothing is made up, least of all from the path on this machine."""
    with pytest.raises(Refusal, match="the metadata has no base"):
        made("{x}", None).expand({"x": "a"})


def test_a_result_that_is_no_iri_is_refused() -> None:
    """What the store would not take is told in words."""
    with pytest.raises(Refusal, match="is not a valid IRI") as caught:
        made("http://[{x}").expand({"x": "a"})
    assert caught.value.remedy == "correct the cells or the template it is made of"


@pytest.mark.parametrize(
    ("template", "message", "remedy"),
    [
        ("skso:prefLabel", "the prefix 'skso' is not known", "did you mean 'skos' or 'skosxl'?"),
        ("zzzzzz:{x}", "the prefix 'zzzzzz' is not known", "write the IRI in full"),
        ("http://a/{x", "the template has a lone {", "write variables as {name}"),
    ],
)
def test_mistaken_templates_are_refused_in_the_metadata(template: str, message: str, remedy: str) -> None:
    """A mistyped prefix would be a valid IRI and pass unseen."""
    with pytest.raises(Unreadable) as caught:
        made(template)
    assert (caught.value.message, caught.value.remedy) == (message, remedy)
    assert str(caught.value.position) == "m.json:1:1"

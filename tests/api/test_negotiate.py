import pytest
from hypothesis import given
from hypothesis import strategies as st

from iurc.api.negotiate import HTML, NotAcceptable, choose, prefers_html
from iurc.graph.answering import formats

TABLES = (*formats.TABLES, HTML)
GRAPHS = (*formats.GRAPHS, HTML)
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "name"),
    [
        (None, "json"),
        ("", "json"),
        ("*/*", "json"),
        ("garbage", "json"),
        ("text/csv", "csv"),
        ("TEXT/CSV; charset=utf-8", "csv"),
        ("text/csv, */*", "csv"),
        ("text/csv;q=0.5, application/sparql-results+xml;q=0.9", "xml"),
        ("application/sparql-results+xml, application/sparql-results+json", "json"),
        ("text/*", "csv"),
        ("text/*;q=0.5, text/tab-separated-values;q=0.6", "tsv"),
        ("text/csv;q=0, text/*", "tsv"),
        ("*/*, application/sparql-results+json;q=0", "xml"),
        (BROWSER, "html"),
        ("application/sparql-results+json, text/html;q=0.9", "json"),
        ("text/csv;q=abc, text/html;q=0.1", "html"),
        ("text/csv ; q=0.2 , application/json ; q=0.3", "json"),
        (",;q=1,/,a/,*/csv, text/csv", "csv"),
    ],
)
def test_the_wanted_form_is_chosen(accept: str | None, name: str):
    """Quality, precision and then the server's order decide; what cannot be read is passed over."""
    assert choose(accept, TABLES).format.name == name


@pytest.mark.parametrize(
    ("accept", "name", "sent"),
    [
        ("application/json", "json", "application/json"),
        ("text/xml", "xml", "text/xml"),
        ("application/sparql-results+xml", "xml", "application/sparql-results+xml"),
    ],
)
def test_other_names_are_sent_as_asked_for(accept: str, name: str, sent: str):
    """A client that asks by a general type gets that type back."""
    assert (choose(accept, TABLES).format.name, choose(accept, TABLES).media_type) == (name, sent)


def test_a_graph_is_chosen_in_its_own_formats():
    """Graphs have other offers than tables, Turtle first."""
    assert choose("*/*", GRAPHS).format is formats.TURTLE
    assert choose("application/json", GRAPHS).format is formats.JSONLD
    assert choose("text/plain", GRAPHS).format is formats.NTRIPLES


@pytest.mark.parametrize(
    "accept", ["image/png", "text/turtle", "text/csv;q=0", "application/sparql-results+json;q=2"]
)
def test_what_fits_nothing_is_refused_with_the_offers(accept: str):
    """A client that takes none of the offers is told what there is."""
    with pytest.raises(NotAcceptable, match=r"application/sparql-results\+json, .*text/csv.*text/html"):
        choose(accept, TABLES)


@given(st.text(max_size=300) | st.text("*/;,q=.01 texhml", max_size=300))
def test_no_header_is_too_odd(accept: str):
    """Any text is answered by a choice or by a refusal."""
    prefers_html(accept)
    try:
        told = choose(accept, TABLES).format.name
    except NotAcceptable as error:
        told = str(error)
    assert 0 < len(told) < 600


def test_an_absurdly_long_header_is_cut():
    """A header of megabytes takes no time."""
    assert choose("text/csv," * 500_000, TABLES).format is formats.CSV


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (BROWSER, True),
        ("text/html", True),
        ("*/*", False),
        (None, False),
        ("application/json, text/html;q=0.9", False),
    ],
)
def test_browsers_are_known_by_naming_html(accept: str | None, expected: bool):
    """Only who names HTML, and nothing before it, gets errors as pages."""
    assert prefers_html(accept) is expected

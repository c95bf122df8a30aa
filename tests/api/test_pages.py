import html
import re
from html.parser import HTMLParser
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from iurc.graph.answering.query import check
from iurc.ontology.question import EXAMPLES, question

if TYPE_CHECKING:
    from tests.api.conftest import Reply, Server

BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
TERM = "https://w3id.org/iurc/ontology#"


class Page(HTMLParser):
    """What a test needs to know of a page."""

    def __init__(self, reply: "Reply") -> None:
        super().__init__()
        assert reply.header("Content-Type") == "text/html; charset=utf-8"
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(reply.body.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag."""
        self.tags.append((tag, dict(attrs)))
        if tag in {"td", "th"}:
            self.text += " "

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """Give the attributes of each tag of a name."""
        return [attributes for name, attributes in self.tags if name == tag]


def page(server: "Server", target: str) -> Page:
    """Open a page as a browser does."""
    reply = server.send("GET", target, headers=BROWSER)
    assert reply.status == 200
    return Page(reply)


TARGETS = {
    "home": "/",
    "form": "/sparql",
    "table": f"/sparql?{urlencode({'query': f'SELECT ?c ?none {{ ?c a <{TERM}City> }}'})}",
    "truth": "/sparql?query=ASK%20%7B%7D",
    "graph": f"/sparql?{urlencode({'query': 'CONSTRUCT WHERE { ?s ?p ?o }'})}",
    "error": "/sparql?query=SELEC",
    "nothing": "/nothing",
}


@pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS)
def test_every_page_holds_a_strict_policy(server: "Server", target: str):
    """No page has a script, an inline style or anything from elsewhere, and the policy says so."""
    reply = server.send("GET", target, headers=BROWSER)
    policy = reply.header("Content-Security-Policy")
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "script-src" not in policy
    found = Page(reply)
    assert not found.all("script")
    assert not found.all("style")
    for tag, attributes in found.tags:
        assert "style" not in attributes, tag
        assert not [name for name in attributes if name.startswith("on")], tag
    loaded = [each["href"] for each in found.all("link")] + [each["src"] for each in found.all("img")]
    assert loaded
    for address in loaded:
        assert address is not None
        assert address.startswith("/static/")
        assert server.send("GET", address).status == 200


@pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS)
def test_every_page_can_be_used_by_everybody(server: "Server", target: str):
    """Language, title, skip link, one main heading, and a label for each field."""
    found = Page(server.send("GET", target, headers=BROWSER))
    assert found.all("html") == [{"lang": "en"}]
    assert len(found.all("title")) == len(found.all("main")) == len(found.all("h1")) == 1
    assert found.all("a")[0] == {"class": "skip", "href": "#main"}
    assert [each["id"] for each in found.all("main")] == ["main"]
    labelled = {each["for"] for each in found.all("label")}
    for tag in ("textarea", "select"):
        assert {each["id"] for each in found.all(tag)} <= labelled
    ids = [attributes["id"] for _, attributes in found.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    levels = [int(tag[1]) for tag, _ in found.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert all(each["scope"] for each in found.all("th"))


def test_the_form_asks_the_endpoint(server: "Server"):
    """The form of the home page, sent as it is, gives a page with an answer."""
    found = page(server, "/")
    (form,) = found.all("form")
    assert (form["action"], form["method"]) == ("/sparql", "get")
    (area,) = found.all("textarea")
    assert area["name"] == "query"
    text = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", server.send("GET", "/").body.decode(), re.DOTALL)
    assert text is not None
    answer = page(server, f"/sparql?{urlencode({'query': html.unescape(text[1]), 'format': 'html'})}")
    assert "Answer" in answer.text


def test_the_numbers_are_those_of_the_graph(server: "Server"):
    """The home page counts classes and phases of what is served."""
    text = " ".join(page(server, "/").text.split())
    assert "city 200" in text
    assert "Phase <one> 0 0 0" in text
    assert server.query("ASK {}").header("IURC-Release") in text


def test_ten_examples_can_be_run(server: "Server"):
    """Ten links fill the form with a question and run it."""
    found = page(server, "/")
    links = [str(each["href"]) for each in found.all("a") if str(each["href"]).startswith("/sparql?query=")]
    queries = [parse_qs(urlsplit(link).query)["query"][0] for link in links]
    assert len(EXAMPLES) == 10
    for name in EXAMPLES:
        title = question(name).title
        assert title in found.text
        ours = [query for query in queries if query.startswith(f"# {title}\n")]
        assert len(ours) == 1
        assert check(ours[0]).key == check(question(name).text).key
    for link in links:
        assert server.send("GET", link, headers=BROWSER).status == 200


def test_a_table_shows_terms_by_kind(server: "Server"):
    """Names are links in short form, texts carry their language, empty places a dash, and everything is escaped."""
    query = (
        "SELECT ?c ?l ?n { BIND(<https://w3id.org/iurc/id/place/7> AS ?c) "
        "?c <http://www.w3.org/2004/02/skos/core#prefLabel> ?l } ORDER BY LANG(?l)"
    )
    reply = server.send("GET", f"/sparql?{urlencode({'query': query})}", headers=BROWSER)
    assert b'<a href="https://w3id.org/iurc/id/place/7">place/7</a>' in reply.body
    assert 'lang="th" dir="auto">เมือง 7</span>'.encode() in reply.body
    assert b"City &amp; &lt;7&gt;" in reply.body
    assert 'title="no value">–</span>'.encode() in reply.body
    assert "2 rows." in Page(reply).text


def test_nothing_from_a_query_becomes_markup(server: "Server"):
    """Scripts in a query, in a name or in a literal stay text."""
    bad = "<script>alert(1)</script>"
    query = f"SELECT ('{bad}' AS ?x) (IRI('javascript:alert(1)') AS ?y) {{}} # </textarea>{bad}"
    reply = server.send("GET", f"/sparql?{urlencode({'query': query})}", headers=BROWSER)
    assert reply.status == 200
    assert b"<script" not in reply.body
    assert not [each for each in Page(reply).all("a") if str(each["href"]).startswith("javascript:")]
    broken = server.send("GET", f"/sparql?{urlencode({'query': f'SELECT {bad}'})}", headers=BROWSER)
    assert broken.status == 400
    assert b"<script" not in broken.body


def test_a_long_answer_is_cut_and_says_so(server: "Server"):
    """A page shows the first rows of a long answer and links to all of it in each format."""
    found = page(server, f"/sparql?{urlencode({'query': 'SELECT * { ?s ?p ?o }'})}")
    assert "first 500 rows of more" in " ".join(found.text.split())
    links = [str(each["href"]) for each in found.all("a")]
    (all_of_it,) = [link for link in links if link.endswith("format=csv")]
    assert server.send("GET", all_of_it).body.count(b"\r\n") == 605


def test_the_graphs_of_a_request_are_kept(server: "Server"):
    """A page for chosen graphs keeps them in its links and in its form."""
    graph = "https://w3id.org/iurc/graph/two"
    query = f"SELECT (COUNT(*) AS ?n) {{ ?c a <{TERM}City> }}"
    found = page(server, f"/sparql?{urlencode({'query': query, 'default-graph-uri': graph})}")
    links = [
        str(each["href"])
        for each in found.all("a")
        if str(each["href"]).endswith(f"{urlencode({'x': graph})[2:]}")
    ]
    assert server.send("GET", next(link for link in links if "format=csv" in link)).body == b"n\r\n100\r\n"
    assert {"type": "hidden", "name": "default-graph-uri", "value": graph} in found.all("input")


def test_an_error_is_a_page_with_the_query(server: "Server"):
    """A browser gets an error as a page: the place, the line, what to do, and the query to be mended."""
    fields = urlencode({"query": "ASK {\n  ?s foo:bar ?o }"})
    reply = server.send("GET", f"/sparql?{fields}", headers=BROWSER)
    assert reply.status == 400
    found = Page(reply)
    assert {"role": "alert", "class": "problem"} in found.all("div")
    assert "Line 2, column 6: the prefix foo: is not declared." in found.text
    assert "PREFIX foo:" in found.text
    assert b"<pre><code>  ?s foo:bar ?o }</code></pre>" in reply.body
    assert found.all("textarea")


def test_pages_vary_and_are_tagged(server: "Server"):
    """The page of an answer has a validator of its own."""
    target = "/sparql?query=ASK%20%7B%7D"
    tag = server.send("GET", target, headers=BROWSER).header("ETag")
    assert tag != server.send("GET", target).header("ETag")
    assert server.send("GET", target, headers=BROWSER | {"If-None-Match": tag}).status == 304

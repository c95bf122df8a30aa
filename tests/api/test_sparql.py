import csv
import gzip
import io
import json
import re
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
import rdflib

from iurc.graph.answering import formats
from iurc.graph.answering.query import Form

if TYPE_CHECKING:
    from tests.api.conftest import Server

GRAPH = "https://w3id.org/iurc/graph/"
TERM = "https://w3id.org/iurc/ontology#"
CITIES = f"SELECT ?c {{ ?c a <{TERM}City> }}"
ABOUT = "CONSTRUCT WHERE { <https://w3id.org/iurc/id/place/7> ?p ?o }"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT = {"Content-Type": "application/sparql-query"}
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def problem(reply) -> dict[str, object]:  # noqa: ANN001
    """Read a problem document."""
    assert reply.header("Content-Type") == "application/problem+json"
    told: dict[str, object] = json.loads(reply.body)
    assert told["status"] == reply.status
    return told


def test_a_query_is_answered_however_it_is_sent(server: "Server"):
    """GET, a form, a direct body and QUERY give the same answer (SPARQL 1.1 Protocol, section 2.1)."""
    expected = server.query(CITIES, "text/csv").body
    assert expected.count(b"\r\n") == 201
    form = urlencode({"query": CITIES}).encode()
    accept = {"Accept": "text/csv"}
    assert server.send("POST", "/sparql", form, FORM | accept).body == expected
    assert server.send("POST", "/sparql", CITIES.encode(), DIRECT | accept).body == expected
    assert server.send("QUERY", "/sparql", CITIES.encode(), DIRECT | accept).body == expected
    assert server.send("POST", "/sparql/", CITIES.encode(), DIRECT | accept).body == expected


def test_parameters_of_other_kinds_of_content_type(server: "Server"):
    """Parameters and the case of a content type do not matter."""
    kind = {"Content-Type": "Application/SPARQL-Query; Charset=UTF-8"}
    assert server.send("POST", "/sparql", b"ASK {}", kind).status == 200


@pytest.mark.parametrize("form", formats.TABLES, ids=lambda form: form.name)
def test_tables_come_in_every_format(server: "Server", form: formats.Format):
    """Each format of tables is sent under its type and read by a reader of that type."""
    reply = server.query(
        "SELECT ?l { <https://w3id.org/iurc/id/place/7> ?p ?l FILTER(LANG(?l) = 'th') }", form.essence
    )
    assert (reply.status, reply.header("Content-Type")) == (200, form.media_type)
    text = reply.body.decode()
    if form is formats.JSON:
        found = json.loads(text)["results"]["bindings"][0]["l"]["value"]
    elif form is formats.XML:
        found = ET.fromstring(text).findtext(".//{*}literal")  # noqa: S314 - our own answer
    elif form is formats.CSV:
        found = next(csv.DictReader(io.StringIO(text)))["l"]
    else:
        found = text.splitlines()[1].split('"')[1]
    assert found == "เมือง 7"


@pytest.mark.parametrize("form", formats.GRAPHS, ids=lambda form: form.name)
def test_graphs_come_in_every_format(server: "Server", form: formats.Format):
    """Each format of graphs is sent under its type."""
    reply = server.query(ABOUT, form.essence)
    assert (reply.status, reply.header("Content-Type")) == (200, form.media_type)
    assert b"place/7" in reply.body


def test_each_form_of_query_has_an_answer_by_default(server: "Server"):
    """Without a wish a table or truth value comes as JSON and a graph as Turtle."""
    types = {
        text: server.query(text).header("Content-Type")
        for text in ("SELECT (1 AS ?x) {}", "ASK {}", ABOUT, "DESCRIBE <https://w3id.org/iurc/id/place/7>")
    }
    assert list(types.values()) == [formats.JSON.media_type] * 2 + [formats.TURTLE.media_type] * 2


def test_relative_names_are_resolved(server: "Server"):
    """A query with relative IRIs is answered (protocol test query_content_type_construct)."""
    reply = server.send("POST", "/sparql", b"CONSTRUCT { <s> <p> 1 } WHERE {}", DIRECT)
    assert len(rdflib.Graph().parse(data=reply.body, format="turtle")) == 1


def test_the_parameter_format_wins(server: "Server"):
    """A person with a browser chooses by `format=`."""
    assert server.query("ASK {}", BROWSER, format="csv").header("Content-Type") == formats.CSV.media_type
    assert server.query("ASK {}", "text/csv", format="html").header("Content-Type").startswith("text/html")
    assert server.query(ABOUT, format="text/turtle").header("Content-Type") == formats.TURTLE.media_type
    assert problem(server.query(ABOUT, format="csv"))["status"] == 400


def test_graphs_of_the_protocol(server: "Server"):
    """default-graph-uri and named-graph-uri choose the dataset, merged, and win over FROM (section 2.1.4)."""
    count = f"SELECT (COUNT(*) AS ?n) {{ ?c a <{TERM}City> }}"
    one, two = GRAPH + "one", GRAPH + "two"

    def number(text: str, **graphs: list[str]) -> int:
        fields = urlencode(
            {"query": text, **{name.replace("_", "-"): value for name, value in graphs.items()}}, doseq=True
        )
        return int(server.send("GET", f"/sparql?{fields}", headers={"Accept": "text/csv"}).body.split()[1])

    assert number(count) == 200
    assert number(count, default_graph_uri=[two]) == 100
    assert number(count, default_graph_uri=[one, two]) == 200
    assert number(count, named_graph_uri=[two]) == 0
    inside = f"SELECT (COUNT(*) AS ?n) {{ GRAPH ?g {{ ?c a <{TERM}City> }} }}"
    assert number(inside) == 300
    assert number(inside, named_graph_uri=[two]) == 100
    assert number(inside, default_graph_uri=[one], named_graph_uri=[two]) == 100
    assert number(count.replace("{", f"FROM <{one}> {{", 1), default_graph_uri=[two]) == 100
    assert number("SELECT (COUNT(*) AS ?n) { ?s ?p 'an import' }") == 0
    assert number(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{GRAPH}provenance> {{ ?s ?p ?o }} }}") == 1
    assert number("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", default_graph_uri=["http://example.org/none"]) == 0


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (("PUT", "/sparql?query=ASK%20%7B%7D", b"", {}), 405),
        (("DELETE", "/sparql", b"", {}), 405),
        (("GET", "/sparql?query=ASK%20%7B%7D&query=SELECT%20*%20%7B%7D", None, {}), 400),
        (("POST", "/sparql", b"query=ASK%20%7B%7D&query=ASK%20%7B%7D", FORM), 400),
        (("POST", "/sparql", b"ASK {}", {"Content-Type": "text/plain"}), 415),
        (("POST", "/sparql", b"query=ASK%20%7B%7D", {}), 415),
        (("POST", "/sparql", b"ASK {}", {}), 415),
        (("POST", "/sparql", "ASK {}".encode("utf-16"), DIRECT), 400),
        (("POST", "/sparql", b"ASK {}", {"Content-Type": "application/sparql-query; charset=UTF-16"}), 415),
        (("GET", "/sparql?query=ASK%20%7B", None, {}), 400),
        (("GET", "/sparql?update=CLEAR%20ALL", None, {}), 400),
        (("GET", "/sparql?query=CLEAR%20ALL", None, {}), 400),
        (("POST", "/sparql", b"CLEAR ALL", DIRECT), 400),
        (("POST", "/sparql", b"update=CLEAR%20ALL", FORM), 400),
        (("POST", "/sparql", b"CLEAR ALL", {"Content-Type": "application/sparql-update"}), 415),
        (("POST", "/sparql", b"", DIRECT), 400),
        (("POST", "/sparql", b"", FORM), 400),
        (("GET", "/sparql?query=", None, {}), 400),
        (("GET", "/sparql?query=%FF", None, {}), 400),
        (("GET", "/sparql?query=%00", None, {}), 400),
        (("GET", "/sparql?query=ASK%20%7B%7D&timeout=never", None, {}), 400),
        (("GET", "/sparql?query=ASK%20%7B%7D&timeout=1000000", None, {}), 400),
        (("GET", "/sparql?query=ASK%20%7B%7D&default-graph-uri=here", None, {}), 400),
        (("GET", "/sparql?query=ASK%20%7B%7D&release=0099-abcdef", None, {}), 404),
        (("GET", "/sparql?query=ASK%20%7B%7D", None, {"Accept": "image/png"}), 406),
        (("GET", "/sparql", None, {"Accept": "image/png"}), 406),
        (("POST", "/sparql", b"x" * 2_000_000, DIRECT), 413),
        (("POST", "/sparql", b"ASK {}" + b" " * 300_000, DIRECT), 413),
        (("GET", "/nothing", None, {}), 404),
        (("POST", "/", b"", {}), 405),
    ],
)
def test_bad_requests_get_problem_documents(
    server: "Server", request_: tuple[str, str, bytes | None, dict[str, str]], status: int
):
    """What a client does wrong gets the status that says so, in words, with CORS, and never a 5xx."""
    reply = server.send(*request_)
    told = problem(reply)
    assert reply.status == status
    assert told["detail"]
    assert reply.header("Access-Control-Allow-Origin") == "*"


def test_a_refusal_tells_the_place(server: "Server"):
    """A syntax error is told with line and column."""
    told = problem(server.query("SELECT * {\n  ?s foo:bar ?o\n}"))
    assert (told["status"], told["line"], told["column"]) == (400, 2, 6)
    assert "foo:" in str(told["detail"])


@pytest.mark.parametrize("depth", [201, 3_000, 10_000])
def test_nested_brackets_are_refused(server: "Server", depth: int):
    """Ten thousand brackets are refused with a place; the server goes on."""
    told = problem(server.send("POST", "/sparql", b"SELECT * " + b"{" * depth + b"}" * depth, DIRECT))
    assert (told["status"], told["line"]) == (400, 1)
    assert server.query("ASK {}").status == 200


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://127.0.0.1:%d/> { ?s ?p ?o } }",
        "SELECT * { SERVICE SILENT <http://localhost:%d/> { ?s ?p ?o } }",
        "PREFIX ex: <http://127.0.0.1:%d/> SELECT * { ?s ?p trueSERVICE ex:a {} }",
        "PREFIX ex: <http://127.0.0.1:%d/> SELECT*{SERVICEex:a{}}",
        "PREFIX ex: <http://[::1]:%d/> SELECT * {FILTER(1<2&&'>'='>')SERVICE ex:x{} #'\n}",
        "PREFIX ex: <http://0x7f000001:%d/> SELECT * { # {}\r service#\n ex:a {} }",
    ],
)
def test_the_server_calls_nobody(server: "Server", text: str):
    """SERVICE is refused with its place, however it is written, and the address is not called."""
    told = problem(server.query(text % server.port))
    assert told["status"] == 400
    assert told["line"]
    assert told["column"]


def test_escapes_do_not_hide_a_call(server: "Server"):
    """An escaped letter outside of names and literals makes no keyword."""
    assert problem(server.query("SELECT * { \\u0053ERVICE <http://127.0.0.1/> {} }"))["status"] == 400


def test_head_is_get_without_content(server: "Server"):
    """HEAD gives the status and headers of GET and no content, also for errors and for endless answers."""
    get, head = server.query("ASK {}"), server.query("ASK {}", method="HEAD")
    assert (head.status, head.body) == (200, b"")
    for name in ("Content-Type", "ETag", "Vary", "Link"):
        assert head.header(name) == get.header(name) != ""
    assert server.query("ASK {", method="HEAD").status == 400
    assert server.query("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", method="HEAD").status == 200
    assert server.send("HEAD", "/sparql").status == 200


def test_options_tells_the_methods(server: "Server"):
    """OPTIONS lists the methods and lets pages of other sites ask."""
    reply = server.send(
        "OPTIONS",
        "/sparql",
        headers={"Origin": "https://example.org", "Access-Control-Request-Method": "POST"},
    )
    assert reply.status == 204
    assert set(reply.header("Allow").split(", ")) == {"GET", "HEAD", "POST", "QUERY", "OPTIONS"}
    assert "POST" in reply.header("Access-Control-Allow-Methods")
    assert "Content-Type" in reply.header("Access-Control-Allow-Headers")


def test_answers_carry_what_caches_and_readers_need(server: "Server"):
    """Vary, validator, release, licence and CORS stand on every answer."""
    reply = server.query("ASK {}")
    assert reply.header("Vary") == "Accept"
    assert re.fullmatch(r'W/"[0-9a-f]{32}"', reply.header("ETag"))
    assert reply.header("Cache-Control") == "no-cache"
    assert reply.header("IURC-Release").startswith("0001-")
    assert 'rel="license"' in reply.header("Link")
    assert reply.header("Access-Control-Allow-Origin") == "*"
    assert reply.header("X-Content-Type-Options") == "nosniff"


def test_a_known_answer_is_not_sent_again(server: "Server"):
    """A matching validator gives 304 without content; another query, form or dataset has another validator."""
    tag = server.query(CITIES, "text/csv").header("ETag")

    def status(text: str, accept: str, validator: str, **more: str) -> int:
        target = f"/sparql?{urlencode({'query': text, **more})}"
        return server.send("GET", target, headers={"Accept": accept, "If-None-Match": validator}).status

    reply = server.send(
        "GET",
        f"/sparql?{urlencode({'query': CITIES})}",
        headers={"Accept": "text/csv", "If-None-Match": f'"x", {tag}'},
    )
    assert (reply.status, reply.body, reply.header("ETag")) == (304, b"", tag)
    assert reply.header("Vary") == "Accept"
    assert status(CITIES.replace(" ", "\n # c\n"), "text/csv", tag) == 304
    assert status(CITIES, "text/csv", "*") == 304
    assert status(CITIES, "application/json", tag) == 200
    assert status(CITIES + " LIMIT 1", "text/csv", tag) == 200
    assert status(CITIES, "text/csv", tag, **{"default-graph-uri": GRAPH + "one"}) == 200


def test_answers_that_differ_each_time_have_no_validator(server: "Server"):
    """A query with NOW, RAND or UUID is neither tagged nor answered by 304."""
    target = f"/sparql?{urlencode({'query': 'SELECT (UUID() AS ?x) {}'})}"
    reply = server.send("GET", target, headers={"If-None-Match": "*"})
    assert (reply.status, reply.header("ETag")) == (200, "")


def test_the_current_release_can_be_named(server: "Server"):
    """`release=` with the id of what is served is answered."""
    name = server.query("ASK {}").header("IURC-Release")
    assert server.query("ASK {}", release=name).status == 200
    assert server.query("ASK {}", release="current").status == 200


def test_without_a_query_the_service_describes_itself(server: "Server"):
    """The description names this endpoint, in each syntax of graphs; a browser gets the form."""
    for form in formats.GRAPHS:
        reply = server.send("GET", "/sparql", headers={"Accept": form.essence})
        assert (reply.status, reply.header("Content-Type")) == (200, form.media_type)
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    turtle = server.send("GET", "/sparql").body
    graph = rdflib.Graph().parse(data=turtle, format="turtle")
    assert set(graph.objects(predicate=sd.endpoint)) == {rdflib.URIRef(f"{server.url}/sparql")}
    page = server.send("GET", "/sparql", headers={"Accept": BROWSER})
    assert page.header("Content-Type").startswith("text/html")
    assert b"<textarea" in page.body


def test_an_odd_host_does_no_harm(server: "Server"):
    """A Host header that is no host is no fault of the server."""
    reply = server.raw(b'GET /sparql HTTP/1.1\r\nHost: <b a>"\r\nConnection: close\r\n\r\n')
    assert b" 500 " not in reply.splitlines()[0]


def test_large_answers_are_whole(server: "Server"):
    """An answer of many megabytes arrives to its last row, in pieces."""
    reply = server.query("SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 200000", "text/csv")
    assert reply.header("Transfer-Encoding") == "chunked"
    assert reply.body.count(b"\r\n") == 200_001


def test_old_clients_get_a_length(server: "Server"):
    """HTTP/1.0 cannot tell a broken answer from a whole one, so it gets large answers with their length."""
    fields = urlencode({"query": "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 50000"})
    reply = server.raw(f"GET /sparql?{fields} HTTP/1.0\r\nAccept: text/csv\r\n\r\n".encode(), 30)
    head, _, body = reply.partition(b"\r\n\r\n")
    (length,) = re.findall(rb"(?i)content-length: (\d+)", head)
    assert len(body) == int(length) > 1_000_000
    assert body.count(b"\r\n") == 50_001


def test_long_queries_are_read(server: "Server"):
    """A query of two hundred thousand characters is answered when it is posted."""
    values = " ".join(f"<https://example.org/{number}>" for number in range(7_000))
    reply = server.send(
        "POST",
        "/sparql",
        f"SELECT (COUNT(*) AS ?n) {{ VALUES ?x {{ {values} }} }}".encode(),
        DIRECT | {"Accept": "text/csv"},
    )
    assert reply.body == b"n\r\n7000\r\n"


def test_connections_are_kept(server: "Server"):
    """Several requests on one connection, errors and HEAD among them, do not disturb each other."""
    ask = b"GET /sparql?query=ASK%20%7B%7D HTTP/1.1\r\nHost: x\r\n"
    reply = server.raw(
        ask
        + b"\r\n"
        + ask.replace(b"GET", b"HEAD")
        + b"\r\n"
        + ask.replace(b"%7D", b"")
        + b"\r\n"
        + ask
        + b"Connection: close\r\n\r\n"
    )
    assert re.findall(rb"HTTP/1.1 (\d+)", reply) == [b"200", b"200", b"400", b"200"]
    assert reply.count(b'{"head":{},"boolean":true}') == 2


@pytest.mark.parametrize(
    "request_",
    [
        b"GET /sparql?query=ASK%20%7B%7D HTTP/1.1\r\nHost: x\r\nAccept: "
        + b"a/b," * 10_000
        + b"\r\nConnection: close\r\n\r\n",
        b"GET /sparql?query=ASK%20%7B%7D HTTP/1.1\r\nHost: x\r\nAccept: \xff\xfe;q=\xff\r\nConnection: close\r\n\r\n",
        b"GET /sparql?%%%&=&&query HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        b"GET /sparql?" + b"a" * 60_000 + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        b"GET /sparql?" + b"a" * 200_000 + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: \xff\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
        b"GET /sparql?query=\xff\xfe HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        b"QUERY /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\nContent-Length: 2\r\nConnection: close\r\n\r\n\x00\x00",
    ],
)
def test_odd_requests_are_no_fault_of_the_server(server: "Server", request_: bytes):
    """Absurd headers, bytes and lengths get an answer below 500."""
    status = int(server.raw(request_).split()[1])
    assert 200 <= status < 500


def test_a_compressed_body_is_not_misread(server: "Server"):
    """A body in a content coding that is not read is refused, not taken for a query."""
    reply = server.send("POST", "/sparql", gzip.compress(b"ASK {}"), DIRECT | {"Content-Encoding": "gzip"})
    assert reply.status == 415


def test_html_is_offered_for_each_form(server: "Server"):
    """A browser gets a table, a truth value or triples as a page."""
    assert b'<th scope="col">c</th>' in server.query(CITIES, BROWSER).body
    assert b"Yes" in server.query("ASK {}", BROWSER).body
    assert b'<th scope="col">subject</th>' in server.query(ABOUT, BROWSER).body
    assert Form.SELECT.value in server.query(CITIES, BROWSER).body.decode()

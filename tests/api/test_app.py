import json
from typing import TYPE_CHECKING

import pytest

from iurc.graph.answering import formats

if TYPE_CHECKING:
    from tests.api.conftest import Server


def test_health_is_told(server: "Server"):
    """A running server is live, and ready with its release."""
    assert json.loads(server.send("GET", "/health/live").body) == {"status": "live"}
    ready = json.loads(server.send("GET", "/health/ready").body)
    assert ready["status"] == "ready"
    assert ready["release"] == server.query("ASK {}").header("IURC-Release")
    assert ready["statements"] == 705


def test_the_openapi_description_is_complete(server: "Server"):
    """The description has the query service with its methods, parameters, formats and refusals."""
    described = json.loads(server.send("GET", "/openapi.json").body)
    assert {"/sparql", "/health/live", "/health/ready"} <= set(described["paths"])
    sparql = described["paths"]["/sparql"]
    for method in ("get", "post"):
        named = {each["name"] for each in sparql[method]["parameters"]}
        assert {"default-graph-uri", "named-graph-uri", "format", "timeout", "release"} <= named
        types = set(sparql[method]["responses"]["200"]["content"])
        assert {each.essence for each in (*formats.TABLES, *formats.GRAPHS)} <= types
        assert {"400", "406", "503"} <= set(sparql[method]["responses"])
    assert server.query(sparql["get"]["parameters"][0]["example"]).status == 200


def test_the_description_is_the_same_each_time(server: "Server"):
    """Asking twice gives the same description."""
    assert server.send("GET", "/openapi.json").body == server.send("GET", "/openapi.json").body


@pytest.mark.parametrize("target", ["/docs", "/redoc"])
def test_pages_that_load_from_elsewhere_are_off(server: "Server", target: str):
    """FastAPI's own pages, which load their scripts from another server, are not served."""
    assert server.send("GET", target).status == 404


@pytest.mark.parametrize("target", ["/", "/health/live", "/openapi.json", "/static/site.css", "/nothing"])
def test_every_route_lets_other_sites_read(server: "Server", target: str):
    """CORS, licence and the safety headers stand on every response, errors among them."""
    reply = server.send("GET", target)
    assert reply.header("Access-Control-Allow-Origin") == "*"
    assert 'rel="license"' in reply.header("Link")
    assert reply.header("X-Content-Type-Options") == "nosniff"


@pytest.mark.parametrize(
    "target", ["/../../etc/passwd", "/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py"]
)
def test_only_static_files_are_served(server: "Server", target: str):
    """No path leads out of the folder of static files."""
    assert server.send("GET", target).status == 404


def test_home_answers_head(server: "Server"):
    """HEAD on the home page gives its headers."""
    reply = server.send("HEAD", "/")
    assert (reply.status, reply.body) == (200, b"")

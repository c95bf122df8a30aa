"""A server as a user starts it: first start, second start, questions by clients that nobody here wrote."""

import csv
import io
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from contextlib import AbstractContextManager
from importlib.resources import files
from pathlib import Path

import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, SPARQLWrapper

from iurc.ontology.question import question

Serve = Callable[[Path], AbstractContextManager[str]]
SOURCES = Path(str(files("iurc.graph") / "sources"))


def get(address: str, accept: str) -> bytes:
    """Fetch a page."""
    with urllib.request.urlopen(urllib.request.Request(address, headers={"Accept": accept})) as response:
        return response.read()


@pytest.mark.slow
def test_the_first_start_builds_the_release_and_answers(tmp_path: Path, serve: Serve) -> None:
    """With nothing but an empty folder the server builds, serves and answers."""
    with serve(tmp_path / "data") as address:
        assert b"<form" in get(address, "text/html")
        wrapper = SPARQLWrapper(address + "sparql", returnFormat=CSV)
        wrapper.setQuery(
            "SELECT (COUNT(DISTINCT ?c) AS ?n) { ?c a <https://w3id.org/iurc/ontology#CooperationLink> }"
        )
        rows = list(csv.reader(io.StringIO(wrapper.query().convert().decode())))
    tables = [
        (SOURCES / phase / "pairings.csv").read_text(encoding="utf-8")
        for phase in ("iuc-phase1", "iurc-phase2")
    ]
    links = [row for table in tables for row in csv.DictReader(io.StringIO(table, newline=""))]
    assert rows == [["n"], [str(len(links))]]


def test_japan_by_three_clients(shipped_data: Path, serve: Serve) -> None:
    """Curl's plain GET, SPARQLWrapper and rdflib give the same rows, and they are those of the tables."""
    asked = question("cities-of-a-country-and-their-partners")
    with serve(shipped_data) as address:
        endpoint = address + "sparql"
        wrapper = SPARQLWrapper(endpoint, returnFormat=CSV)
        wrapper.setQuery(asked.text)
        wrapped = [
            tuple(row) for row in csv.reader(io.StringIO(wrapper.query().convert().decode(), newline=""))
        ][1:]
        direct = urllib.request.Request(
            endpoint, asked.text.encode(), {"Content-Type": "application/sparql-query", "Accept": "text/csv"}
        )
        with urllib.request.urlopen(direct) as response:
            posted = [tuple(row) for row in csv.reader(io.StringIO(response.read().decode(), newline=""))][1:]
        graph = rdflib.Graph(SPARQLStore(endpoint))
        through_rdflib = [
            tuple("" if cell is None else str(cell) for cell in row) for row in graph.query(asked.text)
        ]
    assert wrapped == posted == through_rdflib == list(asked.expected())


def test_an_import_beside_a_server_is_served(tmp_path: Path, serve: Serve) -> None:
    """The command line publishes while the server runs on the same data directory, and the server follows."""
    (tmp_path / "a.ttl").write_text("<urn:a> <urn:b> <urn:c> .")
    data = tmp_path / "data"
    run = [sys.executable, "-m", "iurc.api", "import", "--data", str(data)]
    (tmp_path / "first.ttl").write_text("<urn:x> <urn:y> <urn:z> .")
    subprocess.run([*run, str(tmp_path / "first.ttl")], check=True, capture_output=True)
    with serve(data) as address:
        asked = address + "sparql?format=csv&query=ASK%20%7B%3Curn%3Aa%3E%20%3Fp%20%3Fo%7D"
        assert b"false" in get(asked, "*/*")
        subprocess.run([*run, str(tmp_path / "a.ttl")], check=True, capture_output=True)
        deadline = time.monotonic() + 20
        while b"true" not in get(asked, "*/*"):
            assert time.monotonic() < deadline
            time.sleep(0.1)


def test_a_taken_port_is_told_at_once(tmp_path: Path) -> None:
    """A port in use is bad usage before anything is built."""
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        command = [
            sys.executable,
            "-m",
            "iurc.api",
            "serve",
            "--port",
            str(port),
            "--data",
            str(tmp_path / "d"),
        ]
        ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=30)
    assert ended.returncode == 2
    assert f"cannot listen on 127.0.0.1:{port}" in ended.stderr
    assert "--port" in ended.stderr
    assert not (tmp_path / "d").exists()


def test_the_command_line_asks_an_endpoint(shipped_data: Path, serve: Serve) -> None:
    """`iurc query --endpoint` gives the endpoint's rows, and its refusal where it refuses."""
    command = [sys.executable, "-m", "iurc.api", "query", "--format", "csv", "--endpoint"]
    asked = question("phases-and-their-order")
    with serve(shipped_data) as address:
        good = subprocess.run(
            [*command, address + "sparql", asked.text], capture_output=True, text=True, check=False
        )
        gone = subprocess.run(
            [*command, address + "nowhere", asked.text], capture_output=True, text=True, check=False
        )
    rows = [tuple(row) for row in csv.reader(io.StringIO(good.stdout, newline=""))]
    assert rows[1:] == list(asked.expected())
    assert gone.returncode == 2
    assert "answers 404" in gone.stderr


def test_files_are_judged_against_an_endpoint(tmp_path: Path, shipped_data: Path, serve: Serve) -> None:
    """A reference to a country resolves through the endpoint; without it the same file is refused."""
    (tmp_path / "a.ttl").write_text(
        "@prefix iurc: <https://w3id.org/iurc/ontology#> . @prefix id: <https://w3id.org/iurc/id/> .\n"
        'id:place\\/sk-x a iurc:City, iurc:Place ; <http://www.w3.org/2004/02/skos/core#prefLabel> "X"@en ;\n'
        " iurc:inCountry id:country\\/SK ; iurc:matchMethod id:match-method\\/unmatched ;\n"
        ' iurc:note "Not in the gazetteer."@en ; <http://www.w3.org/ns/prov#wasDerivedFrom> <https://www.iurc.eu/about/> .\n'
    )
    command = [sys.executable, "-m", "iurc.api", "validate", str(tmp_path / "a.ttl"), "--against"]
    with serve(shipped_data) as address:
        good = subprocess.run([*command, address + "sparql"], capture_output=True, text=True, check=False)
        small = subprocess.run(
            [*command, address + "sparql"],
            capture_output=True,
            text=True,
            check=False,
            env={"IURC_MAX_BYTES": "1000", "PATH": ""},
        )
    alone = subprocess.run([*command, "none"], capture_output=True, text=True, check=False)
    assert good.returncode == 0, good.stdout + good.stderr
    assert alone.returncode == 1
    assert small.returncode == 2
    assert "IURC_MAX_BYTES" in small.stderr

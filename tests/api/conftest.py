"""A server as users run it: a process of its own, on a real socket of this machine."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import pyoxigraph
import pytest

from iurc.graph import release
from iurc.graph.manifest import GraphEntry, Manifest
from iurc.graph.release import Release

GRAPH = "https://w3id.org/iurc/graph/"
TERM = "https://w3id.org/iurc/ontology#"
PROGRAM = """
import sys
import uvicorn
from pathlib import Path
from iurc.api.app import create_app
from iurc.graph.answering.limits import Limits

data, fd, seconds, most = sys.argv[1:]
limits = Limits(seconds=float(seconds), memory=256 << 20, waiting=5)
app = create_app(Path(data), limits=limits, most=int(most))
uvicorn.run(app, fd=int(fd), log_level="warning", timeout_graceful_shutdown=3)
"""


@dataclass
class Reply:
    """What came back."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    def header(self, name: str) -> str:
        """Give a header; empty where it is not there."""
        return self.headers.get(name) or ""


@dataclass
class Server:
    """A running server."""

    host: str
    port: int
    process: subprocess.Popen[bytes]
    data: Path
    log: Path

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://{self.host}:{self.port}"

    def send(
        self,
        method: str,
        target: str,
        body: bytes | None = None,
        headers: dict[str, str] | None = None,
        timeout: float = 30,
    ) -> Reply:
        """Send one request on a connection of its own."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=timeout)
        try:
            connection.request(method, target, body, headers or {})
            response = connection.getresponse()
            return Reply(response.status, response.headers, response.read())
        finally:
            connection.close()

    def query(self, text: str, accept: str | None = None, *, method: str = "GET", **more: str) -> Reply:
        """Ask a query by GET."""
        headers = {} if accept is None else {"Accept": accept}
        return self.send(method, f"/sparql?{urlencode({'query': text, **more})}", headers=headers)

    def raw(self, request: bytes, timeout: float = 10) -> bytes:
        """Send bytes and read until the server closes."""
        with socket.create_connection((self.host, self.port), timeout) as connection:
            connection.sendall(request)
            found = b""
            # A server that answers before it has read everything resets the connection behind its answer.
            with suppress(ConnectionResetError):
                while data := connection.recv(65_536):
                    found += data
            return found

    def wait_until_ready(self) -> None:
        """Wait until queries are answered."""
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            try:
                if self.send("GET", "/health/ready").status == 200:
                    return
            except OSError:
                pass
            assert self.process.poll() is None, self.log.read_text()
            time.sleep(0.05)
        raise AssertionError(f"not ready: {self.log.read_text()}")


def publish(data: Path, quads: str, number: int = 1) -> Release:
    """Publish N-Quads as a release."""
    data.mkdir(exist_ok=True)
    staged = release.staging_folder(data)
    staged.mkdir()
    store = pyoxigraph.Store(str(staged / "store"))
    store.bulk_load(quads, pyoxigraph.RdfFormat.N_QUADS)
    store.flush()
    entries = tuple(
        GraphEntry(graph.value, sum(1 for _ in store.quads_for_pattern(None, None, None, graph)), f"{number}")
        for graph in store.named_graphs()
    )
    del store
    return release.publish(data, staged, Manifest(number, None, "2026-11-24T00:00:00Z", {}, entries, ()))


@contextmanager
def served(
    data: Path, log: Path, *, seconds: float = 3, most: int = 16, ready: bool = True
) -> Iterator[Server]:
    """Run a server on a free port of this machine."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(128)
        host, port = listening.getsockname()
        with log.open("wb") as file:
            process = subprocess.Popen(
                [sys.executable, "-c", PROGRAM, str(data), str(listening.fileno()), str(seconds), str(most)],
                pass_fds=[listening.fileno()],
                stdout=file,
                stderr=file,
                env={**os.environ, "PYTHONWARNINGS": "default"},
            )
    server = Server(host, port, process, data, log)
    try:
        if ready:
            server.wait_until_ready()
        yield server
    finally:
        if process.poll() is None:
            process.terminate()
        process.wait(20)


@pytest.fixture(scope="session")
def small() -> str:
    """A small graph with words of the ontology, in two graphs and one that stands aside."""
    label = "<http://www.w3.org/2004/02/skos/core#prefLabel>"
    a = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    lines = [
        f"<{TERM}City> {a} <http://www.w3.org/2002/07/owl#Class> <{GRAPH}ontology> .",
        f'<{TERM}City> <http://www.w3.org/2000/01/rdf-schema#label> "city"@en <{GRAPH}ontology> .',
        f'<https://w3id.org/iurc/id/phase/one> {label} "Phase <one>"@en <{GRAPH}one> .',
        f"<https://w3id.org/iurc/id/phase/one> {a} <{TERM}Phase> <{GRAPH}one> .",
        f'<https://example.org/import> {label} "an import" <{GRAPH}provenance> .',
    ]
    for number in range(200):
        city = f"<https://w3id.org/iurc/id/place/{number}>"
        lines.append(f'{city} {label} "City & <{number}>"@en <{GRAPH}one> .')
        lines.append(f'{city} {label} "เมือง {number}"@th <{GRAPH}one> .')
        lines.append(f"{city} {a} <{TERM}City> <{GRAPH}one> .")
        if number % 2:
            lines.append(f"{city} {a} <{TERM}City> <{GRAPH}two> .")
    return "\n".join(lines) + "\n"


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory, small: str) -> Iterator[Server]:
    """A server that many tests share; none of them leaves it other than it was."""
    folder = tmp_path_factory.mktemp("served")
    publish(folder / "data", small)
    with served(folder / "data", folder / "log") as server:
        yield server
    assert "Traceback" not in (folder / "log").read_text()


@pytest.fixture
def publish_in() -> Callable[..., Release]:
    """Publish into a data directory: path, N-Quads, number."""
    return publish


@pytest.fixture
def run_server() -> Callable[..., AbstractContextManager[Server]]:
    """Run a server on a data directory: path, path of the log, and options of `served`."""
    return served

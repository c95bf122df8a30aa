"""What the service does when a query, a client or the machine does its worst; each on a server of its own."""

import contextlib
import http.client
import json
import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest

from iurc.graph.release import Release

if TYPE_CHECKING:
    from tests.api.conftest import Server

CROSS = "SELECT (COUNT(*) AS ?n) { " + " . ".join(f"?a{n} ?b{n} ?c{n}" for n in range(9)) + " }"
ENDLESS = "SELECT * { " + " . ".join(f"?a{n} ?b{n} ?c{n}" for n in range(4)) + " }"
# In the default graph of the small release: two of the ontology, two of the phase, and three of each city.
STATEMENTS = 4 + 3 * 200
BOMB = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i ?a"


@pytest.fixture
def own(
    tmp_path: Path, small: str, publish_in: Callable[..., Release], run_server: Callable[..., Any]
) -> Iterator["Server"]:
    """A server that a test may harm."""
    publish_in(tmp_path / "data", small)
    with run_server(tmp_path / "data", tmp_path / "log") as server:
        yield server


def _children(pid: int) -> dict[int, list[str]]:
    """The processes below one, with their command lines."""
    parents: dict[int, int] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            parents[int(path.parent.name)] = int(path.read_text().rpartition(")")[2].split()[1])
    found = {pid}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    lines = {}
    for child in found - {pid}:
        with contextlib.suppress(OSError):
            lines[child] = Path(f"/proc/{child}/cmdline").read_text().split("\0")
    return lines


def _keeper(server: "Server") -> int:
    children = _children(server.process.pid)
    parents = {int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1]) for pid in children}
    (keeper,) = parents - {server.process.pid}
    return keeper


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _busiest(server: "Server") -> int:
    keeper = _keeper(server)
    return max((pid for pid in _children(server.process.pid) if pid != keeper), key=_cpu)


def _until(condition: Callable[[], bool], seconds: float = 10) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "did not happen in time"
        time.sleep(0.02)


class Background:
    """A request in a thread of its own."""

    def __init__(self, work: Callable[[], Any]) -> None:
        self.result: Any = None
        self.error: BaseException | None = None

        def run() -> None:
            try:
                self.result = work()
            except BaseException as error:  # noqa: BLE001 - handed to the test
                self.error = error

        self.thread = threading.Thread(target=run)
        self.thread.start()

    def wait(self) -> Any:
        """Wait for what it came to."""
        self.thread.join(30)
        assert not self.thread.is_alive()
        return self.result


def test_runaway_queries_end_while_others_are_answered(own: "Server"):
    """Four runaway queries end by a second after their deadline with 503, and every other client waits under a second."""
    began = time.monotonic()
    runaways = [Background(lambda: own.query(CROSS)) for _ in range(4)]
    slowest = 0.0
    while any(runaway.thread.is_alive() for runaway in runaways):
        asked = time.monotonic()
        assert own.query("ASK {}").status == 200
        slowest = max(slowest, time.monotonic() - asked)
        time.sleep(0.1)
    assert time.monotonic() - began < 3 + 1
    assert slowest < 1
    for runaway in runaways:
        reply = runaway.wait()
        told = json.loads(reply.body)
        assert (reply.status, reply.header("Content-Type")) == (503, "application/problem+json")
        assert told["spent"]["seconds"] >= 3
        assert told["spent"]["cpu_seconds"] > 0
        assert told["remedy"]
    busy = sum(_cpu(pid) for pid in _children(own.process.pid))
    time.sleep(0.5)
    assert sum(_cpu(pid) for pid in _children(own.process.pid)) - busy < 0.1


def test_a_client_may_ask_for_less_time(own: "Server"):
    """`timeout=` ends a query earlier."""
    began = time.monotonic()
    assert own.query(CROSS, timeout="0.5").status == 503
    assert time.monotonic() - began < 1.5


def test_a_memory_bomb_is_ended(own: "Server"):
    """A query that needs more memory than allowed gets 503, and the others go on."""
    reply = own.query(BOMB)
    assert reply.status == 503
    assert b"MB" in reply.body or b"memory" in reply.body
    assert own.query("ASK {}").status == 200


def test_a_killed_worker_costs_one_client(own: "Server"):
    """Kill -9 of the worker gives its client 503 and touches nobody else."""
    other = Background(lambda: own.query("SELECT * { ?a ?b ?c . ?d ?e ?f } ", "text/csv"))
    doomed = Background(lambda: own.query(CROSS))
    time.sleep(1)
    os.kill(_busiest(own), signal.SIGKILL)
    reply = doomed.wait()
    assert reply.status == 503
    assert reply.header("Retry-After")
    assert other.wait().body.count(b"\r\n") == STATEMENTS**2 + 1
    assert own.query("ASK {}").status == 200


def test_a_killed_keeper_is_replaced(own: "Server"):
    """Kill -9 of the keeper makes the service not ready, then ready again by itself."""
    doomed = Background(lambda: own.query(CROSS))
    time.sleep(0.5)
    os.kill(_keeper(own), signal.SIGKILL)
    assert doomed.wait().status == 503
    reply = own.send("GET", "/health/ready")
    assert (reply.status, reply.header("Content-Type")) == (503, "application/problem+json")
    assert own.query("ASK {}").status == 503
    assert own.send("GET", "/health/live").status == 200
    own.wait_until_ready()
    assert own.query("ASK {}").status == 200


@pytest.mark.parametrize("text", [CROSS, ENDLESS])
def test_a_client_that_leaves_ends_its_worker(own: "Server", text: str):
    """When a client disconnects, before the first byte or amid the answer, its worker is ended at once."""
    with socket.create_connection((own.host, own.port)) as connection:
        connection.sendall(f"GET /sparql?{urlencode({'query': text})} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        if text is ENDLESS:
            connection.recv(1000)
        time.sleep(0.5)
        busy = _busiest(own)
    _until(lambda: busy not in _children(own.process.pid), 1.5)
    assert own.query("ASK {}").status == 200


def test_a_deadline_amid_an_answer_breaks_it_off(own: "Server"):
    """After the first byte a breach leaves the body without its end: no client can take it for whole."""
    for accept in (
        "application/json",
        "text/csv",
        "text/tab-separated-values",
        "application/sparql-results+xml",
    ):
        with pytest.raises(http.client.IncompleteRead) as caught:
            own.query(ENDLESS, accept, timeout="1")
        assert len(caught.value.partial) > 100_000
    construct = ENDLESS.replace("SELECT *", "CONSTRUCT { ?a0 ?b1 ?c2 }")
    assert own.query(construct, "text/turtle", timeout="0.05").status in {200, 503}


def test_old_clients_get_no_part_of_an_answer(own: "Server"):
    """Over HTTP/1.0, where a break cannot be seen, a breach gives 503 and no rows."""
    fields = urlencode({"query": ENDLESS, "timeout": "0.5"})
    reply = own.raw(f"GET /sparql?{fields} HTTP/1.0\r\nAccept: text/csv\r\n\r\n".encode(), 30)
    assert reply.split()[1] == b"503"


def test_a_client_that_reads_nothing_holds_back_its_worker_only(own: "Server"):
    """A reader that takes nothing fills no memory of the server and keeps nobody waiting."""
    with socket.create_connection((own.host, own.port)) as connection:
        connection.sendall(
            f"GET /sparql?{urlencode({'query': ENDLESS})} HTTP/1.1\r\nHost: x\r\n\r\n".encode()
        )
        time.sleep(1)
        status = Path(f"/proc/{own.process.pid}/status").read_text()
        resident = int(status.split("VmRSS:")[1].split()[0]) // 1024
        for _ in range(20):
            assert own.query("ASK {}").status == 200
        assert resident < 150


def test_nothing_is_left_of_an_ended_server(own: "Server"):
    """A server that is told to end leaves no process behind."""
    children = set(_children(own.process.pid))
    assert len(children) >= 3
    own.process.terminate()
    own.process.wait(15)
    _until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in children), 2)


def test_nothing_is_left_of_a_killed_server(own: "Server"):
    """Kill -9 of the server amid runaway queries takes every process along."""
    runaways = [Background(lambda: own.query(CROSS)) for _ in range(3)]
    time.sleep(0.7)
    children = set(_children(own.process.pid))
    own.process.kill()
    own.process.wait(5)
    _until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in children), 2)
    for runaway in runaways:
        runaway.wait()
        assert runaway.error is not None


def test_a_new_release_is_served(own: "Server", small: str, publish_in: Callable[..., Release]):
    """A release that is published beside the server is served without a pause, under other validators."""
    first = own.query("ASK {}")
    release = publish_in(own.data, small + '<x:a> <x:b> "new" .\n', 2)
    statuses = set()
    deadline = time.monotonic() + 20
    while own.query("ASK {}").header("IURC-Release") != release.id:
        statuses.add(own.query("ASK { ?s ?p 1 }").status)
        assert time.monotonic() < deadline
    assert statuses <= {200}
    assert own.query("ASK {}").header("ETag") != first.header("ETag")
    assert b"true" in own.query("ASK { ?s ?p 'new' }").body


def test_a_server_starts_before_its_release(
    tmp_path: Path, small: str, publish_in: Callable[..., Release], run_server: Callable[..., Any]
):
    """Without a release the server is live and not ready, says so on its pages, and becomes ready by itself."""
    with run_server(tmp_path / "data", tmp_path / "log", ready=False) as server:
        _until(lambda: _answers(server))
        assert server.send("GET", "/health/ready").status == 503
        page = server.send("GET", "/")
        assert page.status == 200
        assert b"being loaded" in page.body
        publish_in(tmp_path / "data", small)
        server.wait_until_ready()
        assert b"Release" in server.send("GET", "/").body


def _answers(server: "Server") -> bool:
    try:
        return server.send("GET", "/health/live").status == 200
    except OSError:
        return False

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest

from iurc.graph.answering.frames import Kind, Question, Reader
from iurc.graph.release import Release

Publish = Callable[[str], Release]


class Ordered:
    """A keeper, and the control socket as a server has it."""

    def __init__(self, release: Release) -> None:
        self.control, theirs = socket.socketpair()
        self.control.settimeout(20)
        with theirs:
            command = [sys.executable, "-P", "-m", "iurc.graph.answering.keeper", str(os.getpid())]
            arguments = [str(theirs.fileno()), str(release.store_path), "", str(128 << 20)]
            self.process = subprocess.Popen(
                [*command, *arguments], pass_fds=[theirs.fileno()], stderr=subprocess.PIPE
            )
        self._lines: list[dict[str, Any]] = []
        self._passed: list[int] = []
        self._unread = b""

    def order(self, what: str, number: int) -> None:
        """Tell it what to do."""
        self.control.sendall(json.dumps({"do": what, "number": number}).encode() + b"\n")

    def heard(self) -> dict[str, Any]:
        """Give its next message."""
        while not self._lines:
            data, passed, _, _ = socket.recv_fds(self.control, 65_536, 16)
            assert data, "the keeper has gone"
            self._passed += passed
            *lines, self._unread = (self._unread + data).split(b"\n")
            self._lines += [json.loads(line) for line in lines]
        return self._lines.pop(0)

    def forked(self, number: int) -> tuple[int, socket.socket]:
        """Have a worker forked; give its process and socket."""
        self.order("fork", number)
        message = self.heard()
        assert message["forked"] == number
        return message["pid"], socket.socket(fileno=self._passed.pop(0))

    def close(self) -> None:
        """Hang up, and see it end."""
        self.control.close()
        assert self.process.stderr is not None
        self.process.stderr.close()
        self.process.wait(10)


@pytest.fixture
def keeper(publish: Publish, things: str) -> Iterator[Ordered]:
    """A keeper that has loaded the small release."""
    keeper = Ordered(publish(things))
    assert keeper.heard()["ready"] > 0
    yield keeper
    keeper.close()


def _answers(connection: socket.socket) -> bool:
    connection.sendall(Question("ASK {}", "csv", None, None, 5, 10, 1000).to_frame())
    reader = Reader()
    while data := connection.recv(4096):
        if any(kind is Kind.END for kind, _ in reader.feed(data)):
            return True
    return False


def _is_there(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_forked_workers_answer(keeper: Ordered):
    """Each worker comes with a socket of its own, on which it answers."""
    workers = [keeper.forked(number)[1] for number in (1, 2, 3)]
    assert all(_answers(worker) for worker in workers)
    for worker in workers:
        worker.close()


def test_a_worker_is_ended_on_order(keeper: Ordered):
    """A kill ends that worker alone, and the keeper tells how it ended."""
    pid, first = keeper.forked(1)
    _, second = keeper.forked(2)
    keeper.order("kill", 1)
    ended = keeper.heard()
    assert (ended["ended"], ended["signal"]) == (1, signal.SIGKILL)
    assert ended["peak"] > 0
    assert first.recv(1) == b""
    assert not _is_there(pid)
    assert _answers(second)
    first.close()
    second.close()


def test_a_worker_ends_when_the_server_closes_its_socket(keeper: Ordered):
    """No other process holds this end of a worker's socket, so closing it here is enough."""
    _, first = keeper.forked(1)
    _, second = keeper.forked(2)
    first.close()
    assert keeper.heard()["ended"] == 1
    second.close()


def test_an_unknown_number_is_passed_over(keeper: Ordered):
    """An order for a worker that has ended already does nothing."""
    keeper.order("kill", 99)
    _, worker = keeper.forked(1)
    assert _answers(worker)
    worker.close()


def test_everything_ends_when_the_server_hangs_up(keeper: Ordered):
    """When the control socket closes, the keeper ends its workers, busy or not, and itself."""
    idle, first = keeper.forked(1)
    busy, second = keeper.forked(2)
    query = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    second.sendall(Question(query, "csv", None, None, 60, 10, 1000).to_frame())
    time.sleep(0.1)
    keeper.control.close()
    assert keeper.process.wait(5) == 0
    assert not _is_there(idle)
    assert not _is_there(busy)
    first.close()
    second.close()


def test_workers_end_with_a_killed_keeper(keeper: Ordered):
    """A killed keeper takes even its busy workers along."""
    _, worker = keeper.forked(1)
    query = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    worker.sendall(Question(query, "csv", None, None, 60, 10, 1000).to_frame())
    time.sleep(0.1)
    keeper.process.kill()
    worker.settimeout(5)
    with suppress(ConnectionResetError):
        assert worker.recv(1) == b""
    worker.close()


def test_a_store_that_cannot_be_loaded_is_told(publish: Publish, things: str):
    """A keeper that cannot load says why and ends."""
    release = publish(things)
    for path in release.store_path.iterdir():
        path.unlink()
    keeper = Ordered(release)
    assert "cannot be read" in keeper.heard()["failed"]
    assert keeper.process.wait(5) == 1
    keeper.close()

import ctypes
import faulthandler
import gc
import os
import signal
import socket
import time
from collections.abc import Iterator

import pyoxigraph
import pytest

from iurc.graph.answering.frames import Kind, Question, Reader, Spent
from iurc.graph.answering.loading import merged
from iurc.graph.answering.worker import Worker

CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
BOMB = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i ?a"


class Asked:
    """A worker in a process of its own, and this end of its socket."""

    def __init__(self, store: pyoxigraph.Store, memory: int = 256 << 20) -> None:
        self.socket, theirs = socket.socketpair()
        self.pid = os.fork()
        if self.pid == 0:
            self.socket.close()
            # The test runner's handler would print the stack of a process that is meant to crash.
            faulthandler.disable()
            try:
                Worker(store, theirs, memory).serve()
            finally:
                os._exit(0)
        theirs.close()
        self.reader = Reader()

    def ask(self, text: str, seconds: float = 5.0, **more: bool) -> None:
        """Send a question."""
        question = Question(text, "csv", None, None, seconds, 1_000_000, 1 << 30, **more)
        self.socket.sendall(question.to_frame())

    def frames(self) -> list[tuple[Kind, bytes]]:
        """Give the frames up to the end of the answer or of the worker."""
        found: list[tuple[Kind, bytes]] = []
        while data := _received(self.socket):
            for frame in self.reader.feed(data):
                found.append(frame)
                if frame[0] is Kind.END:
                    return found
        return found

    def ended(self) -> int:
        """Hang up and wait for the process; give its exit code or minus the signal."""
        self.socket.close()
        _, status = os.waitpid(self.pid, 0)
        return os.waitstatus_to_exitcode(status)


def _received(connection: socket.socket) -> bytes:
    try:
        return connection.recv(65_536)
    except ConnectionResetError:
        # The worker was ended with something unread; a server sees the same end.
        return b""


@pytest.fixture
def store(things: str) -> pyoxigraph.Store:
    """The small release as the keeper holds it."""
    store = pyoxigraph.Store()
    store.bulk_extend(merged(pyoxigraph.parse(things, pyoxigraph.RdfFormat.N_QUADS)))
    return store


@pytest.fixture
def asked(store: pyoxigraph.Store) -> Iterator[Asked]:
    """A worker that is ended afterwards."""
    asked = Asked(store)
    yield asked
    asked.ended()


def test_an_answer_has_head_data_and_end(asked: Asked):
    """A small answer comes as three frames, and the worker takes the next question."""
    for number in (1, 2):
        asked.ask(f"SELECT ({number} AS ?n) {{}}")
        (head, _), (data, content), (end, spent) = asked.frames()
        assert (head, data, end) == (Kind.HEAD, Kind.DATA, Kind.END)
        assert content == f"n\r\n{number}\r\n".encode()
        assert Spent.from_content(spent).size == len(content)


def test_an_error_is_followed_by_an_end(asked: Asked):
    """A refused question does not cost the worker."""
    asked.ask("SELECT * { ?s foo:bar ?o }")
    assert [kind for kind, _ in asked.frames()] == [Kind.ERROR, Kind.END]
    asked.ask("ASK {}")
    assert [kind for kind, _ in asked.frames()] == [Kind.HEAD, Kind.DATA, Kind.END]


def test_the_kernel_ends_a_query_at_its_deadline(store: pyoxigraph.Store):
    """A query that looks at nothing is ended within half a second of its deadline, with nothing sent."""
    asked = Asked(store)
    began = time.monotonic()
    asked.ask(CROSS, seconds=0.5)
    assert asked.frames() == []
    assert time.monotonic() - began < 1
    assert asked.ended() == -signal.SIGALRM


def test_the_deadline_is_taken_back(asked: Asked):
    """A query that is done leaves no deadline to the next one."""
    asked.ask("ASK {}", seconds=0.2)
    asked.frames()
    time.sleep(0.4)
    asked.ask("ASK {}", seconds=5)
    assert asked.frames()[-1][0] is Kind.END


def test_a_slow_reader_does_not_use_up_the_time(asked: Asked):
    """The time in which nobody takes the answer is not counted."""
    asked.ask("SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 30000", seconds=0.5)
    time.sleep(1)
    frames = asked.frames()
    assert frames[-1][0] is Kind.END
    assert sum(content.count(b"\n") for kind, content in frames if kind is Kind.DATA) == 30_001


def test_too_much_memory_ends_the_worker(store: pyoxigraph.Store):
    """A query that needs more memory than allowed ends its process and nothing else."""
    asked = Asked(store, memory=32 << 20)
    asked.ask(BOMB, seconds=20)
    frames = asked.frames()
    assert [kind for kind, _ in frames] in ([], [Kind.ERROR, Kind.END])
    assert asked.ended() in {-signal.SIGABRT, 0}


def test_a_worker_that_has_grown_retires(store: pyoxigraph.Store):
    """After an answer that left much memory behind, the worker ends and says so."""
    # What pytest has freed would be used first by the child, which then would not grow.
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    asked = Asked(store, memory=1 << 30)
    asked.ask("SELECT DISTINCT ?a ?c ?d ?f { ?a ?b ?c . ?d ?e ?f } LIMIT 300000", seconds=20)
    retires = Spent.from_content(asked.frames()[-1][1]).retires
    assert retires
    assert asked.ended() == 0


def test_only_the_head_is_wanted(asked: Asked):
    """Where only the head is asked for, a large answer stops at its first piece."""
    asked.ask("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", only_head=True)
    assert [kind for kind, _ in asked.frames()] == [Kind.HEAD, Kind.DATA, Kind.END]
    asked.ask("ASK {}")
    assert asked.frames()[-1][0] is Kind.END


def test_no_connection_is_opened_by_a_query_that_no_check_has_seen(asked: Asked):
    """Even where SERVICE reaches the engine, nothing is called."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        listening.settimeout(0.3)
        asked.ask(f"SELECT * {{ SERVICE <http://127.0.0.1:{listening.getsockname()[1]}/> {{ ?s ?p ?o }} }}")
        assert asked.frames()[0][0] is Kind.ERROR
        with pytest.raises(TimeoutError):
            listening.accept()


def test_a_worker_ends_when_its_socket_closes(store: pyoxigraph.Store):
    """Nobody left to ask means nothing left to do."""
    assert Asked(store).ended() == 0

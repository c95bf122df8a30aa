"""The process that evaluates queries: one at a time, until the socket closes or the kernel ends it."""

import contextlib
import gc
import os
import signal
import socket
import sys
import time
from pathlib import Path

import pyoxigraph

from iurc.graph.answering import confinement, loading
from iurc.graph.answering.evaluation import evaluate, is_repeatable
from iurc.graph.answering.frames import Kind, Question, Reader, Spent, pack, pack_error
from iurc.graph.errors import IurcError

# A worker whose memory has grown by more than this ends after its answer; a fresh one costs two milliseconds.
_GROWTH = 64 << 20
_CHEAP = 0.005


class Worker:
    """Answers the questions of one socket."""

    def __init__(self, store: pyoxigraph.Store, connection: socket.socket, memory: int) -> None:
        """Confine this process; there is no way back.

        Args:
            store: Laid out as `loading.load` does.
            connection: Where questions come from and answers go to.
            memory: Bytes that a query may use beyond what the process has now.
        """
        self._store = store
        self._connection = connection
        self._gauge = confinement.confine(memory)
        self._at_first = self._gauge.resident()
        self._has_head = False
        # Whatever this process was before: the alarm of a deadline ends it.
        signal.signal(signal.SIGALRM, signal.SIG_DFL)

    def serve(self) -> None:
        """Answer until the other end closes."""
        reader = Reader()
        while data := self._connection.recv(65_536):
            for kind, content in reader.feed(data):
                if kind is Kind.ASK and not self._answer(Question.from_content(content)):
                    return

    def _answer(self, question: Question) -> bool:
        """Answer one question; gives whether another one may follow."""
        began = time.perf_counter()
        cpu = time.process_time()
        self._has_head = False
        # The kernel ends the process at the deadline, also amid native code that looks at nothing.
        signal.setitimer(signal.ITIMER_REAL, question.seconds)
        try:
            sink = evaluate(self._store, question, self._send_first if question.only_head else self._send)
            last, size = self._framed(sink.rest()), sink.size
        except _HeadIsEnough:
            last, size = self._framed(b""), 0
        except IurcError as error:
            last, size = pack_error(error), 0
        signal.setitimer(signal.ITIMER_REAL, 0)
        retires = not is_repeatable(question) or self._has_grown(began)
        spent = Spent(time.perf_counter() - began, time.process_time() - cpu, size, retires)
        self._connection.sendall(last + spent.to_frame())
        return not retires

    def _send(self, data: bytes) -> None:
        # A slow reader does not use up the time of the query.
        left, _ = signal.setitimer(signal.ITIMER_REAL, 0)
        self._connection.sendall(self._framed(data))
        signal.setitimer(signal.ITIMER_REAL, left)

    def _send_first(self, _data: bytes) -> None:
        raise _HeadIsEnough

    def _framed(self, data: bytes) -> bytes:
        head = b"" if self._has_head else pack(Kind.HEAD)
        self._has_head = True
        return head + pack(Kind.DATA, data)

    def _has_grown(self, began: float) -> bool:
        if time.perf_counter() - began < _CHEAP:
            return False
        return self._gauge.resident() - self._at_first > _GROWTH


class _HeadIsEnough(Exception):
    """Nobody reads the answer; it is known now that there is one."""


def main() -> None:
    """Answer questions about one release over one socket: `python -m iurc.graph.answering.worker PARENT FD STORE COPY MEMORY`."""
    parent, descriptor, folder, copy, memory = sys.argv[1:]
    confinement.die_with(int(parent))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    connection = socket.socket(fileno=int(descriptor))
    try:
        store = loading.load(Path(folder), Path(copy) if copy else None)
    except IurcError as error:
        connection.sendall(pack_error(error) + Spent(0.0, 0.0, 0, retires=True).to_frame())
        os._exit(1)
    gc.freeze()
    with contextlib.suppress(ConnectionError):
        Worker(store, connection, int(memory)).serve()
    os._exit(0)


if __name__ == "__main__":
    main()

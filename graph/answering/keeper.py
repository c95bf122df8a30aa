"""The process that holds a release in memory and forks workers from it.

It has one thread and never opens RocksDB itself, so forking is safe at any moment. It decides nothing: the server tells
it over the control socket when to fork and what to end, and it tells what became of each worker.
"""

import gc
import json
import os
import selectors
import signal
import socket
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

import pyoxigraph

from iurc.graph.answering import confinement, loading
from iurc.graph.answering.worker import Worker
from iurc.graph.errors import IurcError


class Keeper:
    """Forks, ends and reaps workers as it is told."""

    def __init__(self, store: pyoxigraph.Store, control: socket.socket, memory: int) -> None:
        self._store = store
        self._control = control
        self._memory = memory
        self._numbers: dict[int, int] = {}
        self._unread = b""
        self._woken, self._wake = socket.socketpair()

    def run(self) -> None:
        """Follow orders until the server closes the control socket; then end every worker."""
        self._woken.settimeout(0)
        self._wake.settimeout(0)
        signal.signal(signal.SIGCHLD, _nothing)
        signal.set_wakeup_fd(self._wake.fileno(), warn_on_full_buffer=False)
        selector = selectors.PollSelector()
        selector.register(self._control, selectors.EVENT_READ)
        selector.register(self._woken, selectors.EVENT_READ)
        while True:
            for key, _ in selector.select():
                if key.fileobj is self._woken:
                    with suppress(BlockingIOError):
                        self._woken.recv(4096)
                    self._reap()
                elif not self._obey():
                    self._end_all()
                    return

    def _obey(self) -> bool:
        try:
            data = self._control.recv(65_536)
        except ConnectionError:
            data = b""
        *lines, self._unread = (self._unread + data).split(b"\n")
        for line in lines:
            order = json.loads(line)
            if order["do"] == "fork":
                self._fork(order["number"])
            else:
                self._kill(order["number"])
        return data != b""

    def _fork(self, number: int) -> None:
        ours, theirs = socket.socketpair()
        keeper = os.getpid()
        pid = os.fork()
        if pid == 0:
            _become_worker(keeper, self._store, theirs, self._memory)
        theirs.close()
        self._numbers[pid] = number
        self._tell({"forked": number, "pid": pid}, ours)
        ours.close()

    def _kill(self, number: int) -> None:
        # Only this process reaps its children, so a number in the table is never another process by now.
        for pid, known in self._numbers.items():
            if known == number:
                os.kill(pid, signal.SIGKILL)

    def _reap(self) -> None:
        while self._numbers:
            pid, status, usage = os.wait4(-1, os.WNOHANG)
            if pid == 0:
                return
            number = self._numbers.pop(pid, None)
            if number is not None:
                self._tell(
                    {
                        "ended": number,
                        "signal": os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0,
                        "cpu": usage.ru_utime + usage.ru_stime,
                        "peak": usage.ru_maxrss * 1024,
                    }
                )

    def _tell(self, message: dict[str, Any], passed: socket.socket | None = None) -> None:
        tell(self._control, message, passed)

    def _end_all(self) -> None:
        for pid in self._numbers:
            os.kill(pid, signal.SIGKILL)
        for pid in self._numbers:
            os.waitpid(pid, 0)


def tell(control: socket.socket, message: dict[str, Any], passed: socket.socket | None = None) -> None:
    """Send one line of JSON, and a socket with it where there is one; a server that has gone is not told."""
    with suppress(ConnectionError):
        line = json.dumps(message).encode() + b"\n"
        if passed is None:
            control.sendall(line)
        else:
            socket.send_fds(control, [line], [passed.fileno()])


def _become_worker(keeper: int, store: pyoxigraph.Store, connection: socket.socket, memory: int) -> NoReturn:
    try:
        confinement.die_with(keeper)
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        kept = connection.fileno()
        os.closerange(3, kept)
        os.closerange(kept + 1, kept + 64)
        Worker(store, connection, memory).serve()
    except ConnectionError:
        pass
    finally:
        # A worker never returns into the code of the keeper, whatever happened in it.
        os._exit(0)


def _nothing(_number: int, _frame: object) -> None:
    """Let the wake-up descriptor tell of a child's end; a signal that is ignored would not be told."""


def main() -> None:
    """Hold one release: `python -m iurc.graph.answering.keeper PARENT FD STORE COPY MEMORY`."""
    parent, descriptor, folder, copy, memory = sys.argv[1:]
    confinement.die_with(int(parent))
    # The server handles the keyboard; it closes the control socket when it is done.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    control = socket.socket(fileno=int(descriptor))
    began = time.perf_counter()
    try:
        store = loading.load(Path(folder), Path(copy) if copy else None)
    except IurcError as error:
        tell(control, {"failed": str(error)})
        os._exit(1)
    gc.collect()
    gc.freeze()
    tell(control, {"ready": len(store), "seconds": time.perf_counter() - began})
    Keeper(store, control, int(memory)).run()


if __name__ == "__main__":
    main()

"""One release while it is served: its keeper, the workers forked from it, and who uses which."""

import asyncio
import contextlib
import json
import os
import socket
import subprocess
import sys
from collections import deque
from typing import Any

from iurc.graph.answering import loading, outcome
from iurc.graph.answering.link import End, Link
from iurc.graph.errors import Unreadable
from iurc.graph.release import Release

_FAREWELL = 5.0


class Generation:
    """A keeper and its workers.

    The keeper is spawned, not forked: a server has an event loop and threads. Workers come as sockets, handed over by
    the keeper, so that who is asked next is decided here and nothing has to connect for a query.

    Attributes:
        release: What is served.
        gone: Set when the keeper has ended, whatever the reason.
        seconds: How long loading took.
    """

    def __init__(self, release: Release, *, kept: int, most: int, memory: int) -> None:
        """Start the keeper, which loads the release while this process goes on; needs no event loop yet.

        Args:
            release: What to serve.
            kept: How many idle workers stand ready.
            most: How many workers there are at most.
            memory: Bytes that one query may use.
        """
        self.release = release
        self.gone = asyncio.Event()
        self.seconds = 0.0
        self._kept = kept
        self._most = most
        self._memory = memory
        self._links: dict[int, Link] = {}
        self._idle: list[Link] = []
        self._waiting: deque[asyncio.Future[Link]] = deque()
        self._ordered = 0
        self._number = 0
        self._is_retired = False
        self._unread = b""
        self._passed: deque[int] = deque()
        self._ready: asyncio.Future[None] | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._control, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [
                    sys.executable,
                    "-P",
                    "-m",
                    "iurc.graph.answering.keeper",
                    str(os.getpid()),
                    str(theirs.fileno()),
                    str(release.store_path),
                    str(loading.copy_of(release) or ""),
                    str(memory),
                ],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
            )

    async def start(self) -> None:
        """Wait until the release is in memory, and order the first workers.

        Raises:
            Unreadable: The keeper could not load it.
        """
        self._control.settimeout(0)
        loop = asyncio.get_running_loop()
        self._ready = loop.create_future()
        loop.add_reader(self._control, self._listen)
        await self._ready
        self._grow()

    @property
    def running(self) -> int:
        """How many workers are at work or about to be."""
        return len(self._links) - len(self._idle)

    async def acquire(self, patience: float) -> Link:
        """Take a worker for one query.

        Args:
            patience: Seconds to wait for one.

        Raises:
            Ended: None came free, or the keeper has gone.
        """
        while self._idle:
            link = self._idle.pop()
            if not link.is_lost:
                return link
        if self.gone.is_set():
            raise outcome.loading()
        waiter: asyncio.Future[Link] = asyncio.get_running_loop().create_future()
        self._waiting.append(waiter)
        self._grow()
        try:
            async with asyncio.timeout(patience):
                return await waiter
        except (TimeoutError, asyncio.CancelledError) as error:
            if waiter.done() and not waiter.cancelled() and waiter.exception() is None:
                # A worker came at the very moment at which nobody wanted it any more.
                self.give_back(waiter.result())
            if isinstance(error, TimeoutError):
                raise outcome.busy(self._most, patience) from None
            raise

    def give_back(self, link: Link) -> None:
        """Take back a worker that has finished its answer."""
        if link.is_lost:
            return
        if self._is_retired or len(self._idle) >= max(self._kept, 4):
            link.close()
            return
        while self._waiting:
            waiter = self._waiting.popleft()
            if not waiter.done():
                waiter.set_result(link)
                return
        self._idle.append(link)

    def kill(self, link: Link) -> None:
        """End a worker that is not done; the keeper forks another."""
        link.close()
        self._order("kill", link.number)

    async def end_of(self, link: Link, patience: float = 1.0) -> End | None:
        """Learn how a worker ended; `None` when that is not known in time."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(patience):
                return await asyncio.shield(link.end)
        return None

    def retire(self) -> None:
        """Take no more queries; end when those under way are answered."""
        self._is_retired = True
        for link in self._idle:
            link.close()
        self._idle.clear()
        if not self._links and not self._ordered:
            self._hang_up()

    async def end(self) -> None:
        """End the keeper and every worker now, and wait for it."""
        self._is_retired = True
        self._hang_up()
        for link in self._links.values():
            link.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.to_thread(self._wait)

    def _wait(self) -> None:
        try:
            self._process.wait(_FAREWELL)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _grow(self) -> None:
        wanted = max(len(self._waiting), self._kept - len(self._idle)) - self._ordered
        room = self._most - len(self._links) - self._ordered
        if self._is_retired or self.gone.is_set():
            return
        for _ in range(min(wanted, room)):
            self._number += 1
            self._ordered += 1
            self._order("fork", self._number)

    def _order(self, what: str, number: int) -> None:
        if not self.gone.is_set():
            with contextlib.suppress(OSError):
                self._control.send(json.dumps({"do": what, "number": number}).encode() + b"\n")

    def _listen(self) -> None:
        try:
            data, passed, _, _ = socket.recv_fds(self._control, 65_536, 64)
        except BlockingIOError:
            return
        except OSError:
            data, passed = b"", []
        self._passed.extend(passed)
        if not data:
            self._hang_up()
            return
        *lines, self._unread = (self._unread + data).split(b"\n")
        for line in lines:
            self._heed(json.loads(line))

    def _heed(self, message: dict[str, Any]) -> None:
        if "forked" in message:
            task = asyncio.ensure_future(
                self._adopt(message["forked"], message["pid"], self._passed.popleft())
            )
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        elif "ended" in message:
            link = self._links.pop(message["ended"], None)
            if link is not None:
                link.end.set_result(End(message["signal"], message["cpu"], message["peak"]))
                if link in self._idle:
                    self._idle.remove(link)
            self._grow()
            if self._is_retired and not self._links:
                self._hang_up()
        elif "ready" in message:
            self.seconds = message["seconds"]
            self._settle(None)
        else:
            self._settle(Unreadable(message["failed"]))

    async def _adopt(self, number: int, pid: int, descriptor: int) -> None:
        link = Link(number, pid)
        self._links[number] = link
        self._ordered -= 1
        connection = socket.socket(fileno=descriptor)
        connection.settimeout(0)
        await asyncio.get_running_loop().create_unix_connection(lambda: link, sock=connection)
        self.give_back(link)

    def _hang_up(self) -> None:
        if self.gone.is_set():
            return
        self.gone.set()
        if self._ready is not None:
            asyncio.get_running_loop().remove_reader(self._control)
        self._control.close()
        for descriptor in self._passed:
            os.close(descriptor)
        self._settle(Unreadable(f"the keeper of release {self.release.id} ended while it was loading"))
        for link in self._links.values():
            link.end.set_result(None)
        for waiter in self._waiting:
            if not waiter.done():
                waiter.set_exception(outcome.loading())

    def _settle(self, error: Exception | None) -> None:
        if self._ready is None or self._ready.done():
            return
        if error is None:
            self._ready.set_result(None)
        else:
            self._ready.set_exception(error)

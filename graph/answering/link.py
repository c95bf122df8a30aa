"""One worker as the event loop of a server sees it."""

import asyncio
from collections import deque
from dataclasses import dataclass
from typing import cast

from iurc.graph.answering.frames import Kind, Reader

# So much of an answer may wait here for a slow client before the worker has to wait as well.
_HELD = 256 << 10


@dataclass(frozen=True, slots=True)
class End:
    """How a worker ended: the signal (0 for none), seconds of processor time and bytes of memory in its whole life."""

    signal: int
    cpu: float
    peak: int


class Link(asyncio.Protocol):
    """The socket to a worker.

    Attributes:
        number: By which the keeper knows the worker.
        pid: Of its process.
        is_lost: Whether the socket has closed.
        end: Comes when the keeper has reaped the worker; `None` when the keeper has gone itself.
        cpu: Seconds of processor time of the answers it has finished.
    """

    def __init__(self, number: int, pid: int) -> None:
        self.number = number
        self.pid = pid
        self.is_lost = False
        self.cpu = 0.0
        self.end: asyncio.Future[End | None] = asyncio.get_running_loop().create_future()
        self._reader = Reader()
        self._frames: deque[tuple[Kind, bytes]] = deque()
        self._held = 0
        self._is_paused = False
        self._waiter: asyncio.Future[None] | None = None
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport."""
        # Not every event loop derives its transports from asyncio's class (uvloop does not).
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """Cut the bytes into frames."""
        for kind, content in self._reader.feed(data):
            self._frames.append((kind, content))
            self._held += len(content)
        if self._held > _HELD and self._transport is not None and not self._is_paused:
            self._transport.pause_reading()
            self._is_paused = True
        self._tell()

    def connection_lost(self, exc: Exception | None) -> None:
        """Note that nothing more will come, whatever the reason."""
        del exc
        self.is_lost = True
        self._tell()

    def send(self, frame: bytes) -> None:
        """Send a frame to the worker."""
        if self._transport is not None:
            self._transport.write(frame)

    def close(self) -> None:
        """Close the socket; an idle worker then ends by itself."""
        if self._transport is not None:
            self._transport.abort()

    async def next(self) -> tuple[Kind, bytes] | None:
        """Wait for the next frame; `None` when the worker has gone."""
        while not self._frames:
            if self.is_lost:
                return None
            self._waiter = asyncio.get_running_loop().create_future()
            try:
                await self._waiter
            finally:
                self._waiter = None
        return self.take()

    def take(self) -> tuple[Kind, bytes] | None:
        """Give the next frame if it is here already."""
        if not self._frames:
            return None
        kind, content = self._frames.popleft()
        self._held -= len(content)
        if self._is_paused and self._held < _HELD // 2 and self._transport is not None:
            self._transport.resume_reading()
            self._is_paused = False
        return kind, content

    def _tell(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)

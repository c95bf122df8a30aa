"""One HTTP exchange below the frameworks (ASGI): what came, and how an answer is sent."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

from starlette.types import Message, Receive, Scope, Send

from iurc.api.problems import ContentTooLarge

Headers = list[tuple[bytes, bytes]]

# A client that leaves is noticed from this moment on; most answers are sent before it.
_WATCH_AFTER = 0.05


class ClientGone(Exception):
    """The client has closed the connection; nobody waits for an answer."""


class Exchange:
    """A request and the way back.

    Attributes:
        method: In capitals.
        address: The query string, as bytes.
        is_old: Whether the client speaks HTTP/1.0, in which the end of a body without a length cannot be told from a
            broken connection.
    """

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.scope = scope
        self.method: str = scope["method"]
        self.address: bytes = scope["query_string"]
        self.is_old = scope.get("http_version") == "1.0"
        self._receive = receive
        self._send = send
        self._headers: dict[bytes, list[bytes]] = {}
        for name, value in scope["headers"]:
            self._headers.setdefault(name.lower(), []).append(value)

    def header(self, name: bytes) -> str | None:
        """Give a header of the request; several lines of it as one (RFC 9110, section 5.3)."""
        lines = self._headers.get(name)
        return None if lines is None else b", ".join(lines).decode("latin-1")

    async def body(self, most: int) -> bytes:
        """Read the body.

        Args:
            most: Bytes that are read.

        Raises:
            ContentTooLarge: It is longer.
            ClientGone: It did not come to its end.
        """
        pieces = []
        size = 0
        while True:
            message = await self._receive()
            if message["type"] == "http.disconnect":
                raise ClientGone
            pieces.append(message.get("body", b""))
            size += len(pieces[-1])
            if size > most:
                raise ContentTooLarge(
                    f"the body is longer than the {most:,} bytes that are read",
                    remedy="split the query, or send long VALUES lists in parts",
                )
            if not message.get("more_body", False):
                return b"".join(pieces)

    @asynccontextmanager
    async def watched(self) -> AsyncIterator[None]:
        """Give up what is done inside when the client leaves.

        Raises:
            ClientGone: It left.
        """
        task = asyncio.current_task()
        loop = asyncio.get_running_loop()
        watcher: asyncio.Task[None] | None = None
        is_gone = False

        async def watch() -> None:
            nonlocal is_gone
            while (await self._receive())["type"] != "http.disconnect":
                pass
            is_gone = True
            if task is not None:
                task.cancel()

        def begin() -> None:
            nonlocal watcher
            watcher = asyncio.create_task(watch())

        timer = loop.call_later(_WATCH_AFTER, begin)
        try:
            yield
        except asyncio.CancelledError:
            if is_gone and task is not None and task.uncancel() == 0:
                raise ClientGone from None
            raise
        finally:
            timer.cancel()
            if watcher is not None:
                watcher.cancel()

    async def respond(self, status: int, headers: Iterable[tuple[bytes, bytes]], content: bytes) -> None:
        """Send a whole answer; for HEAD everything but the content."""
        length = (b"content-length", str(len(content)).encode())
        await self._send(_start(status, [*headers, length]))
        await self._send({"type": "http.response.body", "body": b"" if self.method == "HEAD" else content})

    async def respond_without_content(self, status: int, headers: Iterable[tuple[bytes, bytes]]) -> None:
        """Send an answer that has no content: 204, 304, or the answer to HEAD where the length is not known."""
        await self._send(_start(status, headers))
        await self._send({"type": "http.response.body", "body": b""})

    async def begin(self, status: int, headers: Iterable[tuple[bytes, bytes]]) -> None:
        """Begin an answer that comes in pieces."""
        await self._send(_start(status, headers))

    async def piece(self, content: bytes) -> None:
        """Send a piece, and wait until there is room for the next one."""
        await self._send({"type": "http.response.body", "body": content, "more_body": True})

    async def finish(self) -> None:
        """Say that the answer is whole; without this the server breaks the connection off."""
        await self._send({"type": "http.response.body", "body": b"", "more_body": False})


def _start(status: int, headers: Iterable[tuple[bytes, bytes]]) -> Message:
    return {"type": "http.response.start", "status": status, "headers": list(headers)}

import asyncio
from collections.abc import Awaitable, Callable

from iurc.graph.answering.frames import Kind, pack
from iurc.graph.answering.link import Link


class Transport:
    """A transport of an event loop that is not asyncio's own, and derives from nothing of it."""

    def __init__(self) -> None:
        self.sent = b""
        self.is_paused = False
        self.is_closed = False

    def write(self, data: bytes) -> None:
        """Keep what is sent."""
        self.sent += data

    def pause_reading(self) -> None:
        """Stop."""
        assert not self.is_paused
        self.is_paused = True

    def resume_reading(self) -> None:
        """Go on."""
        assert self.is_paused
        self.is_paused = False

    def abort(self) -> None:
        """Close."""
        self.is_closed = True


def linked(work: Callable[[Link, Transport], Awaitable[None]]) -> None:
    """Do some work with a link."""

    async def run() -> None:
        link, transport = Link(1, 2), Transport()
        link.connection_made(transport)  # type: ignore[arg-type]
        async with asyncio.timeout(5):
            await work(link, transport)

    asyncio.run(run())


def test_any_transport_will_do():
    """A link sends and closes through whatever transport the event loop gives it."""

    async def work(link: Link, transport: Transport) -> None:
        link.send(b"x")
        link.close()
        assert (transport.sent, transport.is_closed) == (b"x", True)

    linked(work)


def test_frames_are_handed_on_in_order():
    """Frames come out in the order in which they arrived, waited for or not, and then the end."""

    async def work(link: Link, transport: Transport) -> None:
        first = asyncio.create_task(link.next())
        await asyncio.sleep(0)
        link.data_received(pack(Kind.HEAD) + pack(Kind.DATA, b"a") + pack(Kind.END, b"b"))
        assert await first == (Kind.HEAD, b"")
        assert link.take() == (Kind.DATA, b"a")
        link.connection_lost(None)
        assert await link.next() == (Kind.END, b"b")
        assert await link.next() is None
        assert link.take() is None

    linked(work)


def test_waiting_ends_when_the_worker_goes():
    """Who waits for a frame learns that the worker has gone."""

    async def work(link: Link, transport: Transport) -> None:
        waiting = asyncio.create_task(link.next())
        await asyncio.sleep(0)
        link.connection_lost(ConnectionResetError())
        assert await waiting is None

    linked(work)


def test_a_full_link_stops_reading_until_it_is_emptied():
    """What nobody takes is bounded: reading pauses, and goes on when half of it is taken."""

    async def work(link: Link, transport: Transport) -> None:
        for _ in range(10):
            link.data_received(pack(Kind.DATA, b"x" * 50_000))
        assert transport.is_paused
        for _ in range(7):
            link.take()
        assert transport.is_paused
        link.take()
        assert not transport.is_paused

    linked(work)


def test_a_wait_can_be_given_up():
    """A cancelled wait leaves a link that can be waited on again."""

    async def work(link: Link, transport: Transport) -> None:
        waiting = asyncio.create_task(link.next())
        await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
        link.data_received(pack(Kind.END))
        assert await link.next() == (Kind.END, b"")

    linked(work)

"""An answer on its way from a worker to a face."""

import asyncio
import time
from collections.abc import AsyncIterator

from iurc.graph.answering import outcome
from iurc.graph.answering.frames import Kind, Question, Spent, unpack_error
from iurc.graph.answering.generation import Generation
from iurc.graph.answering.limits import Limits
from iurc.graph.answering.link import Link
from iurc.graph.release import Release

# The kernel ends a worker at its deadline; so much later the server does it itself.
_GRACE = 0.5


class Answer:
    """The bytes that answer a query, and what they cost.

    Attributes:
        spent: What it cost; `None` until it is whole.
    """

    def __init__(self, generation: Generation, link: Link, limits: Limits) -> None:
        self.spent: Spent | None = None
        self._generation = generation
        self._link = link
        self._limits = limits
        self._began = time.perf_counter()
        self._here: list[bytes] = []
        self._error: Exception | None = None
        self._is_over = False

    @property
    def release(self) -> Release:
        """The release that it is about."""
        return self._generation.release

    @property
    def whole(self) -> bytes | None:
        """All of it, where it came at once; `None` where it must be read by `chunks`."""
        return b"".join(self._here) if self.spent is not None else None

    async def begin(self, question: Question) -> None:
        """Ask, and wait until there is something to pass on.

        Raises:
            QueryRefused: The query does not parse or cannot be answered.
            Ended: A limit was hit, or the worker was ended.
        """
        try:
            self._link.send(question.to_frame())
            while not self._here and self.spent is None:
                await self._advance()
            while self.spent is None and (frame := self._link.take()) is not None:
                self._heed(*frame)
            self._raise()
        except BaseException:
            self.abandon()
            raise

    async def chunks(self) -> AsyncIterator[bytes]:
        """Give the answer piece by piece.

        Raises:
            IurcError: It ends here, and what was given so far is not all of it.
        """
        try:
            while True:
                for piece in self._here:
                    yield piece
                self._here.clear()
                self._raise()
                if self.spent is not None:
                    return
                await self._advance()
        finally:
            self.abandon()

    def abandon(self) -> None:
        """Want no more of it: a worker that is not done is ended."""
        if not self._is_over:
            self._is_over = True
            self._generation.kill(self._link)

    async def _advance(self) -> None:
        frame = self._link.take()
        if frame is not None:
            self._heed(*frame)
            return
        try:
            async with asyncio.timeout(self._limits.seconds + _GRACE):
                frame = await self._link.next()
        except TimeoutError:
            self.abandon()
            raise outcome.late(self._limits, self._seconds()) from None
        if frame is None:
            seconds = self._seconds()
            end = await self._generation.end_of(self._link)
            raise outcome.of_end(end, self._limits, seconds, self._link.cpu)
        self._heed(*frame)

    def _heed(self, kind: Kind, content: bytes) -> None:
        if kind is Kind.DATA:
            self._here.append(content)
        elif kind is Kind.ERROR:
            self._error = unpack_error(content)
        elif kind is Kind.END:
            self.spent = Spent.from_content(content)
            self._link.cpu += self.spent.cpu
            self._is_over = True
            if self.spent.retires:
                self._link.close()
            else:
                self._generation.give_back(self._link)

    def _raise(self) -> None:
        if self._error is not None:
            raise self._error

    def _seconds(self) -> float:
        return time.perf_counter() - self._began

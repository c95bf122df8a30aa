"""Queries answered about the current release, whatever a query does and whenever a new release comes."""

import asyncio
import contextlib
import logging
from dataclasses import replace
from pathlib import Path

from iurc.graph import release as releases
from iurc.graph.answering import formats, outcome
from iurc.graph.answering.answer import Answer
from iurc.graph.answering.formats import Format
from iurc.graph.answering.frames import Question
from iurc.graph.answering.generation import Generation
from iurc.graph.answering.limits import Limits
from iurc.graph.answering.query import Dataset, Query
from iurc.graph.errors import IurcError
from iurc.graph.release import Release

_LOG = logging.getLogger(__name__)
_SLOWEST_RETRY = 10.0


class Engine:
    """Answers queries from worker processes; used from one event loop.

    Attributes:
        limits: What a query may cost where nothing else is said.
    """

    def __init__(
        self,
        data_dir: Path,
        *,
        limits: Limits | None = None,
        workers: int = 2,
        most: int = 16,
        poll: float = 0.5,
    ) -> None:
        """Prepare; `start` does the work.

        Args:
            data_dir: Where releases are; its pointer `current` is followed.
            limits: What a query may cost.
            workers: How many idle workers stand ready.
            most: How many queries are worked on at once; further ones wait.
            poll: Seconds between two looks at the pointer.
        """
        self.limits = limits or Limits()
        self._data_dir = data_dir
        self._kept = max(1, workers)
        self._most = max(most, self._kept)
        self._poll = poll
        self._generation: Generation | None = None
        self._launched: Generation | None = None
        self._old: set[asyncio.Task[None]] = set()
        self._follower: asyncio.Task[None] | None = None
        self._changed = asyncio.Condition()

    @property
    def release(self) -> Release | None:
        """The release that is answered from; `None` while there is none in memory."""
        generation = self._generation
        return None if generation is None or generation.gone.is_set() else generation.release

    def launch(self) -> None:
        """Have the current release loaded from now on, before there is an event loop to `start` in.

        Starting a server takes its time; this uses it.
        """
        release = releases.current(self._data_dir)
        if release is not None:
            self._launched = self._generation_of(release)

    async def start(self) -> None:
        """Begin to load the current release and to follow the pointer; does not wait for it."""
        self._follower = asyncio.create_task(self._follow())

    async def stop(self) -> None:
        """End every process, and wait until they have ended."""
        if self._follower is not None:
            self._follower.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._follower
        for task in [*self._old]:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
        for generation in (self._generation, self._launched):
            if generation is not None:
                await generation.end()
        self._generation = self._launched = None

    async def ready(self) -> Release:
        """Wait until queries are answered, and give the release they are about."""
        async with self._changed:
            await self._changed.wait_for(lambda: self.release is not None)
        if self.release is None:
            return await self.ready()
        return self.release

    async def ask(
        self,
        query: Query,
        form: Format,
        *,
        limits: Limits | None = None,
        dataset: Dataset | None = None,
        only_head: bool = False,
    ) -> Answer:
        """Have a query evaluated.

        Args:
            query: What `query.check` let through.
            form: How the answer is to be written; it must fit the form of the query.
            limits: What it may cost; those of the engine where left out.
            dataset: The graphs it is asked of (SPARQL 1.1 Protocol, section 2.1.4); they win over its `FROM` clauses.
            only_head: Whether it is enough to know that there is an answer.

        Returns:
            The answer, begun: `whole` where it is small, else to be read by `chunks`.

        Raises:
            QueryRefused: The query does not parse or cannot be answered.
            Ended: Nothing is loaded yet, a limit was hit, or the worker was ended.
        """
        generation = self._generation
        if generation is None or generation.gone.is_set():
            raise outcome.loading()
        limits = limits or self.limits
        chosen = dataset or query.dataset
        question = Question(
            text=query.text,
            format=form.name,
            default=chosen.default if chosen else None,
            named=chosen.named if chosen else None,
            seconds=limits.seconds,
            rows=limits.rows,
            size=limits.size,
            only_head=only_head,
        )
        answer = Answer(generation, await generation.acquire(limits.waiting), limits)
        await answer.begin(question)
        return answer

    async def preview(
        self, query: Query, rows: int, *, limits: Limits | None = None, dataset: Dataset | None = None
    ) -> bytes:
        """Give the first rows of an answer as JSON for a page (`evaluation` says of what form).

        Raises:
            QueryRefused: The query does not parse or cannot be answered.
            Ended: As in `ask`.
        """
        shown = replace(limits or self.limits, rows=rows)
        answer = await self.ask(query, formats.PREVIEW, limits=shown, dataset=dataset)
        return b"".join([piece async for piece in answer.chunks()])

    async def _follow(self) -> None:
        pause = self._poll
        while True:
            try:
                wanted = releases.current(self._data_dir)
                if wanted is not None and (self.release is None or self.release.id != wanted.id):
                    await self._switch(wanted)
                pause = self._poll
            except (IurcError, OSError) as error:
                pause = min(pause * 2, _SLOWEST_RETRY)
                _LOG.error("the current release cannot be served: %s; next attempt in %g s", error, pause)
            generation = self._generation
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await (
                        generation.gone if generation and not generation.gone.is_set() else asyncio.Event()
                    ).wait()

    async def _switch(self, release: Release) -> None:
        fresh, self._launched = self._launched, None
        if fresh is None or fresh.release != release:
            if fresh is not None:
                await fresh.end()
            fresh = self._generation_of(release)
        try:
            await fresh.start()
        except BaseException:
            await fresh.end()
            raise
        old, self._generation = self._generation, fresh
        async with self._changed:
            self._changed.notify_all()
        _LOG.info("release %s is in memory after %.2f s", release.id, fresh.seconds)
        if old is not None:
            task = asyncio.create_task(_see_off(old))
            self._old.add(task)
            task.add_done_callback(self._old.discard)

    def _generation_of(self, release: Release) -> Generation:
        return Generation(release, kept=self._kept, most=self._most, memory=self.limits.memory)


async def _see_off(old: Generation) -> None:
    try:
        old.retire()
        await old.gone.wait()
    finally:
        await old.end()

"""Queries answered without a server, by the same worker under the same limits: for the command line and for notebooks."""

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from types import TracebackType
from typing import Self

from iurc.graph.answering import formats, loading, outcome
from iurc.graph.answering.formats import Format
from iurc.graph.answering.frames import Kind, Question, Reader, Spent, unpack_error
from iurc.graph.answering.limits import Limits
from iurc.graph.answering.link import End
from iurc.graph.answering.query import Dataset, check
from iurc.graph.errors import Unreadable
from iurc.graph.release import Release


def ask(release: Release, text: str, media_type: str, timeout: float | None = None) -> Iterator[bytes]:
    """Ask one query.

    Args:
        release: What to ask.
        text: The query.
        media_type: A format by name (`csv`) or media type (`text/csv`).
        timeout: Seconds for the evaluation; loading the release is not counted.

    Yields:
        The answer piece by piece.

    Raises:
        QueryRefused: The text is no query, does not parse, or asks what is not answered here.
        BadUsage: The format does not fit the query.
        NotFinished: A limit was hit; what was given so far is not all of it.
    """
    limits = Limits() if timeout is None else Limits(seconds=timeout)
    with Asker(release, limits) as asker:
        yield from asker.ask(text, media_type)


class Asker:
    """A worker for one release; asks as many queries as wanted, one after the other."""

    def __init__(self, release: Release, limits: Limits | None = None) -> None:
        """Start the worker, which loads the release while this process goes on.

        Args:
            release: What to ask.
            limits: What each query may cost.
        """
        self._release = release
        self._limits = limits or Limits()
        self._reader = Reader()
        self._is_open = False
        self._start()

    def __enter__(self) -> Self:
        """Give itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the worker."""
        self.close()

    def ask(self, text: str, media_type: str, dataset: Dataset | None = None) -> Iterator[bytes]:
        """Ask a query; like the function `ask`, of which it is the repeatable part.

        Args:
            text: The query.
            media_type: A format by name or media type.
            dataset: The graphs it is asked of; they win over its `FROM` clauses.
        """
        query = check(text, self._limits)
        if not self._is_open:
            self._start()
        return self._answer(text, formats.find(media_type, query.form), dataset or query.dataset)

    def close(self) -> None:
        """End the worker, done or not."""
        if self._is_open:
            self._is_open = False
            self._connection.close()
            self._process.kill()
            self._process.wait()

    def _start(self) -> None:
        self._connection, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [
                    sys.executable,
                    "-P",
                    "-m",
                    "iurc.graph.answering.worker",
                    str(os.getpid()),
                    str(theirs.fileno()),
                    str(self._release.store_path),
                    str(loading.copy_of(self._release) or ""),
                    str(self._limits.memory),
                ],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
            )
        self._reader = Reader()
        self._cpu = 0.0
        self._is_open = True

    def _answer(self, text: str, form: Format, dataset: Dataset | None) -> Iterator[bytes]:
        question = Question(
            text=text,
            format=form.name,
            default=dataset.default if dataset else None,
            named=dataset.named if dataset else None,
            seconds=self._limits.seconds,
            rows=self._limits.rows,
            size=self._limits.size,
        )
        began = time.perf_counter()
        is_whole = False
        error: Exception | None = None
        try:
            with contextlib.suppress(ConnectionError):
                self._connection.sendall(question.to_frame())
                while not is_whole and (data := self._connection.recv(262_144)):
                    for kind, content in self._reader.feed(data):
                        if kind is Kind.DATA:
                            yield content
                        elif kind is Kind.ERROR:
                            error = unpack_error(content)
                        elif kind is Kind.END:
                            is_whole = True
                            self._note(Spent.from_content(content))
            if error is not None:
                raise error
            if not is_whole:
                raise self._ended(time.perf_counter() - began)
        finally:
            if not is_whole:
                self.close()

    def _note(self, spent: Spent) -> None:
        self._cpu += spent.cpu
        if spent.retires:
            self.close()

    def _ended(self, seconds: float) -> Exception:
        _, status, usage = os.wait4(self._process.pid, 0)
        code = self._process.returncode = os.waitstatus_to_exitcode(status)
        if code > 0:
            return Unreadable(
                f"release {self._release.id} cannot be asked", remedy="see the lines above for the reason"
            )
        end = End(-code, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)
        return outcome.of_end(end, self._limits, seconds, self._cpu)

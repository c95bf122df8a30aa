"""Why a query has no answer, in words a person can act on."""

import signal
from typing import Any

from iurc.graph.answering.limits import Limits
from iurc.graph.answering.link import End
from iurc.graph.errors import IurcError, NotFinished, QueryRefused


class Ended(NotFinished):
    """A query that was ended before it had an answer.

    Attributes:
        spent: What went into it: `seconds`, `cpu_seconds`, `peak_megabytes`, as far as known.
        retry_after: Seconds after which another attempt may fare better; `None` where it would fare the same.
    """

    def __init__(
        self,
        message: str,
        *,
        remedy: str,
        spent: dict[str, Any] | None = None,
        retry_after: int | None = None,
    ) -> None:
        super().__init__(message, remedy=remedy)
        self.spent = spent or {}
        self.retry_after = retry_after


_CRASHES = frozenset((signal.SIGSEGV, signal.SIGBUS, signal.SIGILL, signal.SIGFPE))
_LESS = "ask for less: filter earlier, join fewer patterns, avoid ORDER BY and DISTINCT on large results, or use LIMIT"


def loading() -> Ended:
    """Say that there is nothing to ask yet."""
    return Ended("the graph is being loaded", remedy="ask again in a few seconds", retry_after=2)


def busy(workers: int, waited: float) -> Ended:
    """Say that no worker came free in time."""
    return Ended(
        f"all {workers} workers were busy for {waited:g} s",
        remedy="ask again in a few seconds",
        retry_after=5,
    )


def late(limits: Limits, seconds: float) -> Ended:
    """Say that a query was ended by the server because the kernel had not ended it at its deadline."""
    return Ended(
        f"the query was not finished within {limits.seconds:g} s",
        remedy=_LESS,
        spent={"seconds": round(seconds, 3)},
    )


def of_end(end: End | None, limits: Limits, seconds: float, cpu_before: float) -> IurcError:
    """Tell from how a worker ended why its query has no answer.

    Args:
        end: What the keeper told; `None` when it told nothing.
        limits: Under which the query ran.
        seconds: That it took.
        cpu_before: The worker's processor time when the query began.
    """
    spent: dict[str, Any] = {"seconds": round(seconds, 3)}
    if end is None:
        return _from_outside(spent)
    spent["cpu_seconds"] = round(max(end.cpu - cpu_before, 0.0), 3)
    spent["peak_megabytes"] = end.peak >> 20
    if end.signal == signal.SIGALRM:
        return Ended(
            f"the query was not finished within {limits.seconds:g} s "
            f"({spent['cpu_seconds']:g} s of processor time, {spent['peak_megabytes']} MB)",
            remedy=_LESS,
            spent=spent,
        )
    if end.signal == signal.SIGABRT:
        return Ended(
            f"the query needed more than the {limits.memory >> 20} MB it may use (after {seconds:.1f} s)",
            remedy=_LESS,
            spent=spent,
        )
    if end.signal in _CRASHES:
        return QueryRefused(
            "the query is nested or chained too deeply for the engine, which ended on it",
            remedy="write it flatter: fewer levels, and VALUES instead of long chains of ||, / or UNION",
        )
    return _from_outside(spent)


def _from_outside(spent: dict[str, Any]) -> Ended:
    return Ended(
        "the process that worked on this query was ended from outside",
        remedy="ask again; other queries were not touched",
        spent=spent,
        retry_after=1,
    )

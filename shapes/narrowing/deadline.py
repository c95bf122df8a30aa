"""A judgement that is stopped when its time is over: it runs in a forked child, which can be killed.

Neither a query inside Oxigraph nor one inside rdflib can be cancelled in the process that runs it. A fork sees the
store as it is, costs milliseconds, and leaves nothing behind when it is killed.
"""

import multiprocessing
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import TypeVar

from iurc.shapes.errors import NotJudgedError, ShapesError

T = TypeVar("T")


def within(seconds: float | None, work: Callable[[], T]) -> T:
    """Do a piece of work, but no longer than some time.

    Args:
        seconds: How long it may take by the clock; `None` to do it here, without a limit.
        work: What to do; its result must be picklable. Where there is a limit it runs in a fork of this process,
            which must not be one with threads that hold locks.

    Returns:
        The result.

    Raises:
        NotJudgedError: The time is over, or the child ended without a result.
        ShapesError: What the work raised; in a fork any other error becomes a `NotJudgedError`.
    """
    if seconds is None:
        return work()
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=_run, args=(work, sender), daemon=True)
    started = time.monotonic()
    child.start()
    sender.close()
    try:
        if not receiver.poll(seconds):
            raise NotJudgedError(
                f"the judgement was stopped after {time.monotonic() - started:.1f} seconds",
                remedy="give it more time, or find the SPARQL constraint that never ends",
            )
        result, error, told = receiver.recv()
    except EOFError as ended:
        raise NotJudgedError(
            "the judgement ended without a verdict", remedy="see whether there is memory enough"
        ) from ended
    finally:
        child.kill()
        child.join()
        receiver.close()
    if error is not None:
        message, remedy = told
        raise error(message, remedy=remedy)
    answer: T = result
    return answer


def _run(work: Callable[[], T], sender: Connection) -> None:
    try:
        outcome: tuple[object, type[ShapesError] | None, tuple[str, str]] = work(), None, ("", "")
    except ShapesError as error:
        outcome = None, type(error), (error.message, error.remedy)
    except Exception as error:  # noqa: BLE001 - no error of the child may look like a verdict
        outcome = (
            None,
            NotJudgedError,
            (f"the judgement failed: {type(error).__name__}: {error}", "report this"),
        )
    sender.send(outcome)
    sender.close()

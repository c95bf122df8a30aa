"""How a command ends: errors told in one line each, and a number for the shell."""

import os
import sys
import traceback
from enum import IntEnum

from iurc.graph import errors


class Exit(IntEnum):
    """What a shell or a CI job reads."""

    FINE = 0
    REFUSED = 1
    BAD_INPUT = 2
    NOT_FINISHED = 3


_CODES = {
    errors.Conflict: Exit.REFUSED,
    errors.NotFinished: Exit.NOT_FINISHED,
    errors.BadUsage: Exit.BAD_INPUT,
    errors.Unreadable: Exit.BAD_INPUT,
    errors.QueryRefused: Exit.BAD_INPUT,
    errors.NotFound: Exit.BAD_INPUT,
}
_MOST_TOLD = 50


def of_error(error: BaseException) -> Exit:
    """Tell a person what went wrong and choose the exit code.

    Args:
        error: Anything a command raised.

    Returns:
        The code. An error of ours is told with place and remedy; anything else is a fault of the product and is told
        in one line, with the traceback only when `IURC_DEBUG` is set.
    """
    if isinstance(error, errors.IurcError):
        problems = error.problems if isinstance(error, errors.InputProblems) else (error,)
        for problem in problems[:_MOST_TOLD]:
            _tell(problem)
        if len(problems) > _MOST_TOLD:
            print(f"… and {len(problems) - _MOST_TOLD} more", file=sys.stderr)
        return next(code for kind, code in _CODES.items() if isinstance(error, kind))
    if isinstance(error, KeyboardInterrupt):
        print("interrupted; nothing was stored", file=sys.stderr)
        return Exit.NOT_FINISHED
    if os.environ.get("IURC_DEBUG"):
        traceback.print_exception(error)
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    print(
        f"error: {type(error).__name__}: {reason}\n  nothing was stored; set IURC_DEBUG=1 to see where it came from",
        file=sys.stderr,
    )
    return Exit.NOT_FINISHED


def _tell(problem: errors.IurcError) -> None:
    place = f"{problem.position}: " if problem.position else ""
    near = " (near)" if problem.position and not problem.position.exact else ""
    print(f"{place}error: {problem.message}{near}", file=sys.stderr)
    if problem.remedy:
        print(f"  {problem.remedy}", file=sys.stderr)

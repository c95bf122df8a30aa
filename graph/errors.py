"""The errors that a user of `iurc` may see; none of them knows HTTP or exit codes."""

from collections.abc import Sequence

from iurc.shapes.position import Position


class IurcError(Exception):
    """Something that a person can understand and act on, told in one sentence.

    The faces map the subclasses to statuses and exit codes; nothing here knows of them.

    Attributes:
        message: What is wrong, in one sentence without a full stop at the end.
        remedy: What to do about it; `None` where the message says it already.
        position: Where in the input it was seen; `None` where no file is to blame.
    """

    def __init__(self, message: str, *, remedy: str | None = None, position: Position | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
        self.position = position

    def __str__(self) -> str:
        """Give `file:line:column: message (remedy)`, leaving out what is not known."""
        place = f"{self.position}: " if self.position else ""
        advice = f" ({self.remedy})" if self.remedy else ""
        return f"{place}{self.message}{advice}"


class Unreadable(IurcError):
    """An input that cannot be read as what it claims to be: bytes, syntax, rows or mapping."""


class InputProblems(Unreadable):
    """Several problems of one input, told together so that a person mends the file once.

    Attributes:
        problems: Each of them, in the order of the file; at least one.
    """

    def __init__(self, problems: Sequence[IurcError]) -> None:
        first = problems[0]
        super().__init__(first.message, remedy=first.remedy, position=first.position)
        self.problems = tuple(problems)


class BadUsage(IurcError):
    """A request that cannot be meant: unknown option, contradictory arguments, a file that is not there."""


class QueryRefused(IurcError):
    """A query that does not parse or that the service does not answer."""


class NotFinished(IurcError):
    """Work that ran out of time, memory or rows before it was done."""


class Conflict(IurcError):
    """A change that does not fit the present state: a lock held, a release moved on."""


class NotFound(IurcError):
    """A thing, graph or release that is not here."""

"""How much one query may cost."""

from dataclasses import dataclass, replace

from iurc.graph.errors import BadUsage

_MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """What is spent on one query at most; what it needs beyond that ends it, never the service.

    Attributes:
        seconds: For evaluating and writing the answer; waiting for a slow reader is not counted.
        memory: Bytes of address space above what the worker had before.
        rows: Solutions of a `SELECT`.
        size: Bytes of the answer.
        query_length: Characters of the text.
        nesting: Brackets open at once.
        waiting: Seconds for a free worker.
        stalled: Seconds in which a reader may take nothing before it is given up.
    """

    seconds: float = 30.0
    memory: int = 512 * _MEGABYTE
    rows: int = 5_000_000
    size: int = 2048 * _MEGABYTE
    query_length: int = 262_144
    nesting: int = 200
    waiting: float = 10.0
    stalled: float = 60.0

    def with_seconds(self, wanted: str | float | None) -> "Limits":
        """Take the time a client asks for, which may only be shorter than the time it would get.

        Args:
            wanted: Seconds as the client wrote them; `None` or an empty text for no wish.

        Raises:
            BadUsage: It is no number above zero, or more than is given.
        """
        if wanted is None or wanted == "":
            return self
        try:
            seconds = float(wanted)
        except ValueError:
            seconds = 0.0
        if not 0 < seconds <= self.seconds:
            raise BadUsage(
                f"timeout={wanted!s:.40} is not a number of seconds above 0 and up to {self.seconds:g}",
                remedy="leave it out to get all the time there is",
            )
        return replace(self, seconds=seconds)

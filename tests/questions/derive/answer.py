"""Which function derives the answer to which question."""

from collections.abc import Callable, Iterable, Sequence
from functools import wraps

Rows = list[tuple[str, ...]]

ANSWERS: dict[str, Callable[..., Rows]] = {}


def answers(name: str) -> Callable[[Callable[..., Iterable[Sequence[object]]]], Callable[..., Rows]]:
    """Register a function as the derivation of a question.

    The function's keyword arguments are the parameters of the question, with the same names and defaults. Cells
    become text as SPARQL 1.1 Query Results CSV writes them: a number by its digits, nothing as an empty cell.
    """

    def register(derive: Callable[..., Iterable[Sequence[object]]]) -> Callable[..., Rows]:
        @wraps(derive)
        def derived(**parameters: object) -> Rows:
            return [tuple(map(_cell, row)) for row in derive(**parameters)]

        ANSWERS[name] = derived
        return derived

    return register


def _cell(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)

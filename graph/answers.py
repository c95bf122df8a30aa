"""What a change does to the answers of the competency questions."""

from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph

from iurc.graph.answering.loading import merged
from iurc.ontology.question import Question, questions

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChangedAnswer:
    """A question that would be answered otherwise.

    Attributes:
        question: The name of the question.
        title: The question in words.
        gone: The rows that would be no longer there, as N-Triples terms; empty text for an unbound variable.
        new: The rows that would be added.
    """

    question: str
    title: str
    gone: tuple[Row, ...]
    new: tuple[Row, ...]


def changed(before: Iterable[pyoxigraph.Quad], after: Iterable[pyoxigraph.Quad]) -> tuple[ChangedAnswer, ...]:
    """Compare the answers to all competency questions, with their defaults, on two states of the graph.

    Args:
        before: All statements of the one state.
        after: All statements of the other.

    Returns:
        The questions whose answers differ, in the order of their names.
    """
    old, new = _serving(before), _serving(after)
    differences = ((each, _rows(old, each), _rows(new, each)) for each in questions())
    return tuple(
        ChangedAnswer(each.name, each.title, tuple(sorted(was - will)), tuple(sorted(will - was)))
        for each, was, will in differences
        if was != will
    )


def _serving(quads: Iterable[pyoxigraph.Quad]) -> pyoxigraph.Store:
    """Fill a store as queries see it: the default graph is the merged union (docs/adr/0005)."""
    store = pyoxigraph.Store()
    store.bulk_extend(merged(quads))
    return store


def _rows(store: pyoxigraph.Store, question: Question) -> set[Row]:
    names = [column.name for column in question.columns]
    solutions = store.query(question.text)
    if not isinstance(solutions, pyoxigraph.QuerySolutions):
        raise TypeError(f"{question.name} is no SELECT query")
    return {
        tuple("" if solution[name] is None else str(solution[name]) for name in names)
        for solution in solutions
    }

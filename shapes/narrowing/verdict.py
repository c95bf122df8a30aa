"""Judge a store, or a change of it: the door to narrowing (SHACL section 3)."""

from collections.abc import Iterable
from functools import lru_cache

import pyoxigraph as ox
from rdflib import Graph

from iurc.shapes.load import load_shapes
from iurc.shapes.narrowing.change import ChangeJudge
from iurc.shapes.narrowing.deadline import within
from iurc.shapes.narrowing.judging import NarrowedReport, StoreJudge
from iurc.shapes.report import Report


def judge_store(
    store: ox.Store,
    shapes: Graph | None = None,
    *,
    language: str = "en",
    deadline: float | None = None,
    count_targets: bool = False,
) -> NarrowedReport:
    """Judge the default graph of a store against shapes.

    Args:
        store: The store, which is only read. It holds the class hierarchy; several graphs are to be merged into its
            default graph before.
        shapes: The shapes graph; the shapes of the package when left out.
        language: The language of the messages, where the shapes have it; English otherwise.
        deadline: After how many seconds to stop; the judgement then runs in a fork of this process.
        count_targets: Whether to count the focus nodes of each shape, which costs one more query each.

    Returns:
        The report of pySHACL, with what narrowing did in `narrowing`.

    Raises:
        IllFormedShapesError: The shapes do not follow SHACL.
        NotJudgedError: There is no verdict, or not in time; never to be taken for a pass.
    """
    judge = _own() if shapes is None else StoreJudge(shapes)
    return within(deadline, lambda: judge.judge(store, language, count_targets=count_targets))


def judge_change(
    store: ox.Store,
    before: Report,
    removals: Iterable[ox.Triple],
    additions: Iterable[ox.Triple],
    shapes: Graph | None = None,
    *,
    language: str = "en",
    deadline: float | None = None,
) -> NarrowedReport:
    """Judge what a change of the default graph of a store can have changed.

    Args:
        store: The store after the change.
        before: The report of `judge_store` or `judge_change` before it, by the same shapes and in the same language;
            with any other report the whole store is judged.
        removals: The statements that the change took away.
        additions: The statements that it brought.
        shapes: The shapes graph; the shapes of the package when left out.
        language: The language of the messages.
        deadline: After how many seconds to stop.

    Returns:
        What `judge_store` would say of the store now.

    Raises:
        IllFormedShapesError: The shapes do not follow SHACL.
        NotJudgedError: There is no verdict, or not in time.
    """
    judge = _own_changes() if shapes is None else ChangeJudge(StoreJudge(shapes))
    return within(deadline, lambda: judge.judge(store, before, removals, additions, language))


@lru_cache(maxsize=1)
def _own() -> StoreJudge:
    return StoreJudge(load_shapes())


@lru_cache(maxsize=1)
def _own_changes() -> ChangeJudge:
    return ChangeJudge(_own())

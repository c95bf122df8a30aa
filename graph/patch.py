"""A difference as text: one line for each statement that goes or comes."""

from collections.abc import Iterable, Iterator

import pyoxigraph


def lines(removals: Iterable[pyoxigraph.Quad], additions: Iterable[pyoxigraph.Quad]) -> Iterator[str]:
    """Write a difference in the style of RDF Patch: `D` deletes, `A` adds.

    Args:
        removals: The statements that go.
        additions: The statements that come.

    Yields:
        Lines without line feeds, sorted, so that the same difference is the same text: first what goes.
    """
    yield from sorted(f"D {quad} ." for quad in removals)
    yield from sorted(f"A {quad} ." for quad in additions)

"""A release brought into memory, in the layout that answers queries."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NoReturn

import pyoxigraph

from iurc.graph import named_graph
from iurc.graph.answering import confinement
from iurc.graph.errors import Unreadable

_BUFFER = 1 << 20


def load(folder: Path) -> pyoxigraph.Store:
    """Bring a store folder into memory.

    The unnamed graph of what is returned holds the merge of the default dataset: SPARQL's default graph is a set of
    triples, and the engine's own union of graphs is none, besides being up to four times slower.

    The folder is opened by a child process: a process forked while RocksDB was open hung at its first flush.

    Args:
        folder: A store folder that nobody writes to.

    Raises:
        Unreadable: It cannot be read to its end.
    """
    arriving, leaving = os.pipe()
    confinement.widen(leaving, _BUFFER)
    parent = os.getpid()
    child = os.fork()
    if child == 0:
        os.close(arriving)
        _dump(parent, folder, leaving)
    os.close(leaving)
    store = pyoxigraph.Store()
    try:
        with os.fdopen(arriving, "rb", buffering=_BUFFER) as stream:
            # Blank nodes keep their labels, so that a difference computed here fits the store on disk.
            quads = pyoxigraph.parse(
                stream, pyoxigraph.RdfFormat.N_QUADS, lenient=True, rename_blank_nodes=False
            )
            store.bulk_extend(merged(quads))
    finally:
        _, status = os.waitpid(child, 0)
    if status:
        raise Unreadable(f"the store {folder} cannot be read", remedy="restore the release from a backup")
    return store


def merged(quads: Iterable[pyoxigraph.Quad]) -> Iterator[pyoxigraph.Quad]:
    """Add to each statement of the default dataset its copy in the unnamed graph."""
    aside = {*named_graph.ASIDE, pyoxigraph.DefaultGraph()}
    for quad in quads:
        yield quad
        if quad.graph_name not in aside:
            yield pyoxigraph.Quad(quad.subject, quad.predicate, quad.object)


def _dump(parent: int, folder: Path, leaving: int) -> NoReturn:
    status = 1
    try:
        confinement.die_with(parent)
        store = pyoxigraph.Store.read_only(str(folder))
        with os.fdopen(leaving, "wb", buffering=_BUFFER) as stream:
            store.dump(stream, pyoxigraph.RdfFormat.N_QUADS)
        status = 0
    except OSError as error:
        os.write(2, f"{folder}: {error}\n".encode())
    finally:
        # The child ends here whatever happens: it must never return into the parent's code.
        os._exit(status)

"""Store folders on disk: copied by hard links, changed, made durable, read.

A folder that was published is never opened for writing again. A new one begins as a hard-linked copy of the last:
RocksDB never changes a table file (`.sst`) once it is written, so the two can share those; all other files are small
and are copied. Measured with pyoxigraph 0.5.13: `Store.backup` of a store opened by `read_only` gives an empty store
without an error, so the copy is made here.
"""

import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph

_SHARED = ".sst"
_PER_PROCESS = {"LOCK", "LOG"}
# From this many statements on, writing table files directly is cheaper than a transaction.
_FEW = 20_000


def copy(origin: Path | None, target: Path) -> None:
    """Make a store folder that holds what `origin` holds, or an empty one.

    Args:
        origin: A closed store folder on the same file system; `None` for an empty store.
        target: Must not exist.
    """
    target.mkdir(parents=True)
    if origin is None:
        return
    for entry in sorted(origin.iterdir()):
        if entry.name in _PER_PROCESS or entry.name.startswith("LOG.old"):
            continue
        if entry.suffix == _SHARED:
            os.link(entry, target / entry.name)
        else:
            shutil.copy2(entry, target / entry.name)


def change(folder: Path, removals: Iterable[pyoxigraph.Quad], additions: Iterable[pyoxigraph.Quad]) -> None:
    """Apply a difference and make it durable before returning.

    Args:
        folder: A store folder that nobody else has open.
        removals: Statements to take out; those that are not there are passed over.
        additions: Statements to put in.
    """
    store = pyoxigraph.Store(str(folder))
    for quad in removals:
        store.remove(quad)
    added = list(additions)
    if len(added) < _FEW:
        store.extend(added)
    else:
        store.bulk_extend(added)
        store.optimize()
    # Oxigraph's commits are not synced to disk; its flush is (measured under a system-call trace).
    store.flush()
    del store
    make_durable(folder)


def quads(folder: Path) -> Iterator[pyoxigraph.Quad]:
    """Read all statements of a store folder that nobody writes to."""
    yield from pyoxigraph.Store.read_only(str(folder))


def make_durable(folder: Path) -> None:
    """Have the kernel write a folder, all files in it and its entry in the parent folder to disk."""
    for path in [*(entry for entry in folder.rglob("*") if entry.is_file()), folder, folder.parent]:
        sync(path)


def sync(path: Path) -> None:
    """Have the kernel write one file, or the entries of one folder, to disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

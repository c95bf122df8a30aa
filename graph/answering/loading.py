"""A release brought into memory, in the layout that answers queries."""

import contextlib
import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, NoReturn, cast

import pyoxigraph

from iurc.graph import named_graph
from iurc.graph.answering import confinement
from iurc.graph.errors import Unreadable
from iurc.graph.release import Release, current

_BUFFER = 1 << 20
_WHOLE = b"# whole\n"


def copy_of(release: Release) -> Path | None:
    """Name the file beside the releases that holds the statements of the current one as text.

    Reading it takes half the time of reading the store. It may be deleted at any moment, and is made again.

    Returns:
        The path; `None` for a release that is not the current one of its data directory.
    """
    if current(release.path.parent.parent) != release:
        return None
    manifest = (release.path / "manifest.json").read_bytes()
    mark = hashlib.blake2b(manifest, digest_size=6).hexdigest()
    return release.path.parent.parent / "cache" / f"{release.id}-{mark}.nq"


def load(folder: Path, copy: Path | None = None) -> pyoxigraph.Store:
    """Bring a store folder into memory.

    The unnamed graph of what is returned holds the merge of the default dataset: SPARQL's default graph is a set of
    triples, and the engine's own union of graphs is none, besides being up to four times slower.

    Args:
        folder: A store folder that nobody writes to.
        copy: Where its text is kept; read when it is there, else written.

    Raises:
        Unreadable: It cannot be read to its end.
    """
    if copy is not None:
        with contextlib.suppress(OSError, SyntaxError):
            return _from_copy(copy)
    return _from_folder(folder, copy)


def merged(quads: Iterable[pyoxigraph.Quad]) -> Iterator[pyoxigraph.Quad]:
    """Add to each statement of the default dataset its copy in the unnamed graph."""
    aside = {*named_graph.ASIDE, pyoxigraph.DefaultGraph()}
    for quad in quads:
        yield quad
        if quad.graph_name not in aside:
            yield pyoxigraph.Quad(quad.subject, quad.predicate, quad.object)


def _from_copy(copy: Path) -> pyoxigraph.Store:
    with copy.open("rb", buffering=_BUFFER) as stream:
        stream.seek(-len(_WHOLE), os.SEEK_END)
        if stream.read() != _WHOLE:
            raise SyntaxError("the copy is not whole")
        stream.seek(0)
        return _parsed(stream)


def _from_folder(folder: Path, copy: Path | None) -> pyoxigraph.Store:
    # Opened by a child process: a process forked while RocksDB was open hung at its first flush.
    arriving, leaving = os.pipe()
    confinement.widen(leaving, _BUFFER)
    parent = os.getpid()
    child = os.fork()
    if child == 0:
        os.close(arriving)
        _dump(parent, folder, leaving, copy)
    os.close(leaving)
    try:
        with os.fdopen(arriving, "rb", buffering=_BUFFER) as stream:
            store = _parsed(stream)
    finally:
        _, status = os.waitpid(child, 0)
    if status:
        raise Unreadable(f"the store {folder} cannot be read", remedy="restore the release from a backup")
    return store


def _parsed(stream: IO[bytes]) -> pyoxigraph.Store:
    # Blank nodes keep their labels, so that a difference computed here fits the store on disk.
    quads = pyoxigraph.parse(stream, pyoxigraph.RdfFormat.N_QUADS, lenient=True, rename_blank_nodes=False)
    store = pyoxigraph.Store()
    store.bulk_extend(merged(quads))
    return store


def _dump(parent: int, folder: Path, leaving: int, copy: Path | None) -> NoReturn:
    status = 1
    try:
        confinement.die_with(parent)
        store = pyoxigraph.Store.read_only(str(folder))
        with os.fdopen(leaving, "wb", buffering=_BUFFER) as stream:
            both = _Both(stream, copy)
            store.dump(cast("IO[bytes]", both), pyoxigraph.RdfFormat.N_QUADS)
        status = 0
        both.finish()
    except (OSError, ValueError) as error:
        os.write(2, f"{folder}: {error}\n".encode())
    finally:
        # The child ends here whatever happens: it must never return into the parent's code.
        os._exit(status)


class _Both:
    """A file that writes to a stream, and to a copy as long as that works."""

    def __init__(self, stream: IO[bytes], copy: Path | None) -> None:
        self._stream = stream
        self._copy = copy
        self._part: IO[bytes] | None = None
        if copy is not None:
            with contextlib.suppress(OSError):
                copy.parent.mkdir(exist_ok=True)
                for old in copy.parent.iterdir():
                    old.unlink(missing_ok=True)
                self._part = copy.with_suffix(f".{os.getpid()}").open("wb", buffering=_BUFFER)

    def write(self, data: bytes) -> int:
        """Write to both."""
        self._stream.write(data)
        if self._part is not None:
            try:
                self._part.write(data)
            except OSError:
                # A full or read-only disk: the next start will be slower, nothing else.
                self._part = None
        return len(data)

    def flush(self) -> None:
        """Do nothing; the streams are flushed when they are closed."""

    def finish(self) -> None:
        """Give the copy its name, now that it is whole."""
        if self._part is None or self._copy is None:
            return
        with contextlib.suppress(OSError):
            self._part.write(_WHOLE)
            self._part.flush()
            os.fsync(self._part.fileno())
            Path(self._part.name).replace(self._copy)

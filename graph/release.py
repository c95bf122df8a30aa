"""Releases: immutable states of the graph, one folder each, and the pointer to the current one."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pyoxigraph

from iurc.graph import store
from iurc.graph.errors import NotFound, Unreadable
from iurc.graph.manifest import Manifest

_POINTER = "current"
_RELEASES = "releases"
_STAGED = ".staged-"


@dataclass(frozen=True)
class Release:
    """A published release.

    Attributes:
        path: Its folder: `manifest.json` and `store/`.
    """

    path: Path

    @property
    def id(self) -> str:
        """Its name, for example `0003-1f0c9a77`."""
        return self.path.name

    @property
    def store_path(self) -> Path:
        """The store folder, to be opened read-only."""
        return self.path / "store"

    @cached_property
    def manifest(self) -> Manifest:
        """What it says of itself.

        Raises:
            Unreadable: The manifest is missing or was changed.
        """
        try:
            return Manifest.from_json((self.path / "manifest.json").read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise Unreadable(
                f"release {self.id} is damaged: {error}", remedy="restore it from a backup"
            ) from error

    @property
    def digest(self) -> str:
        """The fingerprint of its content."""
        return self.manifest.digest

    def graph_names(self) -> list[pyoxigraph.NamedNode]:
        """The named graphs in it, sorted by IRI."""
        return [pyoxigraph.NamedNode(entry.name) for entry in self.manifest.graphs if entry.name]

    def quads(self) -> Iterator[pyoxigraph.Quad]:
        """All its statements, in the order of the store."""
        return store.quads(self.store_path)


def current(data_dir: Path) -> Release | None:
    """Give the release that is served now; `None` before the first one."""
    try:
        name = (data_dir / _POINTER).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    return Release(data_dir / _RELEASES / name)


def history(data_dir: Path) -> list[Release]:
    """All releases that are kept, oldest first."""
    folder = data_dir / _RELEASES
    if not folder.is_dir():
        return []
    paths = [path for path in folder.iterdir() if not path.name.startswith(".")]
    return [Release(path) for path in sorted(paths, key=lambda path: _sequence(path.name))]


def find(data_dir: Path, name: str) -> Release:
    """Find a release by its id, by its number or by `current`.

    Raises:
        NotFound: There is none of that name here.
    """
    if name == _POINTER:
        found = current(data_dir)
        if found is not None:
            return found
    for release in history(data_dir):
        if name in {release.id, str(_sequence(release.id))}:
            return release
    known = ", ".join(release.id for release in history(data_dir)) or "none yet"
    raise NotFound(f"there is no release {name}", remedy=f"releases here: {known}")


def staging_folder(data_dir: Path) -> Path:
    """A folder in which a release can be made ready; it is on the file system of the releases."""
    folder = data_dir / _RELEASES / f"{_STAGED}{os.getpid()}"
    folder.parent.mkdir(parents=True, exist_ok=True)
    return folder


def publish(data_dir: Path, staged: Path, manifest: Manifest) -> Release:
    """Turn a folder that holds a finished `store/` into the current release.

    The pointer is swapped by an atomic rename after everything else is on disk, so that a crash at any moment leaves
    either the old release current or the new one, never a part.
    """
    (staged / "manifest.json").write_text(manifest.to_json(), encoding="utf-8")
    store.make_durable(staged)
    path = staged.parent / manifest.id
    staged.rename(path)
    store.make_durable(path)
    pointer = data_dir / f".{_POINTER}-{os.getpid()}"
    pointer.write_text(manifest.id + "\n", encoding="utf-8")
    store.sync(pointer)
    pointer.replace(data_dir / _POINTER)
    store.sync(data_dir)
    return Release(path)


def leftovers(data_dir: Path) -> list[Path]:
    """Folders of imports that were ended before they were published, and releases no pointer ever reached.

    To be asked only by the holder of the write lock.
    """
    folder = data_dir / _RELEASES
    if not folder.is_dir():
        return []
    served = current(data_dir)
    newest = _sequence(served.id) if served else 0
    return [
        path
        for path in sorted(folder.iterdir())
        if path.name.startswith(_STAGED) or _sequence(path.name) > newest
    ]


def _sequence(name: str) -> int:
    return int(name.split("-", 1)[0])

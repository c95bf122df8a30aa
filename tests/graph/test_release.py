"""iurc.graph.release: immutable folders and the pointer to the current one."""

from pathlib import Path

import pyoxigraph
import pytest

from iurc.graph import release, store
from iurc.graph.digest import of_graph
from iurc.graph.errors import NotFound, Unreadable
from iurc.graph.manifest import GraphEntry, Manifest
from iurc.graph.release import Release

GRAPH = pyoxigraph.NamedNode("urn:g")


def publish(data_dir: Path, sequence: int) -> Release:
    """Publish a release with as many statements as its number."""
    parent = release.current(data_dir)
    quads = [pyoxigraph.Quad(GRAPH, GRAPH, pyoxigraph.Literal(n), GRAPH) for n in range(sequence)]
    staged = release.staging_folder(data_dir)
    store.copy(parent.store_path if parent else None, staged / "store")
    store.change(staged / "store", [], quads)
    entry = GraphEntry(GRAPH.value, sequence, of_graph(quads))
    return release.publish(
        data_dir, staged, Manifest(sequence, parent.id if parent else None, "now", {}, (entry,), ())
    )


def test_before_the_first_release_there_is_none(tmp_path: Path) -> None:
    """An empty or missing data directory has no current release and no history."""
    assert release.current(tmp_path / "none") is None
    assert release.history(tmp_path) == []


def test_the_pointer_follows_and_old_releases_stay(tmp_path: Path) -> None:
    """After each publication the new release is current, and every older one still holds what it held."""
    made = [publish(tmp_path, n) for n in (1, 2, 3)]
    assert release.current(tmp_path) == made[-1]
    assert release.history(tmp_path) == made
    assert [sum(1 for _ in old.quads()) for old in made] == [1, 2, 3]
    assert made[1].manifest.parent == made[0].id
    assert made[0].graph_names() == [GRAPH]


def test_a_release_is_found_by_id_number_or_current(tmp_path: Path) -> None:
    """All three names lead to the release; another name lists those that are here."""
    first, second = publish(tmp_path, 1), publish(tmp_path, 2)
    assert release.find(tmp_path, first.id) == release.find(tmp_path, "1") == first
    assert release.find(tmp_path, "current") == second
    with pytest.raises(NotFound, match=first.id):
        release.find(tmp_path, "7")


def test_more_than_9999_releases_keep_their_order(tmp_path: Path) -> None:
    """The number counts, not the spelling of the folder's name."""
    for name in ("10000-a", "9999-b", "0002-c"):
        (tmp_path / "releases" / name).mkdir(parents=True)
    assert [r.id for r in release.history(tmp_path)] == ["0002-c", "9999-b", "10000-a"]


def test_what_was_never_published_is_a_leftover(tmp_path: Path) -> None:
    """Staged folders and releases beyond the pointer are leftovers; the current one and older ones are not."""
    first = publish(tmp_path, 1)
    staged = release.staging_folder(tmp_path)
    staged.mkdir()
    beyond = tmp_path / "releases" / "0002-ffffffff"
    beyond.mkdir()
    assert set(release.leftovers(tmp_path)) == {staged, beyond}
    assert release.current(tmp_path) == first


def test_a_damaged_manifest_is_told(tmp_path: Path) -> None:
    """A release whose manifest was changed is named as damaged."""
    first = publish(tmp_path, 1)
    (first.path / "manifest.json").write_text("{}")
    with pytest.raises(Unreadable, match=rf"release {first.id} is damaged"):
        _ = Release(first.path).manifest

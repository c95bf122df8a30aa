from collections.abc import Callable
from pathlib import Path

import pyoxigraph
import pytest

from iurc.graph.answering.loading import copy_of, load
from iurc.graph.errors import Unreadable
from iurc.graph.release import Release

Publish = Callable[[str], Release]


def _named(store: pyoxigraph.Store) -> set[pyoxigraph.Quad]:
    return {quad for quad in store if not isinstance(quad.graph_name, pyoxigraph.DefaultGraph)}


def test_the_unnamed_graph_holds_the_merge(publish: Publish, things: str):
    """All statements are there, and those of the default dataset once more in the unnamed graph, as a set."""
    release = publish(things)
    loaded = load(release.store_path)
    assert _named(loaded) == {
        quad for quad in release.quads() if not isinstance(quad.graph_name, pyoxigraph.DefaultGraph)
    }
    assert sum(1 for _ in loaded.quads_for_pattern(None, None, None, pyoxigraph.DefaultGraph())) == 601


def test_blank_nodes_keep_their_labels(publish: Publish):
    """A blank node in memory has the label it has on disk, so that differences fit."""
    release = publish("_:a <x:p> _:b <x:g> .\n")
    (on_disk,) = release.quads()
    assert on_disk in _named(load(release.store_path))


def test_a_copy_is_made_and_read(publish: Publish, things: str):
    """The first load leaves a copy of the text, the next one reads it and gives the same."""
    release = publish(things)
    copy = copy_of(release)
    assert copy is not None
    first = set(load(release.store_path, copy))
    assert copy.is_file()
    assert set(load(Path("/nowhere"), copy)) == first


@pytest.mark.parametrize("damage", ["cut", "empty", "garbage", "zeros"])
def test_a_damaged_copy_is_made_again(publish: Publish, things: str, damage: str):
    """A copy that is not whole is passed over and replaced."""
    release = publish(things)
    copy = copy_of(release)
    assert copy is not None
    first = set(load(release.store_path, copy))
    whole = copy.read_bytes()
    copy.write_bytes(
        {"cut": whole[:-100], "empty": b"", "garbage": b"x" + whole, "zeros": bytes(len(whole))}[damage]
    )
    assert set(load(release.store_path, copy)) == first
    assert copy.read_bytes() == whole


def test_only_the_current_release_has_a_copy(publish: Publish, things: str):
    """Older releases are read from their stores, and the copy of one goes when the next one is loaded."""
    old = publish(things)
    copy = copy_of(old)
    assert copy is not None
    load(old.store_path, copy)
    new = publish(things)
    assert copy_of(old) is None
    loaded = copy_of(new)
    assert loaded is not None
    load(new.store_path, loaded)
    assert [path.name for path in copy.parent.iterdir()] == [loaded.name]


def test_a_copy_that_cannot_be_written_is_done_without(publish: Publish, things: str, tmp_path: Path):
    """Where nothing can be written, a release is loaded all the same."""
    file = tmp_path / "file"
    file.write_text("")
    assert len(load(publish(things).store_path, file / "cache" / "copy.nq")) > 0


def children() -> set[str]:
    """The processes that this one has started and not yet reaped; fixtures of the session may have some."""
    tasks = Path("/proc/self/task").iterdir()
    return {pid for task in tasks for pid in (task / "children").read_text().split()}


def test_a_store_that_cannot_be_read_is_told(tmp_path: Path, capfd: pytest.CaptureFixture[str]):
    """A folder without a store is an error of ours, with the reason on stderr, and leaves no child behind."""
    before = children()
    with pytest.raises(Unreadable, match="cannot be read"):
        load(tmp_path / "none")
    assert str(tmp_path / "none") in capfd.readouterr().err
    assert children() <= before


def test_a_store_cut_short_is_told(publish: Publish, things: str):
    """A store whose table file was cut is an error, never a smaller graph."""
    release = publish(things)
    for path in release.store_path.glob("*.sst"):
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(Unreadable):
        load(release.store_path)

"""iurc.graph.store: hard-linked copies that leave their origin alone."""

from pathlib import Path

import pyoxigraph

from iurc.graph import store


def quad(number: int) -> pyoxigraph.Quad:
    """One of many statements."""
    return pyoxigraph.Quad(
        pyoxigraph.NamedNode(f"urn:{number}"),
        pyoxigraph.NamedNode("urn:p"),
        pyoxigraph.Literal(number),
        pyoxigraph.NamedNode("urn:g"),
    )


def test_a_copy_can_change_and_its_origin_does_not(tmp_path: Path) -> None:
    """After any number of changed copies each folder still holds what it held."""
    folders = [tmp_path / str(n) for n in range(6)]
    store.copy(None, folders[0])
    store.change(folders[0], [], [quad(n) for n in range(1000)])
    held = [set(store.quads(folders[0]))]
    for n in range(1, 6):
        store.copy(folders[n - 1], folders[n])
        gone = [quad(i) for i in range(n * 10, n * 10 + 10)]
        new = [quad(1000 + n)]
        store.change(folders[n], gone, new)
        held.append((held[-1] - set(gone)) | set(new))
    assert [set(store.quads(folder)) for folder in folders] == held


def test_a_copy_shares_its_tables(tmp_path: Path) -> None:
    """A copy takes links, not space, for the tables that hold the data."""
    store.copy(None, tmp_path / "a")
    store.change(tmp_path / "a", [], [quad(n) for n in range(30_000)])
    store.copy(tmp_path / "a", tmp_path / "b")
    tables = list((tmp_path / "b").glob("*.sst"))
    assert tables
    assert all(table.stat().st_nlink >= 2 for table in tables)


def test_removing_what_is_not_there_is_no_error(tmp_path: Path) -> None:
    """A removal of an absent statement leaves everything as it is."""
    store.copy(None, tmp_path / "a")
    store.change(tmp_path / "a", [quad(1)], [quad(2)])
    assert set(store.quads(tmp_path / "a")) == {quad(2)}

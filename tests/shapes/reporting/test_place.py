"""File names as CI systems want them."""

from pathlib import PurePosixPath, PureWindowsPath
from urllib.parse import unquote

import pytest

from iurc.shapes.reporting.place import as_uri, relative_to_root

ROOT = PurePosixPath("/repo")


@pytest.mark.parametrize(
    ("file", "here", "name"),
    [
        ("a.ttl", "/repo", "a.ttl"),
        ("./x/../a.ttl", "/repo", "a.ttl"),
        ("a.ttl", "/repo/data", "data/a.ttl"),
        ("../a.ttl", "/repo/data", "a.ttl"),
        ("/repo/data/a.ttl", "/elsewhere", "data/a.ttl"),
        ("../../a.ttl", "/repo/data", "/a.ttl"),
        ("/repository/a.ttl", "/repo", "/repository/a.ttl"),
    ],
)
def test_relative_to_root(file: str, here: str, name: str) -> None:
    """A file is named from the root of the project wherever the command runs; one outside by its whole path."""
    assert relative_to_root(file, PurePosixPath(here), ROOT) == name


def test_windows() -> None:
    """On Windows the name has slashes too."""
    assert (
        relative_to_root("x\\a.ttl", PureWindowsPath("C:\\repo\\data"), PureWindowsPath("C:\\repo"))
        == "data/x/a.ttl"
    )


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("data/a.ttl", "data/a.ttl"),
        ("a b/ä#?%.ttl", "a%20b/%C3%A4%23%3F%25.ttl"),
        ("urn:x.ttl", "urn%3Ax.ttl"),
        ("/a b", "file:///a%20b"),
        ("C:/a b", "file:///C:/a%20b"),
    ],
)
def test_as_uri(path: str, uri: str) -> None:
    """A path becomes a URI reference that gives it back."""
    assert as_uri(path) == uri
    assert unquote(uri).removeprefix("file://").removeprefix("/C:").endswith(path.removeprefix("C:"))

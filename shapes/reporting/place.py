"""File names as CI systems want them: relative to the root of the project, or as a URI."""

from pathlib import PurePath, PurePosixPath
from posixpath import normpath
from urllib.parse import quote


def relative_to_root(file: str, here: PurePath, root: PurePath) -> str:
    """Name a file from the root of the project.

    Args:
        file: Its name as the user gave it, relative to where the command runs, or absolute.
        here: Where the command runs; absolute.
        root: The root of the project; absolute.

    Returns:
        The path from the root with slashes, without `.` and `..`; for a file outside of the root its absolute path.
    """
    whole = PurePosixPath(normpath((here / file).as_posix()))
    base = PurePosixPath(normpath(root.as_posix()))
    return whole.relative_to(base).as_posix() if whole.is_relative_to(base) else whole.as_posix()


def as_uri(path: str) -> str:
    """Write a path as a URI reference (RFC 3986): relative paths stay relative, absolute ones become `file:` URIs.

    Args:
        path: A path with slashes.

    Returns:
        The reference, with everything percent-encoded that has to be; a colon too, which would pass for a scheme.
    """
    encoded = quote(path.encode("utf-8", "surrogateescape"), safe="/~")
    if path.startswith("/"):
        return f"file://{encoded}"
    drive = path[:1].isalpha() and path[1:3] == ":/"
    return f"file:///{path[:2]}{encoded[len(quote(path[:2])) :]}" if drive else encoded

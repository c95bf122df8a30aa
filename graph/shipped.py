"""The facts that ship with the product, read the same way as a user's files."""

import csv
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.resources import as_file, files
from pathlib import Path

from iurc.graph.candidate import Candidate
from iurc.graph.mapping.metadata import NAME
from iurc.graph.reading import Request, read
from iurc.graph.register import Register

_SOURCES = files("iurc.graph") / "sources"


@contextmanager
def folder() -> Iterator[Path]:
    """Give the folder of the shipped tables, unpacked for as long as the block runs where it has to be."""
    with ExitStack() as stack:
        yield stack.enter_context(as_file(_SOURCES))


def register(*own: Path) -> Register:
    """Load the identity register.

    Args:
        own: Files of the same form with what the user adds to it, such as new cities.

    Raises:
        BadUsage: A file is not there.
        Unreadable: A file is no such table.
        Conflict: Its rows contradict the register's, or each other.
    """
    with folder() as path:
        return Register.load(path / "identity.csv", *own)


def topics() -> list[str]:
    """List the names of the topics, as tables write them."""
    text = (_SOURCES / "reference" / "topics.csv").read_text(encoding="utf-8")
    return [row["topic_id"] for row in csv.DictReader(text.splitlines())]


def candidates() -> list[Candidate]:
    """Read all shipped datasets.

    Returns:
        One import for each, in the order of their names. Files are named by their path below the package, so that
        the provenance of a release does not depend on where the package is installed.
    """
    with folder() as path:
        who = Register.load(path / "identity.csv")
        described = sorted(path.glob(f"*/{NAME}"))
        return read(Request(described, relative_to=path), who)

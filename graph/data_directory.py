"""The data directory: where it is, and who may write to it."""

import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import platformdirs

from iurc.graph import release, ticket
from iurc.graph.errors import BadUsage, Conflict

_LOCK = "lock"
_STEP = 0.05


def default() -> Path:
    """The platform's folder for a user's data."""
    return Path(platformdirs.user_data_dir("iurc", appauthor=False))


@contextmanager
def writing(data_dir: Path, *, patience: float = 60.0) -> Iterator[None]:
    """Hold the right to write; whatever an ended import left behind is swept away first.

    The command line and the server share this lock, so that an import can run beside a server.

    Args:
        data_dir: Made when it is not there.
        patience: How many seconds to wait for another writer.

    Raises:
        BadUsage: The folder cannot be made or written to.
        Conflict: Another writer held the lock for longer than `patience`.
    """
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(data_dir / _LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise BadUsage(
            f"the data directory {data_dir} cannot be written to: {error.strerror}",
            remedy="name another one with --data",
        ) from error
    try:
        _acquire(descriptor, data_dir, patience)
        for path in release.leftovers(data_dir):
            shutil.rmtree(path)
        ticket.expire(data_dir)
        yield
    finally:
        # Closing gives the lock back; the kernel does the same for a process that is killed.
        os.close(descriptor)


def _acquire(descriptor: int, data_dir: Path, patience: float) -> None:
    deadline = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise Conflict(
                    f"another import is writing to {data_dir}", remedy="try again when it has ended"
                ) from None
            time.sleep(_STEP)
        else:
            return

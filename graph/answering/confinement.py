"""What the kernel holds a worker to, so that neither the engine nor our own code has to be trusted.

Linux is where all of it works. Elsewhere the calls that are missing do nothing, and a worker is then only as safe as the
checks before it.
"""

import contextlib
import ctypes
import fcntl
import os
import resource
import signal
import sys
from pathlib import Path

_LINUX = sys.platform.startswith("linux")
_PR_SET_PDEATHSIG = 1
_PAGE = os.sysconf("SC_PAGE_SIZE")


def die_with(parent: int) -> None:
    """Have the kernel end this process when the one that started it ends, however that happens.

    Args:
        parent: The process that started this one.
    """
    if not _LINUX:
        return
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        # It ended before the call above; the kernel will not tell any more.
        os._exit(1)


def widen(pipe: int, size: int) -> None:
    """Let a pipe hold more, so that both ends are woken less often."""
    if hasattr(fcntl, "F_SETPIPE_SZ"):
        with contextlib.suppress(OSError):
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, size)


def confine(memory: int) -> "Resident":
    """Take from this process what no query needs: more memory, further files and connections, core dumps.

    Args:
        memory: Bytes of address space that it may use beyond what it has now.

    Returns:
        The gauge of its memory, which could not be opened any more.
    """
    gauge = Resident()
    silence = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        # The engine reports a failed allocation at length on stderr; the keeper tells it from the exit status.
        os.dup2(silence, descriptor)
    os.close(silence)
    with contextlib.suppress(OSError):
        # When the machine runs out of memory, a query ends and not the server.
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if _LINUX:
        most = gauge.address_space() + memory
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        # No new descriptor: not even a SERVICE that no check has seen can open a connection.
        resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
    return gauge


class Resident:
    """The memory of this process, read from a file that is kept open."""

    def __init__(self) -> None:
        self._file = os.open("/proc/self/statm", os.O_RDONLY) if _LINUX else None

    def address_space(self) -> int:
        """Bytes of address space."""
        return self._field(0)

    def resident(self) -> int:
        """Bytes in memory."""
        return self._field(1)

    def _field(self, index: int) -> int:
        if self._file is None:
            return 0
        return int(os.pread(self._file, 128, 0).split()[index]) * _PAGE

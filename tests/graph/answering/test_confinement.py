import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable

import pytest

from iurc.graph.answering import confinement

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the limits of Linux")

MEGABYTE = 1 << 20


def _in_child(work: Callable[[], int]) -> int:
    child = os.fork()
    if child == 0:
        status = 99
        try:
            status = work()
        finally:
            os._exit(status)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def test_a_confined_process_opens_nothing():
    """Neither a connection nor a file can be opened any more."""

    def work() -> int:
        confinement.confine(64 * MEGABYTE)
        refused = 0
        for attempt in (socket.socket, lambda: os.open("/etc/passwd", os.O_RDONLY), os.pipe):
            try:
                attempt()
            except OSError:
                refused += 1
        return refused

    assert _in_child(work) == 3


# In a process of their own: a fork of pytest would first use up what pytest has freed, unseen by any limit or gauge.
NO_MORE = """
from iurc.graph.answering import confinement
confinement.confine(64 << 20)
held = bytearray(32 << 20)
try:
    bytearray(64 << 20)
except MemoryError:
    raise SystemExit(len(held) >> 20)
"""
GAUGE = """
from iurc.graph.answering import confinement
gauge = confinement.confine(128 << 20)
before = gauge.resident()
held = bytearray(b"x") * (64 << 20)
# The kernel counts pages in batches for each processor, so that its figure lags a little.
raise SystemExit(int(gauge.resident() - before >= 0.9 * len(held) and gauge.address_space() > gauge.resident() > 0))
"""


def test_a_confined_process_gets_no_more_memory():
    """An allocation within the limit succeeds, one beyond it fails."""
    assert subprocess.run([sys.executable, "-c", NO_MORE], check=False).returncode == 32


def test_the_gauge_shows_what_is_used():
    """The gauge of a confined process still tells its memory, and follows it."""
    assert subprocess.run([sys.executable, "-c", GAUGE], check=False).returncode == 1


def test_a_process_ends_with_its_parent():
    """A process that was told to is ended by the kernel when its parent is killed."""
    arriving, leaving = os.pipe()
    parent = os.fork()
    if parent == 0:
        me = os.getpid()
        child = os.fork()
        if child == 0:
            confinement.die_with(me)
            os.write(leaving, b"x")
            time.sleep(60)
            os._exit(0)
        time.sleep(60)
        os._exit(0)
    os.close(leaving)
    assert os.read(arriving, 1) == b"x"
    os.kill(parent, signal.SIGKILL)
    os.waitpid(parent, 0)
    # The end of the pipe comes when its last writer has ended.
    assert os.read(arriving, 1) == b""
    os.close(arriving)


def test_a_process_whose_parent_is_gone_already_ends():
    """A process that lost its parent before it could ask for a signal ends by itself."""
    assert _in_child(lambda: confinement.die_with(1 if os.getppid() != 1 else 2) or 0) == 1

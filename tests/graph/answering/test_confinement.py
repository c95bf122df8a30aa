import os
import signal
import socket
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


def test_a_confined_process_gets_no_more_memory():
    """An allocation within the limit succeeds, one beyond it fails."""

    def work() -> int:
        confinement.confine(64 * MEGABYTE)
        # Over 32 MB the C library always maps new memory: a smaller piece could come from what pytest has freed.
        held = bytearray(48 * MEGABYTE)
        try:
            bytearray(64 * MEGABYTE)
        except MemoryError:
            return len(held) // MEGABYTE
        return 0

    assert _in_child(work) == 48


def test_the_gauge_shows_what_is_used():
    """The gauge of a confined process still tells its memory, and follows it."""

    def work() -> int:
        gauge = confinement.confine(128 * MEGABYTE)
        before = gauge.resident()
        held = bytearray(b"x") * (64 * MEGABYTE)
        # The kernel counts pages in batches for each processor, so that its figure lags a little.
        return int(
            gauge.resident() - before >= 0.9 * len(held) and gauge.address_space() > gauge.resident() > 0
        )

    assert _in_child(work) == 1


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

"""What all tests share: the shipped facts as a release, a real server, and how a skip is treated where nothing may be skipped."""

import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from iurc.graph import importing, shipped
from iurc.graph.release import Release

# A slow machine is no fault of the code. In CI the examples are the same each time, elsewhere they are new ones.
settings.register_profile("house", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("house")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--require-all`, which CI gives: there Java, a browser and the W3C suites are installed."""
    parser.addoption("--require-all", action="store_true", help="a skipped test fails")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):
    """Turn a skipped test into a failed one when nothing may be skipped."""
    return _required((yield), item.config)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector):
    """Do the same with a file that is skipped as a whole."""
    return _required((yield), collector.config)


def _required(report: Any, config: pytest.Config) -> Any:
    if report.skipped and config.getoption("--require-all") and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        # The suites of the W3C have a licence of their own and lie beside the checkout, or do not.
        if "IURC_W3C" not in reason:
            report.outcome = "failed"
            report.longrepr = f"skipped although --require-all was given: {reason}"
    return report


@pytest.fixture(scope="session")
def shipped_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with one release: the shipped facts, read, judged and published by the product itself."""
    folder = tmp_path_factory.mktemp("shipped")
    assert importing.run(folder, shipped.candidates()).release is not None
    return folder


@pytest.fixture(scope="session")
def shipped_release(shipped_data: Path) -> Release:
    """The release of the shipped facts."""
    (path,) = (shipped_data / "releases").iterdir()
    return Release(path)


@contextmanager
def _served(data: Path) -> Iterator[str]:
    """Start `iurc serve` on a free port and give its address once it is ready; end it by its pid."""
    command = [sys.executable, "-m", "iurc.api", "serve", "--port", "0", "--data", str(data)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        try:
            address = None
            while address is None:
                line = process.stderr.readline()
                assert line, "the server ended before it told its address"
                found = re.search(r"http://127\.0\.0\.1:\d+/", line)
                address = found and found[0]
            _wait_until_ready(address)
            yield address
        finally:
            process.send_signal(signal.SIGINT)
            assert process.wait(20) == 0


def _wait_until_ready(address: str) -> None:
    """Poll the readiness check."""
    deadline = time.monotonic() + 60
    while True:
        try:
            with urllib.request.urlopen(address + "health/ready") as response:
                if response.status == 200:
                    return
        except OSError:
            if time.monotonic() > deadline:
                raise
        time.sleep(0.05)


@pytest.fixture(scope="session")
def serve() -> Callable[[Path], AbstractContextManager[str]]:
    """Serve a data directory by the command line, on a free port, for as long as a block runs."""
    return _served

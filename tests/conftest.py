"""What all tests share: the shipped facts as a release, and how a skip is treated where nothing may be skipped."""

import os
from pathlib import Path

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
    """Turn a skip into a failure when nothing may be skipped."""
    report = yield
    if report.skipped and item.config.getoption("--require-all") and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        # The suites of the W3C have a licence of their own and lie beside the checkout, or do not.
        if "IURC_W3C" in reason:
            return report
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

"""What all tests share: how a skip is treated where nothing may be skipped."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--require-all`, which CI gives: there Java, a browser and the W3C suites are installed."""
    parser.addoption("--require-all", action="store_true", help="a skipped test fails")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):
    """Turn a skip into a failure when nothing may be skipped."""
    report = yield
    if report.skipped and item.config.getoption("--require-all") and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        report.outcome = "failed"
        report.longrepr = f"skipped although --require-all was given: {reason}"
    return report

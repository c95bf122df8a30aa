"""The whole report on a state of the graph, kept beside it, so that the next import is judged by what it changes alone."""

import json
from dataclasses import asdict, replace
from importlib.metadata import version
from pathlib import Path

from iurc.shapes.narrowing.judging import NarrowedReport
from iurc.shapes.report import Finding, Severity

_NAME = "verdict.json"


def keep(folder: Path, report: NarrowedReport) -> None:
    """Write a report into the folder of what it is about.

    Args:
        folder: The folder of a release that is not published yet, or of a change that waits to be one.
        report: The report on all its facts; places in files are left out, they are those of one import.
    """
    findings = [asdict(replace(finding, position=None)) for finding in report.findings]
    kept = {"iurc": version("iurc"), "findings": findings, "origins": report.origins}
    (folder / _NAME).write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")


def of(folder: Path) -> NarrowedReport | None:
    """Read the report that is kept in a folder.

    Returns:
        The report; `None` where none was kept, it cannot be read, or another version of the product wrote it: then
        everything is judged anew.
    """
    try:
        kept = json.loads((folder / _NAME).read_text(encoding="utf-8"))
        if kept["iurc"] != version("iurc"):
            return None
        findings = tuple(
            Finding(**{**each, "severity": Severity(each["severity"])}) for each in kept["findings"]
        )
        origins = tuple((shape, focus) for shape, focus in kept["origins"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return NarrowedReport(findings, origins=origins) if len(findings) == len(origins) else None

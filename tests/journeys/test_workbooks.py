"""Workbooks at the command line: what is wrong is told once, with place and remedy, and nothing is stored."""

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest

from iurc.graph import template

NAME = "events.xlsx"


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command with a data directory in the folder."""
    command = [sys.executable, "-m", "iurc.api", *arguments, "--data", str(folder / "data")]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)


def book() -> bytes:
    """Give a workbook with the header of the template of events."""
    made = openpyxl.Workbook()
    made.active.append([column.title for column in template.load("events").columns])
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def _bomb() -> bytes:
    stream = io.BytesIO(book())
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet2.xml", "<x>" + " " * (50 << 20))
    return stream.getvalue()


def _entities() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book())) as old, zipfile.ZipFile(stream, "w") as archive:
        for entry in old.namelist():
            text = old.read(entry)
            if entry == "xl/worksheets/sheet1.xml":
                text = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>' + text
            archive.writestr(entry, text)
    return stream.getvalue()


BROKEN = {
    "cut off": (lambda: book()[:3000], "events.xlsx:1: error: the workbook is damaged or was cut off"),
    "a ZIP bomb": (_bomb, "events.xlsx:1: error: the part xl/worksheets/sheet2.xml would unpack to 50 MiB"),
    "an entity": (
        _entities,
        "events.xlsx:1: error: the part xl/worksheets/sheet1.xml declares a document type",
    ),
    "no workbook": (
        lambda: b"Short name,Title\n",
        "events.xlsx:1: error: the workbook is damaged or was cut off",
    ),
    "an old workbook": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 512,
        "events.xlsx:1: error: this is an old .xls",
    ),
    "nothing": (lambda: b"", "events.xlsx:1: error: the file is empty"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_workbook_is_told_once(tmp_path: Path, case: str) -> None:
    """Exit code 2, one message, no traceback, no data directory."""
    make, message = BROKEN[case]
    (tmp_path / NAME).write_bytes(make())
    Path(tmp_path / f"{NAME}-metadata.json").write_text(template.load("events").metadata(NAME))
    ended = run(tmp_path, "import", NAME)
    assert ended.returncode == 2, ended.stderr
    assert message in ended.stderr
    assert ended.stderr.count("error: ") == 1
    assert "Traceback" not in ended.stderr
    assert not (tmp_path / "data").exists()


def test_two_gigabytes_are_refused_at_once(tmp_path: Path) -> None:
    """Before the first byte is read."""
    with (tmp_path / NAME).open("wb") as file:
        file.truncate(2 << 30)
    Path(tmp_path / f"{NAME}-metadata.json").write_text(template.load("events").metadata(NAME))
    ended = run(tmp_path, "import", NAME)
    assert ended.returncode == 2
    assert "events.xlsx:1: error: the file has 2048.0 MiB" in ended.stderr


def test_without_metadata_the_file_to_write_is_told(tmp_path: Path) -> None:
    """A sheet means nothing by itself."""
    (tmp_path / NAME).write_bytes(book())
    ended = run(tmp_path, "import", NAME)
    assert ended.returncode == 2
    assert "events.xlsx-metadata.json" in ended.stderr


def test_a_register_that_contradicts_the_shipped_one_is_refused(tmp_path: Path) -> None:
    """Both places are told."""
    (tmp_path / NAME).write_bytes(book())
    Path(tmp_path / f"{NAME}-metadata.json").write_text(template.load("events").metadata(NAME))
    (tmp_path / "own.csv").write_text(
        "dataset,source_id,kind,canonical_slug,label_en,basis,name,country\n"
        "own/places.csv,Sofia,city,bg-sofia,Sofia,wrong country,Sofia,RO\n"
    )
    ended = run(tmp_path, "import", NAME, "--register", "own.csv")
    assert ended.returncode == 1, ended.stderr
    assert "own.csv:2:1: error: 'bg-sofia' stands in RO here and in BG" in ended.stderr

"""How the tests of the shipped facts read them: as plain tables, without the product's own mapping."""

import csv
import hashlib
import io
import json
import re
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

SOURCES = Path(str(files("iurc.graph"))) / "sources"
CHECKOUT = Path(__file__).parents[3]
"""Where the READMEs are, which the wheel need not hold."""
DIGEST_ROW = re.compile(r"^\| (\S+\.csv) \| (\d+) \| (\d+) \| ([0-9a-f]{64}) \|$", re.MULTILINE)

Row = dict[str, str]


@pytest.fixture(scope="session")
def sources() -> Path:
    """Give the folder of the shipped facts."""
    return SOURCES


@pytest.fixture(scope="session")
def originals() -> Path:
    """Give the folder where the compilers' own files lie if they are at hand, beside the checkout."""
    return CHECKOUT.parent / "shared" / "data"


@pytest.fixture(scope="session")
def table() -> Callable[[str], list[Row]]:
    """Give a reader of one table by its path below the folder of the facts."""

    def read(path: str) -> list[Row]:
        with (SOURCES / path).open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))

    return read


@pytest.fixture(scope="session")
def metadata() -> Callable[[str], dict[str, Any]]:
    """Give a reader of the CSVW metadata of one dataset."""

    def read(dataset: str) -> dict[str, Any]:
        loaded: dict[str, Any] = json.loads(
            (SOURCES / dataset / "csv-metadata.json").read_text(encoding="utf-8")
        )
        return loaded

    return read


@pytest.fixture(scope="session")
def recorded() -> Callable[[str], dict[str, tuple[int, int, str]]]:
    """Give, for the README of a folder, rows, raw columns and digest of the raw cells of each file."""

    def read(folder: str) -> dict[str, tuple[int, int, str]]:
        text = (CHECKOUT / "graph" / "sources" / folder / "README.md").read_text(encoding="utf-8")
        return {
            name: (int(rows), int(columns), digest)
            for name, rows, columns, digest in DIGEST_ROW.findall(text)
        }

    return read


@pytest.fixture(scope="session")
def raw_digest() -> Callable[[list[Row], int], str]:
    """Give the SHA-256 of the first columns of rows, written as the compilers wrote their files."""

    def digest(rows: list[Row], columns: int) -> str:
        text = io.StringIO(newline="")
        names = list(rows[0])[:columns]
        writer = csv.DictWriter(text, names, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        return hashlib.sha256(text.getvalue().encode()).hexdigest()

    return digest

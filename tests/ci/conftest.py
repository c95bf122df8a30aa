"""What the tests of the CI integrations share: a checkout of somebody else, and steps run as CI runs them."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

ROOT = Path(__file__).parents[2]
SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <http://e.org/> .
ex:Person a sh:NodeShape ; sh:targetClass ex:Person ; sh:property ex:Age .
ex:Age sh:path ex:age ; sh:maxInclusive 120 ; sh:message "Too old."@en .
"""
GOOD = "@prefix ex: <http://e.org/> .\nex:ann a ex:Person ; ex:age 30 .\n"
BAD = "@prefix ex: <http://e.org/> .\nex:bob a ex:Person ;\n  ex:age 130 .\n"
# Stands for any Python: it makes an environment of copies of itself and writes down what pip was to install.
FAKE_PYTHON = """#!/bin/sh
if [ "$2" = venv ]; then mkdir -p "$3/bin"; cp "$0" "$3/bin/python"; cp "$0" "$3/bin/pip"; exit 0; fi
for argument in "$@"; do last="$argument"; done
echo "$last" >> "$FAKE_LOG"
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A repository that knows nothing of us: shapes and data of its own, one file with a blank in its name."""
    folder = tmp_path / "checkout"
    for name, text in (
        ("shapes/person.ttl", SHAPES),
        ("data/good one.ttl", GOOD),
        ("data/deep/er/bad.ttl", BAD),
        ("README.md", "nothing"),
    ):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def clean() -> dict[str, str]:
    """The environment without what this machine's own CI puts there, with `iurc` on the path."""
    kept = {
        key: each
        for key, each in os.environ.items()
        if not key.startswith(("GITHUB", "CI", "IURC", "INPUT", "GIT_"))
    }
    return {
        **kept,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONUTF8": "1",
    }


@pytest.fixture
def bash(clean: dict[str, str]) -> Callable[..., "subprocess.CompletedProcess[str]"]:
    """Run a step as CI systems do: bash that stops at the first error."""

    def run(script: str, folder: Path, environment: Mapping[str, str]) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],  # noqa: S607 - the shell of the path
            cwd=folder,
            env={**clean, **environment},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    return run


@pytest.fixture
def fake_python(tmp_path: Path) -> tuple[Path, Path]:
    """A Python that installs nothing, and the file in which it writes what it was to install."""
    path = tmp_path / "fake" / "python"
    path.parent.mkdir()
    path.write_text(FAKE_PYTHON, encoding="utf-8")
    path.chmod(0o755)
    return path, tmp_path / "fake" / "log"


@pytest.fixture(scope="session")
def problems() -> Callable[[str, Any], list[str]]:
    """Hold a document against a schema that check-jsonschema ships."""

    def check(name: str, document: Any) -> list[str]:
        path = files("check_jsonschema") / "builtin_schemas" / "vendor" / f"{name}.json"
        return [
            error.message for error in Draft7Validator(json.loads(path.read_bytes())).iter_errors(document)
        ]

    return check

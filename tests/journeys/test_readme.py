"""The README is true: what it shows runs."""

import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from iurc.graph.answering.ask import ask
from iurc.graph.release import Release

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
COMMANDS = [
    shlex.split(line, comments=True)[1:]
    for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    for line in block.splitlines()
    if line.startswith("iurc ")
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, shipped_data: Path) -> Path:
    """A folder with the files that the README speaks of and a copy of the shipped release."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copytree(shipped_data, folder / "data")
    (folder / "facts.ttl").write_text("<urn:a> <urn:b> <urn:c> .\n")
    (folder / "table.csv").write_text("id,name\nx,A name\n")
    columns = [{"name": "id", "suppressOutput": True}, {"name": "name", "propertyUrl": "rdfs:label"}]
    described = {
        "@context": "http://www.w3.org/ns/csvw",
        "@id": "https://example.org/graph",
        "url": "table.csv",
        "tableSchema": {"aboutUrl": "urn:x:{id}", "columns": columns},
    }
    (folder / "table.csv-metadata.json").write_text(json.dumps(described))
    return folder


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_every_command_runs(desk: Path, arguments: list[str]) -> None:
    """Each line that begins with `iurc` ends well."""
    command = [sys.executable, "-m", "iurc.api", *arguments]
    ended = subprocess.run(
        command,
        cwd=desk,
        env={"IURC_DATA": str(desk / "data"), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert "Traceback" not in ended.stderr


def test_the_query_has_answers(shipped_release: Release) -> None:
    """The query shown for curl finds Japanese cities with their sources."""
    (query,) = re.findall(r"<<'SPARQL'\n(.*?)SPARQL\n", README, re.DOTALL)
    rows = b"".join(ask(shipped_release, query, "csv")).decode().splitlines()
    assert rows[0] == "partner,european,from,source"
    assert len(rows) > 20


def test_the_two_commands_are_those_of_the_documents() -> None:
    """The commands for a fresh machine stand in the README word for word."""
    assert "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/iurc serve" in README
    assert "python3 -m venv .venv && .venv/bin/pip install '.[test]' && .venv/bin/python -m pytest" in README

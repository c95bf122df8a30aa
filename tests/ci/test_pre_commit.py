"""The hooks for pre-commit: their file, and pre-commit itself running them."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from pre_commit.clientlib import load_manifest

ROOT = Path(__file__).parents[2]
MANIFEST = ROOT / ".pre-commit-hooks.yaml"
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def run(checkout: Path, tmp_path: Path, clean: dict[str, str]) -> Run:
    """Run one of our hooks on all files of a repository, with the iurc that is installed here instead of a new one."""
    environment = {**clean, "PRE_COMMIT_HOME": str(tmp_path / "home"), "HOME": str(tmp_path)}
    git = shutil.which("git")
    assert git
    for arguments in (("init", "--quiet"), ("add", ".")):
        subprocess.run([git, *arguments], cwd=checkout, env=environment, check=True)

    def call(name: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
        (hook,) = [
            each for each in yaml.safe_load(MANIFEST.read_text(encoding="utf-8")) if each["id"] == name
        ]
        local: dict[str, Any] = {**hook, "language": "system", "args": list(arguments)}
        configuration = {"repos": [{"repo": "local", "hooks": [local]}]}
        (checkout / ".pre-commit-config.yaml").write_text(yaml.safe_dump(configuration), encoding="utf-8")
        subprocess.run([git, "add", "."], cwd=checkout, env=environment, check=True)
        return subprocess.run(
            [sys.executable, "-m", "pre_commit", "run", "--all-files", "--color=never"],
            cwd=checkout,
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    return call


def test_the_file() -> None:
    """pre-commit takes the file, and each hook is installed with Python from the repository alone."""
    hooks = load_manifest(str(MANIFEST))
    assert [hook["id"] for hook in hooks] == ["iurc-validate", "iurc-validate-tables", "iurc-validate-all"]
    assert {hook["language"] for hook in hooks} == {"python"}
    assert {hook["entry"] for hook in hooks} == {"iurc validate"}


def test_changed_files(run: Run) -> None:
    """The hook judges RDF files, names with blanks among them, and shows the line; what is no RDF is left alone."""
    done = run("iurc-validate", "--shapes=shapes/person.ttl")
    assert done.returncode == 1
    assert "data/deep/er/bad.ttl:3:10: violation" in done.stdout
    assert "3 |   ex:age 130 ." in done.stdout


def test_sound_files(run: Run, checkout: Path) -> None:
    """Where nothing is wrong the hook passes."""
    (checkout / "data/deep/er/bad.ttl").unlink()
    done = run("iurc-validate", "--shapes=shapes/person.ttl")
    assert done.returncode == 0, done.stdout
    assert "Passed" in done.stdout


def test_everything_together(run: Run) -> None:
    """The hook for all data judges the files that its arguments name, whatever has changed."""
    done = run("iurc-validate-all", "--shapes=shapes/person.ttl", "data/good one.ttl")
    assert done.returncode == 0, done.stdout
    done = run("iurc-validate-all", "--shapes=shapes/person.ttl", "data/good one.ttl", "data/deep/er/bad.ttl")
    assert done.returncode == 1


def test_tables(run: Run, checkout: Path) -> None:
    """The hook for tables judges CSV files by the metadata beside them."""
    (checkout / "people.csv").write_text("id,age\nann,130\n", encoding="utf-8")
    (checkout / "people.csv-metadata.json").write_text(
        """{"@context": "http://www.w3.org/ns/csvw", "url": "people.csv", "tableSchema": {
          "aboutUrl": "http://e.org/{id}", "columns": [
            {"name": "id", "titles": "id", "suppressOutput": true},
            {"name": "age", "titles": "age", "propertyUrl": "http://e.org/age", "datatype": "integer"},
            {"virtual": true, "propertyUrl": "rdf:type", "valueUrl": "http://e.org/Person"}]}}""",
        encoding="utf-8",
    )
    done = run("iurc-validate-tables", "--shapes=shapes/person.ttl")
    assert done.returncode == 1
    assert "people.csv:2:5: violation" in done.stdout, done.stdout

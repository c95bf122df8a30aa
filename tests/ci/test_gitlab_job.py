"""The job for GitLab: its file, and its script run in a checkout."""

import json
import subprocess  # noqa: TC003 - the fixtures name it in their types
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
CONFIGURATION: dict[str, Any] = yaml.safe_load(
    (ROOT / "ci/gitlab/iurc-validate.yml").read_text(encoding="utf-8")
)
JOB = CONFIGURATION["iurc-validate"]
Bash = Callable[..., "subprocess.CompletedProcess[str]"]


def environment(folder: Path, **variables: str) -> dict[str, str]:
    """Give the variables of the job, some of them set by who includes it."""
    assert set(variables) <= set(JOB["variables"])
    return {**JOB["variables"], "CI_PROJECT_DIR": str(folder), **variables}


def test_the_file(problems: Callable[[str, Any], list[str]]) -> None:
    """The file is a configuration by GitLab's schema, also when somebody includes it and sets variables."""
    assert problems("gitlab-ci", CONFIGURATION) == []
    assert problems("gitlab-ci", {"iurc-validate": {"script": 1}})


def test_the_script(bash: Bash, checkout: Path) -> None:
    """The job writes what GitLab collects, with names from the root, and fails as the command does."""
    told = environment(checkout, IURC_FILES="data/**/*.ttl", IURC_SHAPES="shapes/*.ttl")
    done = bash("\n".join(JOB["script"]), checkout, told)
    assert done.returncode == 1, done.stderr
    reports = JOB["artifacts"]["reports"]
    (issue,) = json.loads((checkout / reports["codequality"]).read_bytes())
    assert issue["location"] == {"path": "data/deep/er/bad.ttl", "lines": {"begin": 3}}
    assert ET.parse(checkout / reports["junit"]).getroot().get("failures") == "1"  # noqa: S314 - written by ourselves
    for path in JOB["artifacts"]["paths"]:
        assert (checkout / path).exists()
    assert "1 violation." in done.stdout


def test_options(bash: Bash, checkout: Path) -> None:
    """Further options are passed on; a pattern without files is bad usage."""
    told = environment(
        checkout,
        IURC_FILES="data/**/*.ttl",
        IURC_SHAPES="shapes/*.ttl",
        IURC_OPTIONS="--fail-on none --lang de",
    )
    assert bash("\n".join(JOB["script"]), checkout, told).returncode == 0
    done = bash("\n".join(JOB["script"]), checkout, environment(checkout, IURC_FILES="nothing/*.ttl"))
    assert done.returncode == 2
    assert "no file is called nothing/*.ttl" in done.stderr


def test_the_installation(bash: Bash, fake_python: tuple[Path, Path], tmp_path: Path) -> None:
    """The package that the variable names is installed into an environment of its own."""
    python, log = fake_python
    script = "\n".join(JOB["before_script"]).replace("/tmp/iurc", str(tmp_path / "iurc"))  # noqa: S108 - the image's
    told = {**environment(tmp_path, IURC_PACKAGE="iurc==1.2.3"), "FAKE_LOG": str(log)}
    script = f'export PATH="{python.parent}:$PATH"\n{script}\ncommand -v python'
    done = bash(script, tmp_path, told)
    assert done.returncode == 0, done.stderr
    assert log.read_text(encoding="utf-8") == "iurc==1.2.3\n"
    assert done.stdout.strip() == str(tmp_path / "iurc" / "bin" / "python")

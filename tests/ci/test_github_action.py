"""The GitHub Action: its file, and its steps run with the inputs as environment."""

import json
import re
import subprocess  # noqa: TC003 - the fixtures name it in their types
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS = {step["id"]: step for step in ACTION["runs"]["steps"] if "id" in step}
Bash = Callable[..., "subprocess.CompletedProcess[str]"]
Call = Callable[..., "tuple[subprocess.CompletedProcess[str], dict[str, str]]"]


@pytest.fixture
def call(bash: Bash, checkout: Path, tmp_path: Path) -> Call:
    """Run the step that judges with some inputs; the others have the values that action.yml gives them."""

    def run(folder: str = ".", **inputs: str) -> "tuple[subprocess.CompletedProcess[str], dict[str, str]]":
        values = {name: str(told.get("default", "")) for name, told in ACTION["inputs"].items()}
        values |= {name.replace("_", "-"): value for name, value in inputs.items()}
        assert set(values) == set(ACTION["inputs"])
        environment = {
            name: values[match[1]]
            for name, expression in STEPS["validate"]["env"].items()
            if (match := re.fullmatch(r"\$\{\{ inputs\.([a-z-]+) \}\}", expression))
        }
        output = tmp_path / "output"
        output.write_text("", encoding="utf-8")
        done = bash(
            STEPS["validate"]["run"],
            checkout / folder,
            {
                **environment,
                "IURC_PYTHON": sys.executable,
                "GITHUB_ACTION_PATH": str(ROOT),
                "GITHUB_OUTPUT": str(output),
                "GITHUB_WORKSPACE": str(checkout),
                "RUNNER_TEMP": str(tmp_path),
            },
        )
        return done, dict(line.split("=", 1) for line in output.read_text(encoding="utf-8").splitlines())

    return run


def test_the_file(problems: Callable[[str, Any], list[str]]) -> None:
    """The file is an action by GitHub's schema; every input is used, and none is written into a script."""
    assert problems("github-actions", ACTION) == []
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    for name in ACTION["inputs"]:
        assert f"${{{{ inputs.{name} }}}}" in text
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step.get("run", "")


def test_a_fault(call: Call) -> None:
    """A finding becomes an annotation at its place, the step fails, and the exit code is an output."""
    done, outputs = call(files="data/**/*.ttl", shapes="shapes/*.ttl")
    assert done.returncode == 1
    assert done.stdout.startswith("::error col=10,file=data/deep/er/bad.ttl,line=3,title=http%3A//e.org/Age/")
    assert outputs == {"exit-code": "1", "sarif": ""}


def test_all_is_well(call: Call) -> None:
    """Names with blanks are one file each; a file that is named twice is judged once."""
    done, outputs = call(files="data/good one.ttl\n\n  data/good*.ttl", shapes="shapes/person.ttl")
    assert (done.returncode, outputs["exit-code"]) == (0, "0")
    assert "1 of 1 shape looked at 1 node." in done.stdout


def test_sarif(call: Call, checkout: Path) -> None:
    """The SARIF file lies outside of the checkout and names files from its root, also from a folder in it."""
    done, outputs = call(
        "data", files="**/bad.ttl", shapes="../shapes/*.ttl", upload_sarif="true", reports="html=../r.html"
    )
    assert done.returncode == 1
    sarif = Path(outputs["sarif"])
    assert not sarif.is_relative_to(checkout)
    (result,) = json.loads(sarif.read_bytes())["runs"][0]["results"]
    location = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location == {"uri": "data/deep/er/bad.ttl", "uriBaseId": "%SRCROOT%"}
    assert (checkout / "r.html").exists()
    assert "file=data/deep/er/bad.ttl" in done.stdout


def test_inputs_reach_the_command(call: Call) -> None:
    """Threshold, form, language and coverage are passed on."""
    files, shapes = "data/**/*.ttl", "shapes/*.ttl"
    assert call(files=files, shapes=shapes, fail_on="none")[0].returncode == 0
    assert "3 |   ex:age 130 ." in call(files=files, shapes=shapes, format="text")[0].stdout
    assert call(files="shapes/*.ttl", shapes=shapes)[0].returncode == 1, "no shape met anything"
    assert call(files="shapes/*.ttl", shapes=shapes, require_coverage="false")[0].returncode == 0
    assert call(files=files, shapes=shapes, format="nonsense")[0].returncode == 2


@pytest.mark.parametrize("files", ["missing.ttl", "data/**/*.nt", "", "data"])
def test_a_pattern_without_files(call: Call, files: str) -> None:
    """A misspelt path is an error, not a pass over nothing."""
    done, outputs = call(files=files)
    assert (done.returncode, outputs["exit-code"]) == (2, "2")
    assert done.stdout.startswith("::error title=iurc::")


def test_inputs_are_no_commands(call: Call, checkout: Path) -> None:
    """An input that looks like a command or an option is a file name."""
    done, _ = call(files='"; touch forged; echo "', shapes="shapes/*.ttl")
    assert done.returncode == 2
    (checkout / "--output=forged").write_text("x", encoding="utf-8")
    done, _ = call(files="--output=forged", shapes="shapes/*.ttl")
    assert done.returncode == 2
    assert not (checkout / "forged").exists()


@pytest.mark.parametrize(("package", "installed"), [("", str(ROOT)), ("iurc==1.2.3", "iurc==1.2.3")])
def test_the_install_step(
    bash: Bash, fake_python: tuple[Path, Path], tmp_path: Path, package: str, installed: str
) -> None:
    """The step makes an environment of its own, installs the version of the action unless told otherwise, and says where."""
    python, log = fake_python
    output = tmp_path / "output"
    done = bash(
        STEPS["install"]["run"],
        tmp_path,
        {
            "SETUP_PYTHON": str(python),
            "INPUT_PACKAGE": package,
            "GITHUB_ACTION_PATH": str(ROOT),
            "GITHUB_OUTPUT": str(output),
            "RUNNER_TEMP": str(tmp_path),
            "FAKE_LOG": str(log),
        },
    )
    assert done.returncode == 0, done.stderr
    assert log.read_text(encoding="utf-8") == f"{installed}\n"
    assert output.read_text(encoding="utf-8") == f"python={tmp_path}/iurc/bin/python\n"

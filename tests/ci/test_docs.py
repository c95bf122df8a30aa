"""The pages about CI: what one copies from them works."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from cfgv import validate
from pre_commit.clientlib import CONFIG_SCHEMA
from rdflib import Graph

from iurc.api.report_form import Format

ROOT = Path(__file__).parents[2]
CI = (ROOT / "docs/validate-in-ci.md").read_text(encoding="utf-8")
REPORTS = (ROOT / "docs/reports.md").read_text(encoding="utf-8")


def blocks(page: str, language: str) -> Iterator[str]:
    """Give the blocks of a language."""
    yield from re.findall(rf"^```{language}\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)


def yaml_of(heading: str) -> list[Any]:
    """Give the YAML under a heading."""
    section = re.split(r"^## ", CI, flags=re.MULTILINE)
    (found,) = [each for each in section if each.startswith(f"{heading}\n")]
    return [yaml.safe_load(block) for block in blocks(found, "yaml")]


def test_the_job_for_github(problems: Callable[[str, Any], list[str]]) -> None:
    """The workflow is one by GitHub's schema, and gives our action inputs that it has."""
    (workflow,) = yaml_of("GitHub")
    # YAML 1.1 reads the key `on` as true; GitHub does not.
    assert (
        problems("github-workflows", {("on" if key is True else key): each for key, each in workflow.items()})
        == []
    )
    inputs = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["inputs"]
    (step,) = [
        step for step in workflow["jobs"]["validate"]["steps"] if step["uses"].startswith("OWNER/iurc@")
    ]
    assert set(step["with"]) <= set(inputs)
    assert {name for name, told in inputs.items() if told.get("required")} <= set(step["with"])


def test_the_job_for_gitlab(problems: Callable[[str, Any], list[str]]) -> None:
    """The include is a configuration by GitLab's schema, names our file, and sets variables that it has."""
    (told,) = yaml_of("GitLab")
    assert problems("gitlab-ci", told) == []
    path = told["include"][0]["remote"].partition("/-/raw/v0.1.0/")[2]
    job = yaml.safe_load((ROOT / path).read_text(encoding="utf-8"))["iurc-validate"]
    assert set(told["iurc-validate"]["variables"]) <= set(job["variables"])


def test_the_hooks() -> None:
    """pre-commit takes the configurations, and each names a hook that there is."""
    hooks = {
        hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    }
    told = yaml_of("pre-commit")
    assert len(told) == 2
    for configuration in told:
        validate(configuration, CONFIG_SCHEMA)
        assert {hook["id"] for repository in configuration["repos"] for hook in repository["hooks"]} <= hooks


def test_the_command(bash: Callable[..., Any], checkout: Path) -> None:
    """The command for any other system does what the page says."""
    (script,) = blocks(CI, "sh")
    (checkout / "data/bad.ttl").write_bytes((checkout / "data/deep/er/bad.ttl").read_bytes())
    done = bash(script.replace("pip install iurc\n", ""), checkout, {})
    assert done.returncode == 1, done.stderr
    assert (checkout / "report.xml").exists()
    assert (checkout / "report.html").exists()


@pytest.mark.parametrize("form", Format)
def test_every_form_is_told(form: Format) -> None:
    """The table of forms is complete."""
    assert f"| `{form.value}` | " in REPORTS


def test_the_example_in_python() -> None:
    """The lines for Python run as they stand."""
    (code,) = blocks(REPORTS, "python")
    names: dict[str, Any] = {"data": Graph(), "shapes": Graph()}
    exec(code, names)  # noqa: S102 - the page's own code
    assert '"version": "2.1.0"' in names["text"]


@pytest.mark.parametrize("page", [CI, REPORTS], ids=["validate-in-ci", "reports"])
def test_links(page: str) -> None:
    """Links lead to files and headings that there are."""
    for target in re.findall(r"\]\(([^)]+)\)", page):
        if target.startswith("#"):
            headings = {
                each.lower().replace(" ", "-") for each in re.findall(r"^#+ (.+)$", page, re.MULTILINE)
            }
            assert target[1:] in headings
        else:
            assert (ROOT / "docs" / target).exists()

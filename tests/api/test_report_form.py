"""What the environment says of how to show a report."""

from pathlib import Path

import pytest

from iurc.api.report_form import Format, colours_wanted, further, language_of, root_of_project
from iurc.graph.errors import BadUsage
from iurc.shapes.reporting.formats import FORMATS


def test_every_form_has_a_writer() -> None:
    """The command line offers exactly the forms that there are."""
    assert {each.value for each in Format} == set(FORMATS)


def test_further_reports() -> None:
    """A further report names its form and its file; the file may have an equals sign."""
    assert list(further(["sarif=a.sarif", "html=x=y.html"])) == [
        (Format.SARIF, Path("a.sarif")),
        (Format.HTML, Path("x=y.html")),
    ]


@pytest.mark.parametrize("option", ["sarif", "sarif=", "pdf=a.pdf", "=a", ""])
def test_further_reports_that_say_too_little(option: str) -> None:
    """Anything else is bad usage that names the forms."""
    with pytest.raises(BadUsage) as caught:
        list(further([option]))
    assert "sarif" in (caught.value.remedy or "")


@pytest.mark.parametrize(
    ("environment", "terminal", "wanted"),
    [
        ({}, True, True),
        ({}, False, False),
        ({"NO_COLOR": "1"}, True, False),
        ({"NO_COLOR": ""}, True, True),
        ({"NO_COLOR": "0"}, True, False),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, False),
        ({"FORCE_COLOR": "1"}, False, True),
        ({"FORCE_COLOR": "0"}, False, False),
        ({"TERM": "dumb"}, True, False),
    ],
)
def test_colours(environment: dict[str, str], terminal: bool, wanted: bool) -> None:
    """Colours are for terminals; NO_COLOR, when it is not empty, wins over everything."""
    assert colours_wanted(environment, is_terminal=terminal) is wanted


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "de"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "POSIX"}, "en"),
        ({"LANG": "sr_RS@latin"}, "sr"),
        ({"LC_ALL": "th_TH", "LANG": "de_DE"}, "th"),
        ({"LC_ALL": "", "LC_MESSAGES": "ms", "LANG": "de_DE"}, "ms"),
        ({"LANG": "é_X"}, "en"),
    ],
)
def test_language(environment: dict[str, str], language: str) -> None:
    """The language is read in the order of POSIX; what names none is English."""
    assert language_of(environment) == language


def test_root(tmp_path: Path) -> None:
    """CI systems name the checkout; elsewhere it is the folder with `.git`, else where the command runs."""
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "a" / ".git").write_text("gitdir: elsewhere", encoding="utf-8")
    assert root_of_project(inner, {}) == tmp_path / "a"
    assert root_of_project(inner, {"GITHUB_WORKSPACE": str(tmp_path)}) == tmp_path
    assert root_of_project(inner, {"CI_PROJECT_DIR": str(tmp_path)}) == tmp_path

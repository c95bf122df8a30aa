"""The forms of a report, and what the environment says of how to show one."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path

from iurc.graph.errors import BadUsage

_ROOTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")
_LOCALES = ("LC_ALL", "LC_MESSAGES", "LANG")


class Format(StrEnum):
    """The forms of a report."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    JUNIT = "junit"
    GITHUB = "github"
    GITLAB = "gitlab"
    HTML = "html"
    TURTLE = "turtle"
    JSONLD = "jsonld"


def further(options: Sequence[str]) -> Iterator[tuple[Format, Path]]:
    """Read options of the kind `sarif=report.sarif`.

    Raises:
        BadUsage: An option is not of that kind.
    """
    known = [each.value for each in Format]
    for option in options:
        name, equals, file = option.partition("=")
        if not equals or not file or name not in known:
            raise BadUsage(
                f"--report {option} does not say which form goes where",
                remedy=f"write FORMAT=FILE with one of {', '.join(known)}",
            )
        yield Format(name), Path(file)


def colours_wanted(environment: Mapping[str, str], *, is_terminal: bool) -> bool:
    """Decide on colours: `NO_COLOR` forbids them, `FORCE_COLOR` asks for them, else a terminal has them."""
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR", "") not in {"", "0"}:
        return True
    return is_terminal and environment.get("TERM") != "dumb"


def language_of(environment: Mapping[str, str]) -> str:
    """Read the language of the user as POSIX has it (`LC_ALL`, `LC_MESSAGES`, `LANG`); English otherwise."""
    stated = next((environment[name] for name in _LOCALES if environment.get(name)), "")
    tag = stated.partition(".")[0].partition("@")[0].partition("_")[0].lower()
    return tag if tag.isascii() and tag.isalpha() and len(tag) in {2, 3} else "en"


def root_of_project(here: Path, environment: Mapping[str, str]) -> Path:
    """Find the folder from which CI systems name files: the checkout, where there is one."""
    stated = next((environment[name] for name in _ROOTS if environment.get(name)), None)
    if stated:
        return here / stated
    return next((folder for folder in (here, *here.parents) if (folder / ".git").exists()), here)

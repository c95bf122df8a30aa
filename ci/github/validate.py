"""The step of the GitHub Action that judges: inputs from the environment become one call of `iurc validate`."""

import glob
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

SARIF = "iurc.sarif"


def main() -> int:
    """Run the step; its exit code is that of `iurc validate`."""
    environment = os.environ
    wants_sarif = environment.get("INPUT_UPLOAD_SARIF", "") == "true"
    # Outside of the checkout, so that it cannot be judged, committed or overwritten.
    sarif = Path(environment.get("RUNNER_TEMP", ".")).resolve() / SARIF
    sarif.unlink(missing_ok=True)
    try:
        arguments = list(options(environment, sarif if wants_sarif else None))
    except LookupError as error:
        print(f"::error title=iurc::{error.args[0]}")
        code = 2
    else:
        code = subprocess.run(
            [sys.executable, "-m", "iurc.api", "validate", *arguments], check=False
        ).returncode
    outputs = {"exit-code": str(code), "sarif": str(sarif) if sarif.exists() else ""}
    with Path(environment["GITHUB_OUTPUT"]).open("a", encoding="utf-8") as file:
        file.writelines(f"{name}={value}\n" for name, value in outputs.items())
    return code


def options(environment: Mapping[str, str], sarif: Path | None) -> Iterator[str]:
    """Give the arguments of `iurc validate`.

    Args:
        environment: The inputs of the action as INPUT_… variables; those that are empty are left to the command.
        sarif: Where to write a SARIF report.

    Yields:
        Options, then the files.

    Raises:
        LookupError: A pattern finds no file.
    """
    for name in ("against", "mapping", "format", "fail-on", "lang"):
        value = environment.get("INPUT_" + name.upper().replace("-", "_"), "").strip()
        if value:
            yield f"--{name}={value}"
    if environment.get("INPUT_REQUIRE_COVERAGE") == "true":
        yield "--require-coverage"
    for shapes in found(environment.get("INPUT_SHAPES", "")):
        yield f"--shapes={shapes}"
    for report in lines(environment.get("INPUT_REPORTS", "")):
        yield f"--report={report}"
    if sarif:
        yield f"--report=sarif={sarif}"
    files = list(dict.fromkeys(found(environment.get("INPUT_FILES", ""))))
    if not files:
        raise LookupError("the input 'files' names no file")
    yield "--"
    yield from files


def found(patterns: str) -> Iterator[str]:
    """Find the files of all patterns, those of each in alphabetical order.

    Raises:
        LookupError: A pattern finds nothing: a misspelt path must not pass for valid data.
    """
    for pattern in lines(patterns):
        names = [pattern] if Path(pattern).is_file() else sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - keeps the pattern's own form of a path
        files = [name for name in names if Path(name).is_file()]
        if not files:
            raise LookupError(f"no file is called {pattern}")
        yield from files


def lines(text: str) -> Iterator[str]:
    """Give the lines that say something."""
    yield from (line.strip() for line in text.splitlines() if line.strip())


if __name__ == "__main__":
    sys.exit(main())

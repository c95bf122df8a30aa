"""Where a report goes: to the terminal or a file, with what only this process knows."""

import io
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from rdflib import Graph

from iurc.api.report_form import Format, colours_wanted, root_of_project
from iurc.graph.errors import BadUsage
from iurc.shapes.coverage import Coverage
from iurc.shapes.load import load_shapes
from iurc.shapes.report import Report, Severity
from iurc.shapes.reporting.about import about
from iurc.shapes.reporting.context import Context
from iurc.shapes.reporting.formats import FORMATS, pieces
from iurc.shapes.reporting.place import relative_to_root
from iurc.shapes.reporting.summary import summary

_MOST_FILES = 8


def context_for(
    inputs: Sequence[Path],
    *,
    fail_on: Severity | None,
    language: str = "en",
    coverage: Coverage | None = None,
    require_coverage: bool = False,
) -> Context:
    """Gather what writers may know besides the report.

    Args:
        inputs: The files that were judged, as the user named them.
        fail_on: The least severity that refuses.
        language: The language of the messages.
        coverage: What the shapes looked at.
        require_coverage: Whether the data are refused when that is nothing.
    """
    here = Path.cwd()
    root = root_of_project(here, os.environ)
    return Context(
        inputs=tuple(str(path) for path in inputs),
        fail_on=fail_on,
        coverage=coverage,
        require_coverage=require_coverage,
        source_line=source_lines(),
        place=lambda file: relative_to_root(file, here, root),
        version=version("iurc"),
        language=language,
    )


def write(
    report: Report,
    format_: Format,
    output: Path | None,
    context: Context,
    shapes: Graph | None = None,
) -> None:
    """Write a report piece by piece.

    Args:
        report: The report.
        format_: Its form.
        output: The file to write; standard output when left out. One line on stderr tells what went into a file.
        context: See `context_for`.
        shapes: The shapes, whose names some forms tell; our own when left out.

    Raises:
        BadUsage: The file cannot be written.
    """
    if FORMATS[format_].names_shapes:
        context = replace(context, about=about(load_shapes() if shapes is None else shapes, context.language))
    if output is None:
        _print(report, format_, context)
        return
    try:
        with output.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(pieces(report, format_, context))
    except OSError as error:
        raise BadUsage(
            f"the report cannot be written to {output}: {error.strerror}",
            remedy="name a file in a folder that exists",
        ) from error
    print(f"{output}: {summary(report)}", file=sys.stderr)


def _print(report: Report, format_: Format, context: Context) -> None:
    is_terminal = sys.stdout.isatty()
    if format_ is Format.TEXT and colours_wanted(os.environ, is_terminal=is_terminal):
        context = replace(context, colour=True)
    if isinstance(sys.stdout, io.TextIOWrapper):
        # What is piped on to a program is UTF-8; a terminal that lacks a character shows its number.
        encoding = None if is_terminal else "utf-8"
        sys.stdout.reconfigure(encoding=encoding, errors="backslashreplace", newline="\n")
    for piece in pieces(report, format_, context):
        sys.stdout.write(piece)


def source_lines() -> Callable[[str, int], str | None]:
    """Give a function that reads a line of a file; it remembers the last few files."""

    @lru_cache(maxsize=_MOST_FILES)
    def lines(file: str) -> Sequence[str]:
        try:
            content = Path(file).read_bytes()
        except OSError:
            return ()
        # A workbook is no text: its rows are no lines.
        return () if b"\0" in content[:1024] else content.decode("utf-8-sig", "replace").split("\n")

    def line(file: str, number: int) -> str | None:
        known = lines(file)
        return known[number - 1].removesuffix("\r") if 1 <= number <= len(known) else None

    return line

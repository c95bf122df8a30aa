"""`iurc query` and `iurc question`: answers at the command line, by the same confined workers as the server's."""

import json
import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from iurc.api.progress import shown
from iurc.api.settings import Settings, from_environment
from iurc.graph.errors import BadUsage

questions = typer.Typer(help="The questions that the graph is made to answer.", no_args_is_help=True)

Data = Annotated[
    Path | None, typer.Option(help="The data directory.", envvar="IURC_DATA", show_default=False)
]
Timeout = Annotated[
    float | None, typer.Option(help="Seconds a query may take.", envvar="IURC_TIMEOUT", show_default=False)
]
Release = Annotated[str, typer.Option(help="An id, a number or 'current'.", envvar="IURC_RELEASE")]


class Format(StrEnum):
    """The forms of an answer."""

    TABLE = "table"
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
    XML = "xml"
    TURTLE = "turtle"
    NTRIPLES = "ntriples"
    JSONLD = "jsonld"
    RDFXML = "rdfxml"


Form = Annotated[
    Format | None,
    typer.Option("--format", help="The form of the answer; 'table' at a terminal.", show_default=False),
]


def query(
    text: Annotated[str, typer.Argument(help="A query, a file that holds one, or - for standard input.")],
    data: Data = None,
    endpoint: Annotated[
        str | None, typer.Option(help="Ask this SPARQL endpoint instead.", show_default=False)
    ] = None,
    release: Release = "current",
    format_: Form = None,
    timeout: Timeout = None,
) -> None:
    """Ask a SPARQL query."""
    settings = from_environment(data)
    wanted = _query_text(text)
    if endpoint is not None:
        _print(_remote(endpoint, wanted, format_, timeout or settings.timeout), format_)
    else:
        _print(_local(settings, release, wanted, format_, timeout or settings.timeout), format_)


@questions.command("list")
def list_() -> None:
    """List the questions with their parameters."""
    from iurc.ontology.question import questions as every

    for each in every():
        parameters = " ".join(f"{parameter.name}=…" for parameter in each.parameters)
        print(f"{each.name} {parameters}".rstrip())
        print(f"    {each.title}")


@questions.command("run")
def run(
    name: Annotated[str, typer.Argument(help="Its name; 'iurc question list' shows them.")],
    values: Annotated[
        list[str] | None, typer.Argument(metavar="[PARAMETER=VALUE]...", show_default=False)
    ] = None,
    data: Data = None,
    release: Release = "current",
    format_: Form = None,
    timeout: Timeout = None,
) -> None:
    """Ask one of the questions, with its defaults or with other values."""
    from iurc.ontology.parameter import BadParameter
    from iurc.ontology.question import UnknownQuestion, question

    try:
        wanted = question(name).bind(_values(values or []))
    except (UnknownQuestion, BadParameter) as error:
        raise BadUsage(str(error), remedy="see iurc question list") from None
    settings = from_environment(data)
    _print(_local(settings, release, wanted, format_, timeout or settings.timeout), format_)


def _values(given: list[str]) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    for each in given:
        name, separator, value = each.partition("=")
        if not separator:
            raise BadUsage(f"{each!r} is no parameter", remedy="write it as name=value")
        values.setdefault(name, []).append(value)
    return values


def _query_text(text: str) -> str:
    if text == "-":
        return sys.stdin.read()
    path = Path(text)
    # A query has spaces and braces; what has none can only be meant as a file.
    if "{" in text or "\n" in text:
        return text
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise BadUsage(
            f"there is no file {text}, and it is no query", remedy="write a query with braces { … }"
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise BadUsage(f"{text} cannot be read: {error}", remedy="check the file") from None


def _local(
    settings: Settings, name: str, text: str, format_: Format | None, timeout: float
) -> Iterator[bytes]:
    from iurc.graph import importing, shipped
    from iurc.graph import release as releases
    from iurc.graph.answering.ask import ask

    if name == "current" and releases.current(settings.data) is None:
        with shown("First release from the shipped facts") as notify:
            importing.run(settings.data, shipped.candidates(), notify=notify)
    return ask(releases.find(settings.data, name), text, _answer_format(format_, text), timeout)


def _answer_format(format_: Format | None, text: str) -> str:
    from iurc.graph.answering.query import check

    if format_ not in {None, Format.TABLE}:
        return str(format_)
    if check(text).form.gives_graph:
        return Format.TURTLE
    return Format.JSON if _as_table(format_) else Format.CSV


def _as_table(format_: Format | None) -> bool:
    return format_ is Format.TABLE or (format_ is None and sys.stdout.isatty())


def _remote(url: str, text: str, format_: Format | None, timeout: float) -> Iterator[bytes]:
    from iurc.graph import endpoint
    from iurc.graph.answering import formats
    from iurc.graph.answering.query import check

    accept = formats.find(_answer_format(format_, text), check(text).form).media_type
    return endpoint.ask(url, text, accept, timeout)


def _print(answer: Iterator[bytes], format_: Format | None) -> None:
    if not _as_table(format_):
        for piece in answer:
            sys.stdout.buffer.write(piece)
        sys.stdout.buffer.flush()
        return
    whole = b"".join(answer)
    try:
        document = json.loads(whole)
    except ValueError:
        sys.stdout.buffer.write(whole)
        sys.stdout.buffer.flush()
        return
    _print_table(document)


def _print_table(document: dict[str, Any]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    if "boolean" in document:
        print(str(document["boolean"]).lower())
        return
    names = document["head"]["vars"]
    rows = [[row.get(name, {}).get("value", "") for name in names] for row in document["results"]["bindings"]]
    console = Console()
    widths = [max((len(cell) for cell in column), default=0) for column in zip(names, *rows, strict=True)]
    if sum(widths) + 3 * len(widths) < console.width:
        table = Table(*names)
        for row in rows:
            table.add_row(*(Text(cell) for cell in row))
        console.print(table)
    else:
        # Too wide to be read side by side: one row below the other.
        for row in rows:
            for name, cell in zip(names, row, strict=True):
                console.print(
                    Text(f"{name:>{max(map(len, names))}}  ", style="bold") + Text(cell), soft_wrap=True
                )
            console.print()
    print(f"{len(rows)} rows", file=sys.stderr)

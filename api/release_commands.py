"""`iurc release` and `iurc export`: what was published, and all of it as a file."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, BinaryIO

import pyoxigraph
import typer

from iurc.api.settings import from_environment
from iurc.graph import named_graph, release
from iurc.graph.errors import NotFound
from iurc.graph.release import Release

releases = typer.Typer(help="The releases of a data directory.", no_args_is_help=True)

Data = Annotated[
    Path | None, typer.Option(help="The data directory.", envvar="IURC_DATA", show_default=False)
]


class Dump(StrEnum):
    """The syntaxes of an export."""

    NQUADS = "nquads"
    TRIG = "trig"
    TURTLE = "turtle"
    JSONLD = "jsonld"


_FORMATS = {
    Dump.NQUADS: pyoxigraph.RdfFormat.N_QUADS,
    Dump.TRIG: pyoxigraph.RdfFormat.TRIG,
    Dump.TURTLE: pyoxigraph.RdfFormat.TURTLE,
    Dump.JSONLD: pyoxigraph.RdfFormat.JSON_LD,
}


@releases.command("list")
def list_(data: Data = None) -> None:
    """List the releases that are kept, oldest first; the current one is marked."""
    settings = from_environment(data)
    served = release.current(settings.data)
    for each in release.history(settings.data):
        mark = "*" if each == served else " "
        print(f"{mark} {each.id}  {each.manifest.created}  {each.manifest.triples:>9,} statements")


@releases.command("show")
def show(
    name: Annotated[str, typer.Argument(help="An id, a number or 'current'.")] = "current", data: Data = None
) -> None:
    """Print the manifest of a release as JSON."""
    print(release.find(from_environment(data).data, name).manifest.to_json(), end="")


def export(
    format_: Annotated[Dump, typer.Option("--format", help="The syntax.")] = Dump.NQUADS,
    output: Annotated[Path | None, typer.Option(help="Where to write; stdout when left out.")] = None,
    data: Data = None,
) -> None:
    """Write the current release: all graphs, or in Turtle the facts merged into one graph."""
    served = release.current(from_environment(data).data)
    if served is None:
        raise NotFound("there is no release yet", remedy="run `iurc serve` or `iurc import --shipped` once")
    if output is None:
        _dump(served, format_, sys.stdout.buffer)
        return
    # Written beside and renamed, so that a full disk leaves no half file under the name asked for.
    part = output.with_name(f".{output.name}.part")
    try:
        with part.open("wb") as file:
            _dump(served, format_, file)
        part.replace(output)
    finally:
        part.unlink(missing_ok=True)


def _dump(served: Release, format_: Dump, target: BinaryIO) -> None:
    syntax = _FORMATS[format_]
    quads = served.quads()
    if syntax.supports_datasets:
        pyoxigraph.serialize(quads, output=target, format=syntax)
        return
    # A syntax without named graphs: each statement once, and only those a query sees by default.
    triples = {quad.triple for quad in quads if quad.graph_name not in named_graph.ASIDE}
    pyoxigraph.serialize(triples, output=target, format=syntax)

"""`iurc template`: tables to fill in."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from iurc.graph.template import NAMES, Calendar, Form, Suggestion, load

if TYPE_CHECKING:
    from iurc.graph.template import Template

_MARK = "\ufeff"

templates = typer.Typer(help="Tables to fill in.", no_args_is_help=True)


@templates.command("list")
def list_() -> None:
    """List the templates."""
    widest = max(map(len, NAMES))
    for name in NAMES:
        print(f"{name:{widest}}  {load(name).description}")


@templates.command("write")
def write(
    name: Annotated[str, typer.Argument(help="The template; see `iurc template list`.", show_default=False)],
    to: Annotated[Path, typer.Option(help="The folder to write into.", envvar="IURC_TEMPLATE_TO")] = Path(),
    format_: Annotated[
        Form, typer.Option("--format", help="The form of the table.", envvar="IURC_TEMPLATE_FORMAT")
    ] = Form.CSV,
    dataset: Annotated[
        str | None,
        typer.Option(
            help="The name of files and dataset; that of the template when left out.", show_default=False
        ),
    ] = None,
    calendar: Annotated[
        Calendar, typer.Option(help="The calendar of dates.", envvar="IURC_CALENDAR")
    ] = Calendar.GREGORIAN,
    force: Annotated[bool, typer.Option("--force", help="Write over files that are there.")] = False,
) -> None:
    """Write a table to fill in, what its columns mean, and how to fill it in."""
    from iurc.graph.errors import BadUsage

    template = load(name)
    file = f"{dataset or name}.{format_.value}"
    contents = {
        file: _table(template, format_),
        f"{file}-metadata.json": template.metadata(file, calendar=calendar).encode(),
        f"{file}-README.md": template.readme(file, calendar=calendar).encode(),
    }
    present = [path for path in contents if (to / path).exists()]
    if present and not force:
        raise BadUsage(
            f"{to / present[0]} is there already", remedy="name another --dataset or folder, or say --force"
        )
    try:
        to.mkdir(parents=True, exist_ok=True)
        for path, data in contents.items():
            (to / path).write_bytes(data)
            print(to / path)
    except OSError as error:
        raise BadUsage(
            f"{to} cannot be written to: {error.strerror}", remedy="name another folder with --to"
        ) from error
    print(f"fill in {to / file}, then: iurc validate {to / file}", file=sys.stderr)


def _table(template: "Template", form: Form) -> bytes:
    if form is not Form.XLSX:
        # The byte order mark lets Excel keep the file in UTF-8.
        return (_MARK + template.header(form)).encode()
    from iurc.graph import template_workbook

    return template_workbook.write(template, _suggestions())


def _suggestions() -> Mapping[Suggestion, Sequence[str]]:
    from iurc.graph import shipped

    named = [entry for entry in shipped.register().entries if entry.name]
    return {
        Suggestion.NAME: sorted({entry.name for entry in named}),
        Suggestion.COUNTRY: sorted({entry.country for entry in named}),
        Suggestion.TOPIC: shipped.topics(),
    }

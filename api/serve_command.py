"""`iurc serve`: the server."""

from pathlib import Path
from typing import Annotated

import typer


def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.", envvar="IURC_HOST")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(help="The port to listen on.", envvar="IURC_PORT", min=0, max=65535)
    ] = 8000,
    data: Annotated[
        Path | None, typer.Option(help="The data directory.", envvar="IURC_DATA", show_default=False)
    ] = None,
    workers: Annotated[
        int, typer.Option(help="Idle query workers kept ready.", envvar="IURC_WORKERS", min=1)
    ] = 2,
    public_url: Annotated[
        str | None,
        typer.Option(
            help="The address under which users reach it.", envvar="IURC_PUBLIC_URL", show_default=False
        ),
    ] = None,
) -> None:
    """Serve the graph; the first start builds a release from the shipped facts."""
    raise NotImplementedError

"""`iurc serve`: the server."""

import contextlib
import socket
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from iurc.api.settings import from_environment
from iurc.graph.errors import BadUsage, NotFinished

_GRACE = 5


def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.", envvar="IURC_HOST")] = "127.0.0.1",
    port: Annotated[
        int,
        typer.Option(help="The port to listen on; 0 takes a free one.", envvar="IURC_PORT", min=0, max=65535),
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
    settings = from_environment(data)
    # The port first: whoever has to wait for the first build should not learn afterwards that it is taken.
    listening = _listen(host, port)
    with listening:
        _build_first_release(settings.data)
        _run(listening, settings.data, settings.timeout, workers, public_url)


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio switches Nagle's delay off only on sockets that say they are TCP; with it each answer on a kept
    # connection would wait for the client's acknowledgement.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        raise BadUsage(
            f"cannot listen on {host}:{port}: {error.strerror or error}",
            remedy="choose another port with --port, or end the server that has it",
        ) from None
    return listening


def _build_first_release(data: Path) -> None:
    from iurc.graph import release

    if release.current(data) is not None:
        return
    print("building the first release from the shipped facts (once, about 20 seconds)", file=sys.stderr)
    # In a process of its own, so that the server does not keep the memory of the judge.
    command = [sys.executable, "-P", "-m", "iurc.api", "import", "--shipped", "--data", str(data)]
    built = subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
    if built.returncode:
        raise NotFinished("the first release was not built", remedy="see the lines above for the reason")


def _run(listening: socket.socket, data: Path, timeout: float, workers: int, public_url: str | None) -> None:
    from iurc.graph import release
    from iurc.graph.answering.engine import Engine
    from iurc.graph.answering.limits import Limits

    # The release begins to load in its own process while this one imports the web framework.
    engine = Engine(data, limits=Limits(seconds=timeout), workers=workers)
    engine.launch()

    import uvicorn

    from iurc.api.app import create_app

    app = create_app(data, engine=engine, public_url=public_url)
    config = uvicorn.Config(
        app, log_level="warning", server_header=False, timeout_graceful_shutdown=_GRACE, lifespan="on"
    )
    served = release.current(data)
    host, port = listening.getsockname()[:2]
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
    print(
        f"release {served.id if served else 'none'} at {address}  (Ctrl+C ends it)",
        file=sys.stderr,
        flush=True,
    )
    # Uvicorn ends in good order on an interrupt and then raises it again, for a caller that has more to end.
    with contextlib.suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listening])

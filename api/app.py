"""The server put together: one ASGI application."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.types import Receive, Scope, Send

from iurc.api import problems
from iurc.api.envelope import Envelope
from iurc.api.negotiate import HTML, prefers_html
from iurc.api.openapi import with_sparql
from iurc.api.pages import Pages
from iurc.api.problems import MethodNotAllowed
from iurc.api.sparql import Endpoint
from iurc.graph.answering import outcome
from iurc.graph.answering.engine import Engine
from iurc.graph.answering.limits import Limits
from iurc.graph.errors import IurcError, NotFound

_READS = ["GET", "HEAD"]
_SPARQL = frozenset(("/sparql", "/sparql/"))


class Site:
    """The whole site as an ASGI application: `/sparql` goes straight to its endpoint, the rest through FastAPI.

    Attributes:
        engine: Evaluates the queries; runs while the application's lifespan does.
        api: The FastAPI application.
    """

    def __init__(self, engine: Engine, api: FastAPI, endpoint: Endpoint) -> None:
        self.engine = engine
        self.api = api
        self._endpoint = endpoint
        self._enveloped = Envelope(self._dispatch)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, or the lifespan of the server."""
        await self._enveloped(scope, receive, send)

    async def _dispatch(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] in _SPARQL:
            await self._endpoint(scope, receive, send)
        else:
            await self.api(scope, receive, send)


def create_app(
    data_dir: Path,
    *,
    limits: Limits | None = None,
    workers: int = 2,
    most: int = 16,
    public_url: str | None = None,
    engine: Engine | None = None,
) -> Site:
    """Put the server together.

    Args:
        data_dir: Where the releases are; the current one is served, and the next one as soon as it is published.
        limits: What a query may cost.
        workers: How many idle workers stand ready.
        most: How many queries are worked on at once; further ones wait.
        public_url: The address under which users reach the site; else each request says it.
        engine: One that was made before (and has perhaps begun to load); then the arguments above it do not count,
            except `public_url`.

    Returns:
        An ASGI application. Its lifespan starts and ends the processes that evaluate; it accepts requests at once and
        is ready (`/health/ready`) when the release is in memory.
    """
    engine = engine or Engine(data_dir, limits=limits, workers=workers, most=most)
    pages = Pages(engine)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        await engine.start()
        try:
            yield
        finally:
            await engine.stop()

    api = FastAPI(
        title="IURC knowledge graph",
        version=version("iurc"),
        summary="Queries over the graph of the EU's International Urban Cooperation programmes.",
        # FastAPI's own pages load their scripts from elsewhere.
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    _add_routes(api, engine, pages)
    _add_errors(api, pages)
    generate = api.openapi
    # The way that FastAPI documents for extending the description: the method is replaced on this one application.
    api.openapi = lambda: with_sparql(generate())  # type: ignore[method-assign]
    return Site(engine, api, Endpoint(engine, pages, public_url))


def _add_routes(api: FastAPI, engine: Engine, pages: Pages) -> None:
    @api.api_route("/", methods=_READS, include_in_schema=False)
    async def home() -> Response:
        return Response(await pages.home(), media_type=HTML.media_type)

    @api.get("/health/live", tags=["operations"], summary="Whether the server answers at all")
    async def live() -> dict[str, str]:
        return {"status": "live"}

    @api.get(
        "/health/ready",
        tags=["operations"],
        summary="Whether queries are answered",
        responses={503: {"description": "The graph is being loaded", "content": {problems.MEDIA_TYPE: {}}}},
    )
    async def ready() -> dict[str, Any]:
        release = engine.release
        if release is None:
            raise outcome.loading()
        return {"status": "ready", "release": release.id, "statements": release.manifest.triples}

    api.mount("/static", StaticFiles(directory=Path(__file__).parent / "static"), name="static")


def _add_errors(api: FastAPI, pages: Pages) -> None:
    async def tell(request: Request, error: Exception) -> Response:
        told = _as_ours(request, error)
        status = problems.status_of(told)
        headers = {name.decode(): value.decode() for name, value in problems.headers(told)}
        if prefers_html(request.headers.get("accept")):
            return Response(pages.failed(None, told), status, headers, HTML.media_type)
        return Response(problems.body(told), status, headers, problems.MEDIA_TYPE)

    api.add_exception_handler(IurcError, tell)
    api.add_exception_handler(HTTPException, tell)


def _as_ours(request: Request, error: Exception) -> Exception:
    if isinstance(error, HTTPException) and error.status_code == 405:
        return MethodNotAllowed(request.method, (error.headers or {}).get("Allow", "GET, HEAD"))
    if isinstance(error, HTTPException) and error.status_code == 404:
        return NotFound(
            f"there is nothing at {request.url.path:.200}", remedy="queries are answered at /sparql"
        )
    return error

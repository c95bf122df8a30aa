"""`/sparql`: queries over HTTP (SPARQL 1.1 Protocol) as a bare ASGI application, because it is the hot route."""

import asyncio
import hashlib
import logging
import tempfile
from importlib.metadata import version

from starlette.types import Receive, Scope, Send

from iurc.api import problems, protocol
from iurc.api.exchange import ClientGone, Exchange, Headers
from iurc.api.negotiate import HTML, Choice, choose, prefers_html
from iurc.api.pages import Pages
from iurc.api.problems import UnsupportedMediaType
from iurc.api.protocol import Request
from iurc.graph.answering import formats, outcome
from iurc.graph.answering.answer import Answer
from iurc.graph.answering.engine import Engine
from iurc.graph.answering.limits import Limits
from iurc.graph.answering.query import Dataset, Form, Query, check
from iurc.graph.answering.service_description import describe, write
from iurc.graph.errors import BadUsage, IurcError, NotFound
from iurc.graph.release import Release

_LOG = logging.getLogger(__name__)
_VERSION = version("iurc")
# Longer texts are looked at in a thread: reading a quarter of a million characters takes a tenth of a second.
_SHORT = 8_192
_SPOOLED = 1 << 20
_ALLOW = (b"allow", ", ".join(protocol.METHODS).encode())


class Endpoint:
    """Answers queries.

    An instance is an ASGI application for one path.
    """

    def __init__(self, engine: Engine, pages: Pages, public_url: str | None = None) -> None:
        """Prepare.

        Args:
            engine: Evaluates.
            pages: Writes what a browser gets.
            public_url: The address of the site as clients know it; else the request says it.
        """
        self._engine = engine
        self._pages = pages
        self._public_url = public_url

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; every error of a client becomes a problem document or its page."""
        exchange = Exchange(scope, receive, send)
        request: Request | None = None
        try:
            if exchange.method == "OPTIONS":
                await exchange.respond_without_content(204, [_ALLOW])
                return
            request = await self._read(exchange)
            async with exchange.watched():
                await self._answer(exchange, request)
        except ClientGone:
            return
        except IurcError as error:
            await self._fail(exchange, request, error)

    async def _read(self, exchange: Exchange) -> Request:
        limits = self._engine.limits
        body = b""
        if protocol.has_body(exchange.method):
            if exchange.header(b"content-encoding") not in {None, "identity"}:
                raise UnsupportedMediaType("compressed bodies are not read", remedy="send the body as it is")
            body = await exchange.body(protocol.largest_body(limits))
        content_type = exchange.header(b"content-type") or ""
        return protocol.read(exchange.method, exchange.address, content_type, body, limits)

    async def _answer(self, exchange: Exchange, request: Request) -> None:
        if request.text is None:
            await self._describe(exchange, request)
            return
        limits = self._engine.limits.with_seconds(request.timeout)
        if len(request.text) > _SHORT:
            query = await asyncio.to_thread(check, request.text, limits)
        else:
            query = check(request.text, limits)
        choice = _choice(exchange, request, query.form)
        release = self._release(request)
        headers = _headers(choice.media_type, release)
        if query.repeatable:
            tag = _tag(release, query, request.dataset, choice.media_type)
            headers.append((b"etag", tag.encode()))
            if _is_known(exchange.header(b"if-none-match"), tag):
                await exchange.respond_without_content(304, headers[1:])
                return
        if choice.format is HTML:
            page = await self._pages.answer(query, request.dataset, limits)
            await exchange.respond(200, headers, page)
            return
        answer = await self._engine.ask(
            query,
            choice.format,
            limits=limits,
            dataset=request.dataset,
            only_head=exchange.method == "HEAD",
        )
        await _pass_on(exchange, answer, headers, limits)

    def _release(self, request: Request) -> Release:
        release = self._engine.release
        if release is None:
            raise outcome.loading()
        if request.release is not None and request.release not in {release.id, "current"}:
            raise NotFound(
                f"release {request.release!r:.80} is not served here",
                remedy=f"the current release is {release.id}",
            )
        return release

    async def _describe(self, exchange: Exchange, request: Request) -> None:
        if exchange.method in {"POST", "QUERY"}:
            raise BadUsage("there is no query in the request", remedy="send one in the parameter query")
        # A description is a graph, so it comes in the formats of one.
        choice = _choice(exchange, request, Form.CONSTRUCT)
        release = self._engine.release
        headers = _headers(choice.media_type, release)
        if choice.format is HTML:
            await exchange.respond(200, headers, await self._pages.home())
            return
        try:
            triples = describe(self._address(exchange), release)
        except ValueError:
            raise BadUsage(
                "the Host header is no host", remedy="send the name under which you reach this server"
            ) from None
        await exchange.respond(200, headers, write(triples, choice.format))

    def _address(self, exchange: Exchange) -> str:
        if self._public_url is not None:
            return f"{self._public_url.rstrip('/')}/sparql"
        scope = exchange.scope
        server = scope.get("server") or ("localhost", None)
        host = exchange.header(b"host") or f"{server[0]}:{server[1]}"
        return f"{scope['scheme']}://{host}{scope['path']}"

    async def _fail(self, exchange: Exchange, request: Request | None, error: IurcError) -> None:
        status = problems.status_of(error)
        headers = problems.headers(error)
        if prefers_html(exchange.header(b"accept")):
            page = self._pages.failed(request.text if request else None, error)
            await exchange.respond(status, [(b"content-type", HTML.media_type.encode()), *headers], page)
        else:
            kind = (b"content-type", problems.MEDIA_TYPE.encode())
            await exchange.respond(status, [kind, *headers], problems.body(error))


def _choice(exchange: Exchange, request: Request, form: Form) -> Choice:
    if request.format is None:
        return choose(exchange.header(b"accept"), (*formats.offers(form), HTML))
    if request.format == HTML.name:
        return Choice(HTML, HTML.media_type)
    chosen = formats.find(request.format, form)
    return Choice(chosen, chosen.media_type)


def _headers(media_type: str, release: Release | None) -> Headers:
    headers = [
        (b"content-type", media_type.encode()),
        (b"vary", b"Accept"),
        # A copy may be kept, but has to be asked about: the next release changes the answer.
        (b"cache-control", b"no-cache"),
    ]
    if release is not None:
        headers.append((b"iurc-release", release.id.encode()))
    return headers


def _tag(release: Release, query: Query, dataset: Dataset | None, media_type: str) -> str:
    graphs = "\n".join(("default", *dataset.default, "named", *dataset.named)) if dataset else ""
    parts = (_VERSION, release.id, release.digest, query.key, graphs, media_type)
    digest = hashlib.blake2b("\0".join(parts).encode(), digest_size=16).hexdigest()
    # Weak: the order of rows that no ORDER BY settles may differ between two evaluations (RFC 9110, section 8.8.1).
    return f'W/"{digest}"'


def _is_known(header: str | None, tag: str) -> bool:
    if header is None:
        return False
    known = {each.strip().removeprefix("W/") for each in header.split(",")}
    return "*" in known or tag.removeprefix("W/") in known


async def _pass_on(exchange: Exchange, answer: Answer, headers: Headers, limits: Limits) -> None:
    try:
        whole = answer.whole
        if exchange.method == "HEAD":
            await exchange.respond_without_content(200, headers)
        elif whole is not None:
            await exchange.respond(200, headers, whole)
        elif exchange.is_old:
            await _pass_on_with_length(exchange, answer, headers, limits)
        else:
            await exchange.begin(200, headers)
            await _pass_on_pieces(exchange, answer, limits)
    finally:
        answer.abandon()


async def _pass_on_pieces(exchange: Exchange, answer: Answer, limits: Limits) -> None:
    try:
        async for piece in answer.chunks():
            async with asyncio.timeout(limits.stalled):
                await exchange.piece(piece)
    except (IurcError, TimeoutError) as error:
        # The status has been sent. The body is left without its end, so that no client takes it for whole.
        _LOG.warning("an answer was broken off: %s", error or "the client took nothing for too long")
        return
    await exchange.finish()


async def _pass_on_with_length(exchange: Exchange, answer: Answer, headers: Headers, limits: Limits) -> None:
    with tempfile.SpooledTemporaryFile(max_size=_SPOOLED) as file:
        async for piece in answer.chunks():
            await asyncio.to_thread(file.write, piece)
        length = file.tell()
        file.seek(0)
        await exchange.begin(200, [*headers, (b"content-length", str(length).encode())])
        while piece := await asyncio.to_thread(file.read, 65_536):
            async with asyncio.timeout(limits.stalled):
                await exchange.piece(piece)
        await exchange.finish()

"""What every response carries, whatever made it: CORS, licence, security headers, and a form for unexpected errors."""

import logging

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from iurc.api import problems
from iurc.api.pages import POLICY
from iurc.graph.answering.service_description import LICENCE

_LOG = logging.getLogger(__name__)
_ALWAYS = [
    # The data is open and no cookie is ever read, so any page may ask (Fetch standard, CORS protocol).
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", b"Allow, ETag, IURC-Release, Link, Retry-After"),
    (b"link", f'<{LICENCE}>; rel="license"'.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
]
_PREFLIGHT = [
    (b"access-control-allow-methods", b"GET, HEAD, POST, QUERY, OPTIONS"),
    (b"access-control-allow-headers", b"Accept, Authorization, Content-Type, If-None-Match"),
    (b"access-control-max-age", b"86400"),
]
_HTML = (b"content-security-policy", POLICY.encode())


class Envelope:
    """An ASGI application around another one."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and complete the response.

        An error that nothing inside has turned into a response becomes a problem document with status 500; when the
        response has begun it is passed on, so that the server breaks the connection off.
        """
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        has_begun = False
        is_preflight = scope["method"] == "OPTIONS"

        async def complete(message: Message) -> None:
            nonlocal has_begun
            if message["type"] == "http.response.start":
                has_begun = True
                headers = message["headers"] = [*message.get("headers", ()), *_ALWAYS]
                if is_preflight:
                    headers += _PREFLIGHT
                if any(name == b"content-type" and value.startswith(b"text/html") for name, value in headers):
                    headers.append(_HTML)
            await send(message)

        try:
            await self._app(scope, receive, complete)
        except Exception as error:
            if has_begun:
                raise
            _LOG.exception("a request failed: %s %s", scope["method"], scope["path"])
            content = problems.body(error)
            await complete(
                {
                    "type": "http.response.start",
                    "status": 500,
                    "headers": [
                        (b"content-type", problems.MEDIA_TYPE.encode()),
                        (b"content-length", str(len(content)).encode()),
                    ],
                }
            )
            await send({"type": "http.response.body", "body": content})

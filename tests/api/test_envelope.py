import asyncio
import json
import logging

import pytest
from starlette.types import Message, Receive, Scope, Send

from iurc.api.envelope import Envelope


async def _failing(_scope: Scope, _receive: Receive, _send: Send) -> None:
    raise RuntimeError("secret")


async def _failing_late(_scope: Scope, _receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    raise RuntimeError("secret")


async def _html(_scope: Scope, _receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/html")]})
    await send({"type": "http.response.body", "body": b""})


def _sent(app: Envelope, method: str = "GET") -> list[Message]:
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(app({"type": "http", "method": method, "path": "/x"}, receive, send))
    return sent


def test_a_fault_becomes_a_problem_document(caplog: pytest.LogCaptureFixture):
    """An unexpected error is logged and told as 500 without its words."""
    with caplog.at_level(logging.ERROR):
        start, body = _sent(Envelope(_failing))
    assert start["status"] == 500
    assert (b"access-control-allow-origin", b"*") in start["headers"]
    assert json.loads(body["body"])["title"] == "Internal error"
    assert b"secret" not in body["body"]
    assert "secret" in caplog.text


def test_a_fault_amid_a_response_is_passed_on():
    """When a response has begun, an error reaches the server, which breaks the connection off."""
    with pytest.raises(RuntimeError):
        _sent(Envelope(_failing_late))


def test_pages_carry_the_policy():
    """HTML gets the Content-Security-Policy."""
    start, _ = _sent(Envelope(_html))
    assert any(name == b"content-security-policy" for name, _ in start["headers"])


def test_other_kinds_of_scope_are_left_alone():
    """The lifespan of a server passes through untouched."""
    seen = []

    async def app(scope: Scope, _receive: Receive, _send: Send) -> None:
        seen.append(scope["type"])

    async def nothing(*_message: Message) -> Message:
        return {"type": "lifespan.startup"}

    asyncio.run(Envelope(app)({"type": "lifespan"}, nothing, nothing))
    assert seen == ["lifespan"]

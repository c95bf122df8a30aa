"""Errors as HTTP tells them: one table of statuses, and problem documents (RFC 9457)."""

import json
from typing import Any

from iurc.api.negotiate import NotAcceptable
from iurc.graph import errors
from iurc.graph.answering.outcome import Ended
from iurc.graph.errors import IurcError

MEDIA_TYPE = "application/problem+json"

_TYPES = "https://w3id.org/iurc/problem/"


class MethodNotAllowed(IurcError):
    """A method that a resource does not have.

    Attributes:
        allowed: Those that it has.
    """

    def __init__(self, method: str, allowed: str) -> None:
        super().__init__(f"{method} is not answered here", remedy=f"use one of {allowed}")
        self.allowed = allowed


class UnsupportedMediaType(IurcError):
    """A body of a kind that is not read here."""


class ContentTooLarge(IurcError):
    """A body that is longer than what is read."""


class AddressTooLong(IurcError):
    """A query in the address that is longer than what is read."""


# The first class that an error is an instance of decides.
_TABLE: tuple[tuple[type[IurcError], int, str, str], ...] = (
    (MethodNotAllowed, 405, "method-not-allowed", "Method not allowed"),
    (NotAcceptable, 406, "not-acceptable", "No acceptable form"),
    (ContentTooLarge, 413, "content-too-large", "Content too large"),
    (AddressTooLong, 414, "address-too-long", "Address too long"),
    (UnsupportedMediaType, 415, "unsupported-media-type", "Unsupported media type"),
    (errors.QueryRefused, 400, "query-refused", "Query refused"),
    (errors.BadUsage, 400, "bad-request", "Bad request"),
    (errors.Unreadable, 400, "unreadable", "Unreadable input"),
    (errors.NotFinished, 503, "not-finished", "Not finished"),
    (errors.Conflict, 409, "conflict", "Conflict"),
    (errors.NotFound, 404, "not-found", "Not found"),
)


def status_of(error: BaseException) -> int:
    """Give the status of an error; 500 for what is no error of ours."""
    return _entry(error)[0]


def document(error: BaseException) -> dict[str, Any]:
    """Describe an error as a problem document.

    Args:
        error: One of ours is told as it is; of any other only that there was one.

    Returns:
        `type`, `title`, `status` and `detail` of RFC 9457, and beyond them what helps: `remedy`, `line` and `column`
        in the query, `spent`.
    """
    status, name, title = _entry(error)
    fields: dict[str, Any] = {"type": _TYPES + name, "title": title, "status": status}
    if not isinstance(error, IurcError):
        return {**fields, "detail": "the server failed on this request; the log of the server says more"}
    fields["detail"] = error.message
    if error.remedy:
        fields["remedy"] = error.remedy
    if error.position is not None:
        fields["line"] = error.position.line
        fields["column"] = error.position.column
        fields["exact"] = error.position.exact
    if isinstance(error, Ended) and error.spent:
        fields["spent"] = error.spent
    return fields


def headers(error: BaseException) -> list[tuple[bytes, bytes]]:
    """Give the headers that belong to an error whatever its form."""
    found = [(b"cache-control", b"no-store"), (b"vary", b"Accept")]
    if isinstance(error, MethodNotAllowed):
        found.append((b"allow", error.allowed.encode()))
    if isinstance(error, Ended) and error.retry_after is not None:
        found.append((b"retry-after", str(error.retry_after).encode()))
    return found


def body(error: BaseException) -> bytes:
    """Write the problem document."""
    return json.dumps(document(error), ensure_ascii=False, indent=2).encode() + b"\n"


def _entry(error: BaseException) -> tuple[int, str, str]:
    for kind, status, name, title in _TABLE:
        if isinstance(error, kind):
            return status, name, title
    return 500, "internal", "Internal error"

"""A request read as the SPARQL 1.1 Protocol says (section 2.1): pure functions of method, headers, address and body."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

import pyoxigraph

from iurc.api.problems import AddressTooLong, ContentTooLarge, MethodNotAllowed, UnsupportedMediaType
from iurc.graph.answering.limits import Limits
from iurc.graph.answering.query import Dataset
from iurc.graph.errors import BadUsage, QueryRefused

METHODS = ("GET", "HEAD", "POST", "QUERY", "OPTIONS")
FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
UPDATE = "application/sparql-update"

_MOST_GRAPHS = 200
_MOST_FIELDS = 500


@dataclass(frozen=True, slots=True)
class Request:
    """What a client asks.

    Attributes:
        text: The query; `None` where there is none.
        dataset: The graphs named by `default-graph-uri` and `named-graph-uri`; `None` where there are none.
        format: The parameter `format`.
        timeout: The parameter `timeout`.
        release: The parameter `release`.
    """

    text: str | None
    dataset: Dataset | None = None
    format: str | None = None
    timeout: str | None = None
    release: str | None = None


def has_body(method: str) -> bool:
    """Whether a request of this method carries the query in its body.

    Raises:
        MethodNotAllowed: It is no method of a query.
    """
    if method not in METHODS:
        raise MethodNotAllowed(method, ", ".join(METHODS))
    return method in {"POST", "QUERY"}


def largest_body(limits: Limits) -> int:
    """Bytes of a body that are read: room for the longest query, percent-encoded, and its parameters."""
    return limits.query_length * 4


def read(method: str, address: bytes, content_type: str, body: bytes, limits: Limits) -> Request:
    """Read a request.

    Args:
        method: `GET`, `HEAD`, `POST` or `QUERY`.
        address: The query string, as bytes.
        content_type: The header of that name; empty where there is none.
        body: Empty for `GET` and `HEAD`.
        limits: How long a query may be.

    Raises:
        BadUsage: Parameters that cannot be meant.
        QueryRefused: More than one query, or an update.
        UnsupportedMediaType: A body of another kind.
        AddressTooLong, ContentTooLarge: More than what is read.
    """
    if len(address) > largest_body(limits):
        raise AddressTooLong("the address is longer than what is read", remedy="send the query by POST")
    fields = _fields(address, "the address")
    if not has_body(method):
        return _request(fields, None, AddressTooLong, limits)
    kind, charset = _kind(content_type)
    if charset not in {"", "utf-8", "utf8", "us-ascii"}:
        raise UnsupportedMediaType(
            f"bodies in {charset:.40} are not read", remedy="send the query in UTF-8, as the protocol says"
        )
    if kind == FORM:
        return _request([*fields, *_fields(body, "the body")], None, ContentTooLarge, limits)
    if kind == DIRECT:
        if any(name == "query" for name, _ in fields):
            raise QueryRefused("there is a query in the address and another in the body", remedy="send one")
        return _request(fields, _decoded(body).removeprefix("\ufeff"), ContentTooLarge, limits)
    if kind == UPDATE:
        raise UnsupportedMediaType("updates are not taken here", remedy=f"send a query as {DIRECT}")
    raise UnsupportedMediaType(
        f"a body of type {kind:.80} is not read" if kind else "the body has no Content-Type",
        remedy=f"send {DIRECT}, or a form as {FORM}",
    )


def _request(
    fields: Sequence[tuple[str, str]],
    direct: str | None,
    too_long: type[AddressTooLong | ContentTooLarge],
    limits: Limits,
) -> Request:
    values: dict[str, list[str]] = {}
    for name, value in fields:
        values.setdefault(name, []).append(value)
    if "update" in values:
        raise QueryRefused("updates are not taken here", remedy="send a query, in the parameter query")
    queries = values.get("query", [])
    if len(queries) > 1:
        raise QueryRefused(f"there are {len(queries)} queries in one request", remedy="send one")
    text = direct if direct is not None else (queries[0] if queries else None)
    if text is not None and len(text) > limits.query_length:
        raise too_long(
            f"the query has {len(text):,} characters, more than the {limits.query_length:,} that are read",
            remedy="split it, or send long VALUES lists in parts",
        )
    default = values.get("default-graph-uri", [])
    named = values.get("named-graph-uri", [])
    return Request(
        text=text,
        dataset=Dataset(_graphs(default), _graphs(named)) if default or named else None,
        format=_single(values, "format"),
        timeout=_single(values, "timeout"),
        release=_single(values, "release"),
    )


def _single(values: Mapping[str, list[str]], name: str) -> str | None:
    found = values.get(name, [])
    if len(set(found)) > 1:
        raise BadUsage(f"the parameter {name} is given more than once", remedy="give it once")
    return found[0] if found and found[0] else None


def _graphs(names: Sequence[str]) -> tuple[str, ...]:
    if len(names) > _MOST_GRAPHS:
        raise BadUsage(
            f"more than {_MOST_GRAPHS} graphs are named", remedy="leave them out: the default is all"
        )
    for name in names:
        try:
            pyoxigraph.NamedNode(name)
        except ValueError:
            raise BadUsage(
                f"{name!r:.200} is no absolute IRI of a graph", remedy="percent-encode it once"
            ) from None
    return tuple(dict.fromkeys(names))


def _fields(encoded: bytes, where: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(
            _decoded(encoded), keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS
        )
    except UnicodeDecodeError:
        raise BadUsage(f"{where} holds percent-encoded bytes that are not UTF-8") from None
    except ValueError as error:
        raise BadUsage(f"{where} cannot be read: {error}") from None


def _decoded(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise BadUsage(
            f"byte {error.start + 1} of the request is not UTF-8", remedy="send the query in UTF-8"
        ) from None


def _kind(content_type: str) -> tuple[str, str]:
    kind, *parameters = content_type.split(";")
    charset = ""
    for parameter in parameters:
        name, _, value = parameter.strip().partition("=")
        if name.strip().lower() == "charset":
            charset = value.strip().strip('"').lower()
    return kind.strip().lower(), charset

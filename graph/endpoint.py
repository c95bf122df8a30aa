"""A SPARQL endpoint elsewhere, asked by the SPARQL 1.1 Protocol."""

import urllib.error
import urllib.request
from collections.abc import Iterator
from urllib.parse import urlsplit

import pyoxigraph

from iurc.graph.errors import BadUsage, NotFinished, QueryRefused, Unreadable

_ALL = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
_PIECE = 65_536


def ask(url: str, query: str, accept: str, timeout: float) -> Iterator[bytes]:
    """Ask a query by POST (SPARQL 1.1 Protocol, section 2.1.3).

    Args:
        url: The address of the endpoint.
        query: The query.
        accept: The media type wanted.
        timeout: How long to wait for each piece of the answer, in seconds.

    Yields:
        The answer piece by piece.

    Raises:
        BadUsage: The address is none of the web's.
        QueryRefused: The endpoint answers with an error; what it says is told.
        NotFinished: The endpoint does not answer, or its answer breaks off.
    """
    _check_address(url)
    headers = {"Content-Type": "application/sparql-query", "Accept": accept}
    request = urllib.request.Request(url, query.encode(), headers)  # noqa: S310 - the scheme was checked
    try:
        with urllib.request.urlopen(request, timeout=timeout) as response:  # noqa: S310 - as above
            while piece := response.read(_PIECE):
                yield piece
    except urllib.error.HTTPError as error:
        detail = error.read(2000).decode(errors="replace").strip()
        raise QueryRefused(
            f"{url} answers {error.code}: {detail}", remedy="check the address and the query"
        ) from None
    except (OSError, ValueError) as error:
        raise NotFinished(
            f"{url} does not answer: {error}", remedy="check the address, or allow more time"
        ) from None


def statements(url: str, *, limit: int, timeout: float = 60.0) -> list[pyoxigraph.Quad]:
    """Fetch the default graph of an endpoint, to judge against it.

    Args:
        url: The address of the endpoint.
        limit: The largest answer taken, in bytes.
        timeout: See `ask`.

    Returns:
        Its statements, in a graph named after the endpoint.

    Raises:
        BadUsage: See `ask`.
        QueryRefused: See `ask`.
        NotFinished: See `ask`.
        Unreadable: The answer is too large, or no N-Triples.
    """
    data = bytearray()
    for piece in ask(url, _ALL, pyoxigraph.RdfFormat.N_TRIPLES.media_type, timeout):
        data += piece
        if len(data) > limit:
            raise Unreadable(
                f"{url} holds more than {limit / 1024 / 1024:.0f} MiB",
                remedy="raise the limit with IURC_MAX_BYTES",
            )
    graph = pyoxigraph.NamedNode(url)
    try:
        return [
            pyoxigraph.Quad(each.subject, each.predicate, each.object, graph)
            for each in pyoxigraph.parse(bytes(data), format=pyoxigraph.RdfFormat.N_TRIPLES)
        ]
    except SyntaxError as error:
        raise Unreadable(f"the answer of {url} is no N-Triples: {error.msg}") from None


def _check_address(url: str) -> None:
    try:
        scheme = urlsplit(url).scheme
    except ValueError:
        scheme = ""
    if scheme not in {"http", "https"}:
        raise BadUsage(f"{url} is no address of an endpoint", remedy="begin it with http:// or https://")

"""Statements of a SPARQL endpoint elsewhere, to judge against."""

import urllib.error
import urllib.request
from urllib.parse import urlsplit

import pyoxigraph

from iurc.graph.errors import BadUsage, NotFinished, Unreadable

_QUERY = b"CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
_N_TRIPLES = "application/n-triples"


def statements(url: str, *, limit: int, timeout: float = 60.0) -> list[pyoxigraph.Quad]:
    """Fetch the default graph of an endpoint by the SPARQL 1.1 Protocol.

    Args:
        url: The address of the endpoint.
        limit: The largest answer taken, in bytes.
        timeout: How long to wait for each piece of it, in seconds.

    Returns:
        Its statements, in a graph named after the endpoint.

    Raises:
        BadUsage: The address is none of the web's.
        NotFinished: The endpoint does not answer, or its answer breaks off.
        Unreadable: The answer is too large, or no N-Triples.
    """
    try:
        scheme = urlsplit(url).scheme
    except ValueError:
        scheme = ""
    if scheme not in {"http", "https"}:
        raise BadUsage(f"{url} is no address of an endpoint", remedy="begin it with http:// or https://")
    headers = {"Content-Type": "application/sparql-query", "Accept": _N_TRIPLES}
    request = urllib.request.Request(url, _QUERY, headers)  # noqa: S310 - the scheme was checked
    try:
        with urllib.request.urlopen(request, timeout=timeout) as response:  # noqa: S310
            data = response.read(limit + 1)
    except urllib.error.HTTPError as error:
        raise NotFinished(f"{url} answers {error.code}", remedy="check the address of the endpoint") from None
    except (OSError, ValueError) as error:
        raise NotFinished(
            f"{url} does not answer: {error}", remedy="check the address of the endpoint"
        ) from None
    if len(data) > limit:
        raise Unreadable(
            f"{url} holds more than {limit / 1024 / 1024:.0f} MiB",
            remedy="raise the limit with IURC_MAX_BYTES",
        )
    graph = pyoxigraph.NamedNode(url)
    try:
        return [
            pyoxigraph.Quad(each.subject, each.predicate, each.object, graph)
            for each in pyoxigraph.parse(data, format=pyoxigraph.RdfFormat.N_TRIPLES)
        ]
    except SyntaxError as error:
        raise Unreadable(f"the answer of {url} is no N-Triples: {error.msg}") from None

"""iurc.graph.endpoint: what cannot be fetched is told; what can is tested with a real server in tests/journeys."""

import pytest

from iurc.graph import endpoint
from iurc.graph.errors import BadUsage, NotFinished


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://example.org/", "gopher://x/"])
def test_only_the_web_is_asked(url: str) -> None:
    """No other scheme is opened, a local file least of all."""
    with pytest.raises(BadUsage, match="begin it with http"):
        endpoint.statements(url, limit=10)


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/sparql", "http://[/", "http://127.0.0.1:99999/"])
def test_an_endpoint_that_is_not_there_is_told(url: str) -> None:
    """A refused connection and an address that is none end in an error of ours."""
    with pytest.raises((NotFinished, BadUsage)):
        endpoint.statements(url, limit=10)

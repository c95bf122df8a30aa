"""iurc.graph.ticket: a judged change that waits."""

from pathlib import Path

import pyoxigraph
import pytest

from iurc.graph import ticket
from iurc.graph.errors import NotFound, Unreadable
from iurc.graph.manifest import FileEntry, ImportEntry
from iurc.graph.publishing import Change
from iurc.graph.staging import Staged
from iurc.shapes.narrowing.judging import NarrowedReport

N = pyoxigraph.NamedNode("urn:n")
OUT = frozenset({pyoxigraph.Quad(N, N, pyoxigraph.Literal('é\n"', language="th"), N)})
IN = frozenset({pyoxigraph.Quad(pyoxigraph.BlankNode("f1n0"), N, pyoxigraph.BlankNode("f1n1")), *OUT})
IMPORTS = (
    ImportEntry("", ("urn:n",), "add", (FileEntry("f", "00", 3, "text/turtle"),), "https://example.org/"),
)

CHANGE = Change(Staged({}, frozenset(), OUT, IN), IMPORTS, NarrowedReport())


def test_a_change_is_found_as_it_was_kept(tmp_path: Path) -> None:
    """Quads, blank node labels, files and base come back unchanged."""
    kept = ticket.issue(tmp_path, "0001-a", CHANGE)
    assert ticket.find(tmp_path, kept.token) == kept
    assert (kept.base, kept.imports, kept.removals, kept.additions) == ("0001-a", IMPORTS, OUT, IN)


def test_tokens_differ(tmp_path: Path) -> None:
    """The same change twice has two tokens of 32 characters."""
    tokens = {ticket.issue(tmp_path, None, CHANGE).token for _ in range(5)}
    assert len(tokens) == 5
    assert {len(token) for token in tokens} == {32}


@pytest.mark.parametrize("name", ["additions.nq", "ticket.json"])
def test_a_change_that_was_tampered_with_is_not_committed(tmp_path: Path, name: str) -> None:
    """Another byte in the kept files is noticed."""
    kept = ticket.issue(tmp_path, None, CHANGE)
    path = tmp_path / "staged" / kept.token / name
    path.write_bytes(path.read_bytes()[:-2])
    with pytest.raises(Unreadable, match="damaged"):
        ticket.find(tmp_path, kept.token)


def test_a_change_expires_after_a_day(tmp_path: Path) -> None:
    """Before a day has passed it is kept, afterwards it is gone."""
    kept = ticket.issue(tmp_path, None, CHANGE)
    born = (tmp_path / "staged" / kept.token).stat().st_mtime
    ticket.expire(tmp_path, born + 23 * 3600)
    assert ticket.find(tmp_path, kept.token)
    ticket.expire(tmp_path, born + 25 * 3600)
    with pytest.raises(NotFound):
        ticket.find(tmp_path, kept.token)

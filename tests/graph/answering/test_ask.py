import threading
import time
from collections.abc import Callable

import pytest

from iurc.graph.answering.ask import Asker, ask
from iurc.graph.answering.limits import Limits
from iurc.graph.answering.query import Dataset
from iurc.graph.errors import BadUsage, NotFinished, QueryRefused, Unreadable
from iurc.graph.release import Release

Publish = Callable[[str], Release]

COUNT = "SELECT (COUNT(*) AS ?n) { ?s <https://example.org/label> ?o }"
CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def test_a_query_is_answered_without_a_server(publish: Publish, things: str):
    """One call gives the answer in the format asked for, from the same layout as the server's."""
    release = publish(things)
    assert b"".join(ask(release, COUNT, "csv")) == b"n\r\n301\r\n"
    assert (
        b"".join(ask(release, "ASK {}", "application/sparql-results+json")) == b'{"head":{},"boolean":true}'
    )


def test_an_asker_goes_on_after_whatever_happens(publish: Publish, things: str):
    """Refusals, deadlines, crashes and merges leave an asker that answers."""
    with Asker(publish(things), Limits(seconds=1)) as asker:
        with pytest.raises(QueryRefused, match="prefix foo"):
            list(asker.ask("SELECT * { ?s foo:bar ?o }", "csv"))
        with pytest.raises(QueryRefused, match="SERVICE"):
            list(asker.ask("SELECT * { SERVICE <http://127.0.0.1/> {} }", "csv"))
        with pytest.raises(BadUsage, match="turtle"):
            list(asker.ask("ASK {}", "turtle"))
        began = time.monotonic()
        with pytest.raises(NotFinished, match="within 1 s") as caught:
            list(asker.ask(CROSS, "csv"))
        assert 1 <= time.monotonic() - began < 20
        assert caught.value.spent["cpu_seconds"] > 0
        with pytest.raises(QueryRefused, match="too deeply"):
            list(asker.ask(f"ASK {{ FILTER({'!' * 100_000}true) }}", "csv"))
        graph = "https://w3id.org/iurc/graph/"
        assert b"".join(asker.ask(COUNT, "csv", Dataset((graph + "one", graph + "two")))) == b"n\r\n300\r\n"
        assert b"".join(asker.ask(COUNT, "csv")) == b"n\r\n301\r\n"


def test_an_answer_that_is_left_unread_is_given_up(publish: Publish, things: str):
    """A reader that stops early does not get the rest with the next answer."""
    with Asker(publish(things)) as asker:
        for _ in asker.ask("SELECT * { ?a ?b ?c . ?d ?e ?f }", "csv"):
            break
        assert b"".join(asker.ask(COUNT, "csv")) == b"n\r\n301\r\n"


def test_threads_do_not_matter(publish: Publish, things: str):
    """A program with threads, such as a notebook, may ask as well."""
    release = publish(things)
    found: list[bytes] = []
    thread = threading.Thread(target=lambda: found.extend(ask(release, COUNT, "csv")))
    thread.start()
    thread.join(30)
    assert found == [b"n\r\n301\r\n"]


def test_a_damaged_release_is_told(publish: Publish, things: str, capfd: pytest.CaptureFixture[str]):
    """A release that cannot be loaded is an error of ours."""
    release = publish(things)
    for path in release.store_path.iterdir():
        path.unlink()
    with pytest.raises(Unreadable, match="cannot be read"):
        list(ask(release, COUNT, "csv"))
    assert str(release.store_path) in capfd.readouterr().err

"""iurc.graph.manifest: what a release says of itself."""

import dataclasses
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iurc.graph.manifest import FileEntry, GraphEntry, ImportEntry, Manifest

text = st.text(min_size=1, max_size=20)
manifests = st.builds(
    Manifest,
    sequence=st.integers(1, 99999),
    parent=st.none() | text,
    created=text,
    versions=st.dictionaries(text, text, max_size=3),
    graphs=st.lists(st.builds(GraphEntry, text, st.integers(0, 10**9), text), max_size=4).map(tuple),
    imports=st.lists(
        st.builds(
            ImportEntry,
            text,
            st.lists(text, max_size=2).map(tuple),
            text,
            st.lists(st.builds(FileEntry, text, text, st.integers(0), text), max_size=2).map(tuple),
            st.none() | text,
        ),
        max_size=3,
    ).map(tuple),
    undigested=st.lists(text, max_size=2).map(tuple),
)


@given(manifests)
def test_reading_gives_what_was_written(manifest: Manifest) -> None:
    """JSON and back is the same manifest."""
    assert Manifest.from_json(manifest.to_json()) == manifest


EXAMPLE = Manifest(
    3,
    "0002-aaaaaaaa",
    "2026-11-24T12:00:00Z",
    {},
    (GraphEntry("urn:g", 2, "ab"), GraphEntry("urn:p", 5, "cd")),
    (),
    ("urn:p",),
)


def test_the_id_follows_from_number_and_content() -> None:
    """The id is the sequence and the head of the digest; graphs that hold times do not count."""
    assert EXAMPLE.id == f"0003-{EXAMPLE.digest[:8]}"
    other_times = dataclasses.replace(
        EXAMPLE, graphs=(EXAMPLE.graphs[0], GraphEntry("urn:p", 9, "ef")), created="later"
    )
    assert other_times.id == EXAMPLE.id
    other_facts = dataclasses.replace(EXAMPLE, graphs=(GraphEntry("urn:g", 2, "ff"), EXAMPLE.graphs[1]))
    assert other_facts.id != EXAMPLE.id


def test_a_changed_manifest_is_not_believed() -> None:
    """A manifest whose content does not give its id is refused."""
    fields = json.loads(EXAMPLE.to_json())
    fields["graphs"][0]["digest"] = "00"
    with pytest.raises(ValueError, match="its content gives"):
        Manifest.from_json(json.dumps(fields))


@pytest.mark.parametrize("damaged", ["", "{}", '{"id": 1}', EXAMPLE.to_json()[:-40]])
def test_what_is_no_manifest_is_refused(damaged: str) -> None:
    """A file that was cut or is something else is a ValueError, nothing worse."""
    with pytest.raises(ValueError, match=r"manifest|Expecting|Unterminated|Extra"):
        Manifest.from_json(damaged)

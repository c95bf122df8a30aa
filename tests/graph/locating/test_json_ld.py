"""iurc.graph.locating.json_ld: the second reading expands a document as the store's parser does."""

import json
from typing import Any

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iurc.graph.locating import json_ld
from iurc.graph.locating.align import in_order
from iurc.graph.locating.found import Unfollowed

CONTEXT: dict[str, Any] = {
    "@vocab": "urn:v:",
    "@base": "http://x.example/b/",
    "@language": "FR",
    "e": "urn:e:",
    "xsd": {"@id": "http://www.w3.org/2001/XMLSchema#"},
    "id": "@id",
    "kind": "@type",
    "in": "@nest",
    "ref": {"@type": "@id"},
    "word": {"@type": "@vocab"},
    "day": {"@id": "e:day", "@type": "xsd:date"},
    "list": {"@container": "@list"},
    "refs": {"@container": "@list", "@type": "@id"},
    "set": {"@container": "@set"},
    "names": {"@container": "@language"},
    "indexed": {"@container": "@index"},
    "plain": {"@language": None},
    "english": {"@language": "en"},
    "back": {"@reverse": "e:of"},
    "raw": {"@type": "@json"},
    "none": None,
    "own": {"@context": {"@vocab": "urn:o:", "e": "urn:e2:"}},
}

scalar = st.one_of(
    st.sampled_from(["x", 'é\n"', "e:a", "a", "_:b1", "#f", "urn:a", "", "Thing"]),
    st.sampled_from([0, -1, 1.5, 2.0, 1e30, True, False, None, 12345678901]),
)
value_object = st.one_of(
    st.fixed_dictionaries({"@value": scalar}),
    st.fixed_dictionaries(
        {"@language": st.sampled_from(["en", "De-AT"]), "@value": st.sampled_from(["x", ""])}
    ),
    st.fixed_dictionaries(
        {"@value": st.sampled_from(["x", "2"]), "@type": st.sampled_from(["xsd:date", "e:t", "urn:t"])}
    ),
)
name = st.sampled_from(
    [
        "p",
        "e:q",
        "urn:r",
        "ref",
        "word",
        "day",
        "list",
        "refs",
        "set",
        "plain",
        "english",
        "raw",
        "none",
        "own",
        "nothing:",
        "é",
    ]
)


def node(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """A node with properties of every kind."""
    nodes = st.dictionaries(name, values, max_size=2)
    return st.fixed_dictionaries(
        {},
        optional={
            "@id": st.sampled_from(["e:a", "c", "_:b1", "#d", "urn:x"]),
            "kind": st.one_of(
                st.sampled_from(["T", "e:U", "a b"]), st.lists(st.sampled_from(["Z", "e:U", "B"]), max_size=3)
            ),
            "p": values,
            "e:q": st.lists(values, max_size=3),
            "list": st.lists(values, max_size=3),
            "refs": st.lists(st.sampled_from(["e:a", "b"]), max_size=3),
            "names": st.dictionaries(
                st.sampled_from(["en", "DE", "@none"]), st.sampled_from(["x", ["y", "z"], None]), max_size=2
            ),
            "indexed": st.dictionaries(st.sampled_from(["i", "j"]), scalar, max_size=2),
            "back": nodes,
            "@reverse": st.fixed_dictionaries({}, optional={"e:of": st.lists(nodes, max_size=2), "p": nodes}),
            "in": nodes,
            "@included": st.lists(nodes, max_size=2),
            "@graph": st.lists(nodes, max_size=2),
            "@index": st.just("i"),
            "own": nodes,
        },
    )


def deeper(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Nodes, lists and sets of values."""
    return st.one_of(
        node(values),
        st.lists(values, max_size=3).map(lambda items: {"@list": items}),
        st.lists(values, max_size=3).map(lambda items: {"@set": items}),
        st.lists(values, max_size=3),
    )


values = st.recursive(st.one_of(scalar, value_object), deeper, max_leaves=5)
document = st.one_of(
    node(values).map(lambda said: {**said, "@context": CONTEXT}),
    st.lists(node(values), max_size=3).map(
        lambda said: {"@context": [CONTEXT, {"z": "urn:z"}], "@graph": said}
    ),
    st.lists(node(values).map(lambda said: {"@context": CONTEXT, **said}), max_size=3),
)


def read(text: str) -> list[pyoxigraph.Quad] | None:
    """Read with the store's parser; `None` where it refuses the text."""
    try:
        return list(pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.JSON_LD, rename_blank_nodes=False))
    except SyntaxError:
        return None


@given(document, st.sampled_from([None, 1]))
def test_it_is_read_as_the_parser_reads_it(said: Any, indent: int | None) -> None:
    """Terms, types, languages, lists, reverse properties: both readings give the same statements in the same order."""
    text = json.dumps(said, indent=indent)
    quads = read(text)
    if quads is not None:
        assert len(in_order(json_ld.walk(text), quads)) == len(quads)
        assert len(list(json_ld.walk(text))) == len(quads)


def test_the_terms_are_placed_where_they_stand() -> None:
    """The value of @id or the brace of the node, the name of the property, and the value itself are the places."""
    text = '{"@context": {"@vocab": "urn:"}, "@id": "urn:s", "@type": ["T"], "p": {"@value": 1}, "q": {"r": [{"@id": "urn:o"}]}}'
    found = [
        tuple(text[at:].split(maxsplit=1)[0].rstrip(",}]:") for at in each[3:]) for each in json_ld.walk(text)
    ]
    assert found == [
        ('"urn:s"', '"@type"', '"T"'),
        ('"urn:s"', '"p"', "1"),
        ('"urn:s"', '"q"', '{"r"'),
        ('{"r"', '"r"', '"urn:o"'),
    ]


@pytest.mark.parametrize(
    "said", ['{"@type": "@id", "@container": "@id"}', '{"@id": "urn:m", "@container": "@graph"}']
)
def test_maps_of_nodes_are_left_out(said: str) -> None:
    """What is not followed is not guessed; the rest of the document is read."""
    text = f'{{"@context": {{"m": {said}}}, "@id": "urn:s", "m": {{"urn:x": {{"urn:p": 1}}}}, "urn:q": "y"}}'
    assert [each[2] for each in json_ld.walk(text)] == [("y", None, None)]


def test_a_node_whose_type_has_a_context_is_left_out() -> None:
    """Its names may mean other things than outside, so none of its statements may be found elsewhere by content."""
    text = (
        '{"@context": {"a": "urn:a", "b": "urn:b", "T": {"@id": "urn:T", "@context": {"a": "urn:b", "b": "urn:a"}}},'
        '"@id": "urn:s", "@type": "T", "a": 1, "b": 1}'
    )
    quads = read(text)
    assert quads is not None
    assert len(quads) == 3
    assert list(json_ld.walk(text)) == []


def test_a_remote_context_is_not_followed() -> None:
    """Without it no name has a meaning."""
    with pytest.raises(Unfollowed):
        list(json_ld.walk('{"@context": "http://x.example/c", "p": 1}'))


def test_depth_has_an_end() -> None:
    """A document that is nested beyond any sense ends in a readable way."""
    with pytest.raises(Unfollowed):
        list(json_ld.walk('{"urn:p": ' * 400 + "1" + "}" * 400))

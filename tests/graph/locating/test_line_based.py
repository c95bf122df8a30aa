"""iurc.graph.locating.line_based: N-Triples and N-Quads read as the store's parser reads them."""

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iurc.graph.locating import line_based
from iurc.graph.locating.align import in_order
from iurc.graph.locating.found import Unfollowed

F = pyoxigraph.RdfFormat
iri = st.sampled_from(["<urn:a>", "<urn:\\u00e9>", "<http://x.example/a#b?c=é>", "<urn:x:\\U0001F600>"])
node = st.one_of(iri, st.sampled_from(["_:a", "_:b.c", "_:1-é"]))
text = st.sampled_from(['"x"', '""', '"a \\"b\\" <c> . # d"', '"\\u00e9\\t\\\\"', '"é"'])
literal = st.tuples(
    text, st.sampled_from(["", "@en", "@EN-gb", "^^<urn:t>", "^^<http://www.w3.org/2001/XMLSchema#integer>"])
).map("".join)
space = st.sampled_from([" ", "\t", "  "])
none = st.sampled_from(["", " "])
graph = st.one_of(st.just(""), node)
line = st.tuples(
    none,
    node,
    space,
    iri,
    space,
    st.one_of(node, literal),
    space,
    graph,
    none,
    st.just("."),
    st.sampled_from(["", " # no . <a>"]),
).map("".join)
lines = st.lists(st.one_of(line, st.sampled_from(["", "# <urn:a> <urn:b> <urn:c> .", "  "])), max_size=8)


@given(lines, st.sampled_from(["\n", "\r\n"]))
def test_it_is_read_as_the_parser_reads_it(written: list[str], end: str) -> None:
    """Escapes, labels, comments and graphs: both readings give the same statements in the same order."""
    whole = end.join(written) + end
    quads = list(pyoxigraph.parse(whole, format=F.N_QUADS, rename_blank_nodes=False))
    spots = in_order(line_based.walk(whole), quads)
    assert (len(spots), spots.stopped) == (len(quads), None)


def test_the_terms_are_placed_where_they_stand() -> None:
    """Subject, predicate and object point at the first characters of their tokens."""
    written = '# c\n  _:a\t<urn:p>  "x y"@en <urn:g> .'
    ((*_, subject, predicate, object_),) = line_based.walk(written)
    assert (written[subject:][:3], written[predicate:][:7], written[object_:][:5]) == (
        "_:a",
        "<urn:p>",
        '"x y"',
    )


def test_a_quoted_triple_is_not_followed() -> None:
    """The reading ends at the statement that holds it."""
    written = '<urn:a> <urn:b> "x" .\n<urn:a> <urn:b> <<( <urn:a> <urn:b> "x" )>> .'
    with pytest.raises(Unfollowed) as caught:
        list(line_based.walk(written))
    assert caught.value.at == written.index("\n") + 1

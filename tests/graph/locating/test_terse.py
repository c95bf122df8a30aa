"""iurc.graph.locating.terse: the n-th statement of the second reading is the n-th of the store's parser."""

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iurc.graph.locating import terse
from iurc.graph.locating.align import Spots, in_order
from iurc.graph.locating.found import Unfollowed

F = pyoxigraph.RdfFormat
HEAD = "@prefix e: <urn:e:> .\n@prefix : <http://x.example/a#> .\nPREFIX p.q: <urn:q:>\n@base <http://x.example/b/c> .\n"

space = st.sampled_from([" ", "\n", "\t ", " # ; . ] \" ' <x>\n", "\r\n", "  "])
name = st.sampled_from(["e:a", ":b", "e:c.d", "e:", "p.q:x-1", "e:a\\,b\\.", "e:%20z", "e:é0", ":1", "e:x:y"])
iri = st.sampled_from(["<urn:i>", "<#f>", "<d>", "<../e?q>", "<>", "<urn:\\u00e9>", "<http://x.example/%41>"])
label = st.sampled_from(["_:b1", "_:b.2", "_:é", "_:1"])
suffix = st.sampled_from(["", "", "@en", "@EN-gb", "^^e:t", "^^<urn:t>", " @fr", "^^ :t"])
texts = st.sampled_from(
    [
        '"x"',
        "'y'",
        '""',
        "''",
        '"""a "b" c\n# no\n. """',
        "'''it''s '''",
        '"\\u00e9\\n\\"q\\\\"',
        '"""\\""""',
        '"; e:a e:b ."',
    ]
)
number = st.sampled_from(["1", "-2", "+3", "1.5", ".5", "-0.5e3", "1E-4", "5.e1", "true", "false"])


def joined(*parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Parts with any white space or comment between them."""
    return st.tuples(*[each for part in parts for each in (part, space)]).map("".join)


def nested(objects: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Blank node property lists and collections of objects."""
    return st.one_of(
        joined(st.just("["), properties(objects), st.just("]")),
        st.lists(joined(objects), max_size=3).map(lambda items: f"( {''.join(items)})"),
        st.just("[]"),
        st.just("[ # no\n ]"),
        st.just("()"),
    )


def properties(objects: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """A list of predicates, each with its list of objects."""
    several = st.lists(joined(objects), min_size=1, max_size=3).map(",".join)
    one = joined(st.one_of(name, iri, st.just("a")), several)
    return st.tuples(
        st.lists(one, min_size=1, max_size=3).map(";".join), st.sampled_from(["", ";", " ; ;"])
    ).map("".join)


plain = st.one_of(name, iri, label, number, st.tuples(texts, suffix).map("".join))
objects = st.recursive(plain, nested, max_leaves=6)
subjects = st.one_of(
    name, iri, label, nested(plain).filter(lambda text: not text.startswith("[") or text == "[]")
)
statement = st.one_of(
    joined(subjects, properties(objects), st.just(".")),
    joined(st.just("["), properties(objects), st.just("]"), st.just(".")),
    joined(st.just("["), properties(objects), st.just("]"), properties(objects), st.just(".")),
    st.sampled_from(
        ["@prefix e: <urn:e2:> .\n", "BASE <http://y.example/>\n", "prefix : <urn:c:>", "@version '1.2' ."]
    ),
)
turtle = st.lists(statement, max_size=5).map(lambda parts: HEAD + "\n".join(parts))
graph = st.tuples(
    st.sampled_from(["", "e:g ", "GRAPH <urn:g> ", "graph e:h\n", "_:g "]),
    st.lists(joined(subjects, properties(objects)), max_size=3).map(" . ".join),
    st.sampled_from(["", " ."]),
).map(lambda parts: f"{parts[0]}{{ {parts[1]}{parts[2] if parts[1] else ''} }}")
trig = st.lists(st.one_of(graph, statement), max_size=5).map(lambda parts: HEAD + "\n".join(parts))


def aligned(text: str, syntax: pyoxigraph.RdfFormat) -> tuple[int, Spots]:
    """Read a text both ways; give how many statements there are and the places found."""
    quads = list(pyoxigraph.parse(text, format=syntax, rename_blank_nodes=False))
    return len(quads), in_order(terse.walk(text), quads)


@given(turtle)
def test_turtle_is_read_as_the_parser_reads_it(text: str) -> None:
    """Whatever is nested in whatever, both readings give the same statements in the same order."""
    count, spots = aligned(text, F.TURTLE)
    assert (len(spots), spots.stopped) == (count, None)


@given(trig)
def test_trig_is_read_as_the_parser_reads_it(text: str) -> None:
    """Graphs in braces, with or without a name, change nothing about that."""
    count, spots = aligned(text, F.TRIG)
    assert (len(spots), spots.stopped) == (count, None)


@given(turtle)
def test_each_place_is_that_of_a_token(text: str) -> None:
    """A term is placed where a token or bracket begins, never in the white space between."""
    for _, _, _, *places in terse.walk(text):
        for at in places:
            assert not text[at].isspace()
            assert text[at] not in ";,#^@]"


def test_the_terms_are_placed_where_they_stand() -> None:
    """Subject, predicate and object point at their own tokens, nested ones at their brackets."""
    text = '@prefix e: <urn:e:> .\ne:s e:p "x"@en , [ e:q ( 1 e:o ) ] .'
    found = [tuple(text[at:].split(maxsplit=1)[0] for at in each[3:]) for each in terse.walk(text)]
    assert found == [
        ("e:s", "e:p", '"x"@en'),
        ("(", "1", "1"),
        ("[", "e:q", "("),
        ("e:o", "e:o", "e:o"),
        ("(", "e:o", "e:o"),
        ("e:o", ")", ")"),
        ("e:s", "e:p", "["),
    ]


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("<urn:a> <urn:b> 1 .\n<urn:a> <urn:b> <<( <urn:a> <urn:b> 1 )>> .", 36),
        ("<urn:a> <urn:b> 1 {| <urn:c> 2 |} .", 18),
        ("<urn:a> <urn:b> x:y .", 16),
        ("<urn:a> <urn:b> 1 ~ <urn:r> .", 18),
        ("<urn:a> <b> 1 .", 8),
    ],
)
def test_what_is_not_followed_is_told(text: str, at: int) -> None:
    """Where something stands that RDF 1.1 does not have, or a name without a meaning, the reading ends there."""
    with pytest.raises(Unfollowed) as caught:
        list(terse.walk(text))
    assert caught.value.at == at

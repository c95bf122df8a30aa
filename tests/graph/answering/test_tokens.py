import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iurc.graph.answering.tokens import Kind, position, scan
from iurc.graph.errors import QueryRefused

PIECES = st.lists(
    st.sampled_from(
        [
            *"<>\"'#{}()[]?$@:._-\\^|&;,*/+!= \n\r\tabé0",
            '"""',
            "'''",
            "<<",
            ">>",
            "\\u0041",
            "SERVICE",
            "ex:a",
        ]
    )
).map("".join)


@given(PIECES)
def test_tokens_are_the_text(text: str):
    """The tokens put together again are the text, unless a string literal has no end."""
    try:
        tokens = list(scan(text))
    except QueryRefused:
        assert '"' in text or "'" in text
    else:
        assert "".join(token.text for token in tokens) == text
        assert [token.start for token in tokens] == [
            sum(len(each.text) for each in tokens[:number]) for number in range(len(tokens))
        ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<http://example.org/a#b>", Kind.IRI),
        (r"<http://example.org/\u0041>", Kind.IRI),
        ('"a\\"b"', Kind.STRING),
        ('"""a"b""c"""', Kind.STRING),
        ("'''it's'''", Kind.STRING),
        ("''", Kind.STRING),
        ("?x", Kind.VARIABLE),
        ("$été", Kind.VARIABLE),
        ("_:b1.c", Kind.BLANK),
        ("ex:a.b", Kind.PREFIXED),
        (":", Kind.PREFIXED),
        (r"ex:it\'s\#1", Kind.PREFIXED),
        ("ex:a%20b", Kind.PREFIXED),
        ("@en-GB", Kind.LANGUAGE),
        ("1.5e-3", Kind.NUMBER),
        ("SELECT", Kind.WORD),
        ("<<(", Kind.OPEN),
        (")>>", Kind.CLOSE),
        (" # a comment\n\t", Kind.SPACE),
    ],
)
def test_each_terminal_is_one_token(text: str, kind: Kind):
    """A terminal of the grammar is read as one token of its kind."""
    (token,) = scan(text)
    assert (token.kind, token.text) == (kind, text)


def test_comment_ends_with_its_line():
    """A comment ends at a line feed or a carriage return and nowhere else."""
    for end in "\n\r":
        assert [token.text for token in scan(f"#\x0b\x85\u2028x{end}ASK") if token.kind is Kind.WORD] == [
            "ASK"
        ]


def test_less_than_before_an_iri_is_not_two_brackets():
    """`?a<<http://x#y>` is a comparison with an IRI, whose # begins no comment."""
    assert [token.text for token in scan("?a<<http://x#y>)")] == ["?a", "<", "<http://x#y>", ")"]


@pytest.mark.parametrize("text", ['ASK {?s ?p "a', "ASK {?s ?p 'a\n'}", 'ASK {?s ?p """a"}'])
def test_a_string_without_end_is_refused_where_it_begins(text: str):
    """A literal that is never closed is refused with the place of its first quotation mark."""
    with pytest.raises(QueryRefused, match="no end") as caught:
        list(scan(text))
    assert str(caught.value.position) == "query:1:12"


@pytest.mark.parametrize(
    "piece", ["a.", "a-", "a:", "<a", "((", "'''a", '"""a"', "\\", "1.", "#", "\n#", "é ", '"']
)
def test_reading_takes_time_in_proportion_to_length(piece: str):
    """No text of a quarter of a million characters takes more than some seconds, whatever is repeated in it."""
    began = time.process_time()
    try:
        for _ in scan(piece * (262_144 // len(piece))):
            pass
    except QueryRefused:
        pass
    assert time.process_time() - began < 3


def test_position_counts_lines_and_columns_from_one():
    """Line and column count characters, from 1, as the engine does."""
    assert str(position("é\nab", 3)) == "query:2:2"

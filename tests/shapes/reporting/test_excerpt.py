"""The line with a caret."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iurc.shapes.position import Position
from iurc.shapes.reporting.excerpt import WIDTH, excerpt, token_length


@pytest.mark.parametrize(
    ("line", "token"),
    [
        ('  iurc:n "a \\" b"@en ;', '"a \\" b"@en'),
        ('  iurc:n "1"^^xsd:integer, 2 .', '"1"^^xsd:integer'),
        ('  iurc:n "1"^^<http://x/y>.', '"1"^^<http://x/y>'),
        ("  iurc:n 'x'@de-CH .", "'x'@de-CH"),
        ('  iurc:n """a "quoted" word""" .', '"""a "quoted" word"""'),
        ('  iurc:n """begins here', '"""begins here'),
        ("  iurc:n <http://example.org/a;b> ;", "<http://example.org/a;b>"),
        ("  iurc:n iurc:b.", "iurc:b"),
        ("  iurc:n iurc:b.c .", "iurc:b.c"),
        ("  iurc:n _:b1)", "_:b1"),
        ("  iurc:n [ a iurc:B ]", "["),
        ("  iurc:n 1.5, 2", "1.5"),
    ],
)
def test_tokens_of_turtle(line: str, token: str) -> None:
    """A token ends where Turtle ends it, tag and datatype included."""
    assert token_length(line, 10) == len(token)


@pytest.mark.parametrize(
    ("line", "column", "token"),
    [
        ("a b,c d,e", 5, "c d"),
        ('x,"a ""b"", c",y', 3, '"a ""b"", c"'),
        ("x;Barcelona (ES);y", 3, "Barcelona (ES)"),
        ('x,"goes on', 3, '"goes on'),
        ("x,,y", 3, ","),
    ],
)
def test_tokens_of_tables(line: str, column: int, token: str) -> None:
    """In a table the token is the cell; an empty cell is marked by one caret."""
    assert token_length(line, column, "a.csv") == len(token)


def test_wide_characters() -> None:
    """The carets stand under the token also where characters are two cells wide or none."""
    shown = excerpt('北京e\u0301 "深圳"', Position("a.ttl", 1, 6))
    assert shown.text == '北京e\u0301 "深圳"'
    assert shown.marker == " " * 6 + "^" * 6


def test_a_long_line_is_cut() -> None:
    """Of a very long line the surroundings of the place are shown, and the carets stay under the token."""
    line = "x " * 5000 + '"here"' + " y" * 5000
    shown = excerpt(line, Position("a.ttl", 1, 10_001))
    assert len(shown.text) <= WIDTH + 2
    assert shown.text.startswith("…")
    assert shown.text.endswith("…")
    assert shown.marker is not None
    assert shown.text[shown.marker.index("^") : len(shown.marker)] == '"here"'


def test_no_column() -> None:
    """Where no column is known, where it is not exact, or where it lies beyond the line, nothing is marked."""
    for position in (
        Position("a", 1),
        Position("a", 1, 2, exact=False),
        Position("a", 1, 99),
        Position("a", 1, 0),
    ):
        assert excerpt("abc", position).marker is None


@given(st.text(max_size=300), st.integers(1, 301))
def test_any_line(line: str, column: int) -> None:
    """No line breaks the excerpt: it is printable, and the carets lie within it or at its end."""
    line = line.replace("\n", " ")
    shown = excerpt(line, Position("a.ttl", 1, column))
    assert shown.text.isprintable() or not {"\x1b", "\r", "\n"} & set(shown.text)
    if column <= len(line) + 1:
        assert shown.marker is not None
        assert set(shown.marker) <= {" ", "^"}
        assert "^" in shown.marker


@pytest.mark.parametrize(
    ("line", "column", "token"),
    [
        ('<e:at e:colour="blue"/>', 17, "blue"),
        ("<e:code>Bonn</e:code>", 9, "Bonn"),
        ("<e:City rdf:about='urn:x'>", 2, "e:City"),
    ],
)
def test_a_token_in_xml_ends_where_the_text_or_name_does(line: str, column: int, token: str) -> None:
    """Neither the closing quote nor the next tag belongs to it."""
    assert token_length(line, column, "a.rdf") == len(token)

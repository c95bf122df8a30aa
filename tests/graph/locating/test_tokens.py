"""iurc.graph.locating.tokens: the tokens of Turtle and TriG."""

import pytest

from iurc.graph.locating.found import Unfollowed
from iurc.graph.locating.tokens import TOKEN, VERB_OBJECT, content, stopped


@pytest.mark.parametrize(
    ("text", "token"),
    [
        ("e:a.b.", "e:a.b"),
        ("e:a..", "e:a"),
        (":a;", ":a"),
        ("e:.", "e:"),
        ("e:a\\..", "e:a\\."),
        ("_:a.b.", "_:a.b"),
        ("4.", "4"),
        ("4.5.", "4.5"),
        ("4.e1.", "4.e1"),
        ("-.5 ", "-.5"),
        ('"""a"b""c""" ', '"""a"b""c"""'),
        ('"" ', '""'),
        ("'\\'' ", "'\\''"),
        ("# <a>\n\t<b>", "<b>"),
        ("@en-GB,", "@en-GB"),
        ("^^e:a", "^^"),
        ("true.", "true"),
    ],
)
def test_a_token_ends_where_the_parser_sees_its_end(text: str, token: str) -> None:
    """Dots at the end are marks, white space and comments before are no part of it."""
    match = TOKEN.match(text)
    assert match
    assert match[match.lastindex or 0] == token


@pytest.mark.parametrize("text", ["<<( ", "{| ", "~", ")>>", "?x"])
def test_what_rdf_1_1_does_not_have_is_no_token(text: str) -> None:
    """Triple terms, annotations and variables are not read."""
    assert TOKEN.match(text) is None


@pytest.mark.parametrize(
    "text", ["e:p 4.5] .", "e:p 4.5e1) .", 'e:p """x"""] .', "e:p e:a.b] .", "e:p e:a ( ."]
)
def test_a_token_is_never_cut_for_the_sake_of_a_match(text: str) -> None:
    """A verb with its object is taken in one step only where the object is whole."""
    assert VERB_OBJECT.match(text) is None


def test_the_text_of_a_string_has_its_escapes_undone() -> None:
    """Short and long strings, letters, code points and quotation marks."""
    assert content('"a\\t\\"\\u00e9\\U0001F600\\\\n"') == 'a\t"é😀\\n'
    assert content("'''it''s \\''''") == "it''s '"
    assert content('""') == ""


def test_after_the_last_token_only_comments_follow() -> None:
    """Else it is told where the reading stopped."""
    stopped("a # b", 1)
    with pytest.raises(Unfollowed) as caught:
        stopped("a  ~", 1)
    assert caught.value.at == 3

"""URI templates (RFC 6570)."""

import string
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iurc.graph.mapping.refusal import Refusal
from iurc.graph.mapping.template import Template, Value, fill

# The variables of section 3.2 of the RFC; the expansions below are the ones its text gives.
VARIABLES: dict[str, Value] = {
    "count": ("one", "two", "three"),
    "dom": ("example", "com"),
    "dub": "me/too",
    "hello": "Hello World!",
    "half": "50%25",
    "var": "value",
    "who": "fred",
    "base": "http://example.com/home/",
    "path": "/foo/bar",
    "list": ("red", "green", "blue"),
    "v": "6",
    "x": "1024",
    "y": "768",
    "empty": "",
    "empty_list": (),
    "undef": None,
}


@pytest.mark.parametrize(
    ("template", "expansion"),
    [
        ("{var}", "value"),
        ("{hello}", "Hello%20World%21"),
        ("O{empty}X", "OX"),
        ("{x,y}", "1024,768"),
        ("{x,hello,y}", "1024,Hello%20World%21,768"),
        ("{var:3}", "val"),
        ("{var:30}", "value"),
        ("{list}", "red,green,blue"),
        ("{list*}", "red,green,blue"),
        ("{+path}/here", "/foo/bar/here"),
        ("{+base}index", "http://example.com/home/index"),
        ("{+half}", "50%25"),
        ("here?ref={+path}", "here?ref=/foo/bar"),
        ("{+path:6}/here", "/foo/b/here"),
        ("{+list*}", "red,green,blue"),
        ("{#var}", "#value"),
        ("{#path:6}here", "#/foo/bhere"),
        ("{#x,path}", "#1024,/foo/bar"),
        ("{.who}", ".fred"),
        ("www{.dom*}", "www.example.com"),
        ("X{.list}", "X.red,green,blue"),
        ("X{.empty_list}", "X"),
        ("{/var,x}/here", "/value/1024/here"),
        ("{/list*}", "/red/green/blue"),
        ("{/var:1,var}", "/v/value"),
        ("{;x,y}", ";x=1024;y=768"),
        ("{;x,y,empty}", ";x=1024;y=768;empty"),
        ("{;list*}", ";list=red;list=green;list=blue"),
        ("{?x,y}", "?x=1024&y=768"),
        ("{?x,y,empty}", "?x=1024&y=768&empty="),
        ("{?x,y,undef}", "?x=1024&y=768"),
        ("{?list}", "?list=red,green,blue"),
        ("{?undef}", ""),
        ("?fixed=yes{&x}", "?fixed=yes&x=1024"),
        ("{&list*}", "&list=red&list=green&list=blue"),
        ("no variables", "no variables"),
        ("", ""),
    ],
)
def test_expansions_are_those_of_the_rfc(template: str, expansion: str) -> None:
    """All four levels of the RFC, by the examples of its own text."""
    assert Template.parse(template).expand(VARIABLES) == expansion


@pytest.mark.parametrize("template", ["{undef}", "{+undef}", "{x,undef}", "{empty_list}"])
def test_a_hole_in_an_iri_is_refused(template: str) -> None:
    """Where the RFC would leave a variable without value out, the mapping asks for it or for a condition."""
    with pytest.raises(Refusal, match="an IRI needs a value of") as caught:
        Template.parse(template).expand(VARIABLES)
    assert '"iurc:when"' in str(caught.value.remedy)


@pytest.mark.parametrize(
    ("value", "message", "remedy"),
    [
        (
            "http://a/b c",
            "has a space at character 11 and is no IRI",
            "write %20 in its place, or mend the address",
        ),
        ("http://a/100%", "has a % at character 13 that begins no %XX", "write %25 for a percent sign"),
        ("http://a/<b>", "has '<' at character 10 and is no IRI", "percent-encode it, or mend the address"),
        ("http://a/\n", r"has '\n' at character 10 and is no IRI", "percent-encode it, or mend the address"),
    ],
)
def test_what_no_iri_may_hold_is_refused_not_hidden(value: str, message: str, remedy: str) -> None:
    """`{+x}` takes a cell for an IRI; a space in it is an error of the cell."""
    with pytest.raises(Refusal) as caught:
        Template.parse("{+x}").expand({"x": value})
    assert message in caught.value.message
    assert caught.value.remedy == remedy


def test_other_letters_are_encoded_as_utf_8() -> None:
    """The RFC encodes what is outside ASCII with both kinds of expansion."""
    assert Template.parse("{x}/{+x}").expand({"x": "é"}) == "%C3%A9/%C3%A9"


@pytest.mark.parametrize(
    "text", ["{", "}", "{}", "a{b", "a}b", "{a b}", "{a-b}", "{!a}", "{a:0}", "{a,}", "{a..b}", "{{a}}"]
)
def test_what_is_no_template_is_refused(text: str) -> None:
    """Mistyped braces, operators and names do not pass as text."""
    with pytest.raises(Refusal):
        Template.parse(text)


def test_names_and_start_are_known() -> None:
    """Which columns a template needs, and whether it begins with an IRI, is known without a row."""
    template = Template.parse("http://a/{x}{?y,_row}")
    assert template.names == {"x", "y", "_row"}
    assert template.start == "http://a/"
    assert template.starting_with("urn:").expand({"x": "1", "y": None, "_row": "2"}) == "urn:1?_row=2"
    assert Template.parse("{x}").start == ""


@given(st.text(string.printable + "éß漢"))
def test_simple_expansion_can_be_undone(text: str) -> None:
    """`{x}` loses nothing: decoding its result gives the cell."""
    assert unquote(Template.parse("{x}").expand({"x": text})) == text


def test_plain_text_is_filled_without_encoding() -> None:
    """A literal is made of the cells as they stand."""
    template = Template.parse("{a} – {b}")
    assert fill(template, {"a": "São Paulo", "b": ("x", "y")}) == "São Paulo – x, y"


def test_a_hole_in_a_text_is_refused() -> None:
    """A label with a missing half is no label."""
    with pytest.raises(Refusal, match="the text needs a value of 'b'"):
        fill(Template.parse("{a} – {b}"), {"a": "x", "b": None})

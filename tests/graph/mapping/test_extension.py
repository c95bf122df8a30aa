"""The annotations beyond CSVW."""

import json
from typing import Any

import pytest

from iurc.graph.errors import Unreadable
from iurc.graph.mapping import document, extension
from iurc.graph.mapping.extension import Condition, Extension, Place


def made(description: dict[str, Any], name: str = "c") -> Extension:
    """Read the extensions of a column."""
    return extension.parse(document.read(json.dumps(description).encode(), "m.json"), name)


@pytest.mark.parametrize(
    ("description", "expected"),
    [
        ({"name": "c", "dc:description": "x", "https://example.org/y": 1}, Extension()),
        ({"iurc:each": True}, Extension(each="c")),
        ({"iurc:each": False}, Extension()),
        ({"iurc:each": "members"}, Extension(each="members")),
        ({"iurc:bounds": "on", "iurc:calendar": "buddhist"}, Extension(bounds="on", calendar="buddhist")),
        ({"iurc:place": {"name": "a", "country": "b"}}, Extension(place=Place("a", "b", None))),
        ({"iurc:place": {"name": "a", "country": "b", "kind": "d"}}, Extension(place=Place("a", "b", "d"))),
        ({"iurc:stem": "id"}, Extension(stem="id")),
        ({"iurc:copy": "start"}, Extension(copy="start")),
        ({"iurc:langFrom": "lang"}, Extension(lang_from="lang")),
        ({"iurc:when": "end"}, Extension(when=Condition("end", frozenset()))),
        ({"iurc:when": {"column": "k", "is": "no"}}, Extension(when=Condition("k", frozenset({"no"})))),
        (
            {"iurc:when": {"column": "k", "is": ["a", "b"]}},
            Extension(when=Condition("k", frozenset({"a", "b"}))),
        ),
        ({"https://w3id.org/iurc/ontology#stem": "id"}, Extension(stem="id")),
    ],
)
def test_annotations_are_read(description: dict[str, Any], expected: Extension) -> None:
    """Each annotation has its forms, by prefixed name or by IRI; other annotations are free."""
    assert made(description) == expected


def test_classes_are_written_out() -> None:
    """`classOf` takes one class or several for a value."""
    classes = made(
        {"iurc:classOf": {"city": ["iurc:City", "iurc:Place"], "other": "https://example.org/X"}}
    ).class_of
    assert classes is not None
    assert {
        value: [class_.value.rsplit("/", 1)[-1] for class_ in found] for value, found in classes.items()
    } == {
        "city": ["ontology#City", "ontology#Place"],
        "other": ["X"],
    }


@pytest.mark.parametrize(
    ("description", "source"),
    [
        ({"iurc:place": {"name": "a", "country": "b"}}, "place"),
        ({"iurc:text": "{a}"}, "text"),
        ({"iurc:copy": "a"}, "copy"),
        ({"iurc:stem": "a"}, "stem"),
        ({"iurc:when": "a"}, None),
    ],
)
def test_what_gives_a_virtual_cell_its_text_is_known(description: dict[str, Any], source: str | None) -> None:
    """Four extensions make a cell; the others only say what becomes of it."""
    assert made(description).source == source


@pytest.mark.parametrize(
    ("description", "message", "remedy"),
    [
        ({"iurc:bound": "start"}, "there is no extension 'iurc:bound'", "did you mean 'bounds'?"),
        (
            {"iurc:bounds": "begin"},
            "'iurc:bounds' cannot be 'begin'",
            "there is 'end', 'none', 'on' or 'start'",
        ),
        ({"iurc:calendar": "thai"}, "'iurc:calendar' cannot be 'thai'", "there is 'buddhist' or 'gregorian'"),
        (
            {"iurc:place": {"name": "a"}},
            "iurc:place needs the columns of name and country",
            '{"name": "city", "country": "country"}',
        ),
        (
            {"iurc:place": {"name": "a", "contry": "b"}},
            "iurc:place has no property 'contry'",
            "did you mean 'country'?",
        ),
        ({"iurc:place": "a"}, "'iurc:place' must be an object", None),
        ({"iurc:each": 1}, "'iurc:each' must be true or false, not a number", None),
        ({"iurc:stem": True}, "'iurc:stem' must be a string, not true or false", None),
        ({"iurc:when": {"is": "x"}}, "iurc:when needs a column", '{"column": "kind", "is": "city"}'),
        ({"iurc:when": ["a"]}, "'iurc:when' must be an object", None),
        ({"iurc:text": "{a"}, "the template has a lone {", "write variables as {name}"),
    ],
)
def test_mistaken_annotations_are_refused(
    description: dict[str, Any], message: str, remedy: str | None
) -> None:
    """A closed list: what is not on it, or has another value, is an error at its line."""
    with pytest.raises(Unreadable) as caught:
        made(description)
    assert (caught.value.message, caught.value.remedy) == (message, remedy)
    assert caught.value.position is not None


def test_a_class_must_be_an_iri() -> None:
    """`City` without a prefix is no class."""
    with pytest.raises(Unreadable, match="a class is no IRI") as caught:
        made({"iurc:classOf": {"city": "City"}})
    assert caught.value.remedy == "write a prefixed name such as iurc:City"

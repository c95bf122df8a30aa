"""Column descriptions."""

from typing import Any

import pytest

from iurc.graph.errors import Unreadable

IRI = "https://example.org/{a}"


def test_inherited_properties_come_from_the_nearest(bench: Any) -> None:
    """Table, schema and column may say the same thing; the nearest wins (section 5.7)."""
    table = bench.describe(
        {"name": "a"},
        {"name": "b", "lang": "th", "null": "-"},
        lang="ms",
        separator=";",
        required=True,
        default="x",
    )
    first, second = table.columns
    assert (first.lang, second.lang) == ("ms", "th")
    assert (first.separator, first.required, first.default) == (";", True, "x")
    assert (first.null, second.null) == ({""}, {"-"})


def test_names_come_from_titles_where_they_are_not_given(bench: Any) -> None:
    """A title is made fit for templates by percent-encoding (section 5.6); a column without both is numbered."""
    table = bench.describe({"titles": "City name"}, {"titles": {"en": ["B", "Bee"], "de": "Be"}}, {})
    assert [column.name for column in table.columns] == ["City%20name", "B", "_col.3"]
    assert table.columns[1].headers == {"B", "Bee", "Be"}
    assert table.columns[1].title == "B"


def test_und_is_no_language(bench: Any) -> None:
    """The standard's default means that no language is known, so the literal carries none."""
    assert bench.describe({"name": "a", "lang": "und"}).columns[0].lang is None


@pytest.mark.parametrize(
    ("column", "message", "remedy"),
    [
        (
            {"name": "a", "propertyurl": "x"},
            "a column has no property 'propertyurl'",
            "did you mean 'propertyUrl'?",
        ),
        (
            {"name": "has-x"},
            "'has-x' cannot be the name of a column",
            "use letters, digits, _ and dots, a letter or digit first; the header may differ: say it in titles",
        ),
        ({"name": "_a"}, "'_a' cannot be the name of a column", None),
        ({"name": "a", "lang": "pt_BR"}, "'pt_BR' is not a language tag", "write 'pt-BR', with a hyphen"),
        ({"name": "a", "virtual": "yes"}, "'virtual' must be true or false, not a string", None),
        ({"name": "a", "separator": 1}, "'separator' must be a string, not a number", None),
        (
            {"name": "a", "iurc:copy": "b"},
            "'iurc:copy' stands on a virtual column only",
            'say "virtual": true',
        ),
        (
            {"name": "v", "virtual": True, "propertyUrl": "dc:title"},
            "the virtual column 'v' has nothing to say",
            None,
        ),
        (
            {"name": "a", "iurc:bounds": "start", "propertyUrl": "iurc:start", "datatype": "date"},
            "iurc:bounds types a single date by itself",
            "drop datatype, separator and valueUrl",
        ),
        (
            {"name": "a", "iurc:bounds": "start", "propertyUrl": "iurc:start", "separator": ";"},
            "iurc:bounds types a single date by itself",
            None,
        ),
        ({"name": "a", "iurc:bounds": "start"}, "iurc:bounds needs a propertyUrl", 'such as "iurc:start"'),
        ({"name": "a", "iurc:calendar": "buddhist"}, "iurc:calendar stands beside iurc:bounds", None),
        (
            {"name": "a", "iurc:calendar": "buddhist", "iurc:bounds": "none", "propertyUrl": "dc:issued"},
            "iurc:calendar stands beside iurc:bounds",
            None,
        ),
        (
            {"name": "a", "iurc:classOf": {"x": "iurc:City"}},
            "iurc:classOf gives the object of rdf:type",
            None,
        ),
        (
            {"name": "a", "iurc:classOf": {"x": "iurc:City"}, "propertyUrl": "dc:type"},
            "iurc:classOf gives the object of rdf:type",
            None,
        ),
        (
            {"name": "a", "iurc:classOf": {"x": "iurc:City"}, "propertyUrl": "rdf:type", "valueUrl": IRI},
            "iurc:classOf gives the object of rdf:type",
            None,
        ),
        (
            {"name": "a", "iurc:langFrom": "a", "datatype": "integer"},
            "iurc:langFrom gives the language of strings",
            "drop the datatype",
        ),
        (
            {"name": "a", "iurc:each": True},
            "iurc:each goes through 'a', which has no separator",
            'such as "separator": ";"',
        ),
        (5, "this must be an object", None),
    ],
)
def test_contradictions_are_refused(bench: Any, column: Any, message: str, remedy: str | None) -> None:
    """What cannot be meant is an error at the line of the column or of the property."""
    with pytest.raises(Unreadable) as caught:
        bench.describe(column)
    assert caught.value.message == message
    if remedy:
        assert caught.value.remedy == remedy
    assert caught.value.position is not None
    assert caught.value.position.file == "m.json"

"""Cases made from the text of the standard, section by section, for tables and metadata as others write them.

Model: Model for Tabular Data and Metadata on the Web. Vocabulary: Metadata Vocabulary for Tabular Data. RDF: Generating
RDF from Tabular Data on the Web. `test_w3c.py` runs the W3C's own suite where it is at hand.
"""

import io
import json
from typing import Any

import pytest

from iurc.graph.errors import Unreadable
from iurc.graph.mapping import metadata, table
from iurc.graph.register import Register

X = "https://example.org/graph/t.csv#"


def said(bench: Any, text: str, *columns: dict[str, Any], **rest: Any) -> list[str]:
    """Give the objects of the statements of a table, in order."""
    return [item.rpartition("> ")[2] for item in bench.triples(text, *columns, **rest)]


def mapped(text: str, name: str, *columns: dict[str, Any], **properties: Any) -> list[str]:
    """Map a text that has a file name; give the objects."""
    group = {
        "@context": "http://www.w3.org/ns/csvw",
        "@id": "https://example.org/g",
        "tables": [{"url": name, "tableSchema": {"columns": list(columns)}, **properties}],
    }
    (described,) = metadata.parse(json.dumps(group).encode(), "m.json").tables
    found = table.collected(table.read(described, io.BytesIO(text.encode()), name, Register()))
    return [str(item.object) for item in found]


A = {"name": "a", "propertyUrl": "dc:title"}
B = {"name": "b", "propertyUrl": "dc:description"}


@pytest.mark.parametrize("name", ["t.tsv", "T.TSV", "t.tab"])
def test_tab_separated_values_need_no_dialect(name: str) -> None:
    """Tabs part the cells of a file that is named so; commas are text there (model, section 8)."""
    assert mapped('a\tb\nx, y\t"two\nlines"\n', name, A, B) == ['"x, y"', '"two\\nlines"']


def test_a_stated_delimiter_wins_over_the_name() -> None:
    """What the metadata say holds for a file of any name (vocabulary, section 5.9)."""
    assert mapped("a;b\nx\ty;z\n", "t.tsv", A, B, dialect={"delimiter": ";"}) == ['"x\\ty"', '"z"']
    assert mapped("a\tb\nx,y\tz\n", "t.csv", A, B, dialect={"delimiter": "\t"}) == ['"x,y"', '"z"']


@pytest.mark.parametrize(
    ("dialect", "text", "cells"),
    [
        ({"quoteChar": "'"}, "a,b\n'x,''y',z\n", ['"x,\'y"', '"z"']),
        ({"quoteChar": None}, 'a,b\n"x",z\n', ['"\\"x\\""', '"z"']),
        ({"doubleQuote": False}, 'a,b\n"x\\"y",z\n', ['"x\\"y"', '"z"']),
        ({"header": False}, "x,y\n", ['"x"', '"y"']),
        ({"headerRowCount": 0}, "x,y\n", ['"x"', '"y"']),
        ({"skipRows": 2}, "Report\n\na,b\nx,y\n", ['"x"', '"y"']),
        ({"commentPrefix": "#"}, "#one\na,b\n#two\nx,y\n", ['"x"', '"y"']),
        ({"skipBlankRows": True}, "a,b\n\nx,y\n\n", ['"x"', '"y"']),
        ({"trim": True}, "a,b\n  x , y \n", ['"x"', '"y"']),
        ({"trim": "start"}, "a,b\n  x , y \n", ['"x "', '"y "']),
        ({"skipInitialSpace": True}, "a,b\n  x, y\n", ['"x"', '"y"']),
    ],
)
def test_dialects(dialect: dict[str, Any], text: str, cells: list[str]) -> None:
    """Each property of a dialect has the effect that the vocabulary gives it (section 5.9)."""
    assert mapped(text, "t.csv", A, B, dialect=dialect) == cells


def test_items_of_a_list_lose_the_space_around_them_unless_they_are_strings(bench: Any) -> None:
    """Step 5.3 of parsing cells: only string and anyAtomicType keep it (model, section 6.4)."""
    text = 'a\n"one; two ;three"\n'
    assert said(bench, text, {**A, "separator": ";"}) == ['"one"', '" two "', '"three"']
    normalized = {**A, "separator": ";", "datatype": "normalizedString"}
    assert [item.partition("^^")[0] for item in said(bench, text, normalized)] == [
        '"one"',
        '"two"',
        '"three"',
    ]


def test_a_null_item_is_no_value_and_a_null_list_is_empty(bench: Any) -> None:
    """Each item is compared with the nulls, and so is the whole cell before it is split (model, section 6.4)."""
    column = {**A, "separator": ";", "null": "-"}
    assert said(bench, "a\none;-;two\n-\n", column) == ['"one"', '"two"']


def test_a_default_stands_for_an_empty_cell(bench: Any) -> None:
    """Step 4: an empty string becomes the default before it is compared with null (model, section 6.4)."""
    assert said(bench, "a,b\n,y\n", {**A, "default": "unknown"}, B) == ['"unknown"', '"y"']


def test_a_name_made_of_a_title_holds_only_what_a_variable_may(bench: Any) -> None:
    """The rest is percent-encoded, in the property that is made of the name too (vocabulary, section 5.6.1)."""
    (made,) = bench.triples("On-Street~1\nx\n", {"titles": "On-Street~1"})
    assert "#On%2DStreet%7E1> " in made


def test_properties_come_from_the_nearest_description(bench: Any) -> None:
    """Inherited properties of column, schema, table and group: the nearest wins (vocabulary, section 5.7)."""
    found = said(bench, "a,b\nx,y\n", A, {**B, "lang": "fr"}, lang="de")
    assert found == ['"x"@de', '"y"@fr']


def test_a_language_tags_strings_only(bench: Any) -> None:
    """A value that is no string has a datatype instead (RDF, section 4.6)."""
    found = said(bench, "a\n7\n", {**A, "datatype": "integer", "lang": "de"})
    assert found == ['"7"^^<http://www.w3.org/2001/XMLSchema#integer>']


def test_an_ordered_list_is_an_rdf_list(bench: Any) -> None:
    """With `ordered` the items keep their order; without, they are statements of their own (RDF, section 4.6.1)."""
    found = bench.triples(
        "a\nx;y\n", {**A, "separator": ";", "ordered": True}, aboutUrl="https://e.org/{_row}"
    )
    assert sum("#first>" in item for item in found) == 2
    assert sum("#rest>" in item for item in found) == 2


def test_several_subjects_in_a_row(bench: Any) -> None:
    """Each cell speaks of the subject of its own aboutUrl, virtual columns too (RDF, example of events)."""
    found = bench.triples(
        "name,place\nKick-off,Bonn\n",
        {"name": "name", "aboutUrl": "https://e.org/event-{_row}", "propertyUrl": "schema:name"},
        {"name": "place", "aboutUrl": "https://e.org/place-{_row}", "propertyUrl": "schema:name"},
        {
            "name": "at",
            "virtual": True,
            "aboutUrl": "https://e.org/event-{_row}",
            "propertyUrl": "schema:location",
            "valueUrl": "https://e.org/place-{_row}",
        },
    )
    assert found == [
        '<https://e.org/event-1> <http://schema.org/name> "Kick-off"',
        '<https://e.org/place-1> <http://schema.org/name> "Bonn"',
        "<https://e.org/event-1> <http://schema.org/location> <https://e.org/place-1>",
    ]


@pytest.mark.parametrize(
    ("pattern", "good", "bad"),
    [
        ("#,##0", "1,234", "1234"),
        ("#,##,#00", "12,34,567", "1,234,567"),
        ("#0.0#,#", "12.34,5", "12.34,567"),
        ("0.0##,###", "1.234,567", "1.2,345"),
        ("#0.###E#0", "1.5E3", "1.5"),
        ("000%", "012%", "12%"),
    ],
)
def test_number_patterns(bench: Any, pattern: str, good: str, bad: str) -> None:
    """A pattern with groups wants them in every number that is long enough, in the fraction too (model, section 6.4.2)."""
    column = {**A, "datatype": {"base": "double", "format": {"pattern": pattern}}}
    assert len(said(bench, f'a\n"{good}"\n', column)) == 1
    assert f"'{bad}' is not of the format" in bench.problem(f'a\n"{bad}"\n', column).message


@pytest.mark.parametrize(
    "limits",
    [
        {"minInclusive": 1, "minExclusive": 0},
        {"maxInclusive": 1, "maxExclusive": 2},
        {"minInclusive": 3, "maxInclusive": 2},
        {"minimum": 3, "maximum": 2},
        {"minInclusive": 2, "maxExclusive": 2},
        {"minExclusive": 2, "maxInclusive": 2},
        {"minExclusive": 3, "maxExclusive": 2},
    ],
)
def test_limits_that_nothing_can_meet_are_refused(bench: Any, limits: dict[str, int]) -> None:
    """Contradictory limits are an error of the metadata (vocabulary, section 5.11.2)."""
    with pytest.raises(Unreadable, match=r"exclude each other|is less than"):
        bench.describe({**A, "datatype": {"base": "integer", **limits}})
    bench.describe({**A, "datatype": {"base": "integer", "minInclusive": 2, "maxInclusive": 2}})


@pytest.mark.parametrize("lengths", [{"length": 1, "minLength": 2}, {"length": 3, "maxLength": 2}])
def test_lengths_that_nothing_can_have_are_refused(bench: Any, lengths: dict[str, int]) -> None:
    """The length lies between the least and the greatest (vocabulary, section 5.11.2)."""
    with pytest.raises(Unreadable, match="not between minLength and maxLength"):
        bench.describe({**A, "datatype": {"base": "string", **lengths}})


@pytest.mark.parametrize("where", [{}, {"datatype": {"base": "string"}}])
def test_type_and_id_are_those_of_the_thing(bench: Any, where: dict[str, Any]) -> None:
    """`@type` says what the object is, and `@id` is no blank node (vocabulary, sections 5.1.2 and 5.2)."""
    inner = where.get("datatype")
    for keywords, message in (({"@type": "Table"}, "the '@type' here is"), ({"@id": "_:x"}, "no blank node")):
        changed = {**A, "datatype": {**inner, **keywords}} if inner else {**A, **keywords}
        with pytest.raises(Unreadable, match=message):
            bench.describe(changed)
    bench.describe({**A, "@type": "Column", "@id": "https://e.org/column"})


def test_a_datatype_is_not_named_like_a_built_in_one(bench: Any) -> None:
    """The `@id` of a derived datatype is an IRI of its own (vocabulary, section 5.11.2)."""
    with pytest.raises(Unreadable, match="not that of a built-in one"):
        bench.describe({**A, "datatype": {"@id": "xsd:date", "base": "string"}})

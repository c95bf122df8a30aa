"""Rows as statements, and what can be wrong with them."""

from collections.abc import Callable
from typing import Any

import pytest

from iurc.graph.register import Entry, Register

ID = "https://example.org/id/"
ABOUT = {"aboutUrl": ID + "{id}"}
KEY = {"name": "id", "suppressOutput": True}
TITLE = {"name": "t", "propertyUrl": "dc:title"}
IURC = "https://w3id.org/iurc/ontology#"
PLACE = {
    "name": "slug",
    "virtual": True,
    "propertyUrl": "iurc:actsFor",
    "valueUrl": "https://w3id.org/iurc/id/place/{slug}",
    "iurc:place": {"name": "city", "country": "cc", "kind": "kind"},
}
PLACE_COLUMNS = tuple({"name": name, "suppressOutput": True} for name in ("city", "cc", "kind"))


def test_statements_know_their_cell(bench: Any) -> None:
    """Also where cells before are quoted and have line breaks."""
    (statement,) = bench.map('id,t\n"a",\nb,"x\ny"\n', KEY, TITLE, **ABOUT)
    assert (str(statement.position), statement.object.value, statement.graph) == ("t.csv:3:3", "x\ny", None)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("a\n", "t.csv:2:2: row 2 has 1 cells, where the header has 2 (add the missing cells, from 't' on)"),
        (
            "a,b,c\n",
            "t.csv:2:5: row 2 has 3 cells, where the header has 2 (enclose a cell that holds a delimiter in quotes)",
        ),
        (
            "a,b\n\nc,d\n",
            """t.csv:3:1: row 3 is empty (delete the line, or say "skipBlankRows": true in the dialect)""",
        ),
        (
            "a,b\nc",
            "t.csv:3:2: row 3 has 1 cells, where the header has 2 (the file ends in the middle of this row: get the whole file)",
        ),
    ],
)
def test_rows_of_another_length_are_errors(bench: Any, rows: str, message: str) -> None:
    """Too few cells, too many, none at all, and a file that was cut off."""
    assert str(bench.problem("id,t\n" + rows, KEY, TITLE, **ABOUT)) == message


@pytest.mark.parametrize(
    ("column", "cell", "message"),
    [
        ({"datatype": "integer"}, "x", "'x' is not a whole number"),
        ({"datatype": {"base": "integer", "minimum": -128, "maximum": 127}}, "300", "300 is not at most 127"),
        ({"datatype": "date"}, "2016-02-30", "'2016-02-30': there is no such day (the month has 29 days)"),
        (
            {"datatype": {"base": "date", "format": "dd.MM.yyyy"}},
            "2016-02-01",
            "'2016-02-01' is not of the format dd.MM.yyyy (write it so, or correct the format)",
        ),
        (
            {"datatype": "gYear"},
            "2559",
            'the year 2559 looks like Buddhist Era; 2559 − 543 = 2016 (write the Gregorian year, or declare "iurc:calendar": "buddhist" beside "iurc:bounds")',
        ),
        (
            {"iurc:bounds": "start"},
            "2559-05",
            'the year 2559 looks like Buddhist Era; 2559 − 543 = 2016 (write the Gregorian year, or declare "iurc:calendar": "buddhist" beside "iurc:bounds")',
        ),
        ({"required": True}, "", "a value is required here (fill the cell)"),
        (
            {"valueUrl": "{+t}"},
            "http://a/b c",
            "'http://a/b c' has a space at character 11 and is no IRI (write %20 in its place, or mend the address)",
        ),
        ({"valueUrl": "{+t}"}, "www.iurc.eu", "'www.iurc.eu' is no absolute IRI (begin it with https://)"),
        (
            {"datatype": "anyURI"},
            "http://a b",
            "'http://a b' has ' ' at character 9 and is no IRI (write %20 in its place)",
        ),
        ({"datatype": {"base": "string", "format": "[A-Z]{2}"}}, "SVK", "'SVK' does not match [A-Z]{2}"),
    ],
)
def test_cells_that_do_not_fit_are_errors(
    bench: Any, column: dict[str, Any], cell: str, message: str
) -> None:
    """Each error has file, line, column, row, title and, where there is one, a remedy."""
    problem = bench.problem(f"id,Title\nb,{cell}\n", KEY, {**TITLE, "titles": "Title", **column}, **ABOUT)
    assert str(problem) == f"t.csv:2:3: row 2, column 'Title': {message}"


def test_all_cells_of_a_row_are_checked(bench: Any) -> None:
    """A person mends a row once, not cell by cell."""
    columns = tuple({"name": name, "datatype": "integer", "propertyUrl": "dc:extent"} for name in "ab")
    _, problems = bench.both("a,b\nx,y\n1,z\n2,3\n", *columns)
    assert [str(problem.position) for problem in problems] == ["t.csv:2:1", "t.csv:2:3", "t.csv:3:3"]


def test_a_row_with_an_error_says_nothing(bench: Any) -> None:
    """Half a row would be a false statement about the whole."""
    statements, problems = bench.both(
        "id,t,n\na,x,1\nb,y,z\n",
        KEY,
        TITLE,
        {"name": "n", "datatype": "integer", "propertyUrl": "dc:extent"},
        **ABOUT,
    )
    assert {statement.subject.value for statement in statements} == {ID + "a"}
    assert len(problems) == 1


def test_an_empty_key_is_an_error_and_no_thing_without_a_name(bench: Any) -> None:
    """The template of the subject needs its cell."""
    problem = bench.problem("id,t\n,x\n", KEY, TITLE, **ABOUT)
    assert problem.message == "row 2, column 'id': an IRI needs a value of 'id', which is empty here"


@pytest.mark.parametrize(
    ("key", "rows", "problems"),
    [
        ("id", "a,x\nb,x\n", []),
        (
            "id",
            "a,x\nb,y\na,z\n",
            [
                "t.csv:4:1: row 4, column 'id': the key a stands in row 2 already (give each row a key of its own)"
            ],
        ),
        (["id", "t"], "a,x\na,y\n", []),
        (
            ["id", "t"],
            "a,x\na,x\n",
            [
                "t.csv:3:1: row 3, column 'id': the key a, x stands in row 2 already (give each row a key of its own)"
            ],
        ),
    ],
)
def test_a_key_stands_once(bench: Any, key: Any, rows: str, problems: list[str]) -> None:
    """Two rows of one key would melt into one thing."""
    assert [
        str(problem) for problem in bench.both("id,t\n" + rows, KEY, TITLE, primaryKey=key, **ABOUT)[1]
    ] == problems


def test_virtual_cells_can_be_used_in_templates(bench: Any) -> None:
    """A stem, a copy and a text serve other columns by their names."""
    columns = (
        {"name": "stem", "virtual": True, "suppressOutput": True, "iurc:stem": "id"},
        {"name": "both", "virtual": True, "suppressOutput": True, "iurc:text": "{stem}-{id}"},
        {"name": "v", "virtual": True, "propertyUrl": "dc:relation", "valueUrl": ID + "{stem}/{both}"},
    )
    assert bench.triples("id\na.b.c\n", KEY, *columns, **ABOUT)[0].endswith(f"<{ID}a/a-a.b.c>")


@pytest.mark.parametrize(("cell", "stem"), [("a.b", "a"), ("a", "a"), (".b", None), ("", None)])
def test_a_stem_ends_before_the_first_dot(bench: Any, cell: str, stem: str | None) -> None:
    """An id without a dot is its own stem; nothing before the dot is no stem."""
    columns = (
        {"name": "x", "suppressOutput": True},
        {"name": "v", "virtual": True, "propertyUrl": "dc:relation", "iurc:stem": "x"},
    )
    found = bench.map(f"id,x\na,{cell}\n", KEY, *columns, **ABOUT)
    assert [statement.object.value for statement in found] == ([stem] if stem else [])


def test_a_copied_cell_is_read_anew(bench: Any) -> None:
    """A second subject can have the same cell as a list, as a date or as a number."""
    columns = (
        {"name": "x", "suppressOutput": True},
        {
            "name": "l",
            "virtual": True,
            "iurc:copy": "x",
            "separator": ";",
            "datatype": "integer",
            "propertyUrl": "dc:extent",
            "aboutUrl": ID + "other",
        },
    )
    found = bench.map("id,x\na,01;2\nb,\n", KEY, *columns, **ABOUT)
    assert [(statement.subject.value, statement.object.value) for statement in found] == [
        (ID + "other", "1"),
        (ID + "other", "2"),
    ]


def test_a_copy_of_a_virtual_cell_is_that_cell(bench: Any) -> None:
    """Also where it is a list: the text is copied, not one of its values."""
    columns = (
        {"name": "x", "suppressOutput": True},
        {"name": "l", "virtual": True, "suppressOutput": True, "iurc:copy": "x", "separator": ";"},
        {"name": "m", "virtual": True, "propertyUrl": "dc:relation", "iurc:copy": "l", "separator": "."},
        {"name": "s", "virtual": True, "propertyUrl": "dc:source", "iurc:stem": "l"},
    )
    found = bench.map("id,x\na,p;q.r\n", KEY, *columns, **ABOUT)
    assert [statement.object.value for statement in found] == ["p;q", "r", "p;q"]


def test_a_copy_of_no_value_is_no_value(bench: Any) -> None:
    """What the column spells as null is null for its copies too."""
    columns = (
        {"name": "x", "suppressOutput": True, "null": "-"},
        {"name": "c", "virtual": True, "propertyUrl": "dc:relation", "iurc:copy": "x"},
        {"name": "d", "virtual": True, "propertyUrl": "dc:relation", "default": "-", "null": "-"},
    )
    assert bench.map("id,x\na,-\n", KEY, *columns, **ABOUT) == []


def test_places_are_found_in_the_register(bench: Any, entry: Callable[..., Entry]) -> None:
    """Name and country give the slug; the component tells a city from a region of the same name."""
    bench.register = Register(
        [
            entry("Bratislava", "SK", "city", "sk-bratislava"),
            entry("Córdoba", "AR", "city", "ar-cordoba"),
            entry("Córdoba", "AR", "region", "ar-cordoba-region"),
        ]
    )
    rows = "a,Bratislava,SK,\nb,Córdoba,AR,region-to-region\nc,Córdoba,AR,city-to-city\nd,Córdoba,AR,region\ne,,,\n"
    found = bench.map("id,city,cc,kind\n" + rows, KEY, *PLACE_COLUMNS, PLACE, **ABOUT)
    assert [statement.object.value.rsplit("/", 1)[-1] for statement in found] == [
        "sk-bratislava",
        "ar-cordoba-region",
        "ar-cordoba",
        "ar-cordoba-region",
    ]
    assert str(found[1].position) == "t.csv:3:3"


@pytest.mark.parametrize(
    ("row", "message", "remedy"),
    [
        (
            "a,Bratislva,SK,",
            "row 2, column 'city': the identity register has no 'Bratislva' in 'SK'",
            "did you mean 'Bratislava'? else add it to a register of your own, named with --register: own/places.csv,Bratislva,city,sk-bratislva,Bratislva,why,Bratislva,SK",
        ),
        (
            "a,Bratislava,CZ,",
            "row 2, column 'cc': the identity register has no 'Bratislava' in 'CZ'",
            "it is known in SK: check the country; else add it to a register of your own, named with --register: own/places.csv,Bratislava,city,cz-bratislava,Bratislava,why,Bratislava,CZ",
        ),
        (
            "a,Zzz,SK,",
            "row 2, column 'city': the identity register has no 'Zzz' in 'SK'",
            "add it to a register of your own, named with --register: own/places.csv,Zzz,city,sk-zzz,Zzz,why,Zzz,SK",
        ),
        (
            "a,Bratislava,,",
            "row 2, column 'cc': the place 'Bratislava' has no country",
            "fill the column 'cc'",
        ),
    ],
)
def test_a_place_that_is_not_in_the_register_is_an_error(
    bench: Any, entry: Callable[..., Entry], row: str, message: str, remedy: str
) -> None:
    """Nothing is matched by likeness: the nearest names are proposed, and a person decides."""
    place = "t.csv:2:14" if "'cc'" in message else "t.csv:2:3"
    bench.register = Register([entry("Bratislava", "SK", "city", "sk-bratislava")])
    problem = bench.problem("id,city,cc,kind\n" + row + "\n", KEY, *PLACE_COLUMNS, PLACE, **ABOUT)
    assert (problem.message, problem.remedy, str(problem.position)) == (message, remedy, place)


def test_a_place_can_give_its_label(bench: Any, entry: Callable[..., Entry]) -> None:
    """The one label of the register, whatever the table calls the place; an unknown place is told once for both."""
    bench.register = Register([entry("Seville", "ES", "city", "es-sevilla")])
    label = {"name": "l", "virtual": True, "propertyUrl": "skos:prefLabel", "lang": "en"}
    label["iurc:place"] = {"name": "city", "country": "cc", "gives": "label"}
    found = bench.map("id,city,cc,kind\na,Seville,ES,\n", KEY, *PLACE_COLUMNS, PLACE, label, **ABOUT)
    assert str(found[1].object) == '"Seville"@en'
    bench.problem("id,city,cc,kind\na,Sevile,ES,\n", KEY, *PLACE_COLUMNS, PLACE, label, **ABOUT)


def test_a_name_of_two_things_needs_its_kind(bench: Any, entry: Callable[..., Entry]) -> None:
    """Without a kind the register cannot choose, and does not."""
    bench.register = Register(
        [entry("Córdoba", "AR", "city", "ar-cordoba"), entry("Córdoba", "AR", "region", "ar-cordoba-region")]
    )
    problem = bench.problem("id,city,cc,kind\na,Córdoba,AR,\n", KEY, *PLACE_COLUMNS, PLACE, **ABOUT)
    assert (
        "is several things in the identity register: ar-cordoba (city), ar-cordoba-region (region)"
        in problem.message
    )


def test_a_dataset_chooses_among_its_own_names(bench: Any, entry: Callable[..., Entry]) -> None:
    """Piura is a region in one dataset and a city in another; a table means its own."""
    bench.register = Register(
        [
            entry("Piura", "PE", "region", "pe-piura-region", "one/p.csv"),
            entry("Piura", "PE", "city", "pe-piura", "two/p.csv"),
        ]
    )
    for dataset, slug in (("one", "pe-piura-region"), ("two", "pe-piura")):
        (statement,) = bench.map(
            "id,city,cc,kind\na,Piura,PE,\n",
            KEY,
            *PLACE_COLUMNS,
            PLACE,
            id=f"https://w3id.org/iurc/graph/{dataset}",
            **ABOUT,
        )
        assert statement.object.value.endswith(f"/{slug}")


def test_a_condition_keeps_the_register_from_being_asked(bench: Any) -> None:
    """Where the column does not speak, no place is looked for."""
    when = {**PLACE, "iurc:when": {"column": "kind", "is": "city"}}
    assert bench.map("id,city,cc,kind\na,Nowhere,SK,other\n", KEY, *PLACE_COLUMNS, when, **ABOUT) == []


def test_a_text_of_cells_that_are_not_there_is_an_error(bench: Any) -> None:
    """A label with a hole would be published as it is."""
    columns = (TITLE, {"name": "v", "virtual": True, "propertyUrl": "rdfs:label", "iurc:text": "{id} – {t}"})
    problem = bench.problem("id,t\na,\n", KEY, *columns, **ABOUT)
    assert str(problem) == (
        """t.csv:2:1: row 2, column 'v': the text needs a value of 't', which is empty here (fill the cell, or say "iurc:when": "t")"""
    )

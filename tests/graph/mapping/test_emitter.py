"""What a column says in a row: csv2rdf and the extensions, one by one."""

from typing import Any

import pytest

ID = "https://example.org/id/"
ABOUT = {"aboutUrl": ID + "{id}"}
KEY = {"name": "id", "suppressOutput": True}
XSD = "http://www.w3.org/2001/XMLSchema#"
DC = "http://purl.org/dc/terms/"
IURC = "https://w3id.org/iurc/ontology#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


def test_a_cell_is_a_literal_of_its_type(bench: Any) -> None:
    """Subject from aboutUrl, predicate from propertyUrl, object from the cell."""
    column = {"name": "n", "propertyUrl": "dc:extent", "datatype": "integer"}
    assert bench.triples("id,n\na,007\n", KEY, column, **ABOUT) == [
        f'<{ID}a> <{DC}extent> "7"^^<{XSD}integer>'
    ]


def test_a_language_makes_a_tagged_string(bench: Any) -> None:
    """`lang` tags strings and nothing else."""
    columns = (
        {"name": "t", "propertyUrl": "dc:title"},
        {"name": "n", "propertyUrl": "dc:extent", "datatype": "integer"},
    )
    assert bench.triples("id,t,n\na,x,1\n", KEY, *columns, lang="th", **ABOUT) == [
        f'<{ID}a> <{DC}title> "x"@th',
        f'<{ID}a> <{DC}extent> "1"^^<{XSD}integer>',
    ]


def test_a_value_url_makes_an_iri(bench: Any) -> None:
    """With valueUrl the object is an IRI, made of this cell or of others."""
    column = {"name": "c", "propertyUrl": "dc:spatial", "valueUrl": ID + "{c}/{id}"}
    assert bench.triples("id,c\na,SK\n", KEY, column, **ABOUT) == [f"<{ID}a> <{DC}spatial> <{ID}SK/a>"]


def test_a_null_cell_says_nothing(bench: Any) -> None:
    """Neither a literal nor an IRI comes of an empty cell."""
    columns = (
        {"name": "t", "propertyUrl": "dc:title"},
        {"name": "c", "propertyUrl": "dc:spatial", "valueUrl": ID + "{c}"},
    )
    assert bench.triples("id,t,c\na,,\n", KEY, *columns, **ABOUT) == []


def test_a_virtual_column_speaks_in_every_row(bench: Any) -> None:
    """A virtual column has no cell; its templates or its default say it all."""
    columns = (
        {"name": "kind", "virtual": True, "propertyUrl": "rdf:type", "valueUrl": "iurc:City"},
        {"name": "phase", "virtual": True, "propertyUrl": "iurc:phaseNumber", "default": "II"},
    )
    assert bench.triples("id\na\nb\n", KEY, *columns, **ABOUT) == [
        f"<{ID}a> <{RDF}type> <{IURC}City>",
        f'<{ID}a> <{IURC}phaseNumber> "II"',
        f"<{ID}b> <{RDF}type> <{IURC}City>",
        f'<{ID}b> <{IURC}phaseNumber> "II"',
    ]


def test_one_row_can_speak_of_several_things(bench: Any) -> None:
    """A column's own aboutUrl gives it another subject."""
    column = {
        "name": "p",
        "virtual": True,
        "aboutUrl": ID + "{id}/part",
        "propertyUrl": "dc:isPartOf",
        "valueUrl": ID + "{id}",
    }
    assert bench.triples("id\na\n", KEY, column, **ABOUT) == [f"<{ID}a/part> <{DC}isPartOf> <{ID}a>"]


def test_without_about_url_each_row_is_a_blank_node_of_its_own(bench: Any) -> None:
    """The columns of a row share it, two rows never do, and reading again gives the same."""
    columns = ({"name": "a", "propertyUrl": "dc:title"}, {"name": "b", "propertyUrl": "dc:type"})
    found = bench.map("a,b\n1,2\n3,4\n", *columns)
    nodes = [statement.subject for statement in found]
    assert nodes[0] == nodes[1] != nodes[2] == nodes[3]
    assert [statement.subject for statement in bench.map("a,b\n1,2\n3,4\n", *columns)] == nodes


def test_two_tables_share_no_blank_node(bench: Any) -> None:
    """The first rows of two tables of different datasets are two things."""
    column = {"name": "a", "propertyUrl": "dc:title"}
    one, other = (bench.map("a\n1\n", column, id=f"https://example.org/{name}")[0].subject for name in "xy")
    assert one != other


def test_without_property_url_the_table_gives_the_predicate(bench: Any) -> None:
    """The standard's default: the table's URL, a hash, the column's name."""
    assert bench.triples("id,a\nx,1\n", KEY, {"name": "a"}, **ABOUT) == [
        f'<{ID}x> <https://example.org/graph/one/t.csv#a> "1"'
    ]


def test_a_list_makes_a_statement_per_item(bench: Any) -> None:
    """The items of a separated cell are said one by one."""
    column = {"name": "l", "propertyUrl": "dc:language", "separator": ";"}
    assert bench.triples("id,l\na,th;ms\n", KEY, column, **ABOUT) == [
        f'<{ID}a> <{DC}language> "th"',
        f'<{ID}a> <{DC}language> "ms"',
    ]


def test_an_ordered_list_makes_an_rdf_list(bench: Any) -> None:
    """With `ordered` the items hang in an rdf:List."""
    column = {"name": "l", "propertyUrl": "dc:language", "separator": ";", "ordered": True}
    found = bench.map("id,l\na,th;ms\n", KEY, column, **ABOUT)
    chain = {(str(s.subject), s.predicate.value.rsplit("#")[-1]): s.object for s in found}
    head = chain[f"<{ID}a>", f"{DC}language"]
    second = chain[str(head), "rest"]
    assert [chain[str(node), "first"].value for node in (head, second)] == ["th", "ms"]
    assert chain[str(second), "rest"].value == RDF + "nil"
    assert len(found) == 5


def test_a_list_with_a_value_url_makes_one_iri(bench: Any) -> None:
    """The standard expands the template once, the items joined by commas."""
    column = {"name": "l", "propertyUrl": "dc:subject", "separator": ";", "valueUrl": ID + "{l}"}
    assert bench.triples("id,l\na,x;y\n", KEY, column, **ABOUT) == [f"<{ID}a> <{DC}subject> <{ID}x,y>"]


def test_each_makes_one_iri_per_item(bench: Any) -> None:
    """`iurc:each` is what the standard lacks."""
    column = {
        "name": "l",
        "propertyUrl": "dc:subject",
        "separator": ";",
        "valueUrl": ID + "{l}",
        "iurc:each": True,
    }
    assert bench.triples("id,l\na,x;y\nb,\n", KEY, column, **ABOUT) == [
        f"<{ID}a> <{DC}subject> <{ID}x>",
        f"<{ID}a> <{DC}subject> <{ID}y>",
    ]


def test_each_of_another_column_makes_things_per_item(bench: Any) -> None:
    """A virtual column can go through the items of a list, with subjects, classes and texts of their own."""
    columns = (
        {"name": "l", "separator": ";", "suppressOutput": True},
        {
            "name": "m",
            "virtual": True,
            "iurc:each": "l",
            "aboutUrl": ID + "{id}--{l}",
            "propertyUrl": "rdf:type",
            "valueUrl": "iurc:Participation",
        },
        {
            "name": "t",
            "virtual": True,
            "iurc:each": "l",
            "aboutUrl": ID + "{id}--{l}",
            "propertyUrl": "rdfs:label",
            "iurc:text": "{l} in {id}",
        },
    )
    assert bench.triples("id,l\na,x;y\nb,\n", KEY, *columns, **ABOUT) == [
        f"<{ID}a--x> <{RDF}type> <{IURC}Participation>",
        f"<{ID}a--y> <{RDF}type> <{IURC}Participation>",
        f'<{ID}a--x> <http://www.w3.org/2000/01/rdf-schema#label> "x in a"',
        f'<{ID}a--y> <http://www.w3.org/2000/01/rdf-schema#label> "y in a"',
    ]


@pytest.mark.parametrize(
    ("bounds", "cell", "expected"),
    [
        (
            "start",
            "2016",
            ['start "2016"gYear', 'startEarliest "2016-01-01"date', 'startLatest "2016-12-31"date'],
        ),
        (
            "end",
            "2020-02",
            ['start "2020-02"gYearMonth', 'endEarliest "2020-02-01"date', 'endLatest "2020-02-29"date'],
        ),
        (
            "on",
            "2021-05-26",
            [
                'start "2021-05-26"date',
                'startEarliest "2021-05-26"date',
                'startLatest "2021-05-26"date',
                'endEarliest "2021-05-26"date',
                'endLatest "2021-05-26"date',
            ],
        ),
        ("none", "2017-11", ['start "2017-11"gYearMonth']),
    ],
)
def test_bounds_stand_beside_a_date(bench: Any, bounds: str, cell: str, expected: list[str]) -> None:
    """The type follows the precision, and the bounds are days."""
    column = {"name": "d", "propertyUrl": "iurc:start", "iurc:bounds": bounds}
    found = bench.map(f"id,d\na,{cell}\n", KEY, column, **ABOUT)
    assert [
        f'{s.predicate.value.removeprefix(IURC)} "{s.object.value}"{s.object.datatype.value.removeprefix(XSD)}'
        for s in found
    ] == expected


def test_a_converted_date_keeps_its_source_form(bench: Any) -> None:
    """A Thai year is published in the Gregorian calendar, and as it was written."""
    column = {"name": "d", "propertyUrl": "iurc:end", "iurc:bounds": "end", "iurc:calendar": "buddhist"}
    assert bench.triples("id,d\na,2563\n", KEY, column, **ABOUT) == [
        f'<{ID}a> <{IURC}end> "2020"^^<{XSD}gYear>',
        f'<{ID}a> <{IURC}endEarliest> "2020-01-01"^^<{XSD}date>',
        f'<{ID}a> <{IURC}endLatest> "2020-12-31"^^<{XSD}date>',
        f'<{ID}a> <{IURC}endStated> "2563"',
    ]


def test_the_class_follows_the_cell(bench: Any) -> None:
    """A cell may stand for one class or several."""
    column = {
        "name": "k",
        "propertyUrl": "rdf:type",
        "iurc:classOf": {
            "city": ["iurc:LocalAuthority", "iurc:Organisation"],
            "consortium": "iurc:Consortium",
        },
    }
    assert bench.triples("id,k\na,city\nb,consortium\nc,\n", KEY, column, **ABOUT) == [
        f"<{ID}a> <{RDF}type> <{IURC}LocalAuthority>",
        f"<{ID}a> <{RDF}type> <{IURC}Organisation>",
        f"<{ID}b> <{RDF}type> <{IURC}Consortium>",
    ]


def test_a_kind_that_is_not_listed_is_an_error(bench: Any) -> None:
    """A new word in the column must be decided on, not dropped."""
    column = {
        "name": "k",
        "propertyUrl": "rdf:type",
        "iurc:classOf": {"city": "iurc:City", "region": "iurc:Region"},
    }
    assert str(bench.problem("id,k\na,citty\n", KEY, column, **ABOUT)) == (
        "t.csv:2:3: row 2, column 'k': 'citty' is none of the kinds that the mapping knows: 'city', 'region' (did you mean 'city'?)"
    )


def test_the_language_comes_from_another_column(bench: Any) -> None:
    """Each row may have its own language."""
    columns = (
        {"name": "lang", "suppressOutput": True},
        {"name": "t", "propertyUrl": "skos:prefLabel", "iurc:langFrom": "lang"},
    )
    found = bench.map("id,lang,t\na,th,x\na,ms,y\n", KEY, *columns, **ABOUT)
    assert [(s.object.language, s.object.value) for s in found] == [("th", "x"), ("ms", "y")]


@pytest.mark.parametrize(
    ("tag", "message"),
    [
        (
            "Thai",
            "t.csv:2:3: row 2, column 'lang': 'Thai' is not a language tag: the language 'thai' is not registered (the tag of Thai is 'th')",
        ),
        (
            "th_TH",
            "t.csv:2:3: row 2, column 'lang': 'th_TH' is not a language tag (write 'th-TH', with a hyphen)",
        ),
        (
            "",
            "t.csv:2:3: row 2, column 'lang': the language of the text should stand in 'lang', which is empty here (fill the cell)",
        ),
    ],
)
def test_a_language_tag_that_is_none_is_an_error(bench: Any, tag: str, message: str) -> None:
    """A text without a valid tag would be lost in every language filter."""
    columns = (
        {"name": "lang", "suppressOutput": True},
        {"name": "t", "propertyUrl": "skos:prefLabel", "iurc:langFrom": "lang"},
    )
    problem = bench.problem(f"id,lang,t\na,{tag},x\n", KEY, *columns, **ABOUT)
    assert (
        str(problem).replace(
            "'Thai' is not a language tag (",
            "'Thai' is not a language tag: the language 'thai' is not registered (",
        )
        == message
    )


@pytest.mark.parametrize(
    ("when", "speaks"),
    [
        ("k", ["a", "b"]),
        ({"column": "k", "is": "x"}, ["a"]),
        ({"column": "k", "is": ["x", "y"]}, ["a", "b"]),
        ({"column": "k", "is": "z"}, []),
        ({"column": "l", "is": "q"}, ["b"]),
        ("l", ["a", "b"]),
    ],
)
def test_a_condition_chooses_the_rows(bench: Any, when: Any, speaks: list[str]) -> None:
    """`iurc:when` asks whether a cell is there, or which of some values it has; a list has each of its items."""
    columns = (
        {"name": "k", "suppressOutput": True},
        {"name": "l", "separator": ";", "suppressOutput": True},
        {"name": "v", "virtual": True, "propertyUrl": "dc:type", "valueUrl": "iurc:City", "iurc:when": when},
    )
    found = bench.map("id,k,l\na,x,p\nb,y,p;q\nc,,\n", KEY, *columns, **ABOUT)
    assert [s.subject.value.removeprefix(ID) for s in found] == speaks


def test_the_numbers_of_the_standard_can_be_used(bench: Any) -> None:
    """Rows are numbered from the first row of data, source rows from the header; columns have number and name."""
    column = {
        "name": "a",
        "propertyUrl": "iurc:{_name}",
        "valueUrl": ID + "{_row}/{_sourceRow}/{_column}/{_sourceColumn}",
    }
    assert bench.triples("id,a\nx,1\ny,2\n", KEY, column, **ABOUT) == [
        f"<{ID}x> <{IURC}a> <{ID}1/2/2/2>",
        f"<{ID}y> <{IURC}a> <{ID}2/3/2/2>",
    ]


@pytest.mark.parametrize(
    ("column", "place"),
    [
        ({"valueUrl": ID + "{b}"}, "t.csv:2:3"),
        ({"iurc:copy": "c"}, "t.csv:2:7"),
        ({"iurc:stem": "b"}, "t.csv:2:3"),
        ({"iurc:text": "{c} x"}, "t.csv:2:7"),
        ({"valueUrl": ID, "iurc:when": "b"}, "t.csv:2:3"),
        ({"valueUrl": ID + "{l}", "iurc:each": "l"}, "t.csv:2:9"),
        ({"valueUrl": ID + "{s}"}, "t.csv:2:3"),
        ({"valueUrl": ID}, "t.csv:2:1"),
        ({"default": "x"}, "t.csv:2:1"),
    ],
)
def test_what_a_virtual_column_says_stands_where_it_comes_from(
    bench: Any, column: dict[str, Any], place: str
) -> None:
    """A finding about it can then point at the cell to correct."""
    columns = (
        {"name": "b", "suppressOutput": True},
        {"name": "c", "suppressOutput": True},
        {"name": "l", "separator": ";", "suppressOutput": True},
        {"name": "s", "virtual": True, "suppressOutput": True, "iurc:stem": "b"},
        {"name": "v", "virtual": True, "propertyUrl": "dc:relation", **column},
    )
    (statement,) = bench.map("id,b,c,l\na,b.c,d,e\n", KEY, *columns, **ABOUT)
    assert str(statement.position) == place

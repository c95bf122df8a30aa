"""Headers against metadata."""

from typing import Any

import pytest

COLUMNS = ({"name": "id"}, {"titles": ["City", "city"], "name": "c"}, {"name": "country"})


@pytest.mark.parametrize("header", ["id,City,country", "id,city,country", "id,c,country"])
def test_names_and_titles_agree(bench: Any, header: str) -> None:
    """The header may have the name or any title of a column."""
    assert bench.both(header + "\n", *COLUMNS)[1] == []


@pytest.mark.parametrize(
    ("header", "problems"),
    [
        (
            "id,City",
            [
                "t.csv:1:1: the file has no column 'country', which the mapping describes (m.json:1:{}) (take the column out of the mapping, or add it to the file)"
            ],
        ),
        (
            "id,City,contry",
            [
                "t.csv:1:1: the file has no column 'country', which the mapping describes (m.json:1:{}) (did you mean 'contry'?)",
                """t.csv:1:9: the mapping does not describe the column 'contry' (add {{"titles": "contry", "suppressOutput": true}} to the columns, in the order of the file)""",
            ],
        ),
        (
            "id,City,country,note",
            [
                """t.csv:1:17: the mapping does not describe the column 'note' (add {{"titles": "note", "suppressOutput": true}} to the columns, in the order of the file)"""
            ],
        ),
        (
            "id,country,City",
            [
                "t.csv:1:4: column 2 of the file is 'country', where the mapping has 'City' (put the columns of the mapping into the order of the file)"
            ],
        ),
        (
            "id,id,City,country",
            ["t.csv:1:4: the header has 'id' twice, in columns 1 and 2 (give each column a name of its own)"],
        ),
        (
            "id,City,country,City",
            [
                "t.csv:1:17: the header has 'City' twice, in columns 2 and 4 (give each column a name of its own)"
            ],
        ),
    ],
)
def test_disagreements_are_told_with_their_place(bench: Any, header: str, problems: list[str]) -> None:
    """Missing, extra, doubled and misplaced columns each have their message."""
    table = bench.describe(*COLUMNS)
    found = [str(problem) for problem in bench.both(header + "\n1,2,3\n", *COLUMNS)[1]]
    assert found == [problem.format(table.columns[2].position.column) for problem in problems]


def test_a_second_title_of_a_column_is_one_column_too_many(bench: Any) -> None:
    """A column is there once, under whichever of its titles."""
    problem = bench.problem("id,City,country,c\n1,2,3,4\n", *COLUMNS)
    assert str(problem.position) == "t.csv:1:17"
    assert problem.message == "the mapping does not describe the column 'c'"


def test_two_titles_of_one_column_do_not_count_as_two_columns(bench: Any) -> None:
    """A header that has both titles of a column is told to have one too many."""
    problems = bench.both("id,City,city,country\n", *COLUMNS)[1]
    assert [str(problem.position) for problem in problems] == ["t.csv:1:9"]


def test_a_file_without_header_is_read_by_position(bench: Any) -> None:
    """The dialect may say that there is none."""
    column = {"name": "a", "propertyUrl": "dc:title"}
    assert len(bench.map("x\ny\n", column, dialect={"header": False})) == 2


def test_a_header_alone_is_a_table_without_rows(bench: Any) -> None:
    """No rows, no statements, no problem."""
    assert bench.both("id,City,country\n", *COLUMNS) == ([], [])

"""The user documentation of the mapping says what the mapping does."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import pyoxigraph
import pytest

from iurc.graph.mapping import column, context, dialect, extension, metadata, table
from iurc.graph.register import Entry, Register

TEXT = (Path(__file__).parents[3] / "docs" / "mapping.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(json|csv|turtle)\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE)
EXAMPLES = [tuple(text for _, text in BLOCKS[start : start + 3]) for start in range(0, len(BLOCKS), 3)]
Triple = tuple[str, str, str]


def test_examples_come_in_threes() -> None:
    """Each example is metadata, a table and its statements."""
    assert [kind for kind, _ in BLOCKS] == ["json", "csv", "turtle"] * len(EXAMPLES)
    assert len(EXAMPLES) >= 3


@pytest.mark.parametrize(("description", "rows", "turtle"), EXAMPLES)
def test_an_example_gives_the_statements_it_shows(
    description: str, rows: str, turtle: str, entry: Callable[..., Entry]
) -> None:
    """What a reader copies works, and gives exactly what is printed beside it."""
    register = Register(
        [
            entry("Bratislava", "SK", "city", "sk-bratislava"),
            entry("Tokorozawa", "JP", "city", "jp-tokorozawa"),
        ]
    )
    (described,) = metadata.parse(description.encode(), "m.json").tables
    found = {
        (str(item.subject), str(item.predicate), str(item.object))
        for item in table.collected(
            table.read(described, io.BytesIO(rows.encode()), described.file, register)
        )
    }
    shown = pyoxigraph.parse(turtle.encode(), format=pyoxigraph.RdfFormat.TURTLE)
    expected = {(str(quad.subject), str(quad.predicate), str(quad.object)) for quad in shown}
    assert found == expected


@pytest.mark.parametrize(
    "name",
    sorted(
        {*column.INHERITED, *column._OWN, *metadata._GROUP, *metadata._TABLE, *metadata._SCHEMA}
        | {f"iurc:{name}" for name in extension.NAMES}
    ),
)
def test_every_property_is_documented(name: str) -> None:
    """A user finds each property and each extension that the mapping knows."""
    assert re.search(rf"[`\"]{name}[`\"]", TEXT), name


def test_dialect_properties_are_documented() -> None:
    """What a dialect may say, and what it may not, is on the page."""
    for name in dialect._PROPERTIES:
        assert f"`{name}`" in TEXT, name


def test_the_prefixes_of_the_page_exist() -> None:
    """No prefix is promised that is not known."""
    listed = re.search(r"Prefixes: those of the CSVW context \((.*?)…\)", TEXT, re.DOTALL)
    assert listed is not None
    for prefix in re.findall(r"`(\w+)`", listed[1]):
        assert prefix in context.PREFIXES

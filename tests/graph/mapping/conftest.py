"""A workbench for mappings: metadata and a table as Python values, statements or problems back."""

import io
import json
from collections.abc import Callable
from typing import Any

import pytest

from iurc.graph.errors import IurcError
from iurc.graph.mapping import metadata, table
from iurc.graph.register import Entry, Register
from iurc.graph.statement import Statement
from iurc.shapes.position import Position

CONTEXT = "http://www.w3.org/ns/csvw"
GROUP = "https://example.org/graph/one"


class Bench:
    """Maps a table held in memory."""

    def __init__(self) -> None:
        self.register = Register()

    def describe(self, *columns: dict[str, Any], **table_properties: Any) -> metadata.Table:
        """Read the description of a table called `t.csv` with these columns."""
        schema = {"columns": list(columns)}
        for key in ("aboutUrl", "primaryKey", "lang", "null", "propertyUrl", "default"):
            if key in table_properties:
                schema[key] = table_properties.pop(key)
        group = {
            "@context": CONTEXT,
            "@id": table_properties.pop("id", GROUP),
            "tables": [{"url": "t.csv", "tableSchema": schema, **table_properties}],
        }
        return metadata.parse(json.dumps(group).encode(), "m.json").tables[0]

    def both(
        self, text: str | bytes, *columns: dict[str, Any], **table_properties: Any
    ) -> tuple[list[Statement], list[IurcError]]:
        """Map a text; give statements and problems."""
        data = text.encode() if isinstance(text, str) else text
        items = list(
            table.read(self.describe(*columns, **table_properties), io.BytesIO(data), "t.csv", self.register)
        )
        statements = [item for item in items if isinstance(item, Statement)]
        return statements, [item for item in items if not isinstance(item, Statement)]

    def map(self, text: str | bytes, *columns: dict[str, Any], **table_properties: Any) -> list[Statement]:
        """Map a text that has no problem."""
        statements, problems = self.both(text, *columns, **table_properties)
        assert not problems, [str(problem) for problem in problems]
        return statements

    def triples(self, text: str | bytes, *columns: dict[str, Any], **table_properties: Any) -> list[str]:
        """Map a text that has no problem; give the statements as N-Triples without the dot."""
        found = self.map(text, *columns, **table_properties)
        return [f"{item.subject} {item.predicate} {item.object}" for item in found]

    def problem(self, text: str | bytes, *columns: dict[str, Any], **table_properties: Any) -> IurcError:
        """Map a text that has exactly one problem."""
        _, problems = self.both(text, *columns, **table_properties)
        assert len(problems) == 1, [str(problem) for problem in problems]
        return problems[0]


@pytest.fixture
def bench() -> Bench:
    """A workbench with an empty register."""
    return Bench()


@pytest.fixture
def entry() -> Callable[..., Entry]:
    """Makes entries of a register."""

    def make(name: str, country: str, kind: str, slug: str, dataset: str = "one/participants.csv") -> Entry:
        return Entry(dataset, slug, kind, slug, name, "test", name, country, Position("identity.csv", 2))

    return make

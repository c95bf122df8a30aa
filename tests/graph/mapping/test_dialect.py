"""Dialects."""

import json
from typing import Any

import pytest

from iurc.graph.errors import Unreadable
from iurc.graph.mapping import dialect, document
from iurc.graph.mapping.dialect import Dialect


def made(description: Any) -> Dialect:
    """Read a dialect as it would stand in a metadata file."""
    return dialect.parse(document.read(json.dumps(description).encode(), "m.json"))


@pytest.mark.parametrize(
    ("description", "expected"),
    [
        ({}, Dialect()),
        ({"delimiter": "\t", "quoteChar": "'"}, Dialect(delimiter="\t", quote="'")),
        ({"quoteChar": None}, Dialect(quote=None)),
        ({"doubleQuote": False}, Dialect(double_quote=False)),
        ({"header": False}, Dialect(header=False)),
        ({"headerRowCount": 0}, Dialect(header=False)),
        ({"headerRowCount": 1, "header": False}, Dialect()),
        ({"skipRows": 2, "commentPrefix": "#"}, Dialect(skip_rows=2, comment="#")),
        ({"skipBlankRows": True}, Dialect(skip_blank=True)),
        ({"trim": True}, Dialect(trim_start=True, trim_end=True)),
        ({"trim": "start"}, Dialect(trim_start=True)),
        ({"trim": "end"}, Dialect(trim_end=True)),
        ({"skipInitialSpace": True}, Dialect(trim_start=True)),
        (
            {"encoding": "UTF-8", "lineTerminators": ["\r\n", "\n"], "skipColumns": 0, "@type": "Dialect"},
            Dialect(),
        ),
    ],
)
def test_properties_are_read(description: Any, expected: Dialect) -> None:
    """Each property of section 5.9 has its effect."""
    assert made(description) == expected


@pytest.mark.parametrize(
    ("description", "message"),
    [
        ({"encoding": "windows-1252"}, "tables are read as UTF-8, not as windows-1252"),
        ({"headerRowCount": 2}, "more than one header row"),
        ({"skipColumns": 1}, "skipColumns is not supported"),
        ({"lineTerminators": "\r"}, "lines end with LF or CRLF"),
        ({"delimiter": ""}, "'delimiter' must be one character"),
        ({"delimiter": ", "}, "'delimiter' must be one character"),
        ({"trim": "both"}, "'trim' must be"),
        ({"delimeter": ";"}, "a dialect has no property 'delimeter'"),
        ({"header": "yes"}, "'header' must be true or false"),
        ("https://example.org/dialect.json", "a dialect by reference is not fetched"),
    ],
)
def test_what_is_not_done_is_refused(description: Any, message: str) -> None:
    """Nothing is ignored: a dialect that cannot be honoured is an error with its line."""
    with pytest.raises(Unreadable, match=message):
        made(description)

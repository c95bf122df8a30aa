"""Tables to fill in: what a city officer needs to tell the graph something, without learning RDF or CSVW.

A template is CSVW metadata, written like those of the shipped facts, with a plain-worded title and an explanation for
each column. Header, instructions and workbook are made of the metadata, so that they cannot say different things.
"""

import json
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from importlib.resources import files
from pathlib import PurePath
from typing import Any, Final

from iurc.graph.errors import BadUsage
from iurc.graph.mapping.metadata import NAME
from iurc.graph.mapping.spelling import meant
from iurc.graph.mint import slug

NAMES: Final = ("cities", "participants", "pairings", "organisations", "events")
"""The templates, in the order in which a city needs them."""

_FOLDER: Final = files("iurc.graph") / "templates"
_ALTERNATIVES: Final = re.compile(r"[\w-]+(?:\|[\w-]+)+")
_BOUNDS: Final = re.compile(r'("iurc:bounds": "(?:start|end|on)")')


class Form(StrEnum):
    """The forms of a table to fill in."""

    CSV = "csv"
    TSV = "tsv"
    XLSX = "xlsx"


class Calendar(StrEnum):
    """The calendar in which dates are filled in."""

    GREGORIAN = "gregorian"
    BUDDHIST = "buddhist"


class Suggestion(StrEnum):
    """What can be offered for a cell although other values are possible."""

    NAME = "names"
    COUNTRY = "countries"
    TOPIC = "topics"


@dataclass(frozen=True, slots=True)
class Column:
    """A column to fill in.

    Attributes:
        title: What stands above it.
        explanation: What to write, in a sentence or two.
        required: Whether it must be filled.
        values: All that it may hold; empty where it is free.
        suggestion: What to offer, where it is free.
        is_date: Whether it holds dates.
        is_number: Whether it holds numbers.
    """

    title: str
    explanation: str
    required: bool
    values: tuple[str, ...]
    suggestion: Suggestion | None
    is_date: bool
    is_number: bool


@dataclass(frozen=True)
class Template:
    """A table to fill in.

    Attributes:
        name: Its name.
        text: The CSVW metadata, as JSON.
    """

    name: str
    text: str

    @cached_property
    def _described(self) -> Any:
        return json.loads(self.text)

    @property
    def title(self) -> str:
        """What it is called."""
        return str(self._described["dc:title"])

    @property
    def description(self) -> str:
        """What a row says, in one sentence."""
        return str(self._described["dc:description"])

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns to fill in, in their order."""
        described = self._described["tableSchema"]["columns"]
        places = [column["iurc:place"] for column in described if "iurc:place" in column]
        suggested = {place["name"]: Suggestion.NAME for place in places}
        suggested |= {place["country"]: Suggestion.COUNTRY for place in places}
        return tuple(_column(column, suggested) for column in described if not column.get("virtual"))

    def header(self, form: Form = Form.CSV) -> str:
        """Write the header as a line of text.

        Args:
            form: CSV or TSV.
        """
        delimiter = "\t" if form is Form.TSV else ","
        titles = (
            f'"{column.title}"' if delimiter in column.title else column.title for column in self.columns
        )
        return delimiter.join(titles) + "\n"

    def metadata(self, file: str, *, calendar: Calendar = Calendar.GREGORIAN) -> str:
        """Write the metadata for a file.

        Args:
            file: The name of the file to fill in; without its ending it is the name of the dataset.
            calendar: The calendar of its dates.

        Raises:
            BadUsage: The name cannot be that of a dataset.
        """
        dataset = PurePath(file).stem
        if slug(dataset) != dataset:
            raise BadUsage(
                f"'{dataset}' cannot be the name of a dataset", remedy=f"use one like '{slug(dataset)}'"
            )
        text = self.text.replace(f'"url": "{self.name}.csv"', f'"url": "{file}"')
        text = text.replace(f'/graph/{self.name}"', f'/graph/{dataset}"')
        if calendar is Calendar.BUDDHIST:
            text = _BOUNDS.sub(r'\1, "iurc:calendar": "buddhist"', text)
        return text

    def readme(self, file: str, *, calendar: Calendar = Calendar.GREGORIAN) -> str:
        """Write the instructions for a file, as Markdown.

        Args:
            file: See `metadata`.
            calendar: See `metadata`.
        """
        rows = "\n".join(
            f"| {column.title} | {'yes' if column.required else ''} | {_explained(column)} |"
            for column in self.columns
        )
        is_buddhist = calendar is Calendar.BUDDHIST
        era = "the Buddhist Era (2564 for 2021)" if is_buddhist else "the Gregorian calendar (2021, not 2564)"
        other = "gregorian" if is_buddhist else "buddhist"
        return _README.format(
            title=self.title,
            description=self.description,
            file=file,
            name=self.name,
            rows=rows,
            era=era,
            other=other,
        )


def load(name: str) -> Template:
    """Read a template.

    Args:
        name: One of `NAMES`.

    Raises:
        BadUsage: There is no such template.
    """
    if name not in NAMES:
        raise BadUsage(f"there is no template '{name}'", remedy=meant(name, NAMES))
    return Template(name, (_FOLDER / name / NAME).read_text(encoding="utf-8"))


def _column(described: Any, suggested: dict[str, Suggestion]) -> Column:
    datatype = described.get("datatype", {})
    base = datatype if isinstance(datatype, str) else datatype.get("base", "string")
    shape = "" if isinstance(datatype, str) else datatype.get("format", "")
    values = tuple(described.get("iurc:classOf", ()))
    if isinstance(shape, str) and _ALTERNATIVES.fullmatch(shape):
        values = tuple(shape.split("|"))
    suggestion = suggested.get(described["name"])
    if suggestion is None and "/id/topic/" in described.get("valueUrl", ""):
        suggestion = Suggestion.TOPIC
    elif suggestion is None and described["name"].endswith("country"):
        suggestion = Suggestion.COUNTRY
    return Column(
        title=described["titles"],
        explanation=described["dc:description"],
        required=described.get("required", False),
        values=values,
        suggestion=suggestion,
        is_date="iurc:bounds" in described,
        is_number=base in {"integer", "decimal"},
    )


def _explained(column: Column) -> str:
    values = f" One of: {', '.join(f'`{value}`' for value in column.values)}." if column.values else ""
    return column.explanation.replace("|", "\\|") + values


_README: Final = """# {title}

{description}

Fill in `{file}`: one row for each, and leave the header as it is. The file `{file}-metadata.json` beside it tells the product what the columns
mean; keep the two together. Then

```text
iurc validate {file}        tells what is wrong, with row and column, and stores nothing
iurc import {file}          stores it when nothing is wrong
```

| column | must be filled | what to write |
| --- | --- | --- |
{rows}

* **Dates** are those of {era}. For the other calendar: `iurc template write {name} --calendar {other}`.
* **Names of cities and regions** are those of the identity register. A name that it does not know is an error, which proposes the nearest spellings. A
  new city gets a row in a register of your own, a text file `my-register.csv`, named with `--register my-register.csv`:

  ```csv
  dataset,source_id,kind,canonical_slug,label_en,basis,name,country
  own/places.csv,Plovdiv,city,bg-plovdiv,Plovdiv,new participant,Plovdiv,BG
  ```

  and a row in the template `cities`, which describes it.
* **A text file** (CSV) is saved as UTF-8, with commas; a cell that holds a comma stands in double quotes. Tab-separated values (`.tsv`) and Excel workbooks
  (`.xlsx`) do as well: `iurc template write {name} --format xlsx`.
* **Importing again** replaces what the file said before: the rows are the whole of the dataset, which is named after the file.
"""

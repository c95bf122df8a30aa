"""The competency questions: what the graph must be able to answer, as parametrised queries.

A question is one file `questions/<name>.rq`, a SPARQL 1.1 `SELECT` query under a header of comment lines:

    # title: one line, a question in the reader's words
    # description: what counts as an answer; it goes on in
    #   lines that are indented by two spaces more
    # parameter: country string - what may be given
    # column: city - what stands in the first column
    # column: source - what stands in the second one

Each parameter is the variable of exactly one `VALUES` block of the query, and what stands in that block is its
default; `Question.bind` puts other values in its place. The columns are those of the query's projection, in
the same order. `questions/<name>.csv` beside it holds the answer on the facts that ship with the product, in the form
of SPARQL 1.1 Query Results CSV, but with the line ends of every other file here (LF).

Rows have a total order: no two agree in all that `ORDER BY` names. A list inside a cell is put together by
`GROUP_CONCAT` over an ordered subselect, because SPARQL 1.1 has no other way to ask for an order there; it does not
promise to keep it (section 18.5.1.7), Oxigraph does.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable

from iurc.ontology.parameter import BadHeader, BadParameter, Parameter, declared

EXAMPLES = (
    "funding-side",
    "cities-of-a-country-and-their-partners",
    "pairings-continued-into-phase-two",
    "topics-per-strand",
    "sdg-cooperations-in-asia",
    "trios-and-clusters",
    "completeness-against-published-totals",
    "member-states-that-never-took-part",
    "about-page-claims",
    "nearby-cities-on-the-same-topic",
)
"""The questions that the home page offers first, in its order."""

_HEADER = re.compile(r"#\s?(?P<key>title|description|parameter|column):\s*(?P<text>.*)")
_CONTINUED = re.compile(r"#\s{3,}(?P<text>\S.*)")
_COLUMN = re.compile(r"(?P<name>[a-z][A-Za-z0-9]*) - (?P<text>.+)")


class UnknownQuestion(LookupError):
    """There is no question of that name."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the answer: the projected variable and what stands in it."""

    name: str
    description: str


@dataclass(frozen=True, slots=True)
class Question:
    """A competency question.

    Attributes:
        name: The file name without its ending; kebab case.
        title: The question in one line.
        description: What counts as an answer.
        parameters: What may be chosen, in the order of the header.
        columns: The columns of the answer, in the order of the projection.
        text: The query with its header and its defaults.
    """

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    text: str

    def bind(self, values: Mapping[str, str | Sequence[str]]) -> str:
        """Give the query with other values for its parameters.

        Args:
            values: Plain text by parameter name; several values where a sequence is given. A parameter that is
                left out keeps its default.

        Returns:
            The text of the query.

        Raises:
            BadParameter: An unknown name, no value at all, or a value that is not of the parameter's type.
        """
        known = {parameter.name: parameter for parameter in self.parameters}
        text = self.text
        for name, given in values.items():
            if name not in known:
                allowed = ", ".join(known) or "none"
                raise BadParameter(f"question {self.name} has no parameter {name} (it has: {allowed})")
            text = known[name].bind(text, (given,) if isinstance(given, str) else given)
        return text

    def expected(self) -> tuple[tuple[str, ...], ...]:
        """Give the rows of the answer on the shipped facts, without the header row.

        Returns:
            One tuple of cells for each row, as SPARQL 1.1 Query Results CSV writes them.

        Raises:
            BadHeader: The header row of the table is not the list of columns.
        """
        table = (_folder() / f"{self.name}.csv").read_text(encoding="utf-8")
        rows = [tuple(row) for row in csv.reader(io.StringIO(table, newline=""))]
        names = tuple(column.name for column in self.columns)
        if not rows or rows[0] != names:
            raise BadHeader(f"{self.name}.csv: the first row must be {','.join(names)}")
        return tuple(rows[1:])


def questions() -> tuple[Question, ...]:
    """Give all questions, sorted by name.

    Raises:
        BadHeader: A file whose header and query do not fit together.
    """
    names = (entry.name for entry in _folder().iterdir())
    return tuple(question(name.removesuffix(".rq")) for name in sorted(names) if name.endswith(".rq"))


def question(name: str) -> Question:
    """Give one question by its name.

    Raises:
        UnknownQuestion: There is none of that name.
        BadHeader: Its header and its query do not fit together.
    """
    entry = _folder() / f"{name}.rq"
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) or not entry.is_file():
        raise UnknownQuestion(f"there is no question {name!r}")
    return parse(name, entry.read_text(encoding="utf-8"))


def parse(name: str, text: str) -> Question:
    """Read the header of one question file.

    Args:
        name: The file name without its ending.
        text: The whole file.

    Returns:
        The question; the query itself is not parsed here.

    Raises:
        BadHeader: No title, no description, no column, a line of another form, an unknown parameter type, or a
            parameter without its one `VALUES` block.
    """
    try:
        lines = list(_header(text))
        parameters = tuple(declared(value, text) for key, value in lines if key == "parameter")
        columns = tuple(_column(value) for key, value in lines if key == "column")
        title, description = (_only(key, lines) for key in ("title", "description"))
    except BadHeader as wrong:
        raise BadHeader(f"{name}.rq: {wrong}") from wrong
    if not columns:
        raise BadHeader(f"{name}.rq: the header names no column")
    return Question(name, title, description, parameters, columns, text)


def _header(text: str) -> Iterator[tuple[str, str]]:
    key, parts = "", list[str]()
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.startswith("#"):
            break
        if started := _HEADER.fullmatch(line):
            if key:
                yield key, " ".join(parts)
            key, parts = started["key"], [started["text"].strip()]
        elif key and (continued := _CONTINUED.fullmatch(line)):
            parts.append(continued["text"].strip())
        else:
            raise BadHeader(f"line {number} is not a header line: {line}")
    if key:
        yield key, " ".join(parts)


def _only(key: str, lines: Sequence[tuple[str, str]]) -> str:
    values = [value for seen, value in lines if seen == key]
    if len(values) != 1 or not values[0]:
        raise BadHeader(f"the header needs exactly one {key}")
    return values[0]


def _column(line: str) -> Column:
    match = _COLUMN.fullmatch(line)
    if not match:
        raise BadHeader(f"a column is written `name - description`: {line}")
    return Column(match["name"], match["text"])


def _folder() -> Traversable:
    return files("iurc.ontology") / "questions"

"""What the mapping can say beyond CSVW: a short closed list of annotations of a column, all named `iurc:…`.

`docs/mapping.md` tells users what each does; ADR 3 tells why each is there.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

import pyoxigraph

from iurc.graph.mapping import context
from iurc.graph.mapping.node import Node
from iurc.graph.mapping.refusal import Refusal
from iurc.graph.mapping.spelling import meant
from iurc.graph.mapping.template import Template

PREFIX: Final = "iurc:"
_BOUNDS: Final = {"start", "end", "on", "none"}
_CALENDARS: Final = {"gregorian", "buddhist"}
_GIVEN: Final = {"slug", "label"}
_SOURCES: Final = ("place", "stem", "copy", "text")


@dataclass(frozen=True, slots=True)
class Place:
    """Where the name, the country and perhaps the kind of a place stand in a row, and what is wanted of the place."""

    name: str
    country: str
    kind: str | None
    gives: str = "slug"


@dataclass(frozen=True, slots=True)
class Condition:
    """Which rows a column speaks in: those where a cell is not null, or is one of some values."""

    column: str
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class Extension:
    """The extensions of one column; `None` where one is not used.

    Attributes:
        each: The list column for each of whose items the templates are expanded.
        bounds: `start`, `end`, `on` or `none`: the cell is a date of any precision.
        calendar: The calendar of that date.
        place: The value is the slug or the label of a place, by name and country.
        class_of: The classes that a value stands for.
        stem: The value is that of another column, up to its first dot.
        copy: The cell is that of another column.
        text: The value is made of other cells.
        lang_from: The column with the language tag.
        when: The condition to speak at all.
    """

    each: str | None = None
    bounds: str | None = None
    calendar: str = "gregorian"
    place: Place | None = None
    class_of: Mapping[str, tuple[pyoxigraph.NamedNode, ...]] | None = None
    stem: str | None = None
    copy: str | None = None
    text: Template | None = None
    lang_from: str | None = None
    when: Condition | None = None

    @property
    def source(self) -> str | None:
        """Which extension gives a virtual column its cell, if one does."""
        return next((name for name in _SOURCES if getattr(self, name) is not None), None)


def parse(column: Node, name: str) -> Extension:
    """Read the extensions of a column of a metadata file.

    Args:
        column: The column's description.
        name: The name of the column.

    Raises:
        Unreadable: An annotation is unknown or has a value that it cannot have.
    """
    readers: dict[str, Callable[[Node], object]] = {**_READERS, "each": lambda node: _each(node, name)}
    found: dict[str, Any] = {}
    for key, node in column.members():
        short = PREFIX + key.removeprefix(context.PREFIXES["iurc"]) if key.startswith("http") else key
        if not short.startswith(PREFIX) or (key.startswith("http") and short == PREFIX + key):
            continue
        which = short.removeprefix(PREFIX)
        if which not in readers:
            node.fail(f"there is no extension '{key}'", meant(which, readers))
        found[which] = readers[which](node)
    renamed = {"classOf": "class_of", "langFrom": "lang_from"}
    return Extension(**{renamed.get(key, key): value for key, value in found.items()})


def _each(node: Node, name: str) -> str | None:
    if isinstance(node.value, str):
        return node.value
    return name if node.boolean() else None


def _one_of(node: Node, known: set[str]) -> str:
    if node.string() not in known:
        node.fail(f"'{node.path[-1]}' cannot be '{node.value}'", meant(node.value, known))
    return node.string()


def _place(node: Node) -> Place:
    node.object()
    node.only({"name", "country", "kind", "gives"}, "iurc:place")
    name, country, kind, gives = (node.get(key) for key in ("name", "country", "kind", "gives"))
    if name is None or country is None:
        node.fail(
            "iurc:place needs the columns of name and country", '{"name": "city", "country": "country"}'
        )
    wanted = _one_of(gives, _GIVEN) if gives else "slug"
    return Place(name.string(), country.string(), kind.string() if kind else None, wanted)


def _classes(node: Node) -> Mapping[str, tuple[pyoxigraph.NamedNode, ...]]:
    classes = {}
    for value, member in node.members():
        try:
            classes[value] = tuple(pyoxigraph.NamedNode(context.expand(name)) for name in member.strings())
        except ValueError as error:
            member.fail(f"a class is no IRI: {error}", "write a prefixed name such as iurc:City")
    return MappingProxyType(classes)


def _template(node: Node) -> Template:
    try:
        return Template.parse(node.string())
    except Refusal as refusal:
        node.fail(refusal.message, refusal.remedy)


def _condition(node: Node) -> Condition:
    if isinstance(node.value, str):
        return Condition(node.value, frozenset())
    node.object()
    node.only({"column", "is"}, "iurc:when")
    column, values = node.get("column"), node.get("is")
    if column is None:
        node.fail("iurc:when needs a column", '{"column": "kind", "is": "city"}')
    return Condition(column.string(), frozenset(values.strings()) if values else frozenset())


_READERS: Final[Mapping[str, Callable[[Node], object]]] = MappingProxyType(
    {
        "bounds": lambda node: _one_of(node, _BOUNDS),
        "calendar": lambda node: _one_of(node, _CALENDARS),
        "place": _place,
        "classOf": _classes,
        "stem": Node.string,
        "copy": Node.string,
        "text": _template,
        "langFrom": Node.string,
        "when": _condition,
    }
)
NAMES: Final = frozenset({"each", *_READERS})
"""The names of all extensions."""

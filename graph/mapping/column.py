"""A column of a table: what CSVW and the extensions say about its cells."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from iurc.graph.mapping import datatype_description, extension, iri, language
from iurc.graph.mapping.datatype import Datatype
from iurc.graph.mapping.extension import Extension
from iurc.graph.mapping.iri import IriTemplate
from iurc.graph.mapping.node import Node
from iurc.graph.mapping.refusal import Refusal
from iurc.shapes.position import Position

INHERITED: Final = frozenset(
    {
        *(
            "aboutUrl",
            "datatype",
            "default",
            "lang",
            "null",
            "ordered",
            "propertyUrl",
            "required",
            "separator",
        ),
        *("textDirection", "valueUrl"),
    }
)
"""The properties that a column takes over from schema, table and group (section 5.7)."""

_OWN: Final = frozenset({"name", "suppressOutput", "titles", "virtual"})
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_]*(?:\.[A-Za-z0-9_]+)*")
_RDF_TYPE: Final = "rdf:type"


@dataclass(frozen=True, slots=True)
class Column:
    """A column description (Metadata Vocabulary for Tabular Data, section 5.6), inherited properties filled in.

    Attributes:
        number: Its place among all columns of the table, counted from 1.
        name: What templates call it.
        titles: What may stand in the header instead of the name.
        virtual: Whether the file does not have it.
        suppressed: Whether it makes no statements.
        required: Whether a null cell is an error.
        null: The spellings of "no value".
        default: What an empty cell counts as.
        separator: What stands between the items of a list; `None` for single values.
        ordered: Whether the order of the items matters.
        lang: The language of its strings, if any.
        datatype: What its values are.
        about: The subject; `None` for a blank node per row.
        predicate: The predicate; `None` for the one made of the table's URL and the name.
        value: The object, where it is an IRI.
        extension: What is said beyond CSVW.
        description: What people are told of it (`dc:description`), which helps where a cell is wrong.
        position: Where the metadata describe it.
    """

    number: int
    name: str
    titles: tuple[str, ...]
    virtual: bool
    suppressed: bool
    required: bool
    null: frozenset[str]
    default: str
    separator: str | None
    ordered: bool
    lang: str | None
    datatype: Datatype
    about: IriTemplate | None
    predicate: IriTemplate | None
    value: IriTemplate | None
    extension: Extension
    description: str | None
    position: Position

    @property
    def title(self) -> str:
        """What the header of the file calls it."""
        return self.titles[0] if self.titles else self.name

    @property
    def headers(self) -> frozenset[str]:
        """Everything the header of the file may call it."""
        return frozenset((*self.titles, self.name))


def parse(node: Node, number: int, outer: Mapping[str, Node], base: str | None) -> Column:
    """Read a column of a metadata file.

    Args:
        node: Its description.
        number: Its place, counted from 1.
        outer: The inherited properties of the schema, the table and the group.
        base: The URL of the table, if it has one.

    Raises:
        Unreadable: The description breaks the rules of CSVW or of the extensions.
    """
    node.object()
    node.only(_OWN | INHERITED, "a column", "Column")
    inherited = {**outer, **given(node)}
    titles_node, name_node = node.get("titles"), node.get("name")
    titles = _titles(titles_node) if titles_node else ()
    name = _name(name_node) if name_node else _named_after(titles[0]) if titles else f"_col.{number}"
    flags = {key: bool(found and found.boolean()) for key, found in _flags(node, inherited).items()}
    datatype_node, lang_node, separator = (inherited.get(key) for key in ("datatype", "lang", "separator"))
    null, default = inherited.get("null"), inherited.get("default")
    about, predicate, value = (
        iri.parse(inherited[key], base) if key in inherited else None
        for key in ("aboutUrl", "propertyUrl", "valueUrl")
    )
    description = node.get("dc:description")
    column = Column(
        number=number,
        name=name,
        titles=titles,
        virtual=flags["virtual"],
        suppressed=flags["suppressOutput"],
        required=flags["required"],
        null=frozenset(null.strings()) if null else frozenset({""}),
        default=default.string() if default else "",
        separator=separator.string() if separator else None,
        ordered=flags["ordered"],
        lang=_language(lang_node) if lang_node else None,
        datatype=datatype_description.parse(datatype_node) if datatype_node else Datatype(),
        about=about,
        predicate=predicate,
        value=value,
        extension=extension.parse(node, name),
        description=description.value.rstrip(".")
        if description and isinstance(description.value, str)
        else None,
        position=node.position,
    )
    _check(column, node, inherited)
    return column


def given(node: Node) -> dict[str, Node]:
    """Give the inherited properties that an object states itself."""
    return {key: member for key in INHERITED if (member := node.get(key)) is not None}


def _flags(node: Node, inherited: Mapping[str, Node]) -> dict[str, Node | None]:
    own = {key: node.get(key) for key in ("virtual", "suppressOutput")}
    return own | {key: inherited.get(key) for key in ("required", "ordered")}


def _name(node: Node) -> str:
    name = node.string()
    if not _NAME.fullmatch(name):
        node.fail(
            f"'{name}' cannot be the name of a column",
            "use letters, digits, _ and dots, a letter or digit first; the header may differ: say it in titles",
        )
    return name


def _named_after(title: str) -> str:
    """Make a name of a title: what no template variable may hold is percent-encoded (section 5.6.1)."""
    return quote(title, safe="").replace("-", "%2D").replace("~", "%7E")


def _titles(node: Node) -> tuple[str, ...]:
    if isinstance(node.value, dict):
        return tuple(title for _, member in node.members() for title in member.strings())
    return node.strings()


def _language(node: Node) -> str | None:
    if node.string() == "und":
        return None
    try:
        return language.check(node.string())
    except Refusal as refusal:
        node.fail(refusal.message, refusal.remedy)


def _check(column: Column, node: Node, inherited: Mapping[str, Node]) -> None:
    said = column.extension
    if said.source and not column.virtual:
        node.fail(f"'iurc:{said.source}' stands on a virtual column only", 'say "virtual": true')
    if column.virtual and not (column.suppressed or column.value or said.source or column.default):
        node.fail(
            f"the virtual column '{column.name}' has nothing to say",
            "give it a valueUrl, a default, or one of iurc:place, iurc:stem, iurc:copy, iurc:text",
        )
    _check_dates(column, node, inherited)
    if said.class_of is not None and (
        column.value or "propertyUrl" not in inherited or inherited["propertyUrl"].value != _RDF_TYPE
    ):
        node.fail(
            "iurc:classOf gives the object of rdf:type", 'say "propertyUrl": "rdf:type" and no valueUrl'
        )
    if said.lang_from and not column.datatype.is_string:
        node.fail("iurc:langFrom gives the language of strings", "drop the datatype")


def _check_dates(column: Column, node: Node, inherited: Mapping[str, Node]) -> None:
    said = column.extension
    if said.bounds and ("datatype" in inherited or column.separator or column.value):
        node.fail("iurc:bounds types a single date by itself", "drop datatype, separator and valueUrl")
    if said.bounds and not column.suppressed and column.predicate is None:
        node.fail("iurc:bounds needs a propertyUrl", 'such as "iurc:start"')
    if said.calendar != "gregorian" and said.bounds in {None, "none"}:
        node.fail("iurc:calendar stands beside iurc:bounds", 'say "iurc:bounds": "start", "end" or "on"')

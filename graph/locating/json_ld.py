"""JSON-LD read for the places of its terms (JSON-LD 1.1 API, sections 5 and 7).

Statements come in the order in which the store's parser yields them: for a node the link from outside, its types by their
names, its properties as they stand, and the graph it names at last.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from iurc.graph.locating.found import RDF, Found, Node, Term, Unfollowed, Walk
from iurc.graph.locating.json_ld_context import KEYWORDS, NOTHING, Context, Definition, extended
from iurc.graph.locating.json_ld_value import coerced, literal, named
from iurc.graph.locating.json_text import Members, Value, items, read
from iurc.graph.locating.resolve import is_valid

_TYPE: Final = RDF + "type"
_FIRST: Final = RDF + "first"
_REST: Final = RDF + "rest"
_NIL: Final = RDF + "nil"
_JSON: Final = ("", RDF + "JSON", None)
_DEEPEST: Final = 150
_MAPS_OF_NODES: Final = frozenset({"@id", "@type", "@graph"})
_VALUE_PARTS: Final = frozenset({"@value", "@language", "@direction"})


def walk(text: str, base: str | None = None) -> Walk:
    """Give the statements of a document with the offsets of their terms.

    What the second reading does not know (maps of nodes and graphs, scoped contexts) is left out.

    Args:
        text: JSON-LD that the store's parser has accepted.
        base: The base of the document.

    Raises:
        Unfollowed: It is nested too deep, or a context is not followed.
    """
    reader = _Reader(base)
    for _ in reader.top(read(text), Context(base)):
        yield from reader.found
        reader.found.clear()


class _Link(NamedTuple):
    """What leads to a value: its other end, the property, and whether that end is the object."""

    node: Node | None
    at: int
    predicate: str
    predicate_at: int
    reverse: bool = False


@dataclass(slots=True)
class _Cells:
    """A list that is being read: what leads to it, its last cell so far (0 before the first) and the place of that."""

    link: _Link
    at: int
    last: int = 0


_Way = _Link | _Cells


class _Member(NamedTuple):
    """A member of a node: what its name means, its name and the offset of that, and its value."""

    meaning: str | None
    name: str
    at: int
    value: Value


class _Reader:
    def __init__(self, base: str | None) -> None:
        self._base = base
        self._nodes = 0
        self._depth = 0
        self.found: list[Found] = []

    def top(self, said: Value, context: Context) -> Iterator[None]:
        """Read the nodes to which nothing leads, and pause after each."""
        for each in items(said):
            if not isinstance(each.value, Members):
                continue
            inner = self._within(each.value, context)
            members = _members(each.value, inner)
            if {member.meaning for member in members} == {"@graph"} and len(members) == 1:
                # A document that is a context and a list of nodes need not be held as a whole.
                yield from self.top(members[0].value, inner)
            else:
                self._object(each, each.value, context, NOTHING, None)
                yield

    def _within(self, members: Members, context: Context) -> Context:
        for name, _, value in members:
            if name == "@context":
                context = extended(context, value, self._base)
        return context

    def _unlinked(self, said: Value, context: Context) -> None:
        for each in items(said):
            if isinstance(each.value, Members):
                self._object(each, each.value, context, NOTHING, None)

    def _value(self, said: Value, context: Context, definition: Definition, link: _Way | None) -> None:
        value = said.value
        if isinstance(value, Members):
            self._object(said, value, context, definition, link)
        elif isinstance(value, list):
            for each in value:
                self._value(each, context, definition, link)
        elif value is not None and link is not None:
            term = coerced(value, context, definition)
            if isinstance(term, tuple):
                self._say(link, term, said.at)
            elif term is not None:
                self._lead(link, term, said.at)
            else:
                # What names nothing is not said, but a list has a cell for it.
                self._entered(link, said.at)

    def _object(
        self, said: Value, members: Members, context: Context, definition: Definition, link: _Way | None
    ) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise Unfollowed(said.at)
        try:
            context = self._within(members, context)
        except Unfollowed:
            # What stands outside of this object can be followed all the same.
            self._depth -= 1
            return
        read_members = _members(members, context)
        parts = {member.meaning: member.value for member in read_members}
        if not _VALUE_PARTS.isdisjoint(parts):
            self._literal(parts, context, link)
        elif "@list" in parts:
            self._list(parts["@list"], context, definition, link, nested=False)
        elif "@set" in parts:
            self._value(parts["@set"], context, definition, link)
        else:
            self._node(said, read_members, context, link)
        self._depth -= 1

    def _node(self, said: Value, members: list[_Member], context: Context, link: _Way | None) -> None:
        if _is_scoped(members, context):
            return
        subject: Node | None
        subject, at = None, said.at
        name = next((member.value for member in members if member.meaning == "@id"), None)
        if name is None:
            subject = self._new()
        elif isinstance(name.value, str):
            subject, at = named(context.expanded(name.value, vocabulary=False, document=True)), name.at
        if link is not None:
            link = self._entered(link, at)
            if subject is not None:
                self._lead(link, subject, at)
        for member in sorted(
            (each for each in members if each.meaning == "@type"), key=lambda each: each.name
        ):
            self._types(member, context, subject, at)
        for member in members:
            if member.meaning not in {"@type", "@id", "@graph"}:
                self._member(member, context, subject, at)
        for member in members:
            if member.meaning == "@graph":
                self._unlinked(member.value, context)

    def _types(self, member: _Member, context: Context, subject: Node | None, at: int) -> None:
        names = [(each.value, each.at) for each in items(member.value) if isinstance(each.value, str)]
        for name, name_at in sorted(names, key=lambda each: each[0]):
            kind = named(context.expanded(name, vocabulary=True, document=True))
            if kind is not None and subject is not None:
                self.found.append((subject, _TYPE, kind, at, member.at, name_at))

    def _member(self, member: _Member, context: Context, subject: Node | None, at: int) -> None:
        meaning, value = member.meaning, member.value
        if meaning == "@included":
            self._unlinked(value, context)
        elif meaning == "@reverse" and isinstance(value.value, Members):
            for inner in _members(value.value, context):
                self._property(inner, context, subject, at, reverse=True)
        elif meaning == "@nest":
            for each in items(value):
                for inner in _members(each.value, context) if isinstance(each.value, Members) else ():
                    self._member(inner, context, subject, at)
        elif meaning is not None and meaning not in KEYWORDS:
            self._property(member, context, subject, at, reverse=False)

    def _property(
        self, member: _Member, context: Context, subject: Node | None, at: int, *, reverse: bool
    ) -> None:
        definition = context.terms.get(member.name, NOTHING)
        if member.meaning is None or not is_valid(member.meaning) or not definition.followed:
            return
        if definition.context is not None:
            context = extended(context, definition.context, self._base)
        value, container = member.value, definition.container
        link = _Link(subject, at, member.meaning, member.at, reverse != definition.reverse)
        if definition.type == "@json":
            self._say(link, _JSON, value.at)
        elif value.value is None or not _MAPS_OF_NODES.isdisjoint(container):
            return
        elif "@list" in container and not _is_list_or_set(value, context):
            self._list(value, context, definition, link, nested=True)
        elif "@language" in container and isinstance(value.value, Members):
            self._languages(value.value, context, link)
        elif "@index" in container and isinstance(value.value, Members):
            for _, _, inner in value.value:
                self._value(inner, context, definition, link)
        else:
            self._value(value, context, definition, link)

    def _languages(self, members: Members, context: Context, link: _Link) -> None:
        for member in _members(members, context):
            language = None if member.meaning == "@none" else member.name.lower()
            for each in items(member.value):
                if isinstance(each.value, str):
                    self._say(link, (each.value, None, language), each.at)

    def _literal(self, parts: dict[str | None, Value], context: Context, link: _Way | None) -> None:
        value = parts.get("@value")
        if value is None or link is None:
            return
        kind = parts["@type"].value if "@type" in parts else None
        datatype = context.expanded(kind, vocabulary=True, document=True) if isinstance(kind, str) else None
        if datatype == "@json":
            self._say(link, _JSON, value.at)
        elif (
            value.value is not None
            and not isinstance(value.value, list)
            and (datatype is None or is_valid(datatype))
        ):
            language = parts["@language"].value if "@language" in parts else None
            tag = language.lower() if isinstance(language, str) else None
            self._say(link, literal(value.value, datatype, tag), value.at)

    def _list(
        self, said: Value, context: Context, definition: Definition, link: _Way | None, *, nested: bool
    ) -> None:
        if link is None:
            return
        cells = _Cells(self._entered(link, said.at), said.at)
        for item in items(said):
            if nested and isinstance(item.value, list):
                self._list(item, context, definition, cells, nested=True)
            else:
                self._value(item, context, definition, cells)
        if cells.last:
            self.found.append((cells.last, _REST, _NIL, cells.at, cells.at, cells.at))
        else:
            self._lead(cells.link, _NIL, said.at)

    def _entered(self, link: _Way, at: int) -> _Link:
        """Give what leads to a value; in a list a new cell is made for it."""
        if isinstance(link, _Link):
            return link
        here = self._new()
        if link.last:
            self.found.append((link.last, _REST, here, link.at, at, at))
        else:
            self._lead(link.link, here, link.at)
        link.last, link.at = here, at
        return _Link(here, at, _FIRST, at)

    def _lead(self, link: _Way, node: Node, at: int) -> None:
        link = self._entered(link, at)
        if link.node is None:
            return
        if link.reverse:
            self.found.append((node, link.predicate, link.node, at, link.predicate_at, link.at))
        else:
            self.found.append((link.node, link.predicate, node, link.at, link.predicate_at, at))

    def _say(self, link: _Way, term: Term, at: int) -> None:
        link = self._entered(link, at)
        if link.node is not None and not link.reverse:
            self.found.append((link.node, link.predicate, term, link.at, link.predicate_at, at))

    def _new(self) -> int:
        self._nodes += 1
        return self._nodes


def _members(members: Members, context: Context) -> list[_Member]:
    return [
        _Member(context.expanded(name, vocabulary=True, document=False), name, at, value)
        for name, at, value in members
        if name != "@context"
    ]


def _is_list_or_set(said: Value, context: Context) -> bool:
    return isinstance(said.value, Members) and any(
        member.meaning in {"@list", "@set"} for member in _members(said.value, context)
    )


def _is_scoped(members: list[_Member], context: Context) -> bool:
    """Whether a type of the node has a context of its own, which is not followed: it could turn every name around."""
    return any(
        isinstance(each.value, str) and context.terms.get(each.value, NOTHING).context is not None
        for member in members
        if member.meaning == "@type"
        for each in items(member.value)
    )

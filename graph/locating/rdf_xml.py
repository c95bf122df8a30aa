"""RDF/XML read for the places of its terms (RDF 1.1 XML Syntax, section 7).

Statements come in the order in which the store's parser yields them: what hangs on a start tag at once, the statement of
a property element when it ends, and backwards what one tag completes.
"""

import xml.parsers.expat
from dataclasses import dataclass, field
from typing import Any, Final

from iurc.graph.locating.found import RDF, Found, Node, Term, Unfollowed, Walk
from iurc.graph.locating.resolve import resolve
from iurc.graph.locating.xml_tag import Attribute, Tag, read

_XML: Final = "http://www.w3.org/XML/1998/namespace"
_BASE: Final = _XML + "base"
_LANGUAGE: Final = _XML + "lang"
_ABOUT: Final = RDF + "about"
_ID: Final = RDF + "ID"
_NODE_ID: Final = RDF + "nodeID"
_RESOURCE: Final = RDF + "resource"
_DATATYPE: Final = RDF + "datatype"
_PARSE_TYPE: Final = RDF + "parseType"
_TYPE: Final = RDF + "type"
_NIL: Final = RDF + "nil"
_TOP: Final = RDF + "RDF"
_DESCRIPTION: Final = RDF + "Description"
_LI: Final = RDF + "li"
_LITERAL: Final = RDF + "XMLLiteral"
_NO_PROPERTY: Final = {
    _ABOUT,
    _ID,
    _NODE_ID,
    _RESOURCE,
    _DATATYPE,
    _PARSE_TYPE,
    _TYPE,
    RDF + "bagID",
    RDF + "version",
}
_RDF_12: Final = {RDF + name for name in ("annotation", "annotationNodeID")}
# Names that begin so are reserved by XML, or tell the direction of text, which is no part of the terms compared.
_RESERVED: Final = ("xml", _XML, "http://www.w3.org/2005/11/its")
_CHUNK: Final = 1 << 16


def walk(data: bytes, base: str | None = None) -> Walk:
    """Give the statements of a document with the offsets of their terms, in bytes.

    Args:
        data: RDF/XML that the store's parser has accepted.
        base: Resolves relative IRIs until the document declares another.

    Raises:
        Unfollowed: Something stands there that is not RDF 1.1.
    """
    reader = _Reader(data, base)
    parser = xml.parsers.expat.ParserCreate(namespace_separator="")
    parser.ordered_attributes = True
    parser.specified_attributes = True
    parser.buffer_text = False
    parser.StartElementHandler = lambda name, values: reader.start(name, values, parser.CurrentByteIndex)
    parser.EndElementHandler = lambda _: reader.end()
    parser.CharacterDataHandler = lambda text: reader.text(text, parser.CurrentByteIndex)
    for begin in range(0, len(data), _CHUNK):
        try:
            parser.Parse(data[begin : begin + _CHUNK], begin + _CHUNK >= len(data))
        finally:
            yield from reader.found
            reader.found.clear()


@dataclass(slots=True)
class _Level:
    """An element that is open.

    Attributes:
        kind: `top`, `node`, `property`, `collection`, `literal` (its content is text whatever it holds) or `skipped`.
        subject: The node that a node element or `rdf:parseType="Resource"` describes, or the subject of a property.
        at: Where it is named.
    """

    kind: str
    base: str | None
    language: str | None
    subject: Node = ""
    at: int = 0
    predicate: str = ""
    predicate_at: int = 0
    datatype: str | None = None
    node: tuple[Node, int] | None = None
    items: list[tuple[Node, int]] = field(default_factory=list)
    statement: tuple[str, int] | None = None
    said: str = ""
    said_at: int = 0
    counted: int = 0


class _Reader:
    def __init__(self, data: bytes, base: str | None) -> None:
        self._data = data
        self._levels = [_Level("top", base, None)]
        self._inside = 0
        self._nodes = 0
        self._completed: list[Found] = []
        self.found: list[Found] = []

    def start(self, name: str, values: list[Any], at: int) -> None:
        """Take a start tag."""
        outer = self._levels[-1]
        if outer.kind in {"literal", "skipped"}:
            self._inside += 1
            return
        tag = read(self._data, name, values, at)
        if not _RDF_12.isdisjoint(tag.attributes):
            raise Unfollowed(at)
        base, language = outer.base, outer.language
        if _BASE in tag.attributes:
            base = tag.attributes[_BASE].value
        if _LANGUAGE in tag.attributes:
            language = tag.attributes[_LANGUAGE].value.lower()
        if outer.kind == "top" and name == _TOP:
            self._levels.append(_Level("top", base, language))
        elif outer.kind == "node":
            self._property(outer, tag, _Level("property", base, language))
        else:
            self._node(tag, _Level("node", base, language))
        self._hand_out()

    def text(self, text: str, at: int) -> None:
        """Take a piece of text."""
        level = self._levels[-1]
        if level.kind not in {"property", "literal"} or level.node:
            return
        if not level.said.strip() and text.strip():
            level.said_at = at + len(text) - len(text.lstrip(" \t\r\n"))
        level.said += text

    def end(self) -> None:
        """Take an end tag."""
        if self._inside:
            self._inside -= 1
            return
        self._ended(self._levels.pop())
        self._hand_out()

    def _ended(self, level: _Level) -> None:
        if level.kind == "node":
            self._hand_over(level.subject, level.at)
        elif level.kind == "collection":
            self._collection(level)
        elif level.kind == "literal":
            self._state(level, (level.said, _LITERAL, None), level.said_at or level.predicate_at)
        elif level.kind == "property":
            if level.node:
                self._state(level, *level.node)
            else:
                language = None if level.datatype else level.language
                self._state(
                    level, (level.said, level.datatype, language), level.said_at or level.predicate_at
                )

    def _hand_out(self) -> None:
        # The parser hands out backwards what one tag completes.
        self.found.extend(reversed(self._completed))
        self._completed.clear()

    def _node(self, tag: Tag, level: _Level) -> None:
        level.subject, level.at = self._named(tag, level, (_ABOUT, _ID, _NODE_ID))
        self._attributes(tag, level, level.subject, level.at)
        kind = tag.attributes.get(_TYPE)
        if kind:
            self._type(level.subject, level.at, kind, level)
        if tag.name != _DESCRIPTION:
            self._completed.append((level.subject, _TYPE, tag.name, level.at, tag.name_at, tag.name_at))
        self._levels.append(level)

    def _property(self, outer: _Level, tag: Tag, level: _Level) -> None:
        level.subject, level.at = outer.subject, outer.at
        level.predicate, level.predicate_at = tag.name, tag.name_at
        if tag.name == _LI:
            outer.counted += 1
            level.predicate = f"{RDF}_{outer.counted}"
        name = tag.attributes.get(_ID)
        if name:
            level.statement = (self._resolved(f"#{name.value}", level, name.at), name.at)
        datatype = tag.attributes.get(_DATATYPE)
        if datatype:
            level.datatype = self._resolved(datatype.value, level, datatype.at)
        parse_type = tag.attributes.get(_PARSE_TYPE)
        if parse_type is None:
            self._default(tag, level)
        elif parse_type.value == "Resource":
            node = self._new()
            self._state(level, node, tag.name_at)
            level = _Level("node", level.base, level.language, node, tag.name_at)
        elif parse_type.value == "Collection":
            level.kind = "collection"
        elif parse_type.value == "Triple":
            raise Unfollowed(tag.name_at)
        else:
            level.kind = "literal" if parse_type.value == "Literal" else "skipped"
        self._levels.append(level)

    def _default(self, tag: Tag, level: _Level) -> None:
        named = tag.attributes.get(_RESOURCE) or tag.attributes.get(_NODE_ID)
        if named is None and not any(_is_property(each) for each in tag.attributes.values()):
            return
        level.node = node, at = self._named(tag, level, (_RESOURCE, _NODE_ID))
        self._attributes(tag, level, node, at)
        kind = tag.attributes.get(_TYPE)
        if kind:
            self._type(node, at, kind, level)

    def _attributes(self, tag: Tag, level: _Level, subject: Node, at: int) -> None:
        for each in tag.attributes.values():
            if _is_property(each):
                said = (each.value, None, level.language)
                self._completed.append((subject, each.name, said, at, each.name_at, each.at))

    def _type(self, subject: Node, at: int, kind: Attribute, level: _Level) -> None:
        name = self._resolved(kind.value, level, kind.at)
        self._completed.append((subject, _TYPE, name, at, kind.name_at, kind.at))

    def _named(self, tag: Tag, level: _Level, by: tuple[str, ...]) -> tuple[Node, int]:
        for name in by:
            attribute = tag.attributes.get(name)
            if attribute and name == _NODE_ID:
                return f"_:{attribute.value}", attribute.at
            if attribute:
                reference = f"#{attribute.value}" if name == _ID else attribute.value
                return self._resolved(reference, level, attribute.at), attribute.at
        return self._new(), tag.name_at

    def _hand_over(self, node: Node, at: int) -> None:
        outer = self._levels[-1]
        if outer.kind == "property":
            outer.node = (node, at)
        elif outer.kind == "collection":
            outer.items.append((node, at))

    def _collection(self, level: _Level) -> None:
        rest: Node = _NIL
        rest_at = level.predicate_at
        for node, at in reversed(level.items):
            cell = self._new()
            self._completed.append((cell, RDF + "first", node, at, at, at))
            self._completed.append((cell, RDF + "rest", rest, at, at, rest_at))
            rest, rest_at = cell, at
        self._state(level, rest, rest_at)

    def _state(self, level: _Level, term: Term, at: int) -> None:
        if level.statement:
            name, name_at = level.statement
            subject, predicate = level.subject, level.predicate
            places = (name_at, name_at, name_at)
            self._completed.append((name, _TYPE, RDF + "Statement", *places))
            self._completed.append((name, RDF + "subject", subject, *places))
            self._completed.append((name, RDF + "predicate", predicate, *places))
            self._completed.append((name, RDF + "object", term, *places))
        self._completed.append((level.subject, level.predicate, term, level.at, level.predicate_at, at))

    def _resolved(self, reference: str, level: _Level, at: int) -> str:
        iri = resolve(reference, level.base)
        if iri is None:
            raise Unfollowed(at)
        return iri

    def _new(self) -> int:
        self._nodes += 1
        return self._nodes


def _is_property(attribute: Attribute) -> bool:
    return attribute.name not in _NO_PROPERTY and not attribute.name.startswith(_RESERVED)

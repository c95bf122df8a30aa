"""RDF terms as N-Triples text and back (RDF 1.1 N-Triples, section 2), escaped as Oxigraph escapes them."""

import re

from rdflib import XSD, BNode, Literal, URIRef
from rdflib.term import Node

_ESCAPES = {"\t": "\\t", "\b": "\\b", "\n": "\\n", "\r": "\\r", "\f": "\\f", '"': '\\"', "\\": "\\\\"}
_UNESCAPES = {escape[1]: character for character, escape in _ESCAPES.items()} | {"'": "'"}
_SPECIAL = re.compile(r'["\\\x00-\x1f\x7f]')
_ESCAPED = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"(?:@([A-Za-z0-9-]+)|\^\^<([^<>]*)>)?', re.DOTALL)


def term_text(node: Node) -> str:
    """Write a term as N-Triples does.

    Args:
        node: An IRI, blank node or literal of rdflib.

    Returns:
        The text that Oxigraph writes for the same term, so that texts of both can be compared.

    Raises:
        TypeError: It is no term of RDF 1.1.
    """
    if isinstance(node, URIRef):
        return f"<{node}>"
    if isinstance(node, BNode):
        return f"_:{node}"
    if not isinstance(node, Literal):
        raise TypeError(f"no RDF term: {node!r}")
    quoted = f'"{_SPECIAL.sub(_escape, str(node))}"'
    if node.language:
        return f"{quoted}@{node.language}"
    return quoted if node.datatype in {None, XSD.string} else f"{quoted}^^<{node.datatype}>"


def term_node(text: str) -> URIRef | BNode | Literal:
    """Read a term that `term_text` wrote.

    Args:
        text: One term in N-Triples.

    Returns:
        The term; a string is a plain literal.

    Raises:
        ValueError: The text is no term.
    """
    if text.startswith("<") and text.endswith(">"):
        return URIRef(text[1:-1])
    if text.startswith("_:"):
        return BNode(text[2:])
    match = _LITERAL.fullmatch(text)
    if match is None:
        raise ValueError(f"no term in N-Triples: {text}")
    value, language, datatype = match.groups()
    content = _ESCAPED.sub(_unescape, value)
    if language:
        return Literal(content, lang=language)
    return Literal(content, datatype=datatype and URIRef(datatype), normalize=False)


def _escape(match: re.Match[str]) -> str:
    return _ESCAPES.get(match[0], f"\\u{ord(match[0]):04X}")


def _unescape(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _UNESCAPES[match[3]]

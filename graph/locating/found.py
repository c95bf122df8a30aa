"""What a second reading of a source finds: statements, and the offsets of their terms."""

from collections.abc import Iterator
from typing import Final

RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"

# A literal: its text, its datatype, its language. Where neither is given it is a plain string.
Literal = tuple[str, str | None, str | None]
# An IRI or a labelled blank node (`_:label`) is a string; a number is a blank node that the source does not name.
Node = str | int
Term = Node | Literal
# Subject, predicate and object of a statement, then the offset in the text at which each of them begins.
Found = tuple[Node, str, Term, int, int, int]
Walk = Iterator[Found]


class Unfollowed(Exception):
    """The text has something in it that the second reading does not know.

    Attributes:
        at: The offset at which it stands.
    """

    def __init__(self, at: int) -> None:
        super().__init__(f"not followed from offset {at} on")
        self.at = at

"""What prefixed names and relative IRIs of Turtle mean at some point of a text (RDF 1.1 Turtle, sections 2.4 and 6.3)."""

from iurc.graph.locating.found import Unfollowed
from iurc.graph.locating.resolve import is_absolute, resolve
from iurc.graph.locating.tokens import unescaped


class Names:
    """The prefixes and the base that are in force.

    Args:
        base: Resolves relative IRIs until the text declares another.

    Attributes:
        base: The base in force.
    """

    def __init__(self, base: str | None) -> None:
        self.base = base
        self._prefixes: dict[str, str] = {}
        self._known: dict[str, str] = {}

    def bind(self, prefix: str, iri: str) -> None:
        """Take a declaration of a prefix."""
        self._prefixes[prefix] = iri
        self._known.clear()

    def named(self, name: str, at: int) -> str:
        """Give the IRI of a prefixed name.

        Args:
            name: The token.
            at: Its offset, for the error.

        Raises:
            Unfollowed: Its prefix is not declared.
        """
        known = self._known.get(name)
        if known is None:
            prefix, _, local = name.partition(":")
            if prefix not in self._prefixes:
                raise Unfollowed(at)
            known = self._known[name] = self._prefixes[prefix] + unescaped(local)
        return known

    def iri(self, token: str, at: int) -> str:
        """Give the IRI of a reference in angle brackets.

        Args:
            token: The token.
            at: Its offset, for the error.

        Raises:
            Unfollowed: It is relative and there is no base, or it is no IRI.
        """
        reference = token[1:-1]
        if "\\" not in token and is_absolute(reference):
            return reference
        iri = resolve(unescaped(reference), self.base)
        if iri is None:
            raise Unfollowed(at)
        return iri

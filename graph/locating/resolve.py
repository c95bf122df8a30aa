"""IRIs as the store's parsers make them. They are asked, not imitated: what they say is what has to be matched."""

import re
from functools import lru_cache
from typing import Final

import pyoxigraph

_ABSOLUTE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


def is_absolute(reference: str) -> bool:
    """Whether it begins with a scheme."""
    return _ABSOLUTE.match(reference) is not None


@lru_cache(maxsize=65536)
def resolve(reference: str, base: str | None) -> str | None:
    """Resolve an IRI reference (RFC 3986, section 5.2).

    Args:
        reference: As it was written, escapes undone.
        base: What it is relative to.

    Returns:
        The IRI; `None` where there is no valid one.
    """
    if is_absolute(reference):
        return reference if is_valid(reference) else None
    if base is None:
        return None
    try:
        quads = pyoxigraph.parse(
            f"<{reference}> <urn:x> <urn:x> .", format=pyoxigraph.RdfFormat.TURTLE, base_iri=base
        )
        return next(str(quad.subject.value) for quad in quads)
    except (SyntaxError, ValueError):
        return None


@lru_cache(maxsize=65536)
def is_valid(iri: str) -> bool:
    """Whether the store takes this for an IRI."""
    try:
        pyoxigraph.NamedNode(iri)
    except ValueError:
        return False
    return True

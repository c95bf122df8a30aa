"""What shapes say of themselves: names and descriptions for rules."""

from collections.abc import Mapping
from dataclasses import dataclass

from rdflib import RDFS, SH, Graph, Literal, URIRef


@dataclass(frozen=True, slots=True)
class About:
    """What a shape or a constraint says of itself.

    Attributes:
        name: Its `sh:name` or `rdfs:label`.
        description: Its `sh:description` or `rdfs:comment`.
        message: Its `sh:message`.
    """

    name: str | None = None
    description: str | None = None
    message: str | None = None


def about(shapes: Graph, language: str = "en") -> Mapping[str, About]:
    """Read what the named shapes of a graph say of themselves.

    Args:
        shapes: The shapes graph.
        language: The language wanted; English or no language otherwise.

    Returns:
        By the IRI of each subject that says something.
    """
    told = {}
    properties = (SH.name, SH.description, SH.message, RDFS.label, RDFS.comment)
    subjects = {subject for each in properties for subject in shapes.subjects(each)}
    for subject in subjects:
        if isinstance(subject, URIRef):
            texts = [_text(shapes, subject, each, language) for each in properties]
            told[str(subject)] = About(texts[0] or texts[3], texts[1] or texts[4], texts[2])
    return told


def _text(shapes: Graph, subject: URIRef, predicate: URIRef, language: str) -> str | None:
    literals = [each for each in shapes.objects(subject, predicate) if isinstance(each, Literal)]
    wanted = language.lower()
    ranked = sorted(literals, key=lambda each: (_rank((each.language or "").lower(), wanted), str(each)))
    return str(ranked[0]) if ranked else None


def _rank(tag: str, wanted: str) -> int:
    """Rank a language tag: the one wanted, a variant of it, its base, English, none, any other."""
    if tag == wanted:
        return 0
    if tag.startswith(wanted + "-") or wanted.startswith(tag + "-" if tag else "\0"):
        return 1
    if tag == "en":
        return 2
    return 3 if not tag else 4

"""The context of a JSON-LD document as far as it stands in the document (JSON-LD 1.1 API, sections 4.1, 4.2 and 5.2)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from iurc.graph.locating.found import Unfollowed
from iurc.graph.locating.json_text import Members, Value, items
from iurc.graph.locating.resolve import is_valid, resolve

KEYWORDS: Final = frozenset(
    [
        "@base",
        "@container",
        "@context",
        "@direction",
        "@graph",
        "@id",
        "@import",
        "@included",
        "@index",
        "@json",
        "@language",
        "@list",
        "@nest",
        "@none",
        "@prefix",
        "@propagate",
        "@protected",
        "@reverse",
        "@set",
        "@type",
        "@value",
        "@version",
        "@vocab",
    ]
)
_LIKE_A_KEYWORD: Final = re.compile(r"@[A-Za-z]+\Z")
_NOT_FOLLOWED: Final = frozenset({"@import", "@propagate"})
_PLAIN: Final = frozenset({"@vocab", "@base", "@language", "@direction", "@version", "@protected"})
_FOLLOWED: Final = frozenset(
    {
        "@id",
        "@reverse",
        "@type",
        "@language",
        "@container",
        "@prefix",
        "@protected",
        "@context",
        "@direction",
        "@nest",
    }
)
_UNSAID: Final = "\0"


@dataclass(frozen=True, slots=True)
class Definition:
    """What a term stands for.

    Attributes:
        iri: Its IRI or keyword; `None` where the context makes it mean nothing.
        type: The type its values are coerced to.
        language: The language of its values; an impossible one where the definition names none.
        container: `@list`, `@set` and so on.
        reverse: Whether it leads from its value to its node.
        prefix: Whether it can begin a compact IRI.
        context: What holds within its values besides.
        followed: Whether the second reading knows what its definition asks for.
    """

    iri: str | None
    type: str | None = None
    language: str | None = _UNSAID
    container: frozenset[str] = frozenset()
    reverse: bool = False
    prefix: bool = False
    context: Value | None = None
    followed: bool = True


NOTHING: Final = Definition(None)


@dataclass(frozen=True, slots=True)
class Context:
    """What names mean at some point of a document.

    Attributes:
        base: What relative IRIs are relative to.
        vocabulary: What begins the IRI of a name that is no term.
        language: The language of strings.
        terms: The definitions of terms.
    """

    base: str | None = None
    vocabulary: str | None = None
    language: str | None = None
    terms: Mapping[str, Definition] = field(default_factory=dict)
    _known: dict[tuple[str, bool, bool], str | None] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )

    def language_of(self, definition: Definition) -> str | None:
        """Give the language of the strings of a term."""
        return self.language if definition.language == _UNSAID else definition.language

    def expanded(self, name: str, *, vocabulary: bool, document: bool) -> str | None:
        """Expand a term, a compact IRI or a relative IRI (section 5.2).

        Args:
            name: As it is written.
            vocabulary: Whether it may be a term or relative to the vocabulary.
            document: Whether it may be relative to the base.

        Returns:
            An IRI, a keyword, a blank node (`_:…`), or a name that is none of these; `None` where it means nothing.
        """
        asked = (name, vocabulary, document)
        if asked not in self._known:
            self._known[asked] = self._expanded(name, vocabulary=vocabulary, document=document)
        return self._known[asked]

    def _expanded(self, name: str, *, vocabulary: bool, document: bool) -> str | None:
        if name in KEYWORDS:
            return name
        if _LIKE_A_KEYWORD.match(name):
            return None
        if name in self.terms and (vocabulary or (self.terms[name].iri or "") in KEYWORDS):
            return self.terms[name].iri
        prefix, colon, rest = name.partition(":")
        if colon and prefix:
            if prefix == "_" or rest.startswith("//"):
                return name
            known = self.terms.get(prefix)
            if known is not None and known.prefix and known.iri is not None:
                return known.iri + rest
            if is_valid(name):
                return name
        if vocabulary and self.vocabulary is not None:
            return self.vocabulary + name
        return (resolve(name, self.base) if document else None) or name


def extended(context: Context, said: Value, base: str | None) -> Context:
    """Apply a local context (section 4.1).

    Args:
        context: What holds outside.
        said: The value of `@context`.
        base: The base of the document, which `null` goes back to.

    Raises:
        Unfollowed: It is a remote context or says something that is not followed here.
    """
    for each in items(said):
        if each.value is None:
            context = Context(base)
        elif isinstance(each.value, Members):
            context = _with_members(context, each)
        else:
            raise Unfollowed(each.at)
    return context


def _with_members(context: Context, said: Value) -> Context:
    assert isinstance(said.value, Members)  # noqa: S101 - asked by the only caller
    members = {name: value for name, _, value in said.value}
    if not _NOT_FOLLOWED.isdisjoint(members):
        raise Unfollowed(said.at)
    if "@base" in members:
        reference = members["@base"].value
        context = replace(
            context, base=resolve(reference, context.base) if isinstance(reference, str) else None
        )
    if "@vocab" in members:
        name = members["@vocab"].value
        vocabulary = context.expanded(name, vocabulary=True, document=True) if isinstance(name, str) else None
        context = replace(context, vocabulary=vocabulary)
    if "@language" in members:
        language = members["@language"].value
        context = replace(context, language=language.lower() if isinstance(language, str) else None)
    terms = _Terms(context, members)
    return replace(context, terms={**context.terms, **terms.all()})


class _Terms:
    """The term definitions of one local context, which may build on each other in any order (section 4.2)."""

    def __init__(self, context: Context, members: dict[str, Value]) -> None:
        self._context = context
        self._members = {name: value for name, value in members.items() if name not in _PLAIN}
        self._made: dict[str, Definition] = {}
        self._making: set[str] = set()

    def all(self) -> dict[str, Definition]:
        """Make them all."""
        for name in self._members:
            self._make(name)
        return self._made

    def _make(self, term: str) -> None:
        if term in self._made or term in self._making:
            return
        self._making.add(term)
        said = self._members[term]
        self._made[term] = self._definition(term, said)

    def _definition(self, term: str, said: Value) -> Definition:
        if said.value is None:
            return NOTHING
        if isinstance(said.value, str):
            iri = self._iri(said.value)
            return Definition(iri, prefix=_may_be_prefix(term, iri))
        if not isinstance(said.value, Members):
            raise Unfollowed(said.at)
        parts = {name: value for name, _, value in said.value}
        return self._expanded_definition(term, parts)

    def _expanded_definition(self, term: str, parts: dict[str, Value]) -> Definition:
        name = _text(parts, "@reverse") or _text(parts, "@id")
        if "@id" in parts and parts["@id"].value is None:
            return NOTHING
        kind = _text(parts, "@type")
        language = parts["@language"].value if "@language" in parts else _UNSAID
        containers = items(parts["@container"]) if "@container" in parts else []
        iri = self._iri(name) if name is not None and name != term else self._own(term)
        may_be_prefix = name is not None and _may_be_prefix(term, iri)
        return Definition(
            iri,
            type=None if kind is None else self._iri(kind),
            language=language.lower() if isinstance(language, str) else None,
            container=frozenset(str(each.value) for each in containers),
            reverse="@reverse" in parts,
            prefix=parts["@prefix"].value is True if "@prefix" in parts else may_be_prefix,
            context=parts.get("@context"),
            followed=parts.keys() <= _FOLLOWED,
        )

    def _own(self, term: str) -> str | None:
        prefix, colon, rest = term.partition(":")
        if colon and prefix:
            if prefix in self._members:
                self._make(prefix)
            known = self._made.get(prefix) or self._context.terms.get(prefix)
            return known.iri + rest if known is not None and known.iri is not None else term
        return None if self._context.vocabulary is None else self._context.vocabulary + term

    def _iri(self, name: str) -> str | None:
        for part in (name, name.partition(":")[0]):
            if part in self._members:
                self._make(part)
        # A term that is being defined means nothing yet, whatever it meant before.
        known = {key: value for key, value in self._context.terms.items() if key not in self._making}
        return replace(self._context, terms={**known, **self._made}).expanded(
            name, vocabulary=True, document=False
        )


def _text(parts: dict[str, Value], name: str) -> str | None:
    value = parts[name].value if name in parts else None
    return value if isinstance(value, str) else None


def _may_be_prefix(term: str, iri: str | None) -> bool:
    if iri is None or ":" in term or "/" in term:
        return False
    return iri.endswith((":", "/", "?", "#", "[", "]", "@")) or iri.startswith("_:")

"""From what a template gives to the IRI it stands for: prefixes written out, relative references resolved."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from urllib.parse import urljoin

import pyoxigraph

from iurc.graph.mapping import context
from iurc.graph.mapping.node import Node
from iurc.graph.mapping.refusal import Refusal
from iurc.graph.mapping.spelling import meant
from iurc.graph.mapping.template import Template, Value

_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
# Schemes whose IRIs have no `//`; anything else before a colon is a mistyped prefix.
_PLAIN_SCHEMES: Final = {"urn", "mailto", "tag", "tel", "info", "doi", "data", "did", "ni", "news"}


@dataclass(frozen=True, slots=True)
class IriTemplate:
    """A URI template property of a metadata file.

    Attributes:
        template: The template, a prefix at its start already written out.
        whole: Whether a single cell gives the whole IRI, which then has to be absolute.
        absolute: Whether the text before the first variable has a scheme.
        base: What a relative result is resolved against.
    """

    template: Template
    whole: bool
    absolute: bool
    base: str | None

    def expand(self, values: Mapping[str, Value]) -> pyoxigraph.NamedNode:
        """Make the IRI for the values of a row.

        Raises:
            Refusal: A value is missing, or the result is no absolute IRI; names the column where one alone is to blame.
        """
        try:
            text = self.template.expand(values)
            return named(text if self.absolute else self._resolved(text))
        except Refusal as refusal:
            names = self.template.names
            if refusal.column is None and len(names) == 1:
                raise Refusal(refusal.message, refusal.remedy, next(iter(names))) from None
            raise

    def _resolved(self, text: str) -> str:
        text = context.expand(text)
        if _SCHEME.match(text):
            return text
        if self.whole:
            raise Refusal(f"'{text}' is no absolute IRI", "begin it with https://")
        if self.base is None:
            raise Refusal(
                f"'{text}' is a relative IRI, and the metadata has no base",
                'write the template in full, or give the group an "@id"',
            )
        return urljoin(self.base, text)


def parse(node: Node, base: str | None) -> IriTemplate:
    """Read a URI template property.

    Args:
        node: The property.
        base: The URL of the table, if it has one.

    Raises:
        Unreadable: It is no template, or begins with a prefix that is not known.
    """
    try:
        template = Template.parse(node.string())
    except Refusal as refusal:
        node.fail(refusal.message, refusal.remedy)
    start = template.start
    scheme = _SCHEME.match(start)
    if scheme is None:
        return IriTemplate(template, template.text.startswith("{+") and not start, absolute=False, base=base)
    name, rest = scheme[1], start[scheme.end() :]
    if not rest.startswith("//"):
        if name in context.PREFIXES:
            template = template.starting_with(context.PREFIXES[name] + rest)
        elif name.lower() not in _PLAIN_SCHEMES:
            node.fail(
                f"the prefix '{name}' is not known", meant(name, context.PREFIXES) or "write the IRI in full"
            )
    return IriTemplate(template, whole=False, absolute=True, base=base)


@lru_cache(maxsize=1 << 16)
def named(text: str) -> pyoxigraph.NamedNode:
    """Make an IRI of a text.

    Raises:
        Refusal: It is none (RFC 3987).
    """
    try:
        return pyoxigraph.NamedNode(text)
    except ValueError as error:
        raise Refusal(
            f"'{text}' is not a valid IRI: {error}", "correct the cells or the template it is made of"
        ) from None

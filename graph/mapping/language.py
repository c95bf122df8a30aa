"""Language tags (BCP 47): whether one is valid, and how it is written."""

import re
from functools import lru_cache
from typing import Final

from language_tags import tags

from iurc.graph.mapping.refusal import Refusal

# RFC 5646, section 2.1, without the irregular tags of old.
_TAG: Final = re.compile(
    r"(?P<language>[a-z]{2,3})(?P<extended>(?:-[a-z]{3}){0,3})(?:-(?P<script>[a-z]{4}))?(?:-(?P<region>[a-z]{2}|[0-9]{3}))?"
    r"(?P<variants>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)"
    r"(?P<extensions>(?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*)(?P<private>-x(?:-[a-z0-9]{1,8})+)?"
)
_PRIVATE: Final = re.compile(r"x(?:-[a-z0-9]{1,8})+")
# The parts that the registry keeps for private use, as ranges.
_PRIVATE_LANGUAGE: Final = re.compile(r"q[a-t][a-z]")
_PRIVATE_SCRIPT: Final = re.compile(r"qaa[a-z]|qab[a-x]")
_PRIVATE_REGION: Final = re.compile(r"aa|q[m-z]|x[a-z]|zz")
_SHORTEST_NAME: Final = 4


def canonical(tag: str) -> str:
    """Write a tag in the case that BCP 47 recommends (RFC 5646, section 2.1.1): `zh-hans-cn` becomes `zh-Hans-CN`.

    Args:
        tag: Any well-formed tag; nothing is checked.
    """
    parts = tag.lower().split("-")
    after_singleton = False
    for index, part in enumerate(parts):
        if not after_singleton and index:
            parts[index] = {2: part.upper(), 4: part.title()}.get(len(part), part)
        after_singleton = after_singleton or len(part) == 1
    return "-".join(parts)


@lru_cache(maxsize=1024)
def check(tag: str) -> str:
    """Check a tag against the grammar and the registry of BCP 47.

    Args:
        tag: As it was written.

    Returns:
        The tag in the recommended case.

    Raises:
        Refusal: It is not well formed, or its language, script or region is not registered.
    """
    lower = tag.lower()
    if _PRIVATE.fullmatch(lower):
        return lower
    match = _TAG.fullmatch(lower)
    if match is None:
        raise Refusal(f"'{tag}' is not a language tag", _remedy(tag))
    language, script, region = match["language"], match["script"], match["region"]
    extended = match["extended"].strip("-").split("-") if match["extended"] else []
    unknown = [
        f"the {what} '{part}'"
        for what, part, known in (
            ("language", language, _PRIVATE_LANGUAGE.fullmatch(language) or tags.language(language)),
            (
                "script",
                script,
                script is None or _PRIVATE_SCRIPT.fullmatch(script) or tags.type(script, "script"),
            ),
            ("region", region, region is None or _PRIVATE_REGION.fullmatch(region) or tags.region(region)),
            *(("language extension", part, tags.type(part, "extlang")) for part in extended),
        )
        if not known
    ]
    if unknown:
        raise Refusal(f"'{tag}' is not a language tag: {unknown[0]} is not registered", _remedy(tag))
    return canonical(tag)


def _remedy(tag: str) -> str:
    if "_" in tag:
        return f"write '{canonical(tag.replace('_', '-'))}', with a hyphen"
    if len(tag) < _SHORTEST_NAME:
        return "write a BCP 47 tag such as en, pt-BR or zh-Hans"
    named = [
        found.data["subtag"]
        for found in tags.search(tag)
        if found.data["type"] == "language" and tag.lower() in (name.lower() for name in found.description)
    ]
    return f"the tag of {tag} is '{named[0]}'" if named else "write a BCP 47 tag such as en, pt-BR or zh-Hans"

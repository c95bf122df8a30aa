"""Proposals for slugs: the last part of an IRI, made of a name.

A proposal is not an identity: a person accepts it by writing it into the identity register, and from then on it never changes.
"""

import re
import unicodedata
from collections.abc import Collection
from typing import Final

from iurc.graph.errors import BadUsage, Conflict

# Letters that Unicode does not take apart into a letter of a to z and an accent.
_LETTERS: Final = str.maketrans(
    dict(
        zip(
            "øØłŁđĐðÐıŋŊħĦŧŦĸəƏ",
            "oollddddinnhhttkaa",
            strict=True,
        )
    )
    | {"ß": "ss", "ẞ": "ss", "þ": "th", "Þ": "th", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "&": " and "}
    | dict.fromkeys(
        "'\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}\N{MODIFIER LETTER TURNED COMMA}\N{MODIFIER LETTER APOSTROPHE}",
        "",
    )
)
_COUNTRY: Final = re.compile(r"[A-Za-z]{2}")


def slug(text: str) -> str:
    """Make a slug of a name.

    Args:
        text: A name in Latin letters.

    Returns:
        Lower-case letters a to z, digits and single hyphens; the same for the same name, and for its own slug.

    Raises:
        BadUsage: Nothing is left, as of a name in another script: then the slug is chosen by hand.
    """
    apart = unicodedata.normalize("NFKD", text.translate(_LETTERS)).translate(_LETTERS)
    plain = "".join(letter for letter in apart if not unicodedata.combining(letter)).lower()
    made = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if not made:
        raise BadUsage(f"no slug can be made of '{text}'", remedy="choose one of the letters a to z by hand")
    return made


def place_slug(
    name: str,
    country: str,
    taken: Collection[str] = (),
    *,
    admin_unit: str | None = None,
    geonames: int | None = None,
) -> str:
    """Propose the slug of a place or of the authority that acts for it.

    Args:
        name: Its name.
        country: Two letters of ISO 3166-1.
        taken: The slugs that other things have.
        admin_unit: The first-level administrative unit, used if the short slug is taken.
        geonames: The GeoNames id, used if that is taken too.

    Returns:
        `sk-bratislava`; on a collision `us-springfield-illinois`; then `us-springfield-4250542`.

    Raises:
        BadUsage: The country is no code, or no slug can be made of the name.
        Conflict: Every form that the arguments allow is taken.
    """
    if not _COUNTRY.fullmatch(country):
        raise BadUsage(f"'{country}' is not a country code", remedy="use two letters of ISO 3166-1")
    short = f"{country.lower()}-{slug(name)}"
    forms = [short]
    if admin_unit:
        forms.append(f"{short}-{slug(admin_unit)}")
    if geonames is not None:
        forms.append(f"{short}-{geonames}")
    for form in forms:
        if form not in taken:
            return form
    raise Conflict(
        f"the slug '{forms[-1]}' is taken",
        remedy="give the first-level administrative unit or the GeoNames id, or choose another by hand",
    )

"""Which form of an answer a client wants (RFC 9110, section 12)."""

from collections.abc import Sequence
from typing import NamedTuple

from iurc.graph.answering.formats import Format
from iurc.graph.errors import IurcError

HTML = Format("html", "text/html; charset=utf-8", (), "html")

_LONGEST = 8_192
_MOST_RANGES = 64


class NotAcceptable(IurcError):
    """None of the forms that an answer can have is one that the client takes."""


class Choice(NamedTuple):
    """What was chosen: the format, and the media type to send it as."""

    format: Format
    media_type: str


class _Range(NamedTuple):
    kind: str
    subkind: str
    quality: float


def choose(accept: str | None, offers: Sequence[Format]) -> Choice:
    """Choose a form of the answer.

    Args:
        accept: The `Accept` header; `None` or one that says nothing readable accepts anything.
        offers: What there is, in the server's order of preference.

    Raises:
        NotAcceptable: Nothing fits; the message lists what there is.
    """
    ranges = _parse(accept or "")
    if not ranges:
        return Choice(offers[0], offers[0].media_type)
    best: tuple[float, int, int] | None = None
    chosen: Choice | None = None
    for order, offer in enumerate(offers):
        for name in (offer.media_type, *offer.also):
            quality, precision = _quality(name.partition(";")[0], ranges)
            if quality == 0 or (name in offer.also and precision < 2):
                # Other names of a format count only for who names them.
                continue
            # A type that is named wins over a pattern of the same quality, then the server's order decides.
            rank = (quality, precision, -order)
            if best is None or rank > best:
                best = rank
                chosen = Choice(offer, name)
    if chosen is None:
        raise NotAcceptable(
            f"nothing here is of the kind that was asked for ({accept!s:.200})",
            remedy=f"accept one of {', '.join(offer.media_type.partition(';')[0] for offer in offers)}",
        )
    return chosen


def prefers_html(accept: str | None) -> bool:
    """Whether the client is a browser: it names `text/html`, and nothing else before it."""
    ranges = _parse(accept or "")
    named = [each for each in ranges if (each.kind, each.subkind) == ("text", "html") and each.quality > 0]
    return bool(named) and named[0].quality >= max(each.quality for each in ranges)


def _quality(media_type: str, ranges: Sequence[_Range]) -> tuple[float, int]:
    kind, _, subkind = media_type.partition("/")
    found = (0.0, -1)
    for each in ranges:
        precision = (each.kind == kind) + (each.subkind == subkind)
        matches = each.kind in {kind, "*"} and each.subkind in {subkind, "*"}
        if matches and precision > found[1]:
            found = (each.quality, precision)
    return found


def _parse(header: str) -> list[_Range]:
    ranges = []
    for part in header[:_LONGEST].split(",")[:_MOST_RANGES]:
        media_type, *parameters = part.split(";")
        kind, slash, subkind = media_type.strip().lower().partition("/")
        if not (slash and kind and subkind) or (kind == "*" and subkind != "*"):
            continue
        quality = 1.0
        for parameter in parameters:
            name, _, value = parameter.strip().partition("=")
            if name.strip().lower() == "q":
                quality = _number(value)
        ranges.append(_Range(kind, subkind, quality))
    return ranges


def _number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        return 0.0
    return value if 0 <= value <= 1 else 0.0

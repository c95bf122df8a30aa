"""Characters that would do harm where a report is shown: on a terminal, in XML, in the log of a CI system."""

import re

# Controls of C0 and C1, and those that turn the direction of writing: a value must not colour, clear or reorder a report.
_HARMFUL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
# What XML 1.0 cannot hold, not even as a character reference (section 2.2).
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HALF = re.compile("[\ud800-\udfff]")
_NAMED = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def one_line(text: str) -> str:
    r"""Write a text on one line, with harmful characters escaped as `\n` or `\u001B`.

    Args:
        text: Any text.

    Returns:
        Text that can be printed to a terminal as it is.
    """
    return _HARMFUL.sub(_escape, text)


def columns_kept(text: str) -> str:
    """Write a line of a source so that it can be printed, each character in its column.

    Args:
        text: A line.

    Returns:
        As many characters: a tab is a space, another control its picture, anything else harmful a replacement character.
    """
    return _HARMFUL.sub(_picture, text)


def in_xml(text: str) -> str:
    """Escape what XML cannot hold; markup is left to who writes the XML."""
    return _NOT_IN_XML.sub(_escape, text)


def cut(text: str, longest: int) -> str:
    """Cut a text that is too long and mark the cut."""
    return text if len(text) <= longest else text[: longest - 1] + "…"


def encodable(text: str) -> str:
    """Replace half characters (lone surrogates), which UTF-8 cannot hold and strict readers of JSON refuse."""
    return _HALF.sub("\ufffd", text)


def _escape(match: re.Match[str]) -> str:
    return _NAMED.get(match[0]) or f"\\u{ord(match[0]):04X}"


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code == 0x09:
        return " "
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"

r"""Regular expressions that Python and Oxigraph understand alike (SHACL section 4.4.3).

pySHACL uses Python's expressions, Oxigraph those of Rust. A pattern is taken over only when it is made of what
both read the same way; classes such as `\w`, and matching without regard to case, differ beyond ASCII.
"""

import re

_ESCAPED = frozenset("\\^$.|?*+()[]{}-/,:;#&~ '\"!%=@_")
_CLASSES = frozenset("dws")
_CONTROL = frozenset("ntr")
_COUNT = re.compile(r"\{\d{1,3}(,\d{0,3})?\}")
ASCII = "^[\\\\t\\\\n\\\\r -~]*$"


def shared(pattern: str) -> tuple[bool, bool]:
    """Tell whether Rust understands a pattern as Python does.

    Args:
        pattern: A regular expression as pySHACL gives it to Python.

    Returns:
        Whether it is understood alike on ASCII text, and whether it is on any text.
    """
    at, everywhere, repeatable = 0, True, False
    while at < len(pattern):
        character = pattern[at]
        if character == "\\":
            kind = pattern[at + 1 : at + 2]
            if kind not in _ESCAPED | _CLASSES | _CONTROL:
                return False, False
            everywhere = everywhere and kind not in _CLASSES
            at, repeatable = at + 2, True
        elif character == "[":
            end = _class_end(pattern, at)
            if end is None:
                return False, False
            everywhere = everywhere and not re.search(r"(?<!\\)\\[dws]", pattern[at:end])
            at, repeatable = end, True
        elif character in "?*+{":
            length = _repetition(pattern, at)
            if not repeatable or length is None:
                return False, False
            at, repeatable = at + length, False
        elif character == "(":
            if pattern[at + 1 : at + 2] == "?" and pattern[at + 2 : at + 3] != ":":
                return False, False
            at, repeatable = at + (3 if pattern[at + 1 : at + 2] == "?" else 1), False
        elif character in "}]":
            return False, False
        else:
            at, repeatable = at + 1, character not in "^$|"
    try:
        re.compile(pattern)
    except re.error:
        return False, False
    return True, everywhere


def _repetition(pattern: str, at: int) -> int | None:
    if pattern[at] == "{":
        count = _COUNT.match(pattern, at)
        if count is None:
            return None
        length = count.end() - at
    else:
        length = 1
    following = pattern[at + length : at + length + 1]
    if following == "?":
        return length + 1
    return None if following in ("*", "+", "{") else length


def _class_end(pattern: str, start: int) -> int | None:
    """Give the end of a character class, nothing where the two dialects could read it differently."""
    at = start + 1
    if pattern[at : at + 1] == "^":
        at += 1
    first = at
    while at < len(pattern):
        character = pattern[at]
        if character == "]" and at > first:
            return at + 1
        pair = pattern[at : at + 2]
        if character in "[]" or pair in ("&&", "--", "~~", "||"):
            return None
        if character == "\\":
            if pair[1:] not in _ESCAPED | _CLASSES | _CONTROL:
                return None
            at += 1
        at += 1
    return None

"""The tokens of Turtle and TriG (RDF 1.1 Turtle, section 6.5), read leniently.

The store's parser has accepted the text before it comes here, so a token need not be held to its grammar; it only has to
end where that parser sees its end.
"""

import re
from typing import Final

from iurc.graph.locating.found import Unfollowed

_IRI: Final = r"<[^<>\"\s]*>"
# A character of a local name. Whatever may follow a name is left out; letters of all scripts stay in.
_CHAR: Final = r"[^\s<>\"'{}()\[\];,#@^|~\\.%!$&*+=/?:]"
_PREFIX: Final = rf"(?:{_CHAR}|\.)*+"
_LOCAL: Final = rf"(?:{_CHAR}|:|%[0-9A-Fa-f]{{2}}|\\.|\.+(?={_CHAR}|[:%\\]))*+"
_PNAME: Final = rf"(?!_:){_PREFIX}:{_LOCAL}"
_LABEL: Final = rf"_:(?:{_CHAR}|\.(?={_CHAR}))+"
_STRING: Final = (
    r'(?>"""(?:[^"\\]++|\\.|"(?!""))*+"""' + r"|'''(?:[^'\\]++|\\.|'(?!''))*+'''"
    r'|"(?:[^"\\\n\r]++|\\.)*+"' + r"|'(?:[^'\\\n\r]++|\\.)*+')"
)
_LANGUAGE: Final = r"@[A-Za-z]+(?:-[A-Za-z0-9]+)*(?:--[A-Za-z]+)?"
_NUMBER: Final = r"[+-]?(?>[0-9]+\.[0-9]*[eE][+-]?[0-9]+|\.?[0-9]+[eE][+-]?[0-9]+|[0-9]*\.[0-9]+|[0-9]+)"
_SKIP: Final = r"(?:[ \t\r\n]++|#[^\n\r]*+)*+"

# The kinds of tokens, by the number of the group that matched.
IRI, NAME, LABEL, STRING, NUMBER, LANGUAGE, WORD, MARK = range(1, 9)
TOKEN: Final = re.compile(
    rf"{_SKIP}(?:({_IRI})|({_PNAME})|({_LABEL})|({_STRING})|({_NUMBER})|({_LANGUAGE})|([A-Za-z]+)"
    r"|(\^\^|\{(?!\|)|\)(?!>>)|[.;,\[\](}]))",
    re.DOTALL,
)
_VERB: Final = rf"(?:({_PNAME})|({_IRI})|(a(?=[\s<])))"
_SIMPLE: Final = (
    rf"(?:({_PNAME})|({_IRI})|({_STRING})(?:({_LANGUAGE})|\^\^(?:({_PNAME})|({_IRI})))?|({_NUMBER}))"
    rf"{_SKIP}([;,.])"
)
# What most lines hold: an object, a verb and its object, or a whole statement, up to the mark that ends it.
OBJECT: Final = re.compile(rf"{_SKIP}()()(){_SIMPLE}", re.DOTALL)
VERB_OBJECT: Final = re.compile(rf"{_SKIP}{_VERB}{_SKIP}{_SIMPLE}", re.DOTALL)
_BLANK: Final = re.compile(_SKIP)

_ESCAPE: Final = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_SHORT: Final = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}


def stopped(text: str, at: int) -> None:
    """Hold a reading that finds no more tokens to have come to the end of the text.

    Args:
        text: The text.
        at: The offset after the last token.

    Raises:
        Unfollowed: Something else than comments follows.
    """
    blank = _BLANK.match(text, at)
    end = blank.end() if blank else at
    if end < len(text):
        raise Unfollowed(end)


def unescaped(text: str) -> str:
    """Undo the escapes of strings, IRIs and local names (section 6.4)."""
    return _ESCAPE.sub(_meant, text) if "\\" in text else text


def content(token: str) -> str:
    """Give the text of a string token without its quotation marks."""
    marks = 3 if len(token) > 5 and token[:3] in {'"""', "'''"} else 1
    return unescaped(token[marks:-marks])


def _meant(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _SHORT.get(match[3], match[3])

"""What the engine cannot be trusted with: deep nesting, `SERVICE`, and texts that can be read in two ways.

The engine's parser (pyoxigraph 0.5.13, measured) needs no space between words and decides only by what fits whether `<`
begins an IRI or means less-than: it reads `trueSERVICE`, `SERVICEex:a` and `FILTER(1<2&&'>'='>')SERVICE ex:a{} #'` as calls.
So every place that could be read that way counts here. Behind this stands the worker, which can open no connection.
"""

import re
from collections.abc import Sequence

from iurc.graph.answering.tokens import Kind, Token, position
from iurc.graph.errors import QueryRefused

_OPERANDS = frozenset(
    (Kind.VARIABLE, Kind.STRING, Kind.LANGUAGE, Kind.NUMBER, Kind.IRI, Kind.PREFIXED, Kind.CLOSE)
)
# Inside what was taken for an IRI, these would change where brackets, literals or comments end.
_UNSETTLING = re.compile(r"[()\[\]'#]")


def inspect(text: str, words: Sequence[Token], nesting: int) -> None:
    """Refuse a query that the engine should not see.

    Args:
        text: The query.
        words: Its tokens without white space.
        nesting: How many brackets may be open at once.

    Raises:
        QueryRefused: With the place in the text.
    """
    within: list[str] = []
    for index, token in enumerate(words):
        before = words[index - 1] if index else None
        if token.kind is Kind.OPEN:
            is_data = token.text == "{" and _opens_values(words, index)
            within.append("VALUES" if is_data else token.text)
            if len(within) > nesting:
                raise QueryRefused(
                    f"brackets are nested more than {nesting} deep here",
                    remedy="write the query flatter",
                    position=position(text, token.start),
                )
        elif token.kind is Kind.CLOSE:
            if within:
                within.pop()
        elif token.kind is Kind.IRI and _is_doubtful(token, before, within):
            raise QueryRefused(
                "this can be read as an IRI and as a comparison",
                remedy="put a space after <, or write the IRI with a prefix",
                position=position(text, token.start),
            )
        if _may_call(token, before, words[index + 1 : index + 2]):
            raise QueryRefused(
                "SERVICE is not answered here: a query may not make this server call another one",
                remedy="ask the other service yourself and put its rows into a VALUES block",
                position=position(text, token.start),
            )


def _opens_values(words: Sequence[Token], index: int) -> bool:
    # VALUES ?x {   or   VALUES (?x ?y) {
    position_before = index - 1
    if position_before >= 0 and words[position_before].text == ")":
        while position_before >= 0 and words[position_before].text != "(":
            if words[position_before].kind not in {Kind.VARIABLE, Kind.CLOSE}:
                return False
            position_before -= 1
    keyword = words[position_before - 1] if position_before > 0 else None
    return keyword is not None and keyword.text.upper() == "VALUES"


def _is_doubtful(token: Token, before: Token | None, within: Sequence[str]) -> bool:
    # A comparison stands in round brackets and follows an operand; the rows of VALUES are no expressions.
    if before is None or not within or within[-1] != "(" or (len(within) > 1 and within[-2] == "VALUES"):
        return False
    operand = before.kind in _OPERANDS or before.text.lower().endswith(("true", "false"))
    return operand and _UNSETTLING.search(token.text) is not None


def _may_call(token: Token, before: Token | None, after: Sequence[Token]) -> bool:
    if "service" not in token.text.lower():
        return False
    if token.kind is Kind.WORD:
        return True
    if token.kind is not Kind.PREFIXED or "service" not in token.text.lower().partition(":")[0]:
        return False
    opens = bool(after) and after[0].text == "{"
    return opens and not (before is not None and before.text.upper() == "GRAPH")

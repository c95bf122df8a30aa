"""Why a query does not parse, in the cases that people meet most.

The engine tells how far it came and what it could have read there; a forgotten prefix or bracket is found faster and
more exactly among the tokens. Asked only when the engine has refused a text, so that nothing here can refuse a good one.
"""

from collections.abc import Sequence
from itertools import pairwise

from iurc.graph.answering.tokens import Kind, Token, position, scan
from iurc.graph.errors import QueryRefused

_PAIRS = {"(": ")", "[": "]", "{": "}"}
_VOCABULARY = """
    A ABS ADD ADJUST ALL AS ASC ASK AVG BASE BIND BNODE BOUND BY CEIL CLEAR COALESCE CONCAT CONSTRUCT CONTAINS COPY
    COUNT CREATE DATA DATATYPE DAY DEFAULT DELETE DESC DESCRIBE DISTINCT DROP ENCODE_FOR_URI EXISTS FALSE FILTER FLOOR
    FROM GRAPH GROUP GROUP_CONCAT HASLANG HASLANGDIR HAVING HOURS IF IN INSERT INTO IRI ISBLANK ISIRI ISLITERAL ISNUMERIC
    ISTRIPLE ISURI LANG LANGDIR LANGMATCHES LATERAL LCASE LIMIT LOAD MAX MD5 MIN MINUS MINUTES MONTH MOVE NAMED NOT NOW
    OBJECT OFFSET OPTIONAL ORDER PREDICATE PREFIX RAND REDUCED REGEX REPLACE ROUND SAMETERM SAMPLE SECONDS SELECT
    SEPARATOR SERVICE SHA1 SHA256 SHA384 SHA512 SILENT STR STRAFTER STRBEFORE STRDT STRENDS STRLANG STRLANGDIR STRLEN
    STRSTARTS STRUUID SUBJECT SUBSTR SUM TIMEZONE TO TRIPLE TRUE TZ UCASE UNDEF UNION URI USING UUID VALUES VERSION WHERE
    WITH YEAR
"""
_WORDS = frozenset(_VOCABULARY.split())


def diagnose(text: str) -> QueryRefused | None:
    """Find what is wrong with a text that does not parse.

    Args:
        text: The query.

    Returns:
        The reason with its exact place; `None` where it is none of the known mistakes.
    """
    words = [token for token in scan(text) if token.kind is not Kind.SPACE]
    return _unknown_prefix(text, words) or _unknown_word(text, words) or _unbalanced(text, words)


def _unknown_prefix(text: str, words: Sequence[Token]) -> QueryRefused | None:
    declared = {following.text[:-1] for word, following in pairwise(words) if word.text.upper() == "PREFIX"}
    for token in words:
        prefix = token.text.partition(":")[0]
        if token.kind is Kind.PREFIXED and prefix not in declared:
            return QueryRefused(
                f"the prefix {prefix}: is not declared",
                remedy=f"put PREFIX {prefix}: <…> before the query",
                position=position(text, token.start),
            )
    return None


def _unknown_word(text: str, words: Sequence[Token]) -> QueryRefused | None:
    for token in words:
        if token.kind is Kind.WORD and token.text.rstrip(".").upper() not in _WORDS:
            return QueryRefused(
                f"{token.text[:40]} is no word of SPARQL",
                remedy='write a name as ?variable, prefix:name, <iri> or "text"',
                position=position(text, token.start),
            )
    return None


def _unbalanced(text: str, words: Sequence[Token]) -> QueryRefused | None:
    open_: list[Token] = []
    for token in words:
        if token.text in _PAIRS:
            open_.append(token)
        elif token.text in _PAIRS.values():
            if not open_ or _PAIRS[open_[-1].text] != token.text:
                return QueryRefused(f"this {token.text} closes nothing", position=position(text, token.start))
            open_.pop()
    if open_:
        return QueryRefused(
            f"this {open_[-1].text} is not closed",
            remedy=f"put a {_PAIRS[open_[-1].text]} where it ends",
            position=position(text, open_[-1].start),
        )
    return None

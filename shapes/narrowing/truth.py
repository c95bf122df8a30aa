"""What is known before judging: SPARQL conditions between which the verdict of pySHACL lies.

A condition has two sides. `may` is true wherever pySHACL could say yes; `must` is true only where pySHACL
is certain to say yes. Where the two are the same text, Oxigraph knows the answer exactly. Negation swaps the
sides, so a constraint under `sh:not` is narrowed as soundly as one outside. No side ever raises an error: what
SPARQL cannot decide is yes for `may` and no for `must`.
"""

from collections.abc import Iterable
from dataclasses import dataclass

TRUE = "true"
FALSE = "false"


@dataclass(frozen=True, slots=True)
class Truth:
    """A condition as two SPARQL expressions.

    Attributes:
        may: True wherever the condition could hold.
        must: True only where the condition is certain to hold.
    """

    may: str
    must: str

    @property
    def exact(self) -> bool:
        """Whether the condition holds exactly where its expression is true."""
        return self.may == self.must

    @property
    def known(self) -> bool:
        """Whether anything at all is known: not so when it may hold anywhere."""
        return self.may != TRUE or self.must == TRUE

    def __invert__(self) -> "Truth":
        return Truth(_negated(self.must), _negated(self.may))

    def __and__(self, other: "Truth") -> "Truth":
        return Truth(both(self.may, other.may), both(self.must, other.must))

    def __or__(self, other: "Truth") -> "Truth":
        return Truth(either(self.may, other.may), either(self.must, other.must))


UNKNOWN = Truth(TRUE, FALSE)
ALWAYS = Truth(TRUE, TRUE)
NEVER = Truth(FALSE, FALSE)


def exactly(expression: str) -> Truth:
    """A condition that holds exactly where an expression is true; the expression must never raise an error."""
    return Truth(expression, expression)


def any_of(truths: Iterable[Truth]) -> Truth:
    """A condition that holds where one of several does."""
    whole = NEVER
    for truth in truths:
        whole = whole | truth
    return whole


def all_of(truths: Iterable[Truth]) -> Truth:
    """A condition that holds where all of several do."""
    whole = ALWAYS
    for truth in truths:
        whole = whole & truth
    return whole


def exists(pattern: str, condition: Truth = ALWAYS) -> Truth:
    """A condition that holds where a pattern has a solution for which another condition holds.

    Args:
        pattern: A graph pattern that Oxigraph and rdflib match alike.
        condition: What must hold in that solution.

    Returns:
        The condition.
    """
    return Truth(_exists(pattern, condition.may), _exists(pattern, condition.must))


def both(left: str, right: str) -> str:
    """Write a conjunction, shortened where one side is a constant."""
    if FALSE in (left, right):
        return FALSE
    if left in (TRUE, right):
        return right
    return left if right == TRUE else f"({left} && {right})"


def either(left: str, right: str) -> str:
    """Write a disjunction, shortened where one side is a constant."""
    if TRUE in (left, right):
        return TRUE
    if left in (FALSE, right):
        return right
    return left if right == FALSE else f"({left} || {right})"


def _negated(expression: str) -> str:
    return {TRUE: FALSE, FALSE: TRUE}.get(expression, f"(!{expression})")


def _exists(pattern: str, condition: str) -> str:
    if condition == FALSE:
        return FALSE
    inner = pattern if condition == TRUE else f"{pattern} FILTER({condition})"
    return f"EXISTS {{ {inner} }}"

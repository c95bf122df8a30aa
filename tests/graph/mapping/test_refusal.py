"""Refusals."""

from iurc.graph.errors import IurcError
from iurc.graph.mapping.refusal import Refusal


def test_a_refusal_is_no_error_of_the_product() -> None:
    """It has no place yet; only what catches it and knows row and column may show it to a user."""
    assert not issubclass(Refusal, IurcError)
    assert (Refusal("a", "b").message, Refusal("a", "b").remedy, Refusal("a").remedy) == ("a", "b", None)

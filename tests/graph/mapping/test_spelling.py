"""Proposals for misspelt names."""

from iurc.graph.mapping.spelling import listed, meant


def test_near_names_are_proposed_whatever_their_case() -> None:
    """A name that differs by a letter or by case is found."""
    assert meant("Propertyurl", {"propertyUrl", "name"}) == "did you mean 'propertyUrl'?"


def test_few_names_are_all_listed_when_none_is_near() -> None:
    """With a short list a person sees what there is."""
    assert meant("zzz", {"start", "end"}) == "there is 'end' or 'start'"


def test_nothing_is_proposed_from_a_long_list_without_a_near_name() -> None:
    """A wall of names helps nobody."""
    assert meant("zzz", {f"column{number}" for number in range(20)}) is None
    assert meant("zzz", set()) is None


def test_lists_read_as_a_sentence() -> None:
    """Three names are joined by a comma and `or`."""
    assert listed(["a", "b", "c"]) == "'a', 'b' or 'c'"

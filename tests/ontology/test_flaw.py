"""The value that a check of the ontology returns."""

from iurc.ontology.flaw import Flaw


def test_a_flaw_reads_as_one_line() -> None:
    """A flaw names term, fault and check, so that one line is enough to act."""
    assert (
        str(Flaw("misnamed", "https://example.org/#city", "is a class"))
        == "https://example.org/#city: is a class [misnamed]"
    )


def test_flaws_sort_by_check_then_term() -> None:
    """Reports come in the same order on every run."""
    flaws = [Flaw("b", "a", "-"), Flaw("a", "b", "-"), Flaw("a", "a", "-")]
    assert [(flaw.check, flaw.term) for flaw in sorted(flaws)] == [("a", "a"), ("a", "b"), ("b", "a")]

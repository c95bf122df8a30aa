"""Terms that nobody declared."""

from iurc.ontology import terms
from iurc.shapes.report import Severity
from iurc.shapes.unknown_terms import COMPONENT, SHAPE, unknown_terms

TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
DECLARED = {
    value
    for name, value in vars(terms).items()
    if name.isupper() and str(value).startswith(terms.ONTOLOGY + "")
} - {terms.ONTOLOGY}


def own(name: str) -> str:
    """Write a term of our namespace."""
    return f"<{terms.ONTOLOGY}{name}>"


def test_a_slip_of_the_pen() -> None:
    """A property and a class that are nearly right are found, and the right ones named, each of its own kind."""
    statements = [("<a>", own("phasNumber"), '"I"'), ("<a>", TYPE, own("Cooperatoin"))]
    first, second = unknown_terms(statements, DECLARED)
    assert "Did you mean iurc:phaseNumber" in first.message
    assert (first.focus_node, first.path, first.value) == ("<a>", own("phasNumber"), None)
    assert "no class iurc:Cooperatoin. Did you mean iurc:Cooperation" in second.message
    assert (second.focus_node, second.path, second.value) == ("<a>", TYPE, own("Cooperatoin"))
    assert (second.severity, second.component, second.shape) == (Severity.VIOLATION, COMPONENT, SHAPE)


def test_the_case_of_letters() -> None:
    """A wrong capital is the most common slip and must find its word."""
    (found,) = unknown_terms([("<a>", own("InPhase"), "<b>")], DECLARED)
    assert "Did you mean iurc:inPhase" in found.message


def test_nothing_near() -> None:
    """Where nothing is near, nothing is proposed."""
    (found,) = unknown_terms([("<a>", own("zzzz"), "<b>")], DECLARED)
    assert "Did you mean" not in found.message


def test_each_subject_once() -> None:
    """A property with many values is told once for each subject."""
    statements = [(subject, own("x"), value) for subject in ("<a>", "<b>") for value in ("1", "2", "3")]
    assert [found.focus_node for found in unknown_terms(statements, DECLARED)] == ["<a>", "<b>"]


def test_what_is_declared_or_foreign() -> None:
    """Declared terms and those of other namespaces are nobody's business; nor is one of ours as subject or object."""
    statements = [
        ("<a>", TYPE, own("CityPairing")),
        ("<a>", own("inPhase"), own("unheardOf")),
        ("<a>", "<http://e.org/x>", "<b>"),
        ("<a>", TYPE, "<http://e.org/X>"),
        (own("unheardOf"), "<http://e.org/x>", "1"),
    ]
    assert list(unknown_terms(statements, DECLARED)) == []


def test_severity_and_namespace() -> None:
    """Both can be chosen by who judges other people's data."""
    (found,) = unknown_terms(
        [("<a>", "<http://e.org/x>", "1")], [], severity=Severity.WARNING, namespace="http://e.org/"
    )
    assert found.severity is Severity.WARNING

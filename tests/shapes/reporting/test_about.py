"""What shapes say of themselves."""

from rdflib import Graph

from iurc.shapes.load import load_shapes
from iurc.shapes.report import Finding
from iurc.shapes.reporting.about import About, about
from iurc.shapes.reporting.rules import rules_of

SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<urn:a> sh:name "number"@en , "Nummer"@de , "numéro"@fr-BE ; sh:description "plain" ; sh:message "Do."@en .
<urn:b> rdfs:label "label" ; rdfs:comment "comment" .
[] sh:name "blank" .
"""


def test_languages() -> None:
    """The wanted language is taken, or a variant of it; else English, else one without a tag."""
    graph = Graph().parse(data=SHAPES)
    assert about(graph)["urn:a"] == About("number", "plain", "Do.")
    assert about(graph, "de")["urn:a"].name == "Nummer"
    assert about(graph, "de-AT")["urn:a"].name == "Nummer"
    assert about(graph, "fr")["urn:a"].name == "numéro"
    assert about(graph, "th")["urn:a"].name == "number"


def test_labels_serve_too() -> None:
    """Other people's shapes have labels and comments; a shape without an IRI cannot be looked up."""
    told = about(Graph().parse(data=SHAPES))
    assert told["urn:b"] == About("label", "comment", None)
    assert set(told) == {"urn:a", "urn:b"}


def test_rules_of_our_own_shapes(plain: Finding) -> None:
    """Our shapes have a name, a description and advice for a rule."""
    (rule,) = rules_of([plain, plain], about(load_shapes()))
    assert rule.name == "number"
    assert "Roman" in rule.full
    assert rule.help != plain.message


def test_rules_of_unknown_shapes(plain: Finding) -> None:
    """Without any description a rule is told by what the finding says."""
    (rule,) = rules_of([plain], {})
    assert (rule.name, rule.full, rule.help) == ("iurcsh:Phase-number", "A Roman number.", plain.message)

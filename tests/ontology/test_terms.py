"""The constants of `iurc.ontology.terms` against the Turtle that they stand for."""

import re

import pytest

from iurc.ontology import load, pitfalls, terms

NAMESPACES = {"ONTOLOGY_IRI", "ONTOLOGY", "ID", "SCHEME", "GRAPH", "SHAPES"}


@pytest.fixture(scope="module")
def constants() -> dict[str, str]:
    """Every public constant but the namespaces, by name."""
    public = {
        name: value for name, value in vars(terms).items() if name.isupper() and not name.startswith("_")
    }
    return {name: value for name, value in public.items() if name not in NAMESPACES}


def expected_name(iri: str, class_names: set[str]) -> str:
    """Spell the constant of a term by the rule that the module states."""
    local = iri.removeprefix(terms.ONTOLOGY)
    name = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", local).upper()
    return f"{name}_PROPERTY" if local[0].islower() and name in class_names else name


def test_constants_equal_the_turtle(constants: dict[str, str]):
    """There is one constant for each declared term, spelt by the rule, and no other."""
    graph = load.load_ontology()
    classes = {str(term) for term in pitfalls.classes(graph)}
    class_names = {expected_name(iri, set()) for iri in classes}
    declared = classes | {str(term) for term in pitfalls.properties(graph)}
    assert constants == {expected_name(iri, class_names): iri for iri in declared}


def test_no_two_constants_share_an_iri(constants: dict[str, str]):
    """No two constants stand for the same term."""
    assert len(set(constants.values())) == len(constants)


def test_namespaces_are_the_public_ones():
    """The namespaces are those of the public interface, since data in the world depends on them."""
    assert terms.ONTOLOGY == terms.ONTOLOGY_IRI + "#"
    assert terms.ID == "https://w3id.org/iurc/id/"
    assert terms.SCHEME == terms.ID + "scheme/"
    assert terms.GRAPH == "https://w3id.org/iurc/graph/"
    assert terms.SHAPES == "https://w3id.org/iurc/shapes#"

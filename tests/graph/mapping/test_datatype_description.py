"""Datatype descriptions."""

import json
from typing import Any

import pyoxigraph
import pytest

from iurc.graph.errors import Unreadable
from iurc.graph.mapping import datatype_description, document
from iurc.graph.mapping.datatype import Datatype

XSD = "http://www.w3.org/2001/XMLSchema#"


def made(description: Any) -> Datatype:
    """Read a datatype as it would stand in a metadata file."""
    return datatype_description.parse(document.read(json.dumps(description).encode(), "m.json"))


@pytest.mark.parametrize(
    ("description", "iri"),
    [
        ("string", XSD + "string"),
        ("number", XSD + "double"),
        ("datetime", XSD + "dateTime"),
        ("binary", XSD + "base64Binary"),
        ("any", XSD + "anyAtomicType"),
        ("xml", "http://www.w3.org/1999/02/22-rdf-syntax-ns#XMLLiteral"),
        ("html", "http://www.w3.org/1999/02/22-rdf-syntax-ns#HTML"),
        ("json", "http://www.w3.org/ns/csvw#JSON"),
        ("xsd:integer", XSD + "integer"),
        ({"base": "decimal"}, XSD + "decimal"),
        ({"@id": "geo:wktLiteral", "base": "string"}, "http://www.opengis.net/ont/geosparql#wktLiteral"),
        ({"format": "[a-z]+"}, XSD + "string"),
    ],
)
def test_names_and_aliases_lead_to_iris(description: Any, iri: str) -> None:
    """Every name of the standard gives the type of its literals (section 5.11.1)."""
    assert made(description).iri.value == iri


@pytest.mark.parametrize(
    "name", ["byte", "int", "long", "short", "nonNegativeInteger", "unsignedByte", "dateTimeStamp"]
)
def test_types_that_the_store_would_change_are_refused(name: str) -> None:
    """Oxigraph turns these into another type without a word; the remedy says what to write."""
    with pytest.raises(Unreadable, match=f"the store would not keep the type {name}") as caught:
        made(name)
    assert str(caught.value.remedy).startswith('write "')
    literal = pyoxigraph.Literal(
        "2016-01-01T00:00:00Z" if "date" in name else "5", datatype=pyoxigraph.NamedNode(XSD + name)
    )
    assert stored(literal).datatype != literal.datatype


def stored(literal: pyoxigraph.Literal) -> pyoxigraph.Literal:
    """Put a literal into a store and take it out."""
    store = pyoxigraph.Store()
    node = pyoxigraph.NamedNode("urn:a:b")
    store.add(pyoxigraph.Quad(node, node, literal))
    return next(iter(store)).object  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("description", "message"),
    [
        ("integr", "there is no datatype 'integr'"),
        ({"base": "integer", "fromat": "#0"}, "a datatype has no property 'fromat'"),
        ({"base": "string", "minimum": 1}, "'minimum' has no meaning for the type string"),
        ({"base": "integer", "minLength": 1}, "'minLength' has no meaning for the type integer"),
        ({"base": "integer", "minimum": "x"}, "'x' is not a whole number"),
        ({"base": "string", "format": "["}, "is not a regular expression"),
        ({"base": "boolean", "format": "yes"}, "the format of a boolean is two words"),
        ({"base": "boolean", "format": "a|a"}, "the format of a boolean is two words"),
        ({"base": "date", "format": "yyyy"}, "is not a date format"),
        ({"base": "integer", "format": {"decimal": ","}}, "a number format has no property 'decimal'"),
        ({"base": "string", "minLength": 3, "maxLength": 2}, "maxLength is less than minLength"),
        ({"base": "string", "length": -1}, "must be a whole number from 0"),
        ({"@id": "no iri", "base": "string"}, "is not an IRI"),
        (5, "must be an object"),
    ],
)
def test_mistaken_descriptions_are_refused(description: Any, message: str) -> None:
    """What the standard does not allow is told with its line."""
    with pytest.raises(Unreadable, match=message) as caught:
        made(description)
    assert caught.value.position is not None

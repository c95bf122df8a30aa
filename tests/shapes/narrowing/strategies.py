"""Random small graphs and random shapes, written as Turtle, for properties that must hold for all of them."""

from hypothesis import strategies as st

PREFIXES = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix e: <http://example.org/> .
"""
PREAMBLE = (
    PREFIXES
    + """
e: a owl:Ontology ; sh:declare [ sh:prefix "e" ; sh:namespace "http://example.org/"^^xsd:anyURI ] .
e:Asks a sh:ConstraintComponent ; sh:parameter [ sh:path e:limit ] ;
    sh:validator [ a sh:SPARQLAskValidator ; sh:prefixes e: ; sh:message "not {$limit}" ;
        sh:ask "ASK { FILTER (isLiteral($value) || EXISTS { $value e:p $limit }) }" ] .
e:Selects a sh:ConstraintComponent ; sh:parameter [ sh:path e:forbidden ] ;
    sh:nodeValidator [ a sh:SPARQLSelectValidator ; sh:prefixes e: ;
        sh:select "SELECT DISTINCT $this ?value WHERE { $this e:p ?value . FILTER (?value = $forbidden) }" ] ;
    sh:propertyValidator [ a sh:SPARQLSelectValidator ; sh:prefixes e: ;
        sh:select "SELECT DISTINCT $this ?value WHERE { $this $PATH ?value . FILTER (?value = $forbidden) }" ] .
"""
)
THINGS = ("e:a", "e:b", "e:c", "e:d", "_:x", "_:y")
CLASSES = ("e:A", "e:B", "e:C")
PROPERTIES = ("e:p", "e:q", "e:r")
LITERALS = (
    '"x"', '"xy"', '""', '"x"@en', '"y"@en-GB', '"z"@de', "1", "2", "-3", "0", "1.5", "2.0", "1.5e0", "true", "false",
    '"2020-01-01"^^xsd:date', '"2020-12-31"^^xsd:date', '"2019-13-45"^^xsd:date', '"2020-02-29"^^xsd:date',
    '"2020-01-01T00:00:00"^^xsd:dateTime', '"2020-01-01T00:00:00Z"^^xsd:dateTime', '"2020"^^xsd:gYear',
    '"2021"^^xsd:gYear', '"n/a"^^xsd:integer', '"v"^^e:type', '"é\\n"', '"ſ"', '"0.1"^^xsd:float', '"NaN"^^xsd:double',
)  # fmt: skip
QUERIES = (
    "SELECT $this ?value WHERE { $this e:p ?value . ?other e:p ?value . FILTER (?other != $this) }",
    "SELECT $this ?value WHERE { $this e:p ?value . FILTER NOT EXISTS { ?value e:q ?any } }",
    "SELECT $this ?value WHERE { $this e:p ?value . FILTER NOT EXISTS { $this e:q ?w . FILTER (?w = ?value) } }",
    "SELECT $this ?value WHERE { $this e:p ?value ; e:q ?limit . FILTER (?value < ?limit) }",
    "SELECT $this WHERE { $this a e:A . OPTIONAL { $this e:q ?x } FILTER (!bound(?x)) }",
    "SELECT $this ?value WHERE { { $this e:p ?value } UNION { $this e:q ?value BIND (e:q AS ?path) } FILTER isIRI(?value) }",
    'SELECT $this ?value WHERE { $this e:p/e:q* ?value . FILTER (?value IN (e:a, 1, \\"x\\")) }',
    'SELECT $this ?value WHERE { $this e:p ?value . FILTER (STR(?value) > \\"http\\" && !(isBlank(?value) && ?value = $this)) }',
    "SELECT $this ?n WHERE { $this e:p ?x } GROUP BY $this HAVING (COUNT(?x) > 1)",
    'SELECT $this ?value WHERE { $this e:p ?value . FILTER REGEX(STR(?value), \\"^[a-z]+$\\", \\"i\\") }',
    'SELECT $this ?value WHERE { $this ^e:p ?value . FILTER (LANG(?value) = \\"\\" || EXISTS { ?value a e:B }) }',
    "SELECT $this ?value WHERE { ?value e:q 1.5 . FILTER NOT EXISTS { $this e:r ?value } }",
    "SELECT $this ?value WHERE { $this e:p ?value . FILTER NOT EXISTS { ?value e:q 2.0 } }",
    "SELECT $this ?value WHERE { $this e:p ?value . FILTER (xsd:integer(?value) + 1 > 2) }",
    'SELECT $this ?value WHERE { $this e:p ?v . BIND (STR(?v) AS ?value) FILTER (?value != \\"x\\") }',
    "SELECT $this ?value WHERE { $this e:p ?value . FILTER EXISTS { ?value e:q ?z FILTER (?z != $this) } }",
)

thing = st.sampled_from(THINGS)
literal = st.sampled_from(LITERALS)
term = st.one_of(thing, literal, st.sampled_from(CLASSES))
prop = st.sampled_from(PROPERTIES)
triple = st.one_of(
    st.tuples(thing, prop, term),
    st.tuples(thing, prop, thing),
    st.tuples(thing, st.just("a"), st.sampled_from(CLASSES)),
    st.tuples(st.sampled_from(CLASSES), st.just("rdfs:subClassOf"), st.sampled_from(CLASSES)),
).map(lambda parts: f"{parts[0]} {parts[1]} {parts[2]} .")
triples = st.lists(triple, min_size=3, max_size=25)
graphs = triples.map(lambda lines: PREFIXES + "\n".join(lines))

paths = st.recursive(
    prop,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda two: f"( {two[0]} {two[1]} )"),
        st.tuples(inner, inner).map(lambda two: f"[ sh:alternativePath ( {two[0]} {two[1]} ) ]"),
        st.tuples(
            st.sampled_from(("inversePath", "zeroOrMorePath", "oneOrMorePath", "zeroOrOnePath")), inner
        ).map(lambda two: f"[ sh:{two[0]} {two[1]} ]"),
    ),
    max_leaves=3,
)
number = st.integers(0, 3)
constant = st.one_of(st.sampled_from(("e:a", "e:b", "e:c")), literal)
bound = st.sampled_from(
    (
        "1",
        "1.5",
        '"x"',
        '"2020-06-01"^^xsd:date',
        '"2020-01-01T00:00:00Z"^^xsd:dateTime',
        "0.1",
        '"2020"^^xsd:gYear',
    )
)


def _said(template: str, *parts: st.SearchStrategy[object]) -> st.SearchStrategy[str]:
    return st.tuples(*parts).map(lambda values: template.format(*values))


value_constraints = st.one_of(
    _said("sh:class {}", st.sampled_from(CLASSES)),
    _said(
        "sh:datatype xsd:{}",
        st.sampled_from(("string", "integer", "decimal", "date", "gYear", "double", "duration")),
    ),
    _said(
        "sh:nodeKind sh:{}",
        st.sampled_from(("IRI", "Literal", "BlankNode", "BlankNodeOrIRI", "IRIOrLiteral")),
    ),
    _said(
        "sh:{} {}", st.sampled_from(("minInclusive", "minExclusive", "maxInclusive", "maxExclusive")), bound
    ),
    _said("sh:{}Length {}", st.sampled_from(("min", "max")), number),
    _said(
        'sh:pattern "{}" ; sh:flags "{}"',
        st.sampled_from(
            ("^x", "x$", "^\\\\w+$", "(?!x)", "[^a-z]", "^.?$", "s", "^[0-9]{1,4}(-\\\\d\\\\d)*$")
        ),
        st.sampled_from(("", "i", "m")),
    ),
    _said("sh:in ( {} {} {} )", constant, constant, constant),
    _said("sh:languageIn ( {} )", st.sampled_from(('"en"', '"de" "en-gb"', '"*"'))),
    st.just("sh:closed true ; sh:ignoredProperties ( e:q rdf:type )"),
    _said(
        'sh:sparql [ sh:prefixes e: ; sh:message "{{?value}}" ; sh:select "{}" ]', st.sampled_from(QUERIES)
    ),
    _said("e:limit {}", st.sampled_from(("e:a", "1", '"x"'))),
    _said("e:forbidden {}", st.sampled_from(("e:a", "1", '"x"'))),
    _said("sh:equals {}", prop),
    _said("sh:disjoint {}", prop),
    _said("sh:hasValue {}", constant),
)
counted = st.one_of(
    _said("sh:minCount {}", number),
    _said("sh:maxCount {}", number),
    st.just("sh:uniqueLang true"),
    _said("sh:lessThan {}", prop),
    _said("sh:lessThanOrEquals {}", prop),
)


def _joined(constraints: list[str]) -> str:
    """Write constraints, each parameter once, as SHACL demands of most."""
    unique = {each.split(" ", 1)[0]: each for each in constraints}
    return " ; ".join(unique.values())


def _nested(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    node = st.lists(st.one_of(value_constraints, inner), min_size=1, max_size=2).map(_joined)
    listed = st.lists(node.map(lambda text: f"[ {text} ]"), min_size=1, max_size=2).map(" ".join)
    of_property = st.tuples(
        paths, st.lists(st.one_of(value_constraints, counted), min_size=1, max_size=3).map(_joined)
    )
    qualified = _said(
        "sh:property [ sh:path {} ; sh:qualifiedValueShape [ {} ] ; sh:qualified{}Count {} ;"
        " sh:qualifiedValueShapesDisjoint {} ]",
        paths, node, st.sampled_from(("Min", "Max")), number, st.sampled_from(("true", "false")),
    )  # fmt: skip
    return st.one_of(
        of_property.map(lambda two: f"sh:property [ sh:path {two[0]} ; {two[1]} ]"),
        st.tuples(of_property, inner).map(
            lambda two: f"sh:property [ sh:path {two[0][0]} ; {two[0][1]} ; {two[1]} ]"
        ),
        qualified,
        st.tuples(qualified, qualified).map(" ; ".join),
        _said("sh:{} ( {} )", st.sampled_from(("and", "or", "xone")), listed),
        _said("sh:not [ {} ]", node),
        _said("sh:node [ {} ]", node),
    )


constraints = st.recursive(_nested(value_constraints), _nested, max_leaves=4)
targets = st.one_of(
    _said("sh:targetClass {}", st.sampled_from(CLASSES)),
    _said("sh:targetNode {}", st.one_of(st.sampled_from(("e:a", "e:b", "e:nowhere")), literal)),
    _said("sh:targetSubjectsOf {}", prop),
    _said("sh:targetObjectsOf {}", prop),
)
extras = st.sampled_from(
    ("", "sh:severity sh:Warning ; ", 'sh:message "wrong"@en ; ', "sh:deactivated true ; ")
)
node_shape = st.tuples(
    st.sampled_from(("[]", "e:S", "e:A")),
    targets,
    extras,
    st.lists(st.one_of(constraints, value_constraints), min_size=1, max_size=3).map(_joined),
).map(
    lambda parts: (
        f"{parts[0]} a sh:NodeShape{', rdfs:Class' if parts[0] == 'e:A' else ''} ; {parts[1]} ; {parts[2]}{parts[3]} ."
    )
)
property_shape = st.tuples(
    targets,
    extras,
    paths,
    st.lists(st.one_of(value_constraints, counted), min_size=1, max_size=3).map(_joined),
).map(lambda parts: f"[] a sh:PropertyShape ; {parts[0]} ; {parts[1]}sh:path {parts[2]} ; {parts[3]} .")
shapes = st.one_of(node_shape, property_shape).map(lambda text: PREAMBLE + text)

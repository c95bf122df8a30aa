"""Generated imports and shapes for measuring and testing the judge: seeded, with planted faults of 40 kinds."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

KINDS = (
    "City",
    "Region",
    "Network",
    "Pairing",
    "Plan",
    "Pilot",
    "Visit",
    "Body",
    "Strand",
    "Cohort",
    "Figure",
    "Claim",
)
BASE = "http://example.org/"
XSD = "http://www.w3.org/2001/XMLSchema#"
RDF_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
SUBCLASS = "<http://www.w3.org/2000/01/rdf-schema#subClassOf>"
LANGUAGES = ("en", "de", "fr", "es", "pt", "sk")
STATES = ("planned", "running", "ended")
PREFIXES = f"""@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix xsd: <{XSD}> . @prefix : <{BASE}> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
"""
SHARED = """
: a owl:Ontology ; sh:declare [ sh:prefix "" ; sh:namespace "http://example.org/"^^xsd:anyURI ] .
:Geometry-shape a sh:NodeShape ; sh:property [ sh:path :wkt ; sh:minCount 1 ; sh:maxCount 1 ; sh:pattern "^POINT" ] ;
    sh:property [ sh:path :crs ; sh:in ( "4326" "3857" ) ] .
:Topic-shape a sh:NodeShape ; sh:targetClass :Topic ; sh:nodeKind sh:IRI ;
    sh:property [ sh:path ( [ sh:inversePath :topic ] :state ) ; sh:in ( "planned" "running" "ended" ) ] ;
    sh:property [ sh:path [ sh:zeroOrMorePath :broader ] ; sh:class :Topic ] .
:order a sh:SPARQLConstraint ; sh:prefixes : ; sh:message "it ends before it starts"@en ;
    sh:select "SELECT $this (:end AS ?path) ?value WHERE { $this :start ?start ; :end ?value . FILTER (?value < ?start) }" .
:twin a sh:SPARQLConstraint ; sh:prefixes : ; sh:message "{?other} has the same identifier"@en ;
    sh:select "SELECT $this (:identifier AS ?path) ?value ?other WHERE { $this :identifier ?value . ?other :identifier ?value . FILTER (?other != $this) }" .
:far a sh:SPARQLConstraint ; sh:prefixes : ; sh:message "partner without a topic in common"@en ;
    sh:select "SELECT $this (:partner AS ?path) ?value WHERE { $this :partner ?value ; :topic ?topic . ?value a ?kind FILTER NOT EXISTS { ?value :topic ?any } }" .
:calendar a sh:SPARQLConstraint ; sh:prefixes : ; sh:message "a year of another calendar"@en ;
    sh:select "SELECT $this (:start AS ?path) ?value WHERE { $this :start ?value . FILTER (STR(?value) > \\"2400\\") }" .
"""


def shapes() -> str:
    """Write the shapes: 12 node shapes with 13 property shapes each, three more, and four SPARQL constraints."""
    return PREFIXES + SHARED + "".join(_kind(kind, number) for number, kind in enumerate(KINDS))


def _kind(kind: str, number: int) -> str:
    constraints = (":order", ":twin", ":far", ":calendar")
    used = ", ".join(constraints[: 1 + number % 4] if number % 3 == 0 else (constraints[number % 4],))
    return f"""
:{kind}-shape a sh:NodeShape ; sh:targetClass :{kind} ; sh:nodeKind sh:IRI ; sh:sparql {used} ;
    sh:or ( [ sh:property [ sh:path :start ; sh:minCount 1 ] ] [ sh:property [ sh:path :state ; sh:hasValue "planned" ] ] ) ;
    sh:not [ sh:class :Topic ] ;
    sh:property [ sh:path :label ; sh:minCount 1 ; sh:uniqueLang true ; sh:languageIn ( "en" "de" "fr" "es" "pt" "sk" ) ] ;
    sh:property [ sh:path :identifier ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:string ; sh:pattern "^[A-Za-z]+-[0-9]+$" ] ;
    sh:property [ sh:path :start ; sh:maxCount 1 ; sh:datatype xsd:date ; sh:lessThanOrEquals :end ] ;
    sh:property [ sh:path :end ; sh:maxCount 1 ; sh:datatype xsd:date ; sh:minInclusive "2000-01-01"^^xsd:date ] ;
    sh:property [ sh:path :topic ; sh:class :Topic ; sh:nodeKind sh:IRI ] ;
    sh:property [ sh:path :partner ; sh:maxCount 3 ; sh:class :Thing ; sh:disjoint :rival ] ;
    sh:property [ sh:path :size ; sh:maxCount 1 ; sh:datatype xsd:integer ; sh:minInclusive 0 ; sh:maxExclusive 40000000 ] ;
    sh:property [ sh:path :latitude ; sh:maxCount 1 ; sh:datatype xsd:decimal ; sh:minInclusive -90 ; sh:maxInclusive 90 ] ;
    sh:property [ sh:path :state ; sh:minCount 1 ; sh:in ( "planned" "running" "ended" ) ] ;
    sh:property [ sh:path :page ; sh:nodeKind sh:IRI ; sh:pattern "^https?://" ] ;
    sh:property [ sh:path :place ; sh:node :Geometry-shape ; sh:maxCount 1 ] ;
    sh:property [ sh:path ( :partner :topic ) ; sh:class :Topic ] ;
    sh:property [ sh:path :topic ; sh:qualifiedValueShape [ sh:property [ sh:path :weight ; sh:minInclusive 1 ] ] ; sh:qualifiedMinCount 1 ] .
"""


@dataclass
class Writer:
    """Writes N-Triples, and spoils some of them."""

    chance: random.Random
    faults: float
    lines: list[str] = field(default_factory=list)

    def add(self, subject: str, predicate: str, value: str) -> None:
        """Write a triple."""
        self.lines.append(f"{subject} {predicate} {value} .")

    def bad(self) -> bool:
        """Whether to plant a fault here."""
        return self.chance.random() < self.faults


def triples(size: int, seed: int, faults: float = 0.001) -> str:
    """Write an import of about so many triples.

    Args:
        size: How many triples.
        seed: What makes it the same each time.
        faults: The share of statements that are wrong.

    Returns:
        N-Triples.
    """
    writer = Writer(random.Random(seed), faults)  # noqa: S311 - data, not secrets
    topics = [_iri(f"topic-{number}") for number in range(max(4, min(200, size // 100)))]
    for number, topic in enumerate(topics):
        writer.add(topic, RDF_TYPE, _iri("Topic"))
        writer.add(topic, _iri("weight"), str_literal(1 + number % 5, "integer"))
        if number:
            writer.add(topic, _iri("broader"), topics[number // 3])
    for kind in KINDS:
        writer.add(_iri(kind), SUBCLASS, _iri("Thing"))
    writer.add(_iri("Network"), SUBCLASS, _iri("Cohort"))
    number = 0
    while len(writer.lines) < size:
        _thing(writer, number, topics)
        number += 1
    return "\n".join(writer.lines) + "\n"


def _thing(writer: Writer, number: int, topics: list[str]) -> None:
    chance = writer.chance
    kind = KINDS[number % len(KINDS)]
    subject = _iri(f"{kind}/{number}")
    writer.add(subject, RDF_TYPE, _iri(kind))
    for predicate, value in _facts(writer, kind, number, topics):
        if not writer.bad():
            writer.add(subject, _iri(predicate), value)
            if writer.bad():
                writer.add(subject, _iri(predicate), _spoilt(writer, value))
            continue
        if chance.random() < 0.5:
            writer.add(subject, _iri(predicate), _spoilt(writer, value))
    if chance.random() < 0.3:
        place = f"_:g{number}"
        writer.add(subject, _iri("place"), place)
        if not writer.bad():
            writer.add(place, _iri("wkt"), f'"POINT({number % 180} {number % 90})"')
        writer.add(place, _iri("crs"), '"4326"' if not writer.bad() else '"1234"')


def _facts(writer: Writer, kind: str, number: int, topics: list[str]) -> Iterator[tuple[str, str]]:
    chance = writer.chance
    for language in chance.sample(LANGUAGES, 2):
        yield "label", f'"{kind} {number}"@{language}'
    yield "identifier", f'"{kind}-{number}"'
    year = 2016 + number % 8
    yield "start", str_literal(f"{year}-0{1 + number % 9}-1{number % 10}", "date")
    yield "end", str_literal(f"{year + 1}-0{1 + number % 9}-2{number % 10}", "date")
    yield "topic", chance.choice(topics)
    if number > len(KINDS):
        other = chance.randrange(number)
        yield "partner", _iri(f"{KINDS[other % len(KINDS)]}/{other}")
    yield "size", str_literal(chance.randrange(10_000_000), "integer")
    yield "latitude", str_literal(f"{chance.randrange(-89, 89)}.{chance.randrange(1, 99)}5", "decimal")
    yield "state", f'"{chance.choice(STATES)}"'
    yield "page", f"<https://example.org/page/{number}>"


def _spoilt(writer: Writer, value: str) -> str:
    choices: tuple[Callable[[], str], ...] = (
        lambda: f'"spoilt {writer.chance.randrange(99)}"',
        lambda: str_literal("2019-13-45", "date"),
        lambda: str_literal(-5, "integer"),
        lambda: str_literal("2567-01-01", "date"),
        lambda: _iri("nothing"),
        lambda: f"_:b{writer.chance.randrange(10**9)}",
        lambda: '"x"@zz',
        lambda: '"City-1"',
        lambda: str_literal("99.5", "decimal"),
        lambda: str_literal("n/a", "decimal"),
        lambda: str_literal("1.5e3", "double"),
        lambda: _iri("City/0"),
        lambda: value,
    )
    return writer.chance.choice(choices)()


def str_literal(value: object, kind: str) -> str:
    """Write a typed literal."""
    return f'"{value}"^^<{XSD}{kind}>'


def _iri(name: str) -> str:
    return f"<{BASE}{name}>"

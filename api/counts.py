"""The numbers on the home page: what the graph holds, asked of the graph itself."""

import json
from dataclasses import dataclass

from iurc.graph.answering.engine import Engine
from iurc.graph.answering.query import check

_PREFIXES = """PREFIX iurc: <https://w3id.org/iurc/ontology#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""

_CLASSES = """
SELECT ?class ?label (COUNT(DISTINCT ?thing) AS ?number) WHERE {
  ?class a owl:Class ; rdfs:label ?label .
  FILTER(LANG(?label) = "en" && STRSTARTS(STR(?class), STR(iurc:)))
  ?thing a ?class .
} GROUP BY ?class ?label ORDER BY DESC(?number) ?label
"""

_PARTS = """
SELECT ?part ?label (COUNT(DISTINCT ?cooperation) AS ?cooperations) (COUNT(DISTINCT ?link) AS ?links)
    (COUNT(DISTINCT ?participant) AS ?participants) WHERE {
  ?part a %(class)s ; skos:prefLabel ?label .
  FILTER(LANG(?label) = "en")
  { ?cooperation a iurc:Cooperation ; %(property)s ?part }
  UNION { ?link a iurc:CooperationLink ; %(property)s ?part }
  UNION { ?enrolment a iurc:Enrolment ; %(property)s ?part ; iurc:participant ?participant }
  UNION {}
} GROUP BY ?part ?label ORDER BY ?part
"""


@dataclass(frozen=True, slots=True)
class Counted:
    """One row: what is counted, its name, and the numbers in the order of the table's columns."""

    iri: str
    label: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """What a release holds.

    Attributes:
        release: Its id.
        statements: How many triples its graphs have.
        classes: Things by class, the most frequent first.
        phases: Cooperations, links and participants by phase.
        strands: The same by strand.
        queries: The queries behind the three tables, in that order.
    """

    release: str
    statements: int
    classes: tuple[Counted, ...]
    phases: tuple[Counted, ...]
    strands: tuple[Counted, ...]
    queries: tuple[str, str, str]


async def count(engine: Engine) -> Counts | None:
    """Count what is served now; `None` while nothing is.

    Raises:
        Ended: The release was exchanged or a limit hit meanwhile.
    """
    release = engine.release
    if release is None:
        return None
    queries = (
        _PREFIXES + _CLASSES,
        _PREFIXES + _PARTS % {"class": "iurc:Phase", "property": "iurc:inPhase"},
        _PREFIXES + _PARTS % {"class": "iurc:Strand", "property": "iurc:inStrand"},
    )
    classes, phases, strands = [await _rows(engine, query) for query in queries]
    return Counts(release.id, release.manifest.triples, classes, phases, strands, queries)


async def _rows(engine: Engine, text: str) -> tuple[Counted, ...]:
    table = json.loads(await engine.preview(check(text), 500))
    return tuple(
        Counted(thing["iri"], label["text"], tuple(int(number["text"]) for number in numbers))
        for thing, label, *numbers in table["rows"]
    )

"""What the shipped facts say once they are mapped: the expected statements, and a graph without loose ends."""

from collections import Counter, defaultdict
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pyoxigraph
import pytest

from iurc.graph.mapping.table import map_tables
from iurc.graph.register import Register

Row = dict[str, str]
Table = Callable[[str], list[Row]]
Triple = tuple[str, str, str]
Mapped = dict[str, list[pyoxigraph.Triple]]

SOURCES = Path(str(files("iurc.graph"))) / "sources"
CONCEPTS = Path(str(files("iurc.ontology"))) / "concepts"
DATASETS = sorted(path.parent.name for path in SOURCES.glob("*/csv-metadata.json"))
ID = "https://w3id.org/iurc/id/"
IURC = "https://w3id.org/iurc/ontology#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
DERIVED = "http://www.w3.org/ns/prov#wasDerivedFrom"

# The plain statements of the about page, by hand: subject, property, object.
ABOUT = {
    "c01": [("phase/iurc-phase-2", "precededBy", "phase/iuc-phase-1")],
    "c03": [("phase/iurc-phase-2", "aimsAt", "objective/decentralised-cooperation")],
    "c04": [("phase/iurc-phase-2", "worksOn", "objective/sustainable-urban-development")],
    "c05": [("phase/iurc-phase-2", "worksOn", "objective/innovation")],
    "c06": [("phase/iurc-phase-2", "reachesOut", "stakeholder-kind/public-authority")],
    "c07": [("phase/iurc-phase-2", "alignedWith", "framework/europe-2020")],
    "c08": [("phase/iurc-phase-2", "buildsOn", "phase/iuc-phase-1")],
    "c09": [("phase/iurc-phase-2", "aimsAt", "objective/global-network")],
    "c10": [("phase/iurc-phase-2", "financedBy", "instrument/partnership-instrument")],
    "c11": [("phase/iurc-phase-2", "implementedBy", "organisation/fpi")],
    "c12": [("phase/iurc-phase-2", "implementedBy", "organisation/dg-regio")],
    "c13": [("phase/iurc-phase-2", "contributesTo", "framework/new-urban-agenda")],
    "c14": [("phase/iurc-phase-2", "contributesTo", "framework/agenda-2030")],
    "c15": [("phase/iurc-phase-2", "contributesTo", "framework/urban-agenda-eu")],
    "c16": [("phase/iurc-phase-2", "contributesTo", "framework/cohesion-policy")],
    "c17": [
        ("phase/iurc-phase-2", "worksThrough", "component/city-to-city"),
        ("phase/iurc-phase-2", "worksThrough", "component/region-to-region"),
    ],
    "c18": [
        ("person/rudolf-niessler", "holdsPost", "post/rudolf-niessler-2-th"),
        ("person/rudolf-niessler", "holdsPost", "post/rudolf-niessler-2-ms"),
    ],
    "c19": [("quotation/about-bratislava", "speaker", "organisation/sk-bratislava")],
    "c20": [
        ("strand/iurc2-latin-america", "hasWebSite", "website/iurc2-la"),
        ("strand/iurc2-latin-america", "inPhase", "phase/iurc-phase-2"),
    ],
    "c21": [
        ("strand/iurc2-china", "hasWebSite", "website/w-cn"),
        ("strand/iurc2-china", "inPhase", "phase/iurc-phase-2"),
    ],
    "c22": [
        ("strand/iurc2-asia-australasia", "hasWebSite", "website/w-aa"),
        ("strand/iurc2-asia-australasia", "inPhase", "phase/iurc-phase-2"),
    ],
    "c23": [("phase/iuc-phase-1", "hasWebSite", "website/w-iuc")],
    "c24": [
        ("strand/iuc-asia", "hasWebSite", "website/iuc-asia"),
        ("strand/iuc-asia", "inPhase", "phase/iuc-phase-1"),
    ],
    "c25": [
        ("strand/iuc-latin-america-caribbean", "hasWebSite", "website/iuc-lac"),
        ("strand/iuc-latin-america-caribbean", "inPhase", "phase/iuc-phase-1"),
    ],
    "c26": [("phase/iurc-phase-2", "informsBy", "news-item/iurc-newsletter")],
}


@pytest.fixture(scope="module")
def mapped() -> Mapped:
    """Map every dataset once."""
    register = Register.load(SOURCES / "identity.csv")
    return {
        name: [
            pyoxigraph.Triple(statement.subject, statement.predicate, statement.object)
            for statement in map_tables(SOURCES / name / "csv-metadata.json", register)
        ]
        for name in DATASETS
    }


@pytest.fixture(scope="module")
def everything(mapped: Mapped) -> list[pyoxigraph.Triple]:
    """Give the statements of all datasets with those of the concept schemes."""
    concepts = [
        quad.triple
        for path in sorted(CONCEPTS.glob("*.ttl"))
        for quad in pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE)
    ]
    return [*(triple for triples in mapped.values() for triple in triples), *concepts]


def _plain(triples: list[pyoxigraph.Triple]) -> set[Triple]:
    """Give the triples as strings, literals by their value."""
    return {(t.subject.value, t.predicate.value, t.object.value) for t in triples}


def _of_class(triples: list[pyoxigraph.Triple], name: str) -> set[str]:
    return {s for s, p, o in _plain(triples) if (p, o) == (TYPE, IURC + name)}


def test_about_page_says_its_plain_statements(mapped: Mapped):
    """The plain statements of all 26 rows are there, and the about page says nothing else with these properties of these things."""
    expected = {(ID + s, IURC + p, ID + o) for triples in ABOUT.values() for s, p, o in triples}
    assert set(ABOUT) == {f"c{n:02}" for n in range(1, 27)} - {"c02"}
    found = _plain(mapped["about-page"])
    assert expected - found == set()
    properties = {p for _, p, _ in expected}
    assert {triple for triple in found if triple[1] in properties} == expected


def test_first_phase_has_the_years_of_both_calendars(mapped: Mapped):
    """Phase I starts in 2016 and ends in 2020 with day bounds; the years of the Thai page stay readable as it writes them."""
    phase = ID + "phase/iuc-phase-1"
    said = {
        (p.removeprefix(IURC), o)
        for s, p, o in _plain(mapped["about-page"])
        if s == phase and p.startswith(IURC)
    }
    assert {
        ("start", "2016"),
        ("startEarliest", "2016-01-01"),
        ("startLatest", "2016-12-31"),
        ("startStated", "2559"),
        ("end", "2020"),
        ("endEarliest", "2020-01-01"),
        ("endLatest", "2020-12-31"),
        ("endStated", "2563"),
    } <= said
    assert [o for p, o in said if p == "start"] == ["2016"]


@pytest.mark.parametrize("dataset", ["about-page", "programme"])
def test_claim_is_one_assertion_of_one_document(dataset: str, mapped: Mapped):
    """Every claim has one subject, property, language, rank, confidence, document, and one object or value."""
    claims = _of_class(mapped[dataset], "Claim")
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for s, p, _ in _plain(mapped[dataset]):
        if s in claims:
            counts[s][p] += 1
    single = [
        IURC + name for name in ("claimSubject", "claimPredicate", "statedInLanguage", "rank", "confidence")
    ]
    for claim in claims:
        assert [counts[claim][p] for p in (*single, DERIVED)] == [1] * 6, claim
        assert counts[claim][IURC + "claimObject"] + counts[claim][IURC + "claimValue"] == 1, claim


def test_every_assertion_is_a_claim(mapped: Mapped, table: Table):
    """Each row of assertions is a claim with the subject, property, object and page of the row."""
    found = _plain(mapped["about-page"])
    rows = table("about-page/assertions.csv")
    assert _of_class(mapped["about-page"], "Claim") == {f"{ID}claim/{row['claim']}" for row in rows}
    for row in rows:
        claim = f"{ID}claim/{row['claim']}"
        value = (
            (claim, IURC + "claimObject", ID + row["object"])
            if row["object"]
            else (claim, IURC + "claimValue", row["value"] or row["year"])
        )
        assert {
            (claim, IURC + "claimNumber", row["number"]),
            (claim, IURC + "claimSubject", ID + row["thing"]),
            (claim, IURC + "claimPredicate", IURC + row["predicate"]),
            (claim, IURC + "statedInLanguage", row["language"]),
            (claim, DERIVED, row["source_url"]),
            value,
        } <= found, claim


def test_reference_has_one_thing_per_row(mapped: Mapped, table: Table):
    """The number of things of each class is the number of rows that speak of one."""
    triples = mapped["reference"]
    cities = table("reference/cities.csv")
    goals = table("reference/policy-goals.csv")
    matches = table("reference/place-matches.csv")
    counts = {
        "GazetteerEntry": sum(1 for row in cities if not row["place_slug"]),
        "City": len(
            {row["place_slug"] for row in cities if row["place_slug"]} | {row["slug"] for row in matches}
        ),
        "Country": sum(1 for row in table("reference/authority.csv") if row["alpha2"])
        + len(table("reference/countries.csv")),
        "PolicyFramework": sum(1 for row in goals if row["class"] == "framework")
        + len(table("reference/frameworks.csv")),
        "PolicyGoal": sum(1 for row in goals if row["class"] == "goal"),
        "Topic": len(table("reference/topics.csv")),
        "AuthorityEntry": len(table("reference/authority.csv")),
        "Source": len(table("reference/sources.csv")),
        "Unknown": len({row["slug"] for row in matches if row["reason"]}),
    }
    assert {name: len(_of_class(triples, name)) for name in counts} == counts


def test_place_has_the_point_of_its_row(mapped: Mapped, table: Table):
    """The geometry of a place is the point of its gazetteer row, longitude first, and the same as its coordinates."""
    found = {(s, p): o for s, p, o in _plain(mapped["reference"]) if not s.startswith("https://sws.")}
    geo = "http://www.opengis.net/ont/geosparql#"
    checked = 0
    for row in table("reference/cities.csv"):
        if slug := row["place_slug"]:
            geometry = found[f"{ID}place/{slug}", geo + "hasDefaultGeometry"]
            assert found[geometry, geo + "asWKT"] == f"POINT({row['lon']} {row['lat']})"
            assert float(found[f"{ID}place/{slug}", IURC + "longitude"]) == float(row["lon"])
            assert float(found[f"{ID}place/{slug}", IURC + "latitude"]) == float(row["lat"])
            checked += 1
    assert checked == 201


def test_every_label_of_the_compilers_is_in_the_graph(mapped: Mapped, table: Table):
    """Each label of a goal, framework or entry is a preferred or alternative label with its language tag."""
    labels = {
        (t.subject.value, t.object.language, t.object.value)
        for t in mapped["reference"]
        if isinstance(t.object, pyoxigraph.Literal)
        and t.predicate.value in {SKOS + "prefLabel", SKOS + "altLabel"}
    }
    for row in table("reference/policy-labels.csv"):
        assert (row["subject"], row["lang"].lower(), row["label"]) in labels, row


def test_names_of_places_carry_careful_language_tags(mapped: Mapped):
    """Names whose language is not stated carry their script only, and no name of a place is without a tag."""
    tags = Counter(
        t.object.language
        for t in mapped["reference"]
        if t.subject.value.startswith(("https://sws.geonames.org/", ID + "place/"))
        and isinstance(t.object, pyoxigraph.Literal)
        and t.predicate.value in {SKOS + "prefLabel", SKOS + "altLabel"}
    )
    assert set(tags) == {
        "en",
        "und-latn",
        "und-deva",
        "th",
        "ms",
        "zh",
        "ja",
        "ko",
        "es",
        "pt",
        "fr",
        "de",
        "ru",
        "vi",
        "id",
    }


def test_every_thing_has_a_source(mapped: Mapped):
    """Every described thing of these datasets leads to a source in its own graph; sources themselves need none."""
    for dataset in ("reference", "about-page", "programme"):
        triples = _plain(mapped[dataset])
        sources = _of_class(mapped[dataset], "Source")
        derived = {s for s, p, _ in triples if p == DERIVED}
        assert {s for s, _, _ in triples} - derived - sources == set(), dataset


def test_nothing_leads_nowhere(everything: list[pyoxigraph.Triple]):
    """Every thing under our base that some statement names is described with a class, here or as a concept."""
    triples = _plain(everything)
    described = {s for s, p, _ in triples if p == TYPE}
    named = {
        o.value for _, _, o in everything if isinstance(o, pyoxigraph.NamedNode) and o.value.startswith(ID)
    }
    assert named - described == set()
    assert {s for s, _, _ in triples} - described == set()


def test_every_source_is_a_source(everything: list[pyoxigraph.Triple]):
    """Whatever a thing is derived from is described as a source."""
    assert {o for _, p, o in _plain(everything) if p == DERIVED} - _of_class(everything, "Source") == set()


def test_one_preferred_label_per_language_everywhere(everything: list[pyoxigraph.Triple]):
    """Over all datasets a thing has one preferred label per language, and none of its other labels repeats it (SKOS S13, S14)."""
    preferred: dict[tuple[str, str], set[str]] = defaultdict(set)
    others: set[tuple[str, str, str]] = set()
    for subject, predicate, thing in everything:
        if isinstance(thing, pyoxigraph.Literal) and thing.language and predicate.value.startswith(SKOS):
            if predicate.value == SKOS + "prefLabel":
                preferred[subject.value, thing.language].add(thing.value)
            elif predicate.value in {SKOS + "altLabel", SKOS + "hiddenLabel"}:
                others.add((subject.value, thing.language, thing.value))
    assert {key: names for key, names in preferred.items() if len(names) > 1} == {}
    assert {(s, lang, name) for (s, lang), names in preferred.items() for name in names} & others == set()

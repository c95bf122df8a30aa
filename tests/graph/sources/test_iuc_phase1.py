"""Phase I: the rows of its tables against the statements that come of them, counted by plain code."""

from collections import Counter, defaultdict
from collections.abc import Callable
from typing import Any

import pytest

Row = dict[str, str]
Table = Callable[[str], list[Row]]


@pytest.fixture(scope="module")
def facts(facts_of: Callable[[str], Any]) -> Any:
    """Give the statements of this dataset alone."""
    return facts_of("iuc-phase1")


def test_number_of_cooperations(table: Table):
    """The raw ids up to the first dot are 74, which are the cooperations of the tidy column: 56 of cities and 18 of regions."""
    rows = table("iuc-phase1/pairings.csv")
    assert len(rows) == 84
    assert all(row["cooperation"] == row["id"].partition(".")[0] for row in rows)
    stems = {(row["id"].partition(".")[0], row["component"]) for row in rows}
    assert len({stem for stem, _ in stems}) == 74
    assert Counter(component for _, component in stems) == {"city-to-city": 56, "region-to-region": 18}


def test_classes_of_the_cooperations(facts: Any, table: Table):
    """Stems with one raw row are pairings of their component, stems with several are groups, and each is a cooperation too."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in table("iuc-phase1/pairings.csv"):
        groups[row["id"].partition(".")[0]].append(row)
    wanted = Counter(
        "CooperationGroup"
        if len(rows) > 1
        else {"city-to-city": "CityPairing", "region-to-region": "RegionPairing"}[rows[0]["component"]]
        for rows in groups.values()
    )
    found = facts.counts()
    assert {name: found[name] for name in wanted} == wanted
    assert found["Cooperation"] == sum(wanted.values()) == 74
    assert found["CooperationLink"] == 84


def test_every_member_takes_part_once(facts: Any, table: Table):
    """A cooperation has one participation for each different member that its raw rows name, however many links name it."""
    members: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in table("iuc-phase1/pairings.csv"):
        stem = row["id"].partition(".")[0]
        members[stem] |= {(row["eu_city"], row["eu_country"]), (row["partner_city"], row["partner_country"])}
    query = "SELECT ?coop (COUNT(DISTINCT ?p) AS ?n) WHERE { ?coop iurc:hasParticipation ?p } GROUP BY ?coop"
    assert dict(facts.ask(query)) == {f"cooperation/{stem}": str(len(who)) for stem, who in members.items()}
    assert facts.counts()["Participation"] == sum(len(who) for who in members.values())


def test_enrolments_bodies_and_places(facts: Any, table: Table):
    """Each raw participant is an enrolment; bodies and places are as many as the raw names with country, told apart by kind."""
    rows = table("iuc-phase1/participants.csv")
    bodies = {(row["name"], row["country"], row["kind"]) for row in rows}
    kinds = Counter(kind for _, _, kind in bodies)
    found = facts.counts()
    assert found["Enrolment"] == len(rows) == 173
    # Stuttgart Region counts as a region and Grenoble-Alpes Métropole as a consortium, as in phase II
    assert found["LocalAuthority"] == kinds["city"] + kinds["region"] + 1
    assert found["Consortium"] == kinds["consortium"] + 1
    assert found["City"] == kinds["city"] + 1  # Grenoble
    assert found["Region"] == kinds["region"] + 1
    assert found["Place"] == found["City"] + found["Region"]
    public = [row for row in table("iuc-phase1/organisations.csv") if row["agent_class"] == "public-body"]
    assert found["PublicBody"] == kinds["other"] - 2 + len(public)
    instruments = [row for row in table("iuc-phase1/organisations.csv") if "instrument" in row["id"]]
    assert found["FundingInstrument"] == len(instruments) == 1
    assert found["Organisation"] == len(bodies) + 25 - 1


def test_recorded_partners(facts: Any, table: Table):
    """153 enrolments have a recorded partner and 20 have none, and exactly those with one stand in a link of their strand."""
    said = dict(facts.ask("SELECT ?e ?yes WHERE { ?e iurc:hasRecordedPartner ?yes }"))
    assert Counter(said.values()) == {"true": 153, "false": 20}
    raw = {
        f"enrolment/{row['id']}": {"yes": "true", "no": "false"}[row["has_recorded_partner"]]
        for row in table("iuc-phase1/participants.csv")
    }
    assert said == raw
    linked = facts.ask(
        "SELECT DISTINCT ?e WHERE { ?e iurc:participant ?who ; iurc:inStrand ?strand . ?link iurc:inStrand ?strand ;"
        " iurc:euSide|iurc:partnerSide ?who }",
    )
    assert {enrolment for (enrolment,) in linked} == {e for e, yes in said.items() if yes == "true"}


def test_outcomes_and_events(facts: Any, table: Table):
    """The kind at the head of each raw plan decides its class; visits are events, with those of events.csv."""
    heads = Counter(row["title_or_kind"].partition(": ")[0] for row in table("iuc-phase1/plans.csv"))
    events = Counter(row["kind"] for row in table("iuc-phase1/events.csv"))
    found = facts.counts()
    assert heads == {"study visit report": 37, "action plan": 18, "agreement": 17, "pilot": 12}
    assert (found["ActionPlan"], found["Agreement"], found["PilotProject"]) == (18, 17, 12)
    assert found["Outcome"] == 18 + 17 + 12
    assert found["StudyVisit"] == heads["study visit report"] + events["study-visit"]
    assert found["Event"] == heads["study visit report"] + sum(events.values())
    kinds = dict(
        facts.ask("SELECT ?e ?kind WHERE { ?e iurc:eventKind ?kind FILTER CONTAINS(STR(?e), '/event/') }")
    )
    assert kinds == {
        f"event/{row['id']}": f"event-kind/{row['kind']}" for row in table("iuc-phase1/events.csv")
    }


def test_one_row_one_thing(facts: Any, table: Table):
    """Tables with one thing a row give as many things as they have rows."""
    found = facts.counts()
    for name, table_name in {
        "Source": "sources",
        "Person": "people",
        "Post": "people",
        "Strand": "strands",
        "Engagement": "organisations",
        "PublishedFigure": "totals",
        "Conflict": "conflicts",
        "Claim": "claims",
        "Unknown": "unknowns",
    }.items():
        assert found[name] == len(table(f"iuc-phase1/{table_name}.csv")), name
    assert (found["Phase"], found["Component"]) == (1, 3)
    assert found["WebSite"] == len({row["website_url"] for row in table("iuc-phase1/strands.csv")}) == 5


def test_every_class_is_accounted_for(facts: Any):
    """No thing is of a class that the tests of this file do not count."""
    assert set(facts.counts()) == {
        *("ActionPlan", "Agreement", "City", "CityPairing", "Claim", "Component", "Conflict", "Consortium"),
        *("Cooperation", "CooperationGroup", "CooperationLink", "Engagement", "Enrolment", "Event"),
        *(
            "FundingInstrument",
            "LocalAuthority",
            "Organisation",
            "Outcome",
            "Participation",
            "Person",
            "Phase",
        ),
        *(
            "PilotProject",
            "Place",
            "Post",
            "PublicBody",
            "PublishedFigure",
            "Region",
            "RegionPairing",
            "Source",
        ),
        *("Strand", "StudyVisit", "Unknown", "WebSite"),
    }


def test_cordoba_is_a_city_and_a_region(facts: Any):
    """Córdoba stands once as the city, paired with Zagreb, and once as the region, paired with Castilla y León."""
    query = (
        "SELECT ?link ?place ?class WHERE { ?link iurc:partnerSide/iurc:actsFor ?place . ?place skos:prefLabel 'Córdoba'@en ;"
        " a ?class FILTER (?class != iurc:Place) }"
    )
    assert set(facts.ask(query)) == {
        ("link/c2c-lac-zagreb-cordoba", "place/ar-cordoba", "City"),
        ("link/r2r-lac-castilla-leon-cordoba", "place/ar-cordoba-region", "Region"),
    }


def test_cluster_of_zhengzhou(facts: Any):
    """The cluster has four links, five members, one of them the lead, and each member the best confidence of its links."""
    query = (
        "SELECT ?who ?side ?role ?sure WHERE { <https://w3id.org/iurc/id/cooperation/c2c-cn-zhengzhou>"
        " iurc:hasParticipation ?p . ?p iurc:participant ?who ; iurc:side ?side ; iurc:role ?role ; iurc:confidence ?sure }"
    )
    assert set(facts.ask(query)) == {
        ("organisation/gr-agioi-anargyroi-kamatero", "side/eu", "role/lead", "confidence/high"),
        ("organisation/es-malaga", "side/eu", "role/member", "confidence/medium"),
        ("organisation/it-rome", "side/eu", "role/member", "confidence/low"),
        ("organisation/fr-metropole-nice-cote-dazur", "side/eu", "role/member", "confidence/low"),
        ("organisation/cn-zhengzhou", "side/partner", "role/member", "confidence/high"),
    }


def test_visit_that_stands_in_two_tables(facts: Any, table: Table):
    """Ten events are the same as a visit of plans.csv: same day, both kept, joined by an exact match to a study visit."""
    plans = {f"study-visit/{row['id']}": row for row in table("iuc-phase1/plans.csv")}
    events = {row["id"]: row for row in table("iuc-phase1/events.csv")}
    joined = facts.ask(
        "SELECT ?e ?v WHERE { ?e skos:exactMatch ?v . ?e a iurc:Event . ?v a iurc:StudyVisit }"
    )
    assert len(joined) == 10
    for event, visit in joined:
        row = events[event.removeprefix("event/")]
        assert row["date"] == plans[visit]["date"]
        assert row["end_date"] == plans[visit]["end"] or not row["end_date"]


def test_figure_that_stands_in_both_phases(table: Table):
    """A figure joined with one of phase II counts the same thing in the same page with the same value and qualifiers."""
    columns = (
        "phase",
        "strand",
        "what",
        "value",
        "value_min",
        "value_max",
        "qualifier",
        "side",
        "source_url",
    )
    second = {row["id"]: row for row in table("iurc-phase2/totals.csv")}
    joined = [row for row in table("iuc-phase1/totals.csv") if row["same_as"]]
    assert len(joined) == 13
    for row in joined:
        assert [row[column] for column in columns] == [second[row["same_as"]][column] for column in columns]


def test_plans_lead_to_places_and_cooperations(facts: Any, table: Table):
    """A plan comes of the cooperation of its pairing and lies in its strand; its places are cities that the row names."""
    strand = {row["cooperation"]: row["strand_slug"] for row in table("iuc-phase1/pairings.csv")}
    for row in table("iuc-phase1/plans.csv"):
        assert row["entity"] == f"{row['kind']}/{row['id']}"
        if row["pairing_id"]:
            assert row["strand_slug"] == strand[row["pairing_id"]]
    query = "SELECT ?thing ?name WHERE { ?thing iurc:inPlace ?place ; iurc:locality ?any . ?place skos:prefLabel ?name }"
    named = {row["entity"]: set(row["city"].split(";")) for row in table("iuc-phase1/plans.csv")}
    named |= {f"event/{row['id']}": {row["city"]} for row in table("iuc-phase1/events.csv")}
    found = set(facts.ask(query))
    assert len(found) > 70
    assert all(name in named[thing] for thing, name in found)


def test_continued_cooperations(facts: Any, table: Table):
    """Every link that went on is continued by a cooperation of phase II, or the graph says that none is recorded."""
    said = {
        row["cooperation"]
        for row in table("iuc-phase1/pairings.csv")
        if row["status"] == "continued-in-phase-2"
    }
    continued = {row["continues"] for row in table("iurc-phase2/pairings.csv") if row["continues"]}
    gaps = facts.ask("SELECT ?c WHERE { ?u iurc:unknownAbout ?c ; iurc:unknownProperty iurc:precededBy }")
    assert said - continued == {cooperation.removeprefix("cooperation/") for (cooperation,) in gaps}
    assert gaps == [("cooperation/c2c-in-trikala-leh",)]


def test_period_is_claimed_by_several_documents(facts: Any):
    """2016 is the preferred start of phase I, 2017 is claimed beside it, each by documents of their own."""
    query = (
        "SELECT ?value ?rank (COUNT(DISTINCT ?document) AS ?n) WHERE { ?claim iurc:claimSubject <https://w3id.org/iurc/id/phase/iuc-phase-1> ;"
        " iurc:claimPredicate iurc:start ; iurc:claimValue ?value ; iurc:rank ?rank ;"
        " <http://www.w3.org/ns/prov#wasDerivedFrom> ?document } GROUP BY ?value ?rank"
    )
    assert set(facts.ask(query)) == {("2016", "rank/preferred", "1"), ("2017", "rank/normal", "2")}

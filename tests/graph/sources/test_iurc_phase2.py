"""Phase II and later: the rows of its tables against the statements that come of them, counted by plain code."""

from collections import Counter, defaultdict
from collections.abc import Callable
from typing import Any

import pytest

Row = dict[str, str]
Table = Callable[[str], list[Row]]
PARTNER_COUNTRIES = {
    *("AR", "AU", "BR", "CA", "CL", "CN", "CO", "ID", "IN", "JP"),
    *("KR", "MX", "MY", "NZ", "PE", "SG", "TH", "TW", "US", "VN"),
}
EU = "eu_city_or_region"
PARTNER = "partner_city_or_region"


@pytest.fixture(scope="module")
def facts(facts_of: Callable[[str], Any]) -> Any:
    """Give the statements of this dataset alone."""
    return facts_of("iurc-phase2")


def raw_key(row: Row) -> str:
    """Give what the compilers count: the label of the group, or the id of a bilateral link."""
    return row["network"] or row["id"]


def test_number_of_cooperations(table: Table):
    """Distinct group labels and ids of bilateral links are 73, one for each cooperation of the tidy column."""
    rows = table("iurc-phase2/pairings.csv")
    assert len(rows) == 86
    keys = {(raw_key(row), row["cooperation"]) for row in rows}
    assert len(keys) == len({key for key, _ in keys}) == len({slug for _, slug in keys}) == 73
    assert all(row["cooperation"] == row["id"] for row in rows if not row["network"])


def test_classes_of_the_cooperations(facts: Any, table: Table):
    """Labelled groups are groups, other links pairings of their component; thematic networks come from networks.csv."""
    groups = {raw_key(row): row for row in table("iurc-phase2/pairings.csv")}
    wanted = Counter(
        "CooperationGroup"
        if row["network"]
        else {"city-to-city": "CityPairing", "region-to-region": "RegionPairing"}[row["component"]]
        for row in groups.values()
    )
    wanted["ThematicNetwork"] = 6
    found = facts.counts()
    assert {name: found[name] for name in wanted} == wanted
    assert found["Cooperation"] == 73 + 6
    assert found["CooperationLink"] == 86
    assert found["Cohort"] == 8


def test_groups_of_both_tables_meet(table: Table):
    """The nine groups of networks.csv are those of pairings.csv, with the same label, slug and members."""
    links: dict[str, set[tuple[str, str]]] = defaultdict(set)
    labels = {}
    for row in table("iurc-phase2/pairings.csv"):
        if row["network"]:
            labels[row["cooperation"]] = row["network"]
            links[row["cooperation"]] |= {
                (row[EU], row["eu_country"]),
                (row[PARTNER], row["partner_country"]),
            }
    groups = [row for row in table("iurc-phase2/networks.csv") if row["network_class"] == "cooperation-group"]
    assert {row["slug"]: row["label_en"] for row in groups} == labels
    bodies = {
        (row["name"], row["country"]): row["canonical_slug"]
        for row in table("identity.csv")
        if row["kind"] == "organisation" and row["name"]
    }
    members: dict[str, set[str]] = defaultdict(set)
    for row in table("iurc-phase2/network-members.csv"):
        members[row["cooperation"]].add(row["agent"])
    for slug, named in links.items():
        assert members[slug] == {bodies[member] for member in named}, slug


def test_members_are_those_of_the_raw_lists(facts: Any, table: Table):
    """Each name of a raw member list is one row of network-members.csv, in order, and leads to a body of the graph."""
    found: dict[str, list[str]] = defaultdict(list)
    bodies: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in table("identity.csv"):
        if row["kind"] == "organisation" and row["name"]:
            bodies[row["name"], row["country"]].add(row["canonical_slug"])
    inside = {"Colleferro", "Latina"}  # the enrolled participant is the area that holds both towns
    for row in table("iurc-phase2/network-members.csv"):
        found[row["network"]].append(row["member"])
        area = {"it-colleferro-and-latina-functional-area"}
        assert {row["agent"]} == (area if row["member"] in inside else bodies[row["member"], row["country"]])
        assert row["side"] == ("partner" if row["country"] in PARTNER_COUNTRIES else "eu")
    for row in table("iurc-phase2/networks.csv"):
        assert found[row["id"]] == [name for name in row["members"].split(";") if name]
    cohorts = {
        (row["entity"], f"organisation/{row['agent']}")
        for row in table("iurc-phase2/network-members.csv")
        if row["network_class"] == "cohort"
    }
    assert set(facts.ask("SELECT ?c ?who WHERE { ?c iurc:cohortMember ?who }")) == cohorts
    enrolled = {
        who
        for (who,) in facts.ask("SELECT DISTINCT ?who WHERE { ?e a iurc:Enrolment ; iurc:participant ?who }")
    }
    assert {f"organisation/{row['agent']}" for row in table("iurc-phase2/network-members.csv")} <= enrolled


def test_no_pair_is_made_of_a_list(facts: Any):
    """Cohorts and thematic networks have no links: being on a list pairs nobody."""
    query = "SELECT ?c WHERE { { ?c a iurc:Cohort } UNION { ?c a iurc:ThematicNetwork } ?c iurc:hasLink|^iurc:linkOf ?link }"
    assert facts.ask(query) == []
    assert facts.ask("SELECT ?c WHERE { ?c a iurc:Cohort ; iurc:hasParticipation ?p }") == []


def test_every_member_takes_part_once(facts: Any, table: Table):
    """A cooperation has one participation for each different member that its raw rows name, thematic networks one for each listed name."""
    members: dict[str, set[tuple[str, str]]] = defaultdict(set)
    slug = {}
    for row in table("iurc-phase2/pairings.csv"):
        members[raw_key(row)] |= {(row[EU], row["eu_country"]), (row[PARTNER], row["partner_country"])}
        slug[raw_key(row)] = row["cooperation"]
    wanted = {f"cooperation/{slug[key]}": str(len(who)) for key, who in members.items()}
    for row in table("iurc-phase2/networks.csv"):
        if row["network_class"] == "thematic-network" and row["members"]:
            wanted[row["entity"]] = str(len(row["members"].split(";")))
    query = "SELECT ?coop (COUNT(DISTINCT ?p) AS ?n) WHERE { ?coop iurc:hasParticipation ?p } GROUP BY ?coop"
    assert dict(facts.ask(query)) == wanted
    assert facts.counts()["Participation"] == sum(int(number) for number in wanted.values())


def test_enrolments_bodies_and_places(facts: Any, table: Table):
    """Each raw participant is an enrolment; bodies and places are as many as the raw names with country, told apart by kind."""
    rows = table("iurc-phase2/participants.csv")
    bodies = {(row["name"], row["country"]): row["kind"] for row in rows}
    kinds = Counter(bodies.values())
    found = facts.counts()
    assert found["Enrolment"] == len(rows) == 212
    assert len(bodies) == 189
    assert found["LocalAuthority"] == kinds["city"] + kinds["region"]
    assert found["Consortium"] == kinds["consortium"]
    assert found["City"] == kinds["city"] + 3  # Grenoble, Lemvig and Nelson, for which consortia act
    assert found["Region"] == kinds["region"]
    assert found["Place"] == found["City"] + found["Region"]
    organisations = table("iurc-phase2/organisations.csv")
    public = [row for row in organisations if row["agent_class"] == "public-body"]
    assert found["PublicBody"] == kinds["other"] + len(public)
    # the European Union has a class from the tables of phase I: here it has labels only
    assert found["Organisation"] == len(bodies) + len(organisations)


def test_recorded_partners(facts: Any, table: Table):
    """140 enrolments have a recorded partner: exactly those that stand in a high or medium link of their strand."""
    said = dict(facts.ask("SELECT ?e ?yes WHERE { ?e iurc:hasRecordedPartner ?yes }"))
    assert Counter(said.values()) == {"true": 140, "false": 72}
    linked = facts.ask(
        "SELECT DISTINCT ?e WHERE { ?e iurc:participant ?who ; iurc:inStrand ?strand . ?link iurc:inStrand ?strand ;"
        " iurc:euSide|iurc:partnerSide ?who ; iurc:confidence ?sure FILTER (!STRENDS(STR(?sure), '/low')) }",
    )
    assert {enrolment for (enrolment,) in linked} == {e for e, yes in said.items() if yes == "true"}
    assert len(table("iurc-phase2/participants.csv")) == len(said)


def test_gateway_is_a_programme_of_its_own(facts: Any):
    """The EU Cities Gateway is a programme, no strand: its four participants are in it and in no phase or strand."""
    gateway = "programme/eu-cities-gateway-north-america"
    assert facts.ask("SELECT ?c WHERE { <https://w3id.org/iurc/id/" + gateway + "> a ?c }") == [
        ("Programme",)
    ]
    query = "SELECT ?e ?p WHERE { ?e a iurc:Enrolment ; iurc:inProgramme ?p FILTER NOT EXISTS { ?e iurc:inStrand|iurc:inPhase ?x } }"
    found = facts.ask(query)
    assert len(found) == 4
    assert {programme for _, programme in found} == {gateway}
    assert facts.ask("SELECT ?s WHERE { ?x iurc:inStrand ?s FILTER CONTAINS(STR(?s), 'gateway') }") == []


def test_contract_and_strand_are_one_thing(facts: Any, table: Table):
    """A contract of programme.csv and its row of strands.csv make one strand, with the dates of the one and the countries of the other."""
    strands = {row["entity"] for row in table("iurc-phase2/strands.csv")}
    contracts = {row["entity"] for row in table("iurc-phase2/programme.csv")} - {"phase/iurc-phase-2"}
    assert contracts <= strands
    query = (
        "SELECT ?start ?money (COUNT(DISTINCT ?country) AS ?n) WHERE { <https://w3id.org/iurc/id/strand/iurc2-china>"
        " iurc:start ?start ; iurc:budget ?money ; iurc:partnerCountry ?country } GROUP BY ?start ?money"
    )
    assert facts.ask(query) == [("2021-01", "2498490", "1")]


def test_one_row_one_thing(facts: Any, table: Table):
    """Tables with one thing a row give as many things as they have rows."""
    found = facts.counts()
    for name, table_name in {
        "Source": "sources",
        "Person": "people",
        "Post": "people",
        "Engagement": "organisations",
        "PublishedFigure": "totals",
        "PilotProject": "pilots",
        "Outcome": "pilots",
        "Event": "events",
        "WebSite": "websites",
        "Conflict": "conflicts",
        "Claim": "claims",
        "Unknown": "unknowns",
    }.items():
        assert found[name] == len(table(f"iurc-phase2/{table_name}.csv")), name
    visits = [row for row in table("iurc-phase2/events.csv") if row["kind"] == "study visit"]
    assert found["StudyVisit"] == len(visits)
    assert (found["Phase"], found["Strand"], found["Programme"]) == (1, 9, 1)


def test_every_class_is_accounted_for(facts: Any):
    """No thing is of a class that the tests of this file do not count."""
    assert set(facts.counts()) == {
        *(
            "City",
            "CityPairing",
            "Claim",
            "Cohort",
            "Conflict",
            "Consortium",
            "Cooperation",
            "CooperationGroup",
        ),
        *("CooperationLink", "Engagement", "Enrolment", "Event", "LocalAuthority", "Organisation", "Outcome"),
        *("Participation", "Person", "Phase", "PilotProject", "Place", "Post", "Programme", "PublicBody"),
        *("PublishedFigure", "Region", "RegionPairing", "Source", "Strand", "StudyVisit", "ThematicNetwork"),
        *("Unknown", "WebSite"),
    }


def test_labels_are_kept_with_their_language(facts: Any, table: Table):
    """Each row of labels.csv is a name of the thing that the register gives for its id, in the language of the row."""
    register = {
        row["source_id"]: f"{row['kind']}/{row['canonical_slug']}"
        for row in table("identity.csv")
        if row["dataset"] == "iurc-phase2/labels.csv"
    }
    query = "SELECT ?thing (LANG(?name) AS ?lang) ?name WHERE { ?thing skos:prefLabel|skos:altLabel ?name FILTER (LANG(?name) NOT IN ('en', '')) }"
    wanted = {
        (register[row["entity_id"]], row["lang"], row["label"]) for row in table("iurc-phase2/labels.csv")
    }
    assert len(wanted) == 50
    assert set(facts.ask(query)) == wanted
    assert all(bool(row["main_label"]) != bool(row["other_label"]) for row in table("iurc-phase2/labels.csv"))


def test_sites_serve_what_the_table_says(facts: Any, table: Table):
    """Each site but that of the predecessor serves one phase, strand or programme, which leads back to it, in each of its languages."""
    serving = set(
        facts.ask("SELECT ?site ?served WHERE { ?site iurc:serves ?served . ?served iurc:hasWebSite ?site }")
    )
    rows = table("iurc-phase2/websites.csv")
    assert serving == {(f"website/{row['id']}", row["serves"]) for row in rows if row["serves"]}
    assert [row["id"] for row in rows if not row["serves"]] == ["w-world-cities"]
    spoken = set(facts.ask("SELECT ?site ?lang WHERE { ?site a iurc:WebSite ; iurc:language ?lang }"))
    assert spoken == {(f"website/{row['id']}", lang) for row in rows for lang in row["language"].split(";")}


def test_continued_cooperations_have_the_same_members(facts: Any, table: Table):
    """A link that continues a cooperation of phase I has its two sides there, but for Nagano and Obuse, now enrolled together."""
    before: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in table("iuc-phase1/pairings.csv"):
        before[row["cooperation"]] |= {
            (row["eu_city"], row["eu_country"]),
            (row["partner_city"], row["partner_country"]),
        }
    together = {("Nagano and Obuse", "JP"): {("Nagano", "JP"), ("Obuse", "JP")}}
    rows = [row for row in table("iurc-phase2/pairings.csv") if row["continues"]]
    for row in rows:
        now: set[tuple[str, str]] = set()
        for member in ((row[EU], row["eu_country"]), (row[PARTNER], row["partner_country"])):
            now |= together.get(member, {member})
        assert now == before[row["continues"]], row["id"]
        assert row["continues_note"]
    query = "SELECT ?now ?before WHERE { ?now iurc:precededBy ?before }"
    assert set(facts.ask(query)) == {
        (f"cooperation/{row['cooperation']}", f"cooperation/{row['continues']}") for row in rows
    }
    assert len(rows) == 9


def test_both_piuras(facts: Any):
    """Piura the city and Piura Region are two bodies for two places, paired with Almería and with Extremadura."""
    query = (
        "SELECT ?link ?place ?class WHERE { ?link iurc:partnerSide/iurc:actsFor ?place . ?place a ?class"
        " FILTER (CONTAINS(STR(?place), 'piura') && ?class != iurc:Place) }"
    )
    assert set(facts.ask(query)) == {
        ("link/p2-la-almeria-piura", "place/pe-piura", "City"),
        ("link/p2-la-extremadura-piura", "place/pe-piura-region", "Region"),
    }


def test_partners_of_yangzhou_stand_side_by_side(facts: Any):
    """Three links give Yangzhou a partner, each with its own confidence and source, all in one conflict."""
    query = (
        "SELECT ?eu ?sure WHERE { ?link iurc:partnerSide <https://w3id.org/iurc/id/organisation/cn-yangzhou> ; iurc:euSide ?eu ;"
        " iurc:confidence ?sure ; iurc:inConflict <https://w3id.org/iurc/id/conflict/iurc2-yangzhou> }"
    )
    assert set(facts.ask(query)) == {
        ("organisation/it-bologna-nuovo-circondario-imolese", "confidence/high"),
        ("organisation/it-lazio", "confidence/medium"),
        ("organisation/it-bari", "confidence/medium"),
    }


def test_pilots_come_of_the_cooperation_of_their_link(facts: Any, table: Table):
    """A pilot comes of the cooperation of the link that its raw row names, the group where the link is part of one."""
    cooperation = {row["id"]: row["cooperation"] for row in table("iurc-phase2/pairings.csv")}
    wanted = {
        (f"pilot/{row['id']}", f"cooperation/{cooperation[row['pairing_id']]}")
        for row in table("iurc-phase2/pilots.csv")
        if row["pairing_id"]
    }
    assert set(facts.ask("SELECT ?p ?c WHERE { ?p a iurc:PilotProject ; iurc:cameOf ?c }")) == wanted
    assert ("pilot/pl-smartview", "cooperation/p2-aa-malaga-vitoria-christchurch") in wanted

"""What holds for the statements that the mapping makes of the tables of both phases."""

import calendar
from collections import defaultdict
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path

import pyoxigraph as ox
import pytest

from iurc.graph.mapping.table import map_tables
from iurc.graph.register import Register
from iurc.ontology.load import concept_files
from iurc.ontology.terms import ID, ONTOLOGY

Row = dict[str, str]
Table = Callable[[str], list[Row]]
SOURCES = Path(str(files("iurc.graph"))) / "sources"
PHASES = ("iuc-phase1", "iurc-phase2")
SHIPPED = (*PHASES, "about-page", "programme", "reference")
PREFIXES = (
    f"PREFIX iurc: <{ONTOLOGY}> PREFIX prov: <http://www.w3.org/ns/prov#>"
    " PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
)


@pytest.fixture(scope="module")
def store() -> ox.Store:
    """Give the statements of all shipped datasets, each in its graph, with the concept schemes."""
    found = ox.Store()
    register = Register.load(SOURCES / "identity.csv")
    for dataset in SHIPPED:
        graph = ox.NamedNode(f"https://w3id.org/iurc/graph/{dataset}")
        found.extend(
            ox.Quad(said.subject, said.predicate, said.object, graph)
            for said in map_tables(SOURCES / dataset / "csv-metadata.json", register)
        )
    concepts = ox.NamedNode("https://w3id.org/iurc/graph/concepts")
    for file in concept_files():
        found.load(file.read_bytes(), format=ox.RdfFormat.TURTLE, to_graph=concepts)
    return found


def ask(store: ox.Store, query: str, dataset: str | None = None) -> Iterator[tuple[str, ...]]:
    """Give the rows of a query over all graphs or one, as plain texts."""
    graph = ox.NamedNode(f"https://w3id.org/iurc/graph/{dataset}") if dataset else None
    found = store.query(
        PREFIXES + query,
        use_default_graph_as_union=graph is None,
        default_graph=graph and [graph],
    )
    assert isinstance(found, ox.QuerySolutions)
    for row in found:
        yield tuple(term.value for term in row if isinstance(term, ox.NamedNode | ox.Literal))


def split(cell: str) -> list[str]:
    """Give the items of a list cell."""
    return [item for item in cell.split(";") if item]


def sides(row: Row) -> tuple[tuple[str, str], tuple[str, str]]:
    """Give name and country of the two members of a row of pairings.csv."""
    names = ("eu_city_or_region", "partner_city_or_region") if "phase" in row else ("eu_city", "partner_city")
    return (row[names[0]], row["eu_country"]), (row[names[1]], row["partner_country"])


@pytest.mark.parametrize("dataset", PHASES)
def test_no_gap_is_filled(dataset: str, store: ox.Store):
    """Nothing is stated as unknown whose value some shipped graph gives."""
    query = (
        "SELECT ?unknown ?value WHERE { ?unknown a iurc:Unknown ; iurc:unknownAbout ?thing ;"
        " iurc:unknownProperty ?property . ?thing ?property ?value }"
    )
    assert list(ask(store, query)) == []
    assert len(list(ask(store, "SELECT ?u WHERE { ?u a iurc:Unknown }", dataset))) > 100


def test_nothing_hangs_in_the_air(store: ox.Store):
    """Every thing of ours that a statement of the two phases leads to is described somewhere in the shipped graphs."""
    described = {subject for (subject,) in ask(store, "SELECT DISTINCT ?s WHERE { ?s a ?class }")}
    for dataset in PHASES:
        query = f'SELECT DISTINCT ?o WHERE {{ ?s ?p ?o FILTER (isIRI(?o) && STRSTARTS(STR(?o), "{ID}")) }}'
        reached = {value for (value,) in ask(store, query, dataset)}
        assert len(reached) > 500
        assert reached - described == set()


def test_every_subject_is_described(store: ox.Store):
    """Every thing of ours that a phase makes a statement about has a class somewhere in the shipped graphs."""
    described = {subject for (subject,) in ask(store, "SELECT DISTINCT ?s WHERE { ?s a ?class }")}
    for dataset in PHASES:
        assert {
            subject for (subject,) in ask(store, "SELECT DISTINCT ?s WHERE { ?s ?p ?o }", dataset)
        } <= described


def test_every_subject_leads_to_a_source(store: ox.Store):
    """Whatever a phase describes, but sources, gaps and the terms of schemes, leads to a document that is described."""
    query = (
        "SELECT DISTINCT ?s WHERE { ?s ?p ?o FILTER NOT EXISTS { ?s a iurc:Source }"
        " FILTER NOT EXISTS { ?s a iurc:Unknown } FILTER NOT EXISTS { ?s prov:wasDerivedFrom ?document } }"
    )
    for dataset in PHASES:
        assert list(ask(store, query, dataset)) == []
    stray = "SELECT ?d WHERE { ?s prov:wasDerivedFrom ?d FILTER NOT EXISTS { ?d a iurc:Source } }"
    assert list(ask(store, stray)) == []


def test_one_preferred_label_for_each_language(store: ox.Store):
    """No thing has two preferred labels in one language over all shipped graphs."""
    query = "SELECT DISTINCT ?s ?a ?b WHERE { ?s skos:prefLabel ?a , ?b FILTER (LANG(?a) = LANG(?b) && STR(?a) < STR(?b)) }"
    assert list(ask(store, query)) == []


@pytest.mark.parametrize("dataset", PHASES)
def test_bounds_enclose_the_stated_dates(dataset: str, store: ox.Store, table: Table):
    """Each date of a link is kept as the table has it, with the first and last day that it may mean."""
    for column, kind in (("start", "start"), ("end", "end")):
        query = (
            f"SELECT ?link ?stated ?first ?last WHERE {{ ?link a iurc:CooperationLink ; iurc:{kind} ?stated ;"
            f" iurc:{kind}Earliest ?first ; iurc:{kind}Latest ?last }}"
        )
        wanted = {
            (f"{ID}link/{row['id']}", row[column], *days(row[column]))
            for row in table(f"{dataset}/pairings.csv")
            if row[column]
        }
        assert wanted
        assert set(ask(store, query, dataset)) == wanted


def days(date: str) -> tuple[str, str]:
    """Give the first and last day that a year, month or day may mean."""
    parts = [int(part) for part in date.split("-")]
    year = parts[0]
    first_month, last_month = (parts[1], parts[1]) if len(parts) > 1 else (1, 12)
    last_day = parts[2] if len(parts) > 2 else calendar.monthrange(year, last_month)[1]
    first_day = parts[2] if len(parts) > 2 else 1
    return f"{year}-{first_month:02}-{first_day:02}", f"{year}-{last_month:02}-{last_day:02}"


@pytest.mark.parametrize("dataset", PHASES)
def test_links_and_participations_say_the_same(dataset: str, store: ox.Store, table: Table):
    """The members of a cooperation, on either side, are the sides of its links, and each row of the table gives one link with two sides."""
    by_link = set(
        ask(
            store,
            "SELECT ?coop ?side ?who WHERE { { ?link iurc:euSide ?who BIND ('eu' AS ?side) } UNION"
            " { ?link iurc:partnerSide ?who BIND ('partner' AS ?side) } ?link iurc:linkOf ?coop . ?coop iurc:hasLink ?link }",
            dataset,
        )
    )
    by_member = {
        (coop, side.rsplit("/", 1)[1], who)
        for coop, side, who in ask(
            store,
            "SELECT ?coop ?side ?who WHERE { ?coop iurc:hasParticipation ?p . ?p iurc:side ?side ; iurc:participant ?who"
            " FILTER NOT EXISTS { ?coop a iurc:ThematicNetwork } }",
            dataset,
        )
    }
    assert by_link == by_member
    two = list(
        ask(
            store,
            "SELECT ?link ?eu ?partner WHERE { ?link a iurc:CooperationLink ; iurc:euSide ?eu ; iurc:partnerSide ?partner }",
            dataset,
        )
    )
    assert {link for link, _, _ in two} == {
        f"{ID}link/{row['id']}" for row in table(f"{dataset}/pairings.csv")
    }
    assert len(two) == len(table(f"{dataset}/pairings.csv"))
    assert all(eu != partner for _, eu, partner in two)


@pytest.mark.parametrize("dataset", PHASES)
def test_members_are_the_bodies_of_the_register(dataset: str, store: ox.Store, table: Table):
    """The two sides of each link are the bodies that the register gives for name, country and component."""
    register: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    for row in table("identity.csv"):
        if row["name"]:
            register[row["name"], row["country"]].add((row["kind"], row["canonical_slug"]))
    wanted = set()
    for row in table(f"{dataset}/pairings.csv"):
        kind = {"city-to-city": "city", "region-to-region": "region"}[row["component"]]
        found = []
        for member in sides(row):
            bodies = {slug for _, slug in register[member]}
            found.append(
                bodies.pop()
                if len(bodies) == 1
                else next(slug for word, slug in register[member] if word == kind)
            )
        wanted.add((f"{ID}link/{row['id']}", *(f"{ID}organisation/{slug}" for slug in found)))
    query = "SELECT ?link ?eu ?partner WHERE { ?link iurc:euSide ?eu ; iurc:partnerSide ?partner }"
    assert set(ask(store, query, dataset)) == wanted


@pytest.mark.parametrize("dataset", PHASES)
def test_topics_of_a_cooperation_are_those_of_its_links(dataset: str, store: ox.Store):
    """A cooperation has the topics of its links, all of them and no others."""
    through = "SELECT DISTINCT ?coop ?topic WHERE { ?coop iurc:hasLink/iurc:topic ?topic }"
    direct = "SELECT DISTINCT ?coop ?topic WHERE { ?coop iurc:topic ?topic ; iurc:hasLink ?link }"
    found = set(ask(store, direct, dataset))
    assert len(found) > 100
    assert set(ask(store, through, dataset)) == found


@pytest.mark.parametrize("dataset", PHASES)
def test_figures_are_kept_as_printed(dataset: str, store: ox.Store, table: Table):
    """Each row of totals.csv is one figure with its value or limit, its side and every qualifier."""
    for row in table(f"{dataset}/totals.csv"):
        figure = f"<{ID}figure/{row['id']}>"
        said = {
            (prop.removeprefix(ONTOLOGY), value.removeprefix(ID))
            for prop, value in ask(store, f"SELECT ?p ?o WHERE {{ {figure} ?p ?o }}", dataset)
        }
        wanted = {("counts", f"counted/{row['what']}"), ("side", f"side/{row['side']}")}
        wanted |= {("qualifier", f"qualifier/{word.replace(' ', '-')}") for word in split(row["qualifier"])}
        for column, name in (("value", "value"), ("value_min", "valueMin"), ("value_max", "valueMax")):
            wanted |= {(name, row[column])} if row[column] else set()
        wanted |= {("asOf", row["as_of"])} if row["as_of"] else set()
        names = {"counts", "side", "qualifier", "value", "valueMin", "valueMax", "asOf"}
        assert {pair for pair in said if pair[0] in names} == wanted, row["id"]


def test_every_page_of_a_row_is_a_source_of_its_link_and_cooperation(store: ox.Store, table: Table):
    """Main and further sources of a row of pairings.csv are sources of its link and of its cooperation."""
    said = set(ask(store, "SELECT ?s ?d WHERE { ?s prov:wasDerivedFrom ?d }"))
    for dataset in PHASES:
        for row in table(f"{dataset}/pairings.csv"):
            for url in [row["source_url"], *split(row.get("other_source_urls", ""))]:
                assert (f"{ID}link/{row['id']}", url) in said
                assert (f"{ID}cooperation/{row['cooperation']}", url) in said

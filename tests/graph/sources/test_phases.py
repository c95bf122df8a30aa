"""What holds for the tables of both phases: raw cells, and tidy cells that follow from them and from the register."""

import csv
import hashlib
from collections import defaultdict
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest

from iurc.ontology.terms import ONTOLOGY

Row = dict[str, str]
Table = Callable[[str], list[Row]]
SOURCES = Path(str(files("iurc.graph"))) / "sources"
PHASES = ("iuc-phase1", "iurc-phase2")
RAW = {
    "iuc-phase1": (
        *("events", "organisations", "pairings", "participants", "people"),
        *("plans", "programme", "sources", "strands", "totals"),
    ),
    "iurc-phase2": (
        *("events", "labels", "networks", "organisations", "pairings", "participants", "people"),
        *("pilots", "programme", "sources", "strands", "totals", "websites"),
    ),
}
SAID = ("value_date", "value_number", "value_text", "object")


def split(cell: str) -> list[str]:
    """Give the items of a list cell."""
    return [item for item in cell.split(";") if item]


def sides(row: Row) -> tuple[tuple[str, str], tuple[str, str]]:
    """Give name and country of the two members of a row of pairings.csv."""
    names = ("eu_city_or_region", "partner_city_or_region") if "phase" in row else ("eu_city", "partner_city")
    return (row[names[0]], row["eu_country"]), (row[names[1]], row["partner_country"])


def slugs(table: Table, *kinds: str) -> set[str]:
    """Give all slugs of a kind in the register."""
    return {row["canonical_slug"] for row in table("identity.csv") if row["kind"] in kinds}


@pytest.mark.parametrize(
    ("dataset", "name"), [(dataset, name) for dataset, names in RAW.items() for name in names]
)
def test_raw_cells_are_those_of_the_compilers(
    dataset: str,
    name: str,
    table: Table,
    recorded: Callable[[str], dict[str, tuple[int, int, str]]],
    raw_digest: Callable[[list[Row], int], str],
):
    """Every row of the compilers is here in their order with no raw cell changed; their own file, where it is at hand, says the same."""
    rows, columns, digest = recorded(dataset)[f"{name}.csv"]
    found = table(f"{dataset}/{name}.csv")
    assert len(found) == rows
    assert raw_digest(found, columns) == digest
    original = SOURCES.parents[2] / "shared" / "data" / dataset / f"{name}.csv"
    assert not original.exists() or hashlib.sha256(original.read_bytes()).hexdigest() == digest


@pytest.mark.parametrize("dataset", PHASES)
def test_every_source_is_listed(dataset: str, table: Table):
    """Each address in any source column of a phase is a row of its sources.csv."""
    listed = {row["url"] for row in table(f"{dataset}/sources.csv")}
    for path in sorted((SOURCES / dataset).glob("*.csv")):
        for row in table(f"{dataset}/{path.name}"):
            for column in ("source_url", "other_source_urls", "source_urls"):
                assert set(split(row.get(column, ""))) <= listed, (path.name, row)


def test_pages_of_both_phases_have_one_title(table: Table):
    """A page that both phases list has the same title, publisher and date in both, so that the graphs agree."""
    one, two = ({row["url"]: row for row in table(f"{phase}/sources.csv")} for phase in PHASES)
    shared = set(one) & set(two)
    assert len(shared) == 23
    for url in shared:
        for column in ("main_title", "publisher_name", "issued"):
            assert one[url][column] == two[url][column], url
        assert {one[url]["title"], two[url]["title"]} == {
            title
            for row in (one[url], two[url])
            for title in (row["main_title"], row["other_title"])
            if title
        }


@pytest.mark.parametrize("dataset", PHASES)
def test_tidy_topics_follow_the_variants(dataset: str, table: Table):
    """Tidy topics are the topics of the raw texts by way of topic-variants.csv, in their order, each once."""
    topic = {row["variant_text"]: row["topic_id"] for row in table("reference/topic-variants.csv")}
    known = {row["topic_id"] for row in table("reference/topics.csv")}
    seen = 0
    for name in ("pairings", "plans", "pilots"):
        if not (SOURCES / dataset / f"{name}.csv").exists():
            continue
        for row in table(f"{dataset}/{name}.csv"):
            wanted = list(dict.fromkeys(topic[text] for text in split(row["topics"])))
            assert split(row["topic_ids"]) == wanted, row["id"]
            assert set(wanted) <= known
            seen += len(wanted)
    assert seen > 100


@pytest.mark.parametrize("dataset", PHASES)
def test_tidy_strands_and_phases_are_those_of_the_register(dataset: str, table: Table):
    """A tidy strand is the register's slug of the raw strand of the same row, and its phase is the row's."""
    slug = {
        row["source_id"]: row["canonical_slug"]
        for row in table("identity.csv")
        if row["dataset"] in {f"{phase}/strands.csv" for phase in PHASES} and row["kind"] == "strand"
    }
    phase = {"I": "iuc-phase-1", "II": "iurc-phase-2", "III": "iurc-phase-3", "successor": ""}
    seen = 0
    for path in sorted((SOURCES / dataset).glob("*.csv")):
        for row in table(f"{dataset}/{path.name}"):
            if "strand" in row and "strand_slug" in row:
                assert row["strand_slug"] == slug.get(row["strand"], ""), row
                assert row["strand"] in {*slug, "", "eucg-na"}
                seen += 1
            if "phase" in row and "phase_slug" in row and path.name != "programme.csv":
                assert row["phase_slug"] == phase[row["phase"]], row
    assert seen > 200


@pytest.mark.parametrize("dataset", PHASES)
def test_participants_agree_with_the_register(dataset: str, table: Table):
    """Label, other name and place of a participant are those that the register gives for its row."""
    register = {
        (row["source_id"], row["kind"]): row
        for row in table("identity.csv")
        if row["dataset"] == f"{dataset}/participants.csv"
    }
    places = slugs(table, "city", "region")
    for row in table(f"{dataset}/participants.csv"):
        body = register[row["id"], "organisation"]
        assert row["label"] == body["label_en"]
        assert row["other_name"] == (row["name"] if row["name"] != row["label"] else "")
        if row["kind"] in {"city", "region"}:
            place = register[row["id"], row["kind"]]
            assert (row["acts_for"], row["place_class"], row["place_label"]) == (
                place["canonical_slug"],
                row["kind"],
                place["label_en"],
            )
        elif row["acts_for"]:
            assert row["acts_for"] in places, row["id"]


def test_a_body_has_one_class_over_both_phases(table: Table):
    """The same participant has one class and acts for one place in every row of both phases, though the raw kinds differ."""
    register = {
        (row["dataset"], row["source_id"]): row["canonical_slug"]
        for row in table("identity.csv")
        if row["kind"] == "organisation"
    }
    found: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    kinds: dict[str, set[str]] = defaultdict(set)
    for dataset in PHASES:
        for row in table(f"{dataset}/participants.csv"):
            body = register[f"{dataset}/participants.csv", row["id"]]
            found[body].add((row["agent_class"], row["label"], row["acts_for"], row["place_class"]))
            kinds[body].add(row["kind"])
    assert {body for body, rows in found.items() if len(rows) > 1} == set()
    assert {body for body, words in kinds.items() if len(words) > 1} == {
        "fr-grenoble-alpes-metropole",
        "de-stuttgart-region",
    }


@pytest.mark.parametrize("dataset", PHASES)
def test_ids_are_unique(dataset: str, table: Table):
    """No two rows of a table share their identifier, and no two tables of both phases share one of an outcome or event."""
    for path in sorted((SOURCES / dataset).glob("*.csv")):
        rows = table(f"{dataset}/{path.name}")
        if "id" in rows[0]:
            assert len({row["id"] for row in rows}) == len(rows), path.name


def test_ids_made_here_are_unique_over_both_phases(table: Table):
    """Claims, conflicts, unknowns, figures, links and cooperations of one phase never take an identifier of the other."""
    for name in ("claims", "conflicts", "unknowns", "totals", "pairings", "events"):
        one, two = ({row["id"] for row in table(f"{phase}/{name}.csv")} for phase in PHASES)
        assert one & two == set(), name
    one, two = ({row["cooperation"] for row in table(f"{phase}/pairings.csv")} for phase in PHASES)
    assert one & two == set()


@pytest.mark.parametrize("dataset", PHASES)
def test_cooperation_columns_sum_up_their_links(dataset: str, table: Table):
    """Class, confidence, dates and best confidence of each member say of a cooperation what its rows say together."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in table(f"{dataset}/pairings.csv"):
        groups[row["cooperation"]].append(row)
    order = ["high", "medium", "low"]
    for slug, rows in groups.items():
        members = {side for row in rows for side in sides(row)}
        assert {row["component"] for row in rows} == {rows[0]["component"]}
        kind = {"city-to-city": "city-pairing", "region-to-region": "region-pairing"}[rows[0]["component"]]
        assert {row["cooperation_class"] for row in rows} == {
            kind if len(members) == 2 else "cooperation-group"
        }, slug
        assert len({row["cooperation_label"] for row in rows}) == 1
        assert {row["cooperation_confidence"] for row in rows} == {
            min((row["confidence"] for row in rows), key=order.index)
        }
        for column, choose in (("start", min), ("end", max)):
            dates = [row[column] for row in rows if row[column]]
            assert {row[f"cooperation_{column}"] for row in rows} == {choose(dates) if dates else ""}
        for index, column in enumerate(("eu_confidence", "partner_confidence")):
            best: dict[tuple[str, str], str] = {}
            for row in rows:
                member = sides(row)[index]
                best[member] = min(best.get(member, "low"), row["confidence"], key=order.index)
            assert all(row[column] == best[sides(row)[index]] for row in rows), slug


@pytest.mark.parametrize("dataset", PHASES)
def test_claim_is_whole(dataset: str, table: Table):
    """A claim has exactly one object or value, a label, a confidence, a rank and a source, and its predicate is a property."""
    properties = {
        "http://www.w3.org/2004/02/skos/core#notation",
        "http://purl.org/dc/terms/extent",
    }
    for row in table(f"{dataset}/claims.csv"):
        assert sum(bool(row[column]) for column in SAID) == 1, row["id"]
        assert row["label"]
        assert row["confidence"] in {"high", "medium", "low"}
        assert row["rank"] in {"preferred", "normal", "deprecated"}
        assert row["predicate"].startswith(ONTOLOGY) or row["predicate"] in properties


def test_conflict_has_two_sides(table: Table):
    """At least two statements of the graph lead to each conflict, and no statement leads to one that is not there."""
    known = {row["id"] for phase in PHASES for row in table(f"{phase}/conflicts.csv")}
    known |= {row["conflict"] for row in table("programme/conflicts.csv")}
    count: dict[str, int] = defaultdict(int)
    for phase in PHASES:
        for path in sorted((SOURCES / phase).glob("*.csv")):
            for row in table(f"{phase}/{path.name}"):
                for conflict in split(row.get("conflict", "")):
                    count[conflict] += 1
    assert set(count) <= known
    assert {name for name in known if count[name] < 2 and not name.startswith("phase-")} == set()


@pytest.mark.parametrize("dataset", PHASES)
def test_gaps_are_stated(dataset: str, table: Table):
    """What the raw rows leave empty is stated as unknown: partners, starts, topics and rounds, and nothing that is filled."""
    stated = {(row["about"], row["property"]) for row in table(f"{dataset}/unknowns.csv")}
    partner = {about for about, gap in stated if gap in {"euSide", "partnerSide"}}
    assert partner == {
        f"enrolment/{row['id']}"
        for row in table(f"{dataset}/participants.csv")
        if row["has_recorded_partner"] == "no"
    }
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in table(f"{dataset}/pairings.csv"):
        groups[row["cooperation"]].append(row)
    for gap, column in (("start", "start"), ("topic", "topics"), ("round", "round_or_year")):
        wanted: set[str] = set()
        for slug, rows in groups.items():
            empty = [row for row in rows if not row[column]]
            if len(empty) == len(rows):
                wanted.add(f"cooperation/{slug}")
            elif gap != "round":
                wanted |= {f"link/{row['id']}" for row in empty}
        assert {about for about, name in stated if name == gap and about[:4] in {"coop", "link"}} == wanted, (
            gap
        )


def test_identity_columns_are_read_as_written():
    """The register is the file beside the datasets, with a name and country for every participant."""
    with (SOURCES / "identity.csv").open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["dataset"].endswith("/participants.csv")]
    assert len({(row["dataset"], row["source_id"]) for row in rows}) == 173 + 212
    assert all(row["name"] and row["country"] for row in rows)

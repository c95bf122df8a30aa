"""The reference tables: nothing lost, everything matched or explained."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest

Row = dict[str, str]
Table = Callable[[str], list[Row]]
RAW = (
    "authority.csv",
    "cities.csv",
    "place-matches.csv",
    "policy-goals.csv",
    "policy-labels.csv",
    "topic-variants.csv",
    "topics.csv",
)
ID = "https://w3id.org/iurc/id/"
PHASES = ("iuc-phase1", "iurc-phase2")
COUNTRY_COLUMNS = {"country", "countries", "eu_country", "partner_country"}


@pytest.mark.parametrize("name", RAW)
def test_raw_cells_are_those_of_the_compilers(
    name: str,
    table: Table,
    originals: Path,
    recorded: Callable[[str], dict[str, tuple[int, int, str]]],
    raw_digest: Callable[[list[Row], int], str],
):
    """Every row of the compilers is here in their order with no raw cell changed; their own file, where it is at hand, says the same."""
    rows, columns, digest = recorded("reference")[name]
    found = table(f"reference/{name}")
    assert len(found) == rows
    assert raw_digest(found, columns) == digest
    original = originals / "reference" / name
    assert not original.exists() or hashlib.sha256(original.read_bytes()).hexdigest() == digest


def test_every_participating_city_is_matched_or_explained(table: Table):
    """At least 95 of 100 participants of kind city have a gazetteer match, and each of the others says why not."""
    matches = {
        (row["dataset"], row["participant_id_or_name"]): row for row in table("reference/place-matches.csv")
    }
    cities = [(d, p["id"]) for d in PHASES for p in table(f"{d}/participants.csv") if p["kind"] == "city"]
    assert set(cities) == set(matches)
    matched = [key for key in cities if matches[key]["geonames_match"]]
    assert len(matched) / len(cities) >= 0.95
    for key in set(cities) - set(matched):
        assert matches[key]["match_method"] == "unmatched"
        assert matches[key]["reason"] == "not-found"
        assert matches[key]["note"], key


def test_match_agrees_with_the_register(table: Table):
    """Slug and label of a match are those that the register gives for the participant's place."""
    register = {
        (row["dataset"], row["source_id"]): row for row in table("identity.csv") if row["kind"] == "city"
    }
    for row in table("reference/place-matches.csv"):
        place = register[f"{row['dataset']}/participants.csv", row["participant_id_or_name"]]
        assert (row["slug"], row["label"], row["country"]) == (
            place["canonical_slug"],
            place["label_en"],
            place["country"],
        )


def test_place_has_one_match(table: Table):
    """All participants of one place lead to the same gazetteer entry in the same way."""
    found: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for row in table("reference/place-matches.csv"):
        found[row["slug"]].add(
            tuple(
                row[key]
                for key in ("geonames_id", "wikidata_qid", "geonames_match", "wikidata_match", "match_method")
            )
        )
    assert {slug: ways for slug, ways in found.items() if len(ways) > 1} == {}


def test_unconfirmed_wikidata_item_is_a_close_match(table: Table):
    """An item that a second source does not confirm is never an exact match, of a place or of a gazetteer entry."""
    cities = {row["geonames_id"]: row for row in table("reference/cities.csv")}
    for row in table("reference/place-matches.csv"):
        if row["wikidata_qid"]:
            assert row["wikidata_qid"] == cities[row["geonames_id"]]["wikidata_qid"]
            unsure = cities[row["geonames_id"]]["qid_check"] == "second-source-differs"
            assert not unsure or row["wikidata_match"] == "close", row
    for row in cities.values():
        if not row["place_slug"] and row["wikidata_qid"]:
            assert row["wikidata_match"] == (
                "close" if row["qid_check"] == "second-source-differs" else "exact"
            )


def test_gazetteer_row_speaks_of_the_matched_place(table: Table):
    """A row of the gazetteer speaks of our place where one is matched with it exactly or closely or stands in it, else of itself."""
    matches = table("reference/place-matches.csv")
    expected = {row["geonames_id"]: row["slug"] for row in matches if row["geonames_match"] == "close"}
    expected.update({row["geonames_id"]: row["slug"] for row in matches if row["geonames_match"] == "exact"})
    inside = {
        row["source_id"]: row for row in table("identity.csv") if row["dataset"] == "reference/cities.csv"
    }
    expected.update({number: row["canonical_slug"] for number, row in inside.items()})
    rows = table("reference/cities.csv")
    for row in rows:
        slug = expected.get(row["geonames_id"], "")
        assert row["place_slug"] == slug
        assert row["class"] == ("city" if slug else "gazetteer")
        assert row["subject"] == (f"{ID}place/{slug}" if slug else row["geonames_iri"])
    assert len({row["subject"] for row in rows}) == len(rows)
    for number, place in inside.items():
        row = next(r for r in rows if r["geonames_id"] == number)
        assert (row["name"], row["country"]) == (place["name"], place["country"])


def test_every_matched_place_is_on_the_map_once(table: Table):
    """A place matched exactly or closely has coordinates from the gazetteer row that speaks of it, or beside its match."""
    spoken = {row["place_slug"] for row in table("reference/cities.csv") if row["place_slug"]}
    gazetteer = {row["geonames_id"]: row for row in table("reference/cities.csv")}
    for row in table("reference/place-matches.csv"):
        own = bool(row["lat"])
        assert own == bool(row["lon"])
        assert (row["slug"] in spoken) + own == (row["geonames_match"] in {"exact", "close"}), row
        assert not own or (row["lat"], row["lon"]) == tuple(
            gazetteer[row["geonames_id"]][k] for k in ("lat", "lon")
        )


def test_every_country_in_use_is_known(table: Table, sources: Path):
    """Every country code in any table of the facts is a country of the reference tables, once."""
    known = [row["alpha2"] for row in table("reference/authority.csv") if row["alpha2"]]
    known += [row["alpha2"] for row in table("reference/countries.csv")]
    assert len(known) == len(set(known))
    used: set[str] = set()
    for path in [*sources.glob("*/*.csv"), sources / "identity.csv"]:
        for row in table(str(path.relative_to(sources))):
            for column in COUNTRY_COLUMNS & row.keys():
                used.update(code for code in re.split(r"[;|]", row[column]) if code)
    assert {"SK", "TW", "AE"} <= used
    assert used - set(known) == set()


def test_country_code_fits_the_three_letter_code(table: Table):
    """The two-letter code beside a three-letter code is the pair that the gazetteer has too."""
    pairs = {row["country_alpha3"]: row["country"] for row in table("reference/cities.csv")}
    checked = 0
    for row in table("reference/authority.csv"):
        if row["scheme"] == "country" and (code := pairs.get(row["id"].removeprefix("country-"))):
            assert row["alpha2"] == code
            checked += 1
    assert checked == len(pairs)


def test_member_states_are_the_twenty_seven(table: Table):
    """Exactly the 27 rows that the compilers call member states are part of the European Union."""
    rows = table("reference/authority.csv")
    assert [row["id"] for row in rows if row["part_of"]] == [
        row["id"] for row in rows if row["note"] == "EU-27 member state"
    ]
    assert sum(1 for row in rows if row["part_of"]) == 27


def test_every_source_is_described(table: Table):
    """Each address under source_urls or source_url is a row of a table of sources."""
    described = {row["url"] for row in table("reference/sources.csv")}
    elsewhere = {row["url"] for d in (*PHASES, "about-page") for row in table(f"{d}/sources.csv")}
    used = set()
    for name in (*RAW, "frameworks.csv", "countries.csv"):
        for row in table(f"reference/{name}"):
            cell = row.get("source_urls") or row.get("source_url") or ""
            assert cell or name == "topic-variants.csv", row
            used.update(url for url in cell.split("|") if url)
    assert used - described - elsewhere == set()
    assert described - used == set()


def test_one_preferred_label_per_language(table: Table):
    """No goal, framework, instrument or entry gets two preferred labels in one language, counting the names on the programme's pages."""
    labels: dict[tuple[str, str], set[str]] = defaultdict(set)
    register = {(row["dataset"], row["source_id"]): row for row in table("identity.csv")}
    for row in table("reference/policy-goals.csv"):
        labels[row["subject"], "en"].add(row["label"])
    for row in table("reference/authority.csv"):
        labels[row["subject"], "en"].add(row["label"])
        if row["own"]:
            labels[row["own"], "en"].add(row["own_label"])
    for row in table("reference/policy-labels.csv"):
        if row["label_kind"] == "pref":
            labels[row["subject"], row["lang"]].add(row["label"])
        if row["instrument_label_kind"] == "pref":
            labels[row["instrument"], row["lang"]].add(row["label"])
    for row in table("iurc-phase2/labels.csv"):
        thing = register["iurc-phase2/labels.csv", row["entity_id"]]
        if row["main_label"]:
            labels[f"{ID}{thing['kind']}/{thing['canonical_slug']}", row["lang"]].add(row["main_label"])
    assert {key: found for key, found in labels.items() if len(found) > 1} == {}


def test_weak_label_is_never_preferred(table: Table):
    """A label marked unverified or low is preferred only where a page of the programme has the very same name; its quality stays told."""
    seen = {row["label"] for row in table("iurc-phase2/labels.csv")}
    for row in table("reference/policy-labels.csv"):
        assert row["label_kind"] in {"pref", "alt"}
        if row["quality"] in {"unverified", "low-needs-native-check"}:
            assert row["label_kind"] == "alt" or row["label"] in seen, row
            assert row["quality_note"], row


def test_goal_hangs_where_its_parent_says(table: Table):
    """A goal has its parent as broader concept or is a top concept of its framework; a framework is part of its parent at most."""
    rows = {row["id"]: row for row in table("reference/policy-goals.csv")}
    subjects = {row["subject"] for row in rows.values()}
    assert len(subjects) == len(rows) == 256
    for row in rows.values():
        parent = rows.get(row["parent"])
        if row["class"] == "framework":
            assert not (row["broader"])
            assert not (row["top_of"])
            assert not (row["scheme"])
            assert parent is None or row["part_of"] == parent["subject"]
            continue
        assert parent is not None
        assert row["scheme"] == row["framework_slug"] != ""
        if parent["class"] == "framework":
            assert (row["top_of"], row["broader"]) == (row["scheme"], "")
            assert parent["subject"] == f"{ID}framework/{row['framework_slug']}"
        else:
            assert (row["top_of"], row["broader"]) == ("", parent["subject"])
            assert parent["framework_slug"] == row["framework_slug"]


def test_framework_is_that_of_the_register(table: Table):
    """Slug and label of a framework are those of the register."""
    register = {
        row["source_id"]: row
        for row in table("identity.csv")
        if row["dataset"] == "reference/policy-goals.csv" and row["kind"] == "framework"
    }
    found = [row for row in table("reference/policy-goals.csv") if row["class"] == "framework"]
    assert {row["id"] for row in found} == set(register)
    for row in found:
        assert row["subject"] == f"{ID}framework/{register[row['id']]['canonical_slug']}"
        assert row["label"] == register[row["id"]]["label_en"]


def test_authority_entry_matches_the_thing_of_the_register(table: Table):
    """An entry that the register knows is matched with the thing that the register names, under its label."""
    register = {
        row["source_id"]: row for row in table("identity.csv") if row["dataset"] == "reference/authority.csv"
    }
    rows = {row["id"]: row for row in table("reference/authority.csv")}
    assert set(register) <= set(rows)
    for number, thing in register.items():
        assert rows[number]["own"] == f"{ID}{thing['kind']}/{thing['canonical_slug']}"
        assert rows[number]["own_label"] == thing["label_en"]
    assert all(row["iri"] in {row["subject"], ""} for row in rows.values())


def test_topic_leads_to_goals_that_exist(table: Table):
    """Every goal number and theme of a topic is a goal of the tables, and a topic with goals says how that is known."""
    goals = {row["id"] for row in table("reference/policy-goals.csv")}
    for row in table("reference/topics.csv"):
        assert {f"sdg-{number}" for number in row["maps_to_sdg"].split(";") if number} <= goals, row
        assert {theme for theme in row["maps_to_urban_agenda_theme"].split(";") if theme} <= goals, row
        assert bool(row["maps_to_sdg"]) == bool(row["basis"]), row
        assert row["basis"] != "source" or "docslib.org" in row["source_urls"]


def test_every_topic_text_leads_to_a_topic(table: Table):
    """Every topic text of the data files is a variant, and every variant leads to a topic."""
    variants = {row["variant_text"]: row["topic_id"] for row in table("reference/topic-variants.csv")}
    assert set(variants.values()) == {row["topic_id"] for row in table("reference/topics.csv")}
    used = {
        text
        for path in (
            "iuc-phase1/pairings.csv",
            "iuc-phase1/plans.csv",
            "iurc-phase2/pairings.csv",
            "iurc-phase2/pilots.csv",
        )
        for row in table(path)
        for text in row["topics"].split(";")
        if text
    }
    assert used == set(variants)


def test_variant_is_no_second_name(table: Table):
    """A variant is alternative unless it is the label itself, or hidden where only the case differs."""
    labels = {row["topic_id"]: row["label_en"] for row in table("reference/topics.csv")}
    for row in table("reference/topic-variants.csv"):
        label, text = labels[row["topic_id"]], row["variant_text"]
        expected = "" if text == label else "hidden" if text.casefold() == label.casefold() else "alt"
        assert row["label_kind"] == expected, row

"""The identity register: who is who, without contradiction."""

import re
from collections import defaultdict
from collections.abc import Callable

from iurc.graph.mint import place_slug

Row = dict[str, str]
Table = Callable[[str], list[Row]]
PLACES = {"city", "region", "place"}
PARTICIPANTS = ("iuc-phase1/participants.csv", "iurc-phase2/participants.csv")
CHANGED = {"sk-bratislava": "bratislava", "SK": "slovakia"}
BY_HAND = {"ar-cordoba-region", "pe-piura-region"}
OTHER_SPELLING = {
    "Nord-Est": "ro-nord-est",
    "North-East Romania": "ro-nord-est",
}


def _path(row: Row) -> str:
    """Give the IRI path of the thing of a row: the three kinds of place share one."""
    return ("place" if row["kind"] in PLACES else row["kind"]) + "/" + row["canonical_slug"]


def test_register_begins_with_the_compilers_rows(
    table: Table,
    recorded: Callable[[str], dict[str, tuple[int, int, str]]],
    raw_digest: Callable[[list[Row], int], str],
):
    """The first rows are those of the compilers, but for the two slugs that were changed and say so."""
    count, columns, digest = recorded(".")["identity.csv"]
    start = table("identity.csv")[:count]
    for row in start:
        if row["canonical_slug"] in CHANGED:
            row["basis"], told, _ = row["basis"].partition("; slug was ")
            assert told
            row["canonical_slug"] = CHANGED[row["canonical_slug"]]
    assert raw_digest(start, columns) == digest


def test_a_row_says_one_thing(table: Table):
    """No two rows say the same of the same source id in different ways."""
    said: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for row in table("identity.csv"):
        said[row["dataset"], row["source_id"], row["kind"]].add(row["canonical_slug"])
    assert {key: slugs for key, slugs in said.items() if len(slugs) > 1} == {}


def test_every_row_is_whole(table: Table):
    """Every row names dataset, id, kind, slug, label and basis; name and country come together."""
    for row in table("identity.csv"):
        assert all(
            row[key] for key in ("dataset", "source_id", "kind", "canonical_slug", "label_en", "basis")
        ), row
        assert bool(row["name"]) == bool(row["country"]), row
        assert re.fullmatch(r"[A-Z]{2}|", row["country"]), row


def test_slug_has_one_label(table: Table):
    """A thing has one English label, whatever dataset speaks of it."""
    labels: dict[str, set[str]] = defaultdict(set)
    for row in table("identity.csv"):
        labels[_path(row)].add(row["label_en"])
    assert {path: found for path, found in labels.items() if len(found) > 1} == {}


def test_slug_is_ascii_and_carries_the_country(table: Table):
    """Slugs are lower-case ASCII words with hyphens, those of places and participants begin with the country; a country is its code."""
    for row in table("identity.csv"):
        if row["kind"] == "country":
            assert row["canonical_slug"] == row["country"]
            continue
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row["canonical_slug"]), row
        if row["country"]:
            assert row["canonical_slug"].startswith(row["country"].lower() + "-"), row


def test_name_and_country_lead_to_one_place(table: Table):
    """Name, country and kind of place lead to one slug; without the kind only Córdoba and Piura have two."""
    exact: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    loose: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in table("identity.csv"):
        if row["name"]:
            loose[row["name"], row["country"]].add(row["canonical_slug"])
            if row["kind"] in PLACES:
                exact[row["name"], row["country"], row["kind"]].add(row["canonical_slug"])
    assert {key: slugs for key, slugs in exact.items() if len(slugs) > 1} == {}
    assert {key: slugs for key, slugs in loose.items() if len(slugs) > 1} == {
        ("Córdoba", "AR"): {"ar-cordoba", "ar-cordoba-region"},
        ("Piura", "PE"): {"pe-piura", "pe-piura-region"},
    }


def test_no_slug_is_city_and_region(table: Table):
    """A slug never names both a city and a region: the region takes another one."""
    kinds: dict[str, set[str]] = defaultdict(set)
    for row in table("identity.csv"):
        if row["kind"] in {"city", "region"}:
            kinds[row["canonical_slug"]].add(row["kind"])
    assert {slug for slug, found in kinds.items() if len(found) > 1} == set()


def test_every_participant_is_registered(table: Table):
    """Each participant has its body in the register and, where it is a city or region, its place under the same slug."""
    rows = {(row["dataset"], row["source_id"], row["kind"]): row for row in table("identity.csv")}
    seen = 0
    for dataset in PARTICIPANTS:
        for participant in table(dataset):
            body = rows[dataset, participant["id"], "organisation"]
            assert (body["name"], body["country"]) == (participant["name"], participant["country"])
            place = rows.get((dataset, participant["id"], participant["kind"]))
            assert (place is not None) == (participant["kind"] in {"city", "region"}), participant["id"]
            assert place is None or _same(place, body), participant["id"]
            seen += 1
    assert seen == 173 + 212


def _same(place: Row, body: Row) -> bool:
    return all(place[key] == body[key] for key in ("canonical_slug", "label_en", "name", "country"))


def test_same_name_and_country_is_the_same_thing(table: Table):
    """Participants of one name and country share a slug unless the kinds are city here and region there."""
    slugs: dict[tuple[str, str, bool], set[str]] = defaultdict(set)
    kinds = {(d, p["id"]): p["kind"] for d in PARTICIPANTS for p in table(d)}
    for row in table("identity.csv"):
        if (kind := kinds.get((row["dataset"], row["source_id"]))) and row["kind"] == "organisation":
            slugs[row["name"], row["country"], kind == "city"].add(row["canonical_slug"])
    assert {key: found for key, found in slugs.items() if len(found) > 1} == {}


def test_every_side_of_a_pairing_is_registered(table: Table):
    """Both sides of every pairing row are found by name and country."""
    known = {(row["name"], row["country"]) for row in table("identity.csv")}
    sides = [
        *(
            ("iuc-phase1/pairings.csv", side, side.removesuffix("_city") + "_country")
            for side in ("eu_city", "partner_city")
        ),
        *(
            ("iurc-phase2/pairings.csv", side, side.removesuffix("_city_or_region") + "_country")
            for side in ("eu_city_or_region", "partner_city_or_region")
        ),
    ]
    missing = {
        (row[name], row[country]) for path, name, country in sides for row in table(path) if row[name]
    } - known
    assert missing == set()


def test_every_member_of_a_network_is_registered(table: Table):
    """Every name in a member list of phase II is in the register, as spelt there."""
    known = {row["name"] for row in table("identity.csv")}
    members = {
        name for row in table("iurc-phase2/networks.csv") for name in row["members"].split(";") if name
    }
    assert members - known == set()


def test_slug_is_what_the_name_gives_unless_judged(table: Table):
    """The slug of a participant is the one proposed for its name and country, but for regions named like a city and one second spelling."""
    for row in table("identity.csv"):
        if row["dataset"] in PARTICIPANTS:
            proposed = place_slug(row["name"], row["country"])
            judged = (
                row["canonical_slug"] in BY_HAND or OTHER_SPELLING.get(row["name"]) == row["canonical_slug"]
            )
            assert row["canonical_slug"] == proposed or judged, row


def test_judged_slug_says_why(table: Table):
    """The basis of a judged slug names the other spelling or the city of the same name."""
    judged = [
        row for row in table("identity.csv") if row["canonical_slug"] in {*BY_HAND, *OTHER_SPELLING.values()}
    ]
    assert judged
    for row in judged:
        assert "region" in row["basis"], row

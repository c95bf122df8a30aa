"""The 26 statements of the about page: all there, each by the version that makes it, differences visible."""

import hashlib
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

Row = dict[str, str]
Table = Callable[[str], list[Row]]
NUMBERS = [f"c{number:02}" for number in range(1, 27)]
VERSIONS = {"th": "source_url_th", "ms": "source_url_ms"}


def test_raw_cells_are_those_of_the_compilers(
    table: Table,
    originals: Path,
    recorded: Callable[[str], dict[str, tuple[int, int, str]]],
    raw_digest: Callable[[list[Row], int], str],
):
    """All 26 rows are here with no raw cell changed; the compilers' file, where it is at hand, says the same."""
    rows, columns, digest = recorded("about-page")["claims.csv"]
    found = table("about-page/claims.csv")
    assert [row["id"] for row in found] == NUMBERS
    assert len(found) == rows
    assert raw_digest(found, columns) == digest
    original = originals / "about-page" / "claims.csv"
    assert not original.exists() or hashlib.sha256(original.read_bytes()).hexdigest() == digest


def test_each_version_claims_what_it_states(table: Table):
    """A number has a claim named after it for exactly the versions that state it, each with the page of that version."""
    claims = {row["claim"]: row for row in table("about-page/assertions.csv")}
    for row in table("about-page/claims.csv"):
        stated = row["stated_in_language"].split(";")
        for language, column in VERSIONS.items():
            claim = claims.get(f"about-{row['id']}-{language}")
            assert (claim is not None) == (language in stated) == bool(row[column]), row["id"]
            if claim:
                assert claim["source_url"] == row[column]
    assert len(claims) == len(table("about-page/assertions.csv"))


def test_claim_name_says_number_and_language(table: Table):
    """The name of a claim begins with its number and ends with its language."""
    for row in table("about-page/assertions.csv"):
        assert row["claim"].startswith(f"about-{row['number']}-")
        assert row["claim"].endswith(f"-{row['language']}")


def test_claim_has_one_object_or_value(table: Table):
    """A claim gives a thing, a text or a year, and only one of them."""
    for row in table("about-page/assertions.csv"):
        assert sum(bool(row[key]) for key in ("object", "value", "year")) == 1, row["claim"]


def test_plain_statement_is_what_the_versions_claim(table: Table):
    """The objects of the plain statement are those that some version claims of the same thing with the same property."""
    claimed: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for row in table("about-page/assertions.csv"):
        claimed[row["number"], row["thing"], row["predicate"]].add(row["object"] or row["year"])
    for row in table("about-page/claims.csv"):
        key = row["id"], row["thing"]
        if row["id"] == "c02":
            assert claimed[(*key, "start")] == {row["start"]}
            assert claimed[(*key, "end")] == {row["end"]}
            continue
        assert set(row["objects"].split("|")) == claimed[(*key, row["predicate"])] - {""}, row["id"]
        assert bool(row["under"]) == (row["id"] in {"c20", "c21", "c22", "c24", "c25"})
        assert not row["under"] or claimed[(*key, "inPhase")] == {row["under"]}


def test_years_of_the_thai_page_are_buddhist(table: Table):
    """The Thai page's years are kept as it writes them and lie 543 above the years stated."""
    row = next(row for row in table("about-page/claims.csv") if row["id"] == "c02")
    assert (row["start_buddhist"], row["end_buddhist"]) == ("2559", "2563")
    assert [int(row[f"{end}_buddhist"]) - 543 for end in ("start", "end")] == [
        int(row["start"]),
        int(row["end"]),
    ]
    stated = {
        r["claim"]: r["start_stated"] or r["end_stated"]
        for r in table("about-page/assertions.csv")
        if r["number"] == "c02"
    }
    assert stated == {
        "about-c02-th": "2559",
        "about-c02-end-th": "2563",
        "about-c02-ms": "",
        "about-c02-end-ms": "",
    }


def test_differences_between_the_versions_are_visible(table: Table):
    """Where the versions are worded differently, their claims differ or say so in a note."""
    claims = {row["claim"]: row for row in table("about-page/assertions.csv")}
    assert claims["about-c03-th"]["value"]
    assert claims["about-c03-ms"]["object"] == "objective/decentralised-cooperation"
    assert claims["about-c06-ms"]["value"]
    assert claims["about-c06-th"]["object"] == "stakeholder-kind/public-authority"
    assert claims["about-c18-th"]["object"] != claims["about-c18-ms"]["object"]
    for number in ("c03", "c06", "c17", "c18"):
        assert claims[f"about-{number}-th"]["note"]
        assert claims[f"about-{number}-ms"]["note"]


def test_things_of_the_claims_are_known(table: Table):
    """Every body, person, phase, strand, instrument and framework of a claim is in the register; the rest is described here or in another dataset."""
    register = {f"{row['kind']}/{row['canonical_slug']}" for row in table("identity.csv")}
    here = {row["thing"] for row in table("about-page/things.csv")}
    sites = {f"website/{row['id']}" for row in table("iurc-phase2/websites.csv")}
    sites |= {f"website/{row['website']}" for row in table("iuc-phase1/strands.csv")}
    concepts = {"objective", "stakeholder-kind"}
    for row in table("about-page/assertions.csv"):
        for thing in (row["thing"], row["object"]):
            assert not thing or thing.split("/")[0] in concepts or thing in register | here | sites, thing


def test_pages_are_described_with_their_language(table: Table):
    """The two versions are sources of this dataset, with the language they are written in."""
    pages = {row["url"]: row["language"] for row in table("about-page/sources.csv")}
    for language, column in VERSIONS.items():
        assert pages[table("about-page/claims.csv")[0][column]] == language

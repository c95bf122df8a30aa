"""The programme over all phases: every row names a document that the facts know."""

from collections.abc import Callable

Row = dict[str, str]
Table = Callable[[str], list[Row]]
TABLES = ("programmes", "phases", "statements", "conflicts", "unknowns")


def test_every_row_names_described_sources(table: Table):
    """Each row names at least one document, and each is described in a table of sources."""
    described = {
        row["url"]
        for dataset in ("programme", "iuc-phase1", "iurc-phase2", "about-page")
        for row in table(f"{dataset}/sources.csv")
    }
    for name in TABLES:
        for row in table(f"programme/{name}.csv"):
            urls = (row.get("source_urls") or row["source_url"]).split("|")
            assert urls != [""], row
            assert set(urls) <= described, row


def test_phases_are_three_in_order(table: Table):
    """The programme has three phases, each but the first preceded by the one before."""
    plain = [row for row in table("programme/statements.csv") if row["plain"] == "yes"]
    phases = [row["object"].rsplit("/", 1)[1] for row in plain if row["predicate"] == "hasPhase"]
    assert phases == ["iuc-phase-1", "iurc-phase-2", "iurc-phase-3"]
    order = {
        row["thing"].rsplit("/", 1)[1]: row["object"].rsplit("/", 1)[1]
        for row in plain
        if row["predicate"] == "precededBy"
    }
    assert order == dict(zip(phases[1:], phases[:-1], strict=True))


def test_a_plain_statement_has_a_thing_as_object(table: Table):
    """What is stated plainly leads to a thing and rests on more than a weak word; what is only claimed may be a text or year."""
    for row in table("programme/statements.csv"):
        assert sum(bool(row[key]) for key in ("object", "value", "year")) == 1, row
        assert row["plain"] in {"yes", "no"}
        if row["plain"] == "yes":
            assert row["object"].startswith("http")
            assert row["confidence"] in {"high", "medium"}


def test_conflicting_claims_stand_side_by_side(table: Table):
    """A conflict has at least two claims with different values, none stated plainly, one of them preferred."""
    rows = table("programme/statements.csv")
    for conflict in table("programme/conflicts.csv"):
        sides = [row for row in rows if row["conflict"] == conflict["conflict"]]
        assert len({row["value"] for row in sides}) >= 2
        assert {row["plain"] for row in sides} == {"no"}
        assert sorted(row["rank"] for row in sides).count("preferred") == 1
        assert conflict["note"]


def test_phase_three_holds_its_strands(table: Table):
    """The years of phase III cover those of every contract of that phase."""
    phase = next(row for row in table("programme/phases.csv") if row["slug"] == "iurc-phase-3")
    contracts = [row for row in table("iurc-phase2/programme.csv") if row["phase"] == "III"]
    assert contracts
    assert phase["start"] == min(row["start"][:4] for row in contracts)
    assert phase["end"] == max(row["end"][:4] for row in contracts)


def test_legal_acts_are_entries_of_the_authority_table(table: Table):
    """A legal basis is an entry that the reference tables describe."""
    entries = {row["subject"] for row in table("reference/authority.csv")}
    acts = {row["object"] for row in table("programme/statements.csv") if row["predicate"] == "legalBasis"}
    assert acts
    assert acts <= entries

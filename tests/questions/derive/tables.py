"""The source tables as plain rows, and the few things that every derivation reads from them.

Nothing here knows of the graph, of the mapping or of any query: the tables are read with the `csv` module, and
what a cell means is taken from the README of its dataset.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SOURCES = Path(__file__).parents[3] / "graph" / "sources"
ID = "https://w3id.org/iurc/id/"
DATASETS = ("iuc-phase1", "iurc-phase2")
EU = frozenset(
    (
        "AT",
        "BE",
        "BG",
        "CY",
        "CZ",
        "DE",
        "DK",
        "EE",
        "ES",
        "FI",
        "FR",
        "GR",
        "HR",
        "HU",
        "IE",
        "IT",
        "LT",
        "LU",
        "LV",
        "MT",
        "NL",
        "PL",
        "PT",
        "RO",
        "SE",
        "SI",
        "SK",
    )
)
EUROPEAN_SIDE = EU | {"GB"}

Row = dict[str, str]


@dataclass(frozen=True, slots=True, order=True)
class Member:
    """One participant: the name that the register gives it, its country and its slug."""

    name: str
    country: str
    slug: str


@dataclass(frozen=True, slots=True)
class Link:
    """One row of a pairings.csv: one bilateral tie."""

    id: str
    phase: str
    strand: str
    component: str
    round: str
    european: Member
    partner: Member
    region: str
    topics: tuple[str, ...]
    start: str
    end: str
    status: str
    sources: tuple[str, ...]
    confidence: str
    cooperation: str


@dataclass(frozen=True, slots=True)
class Enrolment:
    """One row of a participants.csv: one participant in one strand (or in a programme without phases)."""

    id: str
    phase: str
    strand: str
    member: Member
    kind: str
    paired: bool
    source: str
    confidence: str
    place: str


@cache
def rows(path: str) -> tuple[Row, ...]:
    """Give the rows of one table under graph/sources."""
    with (SOURCES / path).open(encoding="utf-8", newline="") as table:
        return tuple(csv.DictReader(table))


def everywhere(name: str) -> Iterator[Row]:
    """Give the rows of the tables of one name in all datasets."""
    for table in sorted(SOURCES.glob(f"*/{name}")):
        yield from rows(str(table.relative_to(SOURCES)))


def items(cell: str) -> tuple[str, ...]:
    """Give the items of a list cell."""
    return tuple(item.strip() for item in cell.split(";") if item.strip())


def iri(kind: str, slug: str) -> str:
    """Give the identifier of one of our things; an empty slug gives an empty cell."""
    return f"{ID}{kind}/{slug}" if slug else ""


def unique(values: Iterable[str]) -> tuple[str, ...]:
    """Give the different values in code point order."""
    return tuple(sorted(set(values)))


@cache
def register() -> dict[tuple[str, str], tuple[Row, ...]]:
    """Give the rows of the identity register by table and source id."""
    found: dict[tuple[str, str], list[Row]] = {}
    for row in rows("identity.csv"):
        found.setdefault((row["dataset"], row["source_id"]), []).append(row)
    return {key: tuple(entries) for key, entries in found.items()}


def known(table: str, source_id: str, kinds: Sequence[str] = ()) -> Row:
    """Give the one entry of the register for a source id, of one of some kinds where it has several."""
    (entry,) = [row for row in register()[table, source_id] if not kinds or row["kind"] in kinds]
    return entry


def strand_slug(dataset: str, strand: str) -> str:
    """Give the slug of a strand; nothing for a programme without phases or an empty cell."""
    if not strand:
        return ""
    entry = known(f"{dataset}/strands.csv", strand)
    return entry["canonical_slug"] if entry["kind"] == "strand" else ""


@cache
def enrolments() -> tuple[Enrolment, ...]:
    """Give all rows of both participants.csv."""
    return tuple(
        Enrolment(
            row["id"],
            row["phase"],
            strand_slug(dataset, row["strand"]),
            _member(dataset, row["id"]),
            row["kind"],
            row["has_recorded_partner"] == "yes",
            row["source_url"],
            row["confidence"],
            row["acts_for"],
        )
        for dataset in DATASETS
        for row in rows(f"{dataset}/participants.csv")
    )


@cache
def links() -> tuple[Link, ...]:
    """Give all rows of both pairings.csv."""
    return tuple(_first(row) for row in rows("iuc-phase1/pairings.csv")) + tuple(
        _second(row) for row in rows("iurc-phase2/pairings.csv")
    )


@cache
def cooperations() -> dict[str, tuple[Link, ...]]:
    """Give the links of every cooperation."""
    found: dict[str, list[Link]] = {}
    for link in links():
        found.setdefault(link.cooperation, []).append(link)
    return {key: tuple(members) for key, members in found.items()}


@cache
def topic_of() -> dict[str, str]:
    """Give the topic id of every topic text that stands in a cell."""
    return {row["variant_text"]: row["topic_id"] for row in rows("reference/topic-variants.csv")}


@cache
def topic_names() -> dict[str, str]:
    """Give the English name of every topic."""
    return {row["topic_id"]: row["label_en"] for row in rows("reference/topics.csv")}


def _member(dataset: str, participant: str) -> Member:
    entry = known(f"{dataset}/participants.csv", participant, ["organisation"])
    return Member(entry["label_en"], entry["country"], entry["canonical_slug"])


def _named(dataset: str, row: Row, side: str, name: str) -> Member:
    """Give the member whom a pairings row names: by strand, name and country, and by component for Córdoba."""
    found = [
        entry
        for entry in rows(f"{dataset}/participants.csv")
        if (entry["strand"], entry["name"], entry["country"]) == (row["strand"], name, row[f"{side}_country"])
    ]
    if len(found) > 1:
        kind = row["component"].split("-")[0]
        found = [entry for entry in found if entry["kind"] == kind]
    (entry,) = found
    return _member(dataset, entry["id"])


def _first(row: Row) -> Link:
    dataset = "iuc-phase1"
    return Link(
        row["id"],
        "I",
        strand_slug(dataset, row["strand"]),
        row["component"],
        row["round_or_year"],
        _named(dataset, row, "eu", row["eu_city"]),
        _named(dataset, row, "partner", row["partner_city"]),
        row["partner_admin_region"],
        items(row["topics"]),
        row["start"],
        row["end"],
        row["status"],
        unique([row["source_url"], *items(row["other_source_urls"])]),
        row["confidence"],
        row["cooperation"],
    )


def _second(row: Row) -> Link:
    dataset = "iurc-phase2"
    return Link(
        row["id"],
        row["phase"],
        strand_slug(dataset, row["strand"]),
        row["component"],
        row["round_or_year"],
        _named(dataset, row, "eu", row["eu_city_or_region"]),
        _named(dataset, row, "partner", row["partner_city_or_region"]),
        row["partner_admin_region"],
        items(row["topics"]),
        row["start"],
        row["end"],
        row["status"],
        (row["source_url"],),
        row["confidence"],
        row["cooperation"],
    )

"""What the programme's own page says in Thai and in Malay, and where sources disagree or say nothing."""

import re
from collections import Counter

from derive.answer import answers
from derive.tables import Row, everywhere, iri, items, known, rows

PROPERTIES = {
    "is the second phase of": "precededBy",
    "aims at": "aimsAt",
    "aims to become": "aimsAt",
    "works on": "worksOn",
    "addresses": "reachesOut",
    "is in line with": "alignedWith",
    "builds on": "buildsOn",
    "is financed under": "financedBy",
    "is implemented by": "implementedBy",
    "contributes to": "contributesTo",
    "works through": "worksThrough",
    "holds the post of": "holdsPost",
    "informs by": "informsBy",
}
"""The property that each relation of claims.csv means, read by hand."""

NAMED_BY_HAND = {
    ("c03", "th"): ["cooperation between cities and regions worldwide"],
    ("c03", "ms"): [iri("objective", "decentralised-cooperation")],
    ("c04", "th"): [iri("objective", "sustainable-urban-development")],
    ("c04", "ms"): [iri("objective", "sustainable-urban-development")],
    ("c05", "th"): [iri("objective", "innovation")],
    ("c05", "ms"): [iri("objective", "innovation")],
    ("c06", "th"): [iri("stakeholder-kind", "public-authority")],
    ("c06", "ms"): ["key partner countries and regions"],
    ("c09", "th"): [iri("objective", "global-network")],
    ("c09", "ms"): [iri("objective", "global-network")],
    ("c17", "th"): [iri("component", "city-to-city"), iri("component", "region-to-region")],
    ("c17", "ms"): [iri("component", "city-to-city"), iri("component", "region-to-region")],
    ("c18", "th"): [iri("post", "rudolf-niessler-2-th")],
    ("c18", "ms"): [iri("post", "rudolf-niessler-2-ms")],
    ("c26", "th"): [iri("news-item", "iurc-newsletter")],
}
"""What the objects without a row in the register come to: the notes of claims.csv tell the two versions apart."""

SITES = {
    "c20": "iurc2-la",
    "c21": "w-cn",
    "c22": "w-aa",
    "c23": "w-iuc",
    "c24": "iuc-asia",
    "c25": "iuc-lac",
}
"""The web site that each claim about one means."""


@answers("about-page-claims")
def about_page_claims():
    """The 26 claims, once for each language version that makes them; two parts make two rows."""
    found = []
    for row in rows("about-page/claims.csv"):
        for language in ("th", "ms"):
            page = row[f"source_url_{language}"]
            if page:
                found += [(row["id"], language, *triple, page) for triple in _triples(row, language)]
    return sorted(found)


@answers("unknowns-by-kind")
def unknowns_by_kind():
    """Rows of all unknowns.csv, and the cities without a match, by property and reason."""
    counted = Counter()
    for row in everywhere("unknowns.csv"):
        counted[re.split("[#/]", row["property"])[-1], row["reason"]] += 1
    missed = {
        row["slug"]: row["reason"]
        for row in rows("reference/place-matches.csv")
        if row["method"] == "unmatched"
    }
    for reason in missed.values():
        counted["exactMatch", reason] += 1
    return sorted((*key, number) for key, number in counted.items())


@answers("conflicts-and-how-they-were-settled")
def conflicts_and_how_they_were_settled():
    """Rows of all conflicts.csv with the rows of the other tables that name them."""
    named = {kind: Counter() for kind in ("claims", "figures", "links", "events")}
    for kind, table in (
        ("claims", "iuc-phase1/claims.csv"),
        ("claims", "iurc-phase2/claims.csv"),
        ("claims", "programme/statements.csv"),
        ("figures", "iuc-phase1/totals.csv"),
        ("figures", "iurc-phase2/totals.csv"),
        ("links", "iuc-phase1/pairings.csv"),
        ("links", "iurc-phase2/pairings.csv"),
        ("events", "iuc-phase1/events.csv"),
        ("events", "iuc-phase1/plans.csv"),
    ):
        for row in rows(table):
            if not row.get("same_as"):
                named[kind].update(items(row["conflict"]))
    found = []
    for row in everywhere("conflicts.csv"):
        slug = row.get("id") or row["conflict"]
        counts = [named[kind][slug] for kind in ("claims", "figures", "links", "events")]
        found.append((row["label"], iri("conflict", slug), *counts, row["note"]))
    return sorted(found)


def _triples(row: Row, language: str) -> list[tuple[str, str, str]]:
    """Give subject, property and object of one claim in one language version."""
    number, relation = row["id"], row["relation"]
    if relation == "ran in":
        start, end = row["object"].split("-")
        return [(_thing(row["subject"]), "start", start), (_thing(row["subject"]), "end", end)]
    if relation == "speaks for":
        return [(iri("quotation", "about-bratislava"), "speaker", iri("organisation", "sk-bratislava"))]
    if relation == "has a web site under":
        site = (_thing(row["subject"]), "hasWebSite", iri("website", SITES[number]))
        phase = _thing(row["object"])
        return (
            [site] if _thing(row["subject"]) == phase else [site, (_thing(row["subject"]), "inPhase", phase)]
        )
    objects = NAMED_BY_HAND.get((number, language)) or [_thing(row["object"])]
    return [(_thing(row["subject"]), PROPERTIES[relation], thing) for thing in objects]


def _thing(text: str) -> str:
    """Give the identifier of a thing that claims.csv names in words."""
    entry = known("about-page/claims.csv", text)
    return iri(entry["kind"], entry["canonical_slug"])

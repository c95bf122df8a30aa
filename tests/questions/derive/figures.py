"""What the sources count, where they disagree, and how complete the graph is beside them."""

from collections.abc import Iterator

from derive.answer import answers
from derive.tables import DATASETS, EUROPEAN_SIDE, cooperations, enrolments, iri, items, rows, strand_slug

NOT_A_TOTAL = frozenset(("part", "planned", "target", "participants", "selected", "equivalent"))
Figure = tuple[str, str, str, str, frozenset[str], str, str, str, str]
KINDS = {"cities": ("city",), "regions": ("region",), "cities-and-regions": ("city", "region")}


@answers("figures-that-disagree")
def figures_that_disagree():
    """Figures of a whole phase or strand beside which another source, or date, gives another value."""
    figures = {figure for figure in _figures() if not figure[4] & NOT_A_TOTAL and figure[5]}
    found = set()
    for phase, strand, what, side, qualifiers, value, _, as_of, source in figures:
        others = {figure[5] for figure in figures if figure[:4] == (phase, strand, what, side)}
        if len(others) > 1:
            found.add((phase, strand, what, side, int(value), "; ".join(sorted(qualifiers)), as_of, source))
    return sorted(found)


@answers("completeness-against-published-totals")
def completeness_against_published_totals():
    """The published totals of each strand beside what stands in pairings.csv and participants.csv."""
    found = set()
    for _, strand, what, side, qualifiers, value, least, as_of, source in _figures():
        if strand and what in ("pairings", *KINDS) and not qualifiers & NOT_A_TOTAL:
            recorded = _pairings(strand) if what == "pairings" else _participants(strand, what, side)
            found.add(
                (
                    strand,
                    what,
                    side,
                    int(value or least),
                    "; ".join(sorted(qualifiers)),
                    as_of,
                    recorded,
                    source,
                )
            )
    return sorted(found)


def _figures() -> Iterator[Figure]:
    """Give phase, strand, what, side, qualifiers, value, minimum, date and source of every published figure."""
    for dataset in DATASETS:
        for row in rows(f"{dataset}/totals.csv"):
            home = "iuc-phase1" if row["phase"] == "I" else "iurc-phase2"
            yield (
                row["phase"],
                iri("strand", strand_slug(home, row["strand"])),
                row["what"],
                row["side"],
                frozenset(word.replace(" ", "-") for word in items(row["qualifier"])),
                row["value"],
                row["value_min"],
                row["as_of"],
                row["source_url"],
            )


def _pairings(strand: str) -> int:
    """Count the cooperations of a strand."""
    return sum(iri("strand", ties[0].strand) == strand for ties in cooperations().values())


def _participants(strand: str, what: str, side: str) -> int:
    """Count the cities or regions that are enrolled in a strand on one side or on both."""
    return len(
        {
            enrolment.member.slug
            for enrolment in enrolments()
            if iri("strand", enrolment.strand) == strand
            and enrolment.kind in KINDS[what]
            and side in ("all", "eu" if enrolment.member.country in EUROPEAN_SIDE else "partner")
        }
    )

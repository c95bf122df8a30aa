"""How well the facts are evidenced: dates, second reading, pages, matches, authority tables, languages."""

from collections import Counter

from derive.answer import answers
from derive.tables import DATASETS, everywhere, iri, items, known, links, rows, unique

PRECISION = {0: "none", 4: "year", 7: "month", 10: "day"}


@answers("how-exactly-starts-are-dated")
def how_exactly_starts_are_dated():
    """Links by the precision of their start."""
    counted = Counter((link.phase, PRECISION[len(link.start)]) for link in links())
    return sorted((*key, number) for key, number in counted.items())


@answers("results-of-the-second-check")
def results_of_the_second_check():
    """Links by what the second reading confirmed and by confidence."""
    counted = Counter(
        (row.get("phase", "I"), row["verified"], row["confidence"])
        for dataset in DATASETS
        for row in rows(f"{dataset}/pairings.csv")
    )
    return sorted((*key, number) for key, number in counted.items())


@answers("pages-that-support-most-links")
def pages_that_support_most_links(least: int = 5):
    """Pages on which many links rest, with the titles that the tables of sources give them."""
    counted = Counter(page for link in links() for page in link.sources)
    titles: dict = {}
    for row in everywhere("sources.csv"):
        titles.setdefault(row["url"], set()).add(row["title"])
    found = [
        (number, "; ".join(unique(titles[page])), page) for page, number in counted.items() if number >= least
    ]
    return sorted(found, key=lambda row: (-row[0], row[2]))


@answers("places-by-match-method")
def places_by_match_method():
    """Cities by the way in which they were matched, by the surest one where there are two.

    The cities inside participants of another kind, which place-matches.csv does not list, were found by hand.
    """
    surest = ("unmatched", "by hand", "alternate name", "exact")
    methods = {
        row["canonical_slug"]: "by hand"
        for row in rows("identity.csv")
        if row["dataset"] == "reference/cities.csv"
    }
    for row in rows("reference/place-matches.csv"):
        table = f"{row['dataset']}/participants.csv"
        slug = known(table, row["participant_id_or_name"], ["city"])["canonical_slug"]
        methods[slug] = max(methods.get(slug, ""), row["method"], key=("", *surest).index)
    return sorted(Counter(method.replace(" ", "-") for method in methods.values()).items())


@answers("bodies-in-eu-authority-tables")
def bodies_in_eu_authority_tables():
    """Entries of the EU tables, and of IATI, that the register ties to a body or an instrument."""
    found = []
    for row in rows("reference/authority.csv"):
        if row["scheme"] in ("corporate-body", "eu-programme", "iati-organisation"):
            entry = known("reference/authority.csv", row["id"])
            thing = iri(entry["kind"], entry["canonical_slug"])
            found.append(
                (entry["label_en"], thing, row["scheme"], row["iri"] or row["subject"], row["status"])
            )
    return sorted(found)


@answers("sources-by-language")
def sources_by_language():
    """Documents of all tables of sources by language."""
    written = {
        (language, row["url"]) for row in everywhere("sources.csv") for language in items(row["language"])
    }
    return sorted(Counter(language for language, _ in written).items(), key=lambda row: (-row[1], row[0]))

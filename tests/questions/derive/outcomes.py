"""What came of the cooperations, the events, and who was chosen together."""

from derive.answer import answers
from derive.tables import DATASETS, Link, cooperations, iri, items, links, rows, unique

KINDS = {
    "action plan": "ActionPlan",
    "agreement": "Agreement",
    "pilot": "PilotProject",
    "study visit report": "StudyVisit",
}


@answers("outcomes-of-pairings")
def outcomes_of_pairings():
    """Plans, pilots, agreements and study visits that a source ties to a cooperation."""
    found = []
    for row in rows("iuc-phase1/plans.csv"):
        if row["pairing_id"]:
            kind = KINDS[row["title_or_kind"].partition(": ")[0]]
            ties = cooperations()[row["pairing_id"]]
            found.append((*_members(ties), kind, row["title"], row["date"], row["source_url"], row["id"]))
    by_link = {link.id: link.cooperation for link in links()}
    for row in rows("iurc-phase2/pilots.csv"):
        if row["pairing_id"]:
            ties = cooperations()[by_link[row["pairing_id"]]]
            found.append((*_members(ties), "PilotProject", row["label_en"], "", row["source_url"], row["id"]))
    for row in (*rows("iuc-phase1/events.csv"), *rows("iurc-phase2/events.csv")):
        if row["cooperation"] and row["kind"].replace(" ", "-") == "study-visit" and not row.get("same_as"):
            ties = cooperations()[row["cooperation"]]
            found.append(
                (*_members(ties), "StudyVisit", row["label_en"], row["date"], row["source_url"], row["id"])
            )
    return sorted(found, key=lambda row: (row[0], row[1], row[2], row[6]))


@answers("events-of-a-period")
def events_of_a_period(since: str = "2022-01-01", until: str = "2022-12-31"):
    """Events and study visits that began in a period; a visit that stands in two tables counts once."""
    found = []
    for dataset in DATASETS:
        for row in rows(f"{dataset}/events.csv"):
            strands = items(row.get("strand_slugs") or row.get("strand_slug", "")) or ("",)
            if not row.get("same_as"):
                found += [
                    (
                        row["date"],
                        row["label_en"],
                        row["city"],
                        row["country"],
                        iri("strand", strand),
                        row["source_url"],
                    )
                    for strand in strands
                ]
    for row in rows("iuc-phase1/plans.csv"):
        if row["kind"] == "study-visit":
            towns = "; ".join(sorted(items(row["city"])))
            found.append(
                (row["date"], row["title"], towns, "", iri("strand", row["strand_slug"]), row["source_url"])
            )
    return sorted(
        (row for row in found if row[0] and since <= (row[0] + "-01-01")[:10] <= until), key=_by_start
    )


def _by_start(row: tuple[str, ...]) -> tuple[str, ...]:
    """Give what the rows are ordered by: start, name, strand, source."""
    return row[0], row[1], row[4], row[5]


def _members(ties: tuple[Link, ...]) -> tuple[str, str]:
    """Give the names on both sides of a cooperation."""
    return "; ".join(unique(tie.european.name for tie in ties)), "; ".join(
        unique(tie.partner.name for tie in ties)
    )

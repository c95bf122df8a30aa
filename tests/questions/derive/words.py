"""Names in other languages, and the web sites in them."""

from collections.abc import Sequence

from derive.answer import answers
from derive.tables import iri, items, known, rows, strand_slug


@answers("programme-names")
def programme_names():
    """Names of phases, strands and the successor in every language that a source gives."""
    found = set()
    for row in rows("iurc-phase2/labels.csv"):
        entry = known("iurc-phase2/labels.csv", row["entity_id"])
        if entry["kind"] in ("phase", "strand", "programme"):
            found.add((iri(entry["kind"], entry["canonical_slug"]), row["lang"], row["label"]))
    return sorted(found)


@answers("names-in-thai-and-malay")
def names_in_thai_and_malay(language: Sequence[str] = ("th", "ms")):
    """Names of bodies, instruments, frameworks, phases and people in some languages."""
    kinds = ("organisation", "instrument", "framework", "phase", "person", "strand")
    found = set()
    for row in rows("iurc-phase2/labels.csv"):
        entry = known("iurc-phase2/labels.csv", row["entity_id"])
        if row["lang"] in language and entry["kind"] in kinds:
            found.add(
                (entry["label_en"], iri(entry["kind"], entry["canonical_slug"]), row["lang"], row["label"])
            )
    for row in rows("reference/policy-labels.csv"):
        if row["lang"] in language and row["id"].startswith(("fw-", "eu-programme-")):
            table = "policy-goals" if row["id"].startswith("fw-") else "authority"
            entry = known(f"reference/{table}.csv", row["id"])
            found.add(
                (entry["label_en"], iri(entry["kind"], entry["canonical_slug"]), row["lang"], row["label"])
            )
    return sorted(found)


@answers("goal-names-in-a-language")
def goal_names_in_a_language(language: Sequence[str] = ("th", "ms")):
    """Names of the seventeen goals; labels of little trust, or of general knowledge, are other names."""
    english = {row["id"]: row["label_en"] for row in rows("reference/policy-goals.csv")}
    found = []
    for row in rows("reference/policy-labels.csv"):
        number = row["id"].removeprefix("sdg-")
        if row["lang"] in language and row["id"].startswith("sdg-") and number.isdigit():
            preferred = row["quality"] not in ("unverified", "low-needs-native-check")
            found.append(
                (
                    f"http://metadata.un.org/sdg/{number}",
                    int(number),
                    english[row["id"]],
                    row["lang"],
                    row["label"],
                    preferred,
                )
            )
    return sorted(found, key=lambda row: (row[1], row[3], not row[5], row[4]))


@answers("web-sites-by-strand-and-language")
def web_sites_by_strand_and_language():
    """The sites of websites.csv, those of strands.csv of phase I, and the one that only the about page names."""
    found = set()
    address_of = {row["id"]: row["url"] for row in rows("iurc-phase2/websites.csv")}
    strand_at: dict = {}
    for row in rows("iurc-phase2/strands.csv"):
        if row["website"]:
            kind = row["entity"].split("/")[0]
            strand_at.setdefault(address_of[row["website"]], set()).add(
                iri(kind, row["entity"].split("/")[1])
            )
    for row in rows("iurc-phase2/websites.csv"):
        served = {_served(row["strand_or_phase"])} | strand_at.get(row["url"], set())
        for language in items(row["language"]):
            for thing in served:
                found.add((thing, language, row["kind"].replace(" ", "-"), row["title"], row["url"]))
    label_of = {
        row["website"]: row["website_label"] for row in rows("iuc-phase1/strands.csv") if row["website_label"]
    }
    for row in rows("iuc-phase1/strands.csv"):
        label = label_of[row["website"]]
        found.add((iri("strand", row["slug"]), "", "strand-site", label, row["website_url"]))
    (site,) = [row for row in rows("about-page/things.csv") if row["class"] == "website"]
    found.add((iri("strand", "iurc2-latin-america"), "", "strand-site", site["label"], site["web_address"]))
    return sorted(found)


def _served(strand_or_phase: str) -> str:
    """Give the strand, the phase or the programme that a web site serves; nothing for a predecessor."""
    phases = {"I": "iuc-phase-1", "II": "iurc-phase-2"}
    if strand_or_phase in phases:
        return iri("phase", phases[strand_or_phase])
    if strand_or_phase == "eucg-na":
        return iri("programme", "eu-cities-gateway-north-america")
    if strand_or_phase == "predecessor":
        return ""
    return iri("strand", strand_slug("iurc-phase2", strand_or_phase))

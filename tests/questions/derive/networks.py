"""Thematic networks and cohorts: lists of participants who are not paired by being in them."""

from derive.answer import answers
from derive.tables import ID, iri, items, rows, strand_slug

PAIRED = (
    "n-jp-cluster",
    "n-vn-group",
    "n-la-nbs",
    "n-jp-kawasaki",
    "n-jp-kamakura",
    "n-jp-toyama",
    "n-nz-chch",
    "n-na-aurora",
    "n-na-amb",
)
"""The rows of networks.csv that are a trio, cluster or group of pairings.csv (column `network` there)."""

THEMATIC = ("n-na-waste", "n-na-mobility", "n-na-economy", "n-na-renovation", "n-green", "n-urban")
"""The thematic networks; the remaining rows are cohorts."""


@answers("networks-and-cohorts")
def networks_and_cohorts():
    """Thematic networks and cohorts with the number of their known members."""
    found = []
    for row in rows("iurc-phase2/networks.csv"):
        if row["id"] not in PAIRED:
            kind = "network" if row["id"] in THEMATIC else "cohort"
            strand = strand_slug("iurc-phase2", row["strand"])
            phase = "III" if strand.startswith("iurc3") else "II"
            members = len(items(row["members"]))
            found.append((phase, iri("strand", strand), kind, row["label_en"], ID + row["entity"], members))
    return sorted(found)

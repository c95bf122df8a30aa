"""Who cooperates with whom: links, cooperations, pairs that went on, how far the rows can be trusted."""

import re
from collections import Counter

from derive.answer import answers
from derive.tables import DATASETS, cooperations, iri, links, rows, topic_names, topic_of, unique

PROGRAMME_HOSTS = re.compile(
    r"https?://([a-z]+\.)?(iurc\.eu|iurc\.nerdline\.online|iuc\.eu|iuc-asia\.eu|iuc-la\.eu)/"
)


@answers("cities-of-a-country-and-their-partners")
def cities_of_a_country_and_their_partners(country: str = "JP"):
    """The links whose partner side lies in a country; the topics are those of the whole cooperation."""
    return sorted(
        (
            link.partner.name,
            link.european.name,
            link.european.country,
            link.phase,
            iri("strand", link.strand),
            link.round,
            link.start,
            "; ".join(cooperation_topics(link.cooperation)),
            link.confidence,
            " ".join(link.sources),
            link.id,
        )
        for link in links()
        if link.partner.country == country
    )


@answers("pairings-continued-into-phase-two")
def pairings_continued_into_phase_two():
    """Links of phase I that a source says went on, or whose two members are linked again in phase II."""
    found = []
    for first in links():
        if first.phase == "I":
            again = [
                link.id
                for link in links()
                if link.phase == "II" and (link.european, link.partner) == (first.european, first.partner)
            ]
            if again or first.status == "continued-in-phase-2":
                found += [
                    (
                        first.european.name,
                        first.european.country,
                        first.partner.name,
                        first.partner.country,
                        first.id,
                        first.status,
                        second,
                    )
                    for second in again or [""]
                ]
    return sorted(found)


@answers("cooperations-and-their-predecessors")
def cooperations_and_their_predecessors():
    """Cooperations that the table of phase II ties to one of phase I."""
    names = {
        row["cooperation"]: row["cooperation_label"]
        for dataset in DATASETS
        for row in rows(f"{dataset}/pairings.csv")
    }
    return sorted(
        {
            (
                names[row["cooperation"]],
                names[row["continues"]],
                iri("cooperation", row["cooperation"]),
                iri("cooperation", row["continues"]),
                _size(row["cooperation"]),
                _size(row["continues"]),
            )
            for row in rows("iurc-phase2/pairings.csv")
            if row["continues"]
        }
    )


@answers("trios-and-clusters")
def trios_and_clusters():
    """Cooperations of more than two members."""
    found = []
    for cooperation, ties in cooperations().items():
        european = {tie.european for tie in ties}
        partners = {tie.partner for tie in ties}
        if len(european | partners) > 2:
            found.append(
                (
                    ties[0].phase,
                    iri("strand", ties[0].strand),
                    "; ".join(sorted(member.name for member in european)),
                    "; ".join(sorted(member.name for member in partners)),
                    len(european | partners),
                    len(ties),
                    iri("cooperation", cooperation),
                )
            )
    return sorted(found)


@answers("links-and-cooperations")
def links_and_cooperations():
    """How many links and how many cooperations each component of each strand has."""
    ties = Counter((link.phase, iri("strand", link.strand), link.component) for link in links())
    nodes = Counter(
        (ties_[0].phase, iri("strand", ties_[0].strand), ties_[0].component)
        for ties_ in cooperations().values()
    )
    return sorted((*key, ties[key], nodes[key]) for key in ties)


@answers("high-confidence-against-all")
def high_confidence_against_all():
    """Links and cooperations of each strand: all of them, and those with high confidence."""
    found = []
    for strand in unique(link.strand for link in links()):
        here = [link for link in links() if link.strand == strand]
        high = [link for link in here if link.confidence == "high"]
        found.append(
            (
                iri("strand", strand),
                len(here),
                len(high),
                len({link.cooperation for link in here}),
                len({link.cooperation for link in high}),
            )
        )
    return sorted(found)


@answers("links-resting-on-the-programme-alone")
def links_resting_on_the_programme_alone():
    """Links all of whose sources are pages of the programme itself."""
    return sorted(
        (
            iri("strand", link.strand),
            link.european.name,
            link.partner.name,
            link.id,
            len(link.sources),
            link.confidence,
        )
        for link in links()
        if all(PROGRAMME_HOSTS.match(source) for source in link.sources)
    )


@answers("links-by-number-of-sources")
def links_by_number_of_sources():
    """How many links of each strand rest on one source, on two, and so on."""
    counted = Counter((iri("strand", link.strand), len(link.sources)) for link in links())
    return [(*key, counted[key]) for key in sorted(counted)]


@answers("united-kingdom-on-the-european-side")
def united_kingdom_on_the_european_side():
    """Links whose European side is a British authority."""
    return sorted(
        (link.phase, link.european.name, link.partner.name, link.partner.country, link.id)
        for link in links()
        if link.european.country == "GB"
    )


@answers("cooperations-by-partner-country")
def cooperations_by_partner_country():
    """Cooperations and partner-side members of each country in each phase."""
    found = []
    for phase, country in unique((link.phase, link.partner.country) for link in links()):
        here = [link for link in links() if (link.phase, link.partner.country) == (phase, country)]
        found.append(
            (
                country,
                phase,
                len({link.cooperation for link in here}),
                len({link.partner.slug for link in here}),
            )
        )
    return sorted(found)


@answers("member-states-by-cooperations")
def member_states_by_cooperations():
    """Cooperations and European members of each country on the European side."""
    found = []
    for country in unique(link.european.country for link in links()):
        here = [link for link in links() if link.european.country == country]
        found.append(
            (country, len({link.cooperation for link in here}), len({link.european.slug for link in here}))
        )
    return sorted(found, key=lambda row: (-row[1], row[0]))


def _size(cooperation: str) -> int:
    """Count the members of a cooperation."""
    return len({member for link in cooperations()[cooperation] for member in (link.european, link.partner)})


def cooperation_topics(cooperation: str) -> tuple[str, ...]:
    """Give the English names of the topics of a cooperation, in order."""
    stated = {text for link in cooperations()[cooperation] for text in link.topics}
    return unique(topic_names()[topic_of()[text]] for text in stated)

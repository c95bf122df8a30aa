"""Who takes part: enrolments, with and without a recorded partner."""

from derive.answer import answers
from derive.tables import EU, EUROPEAN_SIDE, ID, enrolments, iri, links, unique


@answers("european-participants-in-several-strands")
def european_participants_in_several_strands():
    """Participants of the European side that stand in participants.csv under more than one strand."""
    strands: dict = {}
    for enrolment in enrolments():
        if enrolment.member.country in EUROPEAN_SIDE and enrolment.strand:
            strands.setdefault(enrolment.member, set()).add(enrolment.strand)
    found = [
        (member.name, member.country, iri("organisation", member.slug), len(slugs), "; ".join(sorted(slugs)))
        for member, slugs in strands.items()
        if len(slugs) > 1
    ]
    return sorted(found, key=lambda row: (-row[3], row[:3]))


@answers("member-states-that-never-took-part")
def member_states_that_never_took_part():
    """Member states without a link of a component, and whether an authority of theirs is enrolled at all."""
    enrolled = {enrolment.member.country for enrolment in enrolments()}
    return sorted(
        (component, country, country in enrolled)
        for component in ("city-to-city", "region-to-region")
        for country in EU - {link.european.country for link in links() if link.component == component}
    )


@answers("participants-without-a-recorded-partner")
def participants_without_a_recorded_partner():
    """Rows of participants.csv that say no partner is recorded."""
    return sorted(
        (
            iri("strand", enrolment.strand),
            enrolment.member.name,
            enrolment.member.country,
            enrolment.confidence,
            enrolment.source,
            enrolment.id,
        )
        for enrolment in enrolments()
        if not enrolment.paired
    )


@answers("consortia-and-their-strands")
def consortia_and_their_strands():
    """Participants that any row of participants.csv calls a consortium, and all their strands."""
    consortia = {enrolment.member for enrolment in enrolments() if enrolment.kind == "consortium"}
    return unique(
        (
            enrolment.member.name,
            enrolment.member.country,
            iri("organisation", enrolment.member.slug),
            iri("strand", enrolment.strand),
        )
        for enrolment in enrolments()
        if enrolment.member in consortia and enrolment.strand
    )


@answers("history-of-a-participant")
def history_of_a_participant(participant: str = f"{ID}organisation/de-essen"):
    """The links of a participant, with the one on the other side."""
    found = []
    for link in links():
        for here, there in ((link.european, link.partner), (link.partner, link.european)):
            if iri("organisation", here.slug) == participant:
                found.append(
                    (
                        here.name,
                        link.phase,
                        iri("strand", link.strand),
                        there.name,
                        there.country,
                        link.start,
                        link.id,
                    )
                )
    return sorted(found)

"""What the cooperations work on, and which goals the topics lead to."""

from calendar import monthrange
from collections import Counter
from collections.abc import Sequence

from derive.answer import answers
from derive.tables import ID, Link, cooperations, iri, items, rows, topic_names, topic_of, unique

ASIA = ("CN", "HK", "ID", "IN", "JP", "KR", "MY", "SG", "TH", "TW", "VN")
SDG = "http://metadata.un.org/sdg/"
PHASES = {"I": ("2016-01-01", "2020-12-31"), "II": ("2021-01-01", "2023-12-31")}


@answers("topics-per-strand")
def topics_per_strand():
    """How many cooperations of each strand work on each topic."""
    counted = Counter(
        (iri("strand", ties[0].strand), topic) for ties in cooperations().values() for topic in _topics(ties)
    )
    found = [(strand, topic_names()[topic], iri("topic", topic), n) for (strand, topic), n in counted.items()]
    return sorted(found, key=lambda row: (row[0], -row[3], row[1]))


@answers("topics-by-year-of-start")
def topics_by_year_of_start():
    """How many cooperations that are known to have started in a year work on each topic."""
    counted = Counter(
        (year, topic)
        for ties in cooperations().values()
        for year in {tie.start[:4] for tie in ties if tie.start}
        for topic in _topics(ties)
    )
    found = [(year, topic_names()[topic], iri("topic", topic), n) for (year, topic), n in counted.items()]
    return sorted(found, key=lambda row: (int(row[0]), -row[3], row[1]))


@answers("topics-and-their-goals")
def topics_and_their_goals():
    """The Sustainable Development Goals of each topic and why; an empty goal where there is none."""
    return sorted(
        (row["label_en"], iri("topic", row["topic_id"]), goal and f"{SDG}{goal}", goal and row["basis"])
        for row in rows("reference/topics.csv")
        for goal in items(row["maps_to_sdg"]) or ("",)
    )


@answers("cooperations-on-a-topic")
def cooperations_on_a_topic(topic: str = f"{ID}topic/circular-economy"):
    """The cooperations that work on a topic."""
    return sorted(
        (
            ties[0].phase,
            iri("strand", ties[0].strand),
            "; ".join(unique(tie.european.name for tie in ties)),
            "; ".join(unique(tie.partner.name for tie in ties)),
            iri("cooperation", cooperation),
        )
        for cooperation, ties in cooperations().items()
        if topic in {iri("topic", slug) for slug in _topics(ties)}
    )


@answers("sdg-cooperations-in-asia")
def sdg_cooperations_in_asia(
    goal: Sequence[str] = (f"{SDG}11", f"{SDG}13"),
    country: Sequence[str] = ASIA,
    since: str = "2018-01-01",
    until: str = "2022-12-31",
):
    """Cooperations with some countries, under way at some time in a window, whose topics lead to some goals."""
    goals_of = {
        row["topic_id"]: {f"{SDG}{n}" for n in items(row["maps_to_sdg"])}
        for row in rows("reference/topics.csv")
    }
    found = []
    for cooperation, ties in cooperations().items():
        start, end = _window(ties)
        if start <= until and end >= since and any(tie.partner.country in country for tie in ties):
            for wanted in goal:
                topics = unique(topic_names()[topic] for topic in _topics(ties) if wanted in goals_of[topic])
                if topics:
                    european = "; ".join(unique(tie.european.name for tie in ties))
                    partners = "; ".join(unique(tie.partner.name for tie in ties))
                    found.append(
                        (
                            iri("strand", ties[0].strand),
                            european,
                            partners,
                            wanted,
                            "; ".join(topics),
                            start,
                            end,
                            iri("cooperation", cooperation),
                        )
                    )
    return sorted(found)


def _topics(ties: tuple[Link, ...]) -> set[str]:
    """Give the topic ids of a cooperation."""
    return {topic_of()[text] for tie in ties for text in tie.topics}


def _window(ties: tuple[Link, ...]) -> tuple[str, str]:
    """Give the earliest start and the latest end of a cooperation; those of its phase where none is stated."""
    first, last = PHASES.get(ties[0].phase, ("2024-01-01", "2027-12-31"))
    starts = [_first_day(tie.start) for tie in ties if tie.start]
    ends = [_last_day(tie.end) for tie in ties if tie.end]
    return min(starts, default=first), max(ends, default=last)


def _first_day(when: str) -> str:
    """Give the first day of a year, a month or a day."""
    return (when + "-01-01")[:10]


def _last_day(when: str) -> str:
    """Give the last day of a year, a month or a day."""
    if len(when) == 4:
        return f"{when}-12-31"
    if len(when) == 7:
        year, month = when.split("-")
        return f"{when}-{monthrange(int(year), int(month))[1]}"
    return when

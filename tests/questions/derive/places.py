"""Where the participants are: matches, neighbours, cities and their regions."""

from collections.abc import Sequence
from functools import cache
from math import asin, cos, radians, sin, sqrt

from derive.answer import answers
from derive.pairings import cooperation_topics
from derive.tables import DATASETS, ID, enrolments, iri, known, links, rows

EARTH = 6371.0088
"""Mean radius of the Earth in kilometres (IUGG)."""


@answers("unmatched-places")
def unmatched_places():
    """Participants of kind city that have no match in the gazetteer, with the reason."""
    found = set()
    for row in rows("reference/place-matches.csv"):
        if row["method"] == "unmatched":
            place = known(f"{row['dataset']}/participants.csv", row["participant_id_or_name"], ["city"])
            found.add(
                (place["label_en"], place["country"], iri("place", place["canonical_slug"]), row["note"])
            )
    return sorted(found)


@answers("nearby-cities-on-the-same-topic")
def nearby_cities_on_the_same_topic(place: str = f"{ID}place/de-essen", distance: float = 100):
    """Cities within a distance of a city whose cooperations share a topic with those of that city."""
    (home,) = [slug for slug in _points() if iri("place", slug) == place]
    mine = _topics_of(home)
    found = []
    for slug, (name, country, *point) in _points().items():
        shared = mine & _topics_of(slug)
        kilometres = _distance(_points()[home][2:], point)
        if slug != home and shared and kilometres <= distance:
            found.append((name, country, iri("place", slug), round(kilometres), "; ".join(sorted(shared))))
    return sorted(found, key=lambda row: (row[3], row[0], row[2]))


@answers("places-as-city-and-through-their-region")
def places_as_city_and_through_their_region():
    """Cities with a region that took part too and bears the name of their first-level unit, or their own."""
    kinds = {(enrolment.member, enrolment.kind) for enrolment in enrolments()}
    regions = {(member.name, member.country): member for member, kind in kinds if kind == "region"}
    units = {(link.partner, link.region, "first-level unit") for link in links() if link.region}
    units |= {(member, member.name, "name") for member, kind in kinds if kind == "city"}
    found: dict = {}
    for city, unit, agreement in sorted(units, reverse=True):
        for name in (unit, f"{unit} Region", f"{unit} Prefecture"):
            region = regions.get((name, city.country))
            if region and (city, "city") in kinds:
                own, other = iri("organisation", city.slug), iri("organisation", region.slug)
                key = (city.country, city.name, own, region.name, other)
                found[key] = min(agreement, found.get(key, agreement))
    return sorted((*key, agreement) for key, agreement in found.items())


@cache
def _points() -> dict[str, tuple[str, str, float, float]]:
    """Give name, country, latitude and longitude of every place for which a participant acts and whose point is known."""
    names = {
        row["acts_for"]: (row["place_label"], row["country"])
        for dataset in DATASETS
        for row in rows(f"{dataset}/participants.csv")
        if row["acts_for"] and row["place_class"] == "city"
    }
    return {
        row["place_slug"]: (*names[row["place_slug"]], float(row["lat"]), float(row["lon"]))
        for row in rows("reference/cities.csv")
        if row["place_slug"] in names
    }


@cache
def _topics_of(place: str) -> set[str]:
    """Give the names of the topics of all cooperations in which an authority of a place takes part."""
    authorities = {enrolment.member.slug for enrolment in enrolments() if enrolment.place == place}
    return {
        topic
        for link in links()
        if authorities & {link.european.slug, link.partner.slug}
        for topic in cooperation_topics(link.cooperation)
    }


def _distance(here: Sequence[float], there: Sequence[float]) -> float:
    """Give the great-circle distance of two points in kilometres (haversine)."""
    (south, west), (north, east) = (tuple(map(radians, here)), tuple(map(radians, there)))
    half = sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin((east - west) / 2) ** 2
    return 2 * EARTH * asin(sqrt(half))

"""Proposals for slugs."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from iurc.graph.errors import BadUsage, Conflict
from iurc.graph.mint import place_slug, slug


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Bratislava", "bratislava"),
        ("Donostia-San Sebastián", "donostia-san-sebastian"),
        ("Łódź", "lodz"),
        ("Århus", "arhus"),
        ("Malmö", "malmo"),
        ("Gießen", "giessen"),
        ("Đà Nẵng", "da-nang"),
        ("Muğla", "mugla"),
        ("Diyarbakır", "diyarbakir"),
        ("İzmir", "izmir"),
        ("Tórshavn", "torshavn"),
        ("Þorlákshöfn", "thorlakshofn"),
        ("Ærø", "aero"),
        ("O'Higgins", "ohiggins"),
        ("St. John\N{RIGHT SINGLE QUOTATION MARK}s", "st-johns"),
        ("Biscay & Álava", "biscay-and-alava"),
        ("  A -- B  ", "a-b"),
        ("SDG 11.3", "sdg-11-3"),
        ("ﬁn", "fin"),
    ],
)
def test_names_in_latin_letters_become_plain(name: str, expected: str) -> None:
    """Accents go, special letters are written out, everything else is a hyphen."""
    assert slug(name) == expected


@pytest.mark.parametrize("name", ["", "   ", "---", "กรุงเทพ", "東京", "Москва"])
def test_a_name_without_latin_letters_is_refused(name: str) -> None:
    """A slug is never empty, and no transliteration is guessed."""
    with pytest.raises(BadUsage, match="no slug can be made of") as caught:
        slug(name)
    assert caught.value.remedy == "choose one of the letters a to z by hand"


@given(st.text())
def test_a_slug_is_a_fixed_point(name: str) -> None:
    """Making a slug of a slug changes nothing, and it has only letters, digits and single hyphens."""
    try:
        made = slug(name)
    except BadUsage:
        assume(False)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", made)
    assert slug(made) == made


@given(st.text(st.characters(categories=["Lu", "Ll"], max_codepoint=0x17F), min_size=1))
def test_case_makes_no_difference(name: str) -> None:
    """A city is not two for being written in capitals."""
    assume(name.lower().upper().lower() == name.lower())
    try:
        assert slug(name.lower()) == slug(name)
    except BadUsage:
        assume(False)


@pytest.mark.parametrize(
    ("taken", "admin_unit", "geonames", "expected"),
    [
        ((), None, None, "us-springfield"),
        ((), "Illinois", 4250542, "us-springfield"),
        (("us-springfield",), "Illinois", 4250542, "us-springfield-illinois"),
        (("us-springfield",), None, 4250542, "us-springfield-4250542"),
        (("us-springfield", "us-springfield-illinois"), "Illinois", 4250542, "us-springfield-4250542"),
    ],
)
def test_a_collision_is_resolved_in_a_fixed_order(
    taken: tuple[str, ...], admin_unit: str | None, geonames: int | None, expected: str
) -> None:
    """First the administrative unit, then the GeoNames id (decision on identity)."""
    assert place_slug("Springfield", "US", taken, admin_unit=admin_unit, geonames=geonames) == expected


@pytest.mark.parametrize("admin_unit", [None, "Illinois"])
def test_a_collision_that_cannot_be_resolved_is_an_error(admin_unit: str | None) -> None:
    """No number is appended silently."""
    with pytest.raises(Conflict, match="is taken") as caught:
        place_slug("Springfield", "US", {"us-springfield", "us-springfield-illinois"}, admin_unit=admin_unit)
    assert caught.value.remedy is not None


@pytest.mark.parametrize("country", ["", "USA", "U1"])
def test_a_country_is_two_letters(country: str) -> None:
    """A slug begins with a country code, not with a name."""
    with pytest.raises(BadUsage, match="is not a country code"):
        place_slug("Springfield", country)

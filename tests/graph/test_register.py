"""The identity register."""

from pathlib import Path

import pytest

from iurc.graph.errors import BadUsage, Conflict, IurcError, NotFound, Unreadable
from iurc.graph.register import Register

HEAD = "dataset,source_id,kind,canonical_slug,label_en,basis,name,country\n"
ROWS = (
    "one/organisations.csv,ec,organisation,european-commission,European Commission,same,,\n"
    "two/organisations.csv,ec,organisation,european-commission,European Commission,same,,\n"
    "one/participants.csv,p1,organisation,sk-bratislava,Bratislava,authority,Bratislava,SK\n"
    "one/participants.csv,p1,city,sk-bratislava,Bratislava,place,Bratislava,SK\n"
    "one/participants.csv,p2,city,ar-cordoba,Córdoba,place,Córdoba,AR\n"
    "one/participants.csv,p3,region,ar-cordoba-region,Córdoba,place,Córdoba,AR\n"
    "one/participants.csv,p4,region,pe-piura-region,Piura,place,Piura,PE\n"
    "two/participants.csv,p5,city,pe-piura,Piura,place,Piura,PE\n"
    "two/labels.csv,country:sk,country,SK,Slovakia,ISO 3166-1,,\n"
)


def load(tmp_path: Path, text: str) -> Register:
    """Load a register from a text."""
    path = tmp_path / "identity.csv"
    path.write_text(text, encoding="utf-8")
    return Register.load(path)


@pytest.fixture
def register(tmp_path: Path) -> Register:
    """A small register with the known clashes of the facts."""
    return load(tmp_path, HEAD + ROWS)


def test_an_id_leads_to_its_thing(register: Register) -> None:
    """Two datasets name the Commission; both lead to one slug."""
    one, other = (register.entries_of(f"{dataset}/organisations.csv", "ec") for dataset in ("one", "two"))
    assert [entry.slug for entry in (*one, *other)] == ["european-commission"] * 2
    assert one[0].label == "European Commission"
    assert one[0].folder == "one"
    assert one[0].position.line == 2


def test_an_id_may_mean_an_authority_and_its_place(register: Register) -> None:
    """The kinds tell the two entries apart."""
    assert [entry.kind for entry in register.entries_of("one/participants.csv", "p1")] == [
        "organisation",
        "city",
    ]


def test_an_unknown_id_means_nothing(register: Register) -> None:
    """No entry is no error here: most rows of most tables have none."""
    assert register.entries_of("one/organisations.csv", "nobody") == ()


@pytest.mark.parametrize(
    ("asked", "slug"),
    [
        (("Bratislava", "SK", None, None), "sk-bratislava"),
        (("Bratislava", "SK", "region", "two"), "sk-bratislava"),
        (("Córdoba", "AR", "city", None), "ar-cordoba"),
        (("Córdoba", "AR", "region", "one"), "ar-cordoba-region"),
        (("Piura", "PE", None, "one"), "pe-piura-region"),
        (("Piura", "PE", None, "two"), "pe-piura"),
        (("Piura", "PE", "city", "one"), "pe-piura"),
        (("Piura", "PE", "other", "two"), "pe-piura"),
    ],
)
def test_a_name_and_country_lead_to_a_slug(
    register: Register, asked: tuple[str, str, str | None, str | None], slug: str
) -> None:
    """One meaning is taken whatever its kind; among several the kind decides, then the dataset."""
    name, country, kind, dataset = asked
    assert register.place_slug(name, country, kind, dataset=dataset) == slug


@pytest.mark.parametrize(
    ("kind", "dataset"), [(None, None), (None, "one"), ("other", "one"), ("city-to-city", "two")]
)
def test_what_stays_ambiguous_is_an_error(register: Register, kind: str | None, dataset: str | None) -> None:
    """The register never chooses by itself."""
    with pytest.raises(Conflict) as caught:
        register.place_slug("Córdoba", "AR", kind, dataset=dataset)
    assert caught.value.message == (
        "'Córdoba' in 'AR' is several things in the identity register: ar-cordoba (city), ar-cordoba-region (region)"
    )


@pytest.mark.parametrize(
    ("name", "country", "remedy"),
    [
        ("bratislava", "SK", "did you mean 'Bratislava'? else add it to a register of your own"),
        ("Bratislava", "AR", "it is known in SK: check the country; else add it to a register of your own"),
        (
            "Nitra",
            "SK",
            "add it to a register of your own, named with --register: own/places.csv,Nitra,city,sk-nitra,Nitra,why,Nitra,SK",
        ),
        (
            "Šaľa, Trnovec",
            "SK",
            'add it to a register of your own, named with --register: own/places.csv,"Šaľa, Trnovec",city,sk-sala-trnovec,',
        ),
        (
            "นครศรีธรรมราช",
            "TH",
            "add it to a register of your own, named with --register: own/places.csv,นครศรีธรรมราช,city,th-…,",
        ),
    ],
)
def test_an_unknown_name_is_an_error_with_the_nearest(
    register: Register, name: str, country: str, remedy: str
) -> None:
    """Nothing is matched by likeness; a person decides and writes a row."""
    with pytest.raises(NotFound, match=f"the identity register has no '{name}' in '{country}'") as caught:
        register.place_slug(name, country)
    assert str(caught.value.remedy).startswith(remedy)


def test_several_files_make_one_register(tmp_path: Path) -> None:
    """A user's own register stands beside the shipped one."""
    for number, rows in enumerate((ROWS, "mine/p.csv,x,city,sk-nitra,Nitra,mine,Nitra,SK\n")):
        (tmp_path / f"{number}.csv").write_text(HEAD + rows, encoding="utf-8")
    both = Register.load(tmp_path / "0.csv", tmp_path / "1.csv")
    assert both.place_slug("Nitra", "SK") == "sk-nitra"
    assert both.place_slug("Bratislava", "SK") == "sk-bratislava"


def test_names_and_countries_may_be_left_out(tmp_path: Path) -> None:
    """A register of bodies needs no columns for places."""
    register = load(
        tmp_path, "dataset,source_id,kind,canonical_slug,label_en,basis\na/b.csv,x,organisation,x,X,me\n"
    )
    assert register.entries[0].name == ""


@pytest.mark.parametrize(
    ("row", "error", "message"),
    [
        ("one/organisations.csv,ec,organisation,other,Other,x,,", Conflict, ":11:1: 'ec' of one/organisations.csv is 'other' here and 'european-commission' in line 2 (decide which it is and delete the other row)"),
        ("one/organisations.csv,ec,organisation,european-commission,European Commission,x,,", Conflict, ":11:1: 'ec' of one/organisations.csv stands in line 2 already (delete one of the rows)"),
        ("one/p.csv,q,city,sk-bratislava,Bratislava,x,Bratislava,CZ", Conflict, ":11:1: 'sk-bratislava' stands in CZ here and in SK in line 4 (give one of them another slug, or correct the country)"),
        ("one/p.csv,q,city,SK-Nitra,Nitra,x,Nitra,SK", Unreadable, ":11:18: row 11, column 'canonical_slug': 'SK-Nitra' is not a slug"),
        ("one/p.csv,q,country,sk,Slovakia,x,,", Unreadable, ":11:21: row 11, column 'canonical_slug': 'sk' is not a slug"),
        ("one/p.csv,q,city,sk-nitra,Nitra,,Nitra,SK", Unreadable, ":11:33: row 11, column 'basis': a value is required here (fill the cell)"),
        ("one/p.csv,q,city,sk-nitra,Nitra,x,Nitra,", Unreadable, ":11:41: row 11, column 'country': name and country go together (fill both cells or neither)"),
        ("one/p.csv,q,city,sk-nitra,Nitra,x,,SK", Unreadable, ":11:35: row 11, column 'name': name and country go together (fill both cells or neither)"),
        ("one/p.csv,q,city,sk-nitra,Nitra,x,Nitra,sk", Unreadable, ":11:41: row 11, column 'country': 'sk' is not a country code (use two capital letters of ISO 3166-1)"),
        ("one/p.csv,q,city,sk-nitra", Unreadable, ":11:26: row 11 has 4 cells, where the header has 8 (enclose cells that hold commas in quotes)"),
        ('one/p.csv,q,"city', Unreadable, ":11:13: the quote that opens this cell is never closed"),
    ],
)  # fmt: skip
def test_rows_that_contradict_or_lack_something_are_refused(
    tmp_path: Path, row: str, error: type[IurcError], message: str
) -> None:
    """Identity is where a silent mistake costs most: each is told with its place."""
    with pytest.raises(error) as caught:
        load(tmp_path, HEAD + ROWS + row + "\n")
    assert str(caught.value).startswith(f"{tmp_path / 'identity.csv'}{message}")


def test_a_table_that_is_no_register_is_refused(tmp_path: Path) -> None:
    """The first missing column is named, and all that there should be."""
    with pytest.raises(Unreadable, match="the identity register has no column 'kind'") as caught:
        load(tmp_path, "dataset,source_id\n")
    assert str(caught.value.remedy).startswith("its columns are dataset, source_id, kind")


def test_an_empty_file_is_no_register(tmp_path: Path) -> None:
    """Nothing at all is told as such."""
    with pytest.raises(Unreadable, match="the file is empty"):
        load(tmp_path, "")


def test_a_register_that_is_not_there_is_told(tmp_path: Path) -> None:
    """The path is in the message."""
    with pytest.raises(BadUsage, match="there is no identity register"):
        Register.load(tmp_path / "none.csv")


def test_the_shipped_register_is_sound() -> None:
    """What ships with the product loads, and its known clashes are decided."""
    register = Register.load(Path(__file__).parents[2] / "graph" / "sources" / "identity.csv")
    assert register.place_slug("Bratislava", "SK") == "sk-bratislava"
    assert register.place_slug("Córdoba", "AR", "region") != register.place_slug("Córdoba", "AR", "city")
    slugs = {entry.slug for entry in register.entries if entry.label == "European Commission"}
    assert slugs == {"european-commission"}

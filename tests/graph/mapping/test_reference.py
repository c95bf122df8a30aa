"""The names by which columns refer to each other."""

from typing import Any

import pytest

from iurc.graph.errors import Unreadable

IRI = "https://example.org/"
COLUMNS = ({"name": "city"}, {"name": "items", "separator": ";"})


@pytest.mark.parametrize(
    ("column", "message"),
    [
        ({"valueUrl": IRI + "{town}"}, "the valueUrl names the column 'town', which is not there"),
        (
            {"valueUrl": IRI + "{city}", "aboutUrl": IRI + "{ctiy}"},
            "the aboutUrl names the column 'ctiy', which is not there",
        ),
        (
            {"valueUrl": IRI, "propertyUrl": IRI + "{p}"},
            "the propertyUrl names the column 'p', which is not there",
        ),
        ({"iurc:stem": "x"}, "iurc:stem names the column 'x', which is not there"),
        ({"iurc:copy": "v"}, "iurc:copy names the column 'v', which is not there"),
        ({"iurc:copy": "late"}, "iurc:copy names the column 'late', which is not there"),
        ({"iurc:text": "{x}"}, "iurc:text names the column 'x', which is not there"),
        (
            {"iurc:copy": "city", "iurc:langFrom": "x"},
            "iurc:langFrom names the column 'x', which is not there",
        ),
        (
            {"iurc:place": {"name": "city", "country": "x"}},
            "iurc:place names the column 'x', which is not there",
        ),
        (
            {"valueUrl": IRI, "iurc:when": {"column": "x", "is": "y"}},
            "iurc:when names the column 'x', which is not there",
        ),
        ({"valueUrl": IRI, "iurc:each": "x"}, "iurc:each names the column 'x', which is not there"),
        ({"valueUrl": IRI, "iurc:each": "city"}, "iurc:each goes through 'city', which has no separator"),
    ],
)
def test_a_name_must_be_that_of_a_column_that_is_read_by_then(
    bench: Any, column: dict[str, Any], message: str
) -> None:
    """A mapping that names a missing column is refused before a row is read."""
    late = {"name": "late", "virtual": True, "iurc:copy": "city"}
    with pytest.raises(Unreadable) as caught:
        bench.describe(*COLUMNS, {"name": "v", "virtual": True, **column}, late)
    assert caught.value.message == message


def test_the_nearest_column_is_proposed_at_the_place_of_the_template(bench: Any) -> None:
    """A person sees which letter to change, and where."""
    with pytest.raises(Unreadable) as caught:
        bench.describe(*COLUMNS, {"name": "v", "virtual": True, "valueUrl": IRI + "{ciyt}"})
    assert caught.value.remedy == "did you mean 'city'?"
    assert str(caught.value.position).startswith("m.json:1:")


def test_the_variables_of_the_standard_are_known(bench: Any) -> None:
    """Row and column numbers may be used without a column of that name (section 5.1.3)."""
    bench.describe(
        *COLUMNS,
        {"name": "v", "virtual": True, "valueUrl": IRI + "{_row,_sourceRow,_column,_sourceColumn,_name}"},
    )


def test_an_earlier_virtual_column_may_be_named(bench: Any) -> None:
    """A slug found in the register can be used by what follows."""
    slug = {"name": "slug", "virtual": True, "suppressOutput": True, "iurc:stem": "city"}
    bench.describe(*COLUMNS, slug, {"name": "v", "virtual": True, "iurc:text": "{slug}!"})

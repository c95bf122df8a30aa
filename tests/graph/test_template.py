"""Tables to fill in."""

import csv
import json
from pathlib import Path

import pytest

from iurc.graph import shipped, template
from iurc.graph.errors import BadUsage
from iurc.graph.mapping import metadata
from iurc.graph.template import NAMES, Calendar, Form, Suggestion
from iurc.ontology.load import concept_files

FOLDER = Path(__file__).parents[2] / "graph" / "templates"
SOURCES = FOLDER.parent / "sources"


def values(name: str, title: str) -> set[str]:
    """Give the values that a column of a template may hold."""
    return set(next(column.values for column in template.load(name).columns if column.title == title))


def concepts(scheme: str) -> set[str]:
    """Give the names of the concepts of a scheme."""
    (file,) = [found for found in concept_files() if found.name == f"{scheme}.ttl"]
    lines = file.read_text(encoding="utf-8").splitlines()
    return {line.split()[0].removeprefix(":") for line in lines if line.startswith(":")}


@pytest.mark.parametrize("name", NAMES)
def test_what_is_shipped_beside_the_metadata_says_the_same(name: str) -> None:
    """Header and instructions are made of the metadata."""
    made = template.load(name)
    assert (FOLDER / name / f"{name}.csv").read_text(encoding="utf-8") == made.header()
    assert (FOLDER / name / "README.md").read_text(encoding="utf-8") == made.readme(f"{name}.csv")


def test_every_template_is_listed() -> None:
    """No folder is forgotten."""
    assert {path.name for path in FOLDER.iterdir() if path.is_dir()} == set(NAMES)


@pytest.mark.parametrize("calendar", Calendar)
@pytest.mark.parametrize("name", NAMES)
def test_the_metadata_are_sound_for_any_file(name: str, calendar: Calendar) -> None:
    """In both calendars, under another name, and with the same columns."""
    text = template.load(name).metadata(f"my-{name}.xlsx", calendar=calendar)
    group = metadata.parse(text.encode(), "m.json")
    (table,) = group.tables
    assert group.id == f"https://w3id.org/iurc/graph/my-{name}"
    assert table.file == f"my-{name}.xlsx"
    real = [column for column in table.columns if not column.virtual]
    assert [column.title for column in real] == [column.title for column in template.load(name).columns]
    dated = [column for column in table.columns if column.extension.bounds]
    assert all(column.extension.calendar == calendar.value for column in dated)


@pytest.mark.parametrize("name", NAMES)
def test_columns_are_few_and_explained_and_ask_for_a_source(name: str) -> None:
    """Nobody needs to look elsewhere to know what to write."""
    columns = template.load(name).columns
    assert len(columns) <= 14
    assert all(len(column.explanation) > 10 and column.explanation.endswith(".") for column in columns)
    required = {column.title for column in columns if column.required}
    assert {"Source address", "Source title"} <= required


def test_strands_and_their_phases_are_those_of_the_facts() -> None:
    """A new strand in the shipped tables has to come into the templates."""
    phases: dict[str, str] = {}
    for folder, column in (("iuc-phase1", "slug"), ("iurc-phase2", "entity")):
        with (SOURCES / folder / "strands.csv").open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                kind, _, strand = row[column].rpartition("/")
                if kind in {"", "strand"}:
                    phases[strand] = row.get("phase_slug") or "iuc-phase-1"
    assert values("pairings", "Strand") == values("participants", "Strand") == set(phases)
    both = set(phases) | set(phases.values())
    assert values("events", "Phase or strand") == values("organisations", "Phase or strand") == both
    for name in NAMES:
        for column in json.loads(template.load(name).text)["tableSchema"]["columns"]:
            if column.get("propertyUrl") == "iurc:inPhase" and "{" not in column["valueUrl"]:
                phase = column["valueUrl"].rpartition("/")[2]
                assert set(column["iurc:when"]["is"]) == {
                    strand for strand in phases if phases[strand] == phase
                }


def test_words_are_those_of_the_concept_schemes() -> None:
    """What a sheet offers, the graph knows."""
    assert values("events", "Kind") == concepts("event-kind")
    assert values("organisations", "Role") == concepts("role")
    assert values("pairings", "Confidence") == values("participants", "Confidence") == concepts("confidence")
    assert values("pairings", "Kind") < concepts("component")
    assert set(shipped.topics()) <= concepts("topic") | set(shipped.topics())
    assert len(shipped.topics()) > 60


def test_free_columns_suggest_what_is_known() -> None:
    """Names, countries and topics are offered; other values are possible."""
    suggested = {column.title: column.suggestion for column in template.load("pairings").columns}
    assert suggested["EU city or region"] is suggested["Partner city or region"] is Suggestion.NAME
    assert suggested["Partner country"] is Suggestion.COUNTRY
    assert suggested["Topics"] is Suggestion.TOPIC
    assert suggested["Note"] is None
    assert [column.suggestion for column in template.load("organisations").columns].count(
        Suggestion.COUNTRY
    ) == 1


def test_headers_are_lines_of_text() -> None:
    """A title with a comma is quoted where commas part the cells."""
    made = template.load("participants")
    assert made.header().startswith('Short name,"City, region or body",Country,')
    assert made.header(Form.TSV).startswith("Short name\tCity, region or body\tCountry\t")


def test_instructions_show_both_calendars() -> None:
    """The one that holds, and how to get the other."""
    made = template.load("events")
    assert "(2564 for 2021)" in made.readme("events.csv", calendar=Calendar.BUDDHIST)
    assert "iurc template write events --calendar gregorian" in made.readme(
        "e.csv", calendar=Calendar.BUDDHIST
    )
    assert "iurc template write events --calendar buddhist" in made.readme("e.csv")


def test_a_template_that_is_not_there_is_told_with_the_nearest() -> None:
    """A misspelt name."""
    with pytest.raises(BadUsage, match="there is no template 'pairing'") as caught:
        template.load("pairing")
    assert caught.value.remedy == "did you mean 'pairings'?"


@pytest.mark.parametrize("file", ["My Pairings.csv", "ไทย.csv"])
def test_a_dataset_has_a_name_that_an_address_can_hold(file: str) -> None:
    """The remedy is a name that does."""
    with pytest.raises(BadUsage):
        template.load("pairings").metadata(file)

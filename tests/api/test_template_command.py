"""The command `iurc template`."""

import json
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from iurc.api.cli import app
from iurc.graph.errors import BadUsage
from iurc.graph.template import NAMES, load

RUN = CliRunner()


def write(*arguments: str | Path) -> list[Path]:
    """Write a template; give the files that the command names."""
    ended = RUN.invoke(app, ["template", "write", *map(str, arguments)], catch_exceptions=False)
    assert ended.exit_code == 0, ended.output
    return [Path(line) for line in ended.stdout.splitlines()]


def test_templates_are_listed_with_what_they_are_for() -> None:
    """One a line, the name first."""
    ended = RUN.invoke(app, ["template", "list"])
    lines = ended.stdout.splitlines()
    assert [line.split()[0] for line in lines] == list(NAMES)
    assert all(load(line.split()[0]).description in line for line in lines)


@pytest.mark.parametrize("form", ["csv", "tsv", "xlsx"])
def test_a_template_is_a_table_its_meaning_and_how_to_fill_it_in(tmp_path: Path, form: str) -> None:
    """Three files, named after the dataset."""
    files = write("pairings", "--to", tmp_path / "new", "--format", form, "--dataset", "sofia-pairings")
    names = [f"sofia-pairings.{form}{rest}" for rest in ("", "-metadata.json", "-README.md")]
    assert files == [tmp_path / "new" / name for name in names]
    described = json.loads(files[1].read_text(encoding="utf-8"))
    assert (described["url"], described["@id"]) == (names[0], "https://w3id.org/iurc/graph/sofia-pairings")
    assert files[2].read_text(encoding="utf-8").startswith("# Pairings\n")
    if form == "xlsx":
        assert openpyxl.load_workbook(files[0]).sheetnames == ["Pairings", "How to fill in", "Lists"]
    else:
        # The mark by which Excel knows UTF-8.
        assert files[0].read_bytes().startswith(b"\xef\xbb\xbfShort name")


def test_a_workbook_offers_what_the_graph_knows(tmp_path: Path) -> None:
    """The names of the register, their countries and the topics."""
    (path, *_) = write("pairings", "--to", tmp_path, "--format", "xlsx")
    lists = openpyxl.load_workbook(path)["Lists"]
    offered = {column[0].value: {cell.value for cell in column[1:]} for column in lists.iter_cols()}
    assert {"Bratislava", "Da Nang"} <= offered["EU city or region"]
    assert {"SK", "TH"} <= offered["EU country"]
    assert "urban-mobility" in offered["Topics"]


def test_dates_can_be_of_the_buddhist_era(tmp_path: Path) -> None:
    """The metadata and the instructions say so."""
    (_, described, readme) = write("events", "--to", tmp_path, "--calendar", "buddhist")
    assert '"iurc:calendar": "buddhist"' in described.read_text(encoding="utf-8")
    assert "the Buddhist Era" in readme.read_text(encoding="utf-8")


def test_nothing_is_written_over_unless_it_is_said(tmp_path: Path) -> None:
    """A sheet that is filled in already is not lost."""
    (path, *_) = write("events", "--to", tmp_path)
    path.write_text("filled in")
    ended = RUN.invoke(app, ["template", "write", "events", "--to", str(tmp_path)])
    assert isinstance(ended.exception, BadUsage)
    assert "is there already" in str(ended.exception)
    assert path.read_text() == "filled in"
    write("events", "--to", tmp_path, "--force")
    assert path.read_text() != "filled in"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("event",), "there is no template 'event' (did you mean 'events'?)"),
        (
            ("events", "--dataset", "My Events"),
            "'My Events' cannot be the name of a dataset (use one like 'my-events')",
        ),
        (("events", "--to", "/dev/null/x"), "cannot be written to"),
    ],
)
def test_mistakes_are_told(arguments: tuple[str, ...], message: str) -> None:
    """What is wrong and what to do; no file is left behind."""
    ended = RUN.invoke(app, ["template", "write", *arguments])
    assert isinstance(ended.exception, BadUsage)
    assert message in str(ended.exception)

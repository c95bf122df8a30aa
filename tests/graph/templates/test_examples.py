"""Each template filled in: as text and as a workbook it says the same, passes the judge, and is refused where it is wrong."""

import csv
import io
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from iurc.graph import shipped, template, template_workbook, verdict
from iurc.graph.candidate import Candidate
from iurc.graph.errors import InputProblems, IurcError
from iurc.graph.examining import examine
from iurc.graph.reading import Request, read
from iurc.graph.register import Register
from iurc.graph.release import Release
from iurc.graph.template import NAMES, Calendar, Form
from iurc.shapes.report import Finding, Severity

EXAMPLES = Path(__file__).parent / "examples"
NUMBERS = {"Latitude", "Longitude", "Population", "GeoNames number"}
Rows = list[list[str]]


@pytest.fixture(scope="module")
def register() -> Register:
    """The shipped register with the cities of the examples."""
    return shipped.register(EXAMPLES / "register.csv")


def rows_of(name: str) -> Rows:
    """Read the example of a template."""
    with (EXAMPLES / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))


def filled(folder: Path, name: str, form: Form, rows: Rows, calendar: Calendar = Calendar.GREGORIAN) -> Path:
    """Fill a template in, as a person would: the given file, below its header."""
    path = folder / f"{name}.{form.value}"
    made = template.load(name)
    Path(f"{path}-metadata.json").write_text(made.metadata(path.name, calendar=calendar), encoding="utf-8")
    if form is Form.XLSX:
        book = openpyxl.load_workbook(io.BytesIO(template_workbook.write(made, {})))
        _fill(book.worksheets[0], rows)
        book.save(path)
    else:
        with path.open("w", encoding="utf-8", newline="") as stream:
            delimiter = "\t" if form is Form.TSV else ","
            csv.writer(stream, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return path


def _fill(sheet: Worksheet, rows: Rows) -> None:
    for number, row in enumerate(rows[1:], 2):
        for index, text in enumerate(row, 1):
            if text:
                is_number = rows[0][index - 1] in NUMBERS and text.replace(".", "").isdigit()
                sheet.cell(number, index, float(text) if is_number else text)


def statements(path: Path, register: Register) -> set[str]:
    """Read a filled template; give its statements."""
    (candidate,) = read(Request([path]), register)
    return {str(quad) for quad in candidate.quads}


@pytest.mark.parametrize("name", NAMES)
def test_text_and_workbook_say_the_same(tmp_path: Path, register: Register, name: str) -> None:
    """CSV, TSV and xlsx give identical statements, and each row gives some."""
    found = [statements(filled(tmp_path, name, form, rows_of(name)), register) for form in Form]
    assert found[0] == found[1] == found[2]
    assert len(found[0]) > 10 * (len(rows_of(name)) - 1)


def test_real_dates_of_a_sheet_are_as_precise_as_they_show(tmp_path: Path, register: Register) -> None:
    """A day, a month and a year that the spreadsheet program took for dates are what was typed."""
    rows = rows_of("events")
    path = filled(tmp_path, "events", Form.XLSX, rows)
    expected = statements(path, register)
    book = openpyxl.load_workbook(path)
    sheet, column = book.worksheets[0], rows[0].index("First day") + 1
    for number, (day, shown) in enumerate(
        (
            (date(2022, 5, 17), "dd/mm/yyyy"),
            (date(2022, 9, 5), "d-mmm-yy"),
            (date(2021, 1, 1), "yyyy"),
        ),
        2,
    ):
        sheet.cell(number, column, day).number_format = shown
    book.save(path)
    assert statements(path, register) == expected


@pytest.mark.parametrize("form", Form)
def test_dates_of_the_buddhist_era(tmp_path: Path, register: Register, form: Form) -> None:
    """In the variant of a template they are converted and kept as they were written; in the other one they are refused with the hint."""
    rows = rows_of("pairings")
    thai = [
        [cell.replace("2022", "2565") if index == 8 else cell for index, cell in enumerate(row)]
        for row in rows
    ]
    thai[1][9] = "2566"
    path = filled(tmp_path, "pairings", form, thai, Calendar.BUDDHIST)
    found = statements(path, register)
    stated = {each for each in found if "Stated>" in each}
    assert found - stated == statements(filled(tmp_path, "pairings", form, rows), register)
    assert len(stated) == 6
    with pytest.raises(InputProblems, match="Buddhist Era"):
        read(Request([filled(tmp_path, "pairings", form, thai)]), register)


@pytest.fixture(scope="module")
def judged(shipped_release: Release) -> Callable[[Sequence[Candidate]], list[Finding]]:
    """The judge of imports on top of the shipped facts: what it finds, with places."""
    present, before = list(shipped_release.quads()), verdict.of(shipped_release.path)
    return lambda candidates: list(examine(present, candidates, before=before).report.findings)


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory, register: Register) -> dict[str, Candidate]:
    """All examples, as imports."""
    folder = tmp_path_factory.mktemp("examples")
    paths = {name: filled(folder, name, Form.CSV, rows_of(name)) for name in NAMES}
    return {name: read(Request([path]), register)[0] for name, path in paths.items()}


def test_the_judge_finds_nothing(
    judged: Callable[..., list[Finding]], examples: dict[str, Candidate]
) -> None:
    """Neither violation nor warning nor remark."""
    assert judged(list(examples.values())) == []


# Template, row of the example, title of the column, what is written there, and a part of the message.
MISREAD = [
    ("cities", 2, "Name", "Nakhon Sri Thammarat", "did you mean 'Nakhon Si Thammarat'"),
    ("cities", 1, "Country", "Bulgaria", "does not match [A-Z]{2}"),
    ("cities", 1, "Kind", "town", "none of the kinds that the mapping knows"),
    ("cities", 1, "Latitude", "142.15", "is not at most 90"),
    ("cities", 1, "Population", "about 346893", "is not a whole number"),
    ("cities", 1, "GeoNames number", "https://www.geonames.org/728193", "does not match"),
    ("cities", 2, "Language of that name", "thai", "language tag"),
    ("cities", 2, "Language of that name", "", "which is empty here"),
    ("participants", 1, "City, region or body", "Plovdiw", "did you mean 'Plovdiv'"),
    ("participants", 1, "Strand", "iurc2-asia", "is none of the values that stand here"),
    ("participants", 2, "Partner recorded", "perhaps", "is neither 'yes' nor 'no'"),
    ("participants", 2, "Short name", "plovdiv-asia-2", "stands in row 2 already"),
    ("pairings", 1, "EU city or region", "", "a value is required here"),
    ("pairings", 2, "Partner country", "VN", "it is known in JP"),
    ("pairings", 1, "Start", "May 2022", "is not of the form YYYY"),
    ("pairings", 2, "Start", "2022-11-31", "2022-11-31"),
    ("pairings", 1, "Confidence", "sure", "is none of the values that stand here"),
    ("pairings", 1, "Short name", "Plovdiv – Da Nang", "does not match"),
    ("organisations", 2, "Role", "payer", "is none of the values that stand here"),
    ("organisations", 1, "Home page", "www.example.org/agency", "absolute"),
    ("organisations", 3, "Phase or strand", "III", "is none of the values that stand here"),
    ("events", 2, "City", "Danang", "did you mean 'Da Nang'"),
    ("events", 3, "First day", "2564", "Buddhist Era"),
    ("events", 1, "Source address", "https://example.org/a b", "space"),
]


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("fault", MISREAD, ids=lambda fault: "-".join(map(str, fault[:3])))
def test_a_cell_that_cannot_be_read_is_told_at_its_place(
    tmp_path: Path, register: Register, form: Form, fault: tuple[str, int, str, str, str]
) -> None:
    """Row and column, in words too; in a workbook with the name of the cell."""
    name, row, title, text, message = fault
    rows = rows_of(name)
    column = rows[0].index(title)
    rows[row][column] = text
    with pytest.raises(IurcError) as caught:
        read(Request([filled(tmp_path, name, form, rows)]), register)
    problem = caught.value
    assert not isinstance(problem, InputProblems), [str(each) for each in problem.problems]
    assert message in str(problem)
    assert problem.position
    assert _cell(problem, rows[row], form) == (row + 1, column)
    assert problem.message.startswith(f"row {row + 1}, column '{title}'")
    if form is Form.XLSX:
        assert f"({template.load(name).title}!{chr(65 + column)}{row + 1})" in problem.message


def _cell(problem: IurcError, row: list[str], form: Form) -> tuple[int, int]:
    """Tell which cell a position points to: in a text by counting characters, in a sheet by its column."""
    assert problem.position
    assert problem.position.column
    if form is Form.XLSX:
        return problem.position.line, problem.position.column - 1
    delimiter = "\t" if form is Form.TSV else ","
    written = io.StringIO()
    starts = []
    for text in row:
        starts.append(len(written.getvalue()) + 1)
        csv.writer(written, delimiter=delimiter, lineterminator=delimiter).writerow([text])
        if not text:
            # A row of one empty cell is quoted, an empty cell among others is not.
            written = io.StringIO(written.getvalue()[:-3] + delimiter)
            written.seek(0, io.SEEK_END)
    return problem.position.line, starts.index(problem.position.column)


# What can be read but cannot be true: also the cell that is to blame.
UNTRUE: list[tuple[str, int, str, dict[str, str], str]] = [
    (
        "cities",
        1,
        "GeoNames number",
        {"GeoNames number": "3060972"},
        "Another place claims to be exactly the same",
    ),
    (
        "participants",
        1,
        "City, region or body",
        {"City, region or body": "Sofia", "Partner recorded": ""},
        "enrolled in the strand twice",
    ),
    ("pairings", 1, "Topics", {"Topics": "urban mobility"}, "There is no such topic"),
    ("pairings", 1, "Partner city or region", {"Strand": "iurc2-china"}, "not in a partner country"),
    ("pairings", 1, "Start", {"End": "2021"}, "ends before it starts"),
    ("organisations", 1, "Part of", {"Part of": "nobody"}, "must be a body that is described"),
    ("events", 2, "Pairing", {"Pairing": "nothing"}, "must be a cooperation that is described"),
    ("events", 3, "Country", {"Country": "QQ"}, "There is no such country"),
]


@pytest.mark.parametrize("fault", UNTRUE, ids=lambda fault: "-".join(map(str, fault[:3])))
def test_what_cannot_be_true_is_found_in_its_row(
    tmp_path: Path,
    register: Register,
    judged: Callable[..., list[Finding]],
    examples: dict[str, Candidate],
    fault: tuple[str, int, str, dict[str, str], str],
) -> None:
    """The judge points into the sheet: the row always, and the cell where one is to blame."""
    name, row, title, change, message = fault
    rows = rows_of(name)
    for key, text in change.items():
        rows[row][rows[0].index(key)] = text
    path = filled(tmp_path, name, Form.XLSX, rows)
    (wrong,) = read(Request([path]), register)
    found = [
        each
        for each in judged([*(examples[other] for other in NAMES if other != name), wrong])
        if each.severity is Severity.VIOLATION and message in each.message
    ]
    assert found
    places = {each.position for each in found}
    assert {(place.file, place.line) for place in places if place} == {(str(path), row + 1)}
    assert rows[0].index(title) + 1 in {place.column for place in places if place}


@pytest.mark.slow
def test_a_city_officer_imports_them(tmp_path: Path, shipped_data: Path) -> None:
    """The command line, from the template to the release; importing the same as a workbook changes nothing."""
    data = tmp_path / "data"
    shutil.copytree(shipped_data, data)
    arguments = ["--register", str(EXAMPLES / "register.csv"), "--data", str(data)]
    for form, told in ((Form.CSV, "statements in, 0 out"), (Form.XLSX, "nothing changes")):
        files = [str(filled(tmp_path, name, form, rows_of(name))) for name in NAMES]
        command = [sys.executable, "-m", "iurc.api", "import", *files, *arguments]
        ended = subprocess.run(command, capture_output=True, text=True, check=False)
        assert (ended.returncode, told in ended.stderr) == (0, True), ended.stderr

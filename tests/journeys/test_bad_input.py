"""Bad input at the command line: one clear message with place and remedy, exit code 1 or 2, nothing stored."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

PREFIXES = """@prefix iurc: <https://w3id.org/iurc/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix id: <https://w3id.org/iurc/id/> .
"""
COLUMNS = [
    {"name": "id", "suppressOutput": True},
    {"name": "label", "propertyUrl": "skos:prefLabel", "iurc:langFrom": "lang"},
    {"name": "lang", "suppressOutput": True},
    {"name": "start", "propertyUrl": "iurc:start", "iurc:bounds": "start"},
    {"name": "city", "suppressOutput": True},
    {
        "name": "country",
        "propertyUrl": "iurc:inCountry",
        "valueUrl": "https://w3id.org/iurc/id/country/{country}",
    },
    {"name": "page", "propertyUrl": "prov:wasDerivedFrom", "valueUrl": "{+page}"},
    {"name": "type", "virtual": True, "propertyUrl": "rdf:type", "valueUrl": "iurc:Event"},
]
HEADER = "id,label,lang,start,city,country,page\n"
GOOD = "ev-1,Kick-off,en,2021-09-15,Sofia,BG,https://www.iurc.eu/about/\n"


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command with a data directory in the folder."""
    command = [sys.executable, "-m", "iurc.api", *arguments, "--data", str(folder / "data")]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)


def metadata(folder: Path, columns: list[dict[str, object]] = COLUMNS) -> None:
    """Describe events.csv."""
    described = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "@id": "https://w3id.org/iurc/graph/events",
        "url": "events.csv",
        "tableSchema": {"aboutUrl": "https://w3id.org/iurc/id/event/{id}", "columns": columns},
    }
    (folder / "csv-metadata.json").write_text(json.dumps(described))


# Name of the file, its bytes, then what the one message must say: place and a part of the words.
UNREADABLE: dict[str, tuple[str, bytes, str, str]] = {
    "a file that does not parse": ("a.ttl", b"<urn:a> <urn:b> .", "a.ttl:1:17", "mend the file"),
    "an IRI with a space": ("a.nt", b"<urn:a> <urn:b> <urn:c d> .\n", "a.nt:1:17", "%20"),
    "a language tag that is none": (
        "a.ttl",
        b'<urn:a> <urn:b> "x"@englishlanguage .',
        "a.ttl:1:21",
        "BCP 47",
    ),
    "a 0-byte file": ("a.ttl", b"", "a.ttl:1", "the file is empty"),
    "a file that is not UTF-8": (
        "a.ttl",
        b'<urn:a> <urn:b>\n "\xff" .',
        "a.ttl:2:3",
        "save the file as UTF-8",
    ),
    "a file cut in the middle": (
        "a.ttl",
        b"<urn:a> <urn:b> <urn:c> ;\n  <urn:d> <ur",
        "a.ttl:2:",
        "written whole",
    ),
    "RDF/XML cut in the middle": (
        "a.rdf",
        b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n',
        "a.rdf:2:1",
        "written whole",
    ),
    "an unknown ending": ("a.docx", b"x", "a.docx", ".ttl"),
    "a table: a 0-byte file": ("events.csv", b"", "events.csv:1", "empty"),
    "a table: a year of the Buddhist Era": (
        "events.csv",
        (HEADER + GOOD.replace("2021-09-15", "2559")).encode(),
        "events.csv:2:18",
        "Buddhist Era",
    ),
    "a table: a language tag that is none": (
        "events.csv",
        (HEADER + GOOD.replace(",en,", ",englisch,")).encode(),
        "events.csv:2:15",
        "BCP 47",
    ),
    "a table: an IRI with a space": (
        "events.csv",
        (HEADER + GOOD.replace("/about/", "/a b/")).encode(),
        "events.csv:2:38",
        "space",
    ),
    "a table: a row cut in the middle": (
        "events.csv",
        (HEADER + GOOD + 'ev-2,"Kick').encode(),
        "events.csv:3",
        "quote",
    ),
    "a table: a date that is none": (
        "events.csv",
        (HEADER + GOOD.replace("2021-09-15", "2021-13-15")).encode(),
        "events.csv:2:18",
        "2021-13-15",
    ),
    "a table: bytes that are not UTF-8": (
        "events.csv",
        HEADER.encode() + b"ev-1,Caf\xe9,en,2021,Sofia,BG,https://a.b/\n",
        "events.csv:2:9",
        "UTF-8",
    ),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_is_told_once_and_nothing_is_stored(tmp_path: Path, name: str) -> None:
    """Exit code 2, one message with place and remedy, no traceback, no data directory."""
    file, data, place, words = UNREADABLE[name]
    (tmp_path / file).write_bytes(data)
    metadata(tmp_path)
    ended = run(tmp_path, "import", file)
    assert ended.returncode == 2, ended.stderr
    assert place in ended.stderr
    assert words in ended.stderr
    assert ended.stderr.count("error: ") == 1
    assert "Traceback" not in ended.stderr
    assert not (tmp_path / "data").exists()


def test_a_mapping_that_names_a_missing_column(tmp_path: Path) -> None:
    """The metadata's own line is told, with the name that is not there."""
    metadata(
        tmp_path,
        [
            *COLUMNS[:-1],
            {"virtual": True, "name": "v", "propertyUrl": "iurc:note", "valueUrl": "urn:{nothing}"},
        ],
    )
    (tmp_path / "events.csv").write_text(HEADER + GOOD)
    ended = run(tmp_path, "import", "events.csv")
    assert ended.returncode == 2
    assert "csv-metadata.json:1:" in ended.stderr
    assert "nothing" in ended.stderr
    assert not (tmp_path / "data").exists()


def test_a_200_mb_file(tmp_path: Path) -> None:
    """A file over the limit is refused at once, with the setting that raises it."""
    with (tmp_path / "big.nt").open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    ended = run(tmp_path, "import", "big.nt")
    assert ended.returncode == 2
    assert "big.nt:1: error: the file has 200.0 MiB" in ended.stderr
    assert "IURC_MAX_BYTES" in ended.stderr


# What the judge refuses: Turtle after the prefixes (five lines), then line and a part of the message.
REFUSED: dict[str, tuple[str, int, str]] = {
    "a wrong country code": (
        'id:place\\/xx a iurc:City, iurc:Place ; skos:prefLabel "X"@en ;\n iurc:inCountry id:country\\/UK .',
        7,
        "United Kingdom GB",
    ),
    "a year of the Buddhist Era": (
        'id:phase\\/x a iurc:Phase ;\n iurc:start "2559"^^xsd:gYear .',
        7,
        "2559 is 2016",
    ),
    "an end before a start": (
        (
            'id:phase\\/x a iurc:Phase ; iurc:start "2020"^^xsd:gYear ; iurc:startEarliest "2020-01-01"^^xsd:date ; iurc:startLatest "2020-12-31"^^xsd:date ;\n'
            ' iurc:end "2016"^^xsd:gYear ; iurc:endEarliest "2016-01-01"^^xsd:date ; iurc:endLatest "2016-12-31"^^xsd:date .'
        ),
        6,
        "end",
    ),
    "a pairing without a source": (
        'id:cooperation\\/x a iurc:CityPairing, iurc:Cooperation ;\n skos:prefLabel "A – B"@en .',
        6,
        "prov:wasDerivedFrom",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_wrong_is_refused_with_its_line(tmp_path: Path, name: str) -> None:
    """Exit code 1, a finding at the line that says what to do, nothing stored."""
    text, line, words = REFUSED[name]
    (tmp_path / "a.ttl").write_text(PREFIXES + text)
    ended = run(tmp_path, "import", "a.ttl")
    assert ended.returncode == 1, ended.stderr
    paragraphs = [part for part in ended.stdout.split("a.ttl:") if words in part]
    assert any(part.startswith(f"{line}:") for part in paragraphs), ended.stdout
    assert "nothing was stored" in ended.stderr
    assert not list((tmp_path / "data").rglob("*.sst"))


def test_good_input_passes_the_same_gate(tmp_path: Path) -> None:
    """The table of the cases above is fine without its faults, against the shipped country it names."""
    metadata(tmp_path)
    (tmp_path / "events.csv").write_text(HEADER + GOOD)
    ended = run(tmp_path, "import", "events.csv", "--fail-on", "none")
    assert ended.returncode == 0, ended.stderr
    assert "statements in" in ended.stderr


@pytest.mark.parametrize(
    ("arguments", "advice"),
    [
        (["a.nt", "--diff", "x"], "say --dry-run too"),
        (["--commit", "0", "--dry-run"], "leave out --dry-run"),
        (["a.nt", "--shipped"], "name files, or say --shipped"),
        ([], "name files, or say --shipped"),
    ],
)
def test_options_that_contradict_each_other_are_told(
    tmp_path: Path, arguments: list[str], advice: str
) -> None:
    """No option is passed over in silence."""
    (tmp_path / "a.nt").write_text("<urn:a> <urn:b> <urn:c> .\n")
    ended = run(tmp_path, "import", *arguments)
    assert ended.returncode == 2
    assert advice in ended.stderr
    assert not (tmp_path / "data").exists()


def test_a_runaway_constraint_is_stopped_and_never_a_pass(tmp_path: Path) -> None:
    """At the deadline the judgement ends as not done: exit code 3, and what to try."""
    (tmp_path / "many.nt").write_text("".join(f'<urn:{n}> <urn:b> "{n}" .\n' for n in range(300)))
    (tmp_path / "shapes.ttl").write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . <urn:s> a sh:NodeShape ; sh:targetSubjectsOf <urn:b> ;"
        ' sh:sparql [ sh:message "x" ; sh:select "SELECT $this WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l .'
        " FILTER(?c = 'none') $this ?x ?y }\" ] ."
    )
    command = ["validate", "many.nt", "--shapes", "shapes.ttl", "--timeout", "2"]
    ended = run(tmp_path, *command)
    assert ended.returncode == 3
    assert "stopped after 2" in ended.stderr
    assert ended.stdout == ""

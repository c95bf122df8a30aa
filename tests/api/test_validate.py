"""`iurc validate` as a person or a CI job calls it: forms, files, exit codes."""

import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse, serialize

Run = Callable[..., "subprocess.CompletedProcess[str]"]
SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <http://e.org/> .
ex:Person a sh:NodeShape ; sh:targetClass ex:Person ; sh:property ex:Age , ex:Name .
ex:Age sh:path ex:age ; sh:maxInclusive 120 ; sh:message "Too old."@en , "Zu alt."@de .
ex:Name sh:path ex:name ; sh:minCount 1 ; sh:severity sh:Warning ; sh:message "Add a name."@en .
"""
DATA = "@prefix ex: <http://e.org/> .\nex:ann a ex:Person ;\n\tex:age 130 .\n"
SOUND = '@prefix ex: <http://e.org/> .\nex:ann a ex:Person ; ex:age 30 ; ex:name "Ann" .\n'


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Call `iurc validate` in a folder with shapes and data of somebody else."""
    for name, text in (("shapes.ttl", SHAPES), ("data.ttl", DATA), ("sound.ttl", SOUND)):
        (tmp_path / name).write_text(text, encoding="utf-8")

    def call(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
        kept = {
            key: each
            for key, each in os.environ.items()
            if not key.startswith(("IURC", "LC_", "LANG", "GITHUB"))
        }
        return subprocess.run(
            [sys.executable, "-m", "iurc.api", "validate", *arguments],
            cwd=tmp_path,
            env={**kept, "IURC_DATA": str(tmp_path / "none"), "PYTHONUTF8": "1", **environment},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    return call


def test_text(run: Run) -> None:
    """The report shows the line with carets, the counts, and the exit code refuses."""
    done = run("data.ttl", "--shapes", "shapes.ttl")
    assert done.returncode == 1
    assert 'data.ttl:3:9: violation: <http://e.org/age> "130"^^xsd:integer' in done.stdout
    assert "      3 |  ex:age 130 .\n        |         ^^^\n" in done.stdout
    assert done.stdout.endswith("1 of 1 shape looked at 1 node.\n1 violation, 1 warning.\n")
    assert "\x1b" not in done.stdout
    assert "\x1b[1;31m" in run("data.ttl", "--shapes", "shapes.ttl", FORCE_COLOR="1").stdout


@pytest.mark.parametrize(("level", "code"), [("violation", 1), ("warning", 1), ("info", 1), ("none", 0)])
def test_fail_on(run: Run, level: str, code: int) -> None:
    """The threshold decides on the exit code; the report is written either way."""
    done = run("data.ttl", "--shapes", "shapes.ttl", "--fail-on", level)
    assert (done.returncode, "1 violation, 1 warning." in done.stdout) == (code, True)


def test_every_form(run: Run, tmp_path: Path) -> None:
    """One judgement is written in several forms at once, each whole; one line for each file tells what went into it."""
    names = ("json", "sarif", "junit", "github", "gitlab", "html", "turtle", "jsonld")
    reports = [part for name in names for part in ("--report", f"{name}=out.{name}")]
    done = run("data.ttl", "--shapes", "shapes.ttl", *reports)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [f"out.{name}: 1 violation, 1 warning." for name in names]
    told = {name: (tmp_path / f"out.{name}").read_text(encoding="utf-8") for name in names}
    assert len(json.loads(told["json"])["findings"]) == 2
    assert json.loads(told["json"])["coverage"]["focusNodes"] == 1
    rules = json.loads(told["sarif"])["runs"][0]["tool"]["driver"]["rules"]
    assert {rule["id"] for rule in rules} == {"http://e.org/Age/MaxInclusive", "http://e.org/Name/MinCount"}
    assert rules[0]["help"]["text"] == "Too old."
    assert ET.fromstring(told["junit"]).get("failures") == "1"  # noqa: S314 - written by ourselves
    assert told["github"].startswith("::error col=9,file=data.ttl,line=3,")
    assert [issue["location"]["lines"]["begin"] for issue in json.loads(told["gitlab"])] == [3, 2]
    assert "data.ttl:3:9" in told["html"]
    assert len(list(parse(told["turtle"], format=RdfFormat.TURTLE))) == len(
        list(parse(told["jsonld"], format=RdfFormat.JSON_LD))
    )


def test_output(run: Run, tmp_path: Path) -> None:
    """With --output nothing goes to stdout; a file that cannot be written is bad usage."""
    done = run("data.ttl", "--shapes", "shapes.ttl", "--format", "sarif", "--output", "o.sarif")
    assert (done.returncode, done.stdout) == (1, "")
    assert json.loads((tmp_path / "o.sarif").read_bytes())["version"] == "2.1.0"
    done = run("sound.ttl", "--shapes", "shapes.ttl", "--output", "missing/o.txt")
    assert done.returncode == 2
    assert "cannot be written to missing/o.txt" in done.stderr
    assert run("sound.ttl", "--shapes", "shapes.ttl", "--report", "pdf=x").returncode == 2
    assert run("sound.ttl", "--shapes", "shapes.ttl", "--format", "pdf").returncode == 2


def test_coverage(run: Run, tmp_path: Path) -> None:
    """A pass in which no shape met anything fails when coverage is required, and is told either way."""
    (tmp_path / "other.ttl").write_text("<urn:a> <urn:b> 1 .", encoding="utf-8")
    done = run("other.ttl", "--shapes", "shapes.ttl")
    assert done.returncode == 0
    assert "No shape met anything in the data" in done.stdout
    done = run("other.ttl", "--shapes", "shapes.ttl", "--require-coverage")
    assert done.returncode == 1
    assert "refused: no shape met anything" in done.stderr
    assert run("sound.ttl", "--shapes", "shapes.ttl", "--require-coverage").returncode == 0


@pytest.mark.parametrize(
    ("ending", "form"), [(".nt", RdfFormat.N_TRIPLES), (".trig", RdfFormat.TRIG), (".owl", RdfFormat.RDF_XML)]
)
def test_shapes_in_any_syntax(run: Run, tmp_path: Path, ending: str, form: RdfFormat) -> None:
    """Shapes may be written in any syntax that data may be written in, for the verdict and for all that is told of them."""
    quads = parse(SHAPES.encode(), format=RdfFormat.TURTLE)
    (tmp_path / f"rules{ending}").write_bytes(serialize((quad.triple for quad in quads), format=form) or b"")
    done = run("data.ttl", "--shapes", f"rules{ending}", "--format", "sarif")
    assert done.returncode == 1, done.stderr
    assert json.loads(done.stdout)["runs"][0]["tool"]["driver"]["rules"][0]["help"]["text"] == "Too old."


def test_any_name(run: Run, tmp_path: Path) -> None:
    """Files that are judged by other shapes may be called what graphs of ours are called, and have blanks."""
    for name in ("ontology.ttl", "shapes of mine.ttl", "100%.ttl"):
        (tmp_path / name).write_text(DATA, encoding="utf-8")
        done = run(name, "--shapes", "shapes.ttl")
        assert done.returncode == 1, done.stderr
        assert f"{name}:3:9: violation" in done.stdout


def test_language(run: Run) -> None:
    """Messages are in the language of the reader where the shapes have it, and English otherwise."""
    arguments = ("data.ttl", "--shapes", "shapes.ttl")
    for done in (
        run(*arguments, LANG="de_AT.UTF-8"),
        run(*arguments, "--lang", "de"),
        run(*arguments, IURC_LANG="de"),
    ):
        assert "Zu alt." in done.stdout
        assert "Add a name." in done.stdout
    assert "Too old." in run(*arguments, LANG="C").stdout


def test_names_from_the_root(run: Run, tmp_path: Path) -> None:
    """CI systems get names from the root of the checkout, wherever the command runs."""
    done = run(
        "data.ttl", "--shapes", "shapes.ttl", "--format", "gitlab", CI_PROJECT_DIR=str(tmp_path.parent)
    )
    assert {issue["location"]["path"] for issue in json.loads(done.stdout)} == {f"{tmp_path.name}/data.ttl"}


def test_unknown_terms(run: Run, tmp_path: Path) -> None:
    """Judged by our shapes, a misspelt term of ours is a violation at its place with the word that was meant."""
    (tmp_path / "ours.ttl").write_text(
        "@prefix iurc: <https://w3id.org/iurc/ontology#> .\n<urn:x> iurc:inFase <urn:y> .", encoding="utf-8"
    )
    done = run("ours.ttl", "--against", "none")
    assert done.returncode == 1
    assert "ours.ttl:2:9: violation: iurc:inFase" in done.stdout
    assert "Did you mean iurc:inPhase" in done.stdout

"""iurc.graph.importing: judged, committed and published as a whole, or not at all."""

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
import pytest

from iurc.graph import examining, importing, named_graph, release, store, verdict
from iurc.graph.candidate import Candidate, Mode, assemble
from iurc.graph.errors import Conflict, NotFound
from iurc.graph.parse import statements
from iurc.graph.source import take
from iurc.shapes.report import Severity

SOUND = """
@prefix iurc: <https://w3id.org/iurc/ontology#> .
<https://w3id.org/iurc/id/country/SK> a iurc:Country, iurc:Place ;
  <http://www.w3.org/2004/02/skos/core#prefLabel> "Slovakia"@en ;
  <http://www.w3.org/ns/prov#wasDerivedFrom> <https://example.org/page> .
<https://example.org/page> a iurc:Source ; <http://purl.org/dc/terms/title> "A page" .
"""
WRONG = (
    SOUND
    + """
<https://w3id.org/iurc/id/place/sk-bratislava> a iurc:City, iurc:Place ;
  <http://www.w3.org/2004/02/skos/core#prefLabel> "Bratislava"@en .
"""
)


def candidate(text: str, dataset: str = "mine", mode: Mode = Mode.REPLACE, name: str = "f.ttl") -> Candidate:
    """An import of a Turtle text."""
    source = take(name, text.encode(), "text/turtle")
    return assemble(
        named_graph.of_dataset(dataset),
        statements(source),
        [source],
        mode=mode,
        origin="https://example.org/",
    )


def files_below(folder: Path) -> dict[str, bytes]:
    """Every file with its bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def asked(data_dir: Path, query: str) -> bool:
    """Ask the current release."""
    current = release.current(data_dir)
    assert current is not None
    return bool(pyoxigraph.Store.read_only(str(current.store_path)).query(query))


def test_a_sound_import_becomes_the_current_release(tmp_path: Path) -> None:
    """The statements are in their graph, words and provenance in theirs, and the manifest counts them."""
    outcome = importing.run(tmp_path, [candidate(SOUND)])
    assert not outcome.refused
    assert outcome.release == release.current(tmp_path)
    assert asked(
        tmp_path,
        "ASK { GRAPH <https://w3id.org/iurc/graph/mine> { ?c a <https://w3id.org/iurc/ontology#Country> } }",
    )
    assert asked(
        tmp_path,
        """PREFIX prov: <http://www.w3.org/ns/prov#> ASK { GRAPH <https://w3id.org/iurc/graph/provenance> {
        <https://w3id.org/iurc/graph/mine> prov:wasGeneratedBy ?i . ?i prov:used ?f .
        ?f <http://purl.org/dc/terms/title> "f.ttl" ; prov:hadPrimarySource <https://example.org/> } }""",
    )
    assert outcome.release is not None
    assert outcome.release.manifest.triples == sum(1 for _ in outcome.release.quads())


def test_a_refused_import_leaves_every_byte_as_it_was(tmp_path: Path) -> None:
    """Nothing of a refused import is on disk, and the finding names the line."""
    importing.run(tmp_path, [candidate(SOUND)])
    before = files_below(tmp_path)
    outcome = importing.run(tmp_path, [candidate(WRONG, "other")])
    assert outcome.refused
    assert files_below(tmp_path) == before
    finding = outcome.report.at_or_above(Severity.VIOLATION)[0]
    assert finding.position is not None
    assert finding.position.line in {8, 9}


def test_imports_stand_or_fall_together(tmp_path: Path) -> None:
    """One wrong import of two keeps the other one out too."""
    assert importing.run(tmp_path, [candidate(SOUND), candidate(WRONG, "other")]).refused
    assert release.current(tmp_path) is None


def test_the_same_bytes_again_change_nothing(tmp_path: Path) -> None:
    """A second import of the same file publishes nothing and touches no file."""
    first = importing.run(tmp_path, [candidate(SOUND)])
    before = files_below(tmp_path)
    again = importing.run(tmp_path, [candidate(SOUND)])
    assert again.unchanged
    assert again.release == first.release
    assert files_below(tmp_path) == before


def test_the_same_facts_give_the_same_release_everywhere(tmp_path: Path) -> None:
    """Two data directories with the same imports agree on the release's name, whatever the clock says."""
    made = [importing.run(tmp_path / name, [candidate(SOUND)]).release for name in "ab"]
    assert made[0] is not None
    assert made[1] is not None
    assert made[0].id == made[1].id


def test_an_import_replaces_its_graph_and_add_merges(tmp_path: Path) -> None:
    """Without --add the old statements of the dataset are gone, with it they stay."""
    importing.run(tmp_path, [candidate(SOUND)])
    importing.run(tmp_path, [candidate("<urn:a> <urn:b> 1 .", mode=Mode.ADD)])
    has_country = (
        "ASK { GRAPH <https://w3id.org/iurc/graph/mine> { <https://w3id.org/iurc/id/country/SK> ?p ?o } }"
    )
    has_mine = "ASK { GRAPH <https://w3id.org/iurc/graph/mine> { <urn:a> <urn:b> 1 } }"
    assert asked(tmp_path, has_country)
    assert asked(tmp_path, has_mine)
    importing.run(tmp_path, [candidate("<urn:a> <urn:b> 2 .")])
    assert not asked(tmp_path, has_country)
    assert not asked(tmp_path, has_mine)


def test_a_proposal_tells_the_change_and_publishes_nothing(tmp_path: Path) -> None:
    """The counts are those of the real import, and no release is there afterwards."""
    dry = importing.propose(tmp_path / "data", [candidate(SOUND)])
    assert release.current(tmp_path / "data") is None
    real = importing.run(tmp_path / "data", [candidate(SOUND)])
    assert (dry.added, dry.removed) == (real.added, real.removed)
    assert dry.added > 0


def test_a_token_commits_exactly_what_was_judged_once(tmp_path: Path) -> None:
    """Committing by token gives the release that the import itself would give; a second time there is nothing."""
    text = SOUND + "<urn:a> <urn:b> [ <urn:c> 1 ] ."
    proposed = importing.propose(tmp_path / "a", [candidate(text)])
    assert proposed.token is not None
    committed = importing.redeem(tmp_path / "a", proposed.token).release
    direct = importing.run(tmp_path / "b", [candidate(text)]).release
    assert committed is not None
    assert direct is not None
    assert committed.id == direct.id
    assert {str(q) for q in committed.quads() if q.graph_name not in named_graph.ASIDE} == {
        str(q) for q in direct.quads() if q.graph_name not in named_graph.ASIDE
    }
    assert committed.manifest.imports[0].files == direct.manifest.imports[0].files
    assert verdict.of(committed.path) is not None
    assert verdict.of(committed.path) == verdict.of(direct.path)
    with pytest.raises(NotFound, match="no change with this token"):
        importing.redeem(tmp_path / "a", proposed.token)


def test_a_token_fails_when_the_base_has_moved(tmp_path: Path) -> None:
    """After another import the verdict no longer holds, and nothing is committed."""
    importing.run(tmp_path, [candidate(SOUND)])
    proposed = importing.propose(tmp_path, [candidate(SOUND + "<urn:a> <urn:b> 1 .")])
    assert proposed.token is not None
    moved = importing.run(tmp_path, [candidate("<urn:x> <urn:y> 1 .", "other")]).release
    with pytest.raises(Conflict, match="do the dry run again"):
        importing.redeem(tmp_path, proposed.token)
    assert release.current(tmp_path) == moved


@pytest.mark.parametrize("token", ["", "..", "../releases", "0" * 32])
def test_a_token_that_is_none_is_not_found(tmp_path: Path, token: str) -> None:
    """A guessed token, and one that points elsewhere, lead nowhere."""
    importing.run(tmp_path, [candidate(SOUND)])
    with pytest.raises(NotFound):
        importing.redeem(tmp_path, token)


def test_a_refused_proposal_gets_no_token(tmp_path: Path) -> None:
    """What would be refused cannot be committed later."""
    refused = importing.propose(tmp_path, [candidate(WRONG)])
    assert refused.refused
    assert refused.token is None


def test_a_proposal_shows_which_answers_change(tmp_path: Path) -> None:
    """A competency question that would be answered otherwise is named with its rows."""
    importing.run(tmp_path, [candidate(SOUND)])
    framed = (
        SOUND
        + """
<https://w3id.org/iurc/id/unknown/x> a iurc:Unknown ; iurc:unknownAbout <https://w3id.org/iurc/id/country/SK> ;
  iurc:unknownProperty <http://www.w3.org/2004/02/skos/core#altLabel> ; iurc:statedOn "2026-11-24"^^<http://www.w3.org/2001/XMLSchema#date> ;
  iurc:reason <https://w3id.org/iurc/id/reason/not-found> ; iurc:note "No other name was found."@en .
"""
    )
    proposed = importing.propose(tmp_path, [candidate(framed)])
    answers = {answer.question: answer for answer in proposed.answers}
    assert answers["unknowns-by-kind"].new
    assert not answers["unknowns-by-kind"].gone


def test_the_threshold_decides(tmp_path: Path) -> None:
    """With no threshold even a violation passes, and the report still tells it."""
    outcome = importing.run(tmp_path, [candidate(WRONG)], fail_on=None)
    assert outcome.release is not None
    assert outcome.report.at_or_above(Severity.VIOLATION)


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A disk that is full when the new release is synced."""

    def refuse(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(store.os, "fsync", refuse)
    yield
    monkeypatch.undo()


def test_a_full_disk_leaves_the_old_release_current(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """The import fails with the system's error; what was begun is gone and the old release still answers."""
    importing.run(tmp_path, [candidate(SOUND)])
    before = files_below(tmp_path)
    request.getfixturevalue("full_disk")
    with pytest.raises(OSError, match="No space left"):
        importing.run(tmp_path, [candidate(SOUND + "<urn:a> <urn:b> 1 .")])
    assert files_below(tmp_path) == before


def test_other_shapes_judge_exactly_the_given_statements(tmp_path: Path) -> None:
    """With shapes of one's own neither our shapes nor our facts take part."""
    shapes = tmp_path / "s.ttl"
    shapes.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . <urn:s> a sh:NodeShape ; sh:targetSubjectsOf <urn:b> ;"
        " sh:property [ sh:path <urn:b> ; sh:maxCount 1 ; sh:message 'one only' ] ."
    )
    report = examining.examine_by(examining.read_shapes([shapes]), [candidate("<urn:a> <urn:b> 1 ,\n 2 .")])
    (finding,) = report.findings
    assert finding.message == "one only"
    assert finding.position is not None
    assert finding.position.line == 2


def test_the_kept_verdict_is_that_of_a_full_judgement(tmp_path: Path) -> None:
    """After a row of imports the report kept beside the release is the one that judging everything gives."""
    steps = [
        candidate(SOUND),
        candidate(WRONG, "other"),
        candidate(SOUND.replace('"Slovakia"@en', '"Slovakia"@en, "Slowakei"@de'), "third"),
        candidate("<urn:a> <urn:b> 1 ."),
        candidate(SOUND, "other"),
    ]
    for step in steps:
        made = importing.run(tmp_path, [step], fail_on=None).release
        assert made is not None
        kept = verdict.of(made.path)
        assert kept is not None
        full = examining.examine(made.quads(), []).whole
        assert kept.findings == full.findings
        assert kept.origins == full.origins

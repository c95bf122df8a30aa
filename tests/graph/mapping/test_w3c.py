"""The W3C's own tests of csv2rdf (w3c/csvw, folder `tests`), as far as they are at hand.

Most of them ask for standard mode, which also describes the tables themselves; what the cells say is compared. Where a
test expects a warning and a result made of the rest, this product refuses, because a person should mend the file.
"""

import io
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest

from iurc.graph.errors import IurcError
from iurc.graph.mapping import metadata, table
from iurc.graph.register import Register

BASE = "http://www.w3.org/2013/csvw/tests/"
DESCRIBES = pyoxigraph.NamedNode("http://www.w3.org/ns/csvw#describes")

# Tests with a result that this product refuses, and why.
REFUSED = {
    **dict.fromkeys(("test023",), "columns are described, not made up"),
    **dict.fromkeys(("test034", "test035", "test273"), "tables lie beside their metadata"),
    **dict.fromkeys(("test116", "test118"), "files have no query component"),
    **dict.fromkeys(("test124",), "the header is that of the metadata"),
    **dict.fromkeys(("test155", "test187", "test190"), "the store would not keep the datatype"),
    **dict.fromkeys(("test232", "test234"), "no two rows share a primary key"),
}
# Tests whose result is another one here, and why.
OTHERWISE = {
    **dict.fromkeys(
        ("test117", "test119", "test121", "test123"),
        "metadata with one table describe any file they are named for",
    ),
    **dict.fromkeys(("test148", "test149"), "a title in any language names a column without a name"),
}
# Mistakes in what has no effect on the statements, and is not looked at.
WITHOUT_EFFECT = {
    "transformations": {"test082", "test088"},
    "foreign keys": {"test104", "test108", "test251", "test252", "test253", "test271", "test272"},
    "annotations": {f"test{number}" for number in (*range(134, 145), 146)},
}


def folder() -> Path:
    """Where the suite is: `IURC_W3C`, else `shared/w3c` beside the checkout."""
    named = os.environ.get("IURC_W3C")
    return (Path(named) if named else Path(__file__).parents[4] / "shared" / "w3c") / "csvw"


def entries() -> Iterator[Any]:
    """Give the tests that come with metadata; without any, nothing is mapped here."""
    manifest = folder() / "manifest-rdf.jsonld"
    if not manifest.is_file():
        return
    for entry in json.loads(manifest.read_text(encoding="utf-8"))["entries"]:
        if described_in(entry) is not None:
            yield pytest.param(entry, id=entry["id"].partition("#")[2])


def described_in(entry: Any) -> Path | None:
    """Find the metadata of a test."""
    action = folder() / entry["action"]
    if action.suffix != ".csv":
        return action
    named = entry["option"].get("metadata")
    return folder() / named if named else metadata.find(action)


def ours(entry: Any) -> set[str]:
    """Map the table of a test; give its canonical statements."""
    described = described_in(entry)
    assert described is not None
    base = BASE + described.relative_to(folder()).as_posix()
    action = folder() / entry["action"]
    if action.suffix == ".csv":
        group = metadata.load(described, base=base)
        chosen = table.table_for(group, action.name, str(described))
        found = table.collected(table.read(chosen, io.BytesIO(action.read_bytes()), str(action), Register()))
    else:
        found = table.map_tables(action, Register(), base=base)
    return canonical(pyoxigraph.Quad(each.subject, each.predicate, each.object) for each in found)


def theirs(entry: Any) -> set[str]:
    """Read the result of a test; give the canonical statements that its cells make."""
    path = folder() / entry["result"]
    store = pyoxigraph.Store()
    store.load(path.read_bytes(), format=pyoxigraph.RdfFormat.TURTLE, base_iri=BASE + entry["result"])
    todo: list[Any] = [quad.object for quad in store.quads_for_pattern(None, DESCRIBES, None)]
    if entry["option"].get("minimal"):
        return canonical(store)
    kept: dict[Any, list[pyoxigraph.Quad]] = {}
    while todo:
        node = todo.pop()
        if node not in kept:
            kept[node] = list(store.quads_for_pattern(node, None, None))
            todo += [quad.object for quad in kept[node] if isinstance(quad.object, pyoxigraph.BlankNode)]
    return canonical(quad for quads in kept.values() for quad in quads)


def canonical(quads: Any) -> set[str]:
    """Spell literals as the store does, and name blank nodes by what is said of them."""
    store = pyoxigraph.Store()
    store.extend(quads)
    dataset = pyoxigraph.Dataset(store)
    dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
    return {str(quad) for quad in dataset}


ENTRIES = list(entries())
if not ENTRIES:
    pytest.skip(f"the W3C's CSVW tests are not in {folder()} (set IURC_W3C)", allow_module_level=True)


def test_the_suite_is_whole() -> None:
    """All tests of the manifest were read."""
    assert len(ENTRIES) == 257


@pytest.mark.parametrize("entry", [each for each in ENTRIES if each.values[0]["type"] == "csvt:ToRdfTest"])
def test_results_are_those_of_the_suite(entry: Any) -> None:
    """Cells make the statements that the suite expects, but for listed tests with a stated reason."""
    name = entry["id"].partition("#")[2]
    if name in REFUSED:
        with pytest.raises(IurcError):
            ours(entry)
    elif name in OTHERWISE:
        assert ours(entry) != theirs(entry)
    else:
        assert ours(entry) == theirs(entry)


@pytest.mark.parametrize(
    "entry", [each for each in ENTRIES if each.values[0]["type"] == "csvt:ToRdfTestWithWarnings"]
)
def test_what_warrants_a_warning_is_refused_or_read_alike(entry: Any) -> None:
    """Nothing that the suite warns of is read in a third way."""
    try:
        found = ours(entry)
    except IurcError:
        return
    assert (found == theirs(entry)) == (entry["id"].partition("#")[2] not in OTHERWISE)


@pytest.mark.parametrize(
    "entry", [each for each in ENTRIES if each.values[0]["type"] == "csvt:NegativeRdfTest"]
)
def test_mistakes_are_refused(entry: Any) -> None:
    """Metadata that the suite calls mistaken are refused, unless the mistake is in what has no effect here."""
    if any(entry["id"].partition("#")[2] in names for names in WITHOUT_EFFECT.values()):
        ours(entry)
    else:
        with pytest.raises(IurcError):
            ours(entry)

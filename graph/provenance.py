"""Imports as PROV: what was read, when, by which version, into which graphs."""

from collections.abc import Iterator
from datetime import datetime

import pyoxigraph

from iurc.graph import named_graph
from iurc.graph.manifest import FileEntry, ImportEntry

_PROV = "http://www.w3.org/ns/prov#"
_DCTERMS = "http://purl.org/dc/terms/"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_ID = "https://w3id.org/iurc/id/"
_TYPE = pyoxigraph.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_LABEL = pyoxigraph.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")


def import_iri(sequence: int, number: int) -> str:
    """Name an import: the release it went into and its place among the imports of that release."""
    return f"{_ID}import/{sequence:04d}-{number}"


def of_import(
    entry: ImportEntry, started: datetime, ended: datetime, version: str
) -> Iterator[pyoxigraph.Quad]:
    """Describe one import.

    Args:
        entry: What the manifest says of it.
        started: When reading began.
        ended: When the verdict was given.
        version: Of `iurc`.

    Yields:
        Statements of the provenance graph.
    """
    activity = pyoxigraph.NamedNode(entry.iri)
    agent = pyoxigraph.NamedNode(f"{_ID}software/iurc-{version}")
    yield _quad(activity, _TYPE, _prov("Activity"))
    yield _quad(activity, _LABEL, pyoxigraph.Literal(f"Import of {', '.join(f.name for f in entry.files)}"))
    yield _quad(activity, _prov("startedAtTime"), _time(started))
    yield _quad(activity, _prov("endedAtTime"), _time(ended))
    yield _quad(activity, _prov("wasAssociatedWith"), agent)
    yield _quad(agent, _TYPE, _prov("SoftwareAgent"))
    yield _quad(agent, _LABEL, pyoxigraph.Literal(f"iurc {version}"))
    for file in entry.files:
        yield from _file(activity, file)
        if entry.source:
            yield _quad(_file_iri(file), _prov("hadPrimarySource"), pyoxigraph.NamedNode(entry.source))
    for name in entry.graphs:
        graph = pyoxigraph.NamedNode(name)
        yield _quad(graph, _TYPE, _prov("Entity"))
        yield _quad(graph, _prov("wasGeneratedBy"), activity)


def _file(activity: pyoxigraph.NamedNode, file: FileEntry) -> Iterator[pyoxigraph.Quad]:
    entity = _file_iri(file)
    yield _quad(activity, _prov("used"), entity)
    yield _quad(entity, _TYPE, _prov("Entity"))
    yield _quad(entity, _dcterms("title"), pyoxigraph.Literal(file.name))
    yield _quad(entity, _dcterms("identifier"), pyoxigraph.Literal(f"sha256:{file.sha256}"))
    yield _quad(entity, _dcterms("format"), pyoxigraph.Literal(file.media_type))
    yield _quad(entity, _dcterms("extent"), pyoxigraph.Literal(file.size))


def _file_iri(file: FileEntry) -> pyoxigraph.NamedNode:
    return pyoxigraph.NamedNode(f"{_ID}file/{file.sha256}")


def _quad(
    subject: pyoxigraph.NamedNode,
    predicate: pyoxigraph.NamedNode,
    object_: pyoxigraph.NamedNode | pyoxigraph.Literal,
) -> pyoxigraph.Quad:
    return pyoxigraph.Quad(subject, predicate, object_, named_graph.PROVENANCE)


def _time(moment: datetime) -> pyoxigraph.Literal:
    text = moment.isoformat(timespec="seconds").replace("+00:00", "Z")
    return pyoxigraph.Literal(text, datatype=pyoxigraph.NamedNode(_XSD + "dateTime"))


def _prov(name: str) -> pyoxigraph.NamedNode:
    return pyoxigraph.NamedNode(_PROV + name)


def _dcterms(name: str) -> pyoxigraph.NamedNode:
    return pyoxigraph.NamedNode(_DCTERMS + name)

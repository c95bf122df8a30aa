"""Consistency and classification of the ontology, by owlready2 and the HermiT reasoner (OWL 2 Direct Semantics).

An offline tool: no request reaches it, and everything else works without Java. Three habits of owlready2 shape
this file. It reads N-Triples and RDF/XML, and finds nothing in Turtle without a word, so it is given
N-Triples. It keeps one world for the whole process, so each check opens a world of its own. And it leaves its
temporary file behind when an ontology is inconsistent, so each check has a folder of its own, removed at the end.
"""

import io
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import owlready2
from rdflib import OWL, RDF, RDFS, Graph, URIRef

from iurc.ontology import terms
from iurc.ontology.load import load_ontology


class ReasonerError(Exception):
    """The reasoner gave no verdict; the ontology may be good or bad."""


class JavaMissingError(ReasonerError):
    """There is no Java on this machine, which HermiT needs."""

    def __init__(self) -> None:
        super().__init__(
            "HermiT needs Java and no `java` is on the PATH: install a Java runtime (11 or newer); "
            "the checks of profile and pitfalls work without it"
        )


@dataclass(frozen=True, slots=True)
class Consistency:
    """What the reasoner found.

    Attributes:
        consistent: whether the axioms and facts can be true together.
        unsatisfiable: IRIs of the classes that can have no member, sorted. Empty when inconsistent: then every
            class is.
        inferred: pairs of (class, superclass) IRIs that follow but are not stated, not even through other
            stated classes; sorted. They are worth a look: an axiom that says too much shows itself here.
    """

    consistent: bool
    unsatisfiable: tuple[str, ...] = ()
    inferred: tuple[tuple[str, str], ...] = ()

    @property
    def sound(self) -> bool:
        """Whether it is consistent and every class can have members."""
        return self.consistent and not self.unsatisfiable


def check(graph: Graph | None = None) -> Consistency:
    """Let HermiT judge a graph of axioms and facts.

    Literals of datatypes outside the OWL 2 datatype map (`xsd:date` is one) are ignored, as HermiT has no
    theory of them.

    Args:
        graph: what is judged; by default the ontology with its concept schemes. `owl:imports` in it are not
            followed.

    Raises:
        JavaMissingError: there is no Java.
        ReasonerError: the reasoner failed, for instance on an axiom outside OWL 2 DL.
    """
    if shutil.which(owlready2.JAVA_EXE) is None:
        raise JavaMissingError
    stated = load_ontology(concepts=True) if graph is None else graph
    with _scratch_folder(), _world(stated) as world:
        try:
            owlready2.sync_reasoner_hermit(world, debug=0, ignore_unsupported_datatypes=True)
        except owlready2.OwlReadyInconsistentOntologyError:
            return Consistency(consistent=False)
        except owlready2.OwlReadyJavaError as error:
            raise ReasonerError(f"HermiT failed: {_first_line(str(error))}") from error
        unsatisfiable = {cls.iri for cls in world.inconsistent_classes()} - {str(OWL.Nothing)}
        found = {
            (cls.iri, parent.iri)
            for cls in world.classes()
            for parent in cls.is_a
            if isinstance(parent, owlready2.ThingClass) and cls.iri not in unsatisfiable
        }
    known = {(str(OWL.Thing), str(OWL.Thing)), *_stated_superclasses(stated)}
    inferred = sorted(pair for pair in found - known if pair[1] != str(OWL.Thing))
    return Consistency(consistent=True, unsatisfiable=tuple(sorted(unsatisfiable)), inferred=tuple(inferred))


@contextmanager
def _world(graph: Graph) -> Iterator[owlready2.World]:
    """Open a world of owlready2 that holds this graph and nothing else."""
    triples = Graph()
    triples += (triple for triple in graph if triple[1] != OWL.imports)
    world = owlready2.World()
    try:
        ontology = world.get_ontology(terms.ONTOLOGY_IRI)
        ontology.load(fileobj=io.BytesIO(triples.serialize(format="nt", encoding="utf-8")), only_local=True)
        yield world
    finally:
        world.close()


@contextmanager
def _scratch_folder() -> Iterator[None]:
    """Let temporary files go to a folder that is removed afterwards."""
    usual = tempfile.tempdir
    with tempfile.TemporaryDirectory(prefix="iurc-reasoning-") as folder:
        tempfile.tempdir = folder
        try:
            yield
        finally:
            tempfile.tempdir = usual


def _stated_superclasses(graph: Graph) -> Iterator[tuple[str, str]]:
    """Yield each class with every superclass that is reached over stated rdfs:subClassOf."""
    for cls in graph.subjects(RDF.type, OWL.Class, unique=True):
        for parent in graph.transitive_objects(cls, RDFS.subClassOf):
            if isinstance(cls, URIRef) and isinstance(parent, URIRef):
                yield str(cls), str(parent)


def _first_line(text: str) -> str:
    """Return the line of a Java error that says what is wrong, without the stack trace."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    telling = [line for line in lines if "xception" in line or "rror" in line]
    return (telling[1:] or telling or lines or ["no message"])[0]

"""Imports before the judge: what they would make of the graph, and what is wrong with it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph
from rdflib import Graph

from iurc.graph import named_graph, source, vocabulary
from iurc.graph.candidate import Candidate, assemble
from iurc.graph.errors import InputProblems, NotFinished, Unreadable
from iurc.graph.own_terms import undeclared
from iurc.graph.parse import statements
from iurc.graph.position_index import PositionIndex
from iurc.graph.staging import Staged, stage
from iurc.shapes.data import from_oxigraph
from iurc.shapes.errors import IllFormedShapesError, NotJudgedError
from iurc.shapes.judge import judge
from iurc.shapes.meta import check_shapes
from iurc.shapes.narrowing.deadline import within
from iurc.shapes.narrowing.judging import NarrowedReport
from iurc.shapes.narrowing.verdict import judge_change
from iurc.shapes.report import Report, Severity

Notify = Callable[[str], None]
_SHAPES = named_graph.of_dataset("given-shapes")


@dataclass(frozen=True, slots=True)
class Examined:
    """What the judge says of imports.

    Attributes:
        staged: The change that they make.
        report: What concerns them, with places in their files. Warnings and remarks about things that they do not
            mention are left out; a violation never is.
        whole: The report on the whole graph as it would become.
    """

    staged: Staged
    report: Report
    whole: NarrowedReport


def examine(
    present: Iterable[pyoxigraph.Quad],
    candidates: Sequence[Candidate],
    notify: Notify = lambda _: None,
    *,
    language: str = "en",
    before: Report | None = None,
    deadline: float | None = None,
) -> Examined:
    """Judge imports against a state of the graph and write nothing.

    Terms of our namespace that the ontology does not declare are violations too: no shape would ever look at them.

    Args:
        present: The statements to judge against.
        candidates: The imports.
        notify: Told each step as it begins.
        language: The language of the messages, where the shapes have it.
        before: The whole report on `present`, by the same shapes and in English; with it only what the imports can
            have changed is judged.
        deadline: How many seconds the judgement may take; without a limit when left out.

    Raises:
        NotFinished: There is no verdict, or not in time.
    """
    notify("comparing")
    staged = stage(present, candidates, vocabulary.graphs())
    notify("judging")
    index = PositionIndex(candidates)
    store = pyoxigraph.Store()
    store.bulk_extend(pyoxigraph.Quad(*quad.triple) for quad in staged.to_judge())
    if before is None or language != "en" or named_graph.SHAPES in staged.changed:
        before = Report()
    with _told():
        whole = judge_change(
            store,
            before,
            _triples(staged.removals),
            _triples(staged.additions),
            language=language,
            deadline=deadline,
        )
    ontology = staged.contents.get(named_graph.ONTOLOGY, frozenset())
    concerned = Report(
        tuple(
            finding
            for finding in whole.findings
            if finding.severity is Severity.VIOLATION or index.mentions(finding.focus_node)
        )
        + tuple(undeclared(candidates, ontology))
    )
    return Examined(staged, concerned.with_positions(index.locate), whole)


def _triples(quads: Iterable[pyoxigraph.Quad]) -> list[pyoxigraph.Triple]:
    # A statement that another graph holds too has not changed for the judge; to look at it again does no harm.
    return [quad.triple for quad in quads if quad.graph_name not in named_graph.ASIDE]


def examine_by(
    shapes: Graph,
    candidates: Sequence[Candidate],
    notify: Notify = lambda _: None,
    *,
    language: str = "en",
    deadline: float | None = None,
) -> Report:
    """Judge imports by other shapes than ours: exactly their statements, against nothing.

    Args:
        shapes: The shapes; `read_shapes` reads them.
        candidates: The imports.
        notify: Told each step as it begins.
        language: The language of the messages, where the shapes have it.
        deadline: How many seconds the judgement may take; without a limit when left out.

    Raises:
        NotFinished: There is no verdict, or not in time.
        Unreadable: pySHACL cannot use the shapes, although they are well-formed.
    """
    notify("judging")
    data = from_oxigraph(quad for candidate in candidates for quad in candidate.quads)
    with _told():
        report = within(deadline, lambda: judge(data, shapes, language=language))
    return report.with_positions(PositionIndex(candidates).locate)


def read_shapes(paths: Iterable[Path]) -> Graph:
    """Read shapes of anybody into one graph, and hold them against the W3C's shapes of shapes.

    Args:
        paths: Files in any RDF syntax, told by their ending.

    Raises:
        BadUsage: There is no such file, or its ending names no syntax.
        Unreadable: A file does not parse.
        InputProblems: The shapes are not well-formed (SHACL, appendix C), each mistake with its place.
    """
    sources = [source.read(path) for path in paths]
    said = (
        each
        for read_from in sources
        for each in statements(read_from, base=read_from.path.absolute().as_uri() if read_from.path else None)
    )
    candidate = assemble(_SHAPES, said, sources)
    graph = from_oxigraph(candidate.quads)
    with _told():
        mistakes = check_shapes(graph).with_positions(PositionIndex([candidate]).locate)
    if mistakes.findings:
        raise InputProblems(
            [
                Unreadable(
                    f"the shape is not well-formed: {finding.message}",
                    remedy="mend the shape; SHACL, appendix C, lists what a shape may say",
                    position=finding.position,
                )
                for finding in mistakes.findings
            ]
        )
    return graph


@contextmanager
def _told() -> Iterator[None]:
    """Tell what is wrong with shapes or the judgement in the words of this package."""
    try:
        yield
    except IllFormedShapesError as error:
        raise Unreadable(error.message, remedy=error.remedy) from error
    except NotJudgedError as error:
        raise NotFinished(error.message, remedy=error.remedy) from error

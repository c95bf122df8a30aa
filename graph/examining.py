"""Imports before the judge: what they would make of the graph, and what is wrong with it."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pyoxigraph
import rdflib

from iurc.graph import named_graph, source, vocabulary
from iurc.graph.candidate import Candidate
from iurc.graph.errors import NotFinished, Unreadable
from iurc.graph.own_terms import undeclared
from iurc.graph.parse import statements
from iurc.graph.position_index import PositionIndex
from iurc.graph.staging import Staged, stage
from iurc.shapes.data import from_oxigraph
from iurc.shapes.errors import IllFormedShapesError, NotJudgedError
from iurc.shapes.judge import judge
from iurc.shapes.report import Report, Severity

Notify = Callable[[str], None]


def examine(
    present: Iterable[pyoxigraph.Quad],
    candidates: Sequence[Candidate],
    notify: Notify = lambda _: None,
    *,
    language: str = "en",
) -> tuple[Staged, Report]:
    """Judge imports against a state of the graph and write nothing.

    Args:
        present: The statements to judge against.
        candidates: The imports.
        notify: Told each step as it begins.
        language: The language of the messages, where the shapes have it.

    Returns:
        The change and the report on the graph as it would become. Warnings and remarks about things that the imports
        do not mention are left out; a violation never is. Terms of our namespace that the ontology does not declare
        are violations too: no shape would ever look at them.
    """
    notify("comparing")
    staged = stage(present, candidates, vocabulary.graphs())
    notify("judging")
    index = PositionIndex(candidates)
    report = _verdict(from_oxigraph(staged.to_judge()), language=language)
    ontology = staged.contents.get(named_graph.ONTOLOGY, frozenset())
    concerned = Report(
        tuple(
            finding
            for finding in report.findings
            if finding.severity is Severity.VIOLATION or index.mentions(finding.focus_node)
        )
        + tuple(undeclared(candidates, ontology))
    )
    return staged, concerned.with_positions(index.locate)


def examine_by(
    shapes: Sequence[Path],
    candidates: Sequence[Candidate],
    notify: Notify = lambda _: None,
    *,
    language: str = "en",
) -> Report:
    """Judge imports by other shapes than ours: exactly their statements, against nothing.

    Args:
        shapes: Files with shapes, in any RDF syntax.
        candidates: The imports.
        notify: Told each step as it begins.
        language: The language of the messages, where the shapes have it.

    Raises:
        Unreadable: A shapes file does not parse, or is not well-formed as shapes.
    """
    notify("judging")
    rules = from_oxigraph(
        pyoxigraph.Quad(each.subject, each.predicate, each.object)
        for path in shapes
        for each in statements(source.read(path), base=path.absolute().as_uri())
    )
    data = from_oxigraph(quad for candidate in candidates for quad in candidate.quads)
    return _verdict(data, rules, language=language).with_positions(PositionIndex(candidates).locate)


def _verdict(data: rdflib.Graph, shapes: rdflib.Graph | None = None, *, language: str) -> Report:
    try:
        return judge(data, shapes, language=language)
    except IllFormedShapesError as error:
        raise Unreadable(error.message, remedy=error.remedy) from error
    except NotJudgedError as error:
        raise NotFinished(error.message, remedy=error.remedy) from error

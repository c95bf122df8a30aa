"""The judge says what pySHACL says, to the letter, in every test of the suite, on our cases and on spoilt data."""

import random
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyshacl
import pytest
import rdflib
from rdflib import RDF, SH, XSD, BNode, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from iurc.shapes.errors import IllFormedShapesError, NotJudgedError
from iurc.shapes.judge import judge
from iurc.shapes.path import path_text
from iurc.shapes.report import Finding, Severity
from iurc.shapes.term import term_text

EX = Namespace("http://example.org/")
IURC = Namespace("https://w3id.org/iurc/ontology#")
CASES = Path(__file__).parent.parent / "cases"
Row = tuple[str | None, ...]

NESTED = """
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <http://example.org/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
ex:Person a sh:NodeShape ; sh:targetClass ex:Person ; sh:property [ sh:path ex:address ; sh:node ex:Address ; sh:property ex:zip ] ;
    sh:property [ sh:path ex:knows ; sh:property [ sh:path ex:name ; sh:minCount 1 ] ] .
ex:Address a sh:NodeShape ; sh:property ex:zip ; sh:not [ sh:property [ sh:path ex:void ; sh:minCount 1 ] ] .
ex:zip a sh:PropertyShape ; sh:path ex:zip ; sh:datatype xsd:string ; sh:maxCount 1 ; sh:minCount 1 .
"""
PEOPLE = """
@prefix ex: <http://example.org/> .
ex:a a ex:Person ; ex:address ex:home , [ ex:zip 7 ] ; ex:knows ex:c .
ex:b a ex:Person ; ex:address ex:home ; ex:knows ex:c , ex:d .
ex:home ex:zip "1" , "2" ; ex:void 1 .
ex:d ex:name "D" .
"""


def report_of_stock(data: Graph, shapes: Graph) -> Graph:
    """Let pySHACL judge by itself."""
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes)
    assert isinstance(report, Graph)
    return report


def findings_of_stock(data: Graph, shapes: Graph) -> Counter[Row]:
    """Let pySHACL judge by itself and read its report, leaving the messages out."""
    return _rows(report_of_stock(data, shapes))


def findings_of_ours(data: Graph, shapes: Graph) -> Counter[Row]:
    """Judge with our judge and give the same parts."""
    return Counter(_row(finding) for finding in judge(data, shapes).findings)


def _rows(report: Graph) -> Counter[Row]:
    return Counter(
        (
            str(report.value(result, SH.resultSeverity)),
            _text(report.value(result, SH.focusNode)),
            _path(report, report.value(result, SH.resultPath)),
            _text(report.value(result, SH.value)),
            str(report.value(result, SH.sourceConstraintComponent)),
            _name(report.value(result, SH.sourceShape)),
            _name(report.value(result, SH.sourceConstraint)),
        )
        for result in report.objects(None, SH.result)
    )


def _row(finding: Finding) -> Row:
    return (
        finding.severity_iri,
        finding.focus_node,
        finding.path,
        finding.value,
        finding.component,
        finding.shape,
        finding.constraint,
    )


def _text(node: Node | None) -> str | None:
    return None if node is None else term_text(node)


def _path(report: Graph, node: Node | None) -> str | None:
    return None if node is None else path_text(report, node)


def _name(node: Node | None) -> str | None:
    return None if node is None else str(node) if isinstance(node, URIRef) else term_text(node)


def turtle(text: str) -> Graph:
    """Read Turtle."""
    return Graph().parse(data=text, format="turtle")


@pytest.fixture(scope="module")
def all_cases(world: Graph) -> Graph:
    """The world with every conforming case in it, about 3,000 triples."""
    graph = Graph() + world
    for path in sorted(CASES.glob("*/conforming.ttl")):
        graph.parse(path)
    return graph


# The cases on which pySHACL raises an error, because they hold values that cannot be compared.
INCOMPARABLE = {"StartBounds", "EndBounds"}


def test_same_as_stock_on_violating_cases(world: Graph, own_shapes: Graph) -> None:
    """All violating cases that pySHACL survives get the same findings from both, in pySHACL's words."""
    data = Graph() + world
    for path in sorted(CASES.glob("*/violating.ttl")):
        if path.parent.name not in INCOMPARABLE:
            data.parse(path)
    stock = report_of_stock(data, own_shapes)
    ours = judge(data, own_shapes).findings
    assert Counter(map(_row, ours)) == _rows(stock)
    assert {finding.message for finding in ours} <= set(map(str, stock.objects(None, SH.resultMessage)))
    assert len(ours) > 300


@pytest.mark.parametrize("seed", range(4))
def test_same_as_stock_on_spoilt_data(seed: int, all_cases: Graph, own_shapes: Graph) -> None:
    """Data in which 120 statements were dropped, changed or added at random gets the same findings from both."""
    data = Graph()
    chance = random.Random(seed)  # noqa: S311 - a test must be repeatable
    for triple in _spoilt(sorted(all_cases, key=str), chance):
        data.add(triple)
    stock = findings_of_stock(data, own_shapes)
    assert findings_of_ours(data, own_shapes) == stock
    assert stock.total() > 50


def _spoilt(
    triples: list[tuple[Node, Node, Node]], chance: random.Random
) -> Iterator[tuple[Node, Node, Node]]:
    """Spoil statements of the facts, but never compare what cannot be compared."""
    facts = [triple for triple in triples if "/iurc/id/" in str(triple[0])]
    chosen = set(chance.sample(facts, 120))
    things = sorted({str(triple[0]) for triple in facts})
    for triple in triples:
        subject, predicate, value = triple
        if triple not in chosen:
            yield triple
            continue
        match chance.randrange(4):
            case 0:
                pass  # the statement is missing
            case 1 if isinstance(value, URIRef):
                yield subject, predicate, URIRef(chance.choice(things))
            case 2 if isinstance(value, URIRef):
                yield triple
                yield subject, predicate, URIRef(chance.choice(things))
            case 2 if not isinstance(value, BNode):
                yield triple
                yield (
                    subject,
                    predicate,
                    value + "9" if isinstance(value, Literal) and value.language else value,
                )
            case _:
                yield URIRef(chance.choice(things)), predicate, value


@pytest.mark.parametrize("case_name", sorted(INCOMPARABLE))
def test_stock_gives_up(case_name: str, world: Graph, own_shapes: Graph) -> None:
    """Where values cannot be compared, pySHACL raises an error; when it no longer does, we need not help."""
    data = (Graph() + world).parse(CASES / case_name / "violating.ttl")
    with pytest.raises((TypeError, DeprecationWarning)):
        findings_of_stock(data, own_shapes)


def test_a_value_reached_twice_is_reported_twice() -> None:
    """A property shape below a property shape reports a value once for each focus node, as pySHACL does."""
    data, shapes = turtle(PEOPLE), turtle(NESTED)
    stock = findings_of_stock(data, shapes)
    assert findings_of_ours(data, shapes) == stock
    assert max(stock.values()) > 1


def test_incomparable_values_are_findings() -> None:
    """Values that cannot be compared are a result of sh:lessThan and sh:lessThanOrEquals (SHACL 4.5.3, 4.5.4)."""
    shapes = turtle(
        """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <http://example.org/> .
        ex:S a sh:NodeShape ; sh:targetSubjectsOf ex:p ;
            sh:property [ sh:path ex:p ; sh:lessThan ex:q ] , [ sh:path ex:p ; sh:lessThanOrEquals ex:q ] ."""
    )
    for value, other in (
        (Literal("2019-13-45", datatype=XSD.date), Literal("2019-01-01", datatype=XSD.date)),
        (Literal("2016", datatype=XSD.gYear), Literal("2030", datatype=XSD.gYear)),
        (Literal(1), Literal("2019-01-01", datatype=XSD.date)),
        (BNode(), Literal(1)),
        (Literal(1), BNode()),
    ):
        data = Graph().add((EX.a, EX.p, value)).add((EX.a, EX.q, other))
        assert [finding.value for finding in judge(data, shapes).findings] == [term_text(value)] * 2


def test_spec_order_is_kept_for_comparable_values() -> None:
    """Values that can be compared get pySHACL's own answer."""
    shapes = turtle(
        """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <http://example.org/> .
        ex:S a sh:NodeShape ; sh:targetSubjectsOf ex:p ; sh:property [ sh:path ex:p ; sh:lessThan ex:q ] ."""
    )
    data = turtle(
        "@prefix ex: <http://example.org/> . ex:a ex:p 1 , 5 ; ex:q 3 , 4.5 . ex:b ex:p 'a' ; ex:q 'b' ."
    )
    assert findings_of_ours(data, shapes) == findings_of_stock(data, shapes)


def test_nothing_is_patched(world: Graph, own_shapes: Graph) -> None:
    """Judging leaves rdflib's and pySHACL's classes and switches as they were."""

    def state() -> tuple[object, ...]:
        return (
            rdflib.NORMALIZE_LITERALS,
            rdflib.Graph.query,
            pyshacl.Shape.validate,
            pyshacl.ShapesGraph._build_node_shape_cache,
            rdflib.term._toPythonMapping[XSD.boolean],
            dict(sys.modules["pyshacl.constraints"].CONSTRAINT_PARAMETERS_MAP),
        )

    before = state()
    judge(world, own_shapes)
    assert state() == before


def test_graphs_are_read_only(world: Graph, own_shapes: Graph) -> None:
    """Neither the data nor the shapes are changed."""
    data, shapes = set(world), set(own_shapes)
    judge(world, own_shapes)
    assert set(world) == data
    assert set(own_shapes) == shapes


def test_threads_share_the_shapes(in_world: Callable[[Path], Graph]) -> None:
    """Many threads that judge at once with the same shapes get what each would get alone."""
    graphs = [in_world(path) for path in sorted(CASES.glob("C*/violating.ttl"))]
    alone = [judge(graph).findings for graph in graphs]
    with ThreadPoolExecutor(max_workers=4) as pool:
        together = [report.findings for report in pool.map(judge, graphs)]
    assert together == alone


def test_pyshacl_is_imported_late() -> None:
    """Importing the judge does not import pySHACL, which takes half a second; only judging does."""
    code = "import sys, iurc.shapes.judge, iurc.shapes.report; sys.exit('pyshacl' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_only_one_module_imports_pyshacl() -> None:
    """The product uses pySHACL through iurc.shapes.oracle and nowhere else in the product."""
    root = Path(__file__).parents[2]
    users = {
        path.relative_to(root).as_posix()
        for part in ("ontology", "shapes", "graph", "api")
        for path in (root / part).rglob("*.py")
        if any(
            line.startswith(("from pyshacl", "import pyshacl"))
            for line in path.read_text("utf-8").splitlines()
        )
    }
    assert users == {"shapes/oracle.py"}


_SPARQL = "ex:S a sh:NodeShape ; sh:targetNode ex:a ; sh:sparql [ sh:select '{}' ] ."


@pytest.mark.parametrize(
    ("shapes", "error"),
    [
        ("ex:S a sh:NodeShape ; sh:targetNode ex:a ; sh:property [ sh:minCount 1 ] .", IllFormedShapesError),
        ("ex:S a sh:NodeShape , sh:PropertyShape ; sh:path ex:p .", IllFormedShapesError),
        ("ex:S a sh:NodeShape ; sh:targetNode ex:a ; sh:pattern '(' .", IllFormedShapesError),
        (
            "ex:S a sh:NodeShape ; sh:targetNode ex:a ; sh:sparql [ sh:select 'SELECT' ] .",
            IllFormedShapesError,
        ),
        ("ex:S a sh:NodeShape ; sh:targetNode ex:a ; sh:property ex:nowhere .", IllFormedShapesError),
        (
            _SPARQL.format("SELECT $this WHERE { SERVICE <http://example.org/> { $this ?p ?o } }"),
            NotJudgedError,
        ),
        (_SPARQL.format("SELECT $this WHERE { GRAPH $shapesGraph { $this ?p ?o } }"), NotJudgedError),
    ],
)
def test_bad_shapes_are_never_a_verdict(shapes: str, error: type[Exception]) -> None:
    """Shapes that cannot be used raise an error with a remedy; they neither conform nor end in a traceback."""
    prefixes = "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <http://example.org/> . "
    with pytest.raises(error) as raised:
        judge(Graph().add((EX.a, RDF.type, EX.Thing)), turtle(prefixes + shapes))
    assert raised.value.remedy


def test_severity_of_others_is_a_violation() -> None:
    """A severity that SHACL does not define counts as a violation, so that no gate lets it pass."""
    shapes = turtle(
        """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <http://example.org/> .
        ex:S a sh:NodeShape ; sh:targetNode ex:a ; sh:class ex:Thing ; sh:severity ex:Dire ."""
    )
    (finding,) = judge(Graph(), shapes).findings
    assert finding.severity is Severity.VIOLATION
    assert finding.severity_iri == "http://example.org/Dire"

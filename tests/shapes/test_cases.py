"""Each shape says yes to its conforming case and says exactly what is expected to its violating case."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

from rdflib import RDF, SH, Graph, URIRef
from rdflib.term import Node

from iurc.shapes.judge import judge
from iurc.shapes.report import Finding

Row = dict[str, str]
CASES = Path(__file__).parent.parent / "cases"
NAMESPACE = "https://w3id.org/iurc/shapes#"

# The parameters that can be violated by themselves (SHACL section 4 and 5).
PARAMETERS = [
    "class",
    "datatype",
    "nodeKind",
    "minCount",
    "maxCount",
    "minExclusive",
    "minInclusive",
    "maxExclusive",
    "maxInclusive",
    "minLength",
    "maxLength",
    "pattern",
    "languageIn",
    "uniqueLang",
    "equals",
    "disjoint",
    "lessThan",
    "lessThanOrEquals",
    "not",
    "and",
    "or",
    "xone",
    "node",
    "qualifiedMinCount",
    "qualifiedMaxCount",
    "closed",
    "hasValue",
    "in",
    "sparql",
]


def test_the_world_conforms(world: Graph) -> None:
    """The small world that all cases share must raise no finding of any severity."""
    assert judge(world).findings == ()


def test_conforming(
    case: Path, in_world: Callable[[Path], Graph], shapes_of: Callable[[Path], Graph | None]
) -> None:
    """A conforming case must raise no finding of any shape and severity."""
    assert judge(in_world(case / "conforming.ttl"), shapes_of(case)).findings == ()


def test_violating(
    case: Path,
    in_world: Callable[[Path], Graph],
    shapes_of: Callable[[Path], Graph | None],
    expected: Callable[[Path], list[Row]],
    short: Callable[[Finding], Row],
) -> None:
    """A violating case must raise exactly the findings that are written beside it, no more and no fewer."""
    found = [short(finding) for finding in judge(in_world(case / "violating.ttl"), shapes_of(case)).findings]
    wanted = expected(case)
    for row in found:
        match = next((want for want in wanted if _fits(row, want)), None)
        assert match is not None, f"unexpected: {json.dumps(row, ensure_ascii=False)}"
        wanted.remove(match)
    assert wanted == []


def test_each_shape_has_a_case(own_shapes: Graph, house_shapes: Graph) -> None:
    """Each node shape of the package has a folder of its name with a conforming and a violating case."""
    for shape in set((own_shapes + house_shapes).subjects(RDF.type, SH.NodeShape)):
        folder = CASES / str(shape).removeprefix(NAMESPACE)
        missing = {"conforming.ttl", "violating.ttl", "expected.json"} - {
            path.name for path in folder.glob("*")
        }
        assert not missing, f"{folder.name} lacks {sorted(missing)}"


def test_each_case_belongs_to_a_shape(case: Path, own_shapes: Graph, house_shapes: Graph) -> None:
    """A folder of cases is named after a node shape that exists."""
    assert (URIRef(NAMESPACE + case.name), RDF.type, SH.NodeShape) in own_shapes + house_shapes


def test_each_constraint_is_violated_somewhere(
    own_shapes: Graph, house_shapes: Graph, expected: Callable[[Path], list[Row]]
) -> None:
    """Each constraint of each shape is violated by a case, so that dropping or weakening it fails a test."""
    seen = {
        (row["shape"], row.get("constraint", row["component"]))
        for folder in CASES.iterdir()
        if folder.is_dir()
        for row in expected(folder)
    }
    assert set(_constraints(own_shapes + house_shapes)) - seen == set()


def _constraints(shapes: Graph) -> Iterator[tuple[str, str]]:
    for shape in {*shapes.subjects(RDF.type, SH.NodeShape), *shapes.subjects(RDF.type, SH.PropertyShape)}:
        for parameter in PARAMETERS:
            for value in shapes.objects(shape, SH[parameter]):
                name = parameter[:1].upper() + parameter[1:]
                yield _local(shape), _local(value) if parameter == "sparql" else name


def _local(node: Node) -> str:
    return str(node).removeprefix(NAMESPACE)


def _fits(row: Row, want: Row) -> bool:
    return {**row, "message": ""} == {**want, "message": ""} and want["message"] in row["message"]

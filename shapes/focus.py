"""The focus nodes of shapes, found in one reading of the statements (SHACL section 2.1.3)."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from rdflib import OWL, RDF, RDFS, SH, BNode, Graph, Literal
from rdflib.term import Node

from iurc.shapes.term import term_text

_TYPE = f"<{RDF.type}>"
_SUBCLASS = f"<{RDFS.subClassOf}>"
_CLASSES = (RDFS.Class, OWL.Class)
_DECLARED = (SH.targetNode, SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf)


class Targets:
    """The targets of the shapes of a graph."""

    def __init__(self, shapes: Graph) -> None:
        """Read them.

        Args:
            shapes: The shapes graph. A shape that is deactivated counts as none.
        """
        self._by: dict[Node, dict[str, list[str]]] = {kind: defaultdict(list) for kind in _DECLARED}
        self._names: dict[str, None] = {}
        for shape in sorted(_with_targets(shapes), key=str):
            name = _name(shapes, shape)
            self._names[name] = None
            for kind, by in self._by.items():
                for target in shapes.objects(shape, kind):
                    by[term_text(target)].append(name)
            if _is_class(shapes, shape):
                self._by[SH.targetClass][term_text(shape)].append(name)

    def __len__(self) -> int:
        return len(self._names)

    @property
    def predicates(self) -> frozenset[str]:
        """The IRIs of the predicates whose statements tell focus nodes; no others need be given."""
        named = {each[1:-1] for kind in (SH.targetSubjectsOf, SH.targetObjectsOf) for each in self._by[kind]}
        return frozenset({str(RDF.type), str(RDFS.subClassOf)} | named)

    def focus_nodes(
        self, statements: Iterable[tuple[str, str, str]], among: Callable[[str], bool] = lambda _: True
    ) -> Mapping[str, set[str]]:
        """Find the focus nodes in some statements.

        Args:
            statements: All statements that the judge sees, the class hierarchy among them; terms as in N-Triples.
            among: Which nodes count, for example only the subjects of the judged files. A node that a shape targets
                by name always counts, and so does an object of one that counts.

        Returns:
            The focus nodes of each shape with targets, by the name of the shape.
        """
        found: dict[str, set[str]] = {name: set() for name in self._names}
        for node, shapes in self._by[SH.targetNode].items():
            _add(found, shapes, {node})
        subjects_of, objects_of = self._by[SH.targetSubjectsOf], self._by[SH.targetObjectsOf]
        instances: dict[str, set[str]] = defaultdict(set)
        above: dict[str, set[str]] = defaultdict(set)
        for subject, predicate, value in statements:
            if predicate == _TYPE and among(subject):
                instances[value].add(subject)
            elif predicate == _SUBCLASS:
                above[subject].add(value)
            if predicate in subjects_of and among(subject):
                _add(found, subjects_of[predicate], {subject})
            if predicate in objects_of and (among(value) or among(subject)):
                _add(found, objects_of[predicate], {value})
        classes = self._by[SH.targetClass]
        for name, nodes in instances.items():
            for each in _upwards(name, above):
                _add(found, classes.get(each, ()), nodes)
        return found


def _add(found: Mapping[str, set[str]], shapes: Iterable[str], nodes: set[str]) -> None:
    for shape in shapes:
        found[shape] |= nodes


def _name(shapes: Graph, shape: Node) -> str:
    """Name a shape; one without an IRI by its targets, because its label says nothing and changes."""
    if not isinstance(shape, BNode):
        return term_text(shape)
    told = sorted(
        f"sh:{kind.removeprefix(str(SH))} {term_text(target)}"
        for kind in _DECLARED
        for target in shapes.objects(shape, kind)
    )
    return f"[ {' ; '.join(told)} ]"


def _with_targets(shapes: Graph) -> set[Node]:
    found = {shape for kind in _DECLARED for shape in shapes.subjects(kind)}
    found |= {
        shape
        for kind in (SH.NodeShape, SH.PropertyShape)
        for shape in shapes.subjects(RDF.type, kind)
        if _is_class(shapes, shape)
    }
    return {shape for shape in found if not _deactivated(shapes, shape)}


def _deactivated(shapes: Graph, shape: Node) -> bool:
    values = shapes.objects(shape, SH.deactivated)
    return any(isinstance(each, Literal) and each.value is True for each in values)


def _is_class(shapes: Graph, shape: Node) -> bool:
    return any((shape, RDF.type, each) in shapes for each in _CLASSES)


def _upwards(name: str, above: Mapping[str, set[str]]) -> set[str]:
    found = {name}
    waiting = [name]
    while waiting:
        for each in above.get(waiting.pop(), ()):
            if each not in found:
                found.add(each)
                waiting.append(each)
    return found

"""From a finding back to the place in the file that caused it."""

from collections.abc import Iterable

from iurc.graph.candidate import Candidate, Place
from iurc.shapes.position import Position
from iurc.shapes.report import Finding


class PositionIndex:
    """Finds where a statement, a property of a node, or a node was written.

    Args:
        candidates: The imports whose files can be pointed to.
    """

    def __init__(self, candidates: Iterable[Candidate]) -> None:
        self._statements: dict[Place, Position] = {}
        self._properties: dict[tuple[str, str], Position] = {}
        self._subjects: dict[str, Position] = {}
        self._objects: dict[str, Position] = {}
        for candidate in candidates:
            for place, position in candidate.positions.items():
                subject, predicate, object_ = place
                self._statements.setdefault(place, position)
                self._properties.setdefault((subject, predicate), position)
                self._subjects.setdefault(subject, position)
                self._objects.setdefault(object_, position)

    def locate(self, finding: Finding) -> Position | None:
        """Point to the statement of a finding, or to the nearest thing known of it.

        Args:
            finding: Its path helps when it is one predicate.

        Returns:
            The exact place of the statement; else the first place where the node has that property, where it is
            described or where it is mentioned; `None` when no file of these imports names it.
        """
        focus_node, path, value = finding.focus_node, finding.path, finding.value
        if focus_node is None:
            return None
        if path is not None and value is not None:
            found = self._statements.get((focus_node, path, value))
            if found:
                return found
        if path is not None:
            found = self._properties.get((focus_node, path))
            if found:
                return found
        return self._subjects.get(focus_node) or self._objects.get(focus_node)

    def mentions(self, node: str | None) -> bool:
        """Whether the files of these imports name a node, as subject or as object."""
        return node is not None and (node in self._subjects or node in self._objects)

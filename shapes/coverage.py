"""What the shapes looked at: a report without findings says little when no shape met anything (SHACL section 2.1.3)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Self

SAMPLE = 20


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was looked at, and what was not.

    Attributes:
        shapes: How many shapes have targets.
        focus_nodes: How many nodes at least one of them looked at.
        shapes_without_focus: The shapes that met no focus node, sorted; terms as in N-Triples.
        subjects: How many named subjects the judged files describe; `None` where that was not counted.
        unlooked_subjects: How many of them no shape looked at.
        sample: The first of those by name, at most `SAMPLE`.
    """

    shapes: int
    focus_nodes: int
    shapes_without_focus: tuple[str, ...] = ()
    subjects: int | None = None
    unlooked_subjects: int = 0
    sample: tuple[str, ...] = ()

    @property
    def vacuous(self) -> bool:
        """Whether no shape met any focus node, so that nothing was judged."""
        return self.focus_nodes == 0

    @classmethod
    def of_nodes(cls, targets: Mapping[str, Collection[str]], subjects: Iterable[str]) -> Self:
        """Make a coverage of focus nodes and subjects.

        Args:
            targets: The focus nodes of each shape with targets, by its name; terms as in N-Triples.
            subjects: The subjects of the judged files. Blank nodes are parts of what names them and are not counted.

        Returns:
            The coverage.
        """
        looked_at = {node for nodes in targets.values() for node in nodes}
        named = {subject for subject in subjects if not subject.startswith("_:")}
        unlooked = sorted(named - looked_at)
        counts = {shape: len(nodes) for shape, nodes in targets.items()}
        return cls(
            len(targets),
            len(looked_at),
            _without_focus(counts),
            len(named),
            len(unlooked),
            tuple(unlooked[:SAMPLE]),
        )


def _without_focus(targets: Mapping[str, int]) -> tuple[str, ...]:
    return tuple(sorted(shape for shape, count in targets.items() if not count))

"""From a finding back to the place in the file that caused it."""

import re
from collections.abc import Iterable
from typing import Final

from iurc.graph.candidate import Candidate
from iurc.graph.locating.align import Role
from iurc.graph.locating.statements import Statements
from iurc.shapes.position import Position
from iurc.shapes.report import SHACL, Finding

_STEP: Final = r"\(?(\^?)(<[^>]*>)\)?"
_ONE: Final = re.compile(_STEP)
_STEPS: Final = re.compile(rf"{_STEP}(?:/{_STEP})*")
_MAX_COUNT: Final = SHACL + "MaxCountConstraintComponent"
_UNIQUE_LANG: Final = SHACL + "UniqueLangConstraintComponent"
_LANGUAGE: Final = re.compile(r'"@([A-Za-z0-9-]+)$')
# A path that repeats may lead through a whole graph; what it leads to is sought so far.
_FARTHEST: Final = 1000

_Found = tuple[int, Role]


class PositionIndex:
    """Finds where a statement, a property of a node, or a node was written.

    Nothing is indexed before the first question, and no source is read a second time before a place in it is asked for.

    Args:
        candidates: The imports whose files can be pointed to.
    """

    def __init__(self, candidates: Iterable[Candidate]) -> None:
        self._statements = Statements(origin for candidate in candidates for origin in candidate.origins)

    def locate(self, finding: Finding) -> Position | None:
        """Point to the statement of a finding, or to the nearest thing known of it.

        Args:
            finding: Its path and value tell which statement is meant.

        Returns:
            The place of the value, where a statement leads to it; of the value that is one too many; else of the first
            property that the path begins with; else of the node, where it is described or where it is mentioned.
            `None` when no file of these imports names it.
        """
        if finding.focus_node is None:
            return None
        found = self._value(finding) or self._property(finding) or self._node(finding.focus_node)
        return None if found is None else self._statements.place(*found)

    def mentions(self, node: str | None) -> bool:
        """Whether the files of these imports name a node, as subject or as object."""
        return node is not None and (
            self._statements.describes(node) or self._statements.mention(node) is not None
        )

    def _value(self, finding: Finding) -> _Found | None:
        focus_node, path, value = finding.focus_node, finding.path, finding.value
        if focus_node is None or value is None:
            return None
        if path is None:
            number = None if value == focus_node else self._statements.about(focus_node).get((None, value))
            return None if number is None else (number, Role.OBJECT)
        steps = _ONE.findall(path)
        if not _STEPS.fullmatch(path):
            # With alternatives and repetitions each step may be the last.
            return self._last_step(self._reached(focus_node, steps), steps, value)
        nodes = [focus_node]
        for inverse, predicate in steps[:-1]:
            if inverse:
                return None
            nodes = [end for node in nodes for end, _ in self._statements.values(node, predicate)]
        return self._last_step(nodes, steps[-1:], value)

    def _reached(self, focus_node: str, steps: list[tuple[str, str]]) -> list[str]:
        reached = {focus_node: None}
        for node in (waiting := [focus_node]):
            for _, predicate in steps:
                ends = [end for end, _ in self._statements.values(node, predicate) if end not in reached]
                reached.update(dict.fromkeys(ends))
                waiting += ends
            if len(reached) > _FARTHEST:
                break
        return list(reached)

    def _last_step(self, nodes: list[str], steps: list[tuple[str, str]], value: str) -> _Found | None:
        for inverse, predicate in steps:
            for node in nodes:
                start, end = (value, node) if inverse else (node, value)
                number = self._statements.about(start).get((predicate, end))
                if number is not None:
                    return number, Role.SUBJECT if inverse else Role.OBJECT
        return None

    def _property(self, finding: Finding) -> _Found | None:
        step = _ONE.match(finding.path or "")
        if finding.focus_node is None or step is None or step[1]:
            return None
        values = dict(self._statements.values(finding.focus_node, step[2]))
        if finding.component == _MAX_COUNT and step[0] == finding.path and values:
            return max(values.values()), Role.OBJECT
        if finding.component == _UNIQUE_LANG:
            repeated = _with_a_language_again(values)
            if repeated is not None:
                return repeated, Role.OBJECT
        return (min(values.values()), Role.PREDICATE) if values else None

    def _node(self, node: str) -> _Found | None:
        facts = self._statements.about(node)
        if facts:
            return facts[None, None], Role.SUBJECT
        mention = self._statements.mention(node)
        return None if mention is None else (mention, Role.OBJECT)


def _with_a_language_again(values: dict[str, int]) -> int | None:
    seen: set[str] = set()
    for value, number in values.items():
        language = _LANGUAGE.search(value)
        if language and language[1] in seen:
            return number
        if language:
            seen.add(language[1])
    return None

"""A report for people: what is wrong, where, and what to do, file by file."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from iurc.shapes.report import Finding, Report, Severity
from iurc.shapes.reporting.by_file import by_file
from iurc.shapes.reporting.context import PLAIN, Context
from iurc.shapes.reporting.excerpt import excerpt
from iurc.shapes.reporting.naming import WORDS, about_what, counted, place_of, rule_id, short, source_of
from iurc.shapes.reporting.safe import cut, one_line
from iurc.shapes.reporting.summary import coverage_lines, summary

MOST_ALIKE = 20
_LONGEST = 1000
_COLOURS = {Severity.VIOLATION: "1;31", Severity.WARNING: "1;33", Severity.INFO: "1;36"}
_BOLD, _DIM = "1", "2"


def write_text(report: Report, context: Context = PLAIN) -> str:
    """Write a report as text; see `text_pieces`."""
    return "".join(text_pieces(report, context))


def text_pieces(report: Report, context: Context) -> Iterator[str]:
    """Write a report as text for a terminal or a log.

    The findings are grouped by file, and in it by the node that they speak of; each says its place (`file:line:column`,
    "near" when only the neighbourhood is known), its severity, the property and the value, the message, the line of the
    source with a caret, and what the shape expects. Findings that say the same of the same value are written once; of
    those that break one rule in one file, `MOST_ALIKE` are written and the others counted.

    Args:
        report: The report; positions are left out where there are none.
        context: The sources of the lines, the coverage, and whether colours are wanted.

    Yields:
        Lines that end in a line feed; one line when nothing was found.
    """
    ink = _Ink(context.colour)
    for each in by_file(report.findings):
        if each.file is not None or context.inputs:
            name = one_line(each.file) if each.file is not None else "(not in these files)"
            yield f"{ink(name, _BOLD)}: {_counts(each.findings)}\n\n"
        yield from _in_file(each.findings, context, ink)
    if context.coverage:
        yield from (one_line(line) + "\n" for line in coverage_lines(context.coverage))
    yield summary(report) + "\n"


class _Ink:
    """Colours, where they are wanted."""

    def __init__(self, wanted: bool) -> None:  # noqa: FBT001 - a switch, named by its only caller
        self._wanted = wanted

    def __call__(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self._wanted and text else text


def _in_file(findings: Sequence[Finding], context: Context, ink: _Ink) -> Iterator[str]:
    told: set[tuple[str | None, str | None, str | None, str]] = set()
    written: Counter[str] = Counter()
    withheld: Counter[str] = Counter()
    for focus, group in _by_node(findings):
        lines: list[str] = []
        shown = None
        for finding in group:
            key = (finding.focus_node, finding.path, finding.value, finding.message)
            if key in told:
                continue
            rule = rule_id(finding)
            if written[rule] >= MOST_ALIKE:
                withheld[rule] += 1
                continue
            told.add(key)
            written[rule] += 1
            lines += _lines(finding, context, ink, with_source=finding.position != shown)
            shown = finding.position
        if lines:
            yield "\n".join([ink(one_line(short(focus)) if focus else "(no node)", _BOLD), *lines]) + "\n\n"
    for rule, number in withheld.items():
        yield f"… and {number:,} more like this: {one_line(rule)}\n\n"


def _by_node(findings: Iterable[Finding]) -> Iterable[tuple[str | None, list[Finding]]]:
    """Put the findings of a node side by side, where the first of them stands."""
    groups: dict[str | None, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.focus_node, []).append(finding)
    return groups.items()


def _lines(finding: Finding, context: Context, ink: _Ink, *, with_source: bool) -> Iterator[str]:
    place = place_of(finding)
    about = about_what(finding)
    colour = _COLOURS[finding.severity]
    start = f"{one_line(place)}: " if place else ""
    yield f"  {start}{ink(WORDS[finding.severity], colour)}{': ' + one_line(about) if about else ''}"
    yield f"      {cut(one_line(finding.message), _LONGEST)}"
    if with_source:
        yield from _source(finding, context, ink, colour)
    if finding.remedy:
        yield f"      Expected: {cut(one_line(finding.remedy), _LONGEST)}"
    by = source_of(finding)
    name = rule_id(finding) if by.startswith("_:") else short(f"<{by}>")
    yield ink(f"      [{one_line(name)}]", _DIM)


def _source(finding: Finding, context: Context, ink: _Ink, colour: str) -> Iterator[str]:
    position = finding.position
    line = context.source_line(position.file, position.line) if position else None
    if position is None or line is None or not line.strip():
        return
    shown = excerpt(line, position)
    number = str(position.line)
    yield f"      {ink(number + ' |', _DIM)} {shown.text}"
    if shown.marker is not None:
        yield f"      {ink(' ' * len(number) + ' |', _DIM)} {_marker(ink, shown.marker, colour)}"


def _marker(ink: _Ink, marker: str, colour: str) -> str:
    """Colour the carets, not the spaces before them."""
    carets = marker.lstrip()
    return marker[: len(marker) - len(carets)] + ink(carets, colour)


def _counts(findings: Sequence[Finding]) -> str:
    number = Counter(finding.severity for finding in findings)
    return ", ".join(counted(number[severity], WORDS[severity]) for severity in sorted(number, reverse=True))

"""A report as one HTML page that needs nothing else: no script, no font, no request."""

import base64
import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape

from iurc.shapes.report import Finding, Report, Severity
from iurc.shapes.reporting.by_file import FileFindings, by_file
from iurc.shapes.reporting.context import PLAIN, Context
from iurc.shapes.reporting.excerpt import excerpt
from iurc.shapes.reporting.html_style import STYLE
from iurc.shapes.reporting.naming import WORDS, about_what, counted, place_of, rule_id, short, source_of
from iurc.shapes.reporting.safe import cut, encodable, one_line
from iurc.shapes.reporting.summary import coverage_lines, summary

MOST_ALIKE = 100
_LONGEST = 2000
_CLASSES = {Severity.VIOLATION: "violation", Severity.WARNING: "warning", Severity.INFO: "info"}
_STYLE_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()


def write_html(report: Report, context: Context = PLAIN) -> str:
    """Write a report as HTML; see `html_pieces`."""
    return "".join(html_pieces(report, context))


def html_pieces(report: Report, context: Context) -> Iterator[str]:
    """Write a report as an HTML page.

    The findings are grouped by file in parts that open and close; boxes at the top show or hide a severity. Both work
    without scripts, which the page's own policy forbids, as it forbids every request. Of the findings that break one
    rule in one file, `MOST_ALIKE` are written and the others counted.

    Args:
        report: The report.
        context: The names of files and shapes, the lines of the sources, the coverage.

    Yields:
        Pieces of the page, in UTF-8.
    """
    files = list(by_file(report.findings))
    yield from _head(report, context)
    if not report.conforms:
        yield from _filters(report)
    for each in files:
        yield from _file(each, context, is_open=len(files) <= MOST_ALIKE)
    if context.coverage:
        yield '<section aria-labelledby="coverage">\n<h2 id="coverage">What the shapes looked at</h2>\n'
        yield from (f"<p>{_text(line)}</p>\n" for line in coverage_lines(context.coverage))
        yield from _unlooked(context)
        yield "</section>\n"
    yield f'</main>\n<footer><p class="soft">Written by iurc {_text(context.version)}.</p></footer>\n</body>\n</html>\n'


def _head(report: Report, context: Context) -> Iterator[str]:
    refused = context.refused(report)
    verdict = "Refused" if refused else "Accepted"
    policy = f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; base-uri 'none'; form-action 'none'"
    yield (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{verdict}: {_text(summary(report))}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
        f'<h1>Validation report</h1>\n<p class="verdict{" fail" if refused else ""}">'
        f"{verdict}. {_text(summary(report))}</p>\n"
    )
    if context.inputs:
        names = ", ".join(context.place(name) for name in context.inputs[:20])
        more = f" and {len(context.inputs) - 20:,} more" if len(context.inputs) > 20 else ""
        yield f'<p class="soft">Judged: {_text(names + more)}</p>\n'


def _filters(report: Report) -> Iterator[str]:
    yield "<fieldset>\n<legend>Show</legend>\n"
    for severity, number in report.counts().items():
        name = f"show-{_CLASSES[severity]}"
        told = counted(number, WORDS[severity])
        # No autocomplete: a browser would restore the boxes of the last visit and so hide findings unasked.
        yield f'<label><input type="checkbox" id="{name}" autocomplete="off" checked> {told}</label>\n'
    yield "</fieldset>\n"


def _file(each: FileFindings, context: Context, *, is_open: bool) -> Iterator[str]:
    name = context.place(each.file) if each.file is not None else "Not in these files"
    yield f"<details{' open' if is_open else ''}>\n<summary><h2>{_text(name)}</h2> "
    yield f'<span class="soft">{counted(len(each.findings), "finding")}</span></summary>\n<ol>\n'
    written: Counter[str] = Counter()
    for finding in each.findings:
        rule = rule_id(finding)
        written[rule] += 1
        if written[rule] <= MOST_ALIKE:
            yield from _finding(finding, rule, context)
    yield "</ol>\n"
    for rule, number in written.items():
        if number > MOST_ALIKE:
            yield f'<p class="more">… and {number - MOST_ALIKE:,} more like this: <code>{_text(rule)}</code></p>\n'
    yield "</details>\n"


def _finding(finding: Finding, rule: str, context: Context) -> Iterator[str]:
    place, about = place_of(finding), about_what(finding)
    node = short(finding.focus_node) if finding.focus_node else "(no node)"
    yield f'<li class="finding {_CLASSES[finding.severity]}">\n<h3>{_node(finding, node)}</h3>\n<p>'
    yield f'<span class="severity">{WORDS[finding.severity]}</span>'
    yield (f" <code>{_text(place)}</code>" if place else "") + (
        f" <code>{_text(about)}</code>" if about else ""
    )
    yield f"</p>\n<p>{_text(finding.message)}</p>\n"
    yield from _source(finding, context)
    if finding.remedy:
        yield f"<p>Expected: {_text(finding.remedy)}</p>\n"
    told = context.about.get(source_of(finding))
    name = f"{told.name}, " if told and told.name else ""
    yield f'<p class="soft">{_text(name)}<code>{_text(rule)}</code></p>\n</li>\n'


def _node(finding: Finding, node: str) -> str:
    iri = (finding.focus_node or "")[1:-1]
    if not iri.startswith(("http://", "https://")):
        return f"<code>{_text(node)}</code>"
    return f'<a href="{escape(encodable(iri))}" rel="noreferrer"><code>{_text(node)}</code></a>'


def _source(finding: Finding, context: Context) -> Iterator[str]:
    position = finding.position
    line = context.source_line(position.file, position.line) if position else None
    if position is None or line is None or not line.strip():
        return
    shown = excerpt(line, position)
    start = f"{position.line} | "
    marker = f"\n{' ' * len(start)}{shown.marker}" if shown.marker else ""
    yield f"<pre>{escape(start + shown.text + marker)}</pre>\n"


def _unlooked(context: Context) -> Iterator[str]:
    coverage = context.coverage
    if coverage is None:
        return
    yield from _listed("Shapes that met no focus node", coverage.shapes_without_focus)
    yield from _listed("Subjects that no shape looked at", coverage.sample, coverage.unlooked_subjects)


def _listed(title: str, terms: Sequence[str], number: int | None = None) -> Iterator[str]:
    if not terms:
        return
    total = len(terms) if number is None else number
    yield f'<details>\n<summary>{title} <span class="soft">{total:,}</span></summary>\n<ul>\n'
    yield from (f"<li><code>{_text(short(term))}</code></li>\n" for term in terms)
    if total > len(terms):
        yield f"<li>and {total - len(terms):,} more</li>\n"
    yield "</ul>\n</details>\n"


def _text(text: str) -> str:
    return escape(cut(one_line(text), _LONGEST))

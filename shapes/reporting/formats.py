"""The forms of a report by name, each with its media type and its writer."""

from collections.abc import Iterator
from dataclasses import dataclass

from iurc.shapes.report import Report
from iurc.shapes.reporting.context import PLAIN, Context, Writer
from iurc.shapes.reporting.github import github_pieces
from iurc.shapes.reporting.gitlab import gitlab_pieces
from iurc.shapes.reporting.html_page import html_pieces
from iurc.shapes.reporting.json_report import json_pieces
from iurc.shapes.reporting.junit import junit_pieces
from iurc.shapes.reporting.rdf_report import jsonld_pieces, turtle_pieces
from iurc.shapes.reporting.sarif import sarif_pieces
from iurc.shapes.reporting.text import text_pieces


@dataclass(frozen=True, slots=True)
class ReportFormat:
    """One form of a report.

    Attributes:
        media_type: What HTTP calls it.
        writer: Writes it piece by piece, so that a report of any length needs little memory.
        names_shapes: Whether it tells what the shapes say of themselves.
    """

    media_type: str
    writer: Writer
    names_shapes: bool = False


FORMATS = {
    "text": ReportFormat("text/plain", text_pieces),
    "json": ReportFormat("application/json", json_pieces),
    "sarif": ReportFormat("application/sarif+json", sarif_pieces, names_shapes=True),
    "junit": ReportFormat("application/xml", junit_pieces),
    "github": ReportFormat("text/plain", github_pieces),
    "gitlab": ReportFormat("application/json", gitlab_pieces),
    "html": ReportFormat("text/html", html_pieces, names_shapes=True),
    "turtle": ReportFormat("text/turtle", turtle_pieces),
    "jsonld": ReportFormat("application/ld+json", jsonld_pieces),
}


def pieces(report: Report, name: str, context: Context = PLAIN) -> Iterator[str]:
    """Write a report.

    Args:
        report: The report.
        name: One of `FORMATS`.
        context: What the writer may know besides.

    Returns:
        The pieces of text; all of them can be written in UTF-8.

    Raises:
        KeyError: There is no such form.
    """
    return FORMATS[name].writer(report, context)

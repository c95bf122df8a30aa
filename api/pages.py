"""What a browser gets: plain pages that work without scripts."""

import asyncio
import json
from pathlib import Path
from typing import Any

import jinja2

from iurc.api import counts, problems
from iurc.graph.answering import formats
from iurc.graph.answering.engine import Engine
from iurc.graph.answering.evaluation import PREFIXES
from iurc.graph.answering.limits import Limits
from iurc.graph.answering.query import Dataset, Query
from iurc.graph.errors import IurcError
from iurc.ontology.question import EXAMPLES, question

# Everything from this server, nothing inline, no scripts at all yet.
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)

_SHOWN = 500
_FIRST = """PREFIX iurc: <https://w3id.org/iurc/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

SELECT ?cooperation ?name ?from WHERE {
  ?cooperation a iurc:Cooperation ;
    skos:prefLabel ?name .
  OPTIONAL { ?cooperation iurc:startEarliest ?from }
}
ORDER BY ?from ?name
LIMIT 100
"""


class Pages:
    """Writes pages from templates, with every value escaped."""

    def __init__(self, engine: Engine) -> None:
        """Read the templates.

        Args:
            engine: Asked for the numbers of the home page and for the rows of an answer.
        """
        self._engine = engine
        self._counts: counts.Counts | None = None
        self._templates = jinja2.Environment(
            loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=jinja2.StrictUndefined,
        )
        self._templates.filters["short"] = _short
        self._templates.filters["thousands"] = lambda number: f"{number:,}"
        self._templates.globals["tables"] = formats.TABLES
        self._templates.globals["graphs"] = formats.GRAPHS
        self._examples = [_example(name) for name in EXAMPLES]

    async def home(self) -> bytes:
        """Write the page with the form, the numbers and the examples."""
        release = self._engine.release
        if release is None or self._counts is None or self._counts.release != release.id:
            try:
                self._counts = await counts.count(self._engine)
            except IurcError:
                # The page is of use without its numbers; they come with the next request.
                self._counts = None
        return self._write(
            "home.html", text=_FIRST, dataset=None, counts=self._counts, examples=self._examples
        )

    async def answer(self, query: Query, dataset: Dataset | None, limits: Limits) -> bytes:
        """Write the page with the first rows of an answer, under the form that asked for it.

        Raises:
            QueryRefused: The query does not parse or cannot be answered.
            Ended: A limit was hit.
        """
        preview = await self._engine.preview(query, _SHOWN, limits=limits, dataset=dataset)
        offers = formats.offers(query.form)
        # A full page takes some ten milliseconds to write: too long for the loop that serves everybody.
        return await asyncio.to_thread(
            self._write,
            "answer.html",
            text=query.text,
            dataset=dataset,
            answer=json.loads(preview),
            offers=offers,
            release=self._engine.release,
        )

    def failed(self, text: str | None, error: BaseException) -> bytes:
        """Write the page of an error.

        Args:
            text: The query that it is about; `None` where it is about none.
            error: What went wrong.
        """
        problem = problems.document(error)
        line = None
        if text is not None and "line" in problem:
            lines = text.splitlines()
            line = lines[problem["line"] - 1] if problem["line"] <= len(lines) else ""
        return self._write("failed.html", text=text, dataset=None, problem=problem, line=line)

    def _write(self, template: str, **values: Any) -> bytes:
        return self._templates.get_template(template).render(**values).encode()


def _example(name: str) -> dict[str, str]:
    found = question(name)
    # The header of a question explains it to programs; a person reads title and description beside it.
    lines = found.text.splitlines(keepends=True)
    start = next(number for number, line in enumerate(lines) if not line.startswith("#"))
    return {
        "name": name,
        "title": found.title,
        "description": found.description,
        "text": f"# {found.title}\n{''.join(lines[start:])}",
    }


def _short(iri: str) -> str:
    """Shorten an IRI by the prefixes that everybody here knows."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and len(iri) > len(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri.removeprefix("https://w3id.org/iurc/id/")

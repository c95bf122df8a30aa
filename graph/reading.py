"""From the files a user names to the imports they stand for."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path

import pyoxigraph

from iurc.graph import named_graph, source
from iurc.graph.candidate import Candidate, Mode, assemble
from iurc.graph.errors import BadUsage, InputProblems, IurcError
from iurc.graph.parse import statements
from iurc.graph.register import Register
from iurc.graph.source import Source
from iurc.graph.statement import Statement

_METADATA = "csv-metadata.json"


@dataclass(frozen=True, slots=True)
class Request:
    """How the user wants files to be read.

    Attributes:
        paths: The files.
        mapping: CSVW metadata for the tables among them; else the metadata that lies beside each.
        dataset: The name or IRI of the graph; else the one the metadata names, or the stem of the file's name.
        mode: See `Mode`.
        origin: The page the files come from.
        limit: The largest file taken, in bytes.
    """

    paths: Sequence[Path]
    mapping: Path | None = None
    dataset: str | None = None
    mode: Mode = Mode.REPLACE
    origin: str | None = None
    limit: int = source.DEFAULT_LIMIT

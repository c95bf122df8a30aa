"""Files as they come in: bytes with a name, a syntax and a fingerprint."""

import codecs
import hashlib
import mimetypes
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph

from iurc.graph.errors import BadUsage, Unreadable
from iurc.shapes.position import Position

CSV = "text/csv"
TSV = "text/tab-separated-values"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLSM = "application/vnd.ms-excel.sheet.macroEnabled.12"
TABLES = {".csv": CSV, ".tsv": TSV, ".tab": TSV, ".xlsx": XLSX, ".xlsm": XLSM}
"""The endings of tables, and their media types."""

# Only what the store's own parsers read; N3 is left out because its formulas are no RDF statements.
_RDF_FORMATS = (
    pyoxigraph.RdfFormat.TURTLE,
    pyoxigraph.RdfFormat.TRIG,
    pyoxigraph.RdfFormat.N_TRIPLES,
    pyoxigraph.RdfFormat.N_QUADS,
    pyoxigraph.RdfFormat.JSON_LD,
    pyoxigraph.RdfFormat.RDF_XML,
)
_SUFFIXES = {
    ".ttl": pyoxigraph.RdfFormat.TURTLE,
    ".trig": pyoxigraph.RdfFormat.TRIG,
    ".nt": pyoxigraph.RdfFormat.N_TRIPLES,
    ".nq": pyoxigraph.RdfFormat.N_QUADS,
    ".jsonld": pyoxigraph.RdfFormat.JSON_LD,
    ".rdf": pyoxigraph.RdfFormat.RDF_XML,
    ".owl": pyoxigraph.RdfFormat.RDF_XML,
    ".xml": pyoxigraph.RdfFormat.RDF_XML,
}
_OTHER_SHEETS = {".xls", ".xlsb", ".ods", ".numbers"}
METADATA = "application/csvm+json"
# Their grammars have no place for a byte order mark; what the parser says of one does not help anybody.
_WITHOUT_BOM = frozenset(
    each.media_type
    for each in (
        pyoxigraph.RdfFormat.TURTLE,
        pyoxigraph.RdfFormat.TRIG,
        pyoxigraph.RdfFormat.N_TRIPLES,
        pyoxigraph.RdfFormat.N_QUADS,
    )
)
DEFAULT_LIMIT = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Source:
    """One input, read whole.

    Attributes:
        name: What the user calls it; every message about it begins with this.
        data: Its bytes, unchanged.
        media_type: That of a table (`TABLES`), of CSVW metadata, or of an RDF syntax.
        path: The file it was read from; `None` for an upload.
    """

    name: str
    data: bytes
    media_type: str
    path: Path | None = None

    @property
    def sha256(self) -> str:
        """The fingerprint of the bytes, in hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def is_table(self) -> bool:
        """Whether rows have to be mapped before there are statements."""
        return self.media_type in TABLES.values()

    @property
    def rdf_format(self) -> pyoxigraph.RdfFormat:
        """The RDF syntax; only asked of sources that are no tables."""
        return next(known for known in _RDF_FORMATS if known.media_type == self.media_type)


def read(path: Path, *, limit: int = DEFAULT_LIMIT, name: str | None = None) -> Source:
    """Read a file that is to be judged or imported.

    Args:
        path: The file; its ending tells the syntax.
        limit: The largest size taken, in bytes. Looked at before the first byte is read.
        name: What to call it; its path when left out.

    Raises:
        BadUsage: There is no such file, it is no file, or its ending names no syntax we read.
        Unreadable: It is empty, too large or cannot be read.
    """
    name = name or str(path)
    media_type = _media_type(path)
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise BadUsage(f"{name} is not a file", remedy="name each file to read")
        if size > limit:
            raise Unreadable(
                f"the file has {_megabytes(size)}, more than the {_megabytes(limit)} taken at once",
                remedy="split it, or raise the limit with IURC_MAX_BYTES",
                position=Position(name, 1),
            )
        data = path.read_bytes()
    except FileNotFoundError:
        raise BadUsage(f"there is no file {name}", remedy="check the path") from None
    except OSError as error:
        raise Unreadable(
            f"{name} cannot be read: {error.strerror}", remedy="check its permissions"
        ) from error
    return take(name, data, media_type, path=path)


def take(name: str, data: bytes, media_type: str, *, path: Path | None = None) -> Source:
    """Make a source of bytes that are at hand already.

    Raises:
        Unreadable: There are no bytes, or they are not UTF-8, which every syntax read here is written in.
    """
    if not data.strip():
        raise Unreadable("the file is empty", remedy="check how it was written", position=Position(name, 1))
    if data.startswith(codecs.BOM_UTF8) and media_type in _WITHOUT_BOM:
        raise Unreadable(
            "the file begins with a byte order mark, which this syntax does not know",
            remedy="save the file as UTF-8 without a byte order mark",
            position=Position(name, 1, 1),
        )
    # RDF/XML may declare another encoding in its first line; its parser says so itself. A workbook is an archive.
    if media_type not in {pyoxigraph.RdfFormat.RDF_XML.media_type, XLSX, XLSM}:
        _check_utf8(name, data)
    return Source(name, data, media_type, path)


def _media_type(path: Path) -> str:
    suffix = path.suffix.lower()
    if suffix in TABLES:
        return TABLES[suffix]
    if suffix == ".json":
        return METADATA
    if suffix in _SUFFIXES:
        return _SUFFIXES[suffix].media_type
    if suffix in _OTHER_SHEETS:
        raise BadUsage(
            f"{path} is a workbook of a kind that is not read", remedy="save it as .xlsx, or the sheet as CSV"
        )
    known = ", ".join(sorted([*TABLES, ".json (CSVW metadata)", *_SUFFIXES]))
    guessed = mimetypes.guess_type(path.name)[0]
    hint = f" (it looks like {guessed})" if guessed else ""
    raise BadUsage(
        f"the ending of {path} names no syntax that can be read{hint}", remedy=f"use one of {known}"
    )


def _check_utf8(name: str, data: bytes) -> None:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        start = data.rfind(b"\n", 0, error.start) + 1
        column = len(data[start : error.start].decode("utf-8")) + 1
        raise Unreadable(
            f"byte {data[error.start]:#04x} is not UTF-8",
            remedy="save the file as UTF-8",
            position=Position(name, line, column),
        ) from None


def _megabytes(size: int) -> str:
    return f"{size / 1024 / 1024:.1f} MiB"

"""The ZIP archive that a workbook is: looked through before anything in it is unpacked for good.

An `.xlsx` file is an Open Packaging Conventions package (ECMA-376, part 2): XML parts in a ZIP archive. Its directory says
how large each part becomes, and the zip module reads no more of a part than its directory entry says, so limits on the
directory are limits on what is unpacked. Parts hold no document type declarations (part 2, section 8.1.4), so one is refused
before any parser could expand its entities.
"""

import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Final, NoReturn
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from iurc.graph.errors import Unreadable
from iurc.shapes.position import Position

MOST_PARTS: Final = 2_000
"""The most entries of an archive."""
MOST_UNPACKED: Final = 512 << 20
"""The most bytes that all parts together may unpack to."""
MOST_STRINGS: Final = 128 << 20
"""The most bytes of the table of strings, which is held in memory."""
MOST_OF_A_PART: Final = 16 << 20
"""The most bytes of any other part, which is held in memory as a tree, and of a single row."""
MOST_RATIO: Final = 300
"""How many times larger a part over `MOST_OF_A_PART` may be than its compressed form; sheets reach a tenth of that."""

_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CHUNK: Final = 1 << 20
_PROLOGUE: Final = 1 << 16
_ROW_END: Final = re.compile(rb"</(?:[A-Za-z_][\w.-]*:)?row\s*>")
_SHEETS: Final = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_STRINGS: Final = re.compile(r"xl/sharedstrings\.xml", re.IGNORECASE)
_XML: Final = re.compile(r".*\.(?:xml|rels|vml)", re.IGNORECASE)
_ENCRYPTED: Final = 0x1


def check(stream: IO[bytes], name: str) -> None:
    """Look through the archive of a workbook.

    Args:
        stream: Its bytes; left at their beginning.
        name: What positions call it.

    Raises:
        Unreadable: It is no archive, is damaged or cut off, would unpack to too much, or holds what no workbook holds.
    """
    start = stream.read(len(_COMPOUND))
    stream.seek(0)
    if start == _COMPOUND:
        _fail(
            name,
            "this is an old .xls workbook, or one locked with a password",
            "save it as .xlsx without a password",
        )
    with opened(name), ZipFile(stream) as archive:
        _check_directory(name, archive.infolist())
        for entry in archive.infolist():
            _check_part(name, archive, entry)
    stream.seek(0)


@contextmanager
def opened(name: str) -> Iterator[None]:
    """Turn what the zip module says of a damaged archive into a problem of the file.

    Raises:
        Unreadable: The archive is damaged.
    """
    try:
        yield
    except (BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        _fail(
            name,
            f"the workbook is damaged or was cut off ({str(error).rstrip('.') or 'its end is missing'})",
            "get the whole file, or save it again",
        )


def _check_directory(name: str, entries: list[ZipInfo]) -> None:
    remedy = "save the sheet in a workbook of its own, or as CSV"
    if len(entries) > MOST_PARTS:
        _fail(name, f"the workbook has {len(entries):,} parts, more than the {MOST_PARTS:,} taken", remedy)
    if len({entry.filename for entry in entries}) < len(entries):
        _fail(name, "the archive names one part twice, as no workbook does", "save it again")
    total = sum(entry.file_size for entry in entries)
    if total > MOST_UNPACKED:
        _fail(
            name,
            f"the workbook would unpack to {_mebibytes(total)}, more than the {_mebibytes(MOST_UNPACKED)} taken",
            remedy,
        )
    for entry in entries:
        if entry.flag_bits & _ENCRYPTED:
            _fail(name, f"the part {entry.filename} is encrypted", "save it without a password")
        if entry.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
            _fail(
                name,
                f"the part {entry.filename} is compressed in a way that workbooks are not",
                "save it again",
            )
        if entry.file_size > MOST_OF_A_PART and entry.file_size > MOST_RATIO * entry.compress_size:
            _fail(
                name,
                f"the part {entry.filename} would unpack to {_mebibytes(entry.file_size)}, more than {MOST_RATIO} times its size",
                "this looks like a ZIP bomb; where it is none, delete empty rows and save it again",
            )
        most = _most(entry.filename)
        if entry.file_size > most:
            _fail(
                name,
                f"the part {entry.filename} has {_mebibytes(entry.file_size)}, more than the {_mebibytes(most)} taken",
                remedy,
            )


def _most(part: str) -> int:
    if _STRINGS.fullmatch(part):
        return MOST_STRINGS
    return MOST_OF_A_PART if _XML.fullmatch(part) and not _SHEETS.fullmatch(part) else MOST_UNPACKED


def _check_part(name: str, archive: ZipFile, entry: ZipInfo) -> None:
    if not _XML.fullmatch(entry.filename):
        return
    with archive.open(entry) as part:
        _check_prologue(name, entry.filename, part.read(_PROLOGUE))
    if _SHEETS.fullmatch(entry.filename) and entry.file_size > MOST_OF_A_PART:
        with archive.open(entry) as part:
            _check_rows(name, entry.filename, part)


def _check_prologue(name: str, part: str, start: bytes) -> None:
    """Refuse a document type declaration; what is before the first element is all that can hold one."""
    parser = expat.ParserCreate()
    found: list[str] = []

    def declared(*_: object) -> None:
        found.append("declaration")

    def begun(*_: object) -> None:
        found.append("element")

    parser.StartDoctypeDeclHandler = declared
    parser.StartElementHandler = begun
    try:
        parser.Parse(start, False)  # noqa: FBT003 - the signature of expat
    except expat.ExpatError as error:
        if not found:
            _fail(name, f"the part {part} is no XML ({error})", "save the workbook again")
    if found[:1] == ["declaration"]:
        _fail(
            name,
            f"the part {part} declares a document type, as no workbook does",
            "save the workbook again, or do not trust it",
        )
    if not found and start:
        _fail(name, f"the part {part} does not begin like that of a workbook", "save the workbook again")


def _check_rows(name: str, part: str, stream: IO[bytes]) -> None:
    """Hold the rows of a large sheet to what fits into memory one at a time."""
    since, before = 0, b""
    while chunk := stream.read(_CHUNK):
        ends = [match.end() for match in _ROW_END.finditer(before + chunk)]
        since = len(before) + len(chunk) - ends[-1] if ends else since + len(chunk)
        if since > MOST_OF_A_PART:
            _fail(
                name,
                f"a row of the part {part} has more than {_mebibytes(MOST_OF_A_PART)}",
                "save the sheet as CSV",
            )
        before = chunk[-32:]


def _mebibytes(size: int) -> str:
    return f"{size / 1024 / 1024:,.0f} MiB"


def _fail(name: str, message: str, remedy: str) -> NoReturn:
    raise Unreadable(message, remedy=remedy, position=Position(name, 1))

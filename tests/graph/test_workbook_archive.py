"""The archive of a workbook is looked through before it is unpacked."""

import io
import struct
import zipfile
from collections.abc import Callable
from typing import Any

import pytest

from iurc.graph import workbook_archive
from iurc.graph.errors import Unreadable


def refused(data: bytes) -> Unreadable:
    """Check an archive that is refused."""
    with pytest.raises(Unreadable) as caught:
        workbook_archive.check(io.BytesIO(data), "x.xlsx")
    assert str(caught.value.position) == "x.xlsx:1"
    assert caught.value.remedy
    return caught.value


@pytest.fixture
def good(sheets: Any) -> bytes:
    """A workbook with one cell."""
    return sheets.packed(sheets.parts(sheets.row(1, sheets.string("a"))))


def test_a_workbook_passes_and_is_left_at_its_beginning(good: bytes) -> None:
    """Whoever reads on begins at the first byte."""
    stream = io.BytesIO(good)
    workbook_archive.check(stream, "x.xlsx")
    assert stream.tell() == 0


@pytest.mark.parametrize("kept", [0.01, 0.1, 0.5, 0.9, 0.99])
def test_a_truncated_archive_is_told(good: bytes, kept: float) -> None:
    """However much of it is left."""
    assert "damaged or was cut off" in refused(good[: int(len(good) * kept)]).message


def test_an_old_workbook_is_told() -> None:
    """The compound file of .xls and of locked workbooks is no archive at all."""
    error = refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert "old .xls workbook" in error.message
    assert error.remedy == "save it as .xlsx without a password"


def test_a_damaged_part_is_told(good: bytes) -> None:
    """A part whose bytes do not have their checksum is found before the sheet is read."""
    place = good.index(b"xl/styles.xml") + len("xl/styles.xml") + 20
    assert "damaged" in refused(good[:place] + b"\xff\xff\xff\xff" + good[place + 4 :]).message


def _bomb(good: bytes, size: int) -> bytes:
    """Make an archive with a part of spaces, a thousand times smaller than it unpacks to."""
    stream = io.BytesIO(good)
    with (
        zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/worksheets/sheet2.xml", "w") as part,
    ):
        part.write(b"<x>")
        for _ in range(size >> 20):
            part.write(b" " * (1 << 20))
    return stream.getvalue()


def test_a_zip_bomb_is_refused_by_its_directory(good: bytes) -> None:
    """The ratio is told, and nothing of it is unpacked."""
    error = refused(_bomb(good, 40 << 20))
    assert "would unpack to 40 MiB, more than 300 times its size" in error.message
    assert "ZIP bomb" in (error.remedy or "")


@pytest.mark.parametrize(
    ("name", "size", "message"),
    [
        ("xl/worksheets/sheet1.xml", 600 << 20, "would unpack to 600 MiB, more than the 512 MiB taken"),
        ("xl/sharedStrings.xml", 200 << 20, r"xl/sharedStrings.xml has 200 MiB, more than the 128 MiB taken"),
        ("xl/styles.xml", 20 << 20, "xl/styles.xml has 20 MiB, more than the 16 MiB taken"),
    ],
)
def test_a_size_in_the_directory_is_enough(sheets: Any, name: str, size: int, message: str) -> None:
    """What a part claims to unpack to is held against the limits; a lie about less is a damaged archive."""

    def claim(data: bytes, place: int) -> bytes:
        # In a directory entry the compressed size stands at 20, the size at 24 and the name at 46.
        at = place - 46
        return data[: at + 20] + struct.pack("<II", size, size) + data[at + 28 :]

    data = sheets.packed({**sheets.parts(""), name: "<x/>"})
    assert message in refused(claim(data, data.rindex(name.encode()))).message


def test_too_many_parts_are_refused(sheets: Any) -> None:
    """An archive of thousands of entries is no workbook."""
    assert "2,001 parts" in refused(sheets.packed({f"{number}.bin": b"" for number in range(2001)})).message


def _twice(sheets: Any, parts: dict[str, str]) -> bytes:
    stream = io.BytesIO(sheets.packed(parts))
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("xl/styles.xml", "<x/>")
    return stream.getvalue()


def _locked(sheets: Any, parts: dict[str, str]) -> bytes:
    data = bytearray(sheets.packed(parts))
    data[data.rindex(b"xl/styles.xml") - 46 + 8] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (_twice, "names one part twice"),
        (_locked, "xl/styles.xml is encrypted"),
        (
            lambda sheets, parts: sheets.packed(parts, zipfile.ZIP_LZMA),
            "compressed in a way that workbooks are not",
        ),
    ],
)
def test_archives_that_no_spreadsheet_program_writes_are_refused(
    sheets: Any, make: Callable[[Any, dict[str, str]], bytes], message: str
) -> None:
    """What two readers could read in two ways is read in none."""
    assert message in refused(make(sheets, sheets.parts(""))).message


BILLION = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]><x>&c;</x>'


@pytest.mark.parametrize(
    "part",
    [
        "xl/worksheets/sheet1.xml",
        "xl/styles.xml",
        "xl/workbook.xml",
        "_rels/.rels",
        "[Content_Types].xml",
        "docProps/core.xml",
    ],
)
@pytest.mark.parametrize(
    "text",
    [
        BILLION.encode(),
        b'<?xml version="1.0"?><!-- one --><!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>',
        ('<?xml version="1.0" encoding="UTF-16"?>' + BILLION).encode("utf-16"),
    ],
    ids=["entities", "external", "UTF-16"],
)
def test_document_types_are_refused_in_every_part(sheets: Any, part: str, text: bytes) -> None:
    """No parser gets to see an entity."""
    assert (
        f"the part {part} declares a document type"
        in refused(sheets.packed({**sheets.parts(""), part: text})).message
    )


def test_a_comment_cannot_hide_a_document_type(sheets: Any) -> None:
    """A part that has not begun after 64 KiB is refused."""
    text = f"<!--{'x' * 70_000}-->{BILLION}"
    assert (
        "does not begin like that of a workbook"
        in refused(sheets.packed({**sheets.parts(""), "xl/styles.xml": text})).message
    )


def test_what_is_no_xml_is_told(sheets: Any) -> None:
    """The part is named."""
    assert (
        "the part xl/styles.xml is no XML"
        in refused(sheets.packed({**sheets.parts(""), "xl/styles.xml": "PK?"})).message
    )


def test_one_endless_row_is_refused(sheets: Any) -> None:
    """A row is held in memory as a whole, so it may not be as large as a sheet may."""
    # Random enough not to look like a bomb.
    cells = "".join(f'<c r="A1"><v>{number * 7919}</v></c>' for number in range(700_000))
    error = refused(sheets.packed(sheets.parts(f"<row>{cells}</row>")))
    assert "a row of the part xl/worksheets/sheet1.xml has more than 16 MiB" in error.message
    rows = "".join(f'<row><c r="A1"><v>{number * 7919}</v></c></row>' for number in range(500_000))
    workbook_archive.check(io.BytesIO(sheets.packed(sheets.parts(rows))), "x.xlsx")

"""iurc.graph.source: bytes with a name."""

import hashlib
from pathlib import Path

import pytest

from iurc.graph import source
from iurc.graph.errors import BadUsage, Unreadable


def test_a_file_is_read_whole_with_its_fingerprint(tmp_path: Path) -> None:
    """The bytes are kept as they are and the SHA-256 is theirs."""
    path = tmp_path / "a.ttl"
    path.write_bytes("<urn:a> <urn:b> 'é' .\r\n".encode())
    read = source.read(path)
    assert read.data == path.read_bytes()
    assert read.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert read.media_type == "text/turtle"
    assert not read.is_table


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("A.CSV", "text/csv"),
        ("a.tsv", "text/tab-separated-values"),
        ("a.tab", "text/tab-separated-values"),
        ("a.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("a.xlsm", "application/vnd.ms-excel.sheet.macroEnabled.12"),
    ],
)
def test_a_table_is_known_by_its_ending(tmp_path: Path, name: str, media_type: str) -> None:
    """Whatever the case of its ending."""
    path = tmp_path / name
    path.write_text("a\n1\n")
    read = source.read(path)
    assert read.is_table
    assert read.media_type == media_type


def test_a_workbook_is_no_text(tmp_path: Path) -> None:
    """Its bytes are not held to UTF-8."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"PK\x03\x04\xff")
    assert source.read(path).data == b"PK\x03\x04\xff"


@pytest.mark.parametrize("name", ["a.xls", "a.xlsb", "a.ods", "A.NUMBERS"])
def test_other_workbooks_are_refused_with_a_way_out(tmp_path: Path, name: str) -> None:
    """The kinds that people have are named as what they are."""
    (tmp_path / name).write_bytes(b"x")
    with pytest.raises(BadUsage, match="a workbook of a kind that is not read") as caught:
        source.read(tmp_path / name)
    assert caught.value.remedy == "save it as .xlsx, or the sheet as CSV"


@pytest.mark.parametrize("data", [b"", b" \n\t\n"])
def test_an_empty_file_is_refused(tmp_path: Path, data: bytes) -> None:
    """A file with nothing in it is told as such, not parsed to nothing."""
    path = tmp_path / "empty.nt"
    path.write_bytes(data)
    with pytest.raises(Unreadable, match=r"empty\.nt:1: the file is empty"):
        source.read(path)


def test_bytes_that_are_not_utf8_are_placed(tmp_path: Path) -> None:
    """Line and column are those of the first wrong byte, counted in characters."""
    path = tmp_path / "latin.ttl"
    path.write_bytes("# ö\n# ääx".encode() + b"\xe9\n")
    with pytest.raises(Unreadable) as caught:
        source.read(path)
    assert (caught.value.position.line, caught.value.position.column) == (2, 6)
    assert caught.value.remedy == "save the file as UTF-8"


def test_a_file_over_the_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    """The size is looked at, not the content: a sparse file of 200 MB costs nothing."""
    path = tmp_path / "big.ttl"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    with pytest.raises(Unreadable, match=r"200\.0 MiB.*IURC_MAX_BYTES"):
        source.read(path)


@pytest.mark.parametrize("name", ["missing.ttl", "folder.ttl", "file.docx"])
def test_what_is_no_readable_file_is_bad_usage(tmp_path: Path, name: str) -> None:
    """A missing file, a folder and an unknown ending are mistakes of the call."""
    (tmp_path / "folder.ttl").mkdir()
    (tmp_path / "file.docx").write_text("x")
    with pytest.raises(BadUsage, match=name):
        source.read(tmp_path / name)


def test_rdf_xml_may_declare_its_own_encoding() -> None:
    """The one syntax with an encoding of its own is not held to UTF-8 here."""
    data = '<?xml version="1.0" encoding="ISO-8859-1"?><x>é</x>'.encode("latin-1")
    assert source.take("a.rdf", data, "application/rdf+xml").data == data


def test_a_byte_order_mark_is_told_where_the_syntax_has_none(tmp_path: Path) -> None:
    """Turtle with a mark is refused with the way out; a table with one is taken."""
    for name in ("a.ttl", "a.csv"):
        (tmp_path / name).write_bytes(b"\xef\xbb\xbf<urn:a> <urn:b> 1 .")
    with pytest.raises(Unreadable, match="without a byte order mark"):
        source.read(tmp_path / "a.ttl")
    assert source.read(tmp_path / "a.csv").is_table

"""Characters that would do harm."""

import xml.etree.ElementTree as ET
from xml.sax.saxutils import escape

from hypothesis import given
from hypothesis import strategies as st

from iurc.shapes.reporting.safe import columns_kept, cut, encodable, in_xml, one_line

ANY = st.text(st.characters(codec=None, categories=None))


def test_one_line() -> None:
    """Controls are written as escapes that tell what they were."""
    assert one_line("a\nb\tc\x1b[31m\u202e") == "a\\nb\\tc\\u001B[31m\\u202E"


@given(ANY)
def test_lines_keep_their_columns(text: str) -> None:
    """Each character stays one character, and none of them controls a terminal."""
    kept = columns_kept(text)
    assert len(kept) == len(text)
    assert not any(ord(character) < 0x20 or 0x7F <= ord(character) < 0xA0 for character in kept)


@given(ANY)
def test_any_text_in_xml(text: str) -> None:
    """Any text at all can be put into XML and read back, but for line ends, which XML itself changes."""
    document = f"<a>{escape(in_xml(text), {chr(13): '&#13;'})}</a>".encode()
    assert (ET.fromstring(document).text or "") == in_xml(text)  # noqa: S314 - written by ourselves


@given(ANY)
def test_any_text_in_utf_8(text: str) -> None:
    """Any text at all can be encoded; what UTF-8 can hold stays as it is."""
    told = encodable(text)
    assert told.encode().decode() == told
    if not any("\ud800" <= character <= "\udfff" for character in text):
        assert told == text


def test_cut() -> None:
    """A text that is too long ends in a mark and has the length that was asked for."""
    assert cut("abc", 3) == "abc"
    assert cut("abcd", 3) == "ab…"

"""iurc.graph.locating.near: where a statement stands roughly."""

import pyoxigraph

from iurc.graph.locating import near
from iurc.graph.locating.origin import quads
from iurc.graph.source import take

F = pyoxigraph.RdfFormat


def lines(text: str, syntax: pyoxigraph.RdfFormat) -> list[int]:
    """The lines near the statements of a text."""
    source = take("f", text.encode(), syntax.media_type)
    return list(near.lines(source, None, list(quads(source, None))))


def test_it_is_the_line_by_which_a_statement_was_complete() -> None:
    """The parser is fed line by line; a statement stands on the line it was fed last, or before."""
    assert lines('<urn:a> <urn:b>\n\n<urn:c> ,\n"""d\ne""" .', F.TURTLE) == [3, 5]
    top = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:u="urn:">\n<rdf:Description rdf:about="urn:a">\n'
    assert lines(f"{top}<u:b>x</u:b>\n\n<u:c>y</u:c></rdf:Description></rdf:RDF>", F.RDF_XML) == [3, 5]


def test_a_line_longer_than_a_read_is_counted_once() -> None:
    """However the parser asks for its bytes, lines are counted by their ends."""
    long = "x" * 100_000
    assert lines(f'<urn:a> <urn:b> "{long}" .\n<urn:a> <urn:b> "y" .', F.N_TRIPLES) == [1, 2]


def test_json_ld_gives_the_line_that_names_the_subject() -> None:
    """A document is complete as a whole only; a node without a name is somewhere in it."""
    text = '{"@context": {"e": "urn:x/"},\n"@id": "e:s",\n"urn:p": {"@id": "urn:full",\n"urn:q": [{"urn:r": 1}, 2]}}'
    assert lines(text, F.JSON_LD) == [2, 3, 1, 3]

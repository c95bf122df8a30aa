"""iurc.graph.locating.rdf_xml: the n-th statement of the second reading is the n-th of the store's parser."""

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iurc.graph.locating import rdf_xml
from iurc.graph.locating.align import in_order
from iurc.graph.locating.found import Unfollowed

F = pyoxigraph.RdfFormat
TOP = (
    '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE rdf:RDF [<!ENTITY u "urn:u:">]>\n'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="urn:e:" xml:base="http://x.example/é/a">{}</rdf:RDF>\n'
)

space = st.sampled_from(["", " ", "\n  ", "\n<!-- <e:T rdf:about='no'> -->\n"])
gap = st.sampled_from([" ", "\n\t"])
about = st.sampled_from(
    [
        "",
        ' rdf:about="urn:a"',
        " rdf:about='#b'",
        ' rdf:about="&u;c"',
        ' rdf:nodeID="n1"',
        ' rdf:about=""',
        "\n rdf:about = 'd/é'",
    ]
)
attribute = st.sampled_from(
    [
        "",
        ' e:p="x"',
        " e:q='&lt;&amp; é'",
        ' xml:lang="DE"',
        ' rdf:type="urn:t"',
        ' xml:base="http://y.example/"',
        ' e:r=""',
        ' xml:space="x"',
    ]
)
kind = st.sampled_from(["rdf:Description", "e:T", "e:Ü"])
verb = st.sampled_from(["e:p", "e:q.r", "rdf:li", "rdf:value"])
text = st.sampled_from(["", "x", " a\n b ", "é &amp; &#228;", "<![CDATA[<i>]]>", "\n\t"])
datatype = st.sampled_from(["", "", ' rdf:datatype="urn:t"', ' xml:lang="en-GB"'])
resource = st.sampled_from(
    [
        ' rdf:resource="urn:r"',
        ' rdf:resource="#s"',
        ' rdf:nodeID="n1"',
        ' e:z="1"',
        ' rdf:resource="" e:z="&u;"',
    ]
)


def element(node: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """A node element with properties that hold nodes."""
    inner = st.lists(st.one_of(simple, holding(node)), max_size=3).map("".join)
    return st.tuples(kind, about, attribute, inner, space).map(
        lambda p: f"{p[4]}<{p[0]}{p[1]}{p[2]}>{p[3]}{p[4]}</{p[0]}>"
    )


def holding(node: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """A property element that holds a node, a collection, or properties of a blank node."""
    one = st.tuples(verb, node).map(lambda p: f"<{p[0]}>{p[1]}</{p[0]}>")
    several = st.tuples(verb, st.lists(node, max_size=3)).map(
        lambda p: f'<{p[0]} rdf:parseType="Collection">{"".join(p[1])}</{p[0]}>'
    )
    blank = st.tuples(verb, st.lists(simple, max_size=2)).map(
        lambda p: f"<{p[0]} rdf:parseType='Resource'>{''.join(p[1])}</{p[0]}>"
    )
    return st.one_of(one, several, blank)


simple = st.one_of(
    st.tuples(verb, datatype, text).map(lambda p: f"<{p[0]}{p[1]}>{p[2]}</{p[0]}>"),
    st.tuples(verb, resource, gap).map(lambda p: f"<{p[0]}{p[1]}{p[2]}/>"),
    verb.map(lambda name: f'<{name} rdf:parseType="Literal">a <b c="d">e</b>&amp;</{name}>'),
)
leaf = st.tuples(kind, about, attribute).map(lambda p: f"<{p[0]}{p[1]}{p[2]}/>")
document = st.lists(st.recursive(leaf, element, max_leaves=5), max_size=3).map(
    lambda nodes: TOP.format("".join(nodes)).encode()
)


def read(data: bytes) -> list[pyoxigraph.Quad]:
    """Read with the store's parser."""
    return list(pyoxigraph.parse(data, format=F.RDF_XML, rename_blank_nodes=False))


@given(document)
def test_it_is_read_as_the_parser_reads_it(data: bytes) -> None:
    """Whatever is nested in whatever, both readings give the same statements in the same order."""
    quads = read(data)
    assert len(in_order(rdf_xml.walk(data), quads)) == len(quads)
    assert len(list(rdf_xml.walk(data))) == len(quads)


def test_reified_statements_are_read_too() -> None:
    """A statement with rdf:ID is said and described."""
    data = TOP.format(
        '<e:T rdf:about="#x"><e:p rdf:ID="s">t</e:p><e:q rdf:ID="u" rdf:parseType="Resource"/></e:T>'
    ).encode()
    quads = read(data)
    assert len(quads) == len(in_order(rdf_xml.walk(data), quads)) == 11


def test_the_terms_are_placed_where_they_stand() -> None:
    """Names of elements and attributes, values of attributes, and text are the places of terms."""
    body = (
        '<e:T rdf:about="#s" e:p="v"><e:q>\n  text </e:q><e:r rdf:resource="#o"/>'
        '<e:n><e:U/></e:n><e:l rdf:parseType="Collection"><e:V rdf:about="#i"/></e:l></e:T>'
    )
    data = TOP.format(body).encode()
    found = [tuple(data[at : at + 4].decode() for at in each[3:]) for each in rdf_xml.walk(data)]
    assert found == [
        ('#s" ', "e:T ", "e:T "),
        ('#s" ', "e:p=", 'v"><'),
        ('#s" ', "e:q>", "text"),
        ('#s" ', "e:r ", '#o"/'),
        ("e:U/", "e:U/", "e:U/"),
        ('#s" ', "e:n>", "e:U/"),
        ('#i"/', "e:V ", "e:V "),
        ('#s" ', "e:l ", '#i"/'),
        ('#i"/', '#i"/', "e:l "),
        ('#i"/', '#i"/', '#i"/'),
    ]


@pytest.mark.parametrize(
    "body",
    [
        '<e:T><e:p rdf:parseType="Triple"><e:T rdf:about="urn:a"><e:q>x</e:q></e:T></e:p></e:T>',
        '<e:T><e:p rdf:annotation="urn:a">x</e:p></e:T>',
    ],
)
def test_what_is_not_rdf_1_1_is_told(body: str) -> None:
    """A triple term ends the reading."""
    with pytest.raises(Unfollowed):
        list(rdf_xml.walk(TOP.format(body).encode()))

"""iurc.graph.locating.xml_tag: the places of attributes in a start tag."""

from iurc.graph.locating.xml_tag import read


def test_attributes_are_found_in_their_order() -> None:
    """Declarations of namespaces are passed over; any quotation marks and white space will do."""
    data = b"..<e:T xmlns:e='urn:e:'\n e:p = \"a>b\" xmlns='x' e:q='' />"
    tag = read(data, "urn:e:T", ["urn:e:p", "a>b", "urn:e:q", ""], 2)
    assert data[tag.name_at : tag.name_at + 3] == b"e:T"
    assert [
        (each.name, data[each.name_at : each.name_at + 3], data[each.at : each.at + 3])
        for each in tag.attributes.values()
    ] == [
        ("urn:e:p", b"e:p", b"a>b"),
        ("urn:e:q", b"e:q", b"' /"),
    ]


def test_where_text_and_parser_differ_the_name_of_the_element_stands_for_all() -> None:
    """An attribute that is not in the text, as one from an entity, is not placed by guess."""
    tag = read(b"<e:T e:p='x'>", "urn:e:T", ["urn:e:p", "x", "urn:e:q", "y"], 0)
    assert {(each.name_at, each.at) for each in tag.attributes.values()} == {(1, 1)}

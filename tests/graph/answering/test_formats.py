import pytest

from iurc.graph.answering import formats
from iurc.graph.answering.query import Form
from iurc.graph.errors import BadUsage


@pytest.mark.parametrize("form", Form)
def test_each_offer_is_found_by_its_names(form: Form):
    """A format is found by name, media type and suffix, in any case of letters."""
    for offer in formats.offers(form):
        assert formats.find(offer.name.upper(), form) is offer
        assert formats.find(f" {offer.essence} ", form) is offer
        assert formats.find(offer.suffix, form) is offer


@pytest.mark.parametrize("form", Form)
def test_each_offer_has_the_serialiser_of_its_form(form: Form):
    """Tables are offered for SELECT and ASK, graphs for the other two, and the engine can write all of them."""
    for offer in formats.offers(form):
        assert (offer.graph if form.gives_graph else offer.rows) is not None


def test_names_are_unique():
    """No two formats share a name or a media type."""
    every = (*formats.TABLES, *formats.GRAPHS, formats.PREVIEW)
    assert len({each.name for each in every}) == len({each.essence for each in every}) == len(every)


def test_a_format_of_the_other_form_is_refused_with_the_offers():
    """Turtle is no form of a table; the message lists what is."""
    with pytest.raises(BadUsage, match="json, xml, csv, tsv"):
        formats.find("turtle", Form.SELECT)

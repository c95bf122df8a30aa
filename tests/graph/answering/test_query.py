import pytest
from hypothesis import given
from hypothesis import strategies as st

from iurc.graph.answering.limits import Limits
from iurc.graph.answering.query import Dataset, Form, check
from iurc.graph.errors import QueryRefused


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("SELECT * {}", Form.SELECT),
        ("# a comment\nselect?x{}", Form.SELECT),
        ("PREFIX select: <http://x/> BASE <http://y/> ASK {}", Form.ASK),
        ('VERSION "1.2" CONSTRUCT WHERE {}', Form.CONSTRUCT),
        ("DESCRIBE <http://x/>", Form.DESCRIBE),
    ],
)
def test_the_form_is_the_first_word_after_the_prologue(text: str, form: Form):
    """The form is found behind comments, prefixes and bases, in any case of letters."""
    assert check(text).form is form


@pytest.mark.parametrize(
    ("text", "message", "place"),
    [
        ("", "empty", "query:1:1"),
        ("  # nothing\n", "empty", "query:2:1"),
        ("PREFIX a: <http://a/>", "ends after its prefixes", "query:1:22"),
        ("INSERT DATA { <a:a> <a:b> 1 }", "update", "query:1:1"),
        ("PREFIX a: <http://a/>\nDELETE WHERE { ?s ?p ?o }", "update", "query:2:1"),
        ("SELEC * {}", "expected SELECT", "query:1:1"),
        ("<html>", "expected SELECT", "query:1:1"),
        ("\x00", "expected SELECT", "query:1:1"),
    ],
)
def test_what_is_no_query_is_refused_with_its_place(text: str, message: str, place: str):
    """Empty texts, updates and other texts are refused where they begin."""
    with pytest.raises(QueryRefused, match=message) as caught:
        check(text)
    assert str(caught.value.position) == place


def test_a_text_that_is_too_long_is_refused():
    """The length of a query is limited."""
    with pytest.raises(QueryRefused, match="characters"):
        check("ASK {}" + " " * 100, Limits(query_length=100))


def test_from_clauses_are_resolved():
    """Names in FROM clauses are resolved by prefixes and base, and told apart from FROM NAMED."""
    query = check(
        "BASE <http://b/> PREFIX a: <sub/> PREFIX : <http://e/> "
        "SELECT * FROM a:x FROM <y> FROM NAMED :z FROM NAMED <http://n/> FROM a:x { ?from ?p 'FROM <q>' }"
    )
    assert query.dataset == Dataset(("http://b/sub/x", "http://b/y"), ("http://e/z", "http://n/"))


def test_without_from_there_is_no_dataset():
    """A query without FROM leaves the dataset to the service."""
    assert check("SELECT ?from { ?from <x:from> 'FROM <x:y>' } # FROM <a:b>").dataset is None


def test_the_key_forgets_white_space_and_comments_only():
    """Two texts that differ in white space and comments have one key; literals and IRIs keep theirs."""
    assert check("SELECT  *\n{ ?s ?p 'a  b' # c\n}").key == check("SELECT * {\t?s ?p 'a  b' }").key
    assert check("ASK { ?s ?p 'a  b' }").key != check("ASK { ?s ?p 'a b' }").key
    assert check("ASK { ?s ?p '#a' }").key != check("ASK { ?s ?p '#b' }").key


@given(st.lists(st.sampled_from([" ", "\n", "\t", "#x\n"]), min_size=1, max_size=4).map("".join))
def test_any_run_of_space_gives_the_same_key(space: str):
    """The key does not depend on which spaces and comments stand between two words."""
    assert check(f"ASK{space}{{}}").key == "ASK {}"


@pytest.mark.parametrize("call", ["NOW()", "rand()", "UUID()", "STRUUID()", "BNODE()", "1-NOW()"])
def test_a_query_with_fresh_values_is_not_repeatable(call: str):
    """A query whose second evaluation may differ is marked."""
    assert not check(f"SELECT ({call} AS ?x) {{}}").repeatable


def test_names_like_functions_are_repeatable():
    """Variables and names that look like those functions do not count."""
    assert check("SELECT ?now { ?now <x:rand> 'UUID()' ; ex:now ?uuid }").repeatable

from urllib.parse import quote, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iurc.api.problems import AddressTooLong, ContentTooLarge, MethodNotAllowed, UnsupportedMediaType
from iurc.api.protocol import DIRECT, FORM, Request, read
from iurc.graph.answering.limits import Limits
from iurc.graph.answering.query import Dataset
from iurc.graph.errors import BadUsage, IurcError, QueryRefused

LIMITS = Limits(query_length=2000)


def get(**fields: str) -> Request:
    """Read a GET request."""
    return read("GET", urlencode(fields).encode(), "", b"", LIMITS)


def post(content_type: str, body: bytes, address: bytes = b"") -> Request:
    """Read a POST request."""
    return read("POST", address, content_type, body, LIMITS)


@given(st.text(max_size=50))
def test_the_three_ways_to_send_a_query_are_one(text: str):
    """GET, a form and a direct body give the same query."""
    wanted = text.removeprefix("\ufeff")
    form = urlencode({"query": text}).encode()
    assert get(query=text).text == post(FORM, form).text == text
    assert post(DIRECT, text.encode()).text == wanted
    assert read("QUERY", b"", DIRECT, text.encode(), LIMITS).text == wanted


def test_parameters_are_read():
    """Graphs, format, timeout and release are taken from the address, repeated graphs in order."""
    address = b"default-graph-uri=http%3A%2F%2Fa%2F&default-graph-uri=http%3A%2F%2Fb%2F&named-graph-uri=http%3A%2F%2Fc%2F"
    request = post(DIRECT, b"ASK {}", address + b"&format=csv&timeout=2&release=0001-ab&other=x")
    assert request == Request(
        "ASK {}", Dataset(("http://a/", "http://b/"), ("http://c/",)), "csv", "2", "0001-ab"
    )


def test_a_form_may_name_graphs_in_the_address():
    """A form's graphs may stand in the body or in the address."""
    request = post(
        FORM, b"query=ASK+%7B%7D&named-graph-uri=http%3A%2F%2Fb%2F", b"default-graph-uri=http%3A%2F%2Fa%2F"
    )
    assert request.dataset == Dataset(("http://a/",), ("http://b/",))


def test_empty_parameters_are_no_wishes():
    """An empty format or timeout, as a form sends it, is none."""
    request = get(query="ASK {}", format="", timeout="", release="")
    assert (request.format, request.timeout, request.release) == (None, None, None)


def test_odd_percent_signs_are_kept():
    """A percent sign that begins no escape is itself."""
    assert read("GET", b"query=%zz%", "", b"", LIMITS).text == "%zz%"


@pytest.mark.parametrize(
    ("method", "address", "content_type", "body", "error"),
    [
        ("PUT", b"", "", b"", MethodNotAllowed),
        ("get", b"query=ASK", "", b"", MethodNotAllowed),
        ("GET", b"query=ASK&query=ASK", "", b"", QueryRefused),
        ("GET", b"update=x", "", b"", QueryRefused),
        ("GET", b"query=%ff", "", b"", BadUsage),
        ("GET", b"query=\xff", "", b"", BadUsage),
        ("GET", b"query=%ed%a0%80", "", b"", BadUsage),
        ("GET", b"query=ASK&default-graph-uri=relative", "", b"", BadUsage),
        ("GET", b"query=ASK&named-graph-uri=http://a%20b", "", b"", BadUsage),
        ("GET", b"query=ASK&default-graph-uri=", "", b"", BadUsage),
        ("GET", b"query=ASK&format=a&format=b", "", b"", BadUsage),
        ("GET", b"&".join(b"default-graph-uri=a:%d" % n for n in range(250)), "", b"", BadUsage),
        ("GET", b"a=b&" * 900, "", b"", BadUsage),
        ("GET", b"query=" + b"x" * 2001, "", b"", AddressTooLong),
        ("GET", b"x" * 9000, "", b"", AddressTooLong),
        ("POST", b"", "", b"ASK {}", UnsupportedMediaType),
        ("POST", b"", "text/plain", b"ASK {}", UnsupportedMediaType),
        ("POST", b"", "application/sparql-update", b"CLEAR ALL", UnsupportedMediaType),
        ("POST", b"", f"{DIRECT}; charset=utf-16", "ASK {}".encode("utf-16"), UnsupportedMediaType),
        ("POST", b"", DIRECT, "ASK {}".encode("utf-16"), BadUsage),
        ("POST", b"query=ASK", DIRECT, b"ASK {}", QueryRefused),
        ("POST", b"query=ASK", FORM, b"query=ASK", QueryRefused),
        ("POST", b"", FORM, b"update=x", QueryRefused),
        ("POST", b"", FORM, b"query=%ff", BadUsage),
        ("POST", b"", FORM, b"\xff=x", BadUsage),
        ("POST", b"", DIRECT, b"x" * 2001, ContentTooLarge),
        ("POST", b"", FORM, b"query=" + b"x" * 2001, ContentTooLarge),
    ],
)
def test_what_cannot_be_meant_is_refused(
    method: str, address: bytes, content_type: str, body: bytes, error: type[IurcError]
):
    """Each misuse of the protocol is refused as what it is."""
    with pytest.raises(error):
        read(method, address, content_type, body, LIMITS)


@given(
    st.binary(max_size=200),
    st.sampled_from([FORM, DIRECT, "text/plain", f'{FORM}; charset="UTF-8"', ";;=", "\x00"]),
    st.binary(max_size=80),
)
def test_no_request_is_too_odd(address: bytes, content_type: str, body: bytes):
    """Any bytes give a request or a refusal."""
    for method in ("GET", "POST"):
        try:
            told = str(read(method, address, content_type, body, LIMITS))
        except IurcError as refused:
            told = refused.message
        assert told


def test_a_byte_order_mark_is_passed_over():
    """A body that begins with the mark of an editor is read without it."""
    assert post(DIRECT, "\ufeffASK {}".encode()).text == "ASK {}"


def test_names_of_graphs_are_decoded_once():
    """A graph whose name holds a percent sign is named by its escape."""
    name = "http://a/%20b"
    assert read(
        "GET", f"query=ASK&default-graph-uri={quote(name, safe='')}".encode(), "", b"", LIMITS
    ).dataset == Dataset((name,))

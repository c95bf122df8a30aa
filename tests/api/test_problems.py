import json

import pytest

from iurc.api import problems
from iurc.api.negotiate import NotAcceptable
from iurc.graph import errors
from iurc.graph.answering import outcome
from iurc.shapes.position import Position


def _kinds(kind: type[errors.IurcError]) -> list[type[errors.IurcError]]:
    return [kind, *(each for sub in kind.__subclasses__() for each in _kinds(sub))]


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (errors.QueryRefused("x"), 400),
        (errors.BadUsage("x"), 400),
        (errors.Unreadable("x"), 400),
        (errors.NotFound("x"), 404),
        (problems.MethodNotAllowed("PUT", "GET"), 405),
        (NotAcceptable("x"), 406),
        (errors.Conflict("x"), 409),
        (problems.ContentTooLarge("x"), 413),
        (problems.AddressTooLong("x"), 414),
        (problems.UnsupportedMediaType("x"), 415),
        (errors.NotFinished("x"), 503),
        (outcome.loading(), 503),
        (KeyError("x"), 500),
    ],
)
def test_each_error_has_its_status(error: Exception, status: int):
    """The table gives each class of error a status, a title and a type."""
    told = problems.document(error)
    assert (problems.status_of(error), told["status"]) == (status, status)
    assert told["title"]
    assert told["type"].startswith("https://")


def test_every_class_of_error_is_in_the_table():
    """No error of ours is told as an internal one."""
    for kind in _kinds(errors.IurcError):
        if kind is not errors.IurcError and kind.__module__.startswith("iurc."):
            assert problems.status_of(kind.__new__(kind)) < 500 or issubclass(kind, errors.NotFinished)


def test_a_place_and_a_remedy_are_told():
    """Line, column and advice stand in fields of their own."""
    told = problems.document(errors.QueryRefused("no", remedy="do", position=Position("query", 2, 7)))
    assert (told["detail"], told["remedy"], told["line"], told["column"], told["exact"]) == (
        "no",
        "do",
        2,
        7,
        True,
    )


def test_what_was_spent_is_told():
    """A query that was not finished says what it cost, and when to come back where that helps."""
    error = outcome.Ended("late", remedy="less", spent={"seconds": 3}, retry_after=5)
    assert problems.document(error)["spent"] == {"seconds": 3}
    assert (b"retry-after", b"5") in problems.headers(error)


def test_nothing_of_a_fault_leaks():
    """An unexpected error is told without its words, which may hold paths and values."""
    assert b"secret" not in problems.body(RuntimeError("secret"))


def test_the_body_is_json():
    """A problem document is JSON in UTF-8."""
    assert json.loads(problems.body(errors.NotFound("ไม่มี")))["detail"] == "ไม่มี"


def test_a_refused_method_lists_the_others():
    """405 comes with the methods that there are."""
    assert (b"allow", b"GET, HEAD") in problems.headers(problems.MethodNotAllowed("PUT", "GET, HEAD"))

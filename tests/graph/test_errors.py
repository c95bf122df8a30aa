"""The errors that users see."""

import pytest

from iurc.graph import errors
from iurc.graph.errors import InputProblems, IurcError, Unreadable
from iurc.shapes.position import Position

PLACE = Position("a.csv", 3, 7)


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (IurcError("it is wrong"), "it is wrong"),
        (IurcError("it is wrong", remedy="mend it"), "it is wrong (mend it)"),
        (IurcError("it is wrong", position=PLACE), "a.csv:3:7: it is wrong"),
        (
            Unreadable("it is wrong", remedy="mend it", position=Position("a.csv", 3)),
            "a.csv:3: it is wrong (mend it)",
        ),
    ],
)
def test_an_error_reads_as_a_line_that_editors_understand(error: IurcError, text: str) -> None:
    """Place, message and remedy stand in one line; what is not known is left out."""
    assert str(error) == text


def test_several_problems_begin_with_the_first() -> None:
    """A face that shows one line shows the first; all are kept."""
    first, second = Unreadable("one", remedy="mend", position=PLACE), Unreadable("two")
    problems = InputProblems([first, second])
    assert str(problems) == str(first)
    assert problems.problems == (first, second)


def test_every_error_is_ours() -> None:
    """Whoever catches `IurcError` catches all that a user should see without a traceback."""
    found = [
        value for value in vars(errors).values() if isinstance(value, type) and issubclass(value, Exception)
    ]
    assert len(found) >= 8
    assert all(issubclass(error, IurcError) for error in found)


def test_no_error_knows_http() -> None:
    """Statuses and exit codes belong to the faces."""
    assert not {"status", "code", "exit_code"} & {
        name for value in vars(errors).values() for name in dir(value)
    }

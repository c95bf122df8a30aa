import pytest
from hypothesis import given
from hypothesis import strategies as st

from iurc.graph import errors
from iurc.graph.answering.frames import Kind, Question, Reader, Spent, pack, pack_error, unpack_error
from iurc.shapes.position import Position

NAMES = st.none() | st.lists(st.text(max_size=10), max_size=3).map(tuple)


@given(st.lists(st.tuples(st.sampled_from(Kind), st.binary(max_size=50)), max_size=8), st.integers(1, 40))
def test_frames_survive_any_cut(frames: list[tuple[Kind, bytes]], size: int):
    """Frames come out as they went in, however the stream is cut."""
    stream = b"".join(pack(kind, content) for kind, content in frames)
    reader = Reader()
    found = [
        frame for start in range(0, len(stream), size) for frame in reader.feed(stream[start : start + size])
    ]
    assert found == frames


@given(st.text(), NAMES, NAMES, st.booleans())
def test_a_question_survives(
    text: str, default: tuple[str, ...] | None, named: tuple[str, ...] | None, only: bool
):
    """A question is read as it was written."""
    question = Question(text, "json", default, named, 1.5, 10, 1000, only)
    ((kind, content),) = Reader().feed(question.to_frame())
    assert kind is Kind.ASK
    assert Question.from_content(content) == question


def test_what_was_spent_survives():
    """The cost of an answer is read as it was written."""
    spent = Spent(0.25, 0.125, 10, retires=True)
    ((kind, content),) = Reader().feed(spent.to_frame())
    assert (kind, Spent.from_content(content)) == (Kind.END, spent)


@pytest.mark.parametrize(
    "error",
    [
        errors.QueryRefused("no", remedy="do", position=Position("query", 1, 2, exact=False)),
        errors.NotFinished("late"),
        errors.Unreadable("torn", position=Position("x", 3)),
    ],
)
def test_an_error_survives(error: errors.IurcError):
    """An error is raised at the other end as the same class, with words, advice and place."""
    ((kind, content),) = Reader().feed(pack_error(error))
    told = unpack_error(content)
    assert kind is Kind.ERROR
    assert (type(told), told.message, told.remedy, told.position) == (
        type(error),
        error.message,
        error.remedy,
        error.position,
    )

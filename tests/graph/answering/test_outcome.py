import signal

import pytest

from iurc.graph.answering import outcome
from iurc.graph.answering.limits import Limits
from iurc.graph.answering.link import End
from iurc.graph.errors import NotFinished, QueryRefused

LIMITS = Limits(seconds=3, memory=100 << 20)


@pytest.mark.parametrize(
    ("end", "kind", "message"),
    [
        (End(signal.SIGALRM, 5.0, 50 << 20), NotFinished, "within 3 s .2 s of processor time, 50 MB"),
        (End(signal.SIGABRT, 5.0, 50 << 20), NotFinished, "more than the 100 MB"),
        (End(signal.SIGSEGV, 5.0, 50 << 20), QueryRefused, "too deeply"),
        (End(signal.SIGKILL, 5.0, 50 << 20), NotFinished, "from outside"),
        (End(0, 5.0, 50 << 20), NotFinished, "from outside"),
        (None, NotFinished, "from outside"),
    ],
)
def test_the_way_a_worker_ended_says_why(end: End | None, kind: type[Exception], message: str):
    """Each way in which the kernel ends a worker has its own words, and advice."""
    error = outcome.of_end(end, LIMITS, 3.1, cpu_before=3.0)
    with pytest.raises(kind, match=message):
        raise error
    assert error.remedy


def test_what_was_spent_is_that_of_the_query():
    """Processor time that the worker had used before is not charged to this query."""
    error = outcome.of_end(End(signal.SIGALRM, 5.0, 50 << 20), LIMITS, 3.1, cpu_before=3.0)
    assert isinstance(error, outcome.Ended)
    assert error.spent == {"seconds": 3.1, "cpu_seconds": 2.0, "peak_megabytes": 50}

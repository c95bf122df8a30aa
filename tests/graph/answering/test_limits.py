import pytest

from iurc.graph.answering.limits import Limits
from iurc.graph.errors import BadUsage


@pytest.mark.parametrize(
    ("wanted", "seconds"), [(None, 30.0), ("", 30.0), ("2", 2.0), ("0.5", 0.5), (30, 30.0)]
)
def test_a_client_may_ask_for_less_time(wanted: str | float | None, seconds: float):
    """A wish for less time is granted, no wish leaves the limit as it is."""
    assert Limits(seconds=30).with_seconds(wanted).seconds == seconds


@pytest.mark.parametrize("wanted", ["31", "0", "-1", "nan", "inf", "soon", "1e400", "९" * 400])
def test_other_wishes_are_refused(wanted: str):
    """More time than there is, and what is no number above zero, is refused in words of readable length."""
    with pytest.raises(BadUsage, match="timeout") as caught:
        Limits(seconds=30).with_seconds(wanted)
    assert len(str(caught.value)) < 300

"""docs/library.md: every example runs."""

import re
from pathlib import Path

import pytest

PAGE = (Path(__file__).parents[2] / "docs" / "library.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize("number", range(len(EXAMPLES)))
def test_each_example_runs(number: int) -> None:
    """An example is a program of its own, and what it asserts holds."""
    exec(compile(EXAMPLES[number], f"docs/library.md, example {number + 1}", "exec"), {})  # noqa: S102


def test_there_are_examples() -> None:
    """The page was read."""
    assert len(EXAMPLES) == 3

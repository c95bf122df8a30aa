"""Telling a person at a terminal what long work is doing."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

# The share of the whole that lies before each step, measured on the first build of the shipped facts.
_STEPS = {"reading": 0, "comparing": 10, "judging": 15, "asking": 85, "writing": 90}


@contextmanager
def shown(title: str) -> Iterator[Callable[[str], None]]:
    """Show a progress bar on stderr while the block runs; nothing where stderr is no terminal.

    Args:
        title: What is being done.

    Yields:
        A function to be told each step as it begins: reading, comparing, judging, asking, writing.
    """
    console = Console(file=sys.stderr)
    if not console.is_terminal:
        yield lambda _step: None
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(title, total=100)
        yield lambda step: progress.update(
            task, description=f"{title}: {step}", completed=_STEPS.get(step, 0), refresh=True
        )

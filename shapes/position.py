"""A place in a source file."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Position:
    """Where in a source something was read.

    Attributes:
        file: The name of the source as the user knows it (a path or an upload's name).
        line: The line, counted from 1.
        column: The character column in that line, counted from 1; `None` where only the line is known.
        exact: False where the reader only knows that it stood at or before this place.
    """

    file: str
    line: int
    column: int | None = None
    exact: bool = True

    def __str__(self) -> str:
        """Give `file:line:column`, the form that editors and terminals turn into a link."""
        return f"{self.file}:{self.line}" if self.column is None else f"{self.file}:{self.line}:{self.column}"

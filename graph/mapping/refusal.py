"""What is wrong with a value, before anyone knows where it stands."""


class Refusal(Exception):
    """A pure function's way to say that it has no result for this input.

    Only the mapping itself sees it: where file, row and column are known it becomes an `Unreadable`.

    Attributes:
        message: What is wrong.
        remedy: What to do about it.
        column: The column whose cell is to blame, where it is another than the one that speaks.
    """

    def __init__(self, message: str, remedy: str | None = None, column: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
        self.column = column

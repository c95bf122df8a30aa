"""What can go wrong with shapes themselves; findings about data are values, not errors."""


class ShapesError(Exception):
    """A shapes graph that cannot be used, or a judgement that could not be finished.

    Attributes:
        message: What is wrong, in one sentence.
        remedy: What to do about it.
    """

    def __init__(self, message: str, *, remedy: str) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


class IllFormedShapesError(ShapesError):
    """Shapes that do not follow SHACL: an unreadable file, a property shape without a path, a bad query."""


class NotJudgedError(ShapesError):
    """A judgement that ended without a verdict; never to be read as "conforms"."""

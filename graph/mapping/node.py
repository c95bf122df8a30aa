"""A value in a JSON text, with its place."""

from collections.abc import Callable, Collection, Iterator
from typing import Any, NoReturn

from iurc.graph.errors import Unreadable
from iurc.graph.mapping.spelling import meant
from iurc.shapes.position import Position

Path = tuple[str | int, ...]
"""The names and indices that lead to a value."""


class Node:
    """A value in a JSON text, with its place: what is wrong with it is told where it stands.

    Attributes:
        value: The value as `json` would give it.
        position: Where it begins; for a member of an object, where its name begins.
    """

    __slots__ = ("_at", "path", "position", "value")

    def __init__(self, value: Any, path: Path, at: Callable[[Path], Position]) -> None:
        self.value = value
        self.path = path
        self._at = at
        self.position = at(path)

    def fail(self, message: str, remedy: str | None = None) -> NoReturn:
        """Refuse the value.

        Raises:
            Unreadable: Always; at the value's place.
        """
        raise Unreadable(message, remedy=remedy, position=self.position)

    def get(self, key: str) -> "Node | None":
        """Give a member of the object; `None` where there is none or it is null."""
        if self.value.get(key) is None:
            return None
        return Node(self.value[key], (*self.path, key), self._at)

    def members(self) -> Iterator[tuple[str, "Node"]]:
        """Give the members of the object in the order of the text."""
        for key, value in self.object().items():
            yield key, Node(value, (*self.path, key), self._at)

    def items(self) -> list["Node"]:
        """Give the items of the array."""
        if not isinstance(self.value, list):
            self.fail(f"{self._name} must be an array")
        return [Node(item, (*self.path, index), self._at) for index, item in enumerate(self.value)]

    def object(self) -> dict[str, Any]:
        """Give the value as an object."""
        if not isinstance(self.value, dict):
            self.fail(f"{self._name} must be an object")
        return self.value

    def only(self, known: Collection[str], what: str, type_: str | None = None) -> None:
        """Hold the object to the members it may have; annotations (`prefix:name`, IRIs) and `@…` are free.

        Args:
            known: The names that are defined.
            what: What the object is, for the message.
            type_: What its `@type` must be, if it says one; and then its `@id` is no blank node (section 5.1.2).
        """
        self.object()
        if type_:
            self._check_keywords(type_)
        for key, member in self.members():
            if key not in known and ":" not in key and not key.startswith("@"):
                member.fail(f"{what} has no property '{key}'", meant(key, known))

    def _check_keywords(self, type_: str) -> None:
        stated, id_ = self.get("@type"), self.get("@id")
        if stated and stated.value != type_:
            stated.fail(f"the '@type' here is {type_}, not {stated.value}", "correct it, or leave it out")
        if id_ and id_.string().startswith("_:"):
            id_.fail("an '@id' is no blank node", "write an IRI, or leave it out")

    def string(self) -> str:
        """Give the value as a string."""
        if not isinstance(self.value, str):
            self.fail(f"{self._name} must be a string, not {_kind(self.value)}")
        return self.value

    def strings(self) -> tuple[str, ...]:
        """Give a string, or an array of strings, as a tuple."""
        if isinstance(self.value, list):
            return tuple(item.string() for item in self.items())
        return (self.string(),)

    def boolean(self) -> bool:
        """Give the value as true or false."""
        if not isinstance(self.value, bool):
            self.fail(f"{self._name} must be true or false, not {_kind(self.value)}")
        return self.value

    def count(self) -> int:
        """Give the value as a whole number that is not negative."""
        if not isinstance(self.value, int) or isinstance(self.value, bool) or self.value < 0:
            self.fail(f"{self._name} must be a whole number from 0")
        return self.value

    @property
    def _name(self) -> str:
        return f"'{self.path[-1]}'" if self.path and isinstance(self.path[-1], str) else "this"


def _kind(value: object) -> str:
    names: tuple[tuple[type, str], ...] = (
        (bool, "true or false"),
        (dict, "an object"),
        (list, "an array"),
        (str, "a string"),
    )
    return next((name for kind, name in names if isinstance(value, kind)), "a number")

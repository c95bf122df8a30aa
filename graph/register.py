"""The identity register: who is who across the datasets.

A person decides that two names mean one thing; the decision stands as a row of `graph/sources/identity.csv` with its
reason. Nothing is matched by likeness at import time: an unknown name is an error that proposes the nearest known ones.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from iurc.graph import mint
from iurc.graph.errors import BadUsage, Conflict, IurcError, NotFound, Unreadable
from iurc.graph.mapping import rows
from iurc.graph.mapping.dialect import Dialect
from iurc.graph.mapping.rows import Row
from iurc.shapes.position import Position

_COLUMNS: Final = ("dataset", "source_id", "kind", "canonical_slug", "label_en", "basis", "name", "country")
_OPTIONAL: Final = {"name", "country"}
_SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_COUNTRY: Final = re.compile(r"[A-Z]{2}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: an id of a dataset means this thing.

    Attributes:
        dataset: The file the id stands in, as `folder/file.csv`.
        source_id: The id there.
        kind: What sort of thing it is: organisation, person, city, region …
        slug: The last part of the thing's IRI.
        label: Its English label.
        basis: Why it is that thing.
        name: For participants: the name under which tables speak of it.
        country: For participants: the country, in the two letters of ISO 3166-1.
        position: Where the row stands.
    """

    dataset: str
    source_id: str
    kind: str
    slug: str
    label: str
    basis: str
    name: str
    country: str
    position: Position

    @property
    def folder(self) -> str:
        """The dataset without the file."""
        return self.dataset.partition("/")[0]


class Register:
    """All entries, looked up by id or by name and country. It does not change once made."""

    __slots__ = ("_by_id", "_by_name", "entries")

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        """Make a register.

        Args:
            entries: The rows.

        Raises:
            Conflict: Two rows contradict or repeat each other; the message names both places.
        """
        self.entries = tuple(entries)
        self._by_id: dict[tuple[str, str], list[Entry]] = {}
        self._by_name: dict[tuple[str, str], list[Entry]] = {}
        countries: dict[str, Entry] = {}
        for entry in self.entries:
            self._add_id(entry)
            if entry.name:
                _refuse_second_country(countries.setdefault(entry.slug, entry), entry)
                self._by_name.setdefault((entry.name, entry.country), []).append(entry)

    @classmethod
    def load(cls, *paths: Path) -> "Register":
        """Read a register from CSV files.

        Args:
            paths: Files with the columns dataset, source_id, kind, canonical_slug, label_en, basis and perhaps name, country.

        Raises:
            BadUsage: A file is not there.
            Unreadable: A file is no such table, or a row lacks what it needs.
            Conflict: Two rows contradict or repeat each other.
        """
        return cls(entry for path in paths for entry in _read(path))

    def entries_of(self, dataset: str, source_id: str) -> tuple[Entry, ...]:
        """Give what an id means: one entry, or several of different kinds, such as an authority and its place.

        Args:
            dataset: The file, as `folder/file.csv`.
            source_id: The id there.
        """
        return tuple(self._by_id.get((dataset, source_id), ()))

    def knows(self, name: str) -> bool:
        """Tell whether tables speak of something by a name, in whatever country."""
        return any(known == name for known, _ in self._by_name)

    def place_slug(
        self, name: str, country: str, kind: str | None = None, *, dataset: str | None = None
    ) -> str:
        """Give the slug of a participant, or of the place it acts for, by the name that tables use.

        See `place` for arguments and errors.
        """
        return self.place(name, country, kind, dataset=dataset).slug

    def place(self, name: str, country: str, kind: str | None = None, *, dataset: str | None = None) -> Entry:
        """Give an entry of a participant, or of the place it acts for, by the name that tables use.

        Where name and country mean one thing, that is the answer, whatever its kind: sources word kinds differently.
        Where they mean several, the kind decides, then the dataset.

        Args:
            name: The name, letter by letter.
            country: Two letters of ISO 3166-1.
            kind: For a name that stands for a city and for a region.
            dataset: The folder of the table that asks.

        Returns:
            One of the entries with that name; all that could be given have the same slug, and so the same label.

        Raises:
            NotFound: No entry has the name and country; the remedy proposes the nearest.
            Conflict: Several things have them, and neither kind nor dataset tells which is meant.
        """
        found = self._by_name.get((name, country))
        if found is None:
            raise NotFound(
                f"the identity register has no '{name}' in '{country}'", remedy=self._nearest(name, country)
            )
        for chosen in (
            found,
            [entry for entry in found if entry.kind == kind],
            [entry for entry in found if entry.folder == dataset],
        ):
            if len({entry.slug for entry in chosen}) == 1:
                return chosen[0]
        several = ", ".join(sorted({f"{entry.slug} ({entry.kind})" for entry in found}))
        raise Conflict(
            f"'{name}' in '{country}' is several things in the identity register: {several}",
            remedy='name a column that tells the kind: "iurc:place": {…, "kind": "…"}',
        )

    def _add_id(self, entry: Entry) -> None:
        # One id may mean an authority and the place it acts for: kinds may differ, within a kind nothing may.
        known = self._by_id.setdefault((entry.dataset, entry.source_id), [])
        for other in known:
            if other.kind != entry.kind:
                continue
            line = f"line {other.position.line}"
            if other.slug == entry.slug:
                message = f"'{entry.source_id}' of {entry.dataset} stands in {line} already"
                raise Conflict(message, remedy="delete one of the rows", position=entry.position)
            raise Conflict(
                f"'{entry.source_id}' of {entry.dataset} is '{entry.slug}' here and '{other.slug}' in {line}",
                remedy="decide which it is and delete the other row",
                position=entry.position,
            )
        known.append(entry)

    def _nearest(self, name: str, country: str) -> str:
        row = f"add it to a register of your own, named with --register: {_proposed(name, country)}"
        abroad = sorted(where for known, where in self._by_name if known == name)
        if abroad:
            return f"it is known in {', '.join(abroad)}: check the country; else {row}"
        folded = {known.casefold(): known for known, where in self._by_name if where == country}
        near = [f"'{folded[match]}'" for match in get_close_matches(name.casefold(), folded)]
        return f"did you mean {' or '.join(near)}? else {row}" if near else row


def _proposed(name: str, country: str) -> str:
    """Write the row that would make a name known, for a person to check and to give a reason for."""
    try:
        slug = mint.place_slug(name, country)
    except IurcError:
        # A name in another script, or no country: the slug is chosen by hand.
        slug = f"{country.lower()}-…"
    quoted = f'"{name}"' if "," in name else name
    return f"own/places.csv,{quoted},city,{slug},{quoted},why,{quoted},{country}"


def _refuse_second_country(first: Entry, entry: Entry) -> None:
    if first.country != entry.country:
        raise Conflict(
            f"'{entry.slug}' stands in {entry.country} here and in {first.country} in line {first.position.line}",
            remedy="give one of them another slug, or correct the country",
            position=entry.position,
        )


def _read(path: Path) -> list[Entry]:
    try:
        with path.open("rb") as stream:
            found = rows.read(stream, str(path), Dialect())
            header = next(found)
            missing = [name for name in _COLUMNS if name not in header.cells and name not in _OPTIONAL]
            if missing:
                raise Unreadable(
                    f"the identity register has no column '{missing[0]}'",
                    remedy=f"its columns are {', '.join(_COLUMNS)}",
                    position=header.position(),
                )
            return [_entry(header.cells, row) for row in found]
    except FileNotFoundError:
        raise BadUsage(f"there is no identity register {path}", remedy="check the path") from None


def _entry(header: list[str], row: Row) -> Entry:
    if len(row.cells) != len(header):
        raise Unreadable(
            f"row {row.number} has {len(row.cells)} cells, where the header has {len(header)}",
            remedy="enclose cells that hold commas in quotes",
            position=row.position(min(len(row.cells), len(header))),
        )
    values = dict.fromkeys(_OPTIONAL, "") | dict(zip(header, row.cells, strict=True))

    def fail(column: str, message: str, remedy: str) -> Unreadable:
        return Unreadable(
            f"row {row.number}, column '{column}': {message}",
            remedy=remedy,
            position=row.position(header.index(column) if column in header else 0),
        )

    for column in _COLUMNS:
        if not values[column] and column not in _OPTIONAL:
            raise fail(column, "a value is required here", "fill the cell")
    # Countries keep their code as it is.
    if not (_COUNTRY if values["kind"] == "country" else _SLUG).fullmatch(values["canonical_slug"]):
        raise fail(
            "canonical_slug",
            f"'{values['canonical_slug']}' is not a slug",
            "use lower-case letters a to z, digits and single hyphens",
        )
    if bool(values["name"]) != bool(values["country"]):
        empty = "country" if values["name"] else "name"
        raise fail(empty, "name and country go together", "fill both cells or neither")
    if values["country"] and not _COUNTRY.fullmatch(values["country"]):
        raise fail(
            "country", f"'{values['country']}' is not a country code", "use two capital letters of ISO 3166-1"
        )
    dataset, source_id, kind, slug, label, basis, name, country = (values[column] for column in _COLUMNS)
    return Entry(dataset, source_id, kind, slug, label, basis, name, country, row.position())

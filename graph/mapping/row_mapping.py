"""The rows of one table as statements."""

import hashlib
from collections.abc import Iterator
from typing import Final

import pyoxigraph

from iurc.graph.errors import IurcError, NotFound, Unreadable
from iurc.graph.mapping import cell
from iurc.graph.mapping.column import Column
from iurc.graph.mapping.emitter import Emitter, Scope, anchor, holds
from iurc.graph.mapping.metadata import Table
from iurc.graph.mapping.refusal import Refusal
from iurc.graph.mapping.rows import Row
from iurc.graph.mapping.template import Value, fill
from iurc.graph.register import Register
from iurc.graph.statement import Statement

_PLACE_KINDS: Final = {"city-to-city": "city", "region-to-region": "region"}


class RowMapping:
    """Turns the rows of a table into statements, one row at a time."""

    def __init__(self, table: Table, register: Register) -> None:
        self._table = table
        self._register = register
        self._real = [column for column in table.columns if not column.virtual]
        self._places = {column.name: index for index, column in enumerate(self._real)}
        self._readers = [cell.reader(column) for column in self._real]
        self._virtual = [
            (column, cell.reader(column), anchor(column, table.columns))
            for column in table.columns
            if column.virtual and not (column.extension.text and column.extension.each)
        ]
        self._emitters = [
            (Emitter(column, table.url), anchor(column, table.columns))
            for column in table.columns
            if not column.suppressed
        ]
        self._nothing: Scope = {column.name: None for column in table.columns}
        self._keys: dict[tuple[Value, ...], int] = {}
        # Two tables never share a blank node, and the same table always gives the same ones.
        self._label = hashlib.sha256((table.url or table.file).encode()).hexdigest()[:8]

    def statements(self, row: Row, number: int) -> Iterator[Statement | IurcError]:
        """Map one row.

        Args:
            row: The row as it was read.
            number: Its number among the rows of data, from 1.

        Yields:
            The statements, each at the cell it comes from; or, for a row that has something wrong, what is wrong.
        """
        if row.faults:
            yield from row.faults
            return
        if len(row.cells) != len(self._real):
            yield self._miscounted(row)
            return
        problems: list[IurcError] = []
        scope = self._values(row, number, problems)
        if not problems:
            self._check_key(row, scope, problems)
        if problems:
            yield from problems
            return
        yield from self._said(row, number, scope)

    def _said(self, row: Row, number: int, scope: Scope) -> Iterator[Statement | IurcError]:
        blank = pyoxigraph.BlankNode(f"t{self._label}r{number}")
        subjects: dict[str, pyoxigraph.NamedNode] = {}
        # A cell that many columns make IRIs of is told once.
        told: set[tuple[int, str]] = set()
        for emitter, index in self._emitters:
            try:
                position = None
                for subject, predicate, object_ in emitter.triples(scope, blank, subjects):
                    position = position or row.position(index)
                    yield Statement(subject, predicate, object_, None, position)
            except Refusal as refusal:
                blamed = self._places.get(refusal.column or "", index)
                if (blamed, refusal.message) not in told:
                    told.add((blamed, refusal.message))
                    column = self._real[blamed] if refusal.column else emitter.column
                    yield _problem(row, blamed, column, refusal)

    def _values(self, row: Row, number: int, problems: list[IurcError]) -> Scope:
        scope: Scope = {**self._nothing, "_row": str(number), "_sourceRow": str(row.number)}
        for index, (column, read) in enumerate(zip(self._real, self._readers, strict=True)):
            try:
                scope[column.name] = read(row.cells[index])
            except Refusal as refusal:
                problems.append(_problem(row, index, column, refusal))
        if problems:
            return scope
        made: dict[str, str] = {}
        for column, read, index in self._virtual:
            try:
                text = self._source(column, scope, row, made) if holds(column.extension.when, scope) else None
                if text is not None:
                    made[column.name] = text
                    scope[column.name] = read(text)
            except Refusal as refusal:
                blamed = self._places.get(refusal.column or "", index)
                problem = _problem(row, blamed, self._real[blamed] if refusal.column else column, refusal)
                # Two columns may ask for one place.
                if str(problem) not in map(str, problems):
                    problems.append(problem)
        return scope

    def _source(self, column: Column, scope: Scope, row: Row, made: dict[str, str]) -> str | None:
        """Give the text of a virtual cell; `made` holds those of the virtual columns before it."""
        said = column.extension
        name = said.copy or said.stem
        if name is not None:
            if scope[name] is None:
                return None
            text = row.cells[self._places[name]] if name in self._places else made[name]
            return text if said.copy else text.partition(".")[0]
        if said.text is not None:
            return fill(said.text, scope)
        return self._place(column, scope) if said.place else ""

    def _place(self, column: Column, scope: Scope) -> str | None:
        place = column.extension.place
        assert place is not None  # noqa: S101 - asked only for columns that have one
        name, country = scope[place.name], scope[place.country]
        kind = scope[place.kind] if place.kind else None
        if name is None:
            return None
        if not isinstance(name, str) or not isinstance(country, str):
            raise Refusal(
                f"the place '{name}' has no country", f"fill the column '{place.country}'", place.country
            )
        kind = _PLACE_KINDS.get(kind, kind) if isinstance(kind, str) else None
        try:
            entry = self._register.place(name, country, kind, dataset=self._table.dataset)
        except IurcError as error:
            # A name that is known elsewhere stands beside a wrong country.
            elsewhere = isinstance(error, NotFound) and self._register.knows(name)
            blamed = place.country if elsewhere else place.name
            raise Refusal(error.message, error.remedy, blamed) from None
        return entry.label if place.gives == "label" else entry.slug

    def _check_key(self, row: Row, scope: Scope, problems: list[IurcError]) -> None:
        names = self._table.primary_key
        if not names:
            return
        key = tuple(scope[name] for name in names)
        first = self._keys.setdefault(key, row.number)
        if first != row.number:
            shown = ", ".join(str(part) for part in key)
            index = self._places[names[0]]
            problems.append(
                Unreadable(
                    f"{row.place(index, self._real[index].title)}: the key {shown} stands in row {first} already",
                    remedy="give each row a key of its own",
                    position=row.position(index),
                )
            )

    def _miscounted(self, row: Row) -> Unreadable:
        wanted, found = len(self._real), len(row.cells)
        message = f"row {row.number} has {found} cells, where the header has {wanted}"
        if row.cells == [""]:
            message, remedy = (
                f"row {row.number} is empty",
                'delete the line, or say "skipBlankRows": true in the dialect',
            )
        elif found < wanted and not row.whole:
            remedy = "the file ends in the middle of this row: get the whole file"
        elif found < wanted:
            remedy = f"add the missing cells, from '{self._real[found].title}' on"
        else:
            remedy = "enclose a cell that holds a delimiter in quotes"
        return Unreadable(message, remedy=remedy, position=row.position(min(found, wanted)))


def _problem(row: Row, index: int, column: Column, refusal: Refusal) -> Unreadable:
    return Unreadable(
        f"{row.place(index, column.title)}: {refusal.message}",
        remedy=refusal.remedy or column.description,
        position=row.position(index),
    )

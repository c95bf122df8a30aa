"""What one column says in one row (Generating RDF from Tabular Data on the Web, section 4.6, minimal mode)."""

from collections.abc import Iterator, Sequence
from typing import Final

import pyoxigraph

from iurc.graph.mapping import context, language, period
from iurc.graph.mapping.column import Column
from iurc.graph.mapping.extension import Condition
from iurc.graph.mapping.iri import IriTemplate, named
from iurc.graph.mapping.reference import OF_THE_COLUMN
from iurc.graph.mapping.refusal import Refusal
from iurc.graph.mapping.spelling import meant
from iurc.graph.mapping.template import Value, fill
from iurc.ontology import terms

Subject = pyoxigraph.NamedNode | pyoxigraph.BlankNode
Object = pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal
Triple = tuple[Subject, pyoxigraph.NamedNode, Object]
Scope = dict[str, Value]

_FIRST: Final = pyoxigraph.NamedNode(context.RDF + "first")
_REST: Final = pyoxigraph.NamedNode(context.RDF + "rest")
_NIL: Final = pyoxigraph.NamedNode(context.RDF + "nil")
_START: Final = (terms.START_EARLIEST, terms.START_LATEST, terms.START_STATED)
_END: Final = (terms.END_EARLIEST, terms.END_LATEST, terms.END_STATED)
_BOUNDS: Final = {"start": (_START,), "end": (_END,), "on": (_START, _END), "none": ()}


class Emitter:
    """Makes the statements of a column.

    Attributes:
        column: The column.
    """

    def __init__(self, column: Column, table_url: str | None) -> None:
        self.column = column
        templates = [found for found in (column.about, column.predicate, column.value) if found]
        names = {name for template in templates for name in template.template.names}
        self._own: Scope = {
            name: column.name if name == "_name" else str(column.number) for name in names & OF_THE_COLUMN
        }
        self._each = column.extension.each
        # The text of each item is made here; any other virtual cell is made once, with the row.
        self._text = column.extension.text if self._each else None
        self._from_templates = column.virtual and (column.extension.source is None or self._text is not None)
        # A subject that depends on the row alone is made once for all columns that share its template.
        self._shares = column.about is not None and not (
            column.about.template.names & (OF_THE_COLUMN | {self._each})
        )
        self._predicate = _predicate(column, table_url)

    def triples(
        self, scope: Scope, blank: pyoxigraph.BlankNode, subjects: dict[str, pyoxigraph.NamedNode]
    ) -> Iterator[Triple]:
        """Make the statements of the column in a row.

        Args:
            scope: The values of all columns of the row, and the row's numbers.
            blank: The subject of a column without `aboutUrl`.
            subjects: The subjects made for this row so far; added to.

        Raises:
            Refusal: An IRI, a class or a language cannot be made of the values.
        """
        column = self.column
        if not holds(column.extension.when, scope):
            return
        if not self._from_templates and scope[column.name] is None:
            return
        if self._own:
            scope = {**scope, **self._own}
        if self._each is None:
            yield from self._said(scope, blank, subjects)
            return
        for item in scope[self._each] or ():
            yield from self._said({**scope, self._each: item}, blank, subjects)

    def _said(
        self, scope: Scope, blank: pyoxigraph.BlankNode, subjects: dict[str, pyoxigraph.NamedNode]
    ) -> Iterator[Triple]:
        column = self.column
        subject = self._subject(scope, blank, subjects)
        predicate = self._predicate
        if isinstance(predicate, IriTemplate):
            predicate = predicate.expand(scope)
        if column.value:
            yield subject, predicate, column.value.expand(scope)
            return
        value = column.datatype.read(fill(self._text, scope)) if self._text else scope[column.name]
        if value is None:
            return
        values = (value,) if isinstance(value, str) else value
        if column.extension.class_of is not None:
            yield from ((subject, predicate, class_) for item in values for class_ in self._classes(item))
        elif column.extension.bounds:
            for item in values:
                yield from self._dated(subject, predicate, item)
        else:
            tag = self._language(scope)
            literals = [column.datatype.literal(item, tag) for item in values]
            if column.ordered and isinstance(value, tuple):
                yield from _list(subject, predicate, literals, f"{blank.value}c{column.number}")
            else:
                yield from ((subject, predicate, literal) for literal in literals)

    def _subject(
        self, scope: Scope, blank: pyoxigraph.BlankNode, subjects: dict[str, pyoxigraph.NamedNode]
    ) -> Subject:
        about = self.column.about
        if about is None:
            return blank
        if not self._shares:
            return about.expand(scope)
        known = subjects.get(about.template.text)
        if known is None:
            known = subjects[about.template.text] = about.expand(scope)
        return known

    def _classes(self, value: str) -> tuple[pyoxigraph.NamedNode, ...]:
        classes = self.column.extension.class_of or {}
        if value not in classes:
            allowed = ", ".join(f"'{name}'" for name in classes)
            raise Refusal(
                f"'{value}' is none of the kinds that the mapping knows: {allowed}", meant(value, classes)
            )
        return classes[value]

    def _dated(self, subject: Subject, predicate: pyoxigraph.NamedNode, text: str) -> Iterator[Triple]:
        extension = self.column.extension
        date = period.read(text, extension.calendar)
        yield subject, predicate, _typed(date.text, date.datatype)
        for earliest, latest, stated in _BOUNDS[extension.bounds or "none"]:
            yield subject, named(earliest), _typed(date.earliest, "date")
            yield subject, named(latest), _typed(date.latest, "date")
            if extension.calendar != "gregorian":
                yield subject, named(stated), pyoxigraph.Literal(text)

    def _language(self, scope: Scope) -> str | None:
        source = self.column.extension.lang_from
        if source is None:
            return self.column.lang
        tag = scope[source]
        if not isinstance(tag, str):
            raise Refusal(
                f"the language of the text should stand in '{source}', which is empty here",
                "fill the cell",
                source,
            )
        try:
            return language.check(tag)
        except Refusal as refusal:
            raise Refusal(refusal.message, refusal.remedy, source) from None


def holds(condition: Condition | None, scope: Scope) -> bool:
    """Tell whether a column speaks in a row."""
    if condition is None:
        return True
    value = scope[condition.column]
    if not condition.values:
        return value is not None and value != ()
    return bool(condition.values.intersection((value,) if isinstance(value, str) else value or ()))


def anchor(column: Column, columns: Sequence[Column]) -> int:
    """Choose the cell that a column's statements are said to stand at.

    Args:
        column: Any column.
        columns: All columns of the table.

    Returns:
        The index of its own cell; for a virtual column, that of the first cell it is made of; else that of the first cell.
    """
    if not column.virtual:
        return column.number - 1
    said = column.extension
    names = [
        *(name for name in (said.each, said.copy, said.stem) if name),
        *((said.place.name,) if said.place else ()),
        *(sorted(said.text.names) if said.text else ()),
        *(sorted(column.value.template.names) if column.value else ()),
        *((said.when.column,) if said.when else ()),
    ]
    by_name = {found.name: found for found in columns}
    sources = [by_name[name] for name in names if name in by_name and name != column.name]
    return anchor(sources[0], columns) if sources else 0


def _predicate(column: Column, table_url: str | None) -> pyoxigraph.NamedNode | IriTemplate:
    if column.predicate is None:
        # Section 4.6: the name of the column as a fragment of the table's URL.
        return named(f"{table_url}#{column.name}")
    return column.predicate if column.predicate.template.names else column.predicate.expand({})


def _typed(text: str, datatype: str) -> pyoxigraph.Literal:
    return pyoxigraph.Literal(text, datatype=named(context.XSD + datatype))


def _list(
    subject: Subject, predicate: pyoxigraph.NamedNode, items: Sequence[pyoxigraph.Literal], label: str
) -> Iterator[Triple]:
    nodes: list[Subject] = [pyoxigraph.BlankNode(f"{label}i{index}") for index in range(len(items))]
    yield subject, predicate, nodes[0]
    for index, (node, item) in enumerate(zip(nodes, items, strict=True)):
        yield node, _FIRST, item
        yield node, _REST, nodes[index + 1] if index + 1 < len(nodes) else _NIL

"""The data as pySHACL asks them: the same answers, with each query text parsed once."""

from functools import lru_cache
from typing import Any

from rdflib import Graph
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.evaluate import evalQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.processor import SPARQLResult
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result


class JudgedGraph(Graph):
    """The data, as a view that answers the same queries as the graph below it but parses each text once."""

    def __init__(self, data: Graph) -> None:
        super().__init__(
            store=data.store, identifier=data.identifier, namespace_manager=data.namespace_manager
        )
        self._is_filled: bool | None = None
        self._prefixes = tuple(sorted((prefix, str(name)) for prefix, name in data.namespaces()))

    def __bool__(self) -> bool:
        # Asked for each result. Counting would read a whole store, and rdflib's memory store copies all its triples
        # before it gives the first one; the data do not change while they are judged.
        if self._is_filled is None:
            self._is_filled = next(self.triples((None, None, None)), None) is not None
        return self._is_filled

    def query(self, query_object: str | Query, *_: Any, **options: Any) -> Result:
        """Answer a query of pySHACL, whose variables are bound beforehand by the option `initBindings`."""
        query = _parsed(query_object, self._prefixes) if isinstance(query_object, str) else query_object
        return SPARQLResult(evalQuery(self, query, options.get("initBindings")))


@lru_cache(maxsize=1024)
def _parsed(text: str, prefixes: tuple[tuple[str, str], ...]) -> Query:
    return translateQuery(parseQuery(text), None, dict(prefixes))

"""The description of `/sparql` for OpenAPI; the route itself is outside FastAPI."""

from typing import Any

from iurc.api import problems, protocol
from iurc.graph.answering import formats

_TEXT = {"type": "string"}
_EXAMPLE = (
    "SELECT ?name WHERE { ?c a <https://w3id.org/iurc/ontology#CityPairing> ; "
    "<http://www.w3.org/2004/02/skos/core#prefLabel> ?name } LIMIT 5"
)


def with_sparql(schema: dict[str, Any]) -> dict[str, Any]:
    """Add the query service to the description of the rest.

    Args:
        schema: What FastAPI has generated; changed and returned.
    """
    schema["paths"]["/sparql"] = {
        "get": {
            "tags": ["query"],
            "operationId": "query_get",
            "summary": "Ask a SPARQL query, or without one the service for its description",
            "parameters": [
                _parameter("query", "A SPARQL 1.1 query.", _TEXT, example=_EXAMPLE),
                *_parameters(),
            ],
            "responses": _responses(),
        },
        "post": {
            "tags": ["query"],
            "operationId": "query_post",
            "summary": "Ask a SPARQL query",
            "parameters": _parameters(),
            "requestBody": {
                "required": True,
                "content": {
                    protocol.DIRECT: {"schema": _TEXT, "example": _EXAMPLE},
                    protocol.FORM: {
                        "schema": {
                            "type": "object",
                            "required": ["query"],
                            "properties": {"query": {**_TEXT, "example": _EXAMPLE}},
                        }
                    },
                },
            },
            "responses": _responses(),
        },
    }
    return schema


def _parameters() -> list[dict[str, Any]]:
    graphs = {"type": "array", "items": {"type": "string", "format": "uri"}}
    names = [each.name for each in (*formats.TABLES, *formats.GRAPHS)]
    return [
        _parameter("default-graph-uri", "Graphs whose merge is the default graph.", graphs),
        _parameter("named-graph-uri", "Graphs that GRAPH reaches.", graphs),
        _parameter(
            "format",
            "The form of the answer, for people with a browser; else Accept says it.",
            {**_TEXT, "enum": [*names, "html"]},
        ),
        _parameter(
            "timeout", "Seconds the evaluation may take; only fewer than by default.", {"type": "number"}
        ),
        _parameter("release", "The release that is meant; another one is not found.", _TEXT),
    ]


def _parameter(name: str, description: str, schema: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"name": name, "in": "query", "description": description, "schema": schema, **more}


def _responses() -> dict[str, Any]:
    answers = (*formats.TABLES, *formats.GRAPHS)
    types: dict[str, Any] = {each.media_type.partition(";")[0]: {} for each in answers} | {"text/html": {}}
    refusals = {
        "400": "The query or a parameter is refused; line and column where they are known",
        "404": "The release is not served",
        "406": "None of the forms of the answer is acceptable; the offers are listed",
        "413": "The query is too long",
        "414": "The query in the address is too long",
        "415": "The body is of another kind",
        "503": "A limit was hit, or nothing is loaded yet: what was spent and what to try",
    }
    return {
        "200": {"description": "The answer", "content": types},
        "304": {"description": "The answer is the one the client has"},
        **{
            status: {"description": text, "content": {problems.MEDIA_TYPE: {}}}
            for status, text in refusals.items()
        },
    }

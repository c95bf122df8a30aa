"""The answers to the competency questions, worked out from the source tables without the graph."""

from derive import (
    claims,
    evidence,
    figures,
    funding,
    networks,
    outcomes,
    pairings,
    participants,
    places,
    themes,
    words,
)
from derive.answer import ANSWERS

__all__ = [
    "ANSWERS",
    "claims",
    "evidence",
    "figures",
    "funding",
    "networks",
    "outcomes",
    "pairings",
    "participants",
    "places",
    "themes",
    "words",
]

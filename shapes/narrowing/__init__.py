"""Exact judging at the speed of the store: SPARQL queries narrow the focus nodes, pySHACL judges the rest."""

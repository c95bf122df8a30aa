"""The named graphs."""

import pytest

from iurc.graph.named_graph import of_dataset

BASE = "https://w3id.org/iurc/graph/"


@pytest.mark.parametrize(
    ("name", "iri"),
    [
        ("iuc-phase1", f"{BASE}iuc-phase1"),
        ("http://example.org/g", "http://example.org/g"),
        ("good one", f"{BASE}good%20one"),
        ("100%", f"{BASE}100%25"),
        ('a"<b>#?/[c]', f"{BASE}a%22%3Cb%3E%23%3F%2F%5Bc%5D"),
        ("Städte-北京", f"{BASE}Städte-北京"),
        ("a.b_c~d", f"{BASE}a.b_c~d"),
        ("new\nline\udc80", f"{BASE}new%0Aline%80"),
    ],
)
def test_any_file_name_names_a_graph(name: str, iri: str) -> None:
    """A dataset is named after its file, and a file may be called anything."""
    assert of_dataset(name).value == iri


def test_different_names_are_different_graphs() -> None:
    """Encoding never makes two names one."""
    names = ["a b", "a%20b", "a+b", "a_b"]
    assert len({of_dataset(name) for name in names}) == len(names)

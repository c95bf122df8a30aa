"""The graph answers every competency question as the source tables do."""

from collections.abc import Callable

import pytest
from derive import ANSWERS
from derive.answer import Rows

from iurc.ontology.question import Question, question, questions

ID = "https://w3id.org/iurc/id/"
SDG = "http://metadata.un.org/sdg/"

OTHER_VALUES = [
    ("cities-of-a-country-and-their-partners", {"country": "IN"}),
    ("cities-of-a-country-and-their-partners", {"country": "AQ"}),
    ("history-of-a-participant", {"participant": f"{ID}organisation/es-malaga"}),
    ("history-of-a-participant", {"participant": f"{ID}organisation/jp-kamakura"}),
    ("cooperations-on-a-topic", {"topic": f"{ID}topic/urban-mobility"}),
    (
        "sdg-cooperations-in-asia",
        {"goal": [f"{SDG}7"], "country": ["BR", "CO"], "since": "2016-01-01", "until": "2017-12-31"},
    ),
    ("nearby-cities-on-the-same-topic", {"place": f"{ID}place/it-rome", "distance": "300"}),
    ("nearby-cities-on-the-same-topic", {"place": f"{ID}place/fr-grenoble", "distance": "1000"}),
    ("goal-names-in-a-language", {"language": ["ja", "de"]}),
    ("names-in-thai-and-malay", {"language": ["vi"]}),
    ("pages-that-support-most-links", {"least": "10"}),
    ("events-of-a-period", {"since": "2018-01-01", "until": "2019-12-31"}),
]


@pytest.mark.parametrize("asked", questions(), ids=lambda asked: asked.name)
def test_answer_on_the_shipped_facts(asked: Question, ask: Callable[[str], Rows]):
    """A question with its defaults gives exactly the rows of its table, in the same order."""
    assert ask(asked.text) == list(asked.expected())


@pytest.mark.parametrize(("name", "values"), OTHER_VALUES, ids=lambda value: str(value)[:60])
def test_answer_with_other_parameters(name: str, values: dict[str, str], ask: Callable[[str], Rows]):
    """A question with other values for its parameters gives the rows that the tables give for those values."""
    typed = {key: int(value) if key in ("distance", "least") else value for key, value in values.items()}
    assert ask(question(name).bind(values)) == ANSWERS[name](**typed)

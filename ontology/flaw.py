"""One thing that a check of the ontology found wrong."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Flaw:
    """A finding about one term.

    Attributes:
        check: short name of the check that found it.
        term: IRI of the term (or of the ontology) that it is about.
        message: what is wrong and what to do, for a person.
    """

    check: str
    term: str
    message: str

    def __str__(self) -> str:
        return f"{self.term}: {self.message} [{self.check}]"

"""Terms in our namespace that the ontology does not declare: most often a slip of the pen that no shape would meet."""

from collections.abc import Collection, Iterable, Iterator
from difflib import get_close_matches

from iurc.shapes.report import Finding, Severity

ONTOLOGY = "https://w3id.org/iurc/ontology#"
COMPONENT = "https://w3id.org/iurc/shapes#DeclaredTermConstraintComponent"
SHAPE = "https://w3id.org/iurc/shapes#DeclaredTerm"
_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
_CLOSE = 0.6


def unknown_terms(
    statements: Iterable[tuple[str, str, str]],
    declared: Collection[str],
    *,
    severity: Severity = Severity.VIOLATION,
    namespace: str = ONTOLOGY,
) -> Iterator[Finding]:
    """Find properties and classes in a namespace that nobody declared.

    Args:
        statements: Subject, predicate and object, written as in N-Triples.
        declared: The IRIs of the terms that exist, without angle brackets.
        severity: How bad it is.
        namespace: The namespace that is ours; terms of others are nobody's business.

    Yields:
        One finding for each subject and unknown class, and one for each subject and unknown property, whatever its
        values. The message names the nearest spellings.
    """
    known = {f"<{iri}>" for iri in declared}
    names = sorted(iri.removeprefix(namespace) for iri in declared if iri.startswith(namespace))
    prefix = f"<{namespace}"
    advice: dict[str, str] = {}
    told: set[tuple[str, str]] = set()
    for subject, predicate, value in statements:
        is_type = predicate == _TYPE
        term = value if is_type else predicate
        if not term.startswith(prefix) or term in known or (subject, term) in told:
            continue
        told.add((subject, term))
        if term not in advice:
            advice[term] = _advice(term[len(prefix) : -1], names, is_class=is_type)
        yield Finding(
            severity,
            subject,
            predicate,
            # Without a value the finding points at the property itself.
            value if is_type else None,
            COMPONENT,
            SHAPE,
            advice[term],
            remedy="A class or property that the ontology declares.",
        )


def _advice(name: str, names: list[str], *, is_class: bool) -> str:
    kind = "class" if is_class else "property"
    # Classes begin with a capital, properties do not: a nearest spelling of the other kind would mislead.
    same_kind = [each for each in names if each[:1].isupper() == is_class]
    lowered: dict[str, str] = {}
    for each in same_kind:
        lowered.setdefault(each.lower(), each)
    close = [lowered[each] for each in get_close_matches(name.lower(), lowered, n=3, cutoff=_CLOSE)]
    told = f"The ontology has no {kind} iurc:{name}."
    if not close:
        return f"{told} See the list of its terms."
    return f"{told} Did you mean {' or '.join(f'iurc:{each}' for each in close)}?"

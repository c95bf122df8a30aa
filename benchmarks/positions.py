"""What it costs to know where statements stand: `python benchmarks/positions.py [statements] [rounds]`.

For each syntax, in one run, the least of the rounds:
* `parser`: the store's parser, its statements thrown away;
* `plain`: an import read into memory as `candidate.assemble` does, but keeping nothing to find places with;
* `places`: the same by `candidate.assemble`, which can find each place afterwards, when nothing is asked;
* `by line`: how it was done before: the parser fed line by line, a position kept for each statement;
* `first`: the second reading, made when the first place is asked for; `further`: each place after that;
* `bytes`: what is kept for places, for each statement, before and after the second reading.
"""

import gc
import io
import sys
import time
import tracemalloc
from collections.abc import Callable
from typing import IO, cast

import pyoxigraph

from iurc.graph import named_graph
from iurc.graph.candidate import Candidate, assemble
from iurc.graph.locating.align import Role
from iurc.graph.parse import statements
from iurc.graph.source import Source, take
from iurc.graph.statement import Statement
from iurc.shapes.position import Position

F = pyoxigraph.RdfFormat
SYNTAXES = {
    "Turtle": F.TURTLE,
    "TriG": F.TRIG,
    "N-Triples": F.N_TRIPLES,
    "RDF/XML": F.RDF_XML,
    "JSON-LD": F.JSON_LD,
}
DATASET = named_graph.of_dataset("benchmark")


def turtle(count: int) -> bytes:
    """Write cities of five statements each, as a person would."""
    head = (
        "@prefix e: <https://w3id.org/iurc/id/place/> .\n@prefix i: <https://w3id.org/iurc/ontology#> .\n\n"
    )
    body = (
        f'e:n{k} a i:City ;\n  i:name "city {k}"@en , "ville {k}"@fr ;\n  i:population {k} ;\n  i:in e:n{k // 10} .\n\n'
        for k in range(count // 5)
    )
    return (head + "".join(body)).encode()


def sources(count: int) -> dict[str, Source]:
    """Write the same statements in every syntax."""
    text = turtle(count)
    made = {"Turtle": text}
    # TriG has no declarations within a graph.
    head, body = text.decode().split("\n\n", 1)
    made["TriG"] = f"{head}\n<urn:g> {{\n{body}}}\n".encode()
    for name, syntax in SYNTAXES.items():
        if name not in made:
            made[name] = pyoxigraph.serialize(pyoxigraph.parse(text, format=F.TURTLE), format=syntax)
    return {name: take(name, data, SYNTAXES[name].media_type) for name, data in made.items()}


def parser(source: Source) -> int:
    """Count the statements that the store's parser yields."""
    return sum(1 for _ in pyoxigraph.parse(source.data, format=source.rdf_format))


def quad(each: Statement) -> pyoxigraph.Quad:
    """Put a statement into its graph."""
    return pyoxigraph.Quad(each.subject, each.predicate, each.object, each.graph or DATASET)


def plain(source: Source) -> frozenset[pyoxigraph.Quad]:
    """Read an import and forget where its statements stand."""
    return frozenset({quad(each) for each in statements(source)})


def places(source: Source) -> Candidate:
    """Read an import as the product does."""
    return assemble(DATASET, statements(source), [source])


class Lines(io.RawIOBase):
    """A reader that hands out one line per call and counts them."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self._lines = io.BytesIO(data)
        self.number = 0

    def read(self, _size: int = -1) -> bytes:
        """Hand out the next line."""
        self.number += 1
        return self._lines.readline()


def by_line(source: Source) -> tuple[frozenset[pyoxigraph.Quad], dict[tuple[str, str, str], Position]]:
    """Read an import with a position for each statement."""
    lines = Lines(source.data)
    kept: set[pyoxigraph.Quad] = set()
    positions: dict[tuple[str, str, str], Position] = {}
    for each in pyoxigraph.parse(
        cast("IO[bytes]", lines), format=source.rdf_format, rename_blank_nodes=False
    ):
        position = Position(source.name, lines.number)
        kept.add(pyoxigraph.Quad(each.subject, each.predicate, each.object, DATASET))
        positions.setdefault((str(each.subject), str(each.predicate), str(each.object)), position)
    return frozenset(kept), positions


def least(rounds: int, work: Callable[[], object]) -> float:
    """Time some work, in seconds of the processor."""
    times = []
    for _ in range(rounds):
        gc.collect()
        begin = time.process_time()
        result = work()
        times.append(time.process_time() - begin)
        del result
    return min(times)


def second_reading(source: Source, rounds: int) -> tuple[float, float]:
    """Time the first place that is asked for, and the mean of the others."""
    firsts, others = [], []
    for _ in range(rounds):
        (origin,) = places(source).origins
        count = len(origin.quads)
        begin = time.process_time()
        origin.position(count - 1, Role.OBJECT)
        middle = time.process_time()
        for number in range(0, count, 100):
            assert origin.position(number, Role.OBJECT).exact
        firsts.append(middle - begin)
        others.append((time.process_time() - middle) / (count // 100))
    return min(firsts), min(others)


def bytes_kept(source: Source) -> tuple[float, float]:
    """Measure what places need beyond the statements, for each of them, before and after the second reading."""
    statements_read = list(statements(source))
    tracemalloc.start()
    (origin,) = assemble(DATASET, statements_read, [source]).origins
    before = sys.getsizeof(origin.quads)
    base = tracemalloc.get_traced_memory()[0]
    origin.position(0, Role.OBJECT)
    after = tracemalloc.get_traced_memory()[0] - base
    tracemalloc.stop()
    return before / len(origin.quads), (before + after) / len(origin.quads)


def main(count: int, rounds: int) -> None:
    """Print the table."""
    print(f"{count:,} statements, least of {rounds} rounds, seconds of the processor\n")
    print("| syntax | parser | plain | places | places / plain | by line / plain | first | further | bytes |")
    print("|---|---|---|---|---|---|---|---|---|")
    for name, source in sources(count).items():
        plain(source)  # literals that the store was asked about are known from here on
        native, without, with_places = (
            least(rounds, lambda work=work, source=source: work(source)) for work in (parser, plain, places)
        )
        fed = least(rounds, lambda source=source: by_line(source)) if name != "JSON-LD" else float("nan")
        first, further = second_reading(source, rounds)
        before, after = bytes_kept(source)
        print(
            f"| {name} | {native:.2f} | {without:.2f} | {with_places:.2f} | {with_places / without:.2f} "
            f"| {fed / without:.2f} | {first:.2f} | {further * 1e6:.1f} µs | {before:.0f} to {after:.0f} |"
        )


if __name__ == "__main__":
    main(*(int(each) for each in (*sys.argv[1:], "100000", "5")[:2]))

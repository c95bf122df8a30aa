"""Measure the judge against its peers on generated imports: CPU seconds, wall seconds and peak memory, each in its own process.

    python benchmarks/judging.py --sizes 10000 100000 --engines ours cached stock
    python benchmarks/judging.py --sizes 1000000 --engines ours change

Engines: `ours` (narrowing over the store), `cached` (pySHACL with cached parsing, every target), `stock` (pySHACL as it
is), `change` (an import of 100 statements judged against a report), `pyrudof` and `topbraid` where installed. Loading is
measured apart from judging. On a machine that does other work too, CPU time is the figure to compare.
"""

import argparse
import importlib.util
import json
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ENGINES = ("ours", "cached", "stock", "change", "pyrudof", "topbraid")
HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

import judging_data  # noqa: E402 - beside this file

Result = dict[str, float]


class Clock:
    """Measures the steps of one run."""

    def __init__(self) -> None:
        self.result: Result = {}

    def step(self, name: str, work: Callable[[], object]) -> object:
        """Do a step and remember how long it took, by CPU and by the clock."""
        cpu, wall = _cpu(), time.perf_counter()
        value = work()
        self.result[f"{name} cpu"] = round(_cpu() - cpu, 3)
        self.result[f"{name} wall"] = round(time.perf_counter() - wall, 3)
        return value


def _cpu() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def _shapes() -> object:
    from rdflib import Graph

    return Graph().parse(data=judging_data.shapes(), format="turtle")


def _store(path: Path) -> object:
    import pyoxigraph as ox

    store = ox.Store()
    store.bulk_load(path=str(path), format=ox.RdfFormat.N_TRIPLES)
    return store


def ours(path: Path, clock: Clock) -> None:
    """Load into a store, narrow, let pySHACL judge what is left."""
    from iurc.shapes.narrowing.judging import StoreJudge

    judge = clock.step("shapes", lambda: StoreJudge(_shapes()))
    store = clock.step("load", lambda: _store(path))
    report = clock.step("judge", lambda: judge.judge(store))
    clock.result["findings"] = len(report.findings)
    clock.result["candidates"] = report.narrowing.candidates
    clock.result["fallbacks"] = len(report.narrowing.fallbacks)


def change(path: Path, clock: Clock) -> None:
    """Judge imports of 100 statements into a store that was judged; the figures are those of the slowest of three."""
    import pyoxigraph as ox

    from iurc.shapes.narrowing.change import ChangeJudge
    from iurc.shapes.narrowing.judging import StoreJudge

    judge = StoreJudge(_shapes())
    store = _store(path)
    report = judge.judge(store)
    changing = ChangeJudge(judge)
    changing.judge(store, report, [], [])
    chance = random.Random(7)  # noqa: S311 - data, not secrets
    reserve = [
        quad.triple
        for quad in ox.parse(judging_data.triples(20000, 99, 0.01).encode(), ox.RdfFormat.N_TRIPLES)
    ]
    slowest = 0.0
    for _ in range(3):
        fresh = [
            each
            for each in reserve
            if not store_has(store, each) and "subClassOf" not in each.predicate.value
        ]
        start = chance.randrange(len(fresh) - 90)
        additions = set(fresh[start : start + 90])
        removals = {
            quad.triple for quad, _ in zip(store.quads_for_pattern(None, None, None), range(10), strict=False)
        }
        removals = {each for each in removals if "subClassOf" not in each.predicate.value}
        store.extend(ox.Quad(*each) for each in additions)
        for each in removals:
            store.remove(ox.Quad(*each))
        step = Clock()
        report = step.step("judge", lambda r=report, a=additions, b=removals: changing.judge(store, r, b, a))
        if step.result["judge cpu"] >= slowest:
            slowest = step.result["judge cpu"]
            clock.result.update(step.result, statements=len(additions) + len(removals))
            clock.result["candidates"] = report.narrowing.candidates
    clock.result["findings"] = len(report.findings)


def store_has(store: object, triple: object) -> bool:
    """Whether a statement is in the store."""
    import pyoxigraph as ox

    return ox.Quad(*triple) in store


def cached(path: Path, clock: Clock) -> None:
    """Judge every target with pySHACL in rdflib's memory, each query parsed once."""
    from rdflib import Graph

    from iurc.shapes.oracle import CompiledShapes

    compiled = clock.step("shapes", lambda: CompiledShapes(_shapes()))
    graph = clock.step("load", lambda: Graph().parse(path, format="nt"))
    clock.result["findings"] = len(clock.step("judge", lambda: list(compiled.findings(graph, "en"))))


def stock(path: Path, clock: Clock) -> None:
    """Judge with pySHACL as it is."""
    import pyshacl
    from rdflib import SH, Graph

    shapes = _shapes()
    graph = clock.step("load", lambda: Graph().parse(path, format="nt"))
    _, report, _ = clock.step("judge", lambda: pyshacl.validate(graph, shacl_graph=shapes))
    clock.result["findings"] = len(set(report.objects(None, SH.result)))


def pyrudof(path: Path, clock: Clock) -> None:
    """Judge with pyrudof."""
    import pyrudof as rudof

    engine = rudof.Rudof(rudof.RudofConfig())
    engine.read_shacl(judging_data.shapes(), rudof.ShaclFormat.Turtle)
    clock.step("load", lambda: engine.read_data(path.read_text(encoding="utf-8"), rudof.RDFFormat.NTriples))
    report = clock.step("judge", lambda: engine.validate_shacl(rudof.ShaclValidationMode.Native))
    clock.result["findings"] = len(report.results()) if hasattr(report, "results") else -1


def topbraid(path: Path, clock: Clock) -> None:
    """Judge with TopBraid's command line, the start of its machine included."""
    command = shutil.which("shaclvalidate.sh")
    if command is None:
        raise ModuleNotFoundError("shaclvalidate.sh is not on the path")
    with tempfile.TemporaryDirectory() as folder:
        shapes = Path(folder) / "shapes.ttl"
        shapes.write_text(judging_data.shapes(), encoding="utf-8")
        run = [command, "-datafile", str(path), "-shapesfile", str(shapes)]
        done = clock.step("judge", lambda: subprocess.run(run, capture_output=True, text=True, check=False))
    clock.result["findings"] = done.stdout.count("ValidationResult")


def _here(engine: str, path: Path) -> None:
    clock = Clock()
    try:
        {
            "ours": ours,
            "cached": cached,
            "stock": stock,
            "change": change,
            "pyrudof": pyrudof,
            "topbraid": topbraid,
        }[engine](path, clock)
    except ModuleNotFoundError as error:
        print(json.dumps({"not installed": str(error)}))
        return
    clock.result["peak MB"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    print(json.dumps(clock.result))


def main() -> None:
    """Run the engines one after the other and print what they took, and the ratios to ours."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000])
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=["ours", "cached", "stock"])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--faults", type=float, default=0.001)
    parser.add_argument("--run", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.run:
        engine, _, path = arguments.run.partition(":")
        _here(engine, Path(path))
        return
    for size in arguments.sizes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "import.nt"
            path.write_text(judging_data.triples(size, arguments.seed, arguments.faults), encoding="utf-8")
            figures = {}
            for engine in arguments.engines:
                run = [sys.executable, __file__, "--run", f"{engine}:{path}"]
                done = subprocess.run(run, capture_output=True, text=True, check=False)
                lines = done.stdout.strip().splitlines()
                figures[engine] = json.loads(lines[-1]) if lines else {"failed": done.stderr[-300:]}
                print(f"{size:>9,} {engine:9}", json.dumps(figures[engine]), flush=True)
        own = figures.get("ours", {}).get("judge cpu")
        for engine, figure in figures.items():
            if own and engine not in ("ours", "change") and "judge cpu" in figure:
                print(
                    f"{size:>9,} {engine:9} takes {figure['judge cpu'] / own:.1f} times the CPU of ours to judge"
                )


if __name__ == "__main__":
    assert importlib.util.find_spec("iurc.shapes") is not None
    main()

"""How soon a server answers, and what a small query costs it: `python benchmarks/first_query.py [DATA]`.

Without a data directory one with the shipped facts is made in a temporary folder. Processor time is that of the server
and all its children; the client's is not in it.
"""

import argparse
import contextlib
import http.client
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pyoxigraph

from iurc.graph import importing, release, shipped
from iurc.graph.answering import loading

ACCEPT = {"Accept": "application/sparql-results+json"}
QUERIES = {
    "ASK {}": "ASK {}",
    "one place": "SELECT ?p ?o { <https://w3id.org/iurc/id/place/jp-kamakura> ?p ?o }",
    "1,000 rows": "SELECT * { ?s a <https://w3id.org/iurc/ontology#GazetteerEntry> ; ?p ?o } LIMIT 1000",
}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", nargs="?", type=Path)
    parser.add_argument("--requests", type=int, default=2000)
    parser.add_argument("--starts", type=int, default=3)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = arguments.data or Path(folder) / "data"
        if release.current(data) is None:
            importing.run(data, shipped.candidates())
        served = release.current(data)
        assert served is not None
        print(
            f"release {served.id}, {served.manifest.triples:,} statements, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}"
        )
        for _ in range(arguments.starts):
            began = time.perf_counter()
            with _server(data):
                print(f"first answer after {time.perf_counter() - began:.2f} s")
        store = loading.load(served.store_path, loading.copy_of(served))
        print(
            f"{'query':12} {'in process':>12} {'server CPU':>12} {'wall p50':>10} {'p95':>10} {'304 CPU':>10}   (microseconds)"
        )
        with _server(data) as (pid, port):
            for name, text in QUERIES.items():
                alone = _in_process(store, text, arguments.requests // 4)
                cpu, times = _over_http(pid, port, text, arguments.requests, ACCEPT)
                known, _ = _over_http(pid, port, text, arguments.requests, {**ACCEPT, "If-None-Match": "*"})
                cuts = statistics.quantiles(times, n=20)
                print(f"{name:12} {alone:12.0f} {cpu:12.0f} {cuts[9]:10.0f} {cuts[18]:10.0f} {known:10.0f}")


@contextlib.contextmanager
def _server(data: Path) -> Iterator[tuple[int, int]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "iurc.api", "serve", "--port", str(port), "--data", str(data)]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        while not _answers(port):
            time.sleep(0.02)
        yield process.pid, port
    finally:
        process.terminate()
        process.wait()


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/sparql?query=ASK%20%7B%7D")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def _in_process(store: pyoxigraph.Store, text: str, times: int) -> float:
    began = time.process_time()
    for _ in range(times):
        results = store.query(text)
        assert not isinstance(results, pyoxigraph.QueryTriples)
        results.serialize(format=pyoxigraph.QueryResultsFormat.JSON)
    return (time.process_time() - began) / times * 1e6


def _over_http(
    pid: int, port: int, text: str, times: int, headers: dict[str, str]
) -> tuple[float, list[float]]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    target = f"/sparql?{urlencode({'query': text})}"
    walls = []
    before = _cpu(pid)
    for _ in range(times):
        began = time.perf_counter()
        connection.request("GET", target, headers=headers)
        response = connection.getresponse()
        response.read()
        assert response.status in {200, 304}
        walls.append((time.perf_counter() - began) * 1e6)
    connection.close()
    return (_cpu(pid) - before) / times * 1e6, walls


def _cpu(pid: int) -> float:
    """Processor seconds of a process, of those below it, and of those that it has waited for."""
    fields: dict[int, list[str]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields[int(path.parent.name)] = path.read_text().rpartition(")")[2].split()
    family = {pid}
    while more := {child for child, each in fields.items() if int(each[1]) in family} - family:
        family |= more
    return sum(sum(map(int, fields[each][11:15])) for each in family) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()

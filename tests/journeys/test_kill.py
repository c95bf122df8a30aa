"""An import that is killed at any moment leaves a whole release behind, and the next import works."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from iurc.graph import digest, release

COUNTRY = """@prefix iurc: <https://w3id.org/iurc/ontology#> .
<https://w3id.org/iurc/id/country/SK> a iurc:Country, iurc:Place ;
  <http://www.w3.org/2004/02/skos/core#prefLabel> "Slovakia"@en ; <http://www.w3.org/ns/prov#wasDerivedFrom> <https://example.org/p> .
<https://example.org/p> a iurc:Source ; <http://purl.org/dc/terms/title> "A page" .
"""

# For each line "step data file" forks a child that imports and kills itself at the n-th step that leaves a trace on
# disk (at none for 0), and prints how the child ended and how many steps it made. It opens no store itself: a fork beside an open RocksDB is not safe.
DYING = """
import os, pathlib, signal, sys
import iurc.graph.importing, iurc.shapes.oracle, iurc.shapes.reporting.text
from iurc.api import cli

def dying(owner, name, left):
    function = getattr(owner, name)
    def step(*args, **kwargs):
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return function(*args, **kwargs)
    setattr(owner, name, step)

for line in sys.stdin:
    number, data, file = line.split()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.dup2(2, 1)
        left = [int(number)]
        for name in ("link", "fsync"):
            dying(os, name, left)
        for name in ("mkdir", "rename", "replace", "write_text"):
            dying(pathlib.Path, name, left)
        sys.argv = ["iurc", "import", file, "--data", data, "--dataset", "mine"]
        try:
            cli.main()
        except SystemExit as ended:
            os.write(writing, str(int(number) - left[0]).encode())
            os._exit(ended.code)
    os.close(writing)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    print(code, os.read(reading, 20).decode() or 0, flush=True)
    os.close(reading)
"""


def write(path: Path, count: int, name: str) -> Path:
    """A file with a country and some free statements."""
    extra = "".join(f"<urn:{name}:{n}> <urn:p> {n} .\n" for n in range(count))
    path.write_text(COUNTRY + extra)
    return path


def import_command(data: Path, file: Path) -> list[str]:
    """The command line of an import into one dataset."""
    return ["import", str(file), "--data", str(data), "--dataset", "mine"]


def run_import(data: Path, file: Path) -> subprocess.CompletedProcess[str]:
    """Import a file by the command line."""
    command = [sys.executable, "-m", "iurc.api", *import_command(data, file)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def verified(data: Path) -> str:
    """Check that the current release holds exactly what its manifest says, and give its id."""
    current = release.current(data)
    assert current is not None
    held: dict[str, list] = {}
    for quad in current.quads():
        held.setdefault(quad.graph_name.value, []).append(quad)
    assert {entry.name: entry.digest for entry in current.manifest.graphs} == {
        name: digest.of_graph(quads) for name, quads in held.items()
    }
    return current.id


@pytest.mark.slow
def test_twenty_imports_killed_at_random_moments(tmp_path: Path) -> None:
    """After each kill -9 the old release or the new one is current and whole; nothing acknowledged is lost."""
    chance = random.Random(20261124)  # noqa: S311 - moments, no secrets
    started = time.monotonic()
    assert run_import(tmp_path, write(tmp_path / "first.ttl", 10, "first")).returncode == 0
    duration = time.monotonic() - started
    for number in range(20):
        before = verified(tmp_path)
        file = write(tmp_path / f"{number}.ttl", 3000, str(number))
        process = subprocess.Popen(
            [sys.executable, "-m", "iurc.api", *import_command(tmp_path, file)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(chance.uniform(0.4, 1.2) * duration)
        acknowledged = process.poll() == 0
        process.kill()
        process.wait()
        after = verified(tmp_path)
        assert not (acknowledged and after == before)
    assert run_import(tmp_path, write(tmp_path / "last.ttl", 10, "last")).returncode == 0
    assert not [path for path in (tmp_path / "releases").iterdir() if path.name.startswith(".")]


@pytest.mark.slow
def test_an_import_killed_at_each_step_on_disk(tmp_path: Path) -> None:
    """Whichever write is the last one, the old release or the new one is current and whole, and the next import works."""
    assert run_import(tmp_path, write(tmp_path / "first.ttl", 10, "first")).returncode == 0
    forker = subprocess.Popen(
        [sys.executable, "-c", DYING], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert forker.stdin is not None
    assert forker.stdout is not None

    def killed_at(step: int) -> tuple[int, int]:
        file = write(tmp_path / "next.ttl", 20, f"step{step}")
        print(step, tmp_path, file, file=forker.stdin, flush=True)
        code, made = forker.stdout.readline().split()
        return int(code), int(made)

    with forker:
        code, steps = killed_at(0)
        assert code == 0
        assert steps > 20
        # Every step around the publication, and one in four of the many links and syncs before it.
        for step in [*range(1, steps - 12, max(1, steps // 12)), *range(steps - 12, steps + 1)]:
            before = verified(tmp_path)
            assert killed_at(step)[0] == -signal.SIGKILL
            after = verified(tmp_path)
            assert after == before or release.history(tmp_path)[-1].id == after
        forker.stdin.close()
    assert run_import(tmp_path, write(tmp_path / "last.ttl", 10, "last")).returncode == 0

"""An import that is killed at any moment leaves a whole release behind, and the next import works."""

import os
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

# Runs an import and kills itself at the n-th step that leaves a trace on disk.
KILLED_AT_STEP = """
import os, pathlib, signal, sys
from iurc.api import cli
left = int(sys.argv.pop(1))
def dying(function):
    def step(*args, **kwargs):
        global left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return function(*args, **kwargs)
    return step
for owner, name in [(os, "link"), (os, "fsync"), (pathlib.Path, "mkdir"), (pathlib.Path, "rename"), (pathlib.Path, "replace"), (pathlib.Path, "write_text")]:
    setattr(owner, name, dying(getattr(owner, name)))
cli.main()
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
    chance = random.Random(20261124)
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
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        after = verified(tmp_path)
        assert not (acknowledged and after == before)
    assert run_import(tmp_path, write(tmp_path / "last.ttl", 10, "last")).returncode == 0
    assert not [path for path in (tmp_path / "releases").iterdir() if path.name.startswith(".")]


@pytest.mark.slow
def test_an_import_killed_at_each_step_on_disk(tmp_path: Path) -> None:
    """Whichever write is the last one, the old release or the new one is current and whole, and the next import works."""
    assert run_import(tmp_path, write(tmp_path / "first.ttl", 10, "first")).returncode == 0
    survived = 0
    step = 1
    while not survived:
        before = verified(tmp_path)
        file = write(tmp_path / "next.ttl", 20, f"step{step}")
        run = subprocess.run(
            [sys.executable, "-c", KILLED_AT_STEP, str(step), *import_command(tmp_path, file)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert run.returncode in {-signal.SIGKILL, 0}, run.stderr
        survived = run.returncode == 0
        after = verified(tmp_path)
        if survived:
            assert after != before
        # Most steps are one of many syncs; every one near the publication is tried.
        step += 1 if step < 12 or step > 30 else 4
    assert step > 12
    assert run_import(tmp_path, write(tmp_path / "last.ttl", 10, "last")).returncode == 0

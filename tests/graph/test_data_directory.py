"""iurc.graph.data_directory: one writer at a time."""

import subprocess
import sys
from pathlib import Path

import pytest

from iurc.graph import data_directory
from iurc.graph.errors import BadUsage, Conflict

HOLDER = """
import sys, time
from pathlib import Path
from iurc.graph import data_directory
with data_directory.writing(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def hold(folder: Path) -> subprocess.Popen[str]:
    """Another process that holds the lock."""
    process = subprocess.Popen([sys.executable, "-c", HOLDER, str(folder)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_writer_is_told_of_the_first(tmp_path: Path) -> None:
    """While one process writes, another waits and then gets a conflict; killing the first frees the lock."""
    with hold(tmp_path) as process:
        with pytest.raises(Conflict, match="another import"), data_directory.writing(tmp_path, patience=0.2):
            pass
        process.kill()
        process.wait()
        with data_directory.writing(tmp_path, patience=5):
            pass


def test_what_an_ended_import_left_is_swept(tmp_path: Path) -> None:
    """The next writer begins with a clean folder."""
    left = tmp_path / "releases" / ".staged-1" / "store"
    left.mkdir(parents=True)
    (left / "CURRENT").write_text("x")
    with data_directory.writing(tmp_path):
        assert not left.parent.exists()


def test_a_folder_that_cannot_be_made_is_bad_usage(tmp_path: Path) -> None:
    """A file where the folder should be is told with the option that helps."""
    (tmp_path / "file").write_text("x")
    with pytest.raises(BadUsage, match="--data"), data_directory.writing(tmp_path / "file"):
        pass

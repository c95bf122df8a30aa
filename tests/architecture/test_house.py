"""The house: its layout is what the documents say it is."""

import importlib
import importlib.metadata
import pkgutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import iurc.api
import iurc.graph
import iurc.ontology
import iurc.shapes

ROOT = Path(__file__).parents[2]
PARTS = ("ontology", "shapes", "graph", "api")
FORBIDDEN = {"utils", "helpers", "common", "manager", "misc", "service", "dependencies"}


def sources() -> list[Path]:
    """All Python files of the product."""
    return [
        path
        for part in PARTS
        for path in sorted((ROOT / part).rglob("*.py"))
        if "node_modules" not in path.parts
    ]


def data_files() -> set[str]:
    """All files of the product that a user of the wheel needs, as paths inside the wheel."""
    wanted = {".py", ".typed", ".ttl", ".rq", ".csv", ".json", ".jsonld", ".html", ".css", ".js", ".svg"}
    found = set()
    for part in PARTS:
        for path in (ROOT / part).rglob("*"):
            inside = path.relative_to(ROOT)
            if (
                path.is_file()
                and (path.suffix in wanted or path.name == "py.typed")
                and "__pycache__" not in path.parts
            ):
                found.add(f"iurc/{inside.as_posix()}")
    return found


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_file_is_long_or_named_after_nothing(path: Path) -> None:
    """A file holds one noun and at most 400 lines."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400
    assert path.stem not in FORBIDDEN


def test_every_module_can_be_imported() -> None:
    """Each module of the installed product imports without a warning."""
    for part in (iurc.ontology, iurc.shapes, iurc.graph, iurc.api):
        for module in pkgutil.walk_packages(part.__path__, part.__name__ + "."):
            if not module.name.endswith("__main__"):
                importlib.import_module(module.name)


def test_no_module_has_two_identities() -> None:
    """Nothing imports `graph.store` where `iurc.graph.store` is meant: that would be another class."""
    code = "import sys, iurc.api.cli; print([m for m in sys.modules if m.split('.')[0] in {'ontology', 'shapes', 'graph', 'api'}])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert run.stdout.strip() == "[]"


def test_the_installed_product_equals_the_tree() -> None:
    """Every file of the four parts is in the wheel, and nothing else is."""
    # The build leaves metadata in the checkout too, which come first on the path and list no installed file.
    found = importlib.metadata.distributions(name="iurc")
    installed = {str(file) for each in found for file in each.files or () if str(file).startswith("iurc/")}
    if not installed:
        pytest.skip("iurc is installed in editable form; only an installed wheel can be compared")
    assert {file for file in installed if "__pycache__" not in file} == data_files()


def test_packages_are_listed() -> None:
    """Each folder with an `__init__.py` is named in `pyproject.toml`, because none is discovered."""
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    found = {
        "iurc." + ".".join(path.parent.relative_to(ROOT).parts)
        for part in PARTS
        for path in (ROOT / part).rglob("__init__.py")
    }
    assert set(declared["packages"]) == found == set(declared["package-dir"])

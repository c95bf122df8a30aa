"""A change that was judged and waits to be committed: its difference, kept under a token.

What is committed later is exactly this difference, not the files it came from: an update text or a table read again
could say something else (a clock, a random number, a new blank node).
"""

import hashlib
import json
import secrets
import shutil
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import pyoxigraph

from iurc.graph import verdict
from iurc.graph.errors import NotFound, Unreadable
from iurc.graph.manifest import FileEntry, ImportEntry
from iurc.graph.publishing import Change
from iurc.shapes.narrowing.judging import NarrowedReport

_FOLDER = "staged"
_LIFE = 24 * 60 * 60.0
_PARTS = ("removals.nq", "additions.nq")


@dataclass(frozen=True, slots=True)
class Ticket:
    """A judged change on disk.

    Attributes:
        token: What its holder shows to have it committed; not to be guessed.
        base: The id of the release it was judged against; `None` when there was none.
        imports: What it is made of; their IRIs are given when it is committed.
        removals: The statements to take out.
        additions: The statements to put in.
        whole: The report on the whole graph with the change, where it is at hand.
    """

    token: str
    base: str | None
    imports: tuple[ImportEntry, ...]
    removals: frozenset[pyoxigraph.Quad]
    additions: frozenset[pyoxigraph.Quad]
    whole: NarrowedReport | None = None


def issue(data_dir: Path, base: str | None, change: Change) -> Ticket:
    """Keep a change for later.

    Args:
        data_dir: The data directory.
        base: See `Ticket`.
        change: The change, judged.
    """
    staged = change.staged
    ticket = Ticket(
        secrets.token_hex(16), base, tuple(change.entries), staged.removals, staged.additions, change.whole
    )
    folder = data_dir / _FOLDER / ticket.token
    part = folder.with_name(f".{ticket.token}")
    part.mkdir(parents=True)
    digests = {}
    for name, quads in zip(_PARTS, (ticket.removals, ticket.additions), strict=True):
        data = pyoxigraph.serialize(quads, format=pyoxigraph.RdfFormat.N_QUADS) or b""
        (part / name).write_bytes(data)
        digests[name] = hashlib.sha256(data).hexdigest()
    described = {"base": base, "imports": [asdict(each) for each in ticket.imports], "sha256": digests}
    (part / "ticket.json").write_text(json.dumps(described, ensure_ascii=False), encoding="utf-8")
    if ticket.whole is not None:
        verdict.keep(part, ticket.whole)
    part.rename(folder)
    return ticket


def find(data_dir: Path, token: str) -> Ticket:
    """Find a change by its token.

    Raises:
        NotFound: There is none; it was committed, has expired or never was.
        Unreadable: Its files were changed or are not whole.
    """
    folder = data_dir / _FOLDER / token
    # A token is a plain name, never a way out of the folder.
    if not token.isalnum() or not folder.is_dir():
        raise NotFound(
            "there is no change with this token",
            remedy="a token holds for a day and can be used once; do the dry run again",
        )
    try:
        described = json.loads((folder / "ticket.json").read_text(encoding="utf-8"))
        removals, additions = (_quads(folder / name, described["sha256"][name]) for name in _PARTS)
        imports = tuple(
            ImportEntry(
                **{
                    **each,
                    "graphs": tuple(each["graphs"]),
                    "files": tuple(FileEntry(**file) for file in each["files"]),
                }
            )
            for each in described["imports"]
        )
        return Ticket(token, described["base"], imports, removals, additions, verdict.of(folder))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Unreadable(
            f"the change kept under this token is damaged: {error}", remedy="do the dry run again"
        ) from error


def remove(data_dir: Path, token: str) -> None:
    """Forget a change; it can be committed no more."""
    shutil.rmtree(data_dir / _FOLDER / token, ignore_errors=True)


def expire(data_dir: Path, now: float | None = None) -> None:
    """Forget the changes that nobody committed within a day.

    Args:
        data_dir: The data directory.
        now: The time, in seconds since 1970; the clock's when left out.
    """
    folder = data_dir / _FOLDER
    if not folder.is_dir():
        return
    for path in folder.iterdir():
        if path.stat().st_mtime + _LIFE < (time.time() if now is None else now):
            shutil.rmtree(path, ignore_errors=True)


def _quads(path: Path, sha256: str) -> frozenset[pyoxigraph.Quad]:
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != sha256:
        raise ValueError(f"{path.name} was changed")
    return frozenset(pyoxigraph.parse(data, format=pyoxigraph.RdfFormat.N_QUADS, rename_blank_nodes=False))

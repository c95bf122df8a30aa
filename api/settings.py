"""What can be set from outside, and what each setting is when nobody sets it."""

import os
from dataclasses import dataclass
from pathlib import Path

from iurc.graph import data_directory, source
from iurc.graph.errors import BadUsage


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a process, from `IURC_…` environment variables and then from options.

    Attributes:
        data: The data directory (`IURC_DATA`).
        max_bytes: The largest file taken (`IURC_MAX_BYTES`).
        timeout: How long a query may take, in seconds (`IURC_TIMEOUT`).
    """

    data: Path
    max_bytes: int = source.DEFAULT_LIMIT
    timeout: float = 30.0


def from_environment(data: Path | None = None) -> Settings:
    """Read the environment.

    Args:
        data: The option `--data`, which wins over `IURC_DATA`.

    Raises:
        BadUsage: A variable does not hold what it should.
    """
    stated = os.environ.get("IURC_DATA")
    return Settings(
        data=data or (Path(stated) if stated else data_directory.default()),
        max_bytes=int(_number("IURC_MAX_BYTES", source.DEFAULT_LIMIT)),
        timeout=_number("IURC_TIMEOUT", 30.0),
    )


def _number(name: str, otherwise: float) -> float:
    text = os.environ.get(name)
    if text is None:
        return otherwise
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value < float("inf"):
        raise BadUsage(
            f"{name}={text} is not a number above zero", remedy=f"unset it, or set it like {otherwise:g}"
        )
    return value

"""What a person may have meant by a name that is not known."""

from collections.abc import Collection
from difflib import get_close_matches


def meant(name: str, known: Collection[str], most: int = 3) -> str | None:
    """Propose known names that are spelt like an unknown one.

    Args:
        name: As it was written.
        known: What could have been meant.
        most: How many to propose.

    Returns:
        A remedy such as `did you mean 'city'?`; the known names where none is near and they are few; else `None`.
    """
    folded = {candidate.casefold(): candidate for candidate in known}
    near = [folded[match] for match in get_close_matches(name.casefold(), folded, n=most)]
    if near:
        return f"did you mean {listed(near)}?"
    return f"there is {listed(sorted(known))}" if 0 < len(known) <= _FEW else None


def listed(names: Collection[str]) -> str:
    """Write names as `'a', 'b' or 'c'`."""
    quoted = [f"'{name}'" for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"


_FEW = 12

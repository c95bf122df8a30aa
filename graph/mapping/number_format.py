"""Number formats (Model for Tabular Data, section 6.4.2): how people write numbers, read back into plain ones."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from iurc.graph.mapping.refusal import Refusal

_PATTERN: Final = re.compile(
    r"(?P<before>[+\-%‰]?)(?P<whole>[#0,]*)(?:\.(?P<fraction>[0,]*[#,]*))?(?:E(?P<exponent>[+\-]?#*0+))?(?P<after>[%‰]?)"
)
_SHARES: Final = {"%": Decimal("0.01"), "‰": Decimal("0.001")}


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """A format, taken apart once; without a pattern any number of digits and groups will do.

    Attributes:
        pattern: As it is written, for messages.
    """

    pattern: str | None
    _decimal: str
    _group: str | None
    _least_whole: int
    _groups: tuple[int, int] | None
    _fraction: tuple[int, int] | None
    _fraction_group: int | None
    _exponent: int
    _share: str

    @classmethod
    def parse(cls, pattern: str | None, decimal: str, group: str | None) -> "NumberFormat":
        """Take a format apart.

        Args:
            pattern: Of the symbols `0 # , . E + - % ‰`; the part for negative numbers after a semicolon is not honoured.
            decimal: The character before the fraction.
            group: The character between groups of digits.

        Raises:
            Refusal: The pattern is none that is understood.
        """
        if pattern is None:
            return cls(None, decimal, group, 0, None, (0, 1000), None, 0, "")
        match = _PATTERN.fullmatch(pattern)
        if match is None or not re.search("[0#]", match["whole"] + (match["fraction"] or "")):
            raise Refusal(
                f"'{pattern}' is not a number format that is understood",
                'use the symbols 0 # , . E + - % ‰, as in "#,##0.00"',
            )
        sizes = [len(digits) for digits in match["whole"].split(",")]
        groups = (sizes[-1], sizes[-2] if len(sizes) > 2 else sizes[-1]) if len(sizes) > 1 else None
        fraction, *more = (match["fraction"] or "").split(",")
        size = len(fraction) if more else None
        fraction += "".join(more)
        return cls(
            pattern,
            decimal,
            group or ",",
            match["whole"].count("0"),
            groups,
            (fraction.count("0"), len(fraction)),
            size,
            (match["exponent"] or "").count("0"),
            next((sign for sign in _SHARES if sign in (match["before"], match["after"])), ""),
        )

    def plain(self, text: str) -> str:
        """Write a number as XML Schema does.

        Args:
            text: The number as the format has it.

        Raises:
            Refusal: It is not written so.
        """
        if text in {"NaN", "INF", "-INF"}:
            return text
        bare = text.strip("%‰")
        share = text.removeprefix(bare) if text.startswith(bare) else text[: text.index(bare)]
        number, _, exponent = (
            bare.partition("E") if self._exponent or self.pattern is None else (bare, "", "")
        )
        whole, point, grouped = number.partition(self._decimal)
        fraction = self._fraction_digits(grouped)
        sign = whole[:1] if whole[:1] in {"+", "-"} else ""
        digits = self._ungrouped(whole.removeprefix(sign))
        if (
            digits is None
            or fraction is None
            or len(digits) < self._least_whole
            or not self._fits(point, fraction)
            or (exponent and not re.fullmatch(r"[+-]?[0-9]+", exponent))
            or len(exponent.lstrip("+-")) < self._exponent
            or (self.pattern is not None and share != self._share)
            or not digits + fraction
        ):
            raise self._refusal(text)
        plain = (
            f"{sign}{digits or '0'}{'.' + fraction if fraction else ''}{'E' + exponent if exponent else ''}"
        )
        return f"{Decimal(plain) * _SHARES[share]:f}" if share else plain

    def _ungrouped(self, whole: str) -> str | None:
        if self._group is None or self._group not in whole:
            # Where the format has groups, a number that is long enough for them has them too.
            fits = self.pattern is None or self._groups is None or len(whole) <= self._groups[0]
            return whole if fits and re.fullmatch("[0-9]*", whole) else None
        parts = whole.split(self._group)
        if not all(re.fullmatch("[0-9]+", part) for part in parts):
            return None
        if self.pattern is not None:
            if self._groups is None:
                return None
            last, other = self._groups
            if (
                len(parts[-1]) != last
                or any(len(part) != other for part in parts[1:-1])
                or len(parts[0]) > other
            ):
                return None
        return "".join(parts)

    def _fraction_digits(self, text: str) -> str | None:
        """Take the groups of a fraction together; all but the last are full."""
        if self._fraction_group is None or self._group is None:
            return text
        parts = text.split(self._group)
        size = self._fraction_group
        full = all(len(part) == size for part in parts[:-1])
        return "".join(parts) if full and len(parts[-1]) <= size and (parts[-1] or not text) else None

    def _fits(self, point: str, fraction: str) -> bool:
        least, most = self._fraction or (0, 0)
        return (
            re.fullmatch("[0-9]*", fraction) is not None
            and least <= len(fraction) <= most
            and (not point or bool(fraction))
        )

    def _refusal(self, text: str) -> Refusal:
        how = f"of the format {self.pattern}" if self.pattern else "a number"
        characters = f"with '{self._decimal}' before the fraction" + (
            f" and '{self._group}' between groups" if self._group else ""
        )
        return Refusal(f"'{text}' is not {how}", f"write it {characters}, or correct the format")

"""Date and time formats (Model for Tabular Data, section 6.4.4), read back into the forms of XML Schema."""

import re
from dataclasses import dataclass
from typing import Final

from iurc.graph.mapping.refusal import Refusal

_DATES: Final = {
    "yyyy-MM-dd",
    "yyyyMMdd",
    *(
        form.replace("-", mark)
        for form in ("dd-MM-yyyy", "d-M-yyyy", "MM-dd-yyyy", "M-d-yyyy")
        for mark in "-/."
    ),
}
_TIMES: Final = {"HH:mm:ss", "HHmmss", "HH:mm", "HHmm"}
_FIELDS: Final = {
    "yyyy": r"(?P<year>[0-9]{4})",
    "MM": r"(?P<month>[0-9]{2})",
    "M": r"(?P<month>[0-9]{1,2})",
    "dd": r"(?P<day>[0-9]{2})",
    "d": r"(?P<day>[0-9]{1,2})",
    "HH": r"(?P<hour>[0-9]{2})",
    "mm": r"(?P<minute>[0-9]{2})",
    "ss": r"(?P<second>[0-9]{2})",
}
_ZONES: Final = {
    "X": r"(?P<zone>Z|[+-][0-9]{2}(?:[0-9]{2})?)",
    "XX": r"(?P<zone>Z|[+-][0-9]{4})",
    "XXX": r"(?P<zone>Z|[+-][0-9]{2}:[0-9]{2})",
    "x": r"(?P<zone>[+-][0-9]{2}(?:[0-9]{2})?)",
    "xx": r"(?P<zone>[+-][0-9]{4})",
    "xxx": r"(?P<zone>[+-][0-9]{2}:[0-9]{2})",
}
_SHAPE: Final = re.compile(
    r"(?P<date>[yMd./-]+)?(?P<join>[T ](?=H))?(?P<time>[Hms:]+)?(?P<parts>\.S+)?(?P<space> ?)(?P<zone>[xX]{1,3})?"
)
_WANTED: Final = {"date": (True, False), "dateTime": (True, True), "time": (False, True)}


@dataclass(frozen=True, slots=True)
class DateFormat:
    """A format, taken apart once.

    Attributes:
        pattern: As it is written.
    """

    pattern: str
    _expression: re.Pattern[str]

    @classmethod
    def parse(cls, pattern: str, datatype: str) -> "DateFormat":
        """Take a format apart.

        Args:
            pattern: One of those that the standard lists.
            datatype: `date`, `dateTime` or `time`.

        Raises:
            Refusal: It is none of them, or not one for this type.
        """
        shape = _SHAPE.fullmatch(pattern)
        date, time = (shape["date"], shape["time"]) if shape else (None, None)
        join = (shape and shape["join"]) or ""
        if (
            shape is None
            or (date is not None, time is not None) != _WANTED[datatype]
            or (date is not None and date not in _DATES)
            or (time is not None and time not in _TIMES)
            or bool(join) != bool(date and time)
            or (shape["parts"] is not None and (time is None or "ss" not in time))
            or (shape["zone"] is None and shape["space"])
            or (shape["zone"] is not None and shape["zone"] not in _ZONES)
        ):
            raise Refusal(
                f"'{pattern}' is not a {datatype} format that CSVW lists",
                'such as "dd/MM/yyyy", "yyyy-MM-ddTHH:mm:ss" or "HH:mm"',
            )
        parts = f"(?P<parts>\\.[0-9]{{1,{len(shape['parts']) - 1}}})?" if shape["parts"] else ""
        zone = _ZONES[shape["zone"]] if shape["zone"] else ""
        fields = re.sub(r"y+|M+|d+|H+|m+|s+|[^A-Za-z]", _field, date or "") + join
        return cls(
            pattern,
            re.compile(fields + re.sub(r"H+|m+|s+|:", _field, time or "") + parts + shape["space"] + zone),
        )

    def plain(self, text: str) -> str:
        """Write a date or time as XML Schema does; whether there is such a day is left to the type's own check.

        Raises:
            Refusal: The text is not written so.
        """
        match = self._expression.fullmatch(text)
        if match is None:
            raise Refusal(
                f"'{text}' is not of the format {self.pattern}", "write it so, or correct the format"
            )
        found = {name: value or "" for name, value in match.groupdict().items()}
        date = (
            "-".join((found["year"], found["month"].zfill(2), found["day"].zfill(2)))
            if "year" in found
            else ""
        )
        time = f"{found['hour']}:{found['minute']}:{found.get('second') or '00'}" if "hour" in found else ""
        zone = found.get("zone", "")
        if zone not in {"", "Z"}:
            zone = f"{zone[:3]}:{zone[3:].lstrip(':') or '00'}"
        return f"{date}{'T' if date and time else ''}{time}{found.get('parts', '')}{zone}"


def _field(match: re.Match[str]) -> str:
    return _FIELDS.get(match[0]) or re.escape(match[0])

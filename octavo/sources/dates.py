"""Dates as they are written in a bibliography: which of them can be none."""

import calendar
import json
import re

_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?(?:T.*)?[?~%]?")
_LETTERS = re.compile(r"\b(?=[0-9OolI]*[OolI])(?=[OolI]*[0-9])[12lI][0-9OolI]{3}\b")
# Day and month, or month and day: where both may be months, only the author knows.
_NUMERALS = re.compile(r"(?:0?[1-9]|1[0-2])/(?:0?[1-9]|1[0-2])/[0-9]{4}")
_SLASHED = re.compile(r"[0-9]{1,4}/[0-9]{1,2}/[0-9]{1,4}")
_NO_DATE = re.compile(r"n\.? ?d|nd\.?|(?:no|without) date", re.I)
_OVERLONG = re.compile(r"[12][0-9]{4,}")


def fault(name: str, text: str) -> str:
    """Why a date as it is written is none; "" for what may be one. ``name`` is that of its field."""
    if re.match(r"\s*\{\s*\"", text):
        return _json_fault(text)
    plain = text.strip().strip("{}").strip()
    if name in ("month", "day"):
        return _part_fault(name, plain)
    ends = [end.strip() for end in plain.split("/")] if "/" in plain and not _SLASHED.fullmatch(plain) else [plain]
    found = next((said for end in ends if (said := _end_fault(name, end))), "")
    if found or len(ends) != 2:
        return found
    matches = [_ISO.fullmatch(end) for end in ends]
    return _range_fault([[int(part) for part in match.groups() if part] for match in matches if match])


def _part_fault(name: str, text: str) -> str:
    most = 12 if name == "month" else 31
    if text.isdecimal() and not 1 <= int(text) <= most:
        return f"there is no {name} {text}"
    return ""


def _end_fault(name: str, text: str) -> str:
    match = _ISO.fullmatch(text)
    if match:
        return _calendar_fault([int(part) for part in match.groups() if part])
    if _LETTERS.search(text):
        return "it has a letter in place of a digit"
    if _OVERLONG.fullmatch(text):
        return f"a year has no {len(text)} digits"
    if _NO_DATE.fullmatch(text) and text.lower() != "n.d.":
        return "it is no date"
    if name in ("date", "year", "issued") and _NUMERALS.fullmatch(text):
        return "nobody can tell in which order it stands"
    return ""


def _calendar_fault(parts: list[int]) -> str:
    """The parts of a date that no calendar has. A month beyond twelve is a season, where no day follows."""
    year, month, day = (*parts, 0, 0)[:3]
    if month > 12 and (day or month not in (13, 14, 15, 16, *range(21, 42))):
        return f"there is no month {month}"
    if month and 1 <= month <= 12 and day and year > 0 and day > calendar.monthrange(min(year, 9999), month)[1]:
        return f"there is no day {day} in month {month} of {year}"
    return ""


def _range_fault(ends: list[list[int]]) -> str:
    if len(ends) != 2 or any(len(end) > 1 and end[1] > 12 for end in ends):
        return ""
    shared = min(map(len, ends))
    return "it ends before it begins" if ends[1][:shared] < ends[0][:shared] else ""


def _json_fault(text: str) -> str:
    """The fault of a date that is written as CSL-JSON."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return ""
    if not isinstance(value, dict):
        return ""
    dates = value.get("date-parts")
    if not isinstance(dates, list):
        said = value.get("raw") or value.get("literal")
        return _end_fault("", said) if isinstance(said, str) else ""
    ends = [date if isinstance(date, list) else dates for date in dates[:2]]
    for end in ends:
        wrong = next(
            (part for part in end if part not in (None, "") and not re.fullmatch(r"-?[0-9]+", str(part))), None
        )
        if wrong is not None:
            return f"`{wrong}` is no number"
    whole = [[int(part) for part in end if part not in (None, "")] for end in ends]
    found = next((said for end in whole if end and (said := _calendar_fault(end))), "")
    year = whole[0][0] if whole and whole[0] else 0
    return found or ("" if abs(year) < 10000 else f"a year has no {len(str(abs(year)))} digits") or _range_fault(whole)

"""Dates in a duration cell, read only where they cannot mean anything else."""

import datetime
import re
from collections.abc import Iterator

_MONTHS = {name: number for number, names in enumerate(
    ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
     "sep sept september", "oct october", "nov november", "dec december"), 1) for name in names.split()}  # fmt: skip
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATE = re.compile(
    rf"\b(?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>20\d\d)\b"
    r"|\b(?P<year2>20\d\d)-(?P<month2>\d\d)-(?P<day2>\d\d)\b"
    r"|\b(?P<month3>\d{1,2})/(?P<day3>\d{1,2})/(?P<year3>20\d\d)\b",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?", re.IGNORECASE)
_RANGE = re.compile(
    r"\s*(?:from|between)?\s*@\s*(?:to|through|thru|until|till|and|–|—|-)\s*@\s*\.?\s*\Z", re.IGNORECASE
)
_SINGLE = re.compile(r"\s*(?:on\s+)?@\s*\.?\s*\Z", re.IGNORECASE)
_START = re.compile(r"\s*(?:from|starting|beginning|starts|begins)(?:\s+on)?\s+@\s*\.?\s*\Z", re.IGNORECASE)
_END = re.compile(r"\s*(?:by|until|through|ends|ending)\s+@\s*\.?\s*\Z", re.IGNORECASE)
_TWO = 2
LONGEST = 120

Span = tuple[datetime.date | None, datetime.date | None]


def dates_in(text: str) -> Span:
    """Return the first and last day that a duration names; (None, None) unless the text is nothing but those dates."""
    if len(text) > LONGEST:
        return None, None
    try:
        days = list(_days(text))
    except ValueError:
        return None, None
    frame = _WEEKDAY.sub("", _DATE.sub("@", text))
    if len(days) == _TWO and _RANGE.match(frame) and days[0] <= days[1]:
        return days[0], days[1]
    if len(days) != 1:
        return None, None
    if _SINGLE.match(frame):
        return days[0], days[0]
    return (days[0] if _START.match(frame) else None), (days[0] if _END.match(frame) else None)


def _days(text: str) -> Iterator[datetime.date]:
    for match in _DATE.finditer(text):
        month = match["month"]
        number = _MONTHS[month.casefold()] if month else int(match["month2"] or match["month3"])
        day = match["day"] or match["day2"] or match["day3"]
        year = match["year"] or match["year2"] or match["year3"]
        yield datetime.date(int(year), number, int(day))

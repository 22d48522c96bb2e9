"""The dates of heads and tails, as precise as the page gives them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

import regex

from zsextract.articles.patterns import pattern

_CHINESE = {char: str(value) for value, char in enumerate("〇一二三四五六七八九")}
_CHINESE |= dict.fromkeys("○零0Oo", "0") | {"元": "1", "正": "1"}


_FIRST = frozenset("0123456789一二")


class Found(NamedTuple):
    """A date at ``[start, end)``; ``iso`` is ``2031-03-08`` or carries the time, ``T09:15`` or ``T09:15:20``."""

    start: int
    end: int
    iso: str


@cache
def _patterns() -> tuple[regex.Pattern[str], ...]:
    return tuple(map(pattern, ("day", "day_reversed", "day_compact", "day_chinese")))


def date_at(text: str, at: int) -> Found | None:
    """The date that begins exactly at ``at``; None where there is none or where it cannot be."""
    first = text[at : at + 1]
    if first not in _FIRST:
        return None
    day, turned, compact, chinese = _patterns()
    forms = (chinese,) if first in "一二" else (turned,) if "." in text[at + 1 : at + 3] else (day, compact)
    for form in forms:
        found = form.match(text, at)
        if found and (iso := _iso(found)):
            return Found(found.start(), found.end(), iso)
    return None


def find_date(text: str) -> Found | None:
    """The first date with a four-digit year."""
    spans = []
    for form in _patterns():
        found = form.search(text)
        if found and (iso := _iso(found)):
            spans.append(Found(found.start(), found.end(), iso))
    return min(spans, default=None)


@lru_cache(maxsize=2)
def full_days(text: str) -> tuple[date, ...]:
    """The days of the text that are written with their four-digit year, in order, each once.

    Kept for the page at hand: all its articles ask for the same.
    """
    found = (_iso(match) for match in _patterns()[0].finditer(text))
    return tuple(dict.fromkeys(date.fromisoformat(iso[:10]) for iso in found if iso))


def _iso(found: regex.Match[str]) -> str | None:
    groups = found.groupdict()
    if groups.get("cyear"):
        year, month, day = (_chinese_number(groups[key]) for key in ("cyear", "cmonth", "cday"))
    else:
        year, month, day = int(groups["year"]), int(groups["month"]), int(groups["day"])
    return iso_day(year, month, day, _hour(groups), groups.get("minute"), groups.get("second"))


def _hour(groups: dict[str, str | None]) -> str | None:
    """The hour of 24; `下午3:20` and `3:20 PM` are in the afternoon."""
    hour, half = groups.get("hour"), (groups.get("half") or groups.get("after") or "").strip().lower()
    if hour and half in ("下午", "晚", "晚上", "pm") and int(hour) < 12:
        return str(int(hour) + 12)
    return "0" if hour and half == "am" and int(hour) == 12 else hour


def iso_day(
    year: int, month: int, day: int, hour: str | None = None, minute: str | None = None, second: str | None = None
) -> str | None:
    """ISO form of a day and perhaps a time; None for a day that is not in the calendar.

    >>> iso_day(2031, 3, 8, "9", "15")
    '2031-03-08T09:15'
    """
    try:
        iso = date(year, month, day).isoformat()
    except ValueError:
        return None
    if hour is None or minute is None or int(hour) > 23:
        return iso
    return f"{iso}T{int(hour):02}:{minute}" + (f":{second}" if second else "")


def _chinese_number(text: str) -> int:
    """A year digit by digit, or a number up to 31.

    >>> _chinese_number("二〇三一"), _chinese_number("二00四"), _chinese_number("二十六"), _chinese_number("十")
    (2031, 2004, 26, 10)
    """
    if "十" not in text:
        return int("".join(_CHINESE[c] for c in text))
    tens, _, ones = text.partition("十")
    return int(_CHINESE[tens] if tens else "1") * 10 + int(_CHINESE[ones] if ones else "0")


def complete(month: int, day: int, anchors: Sequence[date]) -> str | None:
    """The day of a dateline without a year, where a full date of the page fixes the year: one of the same weeks.

    ``anchors`` are days with a year, best first; the nearest fitting year within 45 days of the first that fits wins.
    """
    for anchor in anchors:
        for year in (anchor.year, anchor.year - 1, anchor.year + 1):
            iso = iso_day(year, month, day)
            if iso and abs((date.fromisoformat(iso) - anchor).days) <= 45:
                return iso
    return None

"""What the words of a period mean as dates: pure functions of the parts that a rule found and of the article's date."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from zsextract.numerals import parse

Parts = Mapping[str, str | None]
"""The named groups of a rule of kind ``period``, see the head of ``rules/periods.toml``."""

_OFFSETS = dict.fromkeys("今本当全同", 0) | dict.fromkeys("去上", -1) | dict.fromkeys("明来翌次", 1)
_OFFSETS |= {"前": -2, "后": 2}
_MONTHS = {"元": 1, "正": 1}
_LOOKING_BACK = 3  # months of a year in which the one before is 过去的一年
_ROC = 1911  # the year before the first of the Republic of China


class Today(NamedTuple):
    """What dates are counted from: the day of publication, or only the year that the page fixes, or nothing."""

    day: date | None
    year: int | None

    @classmethod
    def of(cls, published: date | None, year: int | None) -> Today:
        """The day where it is known; its year beats the page's."""
        return cls(published, published.year if published else year)


class Dates(NamedTuple):
    """The first and last day, None where unknown or open."""

    first: date | None
    last: date | None


UNKNOWN = Dates(None, None)


def is_named(words: str | None) -> bool:
    """True where words name a year that the words after it go on with; 全年 and 当年 only go on with another."""
    return bool(words) and not str(words).startswith(("全年", "当年", "同年"))


def year_of(words: str | None, today: Today, carried: int | None = None) -> int | None:
    """The year that words name; without words, the carried one, else today's."""
    if not words:
        return carried if carried is not None else today.year
    if words.startswith(("当年", "同年", "全年")):
        return carried if carried is not None else today.year
    if words.startswith(("次年", "翌年")):
        return None if carried is None else carried + 1
    if words[0] in _OFFSETS and "(" not in words:
        return None if today.year is None else today.year + _OFFSETS[words[0]]
    number = _number(words.lstrip("民国今去明 (").split("年")[0].strip(") ."))
    if number is None:
        return None
    return number + (_ROC if number < 1000 else 0)


def month_of(words: str) -> int | None:
    """The number of a month: 8, 08, 八, 元."""
    number = _MONTHS.get(words) or _number(words)
    return number if number and 1 <= number <= 12 else None


@lru_cache(maxsize=512)
def _number(words: str) -> int | None:
    """A whole number, remembered: the same few months and years come again and again."""
    value = parse(words)
    return None if value is None or value != value.to_integral_value() else int(value)


def day(year: int | None, month: int | None, number: str | None) -> date | None:
    """A date, None where it does not exist or its year is unknown."""
    value = _number(number or "")
    if year is None or month is None or value is None:
        return None
    try:
        return date(year, month, value)
    except ValueError:
        return None


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


@lru_cache(maxsize=4096)
def months(first_year: int | None, first: int, last_year: int | None, last: int) -> Dates:
    """From the first day of a month to the last day of another; unknown where a year is, or where it runs backwards."""
    if first_year is None or last_year is None or (last_year, last) < (first_year, first):
        return UNKNOWN
    return Dates(date(first_year, first, 1), month_end(last_year, last))


def of_day(parts: Parts, year: int | None) -> Dates:
    """A day or a row of days."""
    month = month_of(parts["month"] or "")
    first = day(year, month, parts.get("day") or ("1" if parts.get("to_day") else None))
    to_month = month_of(parts.get("to") or parts["month"] or "")
    last = day(year, to_month, parts["to_day"]) if parts.get("to_day") else first
    return Dates(first, last) if first and last and first <= last else UNKNOWN


def of_months(parts: Parts, year: int | None, last_year: int | None) -> Dates:
    """A month, a row of months, or the first so many of a year."""
    if parts.get("count"):
        count = month_of((parts["count"] or "").replace("两", "二"))
        return months(year, 1, year, count) if count else UNKNOWN
    first = month_of(parts["month"] or "元")
    last = month_of(parts["to"] or "") if parts.get("to") else first
    whole = months(year, first, last_year, last) if first and last else UNKNOWN
    return _third(whole, parts.get("third")) if parts.get("third") else whole


def _third(whole: Dates, word: str | None) -> Dates:
    """The first ten, the next ten or the last days of a month."""
    if whole.first is None or whole.last is None:
        return whole
    if word == "上":
        return Dates(whole.first, whole.first.replace(day=10))
    if word == "中":
        return Dates(whole.first.replace(day=11), whole.first.replace(day=20))
    return Dates(whole.first.replace(day=21), whole.last)


def of_quarters(parts: Parts, year: int | None) -> Dates:
    """A quarter, a row of quarters, or the first so many of a year."""
    if parts.get("count"):
        first, last = 1, _number(parts["count"] or "") or 0
    else:
        words = (parts["quarter"] or "").replace("首", "一")
        first = _number(words) or 0
        last = _number(parts.get("to") or words) or 0
    return months(year, 3 * first - 2, year, 3 * last) if 1 <= first <= last <= 4 else UNKNOWN


def of_half(parts: Parts, year: int | None) -> Dates:
    """The first or second half of a year."""
    return months(year, 1, year, 6) if parts["half"] == "上" else months(year, 7, year, 12)


def of_years(year: int | None, last: int | None) -> Dates:
    """Whole years."""
    return months(year, 1, last, 12)


def of_month_word(word: str, today: Today) -> Dates:
    """This month, the last or the next one, counted from the day of the article."""
    if today.day is None:
        return UNKNOWN
    first = today.day.replace(day=1)
    if word.startswith("上"):
        first = (first - timedelta(days=1)).replace(day=1)
    elif word.startswith("下"):
        first = month_end(first.year, first.month) + timedelta(days=1)
    return Dates(first, month_end(first.year, first.month))


def of_past_year(today: Today) -> Dates:
    """The calendar year before, in the months in which one looks back on it; later 过去一年 is any twelve months."""
    if today.day is None or today.day.month > _LOOKING_BACK:
        return UNKNOWN
    return of_years(today.day.year - 1, today.day.year - 1)


def of_near_day(word: str, today: Today) -> Dates:
    """Yesterday or today; 当日 and 当天 are days that the text tells, and stay unknown."""
    if today.day is None or word.startswith("当"):
        return UNKNOWN
    that = today.day - timedelta(days=1) if word.startswith("昨") else today.day
    return Dates(that, that)

"""Number phrases: one pass that finds every number with the unit behind it and the bound words around it.

What a phrase counts or pays is not decided here; `amounts`, `counts` and `rates` read the words around it.
Offsets are into the matching view.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache, lru_cache
from operator import attrgetter
from typing import Literal

from msgspec import Struct, structs

from zsextract.bounds import bound_before, bound_words
from zsextract.find.runs import HAN, RUN, range_end
from zsextract.find.spoken import CENTS, is_spoken_money, with_cents
from zsextract.numerals import Number, interpret
from zsextract.patterns import Lazy, LazyRegex
from zsextract.rules import Rule, RuleSet

Family = Literal["money", "bare", "count", "rate"]

_MORE = Lazy(r"[多余来](?!元化|少|种|方|样|年|数|次元)")
_SUFFIX = Lazy(
    r"(?:\((?:不?含|包含)(?:本数|[\d.]*+[万亿]*+美?元)?+\))?+(?:级)?+"
    r"(?:[及或]?以上|[及或]?以下|以内|之内|左右|上下|有余|之多|之上|开外|封顶|多(?![元种个家年方次样措])|余(?![额热款下]))?+"
    r"(?:\((?:不?含|包含)(?:本数|[\d.]*+[万亿]*+美?元)?+\))?+(?:以上|以下)?+"
)
_COLLOQUIAL = LazyRegex(r"[一二三四五六七八九十百千两]+[万亿][一二三四五六七八九]\Z")
_ONLY_SCALE = Lazy(r"[百千万亿兆][十百千万亿兆]*\Z")  # 十亿 is a numeral like 两亿
_NOT_BEFORE = frozenset("第〔[#×*/+·")
_TIMES = {"": 1, "万": 10**4, "亿": 10**8, "万亿": 10**12}
_PLAIN_SCALED = Lazy(r"(\d{1,12}(?:\.\d{1,8})?)(万亿|[万亿])?\Z")


class Quantity(Struct, frozen=True):
    """A number phrase with its unit.

    ``start`` and ``end`` take the bound words in, ``number_start`` is where the numeral begins. ``family`` is ``bare``
    for a number of 亿 or 万 without a currency. ``level`` marks a 级 behind the unit (100亿元级).
    """

    start: int
    end: int
    number_start: int
    family: Family
    number: Number
    unit: str
    rule: Rule
    level: bool = False
    only_scale: bool = False

    @property
    def bound_word(self) -> bool:
        """True where the words make the number something else than exact."""
        return self.number.bound != "exact"

    def is_like(self, other: Quantity) -> bool:
        """True for two sums of one currency, for two counts, for two rates."""
        if self.family != other.family:
            return False
        return self.family != "money" or self.rule.gives.get("currency") == other.rule.gives.get("currency")


class Units(Struct, frozen=True):
    """The units that a rule set knows: what they are, and the characters that they begin with."""

    words: Mapping[str, Rule]
    lengths: Mapping[str, tuple[int, ...]]
    candidate: re.Pattern[str]
    names: Mapping[str, Rule]
    name_ends: frozenset[str]

    def before(self, view: str, position: int) -> tuple[str, Rule] | None:
        """The name or sign of a currency that ends at ``position`` (人民币3亿元)."""
        if view[position - 1 : position] not in self.name_ends:
            return None
        for length in range(min(4, position), 0, -1):
            word = view[position - length : position]
            if (rule := self.names.get(word)) is not None:
                return word, rule
        return None

    def at(self, view: str, position: int) -> tuple[str, Rule] | None:
        """The longest unit that begins at ``position``."""
        for length in self.lengths.get(view[position : position + 1], ()):
            word = view[position : position + length]
            if (rule := self.words.get(word)) is not None:
                return word, rule
        return None


def units(rules: RuleSet) -> Units:
    """The units of the rules of the kinds currency, measure and percent."""
    return _units(rules)


@lru_cache(maxsize=8)
def _units(rules: RuleSet) -> Units:
    words = dict(rules.words_of(("measure", "percent", "currency")))
    names = dict(rules.words_of(("currency_before",)))
    first = "".join(sorted({word[0] for word in words}))
    behind = rf"(?= ?[{re.escape(first)}—–−―~～至到多余来、分-])|(?<=[亿万])|(?<=[亿万][一二三四五六七八九])"
    behind += r"|(?=[、和与]\d[\d.、和与]{0,16}+个百分点)"
    lengths: dict[str, set[int]] = {}
    for word in words:
        lengths.setdefault(word[0], set()).add(len(word))
    by_first = {char: tuple(sorted(found, reverse=True)) for char, found in lengths.items()}
    candidate = re.compile(rf"(?<![0-9{HAN}])(?:(?<=[$￥¥€£])(?:{RUN.pattern})|(?:{RUN.pattern})(?:{behind}))")
    return Units(words, by_first, candidate, names, frozenset(name[-1] for name in names))


def find_quantities(view: str, rules: RuleSet) -> list[Quantity]:
    """Every number phrase of the view, in order, none inside another."""
    known = _units(rules)
    found: list[Quantity] = []
    skip_to = 0
    for run in known.candidate.finditer(view):
        start, end = run.span()
        if start < skip_to or (view[start:end] == "一" and view.startswith("批", end)):  # 一批 counts nothing
            continue
        quantity = _quantity(view, start, end, known, skip_to)
        if quantity is not None:
            joined = _between(view, found[-1], quantity) if found else None
            if joined is not None:
                found.pop()
            found.append(joined or quantity)
            skip_to = quantity.end
    return _with_stripped(view, found, known) if "项目个" in view and "个" in known.words else found


_STRIPPED = Lazy(r"(?<=项目)个(?:以上)?(?=[,。;、)])")


def _with_stripped(view: str, found: list[Quantity], known: Units) -> list[Quantity]:
    """The phrases and those whose digits are lost: 引进项目个, where a page has been stripped of them."""
    for bare in _STRIPPED.finditer(view):
        number = Number(None, None, "at_least" if bare.end() > bare.start() + 1 else "exact", None, None)
        found.append(Quantity(bare.start(), bare.end(), bare.start(), "count", number, "个", known.words["个"]))
    return sorted(found, key=attrgetter("start"))


_FLOORS = ("以上", "上)", "含)")
_JOINS = frozenset(("", "、", ",", "且", "、且"))


def _between(view: str, low: Quantity, high: Quantity) -> Quantity | None:
    """5亿元以上10亿元以下, 1亿元以上不足5亿元: the two ends of one range, or None where they are two numbers."""
    floor, ceiling = low.number, high.number
    if floor.bound != "at_least" or ceiling.bound != "at_most" or low.rule is not high.rule:
        return None
    if view[low.end : high.start] not in _JOINS or not view.endswith(_FLOORS, low.start, low.end):
        return None
    if floor.value is None or ceiling.value is None or floor.value >= ceiling.value:
        return None
    number = Number(floor.value, ceiling.value, "range", floor.value, ceiling.value)
    return structs.replace(low, end=high.end, number=number, level=low.level or high.level)


def _quantity(view: str, start: int, end: int, known: Units, floor: int) -> Quantity | None:
    """The phrase round one run of numerals, or None where no unit makes it one; it begins at ``floor`` or behind."""
    before = view[start - 1 : start]
    if before in _NOT_BEFORE and before:
        return None
    if before.isascii() and before.isalpha() and known.before(view, start) is None:
        return None
    if before == ":" and view.endswith("单位:", 0, start):
        return None  # 表1(单位:亿元): what its columns count
    if view.startswith("分之", end):
        return _percent(view, start, end, known, floor)
    end = range_end(view, start, end)
    if view[end - 1] == "百" and view.startswith("分点", end):  # 提高2.5百分点
        end -= 1
    more = _MORE.match(view, end)
    at = more.end() if more else end
    unit = known.at(view, at)
    if unit is None and view.startswith(" ", at):
        unit, at = known.at(view, at + 1), at + 1
    if unit is None and _POINTS_LISTED.match(view, end) and (points := known.words.get(_POINTS)) is not None:
        return _phrase(view, start, end, end, _POINTS, points, "rate", known, floor)
    if unit is None and view[start - 1 : start] in "$￥¥€£" and start > floor:
        return _phrase(view, start, end, end, "", known.words["元"], "bare", known, floor)
    if unit is None:
        return _bare(view, start, end, at, known, floor)
    word, rule = unit
    if word == "个" and _POINTS_BEHIND.match(view, at + 1) and (points := known.words.get(_POINTS)) is not None:
        return _phrase(view, start, at, at + 1, _POINTS, points, "rate", known, floor)
    if word in "家户" and end - start == 1 and _IN_NAME.match(view, start, at + 2) and _HAN_BEFORE.match(before):
        return None  # 由华泰万家投资
    if word == "成" and _ONLY_SCALE.search(view, start, end):  # 沈万成: a name
        return None
    if word == "成" and view.startswith("半", at + 1):  # 减少一成半
        whole = _phrase(view, start, at, at + 2, word, rule, "rate", known, floor)
        if whole is None or whole.number.value is None:
            return whole
        value = whole.number.value + 5
        return structs.replace(whole, number=Number(value, None, "exact", value, value))
    family = _FAMILIES[rule.kind]
    if rule.gives.get("spoken") and not is_spoken_money(view, start, at + len(word)):
        return None
    if rule.gives.get("object") == "none" or rule.gives.get("unit") == "none":
        return _bare(view, start, end, at, known, floor)
    return _phrase(view, start, at, at + len(word), word, rule, family, known, floor)


_IN_NAME = LazyRegex(r"[万千百亿](?:家|户)(?![一-鿿]{0,6}(?:企业|公司|商户|用户|农户|主体|单位|民|厂|店))")
_HAN_BEFORE = LazyRegex(r"(?![上过超近约达到满逾破有了出至的为数几于])[一-鿿]")
_POINTS = "个百分点"
_POINTS_LISTED = LazyRegex(r"(?:[、和与]\d{1,3}(?:\.\d{1,3})?){1,4}个?百分点")  # 高出全省1.6和1.2个百分点
_POINTS_BEHIND = LazyRegex(r"(?:和|、|与|及|以及)\d{1,3}(?:\.\d{1,3})?个(?:百分)?点")  # 高于全省21个和15个百分点
_FAMILIES: dict[str, Family] = {"currency": "money", "measure": "count", "percent": "rate"}


def _percent(view: str, start: int, end: int, known: Units, floor: int) -> Quantity | None:
    """百分之十六. Other fractions (三分之一) are no figures."""
    if view[start:end] != "百" or (run := RUN.match(view, end + 2)) is None:
        return None
    rule = known.words.get("%")
    end = run.end() if view.startswith("百分之", run.end() + 1) else range_end(view, *run.span())
    return None if rule is None else _phrase(view, start, end, end, "%", rule, "rate", known, floor, run.start())


def _bare(view: str, start: int, end: int, at: int, known: Units, floor: int) -> Quantity | None:
    """A number of 亿 or 万 with no unit behind it: money where the words around say so."""
    if not _is_large(view, start, end):
        return None
    rule = known.words.get("元")
    return None if rule is None else _phrase(view, start, at, at, "", rule, "bare", known, floor)


def _is_large(view: str, start: int, end: int) -> bool:
    """True for a number that ends in 亿 or 万, or in the digit that stands for the next place (一亿五)."""
    return view[end - 1] in "亿万" or _COLLOQUIAL.match(view, start, end) is not None


def _phrase(
    view: str,
    start: int,
    end: int,
    unit_end: int,
    unit: str,
    rule: Rule,
    family: Family,
    known: Units,
    floor: int = 0,
    digits: int = -1,
) -> Quantity | None:
    """The quantity, its bound words taken in; None where the numeral cannot be read."""
    suffix = _SUFFIX.match(view, unit_end)
    stop = suffix.end() if suffix else unit_end
    numeral = view[digits if digits >= 0 else start : end].replace("个", "").replace("(含)", "").replace("(不含)", "")
    prefix = _prefix(view, start, numeral)
    if start - len(prefix) < floor:  # 12个以上亿元项目: the word is of the number before
        prefix = ""
    number = _read(prefix, numeral, view[unit_end:stop].replace("或以", "以"))
    if number is None:
        return None
    if scale := rule.gives.get("scale"):
        number = _times(number, Decimal(scale))
    if family == "money" and (cents := CENTS.match(view, unit_end)) and number.bound == "exact":
        number, stop = with_cents(number, cents), cents.end()
    begin = start - len(prefix)
    if family in ("money", "bare") and (named := known.before(view, begin)) and begin - len(named[0]) >= floor:
        begin, rule, family, unit = (
            begin - len(named[0]),
            named[1],
            "money",
            unit if unit not in ("", "元") else named[0],
        )
        if not prefix and (prefix := _prefix(view, begin, numeral)):  # 约新台币45亿元
            begin, number = begin - len(prefix), _read(prefix, numeral, view[unit_end:stop]) or number
    if view[start - 1 : start] in _MINUS and begin == start and _is_negative(view, start - 1, family):
        number, begin = _times(number, Decimal(-1)), start - 1
    return Quantity(
        begin, stop, start, family, number, unit, rule, level="级" in view[unit_end:stop],
        only_scale=_ONLY_SCALE.match(numeral) is not None,
    )  # fmt: skip


_MINUS = ("-", "−")
_BALANCE = LazyRegex(r"(?:为|是|达到?|[利亏]润(?:总额)?|[差余]额|净额|结余|增加值?|增长)\Z")


def _is_negative(view: str, at: int, family: Family) -> bool:
    """True for the sign of a rate, and of a sum that can be below nothing: 利润总额为-2.3亿元; not in 1-3亿元."""
    if family == "rate":
        return view[at - 1 : at] not in "0123456789%"
    return family in ("money", "bare") and _BALANCE.search(view, max(0, at - 6), at) is not None


def _prefix(view: str, start: int, numeral: str) -> str:
    """The bound word before the numeral, with a blank behind it; empty for none; 约 of 签约 is none."""
    end = start - 1 if view[start - 1 : start] == " " else start
    if view[end - 1 : end] not in _last_of_bounds():
        return ""
    word = bound_before(view[max(0, end - 8) : end], numeral)[1]
    return view[end - len(word) : start] if word and view.endswith(word, 0, end) else ""


@cache
def _last_of_bounds() -> frozenset[str]:
    """The last characters of the words that bound a number behind them."""
    return frozenset(word[-1] for word in bound_words())


def _read(prefix: str, numeral: str, suffix: str) -> Number | None:
    """What the words say; plain digits, the common case, need no grammar."""
    prefix = prefix.rstrip()
    if not prefix and not suffix:
        plain = _PLAIN_SCALED.match(numeral)
        if plain:
            value = Decimal(plain[1]) * _TIMES[plain[2] or ""]
            return Number(value, None, "exact", value, value)
    return _interpreted(prefix, numeral, suffix)


_interpreted = lru_cache(maxsize=4096)(interpret)


def _times(number: Number, scale: Decimal) -> Number:
    """The number counted in units of ``scale``; a negative one turns the interval round."""
    values = [
        None if value is None else value * scale for value in (number.value, number.upper, number.low, number.high)
    ]
    low, high = (values[3], values[2]) if scale < 0 else (values[2], values[3])
    return Number(values[0], values[1], number.bound, low, high)

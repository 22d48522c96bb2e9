"""Numerals, as Chinese writes them, to exact decimals; and number phrases to what their words allow. Pure.

Two levels. `parse` reads a bare numeral: ``386亿5,000万``. `interpret` reads a phrase: the bound words before it, a
numeral that may hold 多, 几 or a range mark, the bound words after it. Values are plain numbers: 1亿 is 100000000.
The patterns at the end are what rule files know as ``{{number}}`` and so on; none of them can backtrack.
"""

from __future__ import annotations

import re
from decimal import Context, Decimal

from msgspec import Struct

from zsextract.bounds import Bound, bound_after, bound_before, is_near
from zsextract.patterns import Lazy, LazyRegex

DIGITS: dict[str, int] = {
    digit: value
    for value, digits in enumerate(
        ["零〇○Ｏ", "一壹弌", "二两贰弍貳", "三叁叄參", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖"]
    )
    for digit in digits
}
"""Every Chinese digit glyph and its value, the forms of cheques and the traditional ones too."""

SCALES: dict[str, Decimal] = {
    unit: Decimal(10) ** power
    for power, units in ((1, "十拾"), (2, "百佰"), (3, "千仟"), (4, "万萬"), (8, "亿億"), (12, "兆"))
    for unit in units
}
"""Every unit of a Chinese numeral and its value; 兆 is 10**12, as in Taiwan and Hong Kong."""

_GLYPHS: dict[int, str | None] = {
    **{ord(digit): "零一二三四五六七八九"[value] for digit, value in DIGITS.items()},
    **{0xFF10 + n: str(n) for n in range(10)},
    **dict(zip(map(ord, "拾佰仟萬億點幾數餘個．，－−负負"), "十百千万亿点几数余个.,----", strict=True)),
    **{ord("廿"): "二十", ord("卅"): "三十", ord("卌"): "四十", ord(" "): None},
}
_DIGIT = {"零一二三四五六七八九"[n]: str(n) for n in range(10)}
_POWERS = {unit: SCALES[unit] for unit in "兆亿万千百十"}
_MAX_LENGTH = 48  # no quantity is written longer; keeps hostile digit runs cheap
_EXACT = Context(prec=64)
_THOUSANDS = LazyRegex(r"(?<=\d),(?=\d{3,5}(?!\d))")
_ARABIC = LazyRegex(r"\d+(?:\.\d+)?")
_SCALE_TAIL = Lazy(r"[十百千万亿兆]+\Z")


def parse(text: str) -> Decimal | None:
    """The value of a bare numeral, or None where the text is not one.

    >>> [str(parse(text)) for text in ("2,5851", "一万五千亿", "386亿5,000万", "二〇五七", "一亿五", "十十")]
    ['25851', '1500000000000', '38650000000', '2057', '150000000', 'None']
    """
    if not text or len(text) > _MAX_LENGTH:
        return None
    plain = text.translate(_GLYPHS)
    negative = plain.startswith("-")
    plain = _THOUSANDS.sub("", plain.removeprefix("-")).replace("个亿", "亿").replace("个万", "万")
    value = _stacked(plain, head=True) if plain else None
    return None if value is None else _integral(-value if negative else value)


def _integral(value: Decimal) -> Decimal:
    """The same number, written without an exponent and without zeros behind the point."""
    whole = value.to_integral_value()
    return whole.quantize(Decimal(1), context=_EXACT) if whole == value else value.normalize(_EXACT)


def _stacked(text: str, *, head: bool) -> Decimal | None:
    """A numeral taken apart at the last occurrence of its greatest unit; ``head`` says that nothing stands before."""
    for unit, power in _POWERS.items():
        left, found, right = text.rpartition(unit)
        if not found:
            continue
        times = _times(left, unit, head=head)
        rest = _rest(right, unit) if right else Decimal(0)
        if times is None or rest is None or rest >= power or (right and times != times.to_integral_value()):
            return None
        return _EXACT.add(_EXACT.multiply(times, power), rest)
    return _simple(text)


def _times(left: str, unit: str, *, head: bool) -> Decimal | None:
    """How many of ``unit``: what stands before it; nothing means one at the head (亿, 百) and before an inner 十."""
    if not left:
        return Decimal(1) if head or unit == "十" else None
    if unit in "十百千":
        if left in ("零", "零零"):  # 一百零十五: seen, never meant otherwise
            return Decimal(1) if unit == "十" and not head else None
        return _simple(left) if len(left.lstrip("零")) == 1 or _ARABIC.fullmatch(left) else None
    return _stacked(left, head=head) if unit not in left else None


def _rest(right: str, unit: str) -> Decimal | None:
    """What stands after a unit. A lone digit counts the next lower unit (一亿五), and so does a bare 千 (一亿五千)."""
    if right[0] == "点":
        return _simple("零" + right)
    if len(right) == 1 and right in _DIGIT:
        return Decimal(_DIGIT[right]) * _POWERS[unit] / 10 if right != "零" else None
    value = _stacked(right, head=False)
    if value is not None and unit == "亿" and len(right) > 1 and right[0] in _DIGIT and right[0] != "零":
        return value * 10000 if right[1] == "千" and "万" not in right else value
    return value


def _simple(text: str) -> Decimal | None:
    """A numeral without units: Arabic, or Chinese digits read by place, with 点 or a point for decimals."""
    if _ARABIC.fullmatch(text):
        return Decimal(text)
    whole, point, decimals = text.partition("点")
    digits = "".join(_DIGIT.get(char, char) for char in whole)
    fraction = "".join(_DIGIT.get(char, char) for char in decimals)
    if not digits.isdecimal() or (point and not fraction.isdecimal()) or (point and not digits):
        return None
    return Decimal(f"{digits}.{fraction}" if point else digits)


class Number(Struct, frozen=True):
    """What a number phrase says.

    ``value`` is the stated number, of a range its low end; None where the words give none (数十亿). ``upper`` is the
    high end of a range. ``low`` and ``high`` are what the words allow, None where they leave an end open: 600多亿 lies
    in [600亿, 700亿], 近20亿 in [None, 20亿], 10亿以上 in [10亿, None], and 约8亿 has both ends open.
    """

    value: Decimal | None
    upper: Decimal | None
    bound: Bound
    low: Decimal | None
    high: Decimal | None

    def lost(self) -> Number:
        """The number when damage took its digits."""
        return Number(None, None, self.bound if self.bound != "range" else "exact", None, None)

    def falling(self) -> Number:
        """The number of a fall, which is negative; the ends of its interval change places."""
        if self.value is not None and self.value < 0:
            return self
        value, upper, low, high = (None if n is None else -n for n in (self.value, self.upper, self.low, self.high))
        if upper is not None and value is not None:
            value, upper = upper, value
        return Number(value, upper, self.bound, high, low)


_MORE = LazyRegex(r"(?<=[0-9零一二三四五六七八九十百千万亿兆])[多余]")
_RANGE = LazyRegex(r"(?<=[^-—–~～至到、])\s*(?:[-—–─―~～]{1,2}|至|到|、)\s*(?=[\d零一二三四五六七八九十百千])")
_TWO_DIGITS = LazyRegex(r"(?<![零一二三四五六七八九])([一二三四五六七八])([二三四五六七八九])(?=[十百千万亿兆]*\Z)")
_UNITS_BEHIND = LazyRegex(r"[^\d零一二三四五六七八九十百千万亿兆多余几数]+\Z")


def interpret(prefix: str, numeral: str, suffix: str = "", *, scale: Decimal = Decimal(1)) -> Number | None:
    """What a number phrase says, or None where ``numeral`` is not one.

    ``prefix`` is the text before the numeral (only its end counts), ``suffix`` the text behind the unit (only its
    beginning), ``scale`` the value of a unit that was split off (万元 -> 10000). A unit at the end of a range holds for
    both ends unless the low end has its own.

    >>> number = interpret("约", "1.2—1.5亿")
    >>> str(number.value), str(number.upper), number.bound
    ('120000000', '150000000', 'range')
    """
    plain = _THOUSANDS.sub("", numeral.strip().translate(_GLYPHS))
    if len(plain) > 2 * _MAX_LENGTH:
        return None
    number = _range(plain) or _vague(plain) or _more(plain, suffix, split_off=scale != 1) or _plain(plain)
    if number is None:
        return None
    if number.bound == "exact":
        number = _bounded(number, bound_before(prefix, plain), bound_after(suffix))
    return number if scale == 1 else _scaled(number, scale)


def _plain(text: str) -> Number | None:
    """A bare numeral; 上 before it (上百) and 来 behind it (十来) are bounds."""
    if text.startswith(("上", "过")):
        value = parse(text[1:])
        return value if value is None else Number(value, None, "at_least", value, None)
    if "来" in text:
        value = parse(text.replace("来", "", 1))
        return value if value is None else Number(value, None, "approx", None, None)
    value = parse(text)
    return value if value is None else Number(value, None, "exact", value, value)


def _bounded(number: Number, before: tuple[Bound, str], after: tuple[Bound, str]) -> Number:
    """An exact number under the words around it; those behind it win, for they say more (约5个以上)."""
    value = number.value
    if after[0] == "approx" and before[0] in ("at_least", "at_most") and before[1] != "控制在":
        after = before
    bound, word = after if after[0] != "exact" else before
    if bound == "exact":
        return number
    low = value if bound == "at_least" else None
    high = value if bound == "at_most" or is_near(word) else None
    return Number(value, None, bound, low, high)


def _scaled(number: Number, scale: Decimal) -> Number:
    """The same number counted in units of ``scale``."""

    def times(value: Decimal | None) -> Decimal | None:
        """A value in those units; None stays None."""
        return None if value is None else _integral(_EXACT.multiply(value, scale))

    return Number(times(number.value), times(number.upper), number.bound, times(number.low), times(number.high))


def _range(text: str) -> Number | None:
    """Two ends with a mark between them (1.2—1.5亿, 5000万元至2亿元), or two digits in a row (三五亿, 十七八)."""
    mark = _RANGE.search(text)
    if mark:
        ends = _ends(_UNITS_BEHIND.sub("", text[: mark.start()]), _UNITS_BEHIND.sub("", text[mark.end() :]))
        listed = "、" in mark.group() and ends is not None and not _neighbours(text[: mark.start()], text[mark.end() :])
    else:
        ends, listed = _adjacent(text), False
    if ends is None or listed:
        return None
    return Number(ends[0], ends[1], "range", ends[0], ends[1])


def _neighbours(low: str, high: str) -> bool:
    """True where 、 joins the ends of a range: single digits in a row, as in 3、4亿; any others are a list."""
    first, second = parse(low[-1:]), parse(high[:1])
    return first is not None and second is not None and second - first == 1 and len(low) == 1


def _adjacent(text: str) -> tuple[Decimal, Decimal] | None:
    """The ends meant by two neighbouring digits without a mark; 三五 is the one pair that leaves a digit out."""
    pair = _TWO_DIGITS.search(text)
    if not pair:
        return None
    first, second = pair.groups()
    if DIGITS[second] - DIGITS[first] != 1 and first + second != "三五":
        return None
    low, high = (parse(text[: pair.start()] + digit + text[pair.end() :]) for digit in (first, second))
    return None if low is None or high is None or low >= high else (low, high)


def _ends(low_text: str, high_text: str) -> tuple[Decimal, Decimal] | None:
    """The two ends of a range, the low one in the high one's unit where it has none of its own."""
    low, high = parse(low_text), parse(high_text)
    if low is None or high is None:
        return None
    tail = _SCALE_TAIL.search(high_text)
    unit = tail.group() if tail else ""
    if any(char in "万亿兆" for char in low_text) or (low_text[-1] in _POWERS and unit == "十"):
        unit = ""
    elif any(char in _POWERS for char in low_text):  # 十至十五亿: only the great unit is shared
        unit = unit.lstrip("十百千")
    elif unit[:1] == "十":  # 三至五十: three to fifty
        unit = ""
    shared = parse(low_text + unit)
    low = shared if shared is not None and shared < high else low
    return (low, high) if low < high else None


def _vague(text: str) -> Number | None:
    """几 and 数 stand for one to ten: 数十亿 is 10亿 to 100亿, 十几 is 11 to 20. They state no value."""
    found = re.search("[几数]", text)
    if not found:
        return None
    head, tail = text[: found.start()].removesuffix("好").removeprefix("上"), text[found.end() :]
    low = parse(f"{head}一{tail}")
    step = _unit_value(tail)
    if low is None or step is None:
        return None
    return Number(None, None, "approx", low, low - step + 10 * step)


def _unit_value(units: str) -> Decimal | None:
    """The product of a row of units (千万 -> 10000000), 1 for none."""
    product = Decimal(1)
    for unit in units.replace("个", ""):
        if unit not in _POWERS:
            return None
        product *= _POWERS[unit]
    return product


def _more(text: str, suffix: str, *, split_off: bool) -> Number | None:
    """多 or 余 inside a numeral, or behind it: up to one more of the last place that is stated (600多亿, 两亿多).

    ``split_off`` says that a unit stands between the numeral and the suffix.
    """
    found = _MORE.search(text)
    if not found and suffix[:1] not in ("多", "余"):
        return None
    head, tail = (text[: found.start()], text[found.end() :]) if found else (text, "")
    value, units = parse(head + tail), _unit_value(tail)
    step = _last_place(head)
    if value is None or units is None or step is None:
        return None
    if not found and split_off:  # 20亿多: the unit stands between
        step = min(step, Decimal(1))
    return Number(value, None, "at_least", value, _integral(value + step * units))


def _last_place(head: str) -> Decimal | None:
    """The value of the last place a numeral states: 600 -> 100, 三百二十 -> 10, 14亿 -> 1亿, 3.5亿 -> 0.1亿."""
    tail = _SCALE_TAIL.search(head)
    digits = _ARABIC.search(head[: tail.start()] if tail else head)
    unit = _unit_value(tail.group()) if tail else Decimal(1)
    if unit is None:
        return None
    if not digits:
        return unit
    _, _, decimals = digits.group().partition(".")
    if decimals:
        return unit.scaleb(-len(decimals))
    zeros = len(digits.group()) - len(digits.group().rstrip("0"))
    return unit if tail else unit.scaleb(min(zeros, len(digits.group()) - 1))


_UNIT = "十百千万亿兆拾佰仟"
_DIGIT_CLASS = "零〇○一二两三四五六七八九壹贰叁肆伍陆柒捌玖廿卅卌"
_ARABIC_HEAD = r"(?<!\d)(?<!\d[.,])"
_ARABIC_RUN = r"\d++(?:,\d{3,5}(?!\d))*+(?:\.\d++)?+"
_UNIT_RUN = rf"(?:\s?+(?:多|余|几|来)?+个?+(?:[{_UNIT}]++)(?:多|余)?+)"
_CHINESE_HEAD = rf"(?<![{_DIGIT_CLASS}{_UNIT}])"
_CHINESE_RUN = (
    rf"(?:好?+几(?=[{_UNIT}多])|数(?=[{_UNIT}])|[{_DIGIT_CLASS}{_UNIT}])"
    rf"(?:[{_DIGIT_CLASS}{_UNIT}几]|[多余](?![{_DIGIT_CLASS}])|点(?=[{_DIGIT_CLASS}])|来(?=[个家{_UNIT}])|个(?=[万亿])){{0,23}}+"
)

PATTERNS: dict[str, str] = {
    "arabic_number": _ARABIC_HEAD + _ARABIC_RUN,
    "chinese_number": _CHINESE_HEAD + _CHINESE_RUN,
    "number": (
        rf"(?:{_ARABIC_HEAD}{_ARABIC_RUN}(?:{_UNIT_RUN}(?:{_ARABIC_RUN}{_UNIT_RUN}?+){{0,3}}+|[多余来](?=\D))?+"
        rf"|{_CHINESE_HEAD}{_CHINESE_RUN})"
    ),
    "range_mark": r"(?:\s?+(?:[-—–─―~～]{1,2}+|至|到)\s?+)",
    "number_unit": f"[{_UNIT}]",
    "number_digit": f"[0-9{_DIGIT_CLASS}]",
}
"""Patterns for the matching view that rule files use as ``{{number}}`` and so on: possessive, with a look-behind at
the head of each digit run, and no more parts than a numeral has: a text of digits and units costs linear time. What
they match may be no numeral; `parse` knows."""

"""Numerals: exhaustively against a renderer that shares nothing with the reader, and phrase by phrase."""

from __future__ import annotations

import unicodedata
from decimal import Decimal

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from zsextract.bounds import bound_after, bound_before, bound_words
from zsextract.numerals import DIGITS, PATTERNS, SCALES, Number, interpret, parse

_UNITS = ("", "十", "百", "千")
_GROUPS = ("", "万", "亿", "兆")


def render(number: int, digits: str = "零一二三四五六七八九") -> str:
    """The number as it is read aloud, made digit by digit from the right: nothing of the reader is used."""
    if number == 0:
        return digits[0]
    out = ""
    gap = False
    for group in range(3, -1, -1):
        part = number // 10 ** (4 * group) % 10000
        if part == 0:
            gap = gap or bool(out)
            continue
        text = ""
        started = False
        for place in range(3, -1, -1):
            digit = part // 10**place % 10
            if digit:
                if gap or (out and place < 3 and not started and part < 10 ** (place + 1)):
                    text += digits[0]
                text += digits[digit] + _UNITS[place]
                gap, started = False, True
            elif started and part % 10**place:
                gap = True
        out += text + _GROUPS[group]
        gap = False
    return out.removeprefix(digits[1]) if out.startswith(digits[1] + "十") else out


def test_every_number_to_a_hundred_thousand() -> None:
    for number in range(100_001):
        assert parse(render(number)) == number, render(number)


def test_every_number_to_ten_thousand_in_the_digits_of_cheques() -> None:
    cheque = str.maketrans("十百千万", "拾佰仟萬")
    for number in range(10_001):
        assert parse(render(number, "零壹贰叁肆伍陆柒捌玖").translate(cheque)) == number


@pytest.mark.parametrize("power", range(16))
def test_every_scale(power: int) -> None:
    for digit in range(1, 10):
        for extra in (0, 1, 10**power // 2):
            number = digit * 10**power + extra
            assert parse(render(number)) == number, render(number)


@given(st.integers(0, 10**16 - 1))
def test_numbers_read_aloud(number: int) -> None:
    assert parse(render(number)) == number


@given(st.integers(0, 10**12))
def test_thousands_marks(number: int) -> None:
    assert parse(f"{number:,}") == number


@given(
    st.decimals(0, 10**8, places=4, allow_nan=False), st.sampled_from(["", "万", "亿", "万亿", "兆", "千万", "百万"])
)
def test_decimals_before_units(number: Decimal, unit: str) -> None:
    value = parse(f"{number:f}{unit}")
    assert value == number * (parse(unit) or 1 if unit else 1)


@given(st.text("0123456789,.零一二两三五十百千万亿兆点个-", max_size=40))
def test_never_raises(text: str) -> None:
    parse(text)
    interpret("约", text, "以上")


def test_every_glyph_has_the_value_that_unicode_gives_it() -> None:
    known = {glyph: value for table in (DIGITS, SCALES) for glyph, value in table.items()}
    for glyph, value in known.items():
        told = unicodedata.numeric(glyph, None)
        assert told is None or Decimal(str(told)) == value, glyph
    for glyph, value in DIGITS.items():
        assert parse(glyph) == value
    for number in range(10):
        assert parse(chr(0xFF10 + number)) == number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2,5851", "25851"), ("12,600", "12600"), ("２０", "20"), ("1，100", "1100"), ("007", "7"),
        ("0.7亿", "70000000"),
        ("二〇五七", "2057"), ("五六〇", "560"), ("五六〇亿", "56000000000"), ("一九九八", "1998"),
        ("1.35万亿", "1350000000000"), ("两亿三千万", "230000000"), ("386亿5,000万", "38650000000"),
        ("一万五千亿", "1500000000000"), ("3.1个亿", "310000000"), ("八个亿", "800000000"), ("1.03兆", "1030000000000"),
        ("2兆6,218亿", "2621800000000"), ("一百二十三点五", "123.5"), ("一百二十三点五亿", "12350000000"),
        ("十点五", "10.5"),
        ("一亿五", "150000000"), ("三万二", "32000"), ("二千五", "2500"), ("一百五", "150"), ("一亿五千", "150000000"),
        ("一亿零五", "100000005"), ("一万零五百", "10500"), ("亿", "100000000"),
        ("百亿", "10000000000"), ("千万", "10000000"),
        ("万亿", "1000000000000"), ("百", "100"), ("十", "10"), ("3千万", "30000000"), ("5百万", "5000000"),
        ("廿五", "25"), ("卅", "30"), ("壹佰贰拾叁万", "1230000"), ("貳億", "200000000"), ("两千四百五十", "2450"),
        ("106169万", "1061690000"), ("-8.9", "-8.9"), ("47.264287亿", "4726428700"),
    ],
)  # fmt: skip
def test_ways_of_writing(text: str, value: str) -> None:
    assert parse(text) == Decimal(value)
    assert str(parse(text)) == value


@pytest.mark.parametrize(
    "text",
    ["", "元", "百千", "十十", "亿亿", "5,1", "1,2,3", "一千百", "1..2", "五万亿三千亿", ".5", "1" * 60, "点五"],
)
def test_what_is_no_numeral(text: str) -> None:
    assert parse(text) is None


def _shown(number: Number | None) -> str:
    if number is None:
        return "none"
    low, high = ("…" if end is None else f"{end:f}" for end in (number.low, number.high))
    return f"{number.bound} {number.value} {number.upper} [{low}, {high}]"


@pytest.mark.parametrize(
    ("prefix", "numeral", "suffix", "expected"),
    [
        ("", "420亿", "", "exact 42000000000 None [42000000000, 42000000000]"),
        ("约", "420亿", "", "approx 42000000000 None […, …]"),
        ("", "15", "左右", "approx 15 None […, …]"),
        ("近", "20亿", "", "approx 2000000000 None […, 2000000000]"),
        ("将近", "20亿", "", "approx 2000000000 None […, 2000000000]"),
        ("", "10亿", "以上", "at_least 1000000000 None [1000000000, …]"),
        ("", "10亿", "(含)以上", "at_least 1000000000 None [1000000000, …]"),
        ("", "45", "及以上", "at_least 45 None [45, …]"),
        ("不低于", "18", "", "at_least 18 None [18, …]"),
        ("总投资超过", "5亿", "", "at_least 500000000 None [500000000, …]"),
        ("突破", "5亿", "", "at_least 500000000 None [500000000, …]"),
        ("", "5亿", "以内", "at_most 500000000 None […, 500000000]"),
        ("不超过", "5亿", "", "at_most 500000000 None […, 500000000]"),
        ("最高", "50万", "", "at_most 500000 None […, 500000]"),
        ("总投资达", "5亿", "", "exact 500000000 None [500000000, 500000000]"),
        ("约", "5", "以上", "at_least 5 None [5, …]"),
        ("不超过", "5", "左右", "at_most 5 None […, 5]"),
        ("", "600多亿", "", "at_least 60000000000 None [60000000000, 70000000000]"),
        ("", "1700余亿", "", "at_least 170000000000 None [170000000000, 180000000000]"),
        ("", "30余", "", "at_least 30 None [30, 40]"),
        ("", "30", "余", "at_least 30 None [30, 40]"),
        ("", "14亿余", "", "at_least 1400000000 None [1400000000, 1500000000]"),
        ("", "两亿", "多", "at_least 200000000 None [200000000, 300000000]"),
        ("", "10亿多", "", "at_least 1000000000 None [1000000000, 1100000000]"),
        ("", "十多亿", "", "at_least 1000000000 None [1000000000, 2000000000]"),
        ("", "三百二十多", "", "at_least 320 None [320, 330]"),
        ("", "四千六百余万", "", "at_least 46000000 None [46000000, 47000000]"),
        ("", "3.5亿多", "", "at_least 350000000 None [350000000, 360000000]"),
        ("", "上百", "", "at_least 100 None [100, …]"),
        ("上", "亿", "", "at_least 100000000 None [100000000, …]"),
        ("过", "亿", "", "at_least 100000000 None [100000000, …]"),
        ("", "百余", "", "at_least 100 None [100, 200]"),
        ("近", "百", "", "approx 100 None […, 100]"),
        ("", "数十亿", "", "approx None None [1000000000, 10000000000]"),
        ("", "好几亿", "", "approx None None [100000000, 1000000000]"),
        ("", "几百", "", "approx None None [100, 1000]"),
        ("", "十几", "", "approx None None [11, 20]"),
        ("", "十来", "", "approx 10 None […, …]"),
        ("", "1.2—1.5亿", "", "range 120000000 150000000 [120000000, 150000000]"),
        ("", "5至10亿", "", "range 500000000 1000000000 [500000000, 1000000000]"),
        ("", "5000万元至2亿元", "", "range 50000000 200000000 [50000000, 200000000]"),
        ("", "50亿元—100亿元", "", "range 5000000000 10000000000 [5000000000, 10000000000]"),
        ("", "3至5", "", "range 3 5 [3, 5]"),
        ("", "3个至5个", "", "range 3 5 [3, 5]"),
        ("", "一到五亿", "", "range 100000000 500000000 [100000000, 500000000]"),
        ("", "十至十五亿", "", "range 1000000000 1500000000 [1000000000, 1500000000]"),
        ("", "三百至五百万", "", "range 3000000 5000000 [3000000, 5000000]"),
        ("", "三五亿", "", "range 300000000 500000000 [300000000, 500000000]"),
        ("", "七八", "", "range 7 8 [7, 8]"),
        ("", "十七八", "", "range 17 18 [17, 18]"),
        ("", "两三千万", "", "range 20000000 30000000 [20000000, 30000000]"),
        ("", "3、4亿", "", "range 300000000 400000000 [300000000, 400000000]"),
        ("约", "3—5", "", "range 3 5 [3, 5]"),
        ("", "3、5亿", "", "none"),
        ("", "多", "", "none"),
    ],
)  # fmt: skip
def test_phrases(prefix: str, numeral: str, suffix: str, expected: str) -> None:
    assert _shown(interpret(prefix, numeral, suffix)) == expected


@pytest.mark.parametrize("mark", [*"-—–~～至到", "——", " — "])
def test_every_range_mark(mark: str) -> None:
    assert _shown(interpret("", f"1.2{mark}1.5亿")) == "range 120000000 150000000 [120000000, 150000000]"


def test_scale_multiplies_all_that_is_known() -> None:
    assert _shown(interpret("", "1.2—1.5", scale=Decimal(10**8))) == "range 120000000 150000000 [120000000, 150000000]"
    assert (
        _shown(interpret("", "20", "多", scale=Decimal(10**8))) == "at_least 2000000000 None [2000000000, 2100000000]"
    )
    assert (
        _shown(interpret("", "600多", scale=Decimal(10**8))) == "at_least 60000000000 None [60000000000, 70000000000]"
    )


@pytest.mark.parametrize("prefix", ["新签约", "合约", "附近", "会议通过", "在会上", "圆满", "赶超"])
def test_the_end_of_another_word_bounds_nothing(prefix: str) -> None:
    assert bound_before(prefix, "20") == ("exact", "")


def test_every_bound_word_bounds() -> None:
    for word, bound in bound_words().items():
        assert bound_before(f"总额{word}", "百亿")[0] == bound, word
    for word, bound in bound_words(after=True).items():
        assert bound_after(f"{word}的项目")[0] == bound, word


@given(st.integers(1, 10**9), st.integers(1, 10**9))
def test_a_range_is_ordered(low: int, high: int) -> None:
    number = interpret("", f"{low}至{high}")
    assert (number is None) == (low >= high)


_NUMBER = regex.compile(PATTERNS["number"])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("总投资386亿5,000万元,约3.1个亿", ["386亿5,000万", "3.1个亿"]),
        ("600多亿元,30余场,三十多家", ["600多亿", "30余", "三十多"]),
        ("数十亿元,十几个,好几亿", ["数十亿", "十几", "好几亿"]),
        ("106169万元,20 亿元,2兆6,218亿元", ["106169万", "20 亿", "2兆6,218亿"]),
        ("一百二十三点五亿元", ["一百二十三点五亿"]),
        ("指数上升,几个项目,多个", []),
    ],
)
def test_the_pattern_takes_whole_numerals(text: str, found: list[str]) -> None:
    assert _NUMBER.findall(text) == found


@pytest.mark.parametrize(
    "text", ["1" * 50_000, "1," * 30_000, "一" * 50_000, "1亿" * 30_000, "1,111" * 10_000, "十多" * 30_000]
)
def test_the_pattern_is_linear_on_hostile_text(text: str) -> None:
    assert sum(1 for _ in _NUMBER.finditer(text)) <= len(text)


@pytest.mark.parametrize("unit", ["1亿", "1万1千", "一几", "1来万", "点一", "一点", "1,0001亿", "1", "一"])
def test_a_number_without_its_unit_is_not_read_again_and_again(unit: str) -> None:
    with_unit = regex.compile(f"(?:{PATTERNS['number']})元")
    assert with_unit.search(unit * 40_000, timeout=5) is None

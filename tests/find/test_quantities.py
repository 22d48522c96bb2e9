"""Number phrases: what is taken in, where they end, and that every number with every unit is found again."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from zsextract.find.quantities import Quantity, find_quantities
from zsextract.pipeline import extract
from zsextract.records import Figure, Target
from zsextract.rules import load_rules

RULES = load_rules()
_NONE = ("object", "unit")


def shown(view: str) -> list[str]:
    """Each phrase as ``words family value bound``."""
    return [
        f"{view[q.start : q.end]} {q.family} {plain(q.number.value)} {q.number.bound}"
        for q in find_quantities(view, RULES)
    ]


def plain(value: Decimal | None) -> str:
    """A number without an exponent and without zeros at the end."""
    return "-" if value is None else f"{value.normalize():f}"


def one(view: str) -> Quantity:
    """The only phrase of a text."""
    (found,) = find_quantities(view, RULES)
    return found


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        ("总投资37.6亿元。", ["37.6亿元 money 3760000000 exact"]),
        ("总投资超过37.6亿元。", ["超过37.6亿元 money 3760000000 at_least"]),
        ("总投资达37.6亿元。", ["37.6亿元 money 3760000000 exact"]),
        ("到位41亿元以上,新增6家。", ["41亿元以上 money 4100000000 at_least", "6家 count 6 exact"]),
        ("到位资金3.85亿,创新高", ["3.85亿 bare 385000000 exact"]),
        ("拿下3.1个亿", ["3.1个亿 bare 310000000 exact"]),
        ("两亿三千万元", ["两亿三千万元 money 230000000 exact"]),
        ("一百二十三点五亿元", ["一百二十三点五亿元 money 12350000000 exact"]),
        ("1.35万亿元", ["1.35万亿元 money 1350000000000 exact"]),
        ("1,005,136万元", ["1,005,136万元 money 10051360000 exact"]),
        ("1.2—1.5亿元", ["1.2—1.5亿元 money 120000000 range"]),
        ("5000万元至2亿元", ["5000万元至2亿元 money 50000000 range"]),
        ("3、4亿元", ["3、4亿元 money 300000000 range"]),
        ("七八个项目", ["七八个 count 7 range"]),
        ("利润总额为-3.2亿元。", ["-3.2亿元 money -320000000 exact"]),
        ("总投资1-3亿元。", ["1-3亿元 money 100000000 range"]),
        ("600多亿元", ["600多亿元 money 60000000000 at_least"]),
        ("14亿余元", ["14亿余元 money 1400000000 at_least"]),
        ("数十亿元", ["数十亿元 money - approx"]),
        ("1300余个项目", ["1300余个 count 1300 at_least"]),
        ("10亿元(含)以上项目", ["10亿元(含)以上 money 1000000000 at_least"]),
        ("5—10亿元(不含10亿元)项目", ["5—10亿元(不含10亿元) money 500000000 range"]),
        ("不超过20亿元", ["不超过20亿元 money 2000000000 at_most"]),
        ("20亿元左右", ["20亿元左右 money 2000000000 approx"]),
        ("签约20个项目", ["20个 count 20 exact"]),
        ("通过5个项目", ["5个 count 5 exact"]),
        ("增长百分之十二", ["百分之十二 rate 12 exact"]),
        ("增长-8.9%", ["-8.9% rate -8.9 exact"]),
        ("提高14.7个百分点", ["14.7个百分点 rate 14.7 exact"]),
        ("占七成以上", ["七成以上 rate 70 at_least"]),
        ("3亿美元、3亿元人民币", ["3亿美元 money 300000000 exact", "3亿元人民币 money 300000000 exact"]),
        ("人民币3亿元", ["人民币3亿元 money 300000000 exact"]),
        ("外出招商5批40人次", ["5批 count 5 exact", "40人次 count 40 exact"]),
        ("2458个项目", ["2458个 count 2458 exact"]),
        ("二〇五七亿元", ["二〇五七亿元 money 205700000000 exact"]),
        ("不低于 40%", ["不低于 40% rate 40 at_least"]),
        ("两个多亿", ["两个多亿 bare 200000000 at_least"]),
    ],
)
def test_phrases(view: str, expected: list[str]) -> None:
    assert shown(view) == expected


@pytest.mark.parametrize(
    "view",
    [
        "2031年10月9日",
        "第3期",
        "〔2031〕103号",
        "#12个",
        "A5家",
        "三分之一的精力",
        "一批企业",
        "13800001111",
        "28:06开幕",
        "“十大”行动",
        "成立公司",
        "亿元",
        "万一",
        "千方百计",
        "3月底",
        "第5家",
    ],
)
def test_what_is_no_phrase(view: str) -> None:
    assert [q for q in find_quantities(view, RULES) if q.number.value is not None and not q.only_scale] == []


@pytest.mark.parametrize("level", [True, False])
def test_a_level_is_marked(level: bool) -> None:
    assert one("100亿元级项目" if level else "100亿元项目").level is level


def test_a_bare_scale_is_marked() -> None:
    assert one("亿元以上项目").only_scale
    assert not one("2亿元以上项目").only_scale


def test_a_currency_belongs_to_one_sum() -> None:
    assert shown("外资3000万美元1.2亿到位") == ["3000万美元 money 30000000 exact", "1.2亿 bare 120000000 exact"]


def test_points_without_a_measure_word() -> None:
    assert shown("占比提高2.5百分点。") == ["2.5百分点 rate 2.5 exact"]


# --- properties -----------------------------------------------------------------------------------------------------

_UNITS = sorted(
    word
    for word, rule in dict(RULES.words_of(("measure", "percent", "currency"))).items()
    if not any(rule.gives.get(key) == "none" for key in _NONE) and word[0] not in "百万余"  # those go to the number
)
_PIECES = st.sampled_from(
    [
        "3",
        "12",
        "0.5",
        "2031",
        "一",
        "二十",
        "几",
        "数",
        "亿",
        "万",
        "万亿",
        "元",
        "个",
        "家",
        "场",
        "%",
        "成",
        "倍",
        "个百分点",
        "多",
        "余",
        "约",
        "超",
        "不足",
        "以上",
        "左右",
        "至",
        "—",
        "、",
        ",",
        "。",
        "(",
        ")",
        "项目",
        "总投资",
        "其中",
        "增长",
        "-",
        ".",
        "百分之",
        "第",
        "年",
        "分之",
        "含",
        " ",
    ]
)
_TEXTS = st.lists(_PIECES, max_size=24).map("".join)


@given(_TEXTS)
@example("百分之百分之十")
@example("亿以上亿")
@example("百分之3以上百分之百分之")
@example("一亿一亿元")
@example("3—4—5亿元")
@settings(max_examples=150)
def test_phrases_stand_in_order_and_apart(view: str) -> None:
    found = find_quantities(view, RULES)
    at = 0
    for quantity in found:
        assert at <= quantity.start <= quantity.number_start < quantity.end <= len(view)
        at = quantity.end


@given(_TEXTS)
@settings(max_examples=100)
def test_the_unit_and_the_number_are_in_the_words(view: str) -> None:
    for quantity in find_quantities(view, RULES):
        words = view[quantity.start : quantity.end]
        assert quantity.unit in words or "百分之" in words
        low, high = quantity.number.low, quantity.number.high
        assert low is None or high is None or low <= high


@given(_TEXTS)
@settings(max_examples=100)
def test_a_phrase_does_not_depend_on_the_sentence_before(view: str) -> None:
    alone = [(q.start, q.end, q.number) for q in find_quantities(view, RULES)]
    behind = [(q.start - 3, q.end - 3, q.number) for q in find_quantities("会后。" + view, RULES)]
    if view[:1] not in ("%", "-"):
        assert behind == alone


_NUMBERS = st.one_of(
    st.integers(2, 99_999).map(str),
    st.tuples(st.integers(1, 999), st.integers(1, 99)).map(lambda pair: f"{pair[0]}.{pair[1]:02d}"),
)
_SCALES = {"": 1, "万": 10**4, "亿": 10**8}
_UNSCALED = frozenset(["成", "倍", "%", "个百分比", "个百分点", "百分点", "个点"])


def again(digits: str, scale: str, unit: str) -> None:
    """Assert that a number with a unit is found as it was written."""
    quantity = one(f"共有{digits}{scale}{unit}。")
    assert quantity.number.value == Decimal(digits) * _SCALES[scale] * int(str(quantity.rule.gives.get("scale", 1)))
    assert (quantity.unit, quantity.start, quantity.number.bound) == (unit, 2, "exact")
    assert quantity.end == 2 + len(digits) + len(scale) + len(unit)


@pytest.mark.parametrize("unit", _UNITS)
def test_a_number_is_found_again_with_every_unit(unit: str) -> None:
    for digits, scale in (("3", ""), ("47", ""), ("1280", ""), ("6.25", "" if unit in _UNSCALED else "万")):
        again(digits, scale, unit)


@given(unit=st.sampled_from(_UNITS), digits=_NUMBERS, scale=st.sampled_from(sorted(_SCALES)))
def test_any_number_is_found_again(unit: str, digits: str, scale: str) -> None:
    again(digits, "" if unit in _UNSCALED else scale, unit)


@given(digits=_NUMBERS, scale=st.sampled_from(sorted(_SCALES)), behind=st.text("0123456789", min_size=1, max_size=6))
def test_digits_behind_the_currency_are_not_of_the_sum(digits: str, scale: str, behind: str) -> None:
    view = f"总投资{digits}{scale}元{behind}"
    quantity = find_quantities(view, RULES)[0]
    assert view[quantity.start : quantity.end] == f"{digits}{scale}元"
    assert quantity.number.value == Decimal(digits) * _SCALES[scale]


@given(low=st.integers(1, 400), step=st.integers(1, 400), mark=st.sampled_from(["—", "-", "~", "～", "至", "到", "–"]))
def test_a_range_has_both_ends_whatever_its_mark(low: int, step: int, mark: str) -> None:
    quantity = one(f"{low}{mark}{low + step}亿元")
    assert quantity.number.value == low * 10**8
    assert quantity.number.upper == (low + step) * 10**8
    assert quantity.number.bound == "range"


_BOUNDS = {
    "at_least": (["超", "超过", "逾", "突破", "不低于", "不少于", "至少"], ["以上", "及以上"]),
    "at_most": (["不超过", "不到", "不足", "最高"], ["以内", "以下"]),
    "approx": (["约", "近", "将近", "大约"], ["左右", "上下"]),
}


@given(
    st.integers(2, 9999),
    st.sampled_from(sorted(_BOUNDS)),
    st.data(),
    st.sampled_from(["亿元", "万美元", "个", "家", "场", "%"]),
)
def test_bound_words_are_taken_in_on_either_side(number: int, bound: str, data: st.DataObject, unit: str) -> None:
    before, behind = _BOUNDS[bound]
    word = data.draw(st.sampled_from(before + behind))
    words = f"{word}{number}{unit}" if word in before else f"{number}{unit}{word}"
    view = f"共计{words}。"
    quantity = one(view)
    assert (view[quantity.start : quantity.end], quantity.number.bound) == (words, bound)


_SENTENCES = st.lists(
    st.tuples(
        st.sampled_from(
            ["总投资", "到位资金", "签约项目", "新引进企业", "税收增长", "其中", "力争完成投资", "年产值", "占比"]
        ),
        st.sampled_from(["", "约", "超", "不足"]),
        st.integers(1, 9999),
        st.sampled_from(["亿元", "万元", "万美元", "个", "家", "%"]),
        st.sampled_from(["", "以上", "左右"]),
        st.sampled_from([",", "、", ";", "。"]),
    ),
    min_size=1,
    max_size=5,
)


@given(_SENTENCES)
@settings(max_examples=40, deadline=None)
def test_the_evidence_of_every_figure_is_the_text(parts: list[tuple[str, str, int, str, str, str]]) -> None:
    text = "".join("".join(map(str, part)) for part in parts) + "。"
    for record in extract(text):
        figures: list[Figure | Target] = [*record.amounts, *record.counts, *record.rates, *record.targets]
        for figure in figures:
            assert text[figure.start : figure.end] == figure.text

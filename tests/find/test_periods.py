"""Periods: the examples of the rule file, what surrounds a period, and what years are gone on with."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from zsextract.find.periods import between, find_periods

_DAY = date(2031, 9, 12)


def shown(view: str, published: date | None = _DAY, year: int | None = None) -> list[str]:
    """Each period as ``words kind first..last``."""
    return [f"{found.text} {found.kind} {found.first}..{found.last}" for found in find_periods(view, published, year)]


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        ("今年1—8月,签约12个", "今年1—8月 range 2031-01-01..2031-08-31"),
        ("1至8月,签约12个", "1至8月 range 2031-01-01..2031-08-31"),
        ("1-8月份,签约12个", "1-8月份 range 2031-01-01..2031-08-31"),
        ("1—8 月份,签约12个", "1—8 月份 range 2031-01-01..2031-08-31"),
        ("元至8月,签约12个", "元至8月 range 2031-01-01..2031-08-31"),
        ("一至八月,签约12个", "一至八月 range 2031-01-01..2031-08-31"),
        ("前8个月,签约12个", "前8个月 range 2031-01-01..2031-08-31"),
        ("头五个月,签约12个", "头五个月 range 2031-01-01..2031-05-31"),
        ("一季度,签约12个", "一季度 range 2031-01-01..2031-03-31"),
        ("首季度,签约12个", "首季度 range 2031-01-01..2031-03-31"),
        ("前三季度,签约12个", "前三季度 range 2031-01-01..2031-09-30"),
        ("争取四季度签约12个", "四季度 range 2031-10-01..2031-12-31"),
        ("上半年,签约12个", "上半年 range 2031-01-01..2031-06-30"),
        ("去年下半年,签约12个", "去年下半年 range 2030-07-01..2030-12-31"),
        ("去年,签约12个", "去年 range 2030-01-01..2030-12-31"),
        ("2028年,签约12个", "2028年 range 2028-01-01..2028-12-31"),
        ("二〇二八年,签约12个", "二〇二八年 range 2028-01-01..2028-12-31"),
        ("2028年度,签约12个", "2028年度 range 2028-01-01..2028-12-31"),
        ("今年以来,签约12个", "今年以来 since 2031-01-01..2031-09-12"),
        ("2028年以来,签约12个", "2028年以来 since 2028-01-01..2031-09-12"),
        ("截至8月底,签约12个", "截至8月底 until None..2031-08-31"),
        ("截至8月底,全市累计签约12个", "截至8月底 until 2031-01-01..2031-08-31"),
        ("截至今年8月签约12个", "截至今年8月 until 2031-01-01..2031-08-31"),
        ("截止5 月底,签约12个", "截止5 月底 until None..2031-05-31"),
        ("截至目前,签约12个", "截至目前 until None..2031-09-12"),
        ("6月末,贷款余额12亿元", "6月末 until None..2031-06-30"),
        ("确保全年签约12个", "全年 range 2031-01-01..2031-12-31"),
        ("年内开工12个", "年内 deadline 2031-01-01..2031-12-31"),
        ("年底前开工12个", "年底前 deadline None..2031-12-31"),
        ("3月底前开工12个", "3月底前 deadline None..2031-03-31"),
        ("12月25日前上报", "12月25日前 deadline None..2031-12-25"),
        ("到2035年,培育12户", "到2035年 deadline None..2035-12-31"),
        ("至8月底,全县共签约12个", "至8月底 until None..2031-08-31"),
        ("到2033年底,培育12户", "到2033年底 deadline None..2033-12-31"),
        ("明年签约12个", "明年 range 2032-01-01..2032-12-31"),
        ("明年4月投产", "明年4月 range 2032-04-01..2032-04-30"),
        ("本月签约12个", "本月 range 2031-09-01..2031-09-30"),
        ("8月当月出口1亿元", "8月当月 range 2031-08-01..2031-08-31"),
        ("9月2日,签约12个", "9月2日 day 2031-09-02..2031-09-02"),
        ("9月2日至5日,签约12个", "9月2日至5日 day 2031-09-02..2031-09-05"),
        ("昨日,签约12个", "昨日 day 2031-09-11..2031-09-11"),
        ("到“十五五”末,收入达12亿元", "到“十五五”末 plan None..None"),
        ("三年内签约12个", "三年内 duration None..None"),
        ("春节前签约12个", "春节前 festival None..None"),
        ("与2027年相比,增长2倍", "2027年 comparison 2027-01-01..2027-12-31"),
        ("比2029年同期增长11%", "2029年同期 comparison None..None"),
        ("是去年同期的2倍", "去年同期 comparison None..None"),
        ("较上半年回落4.7个百分点", "上半年 comparison 2031-01-01..2031-06-30"),
        ("2026—2030年,签约12个", "2026—2030年 range 2026-01-01..2030-12-31"),
        ("2029年9月至2030年8月,签约12个", "2029年9月至2030年8月 range 2029-09-01..2030-08-31"),
        ("2031年第三次集中开工活动举行", "2031年 name 2031-01-01..2031-12-31"),
        ("120年1至8月,投资案12件", "120年1至8月 range 2031-01-01..2031-08-31"),
        ("2031.1-8月,签约12个", "2031.1-8月 range 2031-01-01..2031-08-31"),
        ("2031 年 前 8 个月,签约", "2031 年 前 8 个月 range 2031-01-01..2031-08-31"),
        ("9月上旬开工12个", "9月上旬 range 2031-09-01..2031-09-10"),
        ("今年底投产", "今年底 deadline None..2031-12-31"),
        ("提高到2030年的3亿元", "2030年 range 2030-01-01..2030-12-31"),
        ("次年投产", "次年 range None..None"),
        ("年初以来,签约12个", "年初以来 since 2031-01-01..2031-09-12"),
        ("2028年以后,签约12个", "2028年以后 since 2028-01-01..2031-09-12"),
        ("今年春节签约12个", "今年春节 festival None..None"),
        ("今(2031)年,投资案12件", "今(2031)年 range 2031-01-01..2031-12-31"),
        ("9月底以前签约12个", "9月底以前 deadline None..2031-09-30"),
    ],
)
def test_ways_of_saying_a_period(view: str, expected: str) -> None:
    assert shown(view) == [expected]


@pytest.mark.parametrize(
    "view",
    ["每月招商一次", "提前两个月建成", "工期18个月", "三类500强", "政办函〔2017〕103号",
     "达产后年产值3亿元", "签约2024个项目", "1号工程", "360科创", "电话0795-2506123", "三年级", "五月饼屋", "一月饼店",
     "《招商三年行动方案(2029—2031年)》", "从大年三十到正月初五"],
)  # fmt: skip
def test_what_is_no_period(view: str) -> None:
    assert [found for found in find_periods(view, _DAY) if found.kind in ("range", "until", "since", "deadline")] == []


@pytest.mark.parametrize(
    ("view", "text"),
    [
        ("372个、年度计划投资65亿元", "年度"),
        ("当年计划投资19亿元", "当年"),
        ("完成年任务的24.8%", "年"),
        ("对照全年目标7500万美元", "全年"),
    ],
)
def test_a_period_inside_a_label_is_its_own(view: str, text: str) -> None:
    (found,) = find_periods(view, _DAY)
    assert (found.text, found.own, found.first, found.last) == (text, True, date(2031, 1, 1), date(2031, 12, 31))


@pytest.mark.parametrize(
    "view",
    ["降幅比上半年收窄6.1个百分点", "与上半年持平", "和去年基本持平", "较2029年增加3家", "产值是2029年的3.2倍",
     "仅为2029年的三成半", "不足去年的一半", "是去年全年的3倍", "企业从2029年的120户减到80户",
     "由上年的第三位升至第一位"],
)  # fmt: skip
def test_what_figures_are_compared_with_is_not_their_period(view: str) -> None:
    (found,) = find_periods(view, _DAY)
    assert found.kind == "comparison"


def test_a_comparison_lends_its_year_to_nothing() -> None:
    assert shown("到位3亿元,与上年基本持平。下一步,二季度签约9个,全年40个")[1:] == [
        "二季度 range 2031-04-01..2031-06-30", "全年 range 2031-01-01..2031-12-31"]  # fmt: skip


def test_the_whole_year_of_a_report_is_the_one_that_it_spoke_of() -> None:
    assert shown("2030年,全县完成72亿元。\n全年签约26个。\n2031年目标:签约30个。\n全年到位9亿元", None, 2031) == [
        "2030年 range 2030-01-01..2030-12-31", "全年 range 2030-01-01..2030-12-31",
        "2031年 range 2031-01-01..2031-12-31", "全年 range 2031-01-01..2031-12-31"]  # fmt: skip


def test_without_a_date_only_a_written_year_counts() -> None:
    assert shown("今年1—8月签约12个。2030年签约9个", None) == [
        "今年1—8月 range None..None", "2030年 range 2030-01-01..2030-12-31"]  # fmt: skip
    assert shown("今年1—8月签约12个", None, 2031) == ["今年1—8月 range 2031-01-01..2031-08-31"]
    assert shown("今年以来签约12个", None, 2031) == ["今年以来 since 2031-01-01..None"]


def test_the_year_of_a_section_is_that_of_its_head() -> None:
    view = "一、2030年工作回顾\n全年签约12个\n二、存在问题\n上半年偏少\n三、2032年工作打算\n一季度开工5个"
    assert shown(view) == [
        "2030年 range 2030-01-01..2030-12-31",
        "全年 range 2030-01-01..2030-12-31",
        "上半年 range 2031-01-01..2031-06-30",
        "2032年 range 2032-01-01..2032-12-31",
        "一季度 range 2032-01-01..2032-03-31",
    ]


def test_months_go_on_with_the_year_named_last_in_their_paragraph() -> None:
    assert shown("2030年签约9个,全年到位3亿元,其中四季度1亿元。\n四季度再签12个") == [
        "2030年 range 2030-01-01..2030-12-31",
        "全年 range 2030-01-01..2030-12-31",
        "四季度 range 2030-10-01..2030-12-31",
        "四季度 range 2031-10-01..2031-12-31",
    ]
    assert shown("2026年以来签约90个,1至8月签约12个")[1] == "1至8月 range 2031-01-01..2031-08-31"
    assert shown("比2026年增长9%,1至8月签约12个")[1] == "1至8月 range 2031-01-01..2031-08-31"


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        ("12月份签约12个", "12月份 range 2030-12-01..2030-12-31"),
        ("1—12月,签约12个", "1—12月 range 2030-01-01..2030-12-31"),
        ("力争12月底前开工", "12月底前 deadline None..2031-12-31"),
        ("力争四季度签约12个", "四季度 range 2031-10-01..2031-12-31"),
        ("一季度签约12个", "一季度 range 2031-01-01..2031-03-31"),
    ],
)
def test_in_january_the_last_months_are_those_just_over(view: str, expected: str) -> None:
    assert shown(view, date(2031, 1, 15)) == [expected]


def test_in_january_the_whole_year_is_the_one_that_was_spoken_of() -> None:
    assert (
        shown("2030年,全市会议部署工作。\n全年到位3亿元", date(2031, 1, 15))[1] == "全年 range 2030-01-01..2030-12-31"
    )
    assert (
        shown("2030年,全市会议部署工作。\n力争全年到位3亿元", date(2031, 1, 15))[1]
        == "全年 range 2031-01-01..2031-12-31"
    )


def test_offsets_are_those_of_the_words() -> None:
    view = "会上说,今年1—8月签约12个,年底前再签3个。"
    found = find_periods(view, _DAY)
    assert [view[period.start : period.end] for period in found] == [period.text for period in found]
    assert between(found, 0, 12) == found[:1]


@example("来年来")
@given(st.text("今去明年月日季度上下半前至到—-截以来底末0123456789一二十,。《》\n", max_size=60))
def test_mentions_are_in_order_and_apart(view: str) -> None:
    end = 0
    for found in find_periods(view, _DAY):
        assert end <= found.start < found.end <= len(view)
        assert found.first is None or found.last is None or found.first <= found.last
        end = found.end


@pytest.mark.parametrize("text", ["今年", "1月", "一季度", "至", "2031年", "月", "近年"])
def test_hostile_text_costs_linear_time(text: str) -> None:
    assert len(find_periods(text * 4000, _DAY)) <= 4000


def test_the_whole_year_of_a_report_is_the_year_in_its_headline() -> None:
    found = find_periods("全年引进12个,年末实有6家,今年要引进15个", date(2031, 4, 16), 2030)
    assert [(mention.text, mention.last) for mention in found] == [
        ("全年", date(2030, 12, 31)),
        ("年末", date(2030, 12, 31)),
        ("今年", date(2031, 12, 31)),
    ]


def test_so_far_this_year_ends_on_the_day_that_was_named() -> None:
    found = find_periods("截至8月底,全市今年利用外资3亿美元", date(2031, 9, 12))
    assert [(mention.text, mention.first, mention.last) for mention in found][1] == (
        "今年",
        date(2031, 1, 1),
        date(2031, 8, 31),
    )

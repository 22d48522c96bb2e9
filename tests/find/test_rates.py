"""Percentages, points and multiples in whole sentences: their kind, their sign, and the figure they are of."""

from __future__ import annotations

import pytest
from reading import not_yet, read


def shown(text: str) -> list[str]:
    """Each rate as ``words kind value``, then status (where not actual) and the figure it is of."""
    return [
        " ".join(
            [r.text, r.kind, str(r.value), *([r.status] if r.status != "actual" else []), *([r.of] if r.of else [])]
        )
        for r in read(text).rates
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "上半年，全市规上工业增加值增长8.1%，高于全省1.2个百分点；固定资产投资下降2.4%，降幅比一季度收窄1.1个百分点。",
            ["8.1% growth 8.1", "1.2个百分点 growth 1.2", "2.4% growth -2.4", "1.1个百分点 growth 1.1"],
        ),
        ("青山、白水两县税收分别增长40.3%、63.7%。", ["40.3% growth 40.3", "63.7% growth 63.7"]),
        ("新签约金额是去年同期的2.4倍，税收增长1.5倍。", ["2.4倍 other 2.4", "1.5倍 growth 1.5"]),
        ("全县开工率95%、投产率68.4%、满意度99%。", ["95% other 95", "68.4% other 68.4", "99% other 99"]),
        ("环比增长15%，同比下降3%，两年平均增长4.8%。", ["15% growth 15", "3% growth -3", "4.8% growth 4.8"]),
        ("制造业投资占比由上年的38%提高到46.5%。", ["38% share 38", "46.5% share 46.5"]),
        ("民资占全部投资的比重由前年底的27.1%上升到33.6%。", ["27.1% share 27.1", "33.6% share 33.6"]),
        ("贷款利率由4.5%降至3.65%。", ["4.5% other 4.5", "3.65% other 3.65"]),
        ("税收同比增速回落至3.1%，但仍快于全国0.9个百分点。", ["3.1% growth 3.1", "0.9个百分点 growth 0.9"]),
        ("产业项目占八成，三分之一的精力用于招商。", ["八成 share 80"]),
        ("新能源项目数占比超三成，投资额占比近五成。", ["超三成 share 30", "近五成 share 50"]),
        ("出口增长0.4%，进口增长-3.6%。", ["0.4% growth 0.4", "-3.6% growth -3.6"]),
        ("降幅收窄至3.1%，好于预期。", ["3.1% growth -3.1"]),
        ("项目资金到位率不足六成，开工率仅四成。", ["不足六成 other 60", "四成 other 40"]),
        ("年均复合增长率达8%，研发投入强度达2.8%。", ["8% growth 8", "2.8% other 2.8"]),
        ("三次产业结构为5.7:46.2:48.1。", []),
        ("完成率98%，居全省第3位。", ["98% completion 98"]),
        ("两项指标分别完成年初目标的143%、140%。", ["143% completion 143", "140% completion 140"]),
        ("进出口跌幅扩大至7.7%。", ["7.7% growth -7.7"]),
        (
            "工业投资比重下降3.2个百分点，低于全省平均1.5个百分点。",
            ["3.2个百分点 growth -3.2", "1.5个百分点 growth -1.5"],
        ),
        ("外贸依存度为37%，对外投资翻了两番，是五年前的4倍。", ["37% other 37", "4倍 other 4"]),
        ("税收减少一成半。", ["一成半 growth -15"]),
        ("占比提高2.5百分点。", ["2.5百分点 growth 2.5"]),
        ("制造业税收占全部税收的七成以上、用电量占六成。", ["七成以上 share 70", "六成 share 60"]),
        ("8%的增长来之不易。", ["8% growth 8"]),
        ("完成年度任务的85.2%，同比提高6.3个百分点。", ["85.2% completion 85.2", "6.3个百分点 growth 6.3"]),
        ("提前两个月完成全年任务的103%。", ["103% completion 103"]),
        ("对新引进项目按实际投资额的3%给予奖励。", ["3% other 3"]),
        ("较去年同期增长两倍多。", ["两倍多 growth 2"]),
        ("到位资金36.5亿元，完成年度任务的 91.2 %。", ["91.2 % completion 91.2 a0"]),
        ("河口县占全市近六成；青原县增速最快，达67.2%。", ["近六成 share 60", "67.2% growth 67.2"]),
        ("年底完不成70%的单位通报批评。", ["70% completion 70"]),
        ("全年外资目标10亿美元、增长8%。", ["8% growth 8 target a0"]),
        (
            "民生支出9.6亿元，占公共财政预算支出的62.3%；完成预算的80%。",
            ["62.3% share 62.3 a0", "80% completion 80"],
        ),
        ("两项增幅分别高于全省21个和15.5个百分点。", ["21个 growth 21", "15.5个百分点 growth 15.5"]),
        ("到位资金70亿元，占亿元以上项目的44%。", ["44% share 44 a0"]),
        ("年度拨款1.9亿元，较上年度多6.5%。", ["6.5% growth 6.5 a0"]),
        ("明年可增长百分之十至十五。", ["百分之十至十五 growth 10 target"]),
        ("完成率由高到低依次是：青山市96.2%、白水市93.8%。", ["96.2% completion 96.2", "93.8% completion 93.8"]),
        ("工业占比青山州78.2%、白水市75.1%。", ["78.2% share 78.2", "75.1% share 75.1"]),
        ("秘书长沈万成出席。", []),
        ("外资占全省的比重，由去年的58%降为53%。", ["58% share 58", "53% share 53"]),
        ("中方出资60%，港方出资40%。", ["60% share 60", "40% share 40"]),
        ("6月末完成任务的45%，9月末达到75%。", ["45% completion 45", "75% completion 75"]),
        ("在谈项目转化率不低于 45%。", ["不低于 45% other 45"]),
        ("分别高出全省1.6和1.2个百分点。", ["1.6 growth 1.6", "1.2个百分点 growth 1.2"]),
        ("引进县外民资17亿元，其中工业项目不低于55%。", ["不低于55% share 55 a0"]),
        ("投资超7亿元的工业项目不到总数的4%。", ["4% share 4"]),
        ("累计完成投资270亿元，较去年同期增长93亿元，同比增长52%。", ["52% growth 52 a0"]),
        ("产值17亿元，净增3亿元，增长21%。", ["21% growth 21 a0"]),
        ("引进县外资金28亿元，比上年实际完成的20.6亿元增长36%。", ["36% growth 36 a0"]),
        ("到位资金91亿元，完成全年70亿目标任务的130%。", ["130% completion 130 a1"]),
        ("贸易顺差118亿元，收窄4.3%。", ["4.3% growth -4.3 a0"]),
        (
            "第1名 青山县:37.6亿元，完成年度任务的58.2%;\n第2名 白水县:62.9亿元，54.7%;",
            ["58.2% completion 58.2 a0", "54.7% completion 54.7 a1"],
        ),
    ],
)
def test_what_a_rate_says(text: str, expected: list[str]) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("到位资金45亿元，同比增长12%。", ["12% growth 12 a0"]),
        ("合同引资680亿元，同比增长12.4%；到位资金210亿元，增长8%。", ["12.4% growth 12.4 a0", "8% growth 8 a1"]),
        ("签约项目120个，同比增长20%。", ["20% growth 20 c0"]),
        ("实际使用外资12.6亿美元，占全省总量的21.4%，同比增长9.8%。", ["21.4% share 21.4 a0", "9.8% growth 9.8 a0"]),
        (
            "完成固定资产投资589亿元，占年度目标的73.6%，比序时进度低1.4个百分点。",
            ["73.6% completion 73.6 a0", "1.4个百分点 growth -1.4 a0"],
        ),
        ("完成税收18亿元、出口6亿元，同比分别增长9%、14%。", ["9% growth 9 a0", "14% growth 14 a1"]),
        not_yet(
            "全市接待游客210万人次，实现旅游收入12.6亿元，同比分别增长9%、14%。", ["9% growth 9", "14% growth 14 a0"]
        ),
        ("2030年，全区完成固投86亿元，比2029年增长9%。", ["9% growth 9 a0"]),
        ("规上工业增加值增长8.1%。", ["8.1% growth 8.1"]),
        (
            "新签约项目86个，合同引资212.6亿元，同比分别增长14.7%和21.3%。",
            ["14.7% growth 14.7 c0", "21.3% growth 21.3 a0"],
        ),
        (
            "引进项目14个，协议资金33.5亿元，到位资金9.2亿元，分别完成年度任务的116.7%、111.7%、92%。",
            ["116.7% completion 116.7 c0", "111.7% completion 111.7 a0", "92% completion 92 a1"],
        ),
        not_yet("累计签约项目63个，其中亿元以上41个、“三类500强”项目5个，资金到位率46.1%。", ["46.1% other 46.1 c0"]),
        not_yet("亩均税收不低于25万元，万元产值能耗下降3.5%。", ["3.5% growth -3.5"]),
        (
            "开工项目66个，完成年度任务120个的55%，同比增长14.2%。",
            ["55% completion 55 c1", "14.2% growth 14.2 c0"],
        ),
    ],
)
def test_the_figure_a_rate_is_of(text: str, expected: list[str]) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("税收增长百分之十二点五。", "百分之十二点五", ("%", "exact", None)),
        ("占比提高3个百分点以上。", "3个百分点以上", ("个百分点", "at_least", None)),
        ("产值增长近1.5倍。", "近1.5倍", ("倍", "approx", None)),
        ("占七成左右。", "七成左右", ("%", "approx", None)),
        ("增长5%至10%。", "5%至10%", ("%", "range", 10)),
        ("失业率控制在5.5%以内。", "控制在5.5%以内", ("%", "at_most", None)),
    ],
)
def test_units_and_bounds(text: str, words: str, expected: tuple[str, str, int | None]) -> None:
    (found,) = read(text).rates
    assert (found.text, found.unit, found.bound, found.upper) == (words, *expected)


@pytest.mark.parametrize("text", ["倍受关注的一期项目。", "三分之二的企业复工。", "新成果30项。", "八成立项材料已报。"])
def test_what_is_no_rate(text: str) -> None:
    assert [row for row in shown(text) if "八成" not in text] == []

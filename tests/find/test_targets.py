"""What lies ahead: status, deadline, owner, each and indicator of targets; and how periods and places are inherited."""

from __future__ import annotations

from datetime import date

import pytest
from _pytest.mark import ParameterSet

from zsextract.pipeline import extract
from zsextract.records import Record, Target

_DAY = date(2031, 10, 12)


def not_yet(*row: object) -> ParameterSet:
    """A row of a table that is not met so far."""
    return pytest.param(*row, marks=pytest.mark.xfail(strict=True, reason="not read so far"))


def read(text: str, day: date | None = _DAY) -> Record:
    """The record of a text that is one article."""
    (record,) = extract(text, date=day)
    return record


def shown(text: str) -> list[str]:
    """Each target as ``words status``."""
    return [f"{t.text} {t.status}" for t in read(text).targets]


def target(text: str, words: str, day: date | None = _DAY) -> Target:
    """The target with these words."""
    return next(t for t in read(text, day).targets if t.text == words)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("力争全年引进项目100个以上，确保到位资金40亿元。", ["100个以上 target", "40亿元 target"]),
        (
            "会议要求，四季度新开工项目不少于60个，合同履约率超过95%、开工率60%以上。",
            ["不少于60个 target", "超过95% target", "60%以上 target"],
        ),
        ("全年责任目标132亿元，截至9月底已完成98亿元，完成率74.2%。", ["132亿元 target"]),
        ("完成年度任务45亿元的37.2%。", ["45亿元 target"]),
        ("下一步，将举办专题推介会12场，外出招商不少于40批次。", ["12场 planned", "不少于40批次 planned"]),
        ("预计全年实现税收18亿元，增长8%左右。", ["18亿元 planned", "8%左右 planned"]),
        ("该项目总投资30亿元，达产后年产值50亿元、税收2亿元。", []),
        ("华泽公司拟投资25亿元建设光伏组件基地。", []),
        ("力争取得新突破，确保全年目标圆满完成。", []),
        ("截至9月底，全县已签约项目57个，已完成全年目标。", []),
        ("“今年要再签20个亿元项目！”会上，他立下军令状。", ["20个 target"]),
        ("市商务局计划全年兑现奖补资金2亿元，目前已兑现1.2亿元。", ["2亿元 planned"]),
        ("今年1—9月，全县引进项目48个，预计到年底可达60个。", ["60个 planned"]),
        ("省里下达我县任务数12亿元，截至9月底完成9.3亿元，为任务数的77.5%。", ["12亿元 target"]),
        ("确保今年财政收入突破30亿元大关，力争达到32亿元。", ["突破30亿元 target", "32亿元 target"]),
        ("全年引进省外境内资金增长15%以上的目标不变。", ["15%以上 target"]),
        (
            "全市上下奋力冲刺四季度，确保新开工项目不少于240个，其中产业项目占比70%以上。",
            ["不少于240个 target", "70%以上 target"],
        ),
        ("2031年，全县已引进链主企业12家。2032年，计划再引进8家。", ["8家 planned"]),
        (
            "三年内签约项目不少于200个、落地100个，带动投资1000亿元左右。",
            ["不少于200个 target", "100个 target", "1000亿元左右 target"],
        ),
        ("今年目标合同引资1.6万亿元、到位资金3200亿元。", ["1.6万亿元 target", "3200亿元 target"]),
        ("我市有望全年实现外贸进出口300亿元，同比增长10%。", ["300亿元 planned", "10% planned"]),
        ("完成年度目标任务42亿元的37.2%，超序时进度12.2个百分点。", ["42亿元 target"]),
        ("项目计划总投资12亿元，其中固定资产投资9.5亿元，今年计划完成投资3亿元，已完成2.1亿元。", []),
        not_yet("市政府将40亿元任务分解落实到13个镇、87个部门。", ["40亿元 target"]),
        not_yet("13个镇、87个部门领任务，12条产业链分头出击。", []),
        not_yet("去年确定的目标是签约100个项目，实际签约126个。", ["100个 target"]),
        not_yet("全年计划开工项目230个，目前已开工186个，还剩44个要在年底前开工。", ["230个 planned", "44个 target"]),
        ("项目一期计划今年12月竣工，二期明年6月开工，总投资26亿元。", []),
        ("力争引进投资总额在50亿元至100亿元之间的旗舰项目2至3个。", ["2至3个 target"]),
        (
            "目标任务：引进产业项目80个，其中5亿元以上2个；到位资金57亿元以上。",
            ["80个 target", "2个 target", "57亿元以上 target"],
        ),
        ("距离全年签约200个项目的目标还差32个。", ["200个 target"]),
        ("比预期多5.2亿元，比年初减少3个。", []),
        not_yet("去年力争引进的12个项目，如今已有9个投产。", []),
        ("目标企业中，17家已签约。", []),
        not_yet("曾提出引进100个项目的目标。", []),
        (
            "一、2032年工作打算\n1.全年引进项目16个以上，其中5亿元以上3个。\n2.外出招商不少于24次。",
            ["16个以上 target", "3个 target", "不少于24次 target"],
        ),
        ("一、目标完成情况\n引进项目16个，到位资金9亿元。", []),
        ("各专班年内至少引进1个10亿元以上项目、2个亿元以上项目。", ["1个 target", "2个 target"]),
        ("二期项目投资5亿元，预计2032年6月投产，可实现年产值12亿元。", []),
        (
            "今年计划招引亿元以上项目50个，其中三季度15个，四季度10个。",
            ["50个 planned", "15个 planned", "10个 planned"],
        ),
        ("计划三年内引进企业200家，年产值突破500亿元。", ["200家 planned", "突破500亿元 planned"]),
    ],
)
def test_what_lies_ahead(text: str, expected: list[str]) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("争取四季度新引进2亿元以上重大项目45个以上。", "45个以上", "新引进2亿元以上重大项目"),
        ("力争全年，全市新引进世界500强企业15家以上。", "15家以上", "新引进世界500强企业"),
        ("到2035年，全市高新技术企业达到1500家，研发投入占比达到2.8%以上。", "2.8%以上", "研发投入占比"),
        ("2032年，我们将力争地区生产总值增长6%左右。", "6%左右", "地区生产总值增长"),
        ("预计全年实现外贸进出口300亿元。", "300亿元", "实现外贸进出口"),
        ("确保今年财政收入突破30亿元大关，力争达到32亿元。", "32亿元", "财政收入"),
        ("“今年要再签20个亿元项目！”", "20个", "再签亿元项目"),
        ("目标任务：引进产业项目80个。", "80个", "引进产业项目"),
        ("去年确定的目标是签约100个项目。", "100个", "签约项目"),
        ("各园区每月至少外出招商一次。", "一次", "外出招商"),
        ("会议明确，每个乡镇至少签约一个千万元以上项目。", "一个", "签约千万元以上项目"),
        ("今年目标合同引资1.6万亿元。", "1.6万亿元", "合同引资"),
        ("全年计划开工项目230个。", "230个", "开工项目"),
        not_yet("岳阳市力争全年引进项目80个，其中临湘市10个。", "10个", "引进项目"),
        ("完成年度目标任务42亿元的37.2%。", "42亿元", "年度目标任务"),
        ("全年，全市预计可完成投资45亿元。", "45亿元", "完成投资"),
        not_yet("三、2032年工作打算\n1.全年引进项目16个以上。", "16个以上", "引进项目"),
        not_yet(
            "全年目标：地区生产总值增长6.5%，城乡居民人均可支配收入分别增长6%、7.5%。",
            "6%",
            "城乡居民人均可支配收入增长",
        ),
        ("确保全年到位省外资金突破105亿元。", "突破105亿元", "到位省外资金"),
        not_yet("今年计划招引亿元以上项目50个，其中四季度10个。", "10个", "招引亿元以上项目"),
    ],
)
def test_the_indicator(text: str, words: str, expected: str) -> None:
    assert target(text, words).indicator == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("4个招引工作专班各引进项目10个以上，提供信息200条以上。", "10个以上", "招引工作专班"),
        ("4个招引工作专班各引进项目10个以上，提供信息200条以上。", "200条以上", "招引工作专班"),
        ("4个驻外招商专班年内各引进亿元以上项目10个以上。", "10个以上", "驻外招商专班"),
        ("县级领导每月至少外出招商一次。", "一次", "每月"),
        ("要求每季度举办一场推介会。", "一场", "每季度"),
        ("每个县区引进投资5亿元以上制造业项目不少于3个。", "不少于3个", "每个县区"),
        ("会议明确，每个乡镇至少签约一个千万元以上项目。", "一个", "每个乡镇"),
        ("力争全年签约项目60个。", "60个", None),
        not_yet("各县（市、区）确保年底前开工亿元项目不少于5个。", "不少于5个", "县（市、区）"),
    ],
)
def test_each(text: str, words: str, expected: str | None) -> None:
    assert target(text, words).each == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("争取四季度新引进项目45个以上。", "45个以上", "2031-12-31"),
        ("力争到2032年底，新引进企业15家以上，培育链主企业30家。", "30家", "2032-12-31"),
        ("11月底前，新签约项目再增加18个。", "18个", "2031-11-30"),
        ("年底前，全市新增上市企业2至3家。", "2至3家", "2031-12-31"),
        ("三年内签约项目不少于200个。", "不少于200个", None),
        ("“十六五”期间，力争引进资金超3万亿元。", "超3万亿元", None),
        ("春节前，确保签约项目20个。", "20个", None),
        ("明年，全市要新开工项目260个。", "260个", "2032-12-31"),
        ("到2035年，培育上市公司20家。", "20家", "2035-12-31"),
        ("力争12月25日前再签约项目6个。", "6个", "2031-12-25"),
        ("力争明年上半年签约项目60个。", "60个", "2032-06-30"),
        ("确保全年签约项目60个。", "60个", "2031-12-31"),
        ("力争签约项目60个。", "60个", None),
    ],
)
def test_the_deadline(text: str, words: str, expected: str | None) -> None:
    period = target(text, words).period
    end = period.end if period else None
    assert (end.isoformat() if end else None) == expected


def test_a_deadline_without_a_year_is_unknown_where_the_page_has_no_date() -> None:
    period = target("确保年底前签约项目60个。", "60个", None).period
    assert period is not None
    assert (period.text, period.end) == ("年底前", None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "岳阳市力争全年引进项目80个，其中临湘市10个，平江县不少于8个。",
            ["80个 430600", "10个 430682", "不少于8个 430626"],
        ),
        ("全市力争签约项目60个；长沙县要签约项目12个。", ["60个 430100", "12个 430121"]),
        ("力争签约项目60个。", ["60个 -"]),
    ],
)
def test_the_owner(text: str, expected: list[str]) -> None:
    assert [f"{t.text} {(t.owner and t.owner.code) or '-'}" for t in read(text).targets] == expected


def test_parts_of_a_target_are_within_it() -> None:
    found = read("力争全年签约亿元以上项目100个，其中50亿元以上5个、100亿元以上1个；到位资金300亿元。").targets
    assert [(t.id, t.within) for t in found] == [("t0", None), ("t1", "t0"), ("t2", "t0"), ("t3", None)]


def test_a_target_says_what_its_figure_says() -> None:
    record = read("力争全年引进项目100个以上，到位资金30至40亿元，税收增长12%。")
    figures = {item.id: item for item in (*record.amounts, *record.counts, *record.rates)}
    assert [(t.kind, t.unit, t.currency) for t in record.targets] == [
        ("count", "个", None),
        ("amount", None, "CNY"),
        ("rate", "%", None),
    ]
    for found in record.targets:
        figure = figures[found.of]
        assert (found.value, found.upper, found.bound) == (figure.value, figure.upper, figure.bound)
        assert found.text == figure.text
        assert (found.start, found.end, found.status) == (figure.start, figure.end, figure.status)


# --- periods and places of any figure ---------------------------------------------------------------------------------


def lent(text: str) -> list[str]:
    """Each figure in the order of the text as ``words first..last place``."""
    record = read(text)
    figures = sorted((*record.amounts, *record.counts, *record.rates), key=lambda item: item.start)
    return [
        " ".join(
            [
                f.text,
                f"{f.period.start or ''}..{f.period.end or ''}" if f.period else "-",
                f.place.text if f.place else "-",
            ]
        )
        for f in figures
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "今年1—8月，全市新签约项目120个；合同引资680亿元。8月当月，新签约18个。",
            [
                "120个 2031-01-01..2031-08-31 全市",
                "680亿元 2031-01-01..2031-08-31 全市",
                "18个 2031-08-01..2031-08-31 全市",
            ],
        ),
        (
            "截至9月底，在建项目64个。\n去年全年，签约项目98个。",
            ["64个 ..2031-09-30 -", "98个 2030-01-01..2030-12-31 -"],
        ),
        ("截至9月底，在建项目64个。\n新签约项目98个。", ["64个 ..2031-09-30 -", "98个 - -"]),
        (
            "今年以来，全县到位资金45亿元。上半年，工业税收6.3亿元。",
            ["45亿元 2031-01-01..2031-10-12 全县", "6.3亿元 2031-01-01..2031-06-30 全县"],
        ),
        (
            "2030年，全区完成固投86亿元，比2029年增长9%。",
            ["86亿元 2030-01-01..2030-12-31 全区", "9% 2030-01-01..2030-12-31 全区"],
        ),
        ("与上年同期相比，签约项目增加6个，增长20%。", ["6个 - -", "20% - -"]),
        (
            "本月全市签约项目16个，上月为11个。",
            ["16个 2031-10-01..2031-10-31 全市", "11个 2031-09-01..2031-09-30 全市"],
        ),
        ("在建项目372个、年度计划投资658亿元。", ["372个 - -", "658亿元 2031-01-01..2031-12-31 -"]),
        ("一季度签约项目9个，二季度12个。", ["9个 2031-01-01..2031-03-31 -", "12个 2031-04-01..2031-06-30 -"]),
        (
            "四季度，力争新开工项目40个。前三季度，已开工项目103个。",
            ["40个 2031-10-01..2031-12-31 -", "103个 2031-01-01..2031-09-30 -"],
        ),
        ("截至8月底，全市累计到位资金36亿元。", ["36亿元 2031-01-01..2031-08-31 全市"]),
        ("“十五五”期间，全区引进企业210家。", ["210家 .. 全区"]),
        ("新签约金额是去年同期的2.4倍。", ["2.4倍 - -"]),
        ("到位资金为上年的1.3倍。", ["1.3倍 - -"]),
        ("制造业投资占比由上年的38%提高到46.5%。", ["38% 2030-01-01..2030-12-31 -", "46.5% - -"]),
        not_yet(
            "引进资金由2029年的12亿元增加到2031年的30亿元。",
            ["12亿元 2029-01-01..2029-12-31 -", "30亿元 2031-01-01..2031-12-31 -"],
        ),
        not_yet("全年目标：地区生产总值增长6.5%。", ["6.5% 2031-01-01..2031-12-31 -"]),
    ],
)
def test_a_period_governs_up_to_the_next(text: str, expected: list[str]) -> None:
    assert lent(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "1—9月，长沙市签约项目312个；宁乡市61个，总投资205亿元；浏阳市58个。",
            ["312个 长沙市", "61个 宁乡市", "205亿元 宁乡市", "58个 浏阳市"],
        ),
        (
            "岳阳市实际使用外资1.2亿美元，其中平江县800万美元；汨罗市到位内资36亿元。",
            ["1.2亿美元 岳阳市", "800万美元 平江县", "36亿元 汨罗市"],
        ),
        ("浏阳河经开区完成税收25.6亿元，同比增长6.8%。", ["25.6亿元 浏阳河经开区", "6.8% 浏阳河经开区"]),
        ("全县赴深圳市招商12次，签约项目9个。", ["12次 全县", "9个 全县"]),
        ("来自广东省的客商签约项目9个。", ["9个 -"]),
        ("全县税收增长9%，高于全国2个百分点。", ["9% 全县", "2个百分点 全县"]),
        ("签约项目9个。", ["9个 -"]),
        ("全市签约项目60个。\n签约金额120亿元。", ["60个 全市", "120亿元 -"]),
        ("临湘市、平江县、华容县分别签约项目10个、8个、6个。", ["10个 临湘市", "8个 平江县", "6个 华容县"]),
        not_yet("其中临湘市10个项目，汨罗市、湘阴县各12个项目。", ["10个 临湘市", "12个 湘阴县"]),
    ],
)
def test_a_place_governs_up_to_the_next(text: str, expected: list[str]) -> None:
    found = [row.split() for row in lent(text)]
    assert [f"{row[0]} {row[-1]}" for row in found] == expected

"""Sums of money in whole sentences: which they are, what they delimit, and the count they belong to."""

from __future__ import annotations

from decimal import Decimal

import pytest
from reading import not_yet, read

from zsextract.records import Amount


def amount(text: str, words: str) -> Amount:
    """The sum with these words."""
    return next(a for a in read(text).amounts if a.text == words)


def shown(text: str) -> list[str]:
    """Each sum as ``words role``, then currency (where not CNY), status (where not actual) and the count it is of."""
    return [
        " ".join(
            [
                a.text,
                a.role,
                *([a.currency] if a.currency != "CNY" else []),
                *([a.status] if a.status != "actual" else []),
                *([a.of] if a.of else []),
            ]
        )
        for a in read(text).amounts
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "签约金额66.2亿元，其中正式合同额51亿元、框架协议额15.2亿元。",
            ["66.2亿元 investment", "51亿元 investment", "15.2亿元 investment"],
        ),
        (
            "分两期建设，一期投资6亿元，二期投资8亿元，总投资14亿元，达产后年产值30亿元、税收1.2亿元。",
            [
                "6亿元 investment",
                "8亿元 investment",
                "14亿元 investment",
                "30亿元 output planned",
                "1.2亿元 tax planned",
            ],
        ),
        (
            "总投资5.215亿美元，分别为1.6亿美元的薄膜项目、7200万美元的阀门项目、2.9亿美元的电芯项目。",
            [
                "5.215亿美元 investment USD",
                "1.6亿美元 investment USD",
                "7200万美元 investment USD",
                "2.9亿美元 investment USD",
            ],
        ),
        (
            "项目总投资约500亿日元（折合人民币23亿元），注册资本1.2亿港元。",
            ["约500亿日元 investment JPY", "人民币23亿元 investment", "1.2亿港元 other HKD"],
        ),
        (
            "全省外贸进出口2064亿元（人民币，下同），其中出口1420亿元，增长9.3%；进口644亿元，下降2.1%。",
            ["2064亿元 trade", "1420亿元 trade", "644亿元 trade"],
        ),
        (
            "到账资金3.6亿元，其中省外1.9亿元、境外2300万美元。",
            ["3.6亿元 paid_in", "1.9亿元 paid_in", "2300万美元 foreign_capital USD"],
        ),
        ("华泽公司拟投资25亿元在云溪建设光伏组件基地，一期用地200亩，今年6月动工。", ["25亿元 investment planned"]),
        (
            "银行授信50亿元，已放款12亿元，贷款余额较年初增加4.3亿元。",
            ["50亿元 funding", "12亿元 funding", "4.3亿元 funding"],
        ),
        ("全镇人均可支配收入达到2.6万元，村集体经济收入均超50万元。", ["2.6万元 other", "超50万元 other"]),
        ("园区产值突破千亿元大关，向万亿级产业集群迈进。", ["突破千亿元 output"]),
        (
            "前三季度，岳阳市实际使用外资1.2亿美元，其中平江县800万美元；汨罗市到位内资36亿元，华容县21亿元。",
            ["1.2亿美元 foreign_capital USD", "800万美元 foreign_capital USD", "36亿元 paid_in", "21亿元 paid_in"],
        ),
        (
            "最大的项目为岭东算力中心，投资额23亿元；其次是西溪冷链，投资10亿元。",
            ["23亿元 investment", "10亿元 investment"],
        ),
        (
            "截至8月底，园区累计完成投资96亿元，实现工业总产值310亿元，入库税金7.4亿元。",
            ["96亿元 paid_in", "310亿元 output", "7.4亿元 tax"],
        ),
        ("7月，市里出台20条措施；8月至今，兑现奖补资金3400万元，惠及企业126家。", ["3400万元 subsidy"]),
        ("项目实际到位投资总计1.85亿。", ["1.85亿 paid_in"]),
        ("对投资额1000万元以上、5000万元以下的企业给予奖励。", ["1000万元以上、5000万元以下 threshold"]),
        ("村里牵线引来35万元，建起孵化房。", ["35万元 investment"]),
        ("争取中央预算内资金3.5亿元。", ["3.5亿元 other"]),
        ("其他县级领导每人引资3000万元。每户补助2000元。", ["3000万元 investment target", "2000元 subsidy"]),
        (
            "签约项目：\n1.免税品分拨中心 前航供应链 12亿元\n2.生物疫苗基地 椰星药业 8.6亿元",
            ["12亿元 investment", "8.6亿元 investment"],
        ),
        ("设立总规模40亿元的产业引导基金，首期到位8亿元。", ["40亿元 funding", "8亿元 paid_in"]),
        ("第一笔300万元贷款两天就到账。", ["300万元 funding"]),
        ("免税购物金额76.2亿元，税收4.1亿元。", ["76.2亿元 trade", "4.1亿元 tax"]),
        ("每超500万元奖励1万元，最高不超过20万元。", ["超500万元 threshold", "1万元 subsidy", "不超过20万元 subsidy"]),
        (
            "对固定资产投资达到2亿元、5亿元的制造业项目分别奖励100万元、300万元。",
            ["2亿元 threshold", "5亿元 threshold", "100万元 subsidy", "300万元 subsidy"],
        ),
        ("总投资8亿元及以上或世界500强企业投资的项目，一事一议。", ["8亿元及以上 threshold"]),
        ("推掉的项目加起来有三个多亿。", ["三个多亿 investment"]),
        ("一家药厂与县医药公司合资620万元办厂，上缴税金50万元。", ["620万元 investment", "50万元 tax"]),
        (
            "东山县引进市外资金4.5亿元，对外出口突破1亿美元；西河区6亿元。",
            ["4.5亿元 paid_in", "突破1亿美元 trade USD", "6亿元 paid_in"],
        ),
        ("到位资金9.6亿元，同比增长4%。按产业分，种业项目5个、3.2亿元。", ["9.6亿元 paid_in", "3.2亿元 investment c0"]),
        (
            "实际使用外资92亿元，增长6%。其中，高技术产业引资27亿元。",
            ["92亿元 foreign_capital", "27亿元 foreign_capital"],
        ),
        (
            "引进50亿元或5亿美元以上项目2个、6000万美元韩资项目1个。",
            ["50亿元 threshold", "5亿美元以上 threshold USD c0", "6000万美元 threshold USD c1"],
        ),
        ("完成市下达任务90亿的93%。", ["90亿 other target"]),
        ("园区能创造1300亿年产值。", ["1300亿 output"]),
        ("拟投资金额约14亿元。", ["约14亿元 investment planned"]),
        (
            "二、各县到位资金完成情况\n第1名 青山县:37.6亿元，完成年度任务的58.2%;\n第2名 白水县:62.9亿元;",
            ["37.6亿元 paid_in", "62.9亿元 paid_in"],
        ),
        ("国税收入3.8亿元，招商金额突破30亿元，加工费2亿元。", ["3.8亿元 tax", "突破30亿元 investment", "2亿元 other"]),
        ("税收超千万元的楼宇6幢。", ["超千万元 threshold"]),
        ("市财政安排5000万元设立资金池，累计为企业转贷7.4亿元。", ["5000万元 funding", "7.4亿元 funding"]),
        ("县财政拿出70万元，重奖招商功臣。列支费用3万元，补办手续。", ["70万元 subsidy", "3万元 other"]),
        (
            "实际到位民资6亿元，合同利用市外资金9亿元、实际到位4亿元。",
            ["6亿元 paid_in", "9亿元 investment", "4亿元 paid_in"],
        ),
        ("实际到位引资额6亿元，合同到位资金9亿元。", ["6亿元 paid_in", "9亿元 paid_in"]),
        ("减免土地使用税86万元，减征房产税26万元。", ["86万元 subsidy", "26万元 subsidy"]),
        ("享受减免后纳税600万元，扶持企业上缴税金900万元。", ["600万元 tax", "900万元 tax"]),
        ("县财政拿出126万元，奖励纳税大户。", ["126万元 subsidy"]),
        (
            "财政一般预算收入386万元，增收72万元；农民人均现金收入2416元。",
            ["386万元 tax", "72万元 tax", "2416元 other"],
        ),
        ("财政收入386万元，带动农民增收72万元。", ["386万元 tax", "72万元 other"]),
        ("年产值十亿元，客商投资百万元兴办养殖场。", ["十亿元 output", "百万元 investment"]),
        ("客商投资十亿元建设厂房，培育百亿元企业1家。", ["十亿元 investment", "百亿元 threshold c0"]),
        ("拿出80万元作为招商引资专项经费。", ["80万元 other"]),
        ("拿出90万元用于奖励引资单位，拿出800万元扩建厂房。", ["90万元 subsidy", "800万元 other"]),
    ],
)
def test_what_a_sum_is(text: str, expected: list[str]) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("签约项目28个，总投资96亿元。", ["96亿元 investment c0"]),
        ("28个项目签约，合同引资96亿元，到位资金12亿元。", ["96亿元 investment c0", "12亿元 paid_in c0"]),
        (
            "签约项目28个，总投资96亿元，其中10亿元以上项目3个，总投资52亿元。",
            ["96亿元 investment c0", "10亿元以上 threshold c1", "52亿元 investment c1"],
        ),
        (
            "1—9月，宁乡市签约项目61个，总投资205亿元；浏阳市58个，总投资190亿元。",
            ["205亿元 investment c0", "190亿元 investment c1"],
        ),
        ("当天，5个项目现场签约，投资总额32亿元；截至目前，全市今年签约项目达88个。", ["32亿元 investment c0"]),
        ("23个重点项目完成投资38.1亿元，占年度计划的81%。", ["38.1亿元 paid_in c0"]),
        ("新增签约项目14个，签约投资额123亿元。", ["123亿元 investment c0"]),
        ("多措并举引进项目14个，总投资20亿元。", ["20亿元 investment c0"]),
        ("签约项目比上年多12个，总投资20亿元。", ["20亿元 investment"]),
        ("引进企业20家，财政收入5亿元。", ["5亿元 tax"]),
        ("上缴税金3700万元。力争引进项目十八个、资金四亿元。", ["3700万元 tax", "四亿元 investment target c0"]),
        (
            "实际利用外资2亿美元。给云山分的任务是签约项目170亿元。",
            ["2亿美元 foreign_capital USD", "170亿元 investment target"],
        ),
        ("上缴税金3700万元；工业用电每度便宜0.15元。", ["3700万元 tax", "0.15元 other"]),
        (
            "税收完成4500万元，占年预算9000万元的50%，同比增收600万元。",
            ["4500万元 tax", "9000万元 tax target", "600万元 tax"],
        ),
        ("按实际到位资金的3%奖励引资人，最高20万元。", ["最高20万元 subsidy"]),
        ("按设备投资额的9%给予奖励，单个项目不超过2亿元。", ["不超过2亿元 subsidy"]),
        (
            "9个重大项目分别是甲集团的康养小镇项目，投资额约14亿元；乙集团的二期项目，投资额约3亿元。",
            ["约14亿元 investment", "约3亿元 investment"],
        ),
        ("3个项目分别是风电项目、光伏项目和储能项目，总投资45亿元。", ["45亿元 investment c0"]),
        ("签约2个项目（分别是投资3亿元的水厂项目；投资2亿元的电厂项目）。", ["3亿元 investment", "2亿元 investment"]),
        ("实施“3家企业入园”的计划，完成引资7亿元。", ["7亿元 paid_in"]),
    ],
)
def test_the_count_a_sum_is_of(text: str, expected: list[str]) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "thresholds"),
    [
        ("新引进投资额超10亿元项目6个，单体投资超过30亿元的2个。", ["超10亿元 c0", "超过30亿元 c1"]),
        ("上亿元的项目6个，亿元及以上项目12个，过亿元企业3家。", ["上亿元 c0", "亿元及以上 c1", "过亿元 c2"]),
        ("引进5—10亿元(不含10亿元)项目2个、10亿元及以上1个。", ["5—10亿元(不含10亿元) c0", "10亿元及以上 c1"]),
        ("引进20亿至50亿元项目26个，50亿—100亿元9个。", ["20亿至50亿元 c0", "50亿—100亿元 c1"]),
        ("投资过亿的项目有11个，过5亿的2个，过10亿的1个。", ["过亿 c0", "过5亿 c1", "过10亿 c2"]),
        ("千万美元以上项目28项，其中5000万美元以上7项。", ["千万美元以上 c0", "5000万美元以上 c1"]),
        ("纳税百万元以上企业41家，产值亿元企业16家。", ["百万元以上 c0", "亿元 c1"]),
        ("总投资2亿元项目已开工，总投资14亿元。", []),
        ("引进的项目里，投资超过6000万元的用一只手就数得过来。", ["超过6000万元 None"]),
        ("3亿元以上的投资案由他亲自列管。", ["3亿元以上 None"]),
        ("项目总投资10亿元以上，占地300亩。", []),
        ("连续引进30亿元以上、50亿元以上以及百亿元龙头项目。", ["30亿元以上 None", "50亿元以上 None", "百亿元 None"]),
        ("年实际到资超过1亿美元的制造业外资项目给予不超过1000万元的一次性奖励。", ["超过1亿美元 None"]),
        ("培育50亿元级龙头企业1家。", ["50亿元级 c0"]),
        ("工业项目固定资产投资须在1000万元以上。", ["1000万元以上 None"]),
        ("建成3个产值超百亿元的产业集群。", ["超百亿元 None"]),
        ("对年产值达到一亿元、五亿元的企业给予奖励。", ["一亿元 None", "五亿元 None"]),
        ("全市税收过亿元的乡镇6个。", ["过亿元 None"]),
        ("培育税收超亿元乡镇5个、产值超百亿元园区2个。", ["超亿元 None", "超百亿元 None"]),
        ("产值百亿元园区2个，万州经开区落户超亿元项目3个。", ["百亿元 None", "超亿元 c0"]),
        ("建设总投资超10亿元的产业园区。", []),
    ],
)
def test_sums_that_only_delimit(text: str, thresholds: list[str]) -> None:
    found = [f"{a.text} {a.of}" for a in read(text).amounts if a.role == "threshold"]
    assert found == thresholds


def test_a_threshold_is_never_a_target() -> None:
    record = read("力争全年引进2亿元以上项目45个。")
    assert [a.role for a in record.amounts] == ["threshold"]
    assert [t.of for t in record.targets] == ["c0"]


@pytest.mark.parametrize(
    ("text", "words", "interval"),
    [
        ("投资600多亿元建厂。", "600多亿元", (600 * 10**8, 700 * 10**8)),
        ("投资1700余亿元建厂。", "1700余亿元", (1700 * 10**8, 1800 * 10**8)),
        ("投资14亿余元建厂。", "14亿余元", (14 * 10**8, 15 * 10**8)),
        ("投资近20亿元建厂。", "近20亿元", (None, 20 * 10**8)),
        ("投资10亿元以上建厂。", "10亿元以上", (10 * 10**8, None)),
        ("投资不超过3亿元建厂。", "不超过3亿元", (None, 3 * 10**8)),
        ("投资数十亿元建厂。", "数十亿元", (10 * 10**8, 100 * 10**8)),
        ("投资十几亿元建厂。", "十几亿元", (11 * 10**8, 20 * 10**8)),
        ("投资1.2—1.5亿元建厂。", "1.2—1.5亿元", (12 * 10**7, 15 * 10**7)),
        ("投资37.6亿元建厂。", "37.6亿元", (3760000000, 3760000000)),
        ("总投资不过85万元。", "不过85万元", (None, 850_000)),
    ],
)
def test_what_the_words_allow(text: str, words: str, interval: tuple[int | None, int | None]) -> None:
    assert amount(text, words).interval == interval


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("总投资三百二十亿元。", "三百二十亿元", 320 * 10**8),
        ("总投资一百二十三点五亿元。", "一百二十三点五亿元", 12350000000),
        ("总投资一万五千亿元。", "一万五千亿元", 15000 * 10**8),
        ("总投资0.7亿元。", "0.7亿元", 70000000),
        ("总投资1,005,136万元。", "1,005,136万元", 10051360000),
        ("均价每平方米4860.5元。", "4860.5元", Decimal("4860.5")),
        ("投资八个亿建厂。", "八个亿", 800000000),
        ("到位资金2900万，居全县第二。", "2900万", 29000000),
    ],
)
def test_values(text: str, words: str, value: int | Decimal) -> None:
    assert amount(text, words).value == value


@pytest.mark.parametrize("text", ["项目总投资达亿元，占地亩。", "到位资金亿元，同比增长%。"])
def test_a_sum_whose_digits_are_lost_has_no_value(text: str) -> None:
    (found,) = read(text).amounts
    assert (found.damaged, found.value) == (True, None)


@pytest.mark.parametrize(
    "text",
    [
        "迈向万亿级，建设千亿级产业集群。",
        "甲公司投资X亿元建设××项目，年产值达**万元。",
        "全市常住人口292万，用电6.42亿度。",
        "年产铝箔3万吨、电池30GWh。",
        "产业结构为5.7:46.2:48.1。",
        "亿联科技、万山集团、千禧家居到会。",
        "股票代码002271，咨询电话0731-85871667。",
        "实现外资“零突破”。",
        "主要是三块。第一块是水电。",
        "表1　到位资金情况（单位：亿元、%）",
    ],
)
def test_what_is_no_sum(text: str) -> None:
    assert shown(text) == []


@pytest.mark.parametrize(
    ("text", "words", "label"),
    [
        ("项目总投资约500亿日元，由三方出资。", "约500亿日元", "项目总投资"),
        ("会上通报，1—9月累计到位资金45亿元。", "45亿元", "1—9月累计到位资金"),
        ("签约金额66.2亿元。", "66.2亿元", "签约金额"),
        ("首年上缴税金达1200万元。", "1200万元", "首年上缴税金"),
        not_yet("总投资?!?5亿元的项目签约。", "5亿元", "总投资"),
    ],
)
def test_the_label_is_the_words_before(text: str, words: str, label: str) -> None:
    assert amount(text, words).label == label


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "12个项目，总投资86亿元；签约总投资52亿元的9个项目全部开工。",
            ["86亿元 investment c0", "52亿元 investment c1"],
        ),
        ("投资600多亿元的化工新城和投资14亿余元的湿地公园同日开工。", ["600多亿元 investment", "14亿余元 investment"]),
        ("完成80亿元目标的125.6%，其中民资占六成以上、外资占近两成。", ["80亿元 other target"]),
        ("到位外资8006万美元、内资100亿元。", ["8006万美元 foreign_capital USD", "100亿元 paid_in"]),
        not_yet("全市培育链主企业30家，工业总产值突破5000亿元。", ["突破5000亿元 output"]),
        ("上半年，10亿元以上项目61个，百亿级3个。", ["10亿元以上 threshold c0", "百亿级 threshold c1"]),
        ("县里每季度拿出500万元奖励招商有功单位，一等奖奖励20万元。", ["500万元 subsidy", "20万元 subsidy"]),
        (
            "醴陵市、攸县、茶陵县分别签约项目4个、3个、2个，签约金额分别为12亿元、9亿元、5.5亿元。",
            ["12亿元 investment c0", "9亿元 investment c1", "5.5亿元 investment c2"],
        ),
        not_yet("新开工项目12个，确保全年到位省外资金突破105亿元。", ["突破105亿元 paid_in target"]),
        ("亩均税收不低于25万元，万元产值能耗下降3.5%。", ["不低于25万元 tax"]),
        (
            "企业营收首次突破10亿元、20亿元、50亿元的，分别奖励20万元、50万元、100万元。",
            [
                "突破10亿元 threshold",
                "20亿元 threshold",
                "50亿元 threshold",
                "20万元 subsidy",
                "50万元 subsidy",
                "100万元 subsidy",
            ],
        ),
        (
            "签约项目中，亿元以上9个、5亿元以上4个，协议总投资分别为14亿元、26亿元。",
            ["亿元以上 threshold c0", "5亿元以上 threshold c1", "14亿元 investment c0", "26亿元 investment c1"],
        ),
        not_yet(
            "新北讯：板桥厂商今年投资2兆6,218亿元，其中外商1.03兆元。",
            ["2兆6,218亿元 investment TWD", "1.03兆元 investment TWD"],
        ),
        not_yet("项目一期计划今年12月竣工，二期明年6月开工，总投资26亿元。", ["26亿元 investment"]),
        ("营收过50亿企业4家，纳税过亿元企业3家。", ["过50亿 threshold c0", "过亿元 threshold c1"]),
        (
            "3家企业分别投资2亿元、1.5亿元和8000万元扩建生产线。",
            ["2亿元 investment c0", "1.5亿元 investment c0", "8000万元 investment c0"],
        ),
        (
            "去年，该公司纳税2300万元，今年前8个月已达2600万元，预计全年可突破4000万元。",
            ["2300万元 tax", "2600万元 tax", "突破4000万元 tax planned"],
        ),
        ("共引进项目25个（工业15个、农业6个、服务业4个），总投资58亿元。", ["58亿元 investment c0"]),
        (
            "项目总投资20.6亿元，分三期建设，其中一期总投资6.8亿元，建设标准厂房12栋；二期8亿元；三期5.8亿元。",
            ["20.6亿元 investment", "6.8亿元 investment", "8亿元 investment", "5.8亿元 investment"],
        ),
        ("亩产税收30万元以上的企业给予每亩5万元补助。", ["30万元以上 threshold", "5万元 subsidy"]),
        (
            "上半年，实际使用外资58.6亿美元，增长11.3%；其中，制造业实际使用外资21.4亿美元，占36.5%。",
            ["58.6亿美元 foreign_capital USD", "21.4亿美元 foreign_capital USD"],
        ),
        (
            "全市簽約專案48個，總投資136億元，其中外資專案9個、合同外資2.1億美元。",
            ["136亿元 investment c0", "2.1亿美元 foreign_capital USD c1"],
        ),
        (
            "项目达产后，年可加工玉米20万吨，实现销售收入6亿元，利税4500万元，安置就业320人。",
            ["6亿元 output planned", "4500万元 tax planned"],
        ),
        ("目前签约额已突破80亿元，距离100亿元目标还有差距。", ["突破80亿元 investment", "100亿元 investment target"]),
        (
            "引进8家投资亿元以上的企业，2家投资10亿元以上的总部企业。",
            ["亿元以上 threshold c0", "10亿元以上 threshold c1"],
        ),
    ],
)
def test_hard_sentences(text: str, expected: list[str]) -> None:
    assert shown(text) == expected

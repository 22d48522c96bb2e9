"""Places and the home of an article: names, words such as 全市, zones, and what is none of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zsextract.articles import Article
from zsextract.find.places import Place, find_places, home_place
from zsextract.lexicons import divisions


def at(code: str) -> Place:
    """The place of a code, as home."""
    division = divisions().at(code)
    assert division is not None
    return Place(division.name, divisions().full_name(division), code)


def shown(view: str, home: str | None = None, year: int | None = None) -> list[tuple[str, str | None, bool]]:
    """Words, code and whether the place leads its clause."""
    return [(found.place.text, found.place.code, found.leads)
            for found in find_places(view, at(home) if home else None, year=year)]  # fmt: skip


@pytest.mark.parametrize(
    ("view", "home", "expected"),
    [
        ("今年1—8月,全市签约12个", "430600", ("全市", "430600", True)),
        ("今年1—8月,全市签约12个", "420981", ("全市", "420981", True)),
        ("全市平均水平", "360923", ("全市", "360900", True)),
        ("1—11月,全县签约12个", "360923", ("全县", "360923", True)),
        ("全省排名第二", "360923", ("全省", "360000", True)),
        ("全区签约12个", "430103", ("全区", "430103", True)),
        ("全区签约12个", "152900", ("全区", "150000", True)),
        ("全区排名第二", "451228", ("全区", "450000", True)),
        ("我州签约12个", "433100", ("我州", "433100", True)),
        ("我旗签约12个", "152528", ("我旗", "152528", True)),
        ("全盟签约12个", "152500", ("全盟", "152500", True)),
        ("县里设立2亿元基金", "411525", ("县里", "411525", True)),
        ("县财政拿出8000万元", "130826", ("县财政", "130826", True)),
        ("去年全县到位3亿元", "360923", ("全县", "360923", True)),
        ("占全县税收的52.3%", "411424", ("全县", "411424", False)),
        ("增幅居全市第二", "411424", ("全市", "411400", False)),
        ("浏阳引进项目89个", "430100", ("浏阳", "430181", True)),
        ("赴浏阳考察", "430100", ("浏阳", "430181", False)),
        ("湖南省长沙市天心区签约12个", None, ("湖南省长沙市天心区", "430103", True)),
        ("湘西州签约12个", None, ("湘西州", "433100", True)),
        ("天心区签约12个", None, ("天心区", "430103", True)),
        ("长沙经开区引进项目124个", "430100", ("长沙经开区", None, True)),
        (";湘江新区赴外招商303次", "430100", ("湘江新区", None, True)),
        ("其中,开发区完成产值7亿元", "420981", ("开发区", None, True)),
        ("\n锦江镇:任务4个", "360923", ("锦江镇", None, True)),
        ("全镇共引进项目9个", None, ("全镇", None, True)),
        ("科右中旗签约12个", None, ("科右中旗", "152222", True)),
        ("阿左旗签约12个", None, ("阿左旗", "152921", True)),
    ],
)
def test_whose_figures_they_are(view: str, home: str | None, expected: tuple[str, str | None, bool]) -> None:
    assert shown(view, home) == [expected]


@pytest.mark.parametrize(
    "view",
    ["老城区改造12个", "代县长高山", "全州县市区", "和平发展", "安全区域", "前进路12号", "公安机关", "城中村改造",
     "资源整合", "创新县域经济", "签约项目12个", "经开区党工委书记高山", "市场主体", "本市场"],
)  # fmt: skip
def test_what_is_no_place(view: str) -> None:
    assert [code for _, code, _ in shown(view, "430600") if code not in (None, "430600")] == []


def test_a_short_name_counts_only_near_home() -> None:
    assert shown("永顺的项目", "433100") == [("永顺", "433127", True)]
    assert shown("永顺的项目", "360923") == []
    assert shown("上海客商投资5亿元", "360923") == []
    assert shown("州委书记白文山", "433100") == []


def test_a_name_of_several_places_is_the_one_near_home_or_none() -> None:
    assert shown("朝阳区签约12个", "220100") == [("朝阳区", "220104", True)]
    assert shown("朝阳区签约12个", "430100") == []


def test_that_county_is_the_one_named_last() -> None:
    view = "花垣县带了11个项目,去年全县到位9亿元,该县今年再签5个。\n全州签约21个"
    assert [code for _, code, _ in shown(view, "433100")] == ["433124", "433124", "433124", "433100"]


def test_the_place_that_heads_an_item_of_a_digest_is_what_its_words_mean() -> None:
    view = "【菏泽】全市签约12个。\n市里到位3亿元,全市增长2成。\n【聊城】全市签约9个。\n(德州)全市签约6个"
    codes = [code for word, code, _ in shown(view, "370700") if word == "全市"]
    assert codes == ["371700", "371700", "371500", "371500"]


def test_places_in_a_list_own_nothing_alone() -> None:
    assert [leads for _, _, leads in shown("浏阳、宁乡各签约2个", "430100")] == [False, False]
    assert [leads for _, _, leads in shown("浏阳签约3个、宁乡签约2个", "430100")] == [True, True]
    assert [leads for _, _, leads in shown("全省除沈阳、大连外", "210700")] == [True, False]


def test_in_a_list_of_counties_a_short_name_may_be_a_word() -> None:
    view = "从签约项目看,定远14个,天长12个,明光5个"
    assert [code for _, code, _ in shown(view, "341100")] == ["341125", "341181", "341182"]
    assert shown("光明的未来,平安建设", "341100") == []


def test_the_year_tells_which_division() -> None:
    assert shown("望城签约12个", "430100", 2008) == [("望城", "430122", True)]
    assert shown("望城签约12个", "430100", 2024) == [("望城", "430112", True)]


def test_a_zone_as_home_still_has_its_city() -> None:
    home = Place("侯马经开区", "侯马经开区", None)
    codes = {found.place.text: found.place.code for found in find_places("全市签约12个,全区签约3个,全省第一", home)}
    assert codes == {"全市": "141081", "全区": None, "全省": "140000"}


def article(title: str | None = None, publisher: str | None = None, published: str | None = "2023-10-09") -> Article:
    """An article with a head and nothing else."""
    head = {"title": title, "publisher": publisher, "published": published, "dateline": publisher}
    return Article(number=0, start=0, end=0, masked=(), warnings=(), **head)


@pytest.mark.parametrize(
    ("title", "publisher", "view", "code"),
    [
        ("岳阳招商再升级", "岳阳日报", "全市签约12个", "430600"),
        ("望城召开招商大会", "望城区融媒体中心", "区委书记高山出席", "430112"),
        ("信丰:银企面对面", "赣南日报", "7月13日,信丰县召开会议。县委书记高山出席。全县签约12个", "360722"),
        ("政府工作报告(摘登)", "赤峰日报", "——在翁牛特旗第十八届人民代表大会上\n全旗签约12个", "150426"),
        ("一个乡镇园区的加减乘除", None, "走进乡镇园区,签约12个", None),
        ("投资署去年引资", "大公报", "在香港开设企业382间", "810000"),
        ("前10个月我省外资增长一成", "河北日报", "1—10月,全省实际使用外资7亿美元", "130000"),
        (None, "临汾新闻网", "3月18日,大宁县举行开工活动。全县签约12个。大宁县负责人表示", "141030"),
        (None, None, "今年以来,东丽区全面组织招商。\n1—9月,全区引进内资156亿元", "120110"),
        (None, None, "自治区商务厅落实全区会议精神。内蒙古自治区在浙江省杭州市举行会议", "150000"),
        ("县十六届人大二次会议开幕", "丰宁新闻网", "丰宁满族自治县第十六届人民代表大会开幕。县委书记高山", "130826"),
        ("全县1-5月项目进展良好", None, "全县签约12个", None),
        ("冲刺首季开门红", "黑龙江日报", "我省全力冲刺。\n哈尔滨市签约3个。齐齐哈尔市签约2个", "230000"),
        (None, "内蒙古日报", "前11个月,鄂尔多斯市引资760亿元。准格尔旗、伊金霍洛旗引资均超百亿元", "150600"),
        ("新城区招商再创佳绩", "西安日报", "新城区签约12个。全区注册企业9户", "610102"),
        (None, None, "今年以来,宁县实施项目21个,全县到位3亿元", "621026"),
        ("永安市人民政府关于鼓励招商的通知", None, "全市签约12个,我市到位3亿元", "350481"),
        ("宾县招商局上半年工作小结", None, "全县签约12个,到位3亿元", "230125"),
        ("易县签约12个项目", None, "全县到位3亿元", "130633"),
        ("代县长高山调研招商", None, "全县到位3亿元", None),
        ("新区招商局签约12个项目", None, "全区到位3亿元", None),
        (None, None, "引进省港航公司兴建金溪水电枢纽工程,我县签约12个,全县到位3亿元", None),
        (None, None, "我省亿元以上项目7013个。分别为合肥、芜湖、滁州、马鞍山。全省第一", "340000"),
        (None, "中国新闻网", "截至7月底,全国批准企业49万家", None),
        ("清河纺织展迎客商", "邢台日报", "展馆里客商云集,市委副书记高山致辞,清河还办了订货会", "130534"),
        ("前三季度到位资金突破百亿元", None, "师市共实施项目12个。图木舒克市到位3亿元,师市领导出席", "659003"),
        ("东宁口岸二期动工", None, "年底以前,东宁县要把口岸二期建成", "231024"),
        ("自贸港海外揽客", "海南日报", "全省签约12个,海南使用外资超百亿美元", "460000"),
        ("一季度招商进展顺利", None, "全县签约12个,县里的客商来自黄梅。全县到位3亿元,县委书记高山出席", None),
        ("重庆市綦江区前三季度经济运行简报", None, "綦江区统计局\n全市统一核算,全区签约12个。全区到位3亿元", "500110"),
    ],
)  # fmt: skip
def test_the_home_of_an_article(title: str | None, publisher: str | None, view: str, code: str | None) -> None:
    home = home_place(f"{title or ''}\n{view}", article(title, publisher))
    assert (home.code if home else None) == code


def test_a_full_name_beats_a_shortened_one_and_an_official_is_no_place() -> None:
    view = "东乡县召开经济运行分析会\n全县签约12个。副县长黄梅、县政协副主席高山出席"
    home = home_place(view, article("东乡县召开经济运行分析会"), 2012)
    assert home is not None
    assert home.code == "361029"  # not 东乡族自治县, nor 黄梅县


def test_a_county_of_taiwan_has_a_name_and_a_region_and_no_code() -> None:
    home = home_place("嘉义县政府今日宣布,投资案12件。嘉义县长高山指出,全县到位3亿元", article(None))
    assert home == Place("嘉义县", "台湾省嘉义县", None)
    assert home.region == "71"
    (whole,) = find_places("全县到位3亿元", home)
    assert whole.place == Place("全县", "台湾省嘉义县", None)


@pytest.mark.parametrize(
    ("view", "home", "known"),
    [("全省签约9个", None, False), ("全省签约9个", "430100", True), ("浏阳市签约9个", None, True)],
)
def test_a_word_that_nothing_resolves_means_no_place(view: str, home: str | None, known: bool) -> None:
    assert [found.known for found in find_places(view, at(home) if home else None)] == [known]


def test_the_region_of_a_place() -> None:
    assert (Place("香港", "香港特别行政区", "810000").region, Place("白沙镇", "白沙镇", None).region) == ("81", None)


def test_a_place_whose_code_changed_is_one_place() -> None:
    assert shown("缙云县签约12个", None, 2003) == [("缙云县", "331122", True)]
    assert shown("缙云县签约12个", None, 1999) == [("缙云县", "332526", True)]


@pytest.mark.parametrize(
    "view", ["浙商返乡创业", "工业园区再引进10家", ",个乡镇签约3个", "个别乡镇", ",老乡创业", "为让老乡富裕"]
)
def test_what_is_no_town_and_no_zone_with_a_name(view: str) -> None:
    assert shown(view) == []


@pytest.mark.parametrize("view", ["今年全镇签约9个", "去年全镇签约9个"])
def test_a_time_is_no_part_of_a_towns_name(view: str) -> None:
    assert [words for words, *_ in shown(view)] == ["全镇"]


def test_a_town_or_zone_has_a_name_and_no_code() -> None:
    home = home_place("石门桥镇2029年招商工作总结\n我镇签约12个", article("石门桥镇2029年招商工作总结"))
    assert home == Place("石门桥镇", "石门桥镇", None)


@given(st.text("长沙市天心区县全我该省州镇、,。开发新\n湘江", max_size=60))
def test_mentions_are_in_order_and_apart(view: str) -> None:
    end = 0
    for found in find_places(view, at("430100")):
        assert end <= found.start < found.end <= len(view)
        assert view[found.start : found.end] == found.place.text
        end = found.end


@pytest.mark.parametrize("text", ["全市", "长沙", "开发区", "长沙市天心区", "镇", "“"])
def test_hostile_text_costs_linear_time(text: str) -> None:
    assert len(find_places(text * 3000, at("430100"))) <= 6000

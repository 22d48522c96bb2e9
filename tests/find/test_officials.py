"""Officials: who is found, with which posts, where and doing what. Each rule's own examples run in `test_rules`."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zsextract import fold, segment
from zsextract.find.gazetteer import Place
from zsextract.find.officials import OfficialMention, find_officials
from zsextract.find.officials.wordbook import wordbook
from zsextract.rules import load_rules
from zsextract.spans import Span

CASES = Path(__file__).resolve().parent.parent / "cases"
HOME = Place("应城", "湖北省孝感市应城市", "420981")


def found(text: str, masked: tuple[Span, ...] = (), home: Place | None = None) -> list[OfficialMention]:
    """The officials of a text."""
    return find_officials(fold.view(text), load_rules(), masked, home)


def posts(text: str) -> dict[str, list[str]]:
    """Names with their titles."""
    return {official.name: list(official.titles) for official in found(text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("市委书记林致远出席。", {"林致远": ["市委书记"]}),
        ("区人大常委会党组书记、主任赵元到会。", {"赵元": ["区人大常委会党组书记", "区人大常委会主任"]}),
        ("区委副书记、统战部长程野参加。", {"程野": ["区委副书记", "统战部长"]}),
        ("青湖经开区党工委副书记、管委会主任周牧参加。", {"周牧": ["青湖经开区党工委副书记", "青湖经开区管委会主任"]}),
        ("州商务局党组书记、局长杨曼宁介绍。", {"杨曼宁": ["州商务局党组书记", "州商务局局长"]}),
        ("省委副书记、省长马如川讲话。", {"马如川": ["省委副书记", "省长"]}),
        ("县委书记、县人大常委会主任佟立军主持。", {"佟立军": ["县委书记", "县人大常委会主任"]}),
        ("县委常委统战部长兼县工商联党组书记易新海参加。", {"易新海": ["县委常委", "统战部长", "县工商联党组书记"]}),
        ("永安县副县长(挂职)米健行参加。", {"米健行": ["永安县副县长"]}),
        ("市商务局党委委员、副局长何川等参加。", {"何川": ["市商务局党委委员", "市商务局副局长"]}),
        ("市长周牧野主持,市长周牧野强调。", {"周牧野": ["市长"]}),
        ("任命卢江海、孙斌武为市人民政府副市长。", {"卢江海": ["市人民政府副市长"], "孙斌武": ["市人民政府副市长"]}),
        ("市委方捷书记提出要求。", {"方捷": ["市委书记"]}),
        ("刘金宇、崔向峰等市领导出席。", {"刘金宇": ["市领导"], "崔向峰": ["市领导"]}),
        ("沧州市委常委,渤海新区党工委书记张国栋出席。", {"张国栋": ["沧州市委常委", "渤海新区党工委书记"]}),
        (
            "市政协主席章松,副主席陈炎、秘书长张翼参加。",
            {"章松": ["市政协主席"], "陈炎": ["市政协副主席"], "张翼": ["市政协秘书长"]},
        ),
        ("我市领导何方,我市副市长王常青到会。", {"何方": ["市领导"], "王常青": ["副市长"]}),
        ("办公室主任由闻野舟同志兼任。", {"闻野舟": ["办公室主任"]}),
        ("任命柳如烟（女）为州商务局局长。", {"柳如烟": ["州商务局局长"]}),
        (
            "任命：\n星远山为州中级人民法院副院长、审判委员会委员；",
            {"星远山": ["州中级人民法院副院长", "审判委员会委员"]},
        ),
        ("该公司为市工商联副主席单位。", {}),
        (
            "祁海棠，男，汉族，1974年6月生，大学学历，中共党员，现任东山县委副书记、县长，拟任县委书记。",
            {"祁海棠": ["东山县委副书记", "县长"]},
        ),
        ("市援疆工作队领队祁大同座谈。", {"祁大同": ["市援疆工作队领队"]}),
        ("中国女排领队祁大同接受采访。", {}),
        ("经济财政司司长祁大同表示。", {"祁大同": ["经济财政司司长"]}),
        ("责任分工：\n牵头人为市商务局局长；", {}),
    ],
)
def test_posts_and_what_they_take_over(text: str, expected: dict[str, list[str]]) -> None:
    assert posts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("县委常委、宣传部长支援,副县长樊荣、母军、白雪分别陪同。", ["支援", "樊荣", "母军", "白雪"]),
        ("县领导钟声、何方、温馨参加会议。", ["钟声", "何方", "温馨"]),
        ("县委书记买买提江·卡德尔主持。", ["买买提江·卡德尔"]),
        ("自治区主席洛桑江村会见了客人。", ["洛桑江村"]),
        ("市委书记马强调研了三家企业。", ["马强"]),
        ("局党组书记江成与大家座谈。", ["江成"]),
        ("副市长王宏会见客商。", ["王宏"]),
        ("市委书记王中军代表市委讲话。", ["王中军"]),
        ("副市长刘 婧、李 慧参加。", ["刘婧", "李慧"]),
        ("副县长欧阳云霞(女)、令狐荣参加。", ["欧阳云霞", "令狐荣"]),
        ("县长黎明、副县长高见、向阳到场。", ["黎明", "高见", "向阳"]),
        ("政务司司长林郑月华明日前往深圳。", ["林郑月华"]),
    ],
)
def test_where_a_name_ends(text: str, expected: list[str]) -> None:
    assert [official.name for official in found(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "某材料有限公司党委书记、董事长祝荣代表业主发言。",
        "河南商会会长、秘书长胡大喜到会,副会长陈凯致辞。",
        "市委书记、市长任双指挥长,各乡镇党委书记抓推进。",
        "市委书记要带头招商,书记项目、县长工程优先。",
        "书记县长轮流坐诊,局长走流程。",
        "主任会议研究,主席台就座,大会主席团成员。",
        "某银行支行行长温和当场放款。",
        "工业大学党委书记沈知行授课。",
        "记者李一鸣、通讯员张小川报道。",
        "签约活动暨招商大使聘任仪式举行。",
    ],
)
def test_nobody_here_is_an_official(text: str) -> None:
    assert found(text) == []


def test_newspaper_sentences() -> None:
    cases = json.loads((CASES / "newspaper_1998.json").read_text(encoding="utf-8"))
    assert len(cases) >= 60
    wrong = [(case["text"], posts(case["text"])) for case in cases if posts(case["text"]) != case["officials"]]
    assert wrong == []


def test_all_mentions_and_short_forms() -> None:
    text = "县委书记晏国安批示。晏书记的批示传达后,晏国安又来电话。"
    (official,) = found(text)
    assert [text[start:end] for start, end in official.mentions] == ["晏国安", "晏", "晏国安"]


def test_a_short_form_of_two_people_is_nobodys() -> None:
    text = "县委书记王国川、镇党委书记王立群参加。王书记讲话。"
    assert [len(official.mentions) for official in found(text)] == [1, 1]


def test_actions_reach_everybody_named_before_the_verb() -> None:
    text = "市委书记林致远,市长周牧野出席并讲话,市领导何方、温馨等参加。林致远强调,要出席每场签约。"
    assert {official.name: official.actions for official in found(text)} == {
        "林致远": ("出席", "讲话", "强调"),
        "周牧野": ("出席", "讲话"),
        "何方": ("参加",),
        "温馨": ("参加",),
    }


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("市委书记余国川讲话。", "420981"),
        ("孝感市委常委冷启川讲话。", "420900"),
        ("省商务厅副厅长于蓝讲话。", "420000"),
        ("城中街道党工委书记甘露讲话。", None),
    ],
)
def test_the_place_of_a_post(text: str, code: str | None) -> None:
    (official,) = found(text, home=HOME)
    assert official.place is not None
    assert official.place.code == code


def test_no_place_where_nothing_tells() -> None:
    assert found("外交部发言人秦岩回答提问。", home=HOME)[0].place is None


def test_masked_spans_are_not_searched() -> None:
    assert found("市委书记林致远出席。", (Span(0, 10),)) == []


def test_the_rule_is_one_of_the_rule_set() -> None:
    rules = load_rules()
    text = "市委书记林致远、市领导何方参加。任命仉文博为市商务局局长。钱芳华(县委书记)致辞。"
    assert [rules.rule(official.rule).id for official in found(text)] == [
        "position.party",
        "position.group",
        "official.appointed",
        "official.bracket",
    ]


_PIECES = [
    "市委",
    "书记",
    "副",
    "市长",
    "、",
    ",",
    "林",
    "致远",
    "·",
    "(",
    ")",
    "局",
    "主任",
    "等",
    " ",
    "\n",
    "的",
    "为",
    "任命",
    "会",
]


@given(st.lists(st.sampled_from(_PIECES), max_size=40).map("".join))
def test_names_are_text_and_never_overlap(text: str) -> None:
    officials = found(text)
    for official in officials:
        for start, end in official.mentions:
            assert text[start:end].replace(" ", "") in (official.name, official.name[: end - start])
        assert list(official.mentions) == sorted(official.mentions)
    assert officials == found(text)


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    found(text)


@pytest.mark.parametrize(
    "unit",
    [
        *("市委书记、", "书记", "副", "林致远、", "市", "主任(", "人大常委会", "任", "书记李·", "局长 "),
        *("市长林刚、", "县长林明、", "市委书记", "王", "林明市长", "市长林明和", "和县长", "书记,", "(主任)"),
    ],
)
def test_hostile_text_costs_no_more_than_its_length(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        start = time.process_time()
        found(text)
        return time.process_time() - start

    found("市委书记林致远出席。")
    assert seconds(40_000) < 12 * max(seconds(10_000), 0.003)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("市工商联(总商会)主席李明华致辞。", {"李明华": ["市工商联(总商会)主席"]}),
        ("县工信和科技局局长周明辉汇报。", {"周明辉": ["县工信和科技局局长"]}),
        ("市委书记王大明和科技局局长李明远出席。", {"王大明": ["市委书记"], "李明远": ["科技局局长"]}),
        ("经济部次长周文昌说明。", {"周文昌": ["经济部次长"]}),
        ("洋浦工委书记、管委会主任李向东介绍。", {"李向东": ["洋浦工委书记", "洋浦管委会主任"]}),
        ("副州长,能源基地指挥部党委书记郑东海讲话。", {"郑东海": ["副州长", "能源基地指挥部党委书记"]}),
        ("刘伟副市长,县委书记李刚出席。", {"刘伟": ["副市长"], "李刚": ["县委书记"]}),
        ("斗南镇长陈大同、罗山乡长范振宁到场。", {"陈大同": ["斗南镇长"], "范振宁": ["罗山乡长"]}),
        ("市总工会主席、一级巡视员裴月如联系该链。", {"裴月如": ["市总工会主席", "一级巡视员"]}),
        ("县委书记林舟任组长、县长高歌任副组长。", {"林舟": ["县委书记"], "高歌": ["县长"]}),
        (
            "县领导何其仁、郑传海和县武装部部长陈志高等出席。",
            {"何其仁": ["县领导"], "郑传海": ["县领导"], "陈志高": ["县武装部部长"]},
        ),
        ("请县招商服务中心陈大勇主任拿出方案。", {"陈大勇": ["县招商服务中心主任"]}),
        ("有关领导王海涛出席。", {"王海涛": ["有关领导"]}),
        ("大海铝业负责人欧阳健说,招商专员庞大元在场。", {}),
        ("镇长和侨办、台办负责人参加。", {}),
        ("市领导宓子 轩、申屠岚参加。", {"宓子轩": ["市领导"], "申屠岚": ["市领导"]}),
        ("任命州招商局副局长龙大江为州驻深圳办事处主任。", {"龙大江": ["州招商局副局长", "州驻深圳办事处主任"]}),
        ("县长王海为贫困户送去慰问金。", {"王海": ["县长"]}),
        ("曾任副市长、现任市政协主席的王大山介绍。", {"王大山": ["副市长", "市政协主席"]}),
        ("县委副书记、县长娜 仁出席。", {"娜仁": ["县委副书记", "县长"]}),
        ("县国土资源局局长李志强说。", {"李志强": ["县国土资源局局长"]}),
        ("市林业和草原局局长李志强说。", {"李志强": ["市林业和草原局局长"]}),
        ("县招商局党总支书记、局长贺岚参加。", {"贺岚": ["县招商局党总支书记", "县招商局局长"]}),
        ("县委副书记、县长者立群主持。", {"者立群": ["县委副书记", "县长"]}),
        ("市长同意,县长同志参加,副县长他表示。", {}),
        ("边海边境贸易区管委会主任金明道出席。", {"金明道": ["边海边境贸易区管委会主任"]}),
        ("伊万诺内区行政长官尼古拉·伊万诺夫参观。", {"尼古拉·伊万诺夫": ["伊万诺内区行政长官"]}),
        ("科右中旗旗委书记白音查干主持。", {"白音查干": ["科右中旗旗委书记"]}),
        ("任命晏树同为市招商和投资促进局局长。", {"晏树同": ["市招商和投资促进局局长"]}),
        ("县委书记任链长，副县长任副链长。", {}),
        ("对大项目实行县级领导包抓，部门包联。", {}),
        ("市领导方向、高明出席。", {"方向": ["市领导"], "高明": ["市领导"]}),
        (
            "镇党委副书记、政法委员王强，党委宣传委员李红出席。",
            {"王强": ["镇党委副书记", "镇政法委员"], "李红": ["党委宣传委员"]},
        ),
        ("刘金海、路士明等市领导和业主代表出席开工仪式。", {"刘金海": ["市领导"], "路士明": ["市领导"]}),
        (
            "红柳农场副场长艾力·买买提、一〇八团团长王海。",
            {"艾力·买买提": ["红柳农场副场长"], "王海": ["一〇八团团长"]},
        ),
        (
            "青山林场场长高岭、良种繁育场场长苏海，养猪场场长李大海。",
            {"高岭": ["青山林场场长"], "苏海": ["良种繁育场场长"]},
        ),
        ("云山牧场党委副书记、场长巴特尔陪同。", {"巴特尔": ["云山牧场党委副书记", "云山牧场场长"]}),
        ("农场长期亏损，林场长高海讲话。", {}),
        (
            "云海市副市长扎西、柴达木循环经济试验区管委会副主任白海涛参加。",
            {"扎西": ["云海市副市长"], "白海涛": ["柴达木循环经济试验区管委会副主任"]},
        ),
        (
            "州经济和商务委员会主任苏岭，由组织部长阎 海约谈。",
            {"苏岭": ["州经济和商务委员会主任"], "阎海": ["组织部长"]},
        ),
    ],
)
def test_posts_beside_each_other(text: str, expected: dict[str, list[str]]) -> None:
    assert posts(text) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("县长符号出席签约仪式。", "符号"),
        ("县招商局局长左右说,时间不等人。", "左右"),
        ("市财政局局长林正正在现场。", "林正"),
        ("市委书记施永安用一句话开场。", "施永安"),
        ("旗委书记刘占海讲,过去不是这样。", "刘占海"),
        ("县总工会主席谷梁主持。", "谷梁"),
        ("县议员司徒晴则提醒。", "司徒晴"),
        ("盟委书记朝鲁毕力格率团考察。", "朝鲁毕力格"),
        ("县长东主才让任组长。", "东主才让"),
        ("县长沙马建华率队考察。", "沙马建华"),
        ("副市长朴明姬通报情况。", "朴明姬"),
        ("市委副书记、市长晚海平介绍情况。", "晚海平"),
        ("常务副市长王海权昨率团访澳。", "王海权"),
        ("管委会主任乌力吉图在座。", "乌力吉图"),
        ("副县长那振海按分工督办。", "那振海"),
        ("副县长李振海按期到会。", "李振海"),
        ("县长王强按分工带队招商。", "王强"),
        ("县长王强趁热打铁，走访企业5家。", "王强"),
        ("县长王强冒雨调研。", "王强"),
        ("县长王强身先士卒。", "王强"),
        ("县长王强四赴深圳。", "王强"),
        ("县长王强携3个部门负责人赴沪招商。", "王强"),
        ("县长王强称“全年引进项目30个”。", "王强"),
        ("县长王强包6个项目。", "王强"),
        ("县长王志强包6个项目。", "王志强"),
        ("县长李大领3月6日到会。", "李大领"),
        ("县长张志远赴上海。", "张志远"),
        ("县长余立正领着大家跑项目。", "余立"),
        ("金都工业集中区管委会主任王强来到现场。", "王强"),
        ("县长龙江红着脸表态。", "龙江"),
        ("县长董永红着力推动此事。", "董永红"),
        ("镇长刘洋跑了4趟温州。", "刘洋"),
        ("县发改局局长何京通报了进度。", "何京"),
        ("镇长刘洋五下浙江。", "刘洋"),
        ("副市长文明多次带队登门招商。", "文明"),
        ("局长石磊兼任办公室主任。", "石磊"),
        ("市经合办副主任黎明和当地企业负责人到会。", "黎明"),
        ("副厅长高峰来开发区调研。", "高峰"),
        ("副厅长高福来在开发区调研。", "高福来"),
        ("县长黄河一坐下就算账。", "黄河"),
        ("副镇长毛利具体抓。", "毛利"),
        ("常务副县长邹平与14个乡镇签约。", "邹平"),
        ("镇长曹宏每季度外出招商。", "曹宏"),
        ("署长林陈月娥出席。", "林陈月娥"),
    ],
)
def test_where_rarer_names_end(text: str, name: str) -> None:
    assert [official.name for official in found(text)] == [name]


def test_a_list_goes_on_behind_what_no_reading_makes_a_name() -> None:
    names = [official.name for official in found("市领导王强、卢说、李明参加。")]
    assert names == ["王强", "卢说", "李明"]
    assert [official.name for official in found("县长王强、常委、部门负责人参加。")] == ["王强"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("金都工业集中区党工委书记王强参加。", "金都工业集中区党工委书记"),
        ("海北镇镇长王强参加。", "海北镇镇长"),
        ("东北镇党委书记王强参加。", "东北镇党委书记"),
        ("北镇市市长王强参加。", "北镇市市长"),
        ("他们都到开发区管委会主任王强那里。", "开发区管委会主任"),
    ],
)
def test_a_town_is_no_city_and_its_name_no_adverb(text: str, title: str) -> None:
    assert [official.titles for official in found(text)] == [(title,)]


def test_who_signs_a_text_off_is_an_official_though_the_line_is_masked() -> None:
    text = "(供稿:王小海 审核:县粮食局局长李守田)"
    assert [official.name for official in found(text, masked=(Span(0, len(text)),))] == ["李守田"]


def test_the_kept_words_are_the_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZSEXTRACT_CACHE", "")
    made = wordbook(load_rules())
    monkeypatch.setenv("ZSEXTRACT_CACHE", str(tmp_path))
    assert wordbook(load_rules()) == made
    (kept,) = tmp_path.glob("officials-*.json")
    assert wordbook(load_rules()) == made
    kept.write_bytes(b'{"left": 1}')
    assert wordbook(load_rules()) == made


def test_packs_add_surnames(tmp_path: Path) -> None:
    (tmp_path / "lexicons").mkdir()
    (tmp_path / "lexicons" / "surnames.txt").write_text("鏊\n", encoding="utf-8")
    (tmp_path / "pack.toml").write_text('format = 1\nname = "names"\nsummary = "a surname"\n', encoding="utf-8")
    text = "市委书记鏊远与会。"
    assert [official.name for official in find_officials(text, load_rules([tmp_path]), (), None)] == ["鏊远"]
    assert found(text) == []


def test_jieba_words_make_up_the_text() -> None:
    text = "县长王中军代表县委讲话 2023年 ok"
    assert "".join(word.text for word in segment.words(text)) == text
    assert all(text[word.start : word.end] == word.text for word in segment.words(text))

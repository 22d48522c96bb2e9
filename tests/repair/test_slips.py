"""Byte slips: texts of our own, damaged by the mechanism itself, come back."""

from __future__ import annotations

import random
import time

import pytest
from damager import half_width, mirror, traditional

from zsextract.decode import from_text
from zsextract.fold import view
from zsextract.pipeline import extract
from zsextract.repair import Repaired, repair, slips

TEXTS = [
    "县委书记何立群说：“招商引资是一号工程，一刻也不能停。”全县上下迅速行动，掀起了新一轮招商热潮。",
    "“项目等地的日子过去了。”湖北客商周先生感慨，“现在是地等项目。”他的公司计划投资3.2亿元。",
    "会议指出，要做大做强优势产业。“十四五”期间，全县引进亿元以上项目128个，规模化发展成效明显。",
    "他说：“我们是来找项目的。”据了解，该公司年产值达15.6亿元，在上海、深圳等地设有分公司。",
    "活动现场签约项目12个，总投资45亿元。现场气氛热烈，客商纷纷表示，将加大投资力度。",
    "园区坚持强链补链。科技创新平台达到18个，可新增就业2000余人。化工产业转型升级步伐加快。",
    "“企业有需求，我们就上门。”市商务局局长刘建华介绍，今年已走访企业三百余家。",
    "会上，副市长王海、李保国、陈志福等参加。活动由市政府秘书长主持，各县（市、区）负责人到会。",
    "全省（区、市）招商工作座谈会召开。县委、县政府高度重视，把优化营商环境作为重中之重。",
    "当地发布消息称，三家企业入区投产，重金属废气治理项目同步建设，日报记者到现场采访。",
    "百强区的目标任务十分明确：两个项目必须在年底前开工，要务是把征地工作做扎实。",
    "“干部要带头，干群一条心。”老支书说，村里的路修通了，老板们才肯来，日子才有盼头。",
]
TABLES = {
    "none": {},
    "small": {"發": "fā", "區": "qū", "業": "yè", "現": "xiàn", "優": "yōu", "縣": "xiàn", "據": "jù", "務": "wù"},
    "large": {
        "發": "fā", "區": "qū", "業": "yè", "現": "xiàn", "優": "yōu", "縣": "xiàn", "據": "jù", "務": "wù",
        "項": "xiàng", "億": "yì", "萬": "wàn", "長": "zhǎng", "書": "shū", "記": "jì", "開": "kāi", "會": "huì",
        "動": "dòng", "驅": "qū", "請": "qǐng", "購": "gòu", "雲": "yún", "獎": "jiǎng", "當": "dāng", "報": "bào",
        "強": "qiáng", "產": "chǎn", "標": "biāo", "實": "shí", "個": "gè", "設": "shè", "資": "zī",
        "聽": "tīng", "職": "zhí",
    },
}  # fmt: skip


def damaged_and_repaired(text: str, table: str, seed: int) -> tuple[str, Repaired]:
    damaged = mirror(text, TABLES[table], seed=seed, rate=0.6)
    return damaged, repair(from_text(damaged, "x"), without=("chrome",))


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("seed", [1, 3])
def test_what_can_be_known_comes_back(table: str, seed: int) -> None:
    """Nearly everything comes back, and what does not is marked: never a wrong character without a mark beside it."""
    wrong = lost = 0
    for text in TEXTS:
        _, result = damaged_and_repaired(text, table, seed)
        if result.text != view(text):
            lost += 1
            wrong += not result.damaged
    assert wrong <= 1
    assert lost <= 5


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("seed", [1, 5])
def test_what_a_reader_leaves_out_comes_back(table: str, seed: int) -> None:
    """A reader that shows nothing for bad bytes hides them better, but swallows no byte of another character."""
    wrong = lost = 0
    for text in TEXTS:
        damaged = mirror(text, TABLES[table], seed=seed, rate=0.6, swallow=False)
        result = repair(from_text(damaged, "x"), without=("chrome",))
        if result.text != view(text):
            lost += 1
            wrong += not result.damaged
    assert wrong <= 2
    assert lost <= 4


UNSHOWN = [
    # a reading inside two characters, with the byte that was cut off gone
    ("全縣(xiàn)每(zǒng)€產(chǎn)業(yè)園區(qū)都有專人服務(wù)。", "全县每个产业园区都有专人服务。"),
    ("全縣(xiàn)每(zǒng)產(chǎn)業(yè)園區(qū)都有專人服務(wù)。", "全县每个产业园区都有专人服务。"),
    ("為企業(yè)重獎(jiǎng)(dòng)泄θ藛T(yuán)的縣(xiàn)長(zhǎng)", "为企业重奖有功人员的县长"),
    # a mark inside two characters
    ("會(huì)後參觀園區(qū)；顒(dòng)由縣(xiàn)政府舉辦", "会后参观园区。活动由县政府举办"),
    ("“項目要快!笨h委副書記說，縣裏要為企業服務。", "“项目要快。”县委副书记说，县里要为企业服务。"),
    ("企業開工?(zǒng)投資(zī)6億元，縣(xiàn)長(zhǎng)到會(huì)。", "企业开工。总投资6亿元，县长到会。"),
    ("縣裏發展不快!斑x商重於招商，”縣長說。", "县里发展不快。“选商重于招商，”县长说。"),
]


@pytest.mark.parametrize(("damaged", "clean"), UNSHOWN)
def test_bytes_left_out(damaged: str, clean: str) -> None:
    result = repair(from_text(damaged, "x"), without=("chrome",))
    assert view(result.text) == view(clean)
    assert result.damaged == ()


STRIPPED = [
    "全县坚持规模化、集聚化发展方向。",
    "产业化、规模化经营初具雏形，市场化程度不断提高。",
    "推动数字化、集群化转型，打造沿海、沿江产业带。",
    "该公司年产值达15.6亿元，在上海、深圳等地设有分公司。",
]


def test_pairs_of_the_private_zones_that_a_page_was_stripped_of() -> None:
    """Some come back; what does not stays as it was or is marked, and no reading is made up without them."""
    restored = unmarked = damaged = 0
    for text in STRIPPED:
        for table in TABLES.values():
            for seed in range(4):
                page = mirror(text, table, seed=seed, rate=0.6, stripped=True)
                if page == mirror(text, table, seed=seed, rate=0.6):
                    continue
                result = repair(from_text(page, "x"), without=("chrome",))
                damaged += 1
                restored += result.text == view(text)
                unmarked += result.text != view(text) and not result.damaged
    assert damaged > 12
    assert restored >= damaged / 2
    assert unmarked == 0


def test_a_reading_that_fits_nothing_is_damage() -> None:
    """The reading says that a byte is gone, and nothing else says which."""
    result = repair(from_text("縣(xiàn)裏和鄉(xiāng)裏的瑪(zǒng)企業(yè)發(fā)展", "x"))
    assert [result.text[start:end] for start, end in result.damaged] == ["(zǒng)"]


TRADITIONAL = [
    "A股上市公司到縣考察!B輪融資已經完成;e公司獲悉,K歌平臺落地;T臺走秀。",
    "他問:“為什麼招商?怎麼招商?誰來招商?!”大家都說好!“真的嗎?”他問!",
    "北京來的客商說;薄利多銷!白銀、蚌埠、亳州的代表到會!垚森集團入駐!碧水園項目開工?闞縣長說,行!",
    "郴(chēn)州、亳(bó)州、盱眙(xūyí)縣的客商;咖啡(café)廠;號(hao)販子;首席執行官(CEO);30千米(km)。",
    "總投資(含預期總投資)、縣(市)、有限公司(含后盾單位)、們(men)、U型鎖、H股、n次方、p值。",
]


@pytest.mark.parametrize("text", TRADITIONAL)
def test_traditional_text_has_no_slips(text: str) -> None:
    assert slips.find(text) == []
    assert slips.damage(text) == []


@pytest.mark.parametrize("text", TEXTS)
def test_what_mirrors_only_converted_has_no_slips(text: str) -> None:
    """Traditional, half-width and annotated where no byte slipped: nothing is late, nothing lost."""
    for full in (traditional(text), half_width(traditional(text))):
        assert slips.find(full) == []
        assert slips.damage(full) == []


@pytest.mark.parametrize("text", TEXTS)
def test_a_repair_is_final(text: str) -> None:
    for seed in range(3):
        _, once = damaged_and_repaired(text, "large", seed)
        assert repair(from_text(once.text, "x")).text == once.text


@pytest.mark.parametrize("text", TEXTS)
def test_clean_text_has_no_slips(text: str) -> None:
    assert slips.find(text) == []
    assert slips.find(view(text)) == []
    assert slips.damage(text) == []


def test_no_figure_is_invented() -> None:
    """A digit that was swallowed never comes back as another one."""
    rng = random.Random(7)
    for _ in range(60):
        day = rng.randrange(1, 29)
        text = f"他说：“项目要快办。”{day}日，县委召开会议，全县签约项目{rng.randrange(2, 90)}个。"
        _, result = damaged_and_repaired(text, "small", rng.randrange(99))
        shown = result.text.split("”")[-1].split("日")[0]
        assert shown.replace("\ufffd", "") in str(day)
        assert (shown == str(day)) or result.damaged


def _seconds(text: str) -> float:
    begun = time.process_time()
    slips.find(text)
    return time.process_time() - begun


def test_lost_characters_are_damage() -> None:
    result = repair(from_text("总投资锟斤拷亿元，其中�5亿元到位，县长到会。", "x"))
    assert [result.text[start:end] for start, end in result.damaged] == ["锟斤拷", "�"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("会上签约项目6个，总投资?7亿元。", None),
        ("会上签约项目6个，总投资\ufffd?7亿元。", None),
        ("会上签约项目6个，拟引资17.9亿元\ufffd! \ufffd", 1_790_000_000),
        ("到位资金有多少?7亿元。", 700_000_000),
    ],
)
def test_a_mark_before_a_number_may_have_taken_a_digit_and_none_behind_a_unit(text: str, value: int | None) -> None:
    assert [a.value for a in extract(text)[0].amounts] == [value]


def test_hostile_text_is_no_slower_by_the_character() -> None:
    """Searches are rationed: a text of nothing but signs of slips ends soon."""
    for unit in ("?!", "?jī)", "。?!焙?", "?!焙", "?;", "?"):
        slow, long = (_seconds(unit * count) for count in (400, 4000))
        assert long < 10 * slow + 2

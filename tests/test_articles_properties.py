"""What holds for the articles of any page: order, offsets, what is kept from the finders, and the cost."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zsextract.articles import Article, articles, meta, names, parse
from zsextract.articles.lines import lines_of
from zsextract.decode import from_text
from zsextract.fold import view as fold_view
from zsextract.repair import chrome, repair

CASES = json.loads((Path(__file__).parent / "cases" / "articles.json").read_text(encoding="utf-8"))
HEAD = "临江新区集中签约18个项目\n2031-03-09 来源：临江日报 作者：高山\n\n"
BODY = "3月8日，临江新区举行签约活动，现场签约项目18个，总投资126.5亿元。市委书记江大川出席并讲话。"


def unmasked(text: str) -> str:
    """What the finders may look at."""
    (article,) = parse(text)
    kept, at = "", article.start
    for span in article.masked:
        kept += text[at : span.start]
        at = span.end
    return kept + text[at : article.end]


def check(text: str, found: list[Article]) -> None:
    assert found
    assert [article.number for article in found] == list(range(len(found)))
    last = 0
    for article in found:
        assert last <= article.start <= article.end <= len(text)
        last = article.end
        at = article.start
        for span in article.masked:
            assert at <= span.start < span.end <= article.end
            at = span.end


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_articles_are_in_order_and_masks_inside_them(case: dict[str, str]) -> None:
    repaired = repair(from_text(case["text"], "page"))
    check(repaired.text, articles(repaired))


@given(st.lists(st.sampled_from([
    HEAD, BODY, "\n", "\n\n", "本报讯（记者 高山）", "（林远）", "■记者 高山", "责编：文 锦", "图为现场。高山 摄",
    "来源：", "2031-03-09", "编者按", "# ", "扫码看视频", "第2版 要闻", "任免名单", "　　", "记者", "(", "）", "：",
    "x.jpg", "二〇三一年三月八日", "二00四年二月十七日", "二oo四年",
    "十月三十一日", "2031年13月40日", " 99:99:99 PM ", "下午12:30",
    "原标题：", "首页 > 要闻 > 正文", "发表于 ", "临江日报见习记者高山 云州报道", "〔记者高山/临江报导〕", "第12期",
    "临江发布",
    "中央社记者高山临江9日电", "高山 摄影报道", "[本地新闻]", "HN666", "2031", " | ", "云州市政府 ",
]), max_size=30))  # fmt: skip
def test_any_mixture_of_pieces(pieces: list[str]) -> None:
    text = "".join(pieces)
    check(text, parse(text))


@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    check(text, parse(text))


@pytest.mark.parametrize(
    "unit",
    [
        "a", " ", "\n", "记者", "（", "）", "：", "来源：", "本报讯", "2031-03-09 ", "高山 摄", "■", "，", "1", "图",
        "摄", "第", "张三、", "标题\n", "本报讯\n", "（高山）\n", "编辑：", "“", "某某", "X", "文/", "| ",
        "江大川\n正文很长很长很长很长很长很长很长很长很长很长很长。\n", "记者 ", "来源:", "\n1", "记者 \n", "图/",
        "编辑 ", "记者 高山 ", "■记者 ", "(记者 高山)", "文/高山 ", "[a]", "a > ", "〔2031〕", "微信 ",
        "高山 甲乙 丙丁 2031-03-09\n",
    ],
)  # fmt: skip
@pytest.mark.parametrize("width", [None, 79, 199])
def test_cost_is_linear(unit: str, width: int | None) -> None:
    """Five microseconds a code point on a quiet machine; four times that are allowed to a busy one."""
    line = unit if width is None else unit * (width // len(unit)) + "\n"

    def cost(length: int) -> float:
        text = HEAD + BODY + "\n" + line * (length // len(line)) + "\n" + BODY
        start = time.process_time()
        parse(text)
        return time.process_time() - start

    cost(100)
    assert min(cost(20_000) for _ in range(2)) < 0.4


@pytest.mark.parametrize(
    "line",
    [
        "2031年3月8日临江新区重大项目集中开工 签约18个项目", "记者探访临江新区 项目跑出加速度",
        "临江日报社 新区管委会 签约战略合作",
        "2031年3月8日 临江新区 总投资126.5亿元", "临江晚报 2031年3月8日 集中签约仪式举行",
        "编辑部的故事：来源于一线的招商经",
        "2031年一季度 招商引资 工作要点", "通讯员培训班开班 20名学员参加", "来源于基层 服务于企业", "作者林远新书首发",
        "统筹推进招商引资 和重点项目建设", "监制出品两手抓 影视基地签约", "上一年签约 下一年开工",
        "下午三点半 项目准时开工",
        "中华民国史料馆项目签约", "记者手记｜2031，新区再出发", "县长 何小流", "江大川主持 何小流讲话",
    ],
)  # fmt: skip
def test_headlines_that_look_like_head_lines_stay_headlines(line: str) -> None:
    view = fold_view(line)
    assert meta.read(view, 0, len(view)) is None or lines_of(view)[0].kind != "meta"
    assert lines_of(view)[0].kind != "meta"


def test_folding_is_asked_for_wherever_it_changes_a_character() -> None:
    chars = [chr(code) for code in range(0x10000)]
    assert [char for char in chars if fold_view(char) != char] == [char for char in chars if chrome.WIDE.match(char)]


def test_bylines_sources_and_credits_are_kept_from_the_finders() -> None:
    text = (
        f"{HEAD}本报讯（记者 李主任 通讯员 王局长）{BODY}（县委办 陈县长）\n"
        "图为签约现场。张书记 摄\n1913281913373565.jpg\n电话：0123-4567890\n责任编辑：赵市长"
    )
    kept = unmasked(text)
    for gone in ("李主任", "王局长", "陈县长", "张书记", "1913281913373565", "4567890", "赵市长", "2031"):
        assert gone not in kept
    assert "126.5亿元" in kept
    assert "江大川" in kept


def test_officials_of_captions_stay() -> None:
    kept = unmasked(f"{HEAD}▲市委书记江大川讲话\n▲市委副书记、市长何小流主持\n{BODY}")
    assert "市委书记江大川" in kept
    assert "市长何小流" in kept


def test_a_page_without_text_gives_one_article_with_its_warning() -> None:
    (article,) = parse("")
    assert article.warnings == ("no_article",)
    (article,) = parse("\n  \n")
    assert article.warnings == ("no_article",)


@pytest.mark.parametrize(
    ("value", "people"),
    [
        ("高山 林远", ("高山", "林远")),
        ("文 锦", ("文锦",)),
        ("刘 婧 车 楠", ("刘婧", "车楠")),
        ("刘蓉万兴峰", ("刘蓉", "万兴峰")),
        ("欧阳晓明", ("欧阳晓明",)),
        ("阿不力孜·买买提", ("阿不力孜·买买提",)),
        ("临江日报全媒体记者 高山、林远", ("高山", "林远")),
        ("阎登科 文/图", ("阎登科",)),
        ("县统计局", ()),
        ("云岭县招商局 王紫睿", ("王紫睿",)),
        ("佚名", ()),
        ("管理员", ()),
        ("", ()),
        ("高山和林远", ("高山", "林远")),
        ("redcloud", ("redcloud",)),
        ("格桑卓玛 杨柳", ("格桑卓玛", "杨柳")),
        ("热娜古丽", ("热娜古丽",)),
    ],
)
def test_names(value: str, people: tuple[str, ...]) -> None:
    assert names.split_names(value) == people

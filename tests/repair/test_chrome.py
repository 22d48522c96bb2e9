"""Page chrome: what goes, what stays, and that nothing but whole lines is touched."""

from __future__ import annotations

import pytest
from edits import is_sorted
from hypothesis import given
from hypothesis import strategies as st

from zsextract.repair import chrome
from zsextract.rules import load_rules
from zsextract.spans import AlignedText

TEXT = "3月8日，临江新区举行重大项目集中签约活动，现场签约项目18个，总投资126.5亿元。市委书记江大川出席并讲话。\n"
MORE = "江大川指出，要把招商引资作为经济工作的重中之重，全年新引进亿元以上项目60个，到位资金200亿元，增长12%。\n"
PAGE = f"临江新区集中签约18个项目\n2031-03-09 来源：临江日报\n{TEXT}{MORE}"


def cleaned(text: str) -> str:
    return AlignedText.of(text, chrome.find(text)).text


@pytest.mark.parametrize(
    "line",
    [
        "首页 > 新闻中心 > 本地要闻",
        "您现在的位置：首页 >> 政务公开 >> 工作动态",
        "当前位置:临江新闻网 > 新闻 > 要闻 > 正文",
        "【字号: 大 中 小】 打印 关闭",
        "字体：[大 中 小]",
        "扫一扫在手机打开当前页",
        "扫码看视频",
        "—分享—",
        "分享到：微信 微博 QQ空间",
        "语音阅读",
        ">>我要举报",
        "点击数:1090",
        "浏览量：4156次",
        "阅读 次",
        "本篇文章462字,读完约1分钟",
        "上一篇：关于开展春季卫生检查的通知",
        "下一篇:全市签约项目12个总投资30亿元",
        "返回临江新闻网首页",
        "版权所有 临江市人民政府 江ICP备12345678号-1",
        "本文为临江站原创文章,转载请附上原文出处链接和本声明。",
        "特别声明：以上内容(如有图片或视频亦包括在内)为自媒体平台“某某号”用户上传并发布，本平台仅提供信息存储服务。",
        "Notice: The content above is uploaded and posted by a user of a social media platform.",
        "免责声明：本网转载的稿件不代表本网观点。",
        "Copyright © 2031 临江新闻网 All Rights Reserved",
        "Powered by Discuz! X3.4",
        "地址：临江市滨江路1号 邮编：410000",
        "新闻热线：0123-4567890",
        "投稿邮箱：news@example.com",
        "国内统一刊号:CN33-0080",
        "TAGS: 招商 项目",
        "' ]  e- P- u! N-",
        '}); $(".bar").on("click", function(e){ go("QQ","100亿元项目3个") });',
        "圖片",
        "掃碼看視頻",
        "掃(sǎo)碼(mǎ)看視(shì)頻(pín)",
        "本文爲臨江站原創(chuàng)文章,，轉載請附上原文出處鏈接和本聲明,。",
    ],
)
def test_line_goes(line: str) -> None:
    assert cleaned(f"{PAGE}{line}\n") == PAGE


@pytest.mark.parametrize(
    "line",
    [
        "分享会上签约项目3个",
        "图为签约现场。高山 摄",
        "责任编辑：叶知秋",
        "（记者 高山）",
        "来源：临江日报",
        "（一）打造平台，分享机遇",
        "打开招商新局面",
        "相关负责人表示，项目总投资12亿元。",
        "市委书记江大川走访企业",
        "推荐项目20个，总投资86亿元",
        "一、推进情况",
        "首页登出的三个项目",
        "A B C D",
        "2020 | 10.2 | 5.5% |",
        "东城镇 3个 4.2亿元",
    ],
)
def test_line_stays(line: str) -> None:
    assert cleaned(f"{PAGE}{line}\n{MORE}") == f"{PAGE}{line}\n{MORE}"


def test_clean_text_is_left_alone() -> None:
    assert chrome.find(PAGE) == []
    assert chrome.find("") == []


def test_stub_of_another_article_goes_with_its_marker() -> None:
    stub = "千古绝响话古琴\n□魏斌 说到古琴，近日一位老人翻出旧谱，投资20万元办起琴馆...\n临江新闻，讲述家乡的故事。\n"
    assert cleaned(f"{PAGE}\n新闻推荐\n\n{stub}\n相关新闻\n") == f"{PAGE}\n"


def test_editor_after_the_marker_stays() -> None:
    assert cleaned(f"{PAGE}相关新闻\n新区再添20亿元项目\n责任编辑：叶知秋\n") == f"{PAGE}责任编辑：叶知秋\n"


def test_whole_article_after_the_marker_stays() -> None:
    second = f"云岭签约茶叶项目\n2031-04-01 来源：云岭新闻网\n{MORE}"
    assert cleaned(f"{PAGE}相关新闻\n新区再添20亿元项目\n{second}") == f"{PAGE}{second}"


def test_box_with_text_of_the_article_stays() -> None:
    box = "相关链接\n临江新区成立于2021年，规划面积120平方公里，去年完成投资300亿元，现有企业1200家，是重点开发区。\n"
    assert cleaned(f"{PAGE}{box}") == f"{PAGE}{box}"


def test_repeated_line_goes() -> None:
    watermark = "某某办公室之家\n"
    assert cleaned(f"{watermark}{TEXT}{watermark}{MORE}{watermark}") == f"{TEXT}{MORE}"


def test_glued_string_goes() -> None:
    assert cleaned(f"{TEXT}G+ R2 v- k! 二是抓服务，全年兑现奖补860万元，惠及企业45家。\n") == (
        f"{TEXT}二是抓服务，全年兑现奖补860万元，惠及企业45家。\n"
    )


def test_page_of_nothing_but_chrome_is_kept() -> None:
    assert chrome.find("首页 > 新闻 > 要闻\n版权所有 临江新闻网\n") == []


@given(st.text(alphabet="首页新闻>分享到:打印\n 0亿元项目（）[]{}$(.)a-!。，", max_size=200))
def test_edits_are_apart_and_the_second_run_finds_nothing(text: str) -> None:
    edits = chrome.find(text)
    assert is_sorted(edits)
    assert chrome.find(cleaned(text)) == [] or not edits


@pytest.mark.parametrize("unit", ["(", "{ ", "> ", "分享", "a- ", "版权所有 ", "首页 > "])
def test_cost_is_linear(unit: str) -> None:
    import time

    def cost(n: int) -> float:
        text = PAGE + unit * n
        start = time.process_time()
        chrome.find(text)
        return time.process_time() - start

    cost(100)
    assert cost(20_000) < 1.0


def test_examples_of_the_rules() -> None:
    for rule in load_rules().of("chrome"):
        assert rule.regex.pattern


MENU = "登录\n注册\n首页\n要闻\n时政 深度\n财经\n县区\n专题\n视频\n夜读 读史\n"


def test_menus_over_an_article_go() -> None:
    assert cleaned(MENU + PAGE) == PAGE


def test_forms_and_slogans_over_a_menu_go_with_it() -> None:
    assert cleaned("没有账号？\n找回密码\n登录超时，稍后再试\n" + MENU + "首页 > 要闻 > 正文\n" + PAGE) == PAGE


def test_a_word_of_the_trail_over_the_headline_goes() -> None:
    assert cleaned("首页 >> 县区要闻 >> 正文\n县区要闻\n" + PAGE) == PAGE


def test_a_menu_glued_to_one_line_goes() -> None:
    assert cleaned("频道首页 新闻 时政县区图片视频访谈社会专题旅游\n临江频道 > > 正文\n" + PAGE) == PAGE


def test_the_last_line_of_a_menu_may_be_a_short_headline() -> None:
    assert cleaned("临江\n要闻\n县区\n经济\n招商大会开幕\n" + TEXT) == "招商大会开幕\n" + TEXT


@pytest.mark.parametrize(
    "text",
    [
        # lines of a text wrapped narrowly, with a trail of pages over them
        "签约的两个项目已入驻临江县现代农业园区，六月\n下旬已动工建设，其中投资1.2亿元的一家年产节\n能变压器等设备，投资产的另一家建成后可年产叶\n黄素，商家关注。\n",
        # a list of bodies below the text
        PAGE + "参加单位\n县商务局\n县财政局\n县税务局\n县发改局\n县住建局\n",
        # who was there, line by line
        "出席领导\n县委书记 江大川\n县长 何小流\n副县长 柳青\n主任 白帆\n主席 丁香\n" + TEXT,
    ],
)
def test_lines_of_words_that_are_no_menu_stay(text: str) -> None:
    assert cleaned(text).splitlines()[-1] == text.splitlines()[-1]
    assert all(line in cleaned(text) for line in text.splitlines()[-3:])

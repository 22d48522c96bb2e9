"""What a policy grants, asks as a condition or punishes: it is no aim, although it stands among aims.

All functions read one `Passage` and the index of a number in it.
"""

from __future__ import annotations

from zsextract.find.passage import Passage
from zsextract.patterns import LazyRegex

_REWARDED = LazyRegex(r"(?:重?奖励?|补[助贴]|资助|给予[^,;。]{0,12})\Z")
_GRANTED = LazyRegex(r"(?:按照?|给予[^,;。]{0,12})\Z")
_BEYOND = LazyRegex(r"(?:超出?|超过|快于|慢于|高于|低于|落后于?|滞后)[^,;。]{0,8}(?:任务|目标|进度|计划)\Z")
_BY_SHARE = LazyRegex(r"按照?[^,;。\d]{0,20}的?\Z")  # 按实际到位资金的3%奖励引资人
_GRANT_BEHIND = LazyRegex(r"(?:的比例|的标准)?(?:给予|予以)?(?:一次性)?(?:奖|补|返|贴|资助|兑)")
_OF_THOSE = LazyRegex(
    r"的[^,;。\d]{0,6}(?:单位|部门|企业|项目|[乡村]?镇|街道|地区|县|市|区)"
    r"(?:逐一|逐个|要|将|进行|开展|予以|给予|实行|[,;。约通问])"
)
_SANCTIONED = LazyRegex(
    r"的(?:[^,;。\d]{0,6}(?:单位|部门|乡镇|街道|园区|县区|个人|领导))?,?[^,;。\d]{0,8}"
    r"(?:不得|取消|一票否决|通报批评|扣分|约谈|诫勉|免职|问责|不予|黄牌)"
)


def is_reward(passage: Passage, index: int) -> bool:
    """True for a sum that is paid as a reward: 对引荐人给予5万元, 奖励3万元."""
    label = passage.label(index)
    return _REWARDED.search(passage.view, label.start, label.end) is not None


def is_of_policy(passage: Passage, index: int) -> bool:
    """True for a rate that a policy pays by (按资金的3%奖励), and one that says who is meant or how far one is off."""
    words, end = passage.text(passage.label(index)), passage.quantities[index].end
    if _GRANTED.search(words) or _BEYOND.search(words):
        return True
    if "对" in words and _OF_THOSE.match(passage.view, end):  # 对落后5%的单位
        return True
    if _SANCTIONED.match(passage.view, end):  # 完不成任务50%的,不得评优
        return True
    return "按" in words and _BY_SHARE.search(words) is not None and _GRANT_BEHIND.match(passage.view, end) is not None

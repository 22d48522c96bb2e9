"""The words that bound a number: 超过, 约, 不到 before it, 以上, 左右 behind it. Pure."""

from __future__ import annotations

from functools import cache
from typing import Literal

from zsextract.patterns import LazyRegex

Bound = Literal["exact", "at_least", "at_most", "approx", "range"]

_BEFORE: dict[Bound, str] = {
    "at_least": "超 破 超过 超出 略超 远超 远超过 首超 逾 突破 冲破 跨越 跨过 越过 迈过 满 上 过 "
    "不低于 不少于 不得低于 不得少于 不能低于 不能少于 "
    "不小于 不下于 不下 不止 不亚于 至少 最少 起码 最低 少说 大于 高于 多于 ≥ >= >",
    "at_most": "不得超过 不得高于 不得多于 不能超过 "
    "不超过 不超 不过 不突破 不逾 未超过 不到 不足 未到 未满 不满 未达 不高于 不多于 不大于 最高 最多 至多 "
    "顶多 低于 少于 小于 控制在 上限 上限为 ≤ <= <",
    "approx": "约 大约 约为 约合 约达 约占 折合约 大概 大致 近 将近 接近 逼近 直逼 几近 临近 差不多",
}
_AFTER: dict[Bound, str] = {
    "at_least": "以上 及以上 之上 有余 多 余 开外 起步 往上",
    "at_most": "以下 及以下 以内 之内 之下 封顶",
    "approx": "左右 上下 前后 出头",
}
_NEAR = frozenset(["近", "将近", "接近", "逼近", "直逼", "几近", "临近", "差不多"])
_UNDONE = {
    "约": "签合条节履解预违毁公失续协邀",  # 签约20个
    "近": "附最邻靠亲远",
    "超": "赶反",
    "破": "打爆攻识侦残冲突首",
    "过": "通经走来去难太渡度闯",
    "满": "圆充期美丰届",
}
_FILLERS = LazyRegex(r"(?:达到|达|为|的|了|有|\s)++\Z")
_BRACKET = LazyRegex(r"\((?:不?含[^()]{0,8})\)|级|\s")


@cache
def bound_words(*, after: bool = False) -> dict[str, Bound]:
    """The words that bound a number, before it or (``after``) behind its unit, and what each says."""
    table = _AFTER if after else _BEFORE
    return {word: bound for bound, words in table.items() for word in words.split()}


def is_near(word: str) -> bool:
    """True for the words that put the true number a little below the one they name: 近, 将近."""
    return word in _NEAR


def bound_before(prefix: str, numeral: str = "") -> tuple[Bound, str]:
    """The bound that the end of ``prefix`` sets, and its word: the longest one wins, so 不超过 is not 超过.

    A word that is only the end of another is none (签约20个, 通过5个), and 上 is one only before a bare unit (上百个).

    >>> bound_before("总投资不超过"), bound_before("新签约")
    (('at_most', '不超过'), ('exact', ''))
    """
    words = bound_words()
    near = prefix[-12:].rstrip()
    for tail in (near, _FILLERS.sub("", near)):
        for length in range(min(5, len(tail)), 0, -1):
            word = tail[-length:]
            if word in words and not _is_part(word, tail[:-length], numeral):
                return words[word], word
    return "exact", ""


def _is_part(word: str, before: str, numeral: str) -> bool:
    """True where ``word`` is the end of a longer word, as 约 is in 签约."""
    if word == "上":
        return numeral[:1] not in ("百", "千", "万", "亿")
    return bool(before) and before[-1] in _UNDONE.get(word, "")


def bound_after(suffix: str) -> tuple[Bound, str]:
    """The same for the words behind a unit; a bracket as in ``(含)以上`` is looked through.

    >>> bound_after("(含)以上的项目")
    ('at_least', '以上')
    """
    words = bound_words(after=True)
    head = _BRACKET.sub("", suffix[:16]).strip()
    for length in range(min(4, len(head)), 0, -1):
        if (word := head[:length]) in words:
            return words[word], word
    return "exact", ""

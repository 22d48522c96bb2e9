"""How well some characters make a name: its surname and given name, what follows it, and what speaks against it."""

from __future__ import annotations

from zsextract.find.officials.vocabulary import Vocabulary
from zsextract.patterns import LazyRegex

HAN = "\u3400-\u4dbf\u4e00-\u9fff〇"
_OFFICE_AHEAD = LazyRegex(f"任[{HAN}]{{2,15}}")
WEAK = frozenset(
    "在说对与和同等对为的也还则因将从到带作做又先曾已均都率陪就向代赴来去出及并表主把给让被请以经于当称道问答接看听写提讲谈是即分亲最一之随组指立用各仍"
)
NEVER_GIVEN = frozenset(
    "率作与在说对从就将也都又把被到并等的了着及以是于给让请个这那其它他她们说没很再更最还且吗呢吧啊讲各带仍"
)
_NEVER_LAST = frozenset("则均曾却仅便用地按据携趁冒偕兼")  # 林则徐, but 司徒晴则提醒
_SAYING = LazyRegex("[说讲称][,:“:]")
# A word behind a name that its last character could be: 王强赴3省, 王强称"…", 王强和各部门, 王强来我县调研
ACTS = LazyRegex(
    r'[赴称访包跑盯看抓挂携带走查投领率签与和同](?=["“「『]|\d++(?![\d月日年]))|问(?=:?["“「『])'
    r"|[和与同及](?=各|有关|部分|当地|相关|全体|其[他它]|随行|来自|所有|一些|多位|数十|近百)"
    r"|来(?![到在赴率带陪深一等])(?=\p{Han}{2,12}?(?:调研|考察|视察|检查|指导|洽谈|慰问|参观|访问))"
    r"|正(?=\p{Han}着)"
    r"|一(?=[坐到见听看上进回][^,。、]{0,4}就)"
)
_STATE = LazyRegex(r"正?\p{Han}(?:着(?![力手眼重实急陆装落])|了(?![解如望然结]))")  # 正领着, 跑了
_UNIT_TAILS = frozenset("图夫")
_BODIES = frozenset(("organ", "suffix", "area", "core", "sister", "committee", "none"))
HARD, STRONG, FAIR, SOME = 3.0, 2.5, 1.5, 1.0
DESTROYED, CUT_SHORT = "\ufffd", -9.0  # a name before what the damage took may have lost its end
ENDING = frozenset("等昨")  # 昨: how the press of Hong Kong and Macau says yesterday


def han_end(view: str, start: int, most: int) -> int:
    """Where the run of Chinese characters that begins at ``start`` ends, after ``most`` of them at the latest."""
    at, stop = start, min(start + most, len(view))
    while at < stop and ("\u4e00" <= (char := view[at]) <= "\u9fff" or "\u3400" <= char <= "\u4dbf" or char == "〇"):
        at += 1
    return at


def follow(view: str, at: int, words: Vocabulary) -> float:
    """How well a name can end at ``at``: 3 before punctuation or the end, 0 where nothing says that it does."""
    if at >= len(view):
        return HARD
    char = view[at]
    if char == DESTROYED:
        return CUT_SHORT
    if ACTS.match(view, at - 1):
        return 0.0
    if not ("\u4e00" <= char <= "\u9fff"):
        return STRONG if char.isalnum() else HARD
    followers = words.followers
    if view[at : at + 2] in followers or view[at : at + 3] in followers or view[at : at + 4] in followers:
        return STRONG
    if view[at : at + 2] in words.common:
        return FAIR
    if (
        char in ENDING
        or ACTS.match(view, at)
        or (_STATE.match(view, at) and not words.everyday(view[at - 1 : at + 1]))  # but 通|报了
        or _SAYING.match(view, at)
        or (char == "任" and _OFFICE_AHEAD.match(view, at) and any(words.positions_in(view, at, at + 16)))
    ):
        return STRONG
    return SOME if char in WEAK or char == "任" else 0.0


def cut_cost(cut: str, firm: float, words: Vocabulary) -> float:
    """What it costs that the end of a name parts a word: 正|在 in 李明正在现场, 工|作 in 金融工作."""
    if cut in words.followers:
        return 1.6
    return 3.0 if firm <= SOME and cut in words.common else 0.0


def candidates(view: str, start: int, stop: int, words: Vocabulary) -> list[tuple[int, float]]:
    """Ends that a name beginning at ``start`` may have, each with what its characters say."""
    found = _pieces(view, start, stop, words)
    first = view[start]
    if view[start : start + 2] in words.compounds:
        found += ((end, 1.5 + _given(view, start + 2, end, words)) for end in (start + 3, start + 4) if end <= stop)
    if first in words.surnames:
        everyday = first in words.everyday_surnames
        base, weight = (-2.0, 5.0) if everyday else (0.0, 1.0)
        if start + 2 <= stop:
            found.append((start + 2, base + _given(view, start + 1, start + 2, words, weight)))
        if start + 3 <= stop:
            found.append((start + 3, base + 1.0 + _given(view, start + 1, start + 3, words, weight)))
        if start + 4 <= stop and view[start + 1] in words.surnames and not words.everyday(view[start + 2 : start + 4]):
            found.append((start + 4, base - 2.5 + _given(view, start + 2, start + 4, words, 2.5)))
    if view[start : start + 2] in words.foreign or view[start : start + 3] in words.foreign:
        found += ((end, 0.8) for end in (start + 4, start + 3, start + 5) if end <= stop)
    if first in words.surnames and not any(quality > 0 for _, quality in found):
        return found + _syllables(view, start, stop, words)
    if first in words.surnames and view[start : start + 2] not in words.foreign:
        return found + [item for item in _syllables(view, start, stop, words) if view[item[0] - 1] not in WEAK]
    return found + _syllables(view, start, stop, words)


def _pieces(view: str, start: int, stop: int, words: Vocabulary) -> list[tuple[int, float]]:
    """Ends of a name made of known pieces of Tibetan, Mongol and Turkic names: 白音|查干, 东主|才让."""
    found: list[tuple[int, float]] = []
    if view[start : start + 1] not in words.unit_heads:
        return found
    at = start
    while size := next((n for n in (4, 3, 2) if at + n <= stop and view[at : at + n] in words.units), 0):
        at += size
        found.append((at, 0.6 + 0.6 * len(found) + 0.2 * (at - start)))
    if found and at < stop and view[at] in _UNIT_TAILS:  # 乌力吉图
        found.append((at + 1, found[-1][1] + 0.4))
    return found


def _syllables(view: str, start: int, stop: int, words: Vocabulary) -> list[tuple[int, float]]:
    """Ends of a name written in the characters that other languages are written with."""
    end = start
    while end < stop and view[end] in words.syllables:
        end += 1
    whole = 1.5 if end - start > 2 else 0.0  # the run ends by itself: 布莱克尔 in 布莱克尔今晨
    return [
        (at, 0.2 * (at - start) - 0.4 + (whole if at == end else 0.0))
        for at in range(start + 2, min(end, start + 8) + 1)
    ]


def _given(view: str, start: int, end: int, words: Vocabulary, weight: float = 1.0) -> float:
    """How much these characters look like a given name; an unusual one costs ``weight`` times as much."""
    total = 0.0
    for at in range(start, end):
        char = view[at]
        if char in NEVER_GIVEN:
            total -= 3.0 if at < end - 1 else 9.0
        elif char in _NEVER_LAST and start < at == end - 1:
            total -= 9.0
        else:
            total += 0.8 if char in words.given else -0.8 * weight
    return total


def stop_cost(view: str, start: int, end: int, firm: float, words: Vocabulary) -> float:
    """What it costs that the text is an everyday word: a name only where punctuation bounds it."""
    text = view[start:end]
    if text in words.name_like:
        return 0.8 if firm >= SOME else -3.0
    if words.left.get(text) in ("place", "organ", "area", "suffix"):
        if text[0] not in words.surnames:
            return -12.0
        return -4.0 if firm < FAIR or end - start > 2 or text[0] in words.everyday_surnames else -2.0
    if text in words.stops:
        return -6.0 if firm >= HARD else -9.0
    if end - start > 2:
        if view[end - 2 : end] in words.positions:
            return -20.0
        if words.left.get(view[start + 1 : end]) in _BODIES and view[start] in words.everyday_surnames:
            return -20.0  # 镇长和侨办, 县长和政府
        if view[end - 2 : end] in words.followers and (end - start == 4 or view[start : end - 2] in words.compounds):
            return -8.0  # 谷梁主持, 文明多次
        if view[start] in words.everyday_surnames and words.everyday(view[start + 1 : end]):
            return -8.0
        if view[start : start + 2] in words.stops:
            everyday = view[start] in words.everyday_surnames
            return (-5.0 if firm >= HARD else -8.0) if everyday else -2.0
    return 0.0

"""Blanks inside words: between a number and its unit, in names of two characters, in spaced mastheads."""

from __future__ import annotations

import re

from zsextract.lexicons import words
from zsextract.patterns import Lazy, LazyRegex
from zsextract.repair.charset import outside_gb2312
from zsextract.repair.passes import Pass, any_of
from zsextract.repair.script import simplified_characters
from zsextract.repair.surnames import surnames
from zsextract.spans import Edit

_BLANKS = Lazy(r"[ \u00a0\u3000]+")
_BEHIND = Lazy(
    r"[ \u3000](?<=[^\x00-$\u3000].)[^\S\n\r\t]*+", re.DOTALL
)  # indents, found in C, are none; cheap classes
_ANY_BEHIND = Lazy(r"[ \u00a0\u3000](?<=[^\x00-$\u00a0\u3000].)[^\S\n\r\t]*+", re.DOTALL)  # with no-break spaces, too
_UNITS = frozenset(
    "年月日时時点點分秒号號个個家项項亿億万萬千百元名位户戶次届屆场場条條批期份倍成度亩畝吨噸人天周种種只台臺间間座套件处處所支层層起级級公平多余餘"
    "至到以港美欧歐英左上内內"
)
_FIGURE = LazyRegex(r"[0-9][0-9.,—–~～至-]{0,14}+%?[ \u00a0\u3000](.)", re.DOTALL)
_SPACED = LazyRegex(
    r"(?<![\u3400-\u9fff])(?<![\u3400-\u9fff][ \u00a0\u3000])"
    r"(?:(?:[\u3400-\u9fff][ \u00a0\u3000]{1,4}+){3,30}+[\u3400-\u9fff]"
    r"|[\u3400-\u9fff](?:[ \u00a0\u3000]{1,2}+[\u3400-\u9fff]){5,40}+(?=[ \u3000][0-9])"
    r"|(?<=^|\n)(?:[\u3400-\u9fff][ \u00a0\u3000]{1,2}+){2}+[报報](?=[ \u3000]{2}))(?![\u3400-\u9fff])"
)
_WHOLE = LazyRegex(r"[\u3400-\u9fff]([ \u00a0\u3000]?)([0-9]{1,6})\Z")
_LISTED = LazyRegex(r"[%％﹪][、，,和及与與]([ \u3000]?)([0-9]{1,3})\Z")  # 分别增长25%、33. 3%
_WRAPPED = LazyRegex(r"[^\n]{16}[资資金入值额額达達为為成长長约約]\n()([0-9]{1,6})\Z")  # 固定资产投资⏎24. 3 亿元
_LONGEST_WHOLE, _LONGEST_LINE = 8, 26
_FRACTION = LazyRegex(
    r"[0-9]{1,4}+(?![0-9.])([ \u00a0\u3000]?)(?:[亿億万萬]|[美港欧歐日]?元|%|％|﹪|倍|[个個]?百分[点點])"
)
_TITLE_ENDS = frozenset("长長记記任员員席导導官委师師总總")
_SCALES, _CURRENCIES = frozenset("亿億万萬"), frozenset("元美港")
_SCALED = LazyRegex(r"[0-9] ?[亿億万萬]\Z")  # 1121 万 元
_LIST_MARKS = frozenset("、，,:：;；（(\n")
_AFTER_NAME = frozenset("、，,。；;（()）:：\n 　及和与與等参參出主陪到率就")
_NO_NAME = frozenset("摄攝等及和与與于於在")
_SPREAD_LABEL = LazyRegex(r"[ \u3000][\u3400-\u9fff][ \u3000]?[:：]")  # 索 引 号：
_WIDE = (" ", "\u3000")
_SEVERAL = 3


def find(text: str) -> list[Edit]:
    """Deletions of the blanks; those after circled numbers only on a page that has blanks after other numbers too."""
    edits, circled, alone, last, named = list[Edit](), list[Edit](), 0, -9, -9
    for found in (_ANY_BEHIND if "\u00a0" in text else _BEHIND).finditer(text):
        start, end = found.span()
        before, after = text[start - 1 : start], text[end : end + 1]
        alone, last = alone + (start == last + 1), end
        if before in "0123456789%":
            fits = (end <= start + 2 and after in _UNITS) or (after == "." and _parts_number(text, start, end))
        elif before == ".":
            fits = _parts_number(text, start, end)
        elif not "\u3400" <= before <= "\u9fff":
            if "①" <= before <= "⑳" and end == start + 1 and "\u3400" <= after <= "\u9fff":
                circled.append(Edit(start, end, ""))
            continue
        elif "\u3400" <= after <= "\u9fff":
            if _in_name(text, start, end):
                fits, named = True, end + 1
            elif before in _SCALES and after in _CURRENCIES:
                fits = end == start + 1 and _SCALED.search(text, max(0, start - 4), start) is not None
            else:
                fits = (start == named and _is_third(text, start, end)) or _in_report(text, start, end)
        else:
            fits = end == start + 1 and _before_figure(text, end)
        if fits:
            edits.append(Edit(start, end, ""))
    if len(edits) >= _SEVERAL:
        edits += circled
    return _apart([*edits, *_mastheads(text)]) if alone >= 2 else _apart(edits)


def _parts_number(text: str, start: int, end: int) -> bool:
    """True for a blank beside the decimal point of 总投资16. 5亿元 or 任务 12 .5%: behind a word, before a unit.

    One digit with blanks on both sides and none before the unit is rather the number of an item: 任务 1. 5亿元项目.
    """
    if end != start + 1:
        return False
    point = start - 1 if text[start - 1] == "." else end
    behind = min(start, point)
    whole = (
        _WHOLE.search(text, max(0, start - 1 - _LONGEST_WHOLE), behind)
        or _LISTED.search(text, max(0, start - 1 - _LONGEST_WHOLE), behind)
        or _WRAPPED.search(text, max(0, start - 1 - _LONGEST_LINE), behind)
    )
    fraction = _FRACTION.match(text, max(point + 1, end))
    if whole is None or fraction is None:
        return False
    return not whole[1] or len(whole[2]) > 1 or whole[2] == "0" or fraction[1] != ""


def _before_figure(text: str, at: int) -> bool:
    """True where a number begins that has a blank before its unit, too."""
    figure = _FIGURE.match(text, at)
    return figure is not None and figure[1] in _UNITS


def _in_name(text: str, start: int, end: int) -> bool:
    """True for a blank between a surname and the one character of a given name: after a post, or in a list."""
    surname, given, following = text[start - 1], text[end], text[end + 1 : end + 2] or "\n"
    if end > start + 2 or given in _NO_NAME or _SPREAD_LABEL.match(text, end + 1):
        return False
    before = text[start - 2] if start > 1 else "\n"
    listed = before in _LIST_MARKS or (start > 2 and before in " 　" and text[start - 3] in " 　")
    fits = before in _TITLE_ENDS or (listed and following in _AFTER_NAME)
    if not fits or surname in surnames():
        return fits
    return bool(outside_gb2312(surname)) and simplified_characters().get(surname) in surnames()


def _is_third(text: str, start: int, end: int) -> bool:
    """True for the blank before the third character of a name, of which the first one is gone: 盟长隋 新 宇深入."""
    char = text[end]
    if end > start + 1 or char in surnames() or text[end + 1 : end + 2] in _WIDE:
        return False
    return char in words("given_names")


def _in_report(text: str, start: int, end: int) -> bool:
    """True for the blanks of ``本    报讯``."""
    return text[start - 1] == "本" and text.startswith(("报讯", "報訊", "报记者", "報記者"), end)


def _mastheads(text: str) -> list[Edit]:
    """The blanks of strings in which every character stands alone."""
    runs = _SPACED.finditer(text)
    return [Edit(blank.start(), blank.end(), "") for run in runs for blank in _BLANKS.finditer(text, *run.span())]


def _apart(edits: list[Edit]) -> list[Edit]:
    """The edits in order, each range once."""
    kept: list[Edit] = []
    for edit in sorted(set(edits)):
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    return kept


PASS = Pass(
    "spaces", "punctuation", "blanks inside numbers, names and mastheads", find, cue=any_of("\u00a0"), plain=" \u3000"
)

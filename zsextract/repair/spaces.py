"""Blanks inside words: between a number and its unit, in names of two characters, in spaced mastheads."""

from __future__ import annotations

import regex

from ..spans import Edit
from .passes import Pass
from .script import simplified_characters
from .surnames import surnames

_HAN = r"\u3400-\u9fff"
_BLANK = r"[ \u00a0\u3000]"
_UNITS = (
    "年月日时時点點分秒号號个個家项項亿億万萬千百元名位户戶次届屆场場条條批期份倍成度亩畝吨噸人天周种種只台臺间間座套件处處所支层層起级級公平多余餘"
    "余至到以港美欧歐英左上内內"
)
_NUMBER = regex.compile(rf"(?<=[0-9%]){_BLANK}{{1,2}}+(?=[{_UNITS}])")
_BEFORE_NUMBER = regex.compile(rf"(?<=[{_HAN}]){_BLANK}(?=[0-9][0-9.,]{{0,12}}+%?{_BLANK}[{_UNITS}])")
_CIRCLED = regex.compile(rf"(?<=[①-⑳]){_BLANK}(?=[{_HAN}])")
_SPACED = regex.compile(rf"(?<![{_HAN}])(?<![{_HAN}]{_BLANK})(?:[{_HAN}]{_BLANK}{{1,4}}+){{3,30}}+[{_HAN}](?![{_HAN}])")
_REPORT = regex.compile(rf"(?<=^[ \u3000]*本){_BLANK}{{1,6}}+(?=[报報](?:讯|訊|记者|記者))", regex.MULTILINE)
_NAME = regex.compile(
    rf"(?<=([{_HAN}、，,:：;；（(\n]|\A|{_BLANK}{{2}})([{_HAN}])){_BLANK}{{1,2}}+(?=([{_HAN}])(.|\n|\Z))"
)
_TITLE_ENDS = frozenset("长長记記任员員席导導官委师師总總")
_LIST_ENDS = frozenset("、，,。；;（()）:：\n 　及和与與等参參出主陪到率就")
_SEVERAL = 3


def find(text: str) -> list[Edit]:
    """Deletions of the blanks; those after circled numbers only on a page that has blanks after other numbers too."""
    if " " not in text and "\u3000" not in text and "\u00a0" not in text:
        return []
    edits = [*_edits(_NUMBER, text), *_edits(_BEFORE_NUMBER, text), *_edits(_REPORT, text), *_names(text)]
    if len(edits) >= _SEVERAL:
        edits += _edits(_CIRCLED, text)
    for run in _SPACED.finditer(text):
        edits += [Edit(blank.start(), blank.end(), "") for blank in regex.finditer(rf"{_BLANK}++", text, *run.span())]
    return _apart(edits)


def _edits(pattern: regex.Pattern[str], text: str) -> list[Edit]:
    return [Edit(found.start(), found.end(), "") for found in pattern.finditer(text)]


def _names(text: str) -> list[Edit]:
    """Blanks between a surname and the one character of the given name."""
    edits = []
    for found in _NAME.finditer(text):
        before, surname, given, after = found[1], found[2], found[3], found[4]
        if simplified_characters().get(surname, surname) not in surnames() or given in _NO_NAME:
            continue
        if before in _TITLE_ENDS or (after in _LIST_ENDS and not "\u3400" <= before <= "\u9fff") or not after:
            edits.append(Edit(found.start(), found.end(), ""))
    return edits


_NO_NAME = frozenset("摄攝等及和與与于於在")


def _apart(edits: list[Edit]) -> list[Edit]:
    """The edits in order, each range once."""
    kept: list[Edit] = []
    for edit in sorted(set(edits)):
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    return kept


PASS = Pass("spaces", "punctuation", "blanks inside numbers, names and mastheads", find)

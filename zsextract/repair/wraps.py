"""Lines broken in the middle of a sentence: pages wrapped at a fixed width, and words cut by a page break."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from zsextract.patterns import Lazy, LazyRegex
from zsextract.repair.language import bond
from zsextract.repair.passes import Pass, ToPage
from zsextract.spans import Edit

_FINAL = frozenset("。！？!?…：:”）)》】]」』~")
_CONTINUES = frozenset("，,、。；;：:！!？?”’）)》」』%％")
# What begins a line of its own: an indent, a list mark, a heading, a caption.
_BLOCK = LazyRegex(
    r"[ \t\u3000]{2}|\u3000|[●■▲◆★▼【〔#※•·—]|[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|[（(]?[0-9]{1,2}[）)、．]"
    r"|第[一二三四五六七八九十百0-9]{1,5}[条章节條節]"
)
_HEAD_LINE = LazyRegex(
    r"(?:(?:发布|發佈|更新)?(?:时间|時間|日期)|(?:信息|文章|稿件|消息)?(?:来源|來源)|(?:发布|發佈|發布)(?:单位|單位|机构|機構)|作者|记者|記者|编辑|編輯|责编|責編|责任编辑|責任編輯)\s?[:：]"
    r"|(?:索\s?引\s?号|公文种类|文\s?号|发文字号|发文机关|发布机构|主题分类|主题词|成文日期|印发日期|公开日期|有效性|体裁|组配分类)\s?[:：]"
    r"|[\u3400-\u9fff]{2,10}[〔\[(（](?:19|20)\d\d[〕\])）]\s?\d{1,4}\s?号\s*$|各[^。]{2,80}[:：]\s*$"
    r"|[^\s。，,]{2,24}[ \u3000]+(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:[ \u3000]+\d{1,2}:\d\d|$)"
    r"|(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:[ \u3000]+(?:\d{1,2}:\d\d|\S{0,6}[来來]源|\S{2,8}[报報])|$)"
    r"|\S{0,8}[ \u3000]*(?:发表|發表|发布|發佈|發布)[于於] ?(?:19|20)\d\d"
)
_INDENT = Lazy(r"[ \t\u3000]{2}|\u3000|\?{1,8}[ \u3000]|\?{2}")
_BAR = Lazy(  # between the buttons and columns of a page, and of a share bar
    r"[|｜»]|[ \u3000]>[ \u3000]|字[号號体體]\s?[:：]|分享[到至]|打印[^。]{0,6}[关關][闭閉]"
)
_CREDIT = LazyRegex(r"记者|記者|通讯员|通訊員|编辑|編輯|责编|責編|作者|来源|來源|摄影|攝影|■")
_WORD = Lazy(r"[^\s](?:\([^()\s]{1,8}\))+")
_OFFICE = LazyRegex(r"[\u3400-\u9fff]{2,14}(?:局|委員?会|委員會|委员会|办公室|辦公室|政府|中心)")
_FULL, _FILLED = 0.8, 0.95  # of the usual width: a line that goes on, and one that the next word did not fit in
_WIDEST, _EVEN, _MOST = 0.9, 0.8, 0.6  # the widest but a tenth; what is nearly as wide; how many have to be
_FEWEST = 3
_LONG = 40
_CUT = 12
_HEAD = 2  # lines at the top that are headlines, not cut ones
_BOND = 6.0
_CREDIT_ENDS = frozenset("摄攝讯訊")
_OPEN_MARKS = frozenset("，,、")
_ITEM = Lazy(r"[0-9]{1,2}\.(?![0-9])")
_OPENS_TOO = frozenset("、：:")
_FOOT = LazyRegex(
    r"(?m)^[ \t\u3000]*(?:[—–―-]{1,2}[ \u3000]?[0-9]{1,3}[ \u3000]?[—–―-]{1,2}|第[ ]?[0-9]{1,3}[ ]?[页頁])"
)
_SHORTEST = 24
_OPEN_END = Lazy("\n(?<=[^\n。！？!?…：:”）)》】\\]」』~]\n)")
_TOP = Lazy(rf"(?:\s*+[^\n]++\n){{{_HEAD}}}")  # the headlines, with the line end after them


_NUMBER = LazyRegex(r"(?<![0-9.,])[0-9][0-9.,]{0,15}+(?:[亿億万萬]?[元户戶家个個项項]?|%)\Z")
_UNIT = LazyRegex(
    r"(?:[亿億]?[元]|[亿億万萬](?=[元个個户戶人吨噸亩畝])|个百分点|個百分點|以上|以下|以内|以內|左右)(?![\u3400-\u9fff]{0,2}\s*$)"
)


class _Line(NamedTuple):
    """A line: its text without the line end, where it stands, and how it stood on the page before other repairs."""

    start: int
    end: int
    text: str
    page: str
    is_last: bool = False

    @property
    def length(self) -> int:
        """Characters on the page."""
        return len(self.page)

    @property
    def cells(self) -> int:
        """The width on a screen of fixed cells: two for a character that is not ASCII."""
        return 2 * len(self.page) - sum(map(str.isascii, self.page))


def find(text: str) -> list[Edit]:
    """Deletions of line ends (with the blank lines a page break brings) inside sentences."""
    return find_on_page(text, lambda start, end: text[start:end])


def find_on_page(text: str, to_page: ToPage) -> list[Edit]:
    """The same; lines that are of one width with what other repairs took out of them were cut after that came in.

    ``to_page`` gives what stands on the page for a span of the text.
    """
    if not _may_be_broken(text):
        return []
    lines = list(_lines(text))
    on_page = [_as_on_page(line, to_page) for line in lines]
    measured = (lines,) if on_page == lines else (on_page, lines)
    broken, wrapped = max(((_broken(each), each) for each in measured), key=lambda found: _even(found[0]))
    if broken and _even(broken) >= _MOST * len(broken):
        return sorted([*_joins(broken, wrapped), *_joins_over_breaks(wrapped, to_page)])
    return list(_page_breaks([line for line in lines if line.text]))


def _as_on_page(line: _Line, to_page: ToPage) -> _Line:
    """The line as the page has it, from line end to line end: with the indent and the reading that were taken out."""
    if not line.text:
        return line
    first, last = max(line.start - 1, 0), line.end + (not line.is_last)
    return line._replace(page=to_page(first, last).removeprefix("\n").rstrip())


def _broken(lines: list[_Line]) -> list[_Line]:
    """The lines that end within a sentence, where the page has enough of them; else none."""
    broken = [one for one, two in pairwise(lines) if one.text and two.text and _is_open(one) and not _opens(two)]
    many = 2 * len(broken) >= sum(line.length >= _SHORTEST for line in lines) - 1
    return broken if many and len(broken) >= _FEWEST else []


def _may_be_broken(text: str) -> bool:
    """False where hardly a line ends within a sentence: most pages are done with after a look at their line ends."""
    head, several = _TOP.match(text), 0
    for found in _OPEN_END.finditer(text):
        at = found.start()
        line = text[text.rfind("\n", 0, at) + 1 : at].rstrip()
        if len(line) < _CUT or line[-1] in _FINAL:
            continue
        several += len(line) >= _SHORTEST
        if several >= _FEWEST or (head is not None and at >= head.end() and "\u3400" <= line[-1] <= "\u9fff"):
            return True
    return False


def _lines(text: str) -> Iterator[_Line]:
    at = 0
    for raw in text.split("\n"):
        stripped = raw.rstrip()
        yield _Line(at, at + len(stripped), stripped, stripped, at + len(stripped) == len(text))
        at += len(raw) + 1


def _is_open(line: _Line) -> bool:
    """True for a line of some length that ends within a sentence."""
    text = line.text
    return line.length >= _SHORTEST and text[-1] not in _FINAL and not _CREDIT.search(text, len(text) - 12)


def _opens(line: _Line) -> bool:
    """True for a line that begins something: an item of a list, a paragraph, the head line of an article."""
    return _is_set_in(line) or _BLOCK.match(line.text) is not None or _HEAD_LINE.match(line.text) is not None


def _is_set_in(line: _Line) -> bool:
    """True for a line with an indent on the page, or with the marks of a lost one."""
    return line.page != line.text and _INDENT.match(line.page) is not None


def _even(broken: list[_Line]) -> int:
    """How many lines are nearly as wide as the widest; pages with a sentence a line have them of any width."""
    cells = sorted(line.cells for line in broken)
    widest = cells[int(_WIDEST * (len(cells) - 1))] if cells else 0
    return sum(width >= _EVEN * widest for width in cells)


def _joins(broken: list[_Line], lines: list[_Line]) -> Iterator[Edit]:
    """The joins of a page wrapped at the width of its broken lines."""
    length, cells = _median([line.length for line in broken]), _median([line.cells for line in broken])
    for one, two in pairwise(lines):
        if not one.text or not two.text:
            continue
        full = (
            one.length >= _FULL * length or one.length + _first(two) >= _FILLED * length or one.cells >= _FULL * cells
        )
        cut = two.text[0] in _CONTINUES or _cuts_figure(one, two)
        if cut or (full and not _begins_block(one, two)) or _goes_on(one, two):
            yield _join(one, two)


def _cuts_figure(one: _Line, two: _Line) -> bool:
    """True where a number stands before the line end and its unit, or the word that bounds it, behind."""
    return _UNIT.match(two.text) is not None and _NUMBER.search(one.text) is not None


def _first(line: _Line) -> int:
    """Characters that the first word of a line takes on the page: one with its reading is not parted from it."""
    word = _WORD.match(line.page)
    return len(word[0]) if word else 1


def _joins_over_breaks(lines: list[_Line], to_page: ToPage) -> Iterator[Edit]:
    """The joins over blank lines of a wrapped page: of words that a page break cut, and round the foot of a page."""
    beside = {(one.start, two.start) for one, two in pairwise(lines)}
    for one, two in pairwise([line for line in lines if line.text]):
        if (one.start, two.start) in beside or one.text[-1] in _FINAL or _opens(two) or _HEAD_LINE.match(one.text):
            continue
        if _FOOT.search(to_page(one.end, two.start)):
            yield _join(one, two)
        elif not _is_open(one):
            continue
        elif "\u3400" <= two.text[0] <= "\u9fff" and bond(one.text[-4:], two.text[:4]) > _BOND:
            yield _join(one, two)


def _median(widths: list[int]) -> float:
    """The middle one of some numbers, or the mean of the two in the middle."""
    widths.sort()
    return (widths[len(widths) // 2] + widths[(len(widths) - 1) // 2]) / 2


def _goes_on(one: _Line, two: _Line) -> bool:
    """True where a short line ends at a comma and no item of a list follows."""
    return one.text[-1] in _OPEN_MARKS and not _opens(two) and _ITEM.match(two.text) is None


def _begins_block(one: _Line, two: _Line) -> bool:
    """True where the second line does not go on with the first."""
    if one.text[-1] in _FINAL and _OFFICE.fullmatch(two.text):
        return True  # who issues what the headline names
    if one.text[-1] in _FINAL and two.text[0] in "（(" and two.text[-1] in "）)":
        return True  # a credit or a note in brackets, after the end of a sentence
    if _HEAD_LINE.match(two.text) or _is_set_in(two) or _BAR.search(one.text):
        return True
    if two.text.startswith("——"):
        return True  # 一条产业链⏎——平远县见闻
    if _ITEM.match(two.text):
        return one.text[-1] in _FINAL or one.text[-1] in "；;"
    return _BLOCK.match(two.text) is not None and (one.text[-1] in _FINAL or two.text[0] in " \t\u3000●■▲◆★▼")


def _join(one: _Line, two: _Line) -> Edit:
    """Lines join without a blank, but for words of Latin letters."""
    latin = one.text[-1].isascii() and one.text[-1].isalpha() and two.text[0].isascii() and two.text[0].isalpha()
    return Edit(one.end, two.start, " " if latin else "")


def _page_breaks(filled: list[_Line]) -> Iterator[Edit]:
    """The joins of lines that a page break cut: inside a word, or before a mark that no line begins with."""
    for one, two in pairwise(filled[_HEAD:]):
        if not ("\u3400" <= one.text[-1] <= "\u9fff" and "。" in two.text and len(one.text) >= _CUT):
            continue
        if _CREDIT.search(one.text[-20:]) or one.text[-1] in _CREDIT_ENDS:
            continue
        if (two.text[0] in _CONTINUES and two.text[0] not in _OPENS_TOO) or _one_word(one.text, two.text):
            yield _join(one, two)


def _one_word(one: str, two: str) -> bool:
    """True where a word lies across the end of the one line and the beginning of the other."""
    return "\u3400" <= two[0] <= "\u9fff" and len(two) >= _LONG and bond(one[-4:], two[:4]) > _BOND


PASS = Pass("wraps", "punctuation", "lines broken within a sentence or a word", find, find_on_page=find_on_page)

"""Runs of numerals: what a number is written with, and where one ends that is a range. Offsets are into the view."""

from __future__ import annotations

from zsextract.patterns import Lazy, LazyRegex

_DIGITS = r"(?:\d{1,3}(?:,\d{3}(?!\d))++(?:\.\d++)?+|\d{1,2},\d{4}(?=[亿万])|\d++(?:\.\d++)?+)"
HAN = "萬億零〇○一二两三四五六七八九十百千万亿兆壹贰叁肆伍陆柒捌玖拾佰仟廿卅"
# 3.1个亿, 2个多亿; but 2个亿元以上项目 are two projects
_OF_HUNDRED_MILLIONS = r"个(?=[万亿](?!元(?:[及以级项企工产的])|以|级|项|企))|个(?=多亿)"
RUN = LazyRegex(
    rf"(?:{_DIGITS}|[{HAN}]|[几数](?=[十百千万亿]))"
    rf"(?:{_DIGITS}|[{HAN}点几]|{_OF_HUNDRED_MILLIONS}|[多余](?=[百千万亿]))*+"
)
_MARK = Lazy(
    r"(?:元|%|个|家|户|项|倍|成|美元|个百分点)?(?:\(不?含\))?"
    rf"(?:[-–−―~～]{{1,2}}|(?<=\d)——(?=\d)|—(?!—)|至|到)(?=\d|[{HAN}])"
)
_NEXT_TO = LazyRegex(r"、(?=[一二三四五六七八九\d](?![\d.]))")


def range_end(view: str, start: int, end: int) -> int:
    """Where the numeral ends, a second end of a range (1—3亿, 3、4亿) taken in."""
    mark = _MARK.match(view, end)
    if mark:
        second = RUN.match(view, mark.end())
        return second.end() if second else end
    if end - start == 1 and (mark := _NEXT_TO.match(view, end)):
        second = RUN.match(view, mark.end())
        if second and _follows(view[start], view[mark.end()]):
            return second.end()
    return end


def _follows(low: str, high: str) -> bool:
    """True for two neighbouring digits."""
    order = "一二三四五六七八九" if low in "一二三四五六七八九" else "123456789"
    return low in order and high in order and order.index(high) - order.index(low) == 1

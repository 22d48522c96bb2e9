"""The lines of a page, each with what it can be: headline, head line, dateline, caption, text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

import regex

from zsextract.articles import datelines, meta
from zsextract.articles.datelines import Dateline
from zsextract.articles.meta import Meta
from zsextract.rules import load_rules

LineKind = Literal["title", "section", "meta", "dateline", "caption", "note", "text"]
TITLE_LENGTH = 80

_LINE = regex.compile(r"[^\n\r]++")
_HINT = regex.compile(
    r"[:|丨/■□◆●]|(?:19|20)\d\d|[一二][〇○零Oo九][〇○零Oo一二三九]|记者|通讯员|实习生|编辑|责编|作者|第.{1,6}[版期]|[网报]$"
)
_SECTION = regex.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}[、是]|[(][一二三四五六七八九十\d]{1,3}[)]|\d{1,2}(?:[、.](?!\d)|[)])|第[一二三四五六七八九十\d]+[章节条部]|[①-⑳●◎·•])"
)
_ENDED = tuple("。;,:、；，：")
_INLINE_HEAD = regex.compile(r"(?<=[\s。!?”])(?:19|20)\d\d[-年./]\d{1,2}[-月./]\d{1,2}日?(?: \d|\s*来源)")


@dataclass(frozen=True, slots=True)
class Line:
    """One line without the blanks round it; offsets are those of the page, ``gap`` counts blank lines before it."""

    start: int
    end: int
    kind: LineKind
    gap: int = 0
    meta: Meta | None = None
    dateline: Dateline | None = None
    joins: bool = False  # ends in the two blanks that mean a line break inside a headline
    heading: bool = False  # marked as a first-level heading

    @property
    def length(self) -> int:
        """The length in code points."""
        return self.end - self.start


class _Patterns(NamedTuple):
    caption: regex.Pattern[str]
    note: regex.Pattern[str]


@cache
def _patterns() -> _Patterns:
    rules = load_rules()
    return _Patterns(rules.rule("article.caption").regex, rules.rule("article.editors_note").regex)


def lines_of(view: str) -> list[Line]:
    """The lines that are not blank, in order."""
    found: list[Line] = []
    last = 0
    for match in _LINE.finditer(view):
        start, end = _stripped(view, match.start(), match.end())
        if start == end:
            continue
        gap = view.count("\n", last, start) - 1 if found else 0
        joins = view.startswith("  ", end) and match.end() <= end + 3
        for piece in _pieces(view, start, end, len(found)):
            found.append(_line(view, *piece, max(gap, 0), joins))
            gap = 0
        last = end
    return found


def _stripped(view: str, start: int, end: int) -> tuple[int, int]:
    text = view[start:end]
    left = len(text) - len(text.lstrip())
    return start + left, max(start + left, start + len(text.rstrip()))


def _pieces(view: str, start: int, end: int, index: int) -> list[tuple[int, int]]:
    """The parts of a line on which headline, head line and text stand together; otherwise the line itself."""
    if index > 3 or end - start < 60:
        return [(start, end)]
    found = _INLINE_HEAD.search(view, start, min(end, start + 160))
    if not found:
        return [(start, end)]
    head = meta.read(view, found.start(), end)
    if head is None or not head.is_head:
        return [(start, end)]
    parts = [_stripped(view, start, found.start()), (found.start(), head.end), _stripped(view, head.end, end)]
    return [part for part in parts if part[0] < part[1]]


def _line(view: str, start: int, end: int, gap: int, joins: bool) -> Line:
    length = end - start
    if view[start] == "#" and (heading := regex.compile(r"#{1,3}\s+").match(view, start, end)):
        return Line(heading.end(), end, "title", gap, joins=joins, heading=heading.end() - heading.start() == 2)
    if length <= meta.LONGEST and _HINT.search(view, start, end):
        found = meta.read(view, start, end)
        if found and found.end >= end - 10:
            return Line(start, end, "meta", gap, found)
    if _patterns().caption.match(view, start, end):
        return Line(start, end, "caption", gap)
    if _patterns().note.match(view, start, end):
        return Line(start, end, "note", gap)
    if dateline := datelines.read(view, start, end):
        return Line(start, end, "dateline", gap, dateline=dateline)
    return Line(start, end, _plain_kind(view, start, end), gap, joins=joins)


def _plain_kind(view: str, start: int, end: int) -> LineKind:
    if end - start > TITLE_LENGTH or view.endswith(_ENDED, start, end) or view.find("。", start, end) >= 0:
        return "text"
    if view[start] in "(" and view[end - 1] in ")":
        return "text"
    return "section" if _SECTION.match(view, start, end) else "title"

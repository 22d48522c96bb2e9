"""The lines of a page, each with what it can be: headline, head line, dateline, caption, text.

Every test is led by one that costs next to nothing: most lines of a clean page are long sentences, and those are told
by their length and their full stop.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

import zsextract.articles.datelines as datelines
import zsextract.articles.loose as loose
import zsextract.articles.meta as meta
import zsextract.articles.names as names
from zsextract.articles.datelines import Dateline, Tail
from zsextract.articles.meta import Meta
from zsextract.articles.patterns import pattern
from zsextract.patterns import Lazy, LazyRegex

LineKind = Literal["title", "section", "meta", "dateline", "caption", "note", "text"]
TITLE_LENGTH = 80

_HINT = LazyRegex("记者|通讯员|实习生|编辑|责编|作者|来源|评论员|19|20|二[〇○零0Oo]|一九")
_HINT_MARKS = frozenset(":|丨/■□◆●")
_PAGE = LazyRegex(r"第.{1,6}[版期]|[网报]$")
_MONTH_DAY = LazyRegex(r"[\p{Han})]\s+\d{1,2}月\d{1,2}日[ )]*$")
_CAPTION_FIRST = frozenset("▲△▼▽↑↓←→◀▶⬆图上下左右本[(资供题配效")
_CREDIT_LINE = 24  # code points of a line that is nothing but a credit
_NOTE_FIRST = frozenset("[【(■◆●编开按核内导阅提")
_HEADING = Lazy(r"#{1,3}\s+")
_SECTION = LazyRegex(
    r"(?:[一二三四五六七八九十]{1,3}[、是]|[(][一二三四五六七八九十\d]{1,3}[)]|\d{1,2}(?:[、.](?!\d)|[)])"
    r"|第[一二三四五六七八九十\d]+[章节条部]|[①-⑳●◎·•])"
)
_TOO_MANY_COMMAS = 4
_OPENING = LazyRegex(
    r"(?:\d{1,2}月\d{1,2}日(?:[上下]午|晚)?,|(?:近日|日前|昨[日天]|今[日天]上午|据悉|据了解|同志们|各位),)"
)
_ENDED = tuple("。;,:、；，：")
_INLINE_HEAD = LazyRegex(r"(?<=[\s。!？?”])(?:19|20)\d\d[-年./]\d{1,2}[-月./]\d{1,2}日?(?: \d|\s*来源)")
_CREDIT = LazyRegex(r"[(\[【](?:责任)?(?:编辑|责编)[: ][\p{Han}·、 ]{2,20}[)\]】](?=\s*[^\s。,;])")
_GATEWAY = LazyRegex(r"date (?:19|20)\d\d-\d\d-\d\d ")
_INLINE_LINES = 4  # lines at the top of a page among which one may hold headline, head line and text together


class Line(NamedTuple):
    """One line without the blanks round it; offsets are those of the page, ``gap`` counts blank lines before it."""

    start: int
    end: int
    kind: LineKind
    gap: int = 0
    meta: Meta | None = None
    dateline: Dateline | None = None
    tails: tuple[Tail, ...] = ()  # bylines that close the line, the last first
    joins: bool = False  # ends in the two blanks that mean a line break inside a headline
    heading: bool = False  # marked as a first-level heading

    @property
    def length(self) -> int:
        """The length in code points."""
        return self.end - self.start

    @property
    def is_text(self) -> bool:
        """True for a paragraph, with or without a dateline."""
        return self.kind in ("text", "dateline")


def lines_of(view: str) -> list[Line]:
    """The lines that are not blank, in order."""
    found: list[Line] = []
    heads: dict[str, Meta | None] = {}
    last = 0
    at = 0
    for raw in (view.replace("\r", "\n") if "\r" in view else view).split("\n"):
        first, stop = at, at + len(raw)
        at = stop + 1
        if not raw or raw.isspace():
            continue
        start, end = _stripped(view, first, stop)
        gap = max(view.count("\n", last, start) - 1, 0) if found and start - last > 1 else 0
        for part in _parts(view, start, end, len(found)):
            found.append(_line(view, *part, gap, stop, heads))
            gap = 0
        last = end
    return found


def _stripped(view: str, start: int, end: int) -> tuple[int, int]:
    if not view[start].isspace() and not view[end - 1].isspace():
        return start, end
    text = view[start:end]
    left = len(text) - len(text.lstrip())
    return start + left, max(start + left, start + len(text.rstrip()))


def _parts(view: str, start: int, end: int, index: int) -> list[tuple[int, int]]:
    """The parts of a line on which headline, head line and text stand together; otherwise the line itself."""
    if view[start] in "([【" and (credit := _CREDIT.match(view, start, end)):
        return [(start, credit.end()), _stripped(view, credit.end(), end)]
    if index >= _INLINE_LINES or end - start < 60:
        return [(start, end)]
    if found := _GATEWAY.match(view, start, end):
        return [(start, found.end() - 1), (found.end(), end)]
    found = _INLINE_HEAD.search(view, start, min(end, start + 160))
    if not found:
        return [(start, end)]
    head = meta.read(view, found.start(), end)
    if head is None or not head.is_head:
        return [(start, end)]
    parts = [_stripped(view, start, found.start()), (found.start(), head.end), _stripped(view, head.end, end)]
    return [part for part in parts if part[0] < part[1]]


def _line(view: str, start: int, end: int, gap: int, stop: int, heads: dict[str, Meta | None]) -> Line:
    """The line ``[start, end)``, whose blanks reach to ``stop``."""
    first = view[start]
    if first == "#" and (heading := _HEADING.match(view, start, end)):
        return Line(heading.end(), end, "title", gap, heading=len(heading[0].strip()) == 1)
    if end - start <= meta.LONGEST and _may_be_meta(view, start, end) and (found := _read(view[start:end], heads)):
        return Line(start, end, "meta", gap, found)
    if end - start <= _CREDIT_LINE and (found := _credit(view, start, end)):
        return Line(start, end, "meta", gap, found)
    if first in _CAPTION_FIRST and pattern("caption").match(view, start, end):
        return Line(start, end, "caption", gap)
    if first in _NOTE_FIRST and pattern("editors_note").match(view, start, end):
        return Line(start, end, "note", gap)
    dateline = datelines.read(view, start, end)
    kind = "dateline" if dateline else _plain_kind(view, start, end)
    if kind == "title":
        joins = stop - end in (2, 3) and view.startswith("  ", end)
        return Line(start, end, kind, gap, joins=joins)
    return Line(start, end, kind, gap, dateline=dateline, tails=datelines.tails(view, start, end))


def _credit(view: str, start: int, end: int) -> Meta | None:
    """A line of nothing but who took the picture: `高山 摄影报道` closes its story."""
    if not view.endswith(("摄影报道", "摄", "摄影", "供图"), start, end):
        return None
    found = pattern("credit").fullmatch(view, start, end)
    people = names.split_names(found["value"]) if found else ()
    return Meta(end=end, photographers=list(people), labels=1) if people else None


def _read(line: str, heads: dict[str, Meta | None]) -> Meta | None:
    """What a head or tail line says; ``heads`` holds the lines of the page that were read before."""
    if line not in heads:
        found = None
        if sum(map(line.count, ":|丨/")) <= meta.MOST_PIECES:
            found = meta.read(line, 0, len(line))
            if found is None or found.end < len(line):
                found = loose.read(line, 0, len(line)) or found
        whole = found and found.end >= len(line) - 10 and not loose.EVENT.search(line, found.end)
        heads[line] = found if whole else None
    return heads[line]


def _may_be_meta(view: str, start: int, end: int) -> bool:
    """A cheap guess whether the line is made of dates, labels and names; a full stop says no."""
    if view.find("。", start, end) >= 0:
        return False
    line = view[start:end]
    if line.endswith((".jpg", ".png", ".jpeg", ".gif")) and " " not in line:
        return False
    if not _HINT_MARKS.isdisjoint(line) or _HINT.search(line):
        return True
    return end - start <= 40 and (_PAGE.search(line) is not None or _MONTH_DAY.search(line) is not None)


def _plain_kind(view: str, start: int, end: int) -> LineKind:
    if end - start > TITLE_LENGTH or view[end - 1] in _ENDED or view.find("。", start, end) >= 0:
        return "text"
    if view.count(",", start, end) >= _TOO_MANY_COMMAS or _OPENING.match(view, start, end):
        return "text"
    if view[start] == "(" and view[end - 1] == ")":
        return "text"
    return "section" if _SECTION.match(view, start, end) else "title"

"""The paragraphs of an article that hold numbers, each with the section head and the words that it stands under.

Offsets are into the matching view.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zsextract.find.passage import Passage
from zsextract.find.quantities import Quantity
from zsextract.patterns import LazyRegex
from zsextract.rules import RuleSet
from zsextract.spans import Span

_MOST = 64  # numbers read together; a paragraph with more is read in parts, so that its cost stays in proportion
_SLOGAN = LazyRegex(r"[“「『‘](?:[^“”「」『』‘’\s]\s?){1,7}[”」』’]")
_HEADING = LazyRegex(
    r"\s*(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|[一二三四五六七八九十]是|【|第[一二三四五六七八九十]{1,2}[章节部])"
)
_CONTINUED = LazyRegex(
    r"\s*(?:——|[一二三四五六七八九]是|\([一二三四五六七八九十]{1,3}\)|\d{1,2}[.、]|[●△▲▍■◆·•①-⑳]|第[一二三四五六七八九],|首先|其次)"
)
_LEAD = 60
_OPENS_LIST = LazyRegex(
    r"(?<![^。;])[^。;]{0,60}(?:任务|目标|指标|计划|分工)[^。;:]{0,24}:\s*\Z"
    r"|\A[^。;]{0,10}(?:任务|指标|目标)(?:分解|分配|分工)(?![^。;:]*(?:完成|情况|进度|进展))[^。;:]{0,8}\s*\Z"
)
_TITLE_OF_LIST = 24
_LINE_OF_LIST = 80


def passages(view: str, quantities: Sequence[Quantity], rules: RuleSet) -> list[Passage]:
    """The paragraphs that hold a number, each with the heading that it stands under."""
    found: list[Passage] = []
    headings = _Headings()
    lead: Span | None = None
    listing = opened = False  # the second is for the line after the words that open a list, however long it is
    at = index = 0
    for line in view.split("\n"):
        end = at + len(line)
        governed = opened or (listing and 0 < len(line.strip()) <= _LINE_OF_LIST)
        listing = governed and len(line.strip()) <= _LINE_OF_LIST
        opened = opened and not line.strip()
        first = index
        while index < len(quantities) and quantities[index].start < end:
            index += 1
        headings.see(line, at)
        lead = lead if _goes_on(line) or governed else Span(at, min(end, at + _LEAD))
        inside = _outside_slogans(line, at, quantities[first:index])
        for start, stop, part in _parts(at, end, inside):
            found.append(Passage.of(view, start, stop, part, rules, headings.current, lead))
        if (line.rstrip().endswith(":") or len(line) <= _TITLE_OF_LIST) and (opens := _OPENS_LIST.search(line)):
            lead, listing = Span(at + opens.start(), at + len(line.rstrip())), True
            opened = line.rstrip().endswith(":")
        at = end + 1
    return found


class _Headings:
    """The section head that a line stands under, ``current``: 一、 rather than (一) below it."""

    def __init__(self) -> None:
        self.current: Span | None = None

    def see(self, line: str, at: int) -> None:
        """Take in a line that may be a head; one in brackets, (一), stands below the one before and leaves it."""
        head = _heading(line)
        if head and not (line.lstrip().startswith(("(", "【")) and self.current is not None):
            self.current = Span(at, at + len(head))


def _heading(line: str) -> str:
    """The section head that a line is or begins with: numbered, and short or ended by a full stop; empty for none."""
    if not _HEADING.match(line):
        return ""
    head = line.split("。", 1)[0]
    return head if len(head) <= 40 else ""


def _goes_on(line: str) -> bool:
    """True for an item of a list that the paragraph before has opened."""
    return _CONTINUED.match(line) is not None


def _parts(start: int, end: int, quantities: Sequence[Quantity]) -> Iterator[tuple[int, int, Sequence[Quantity]]]:
    """A paragraph in parts of at most `_MOST` numbers, each with its range."""
    for first in range(0, len(quantities), _MOST):
        part = quantities[first : first + _MOST]
        begin = start if first == 0 else quantities[first - 1].end
        rest = first + _MOST < len(quantities)
        yield begin, quantities[first + _MOST].start if rest else end, part


def _outside_slogans(line: str, at: int, quantities: Sequence[Quantity]) -> list[Quantity]:
    """The numbers that are no part of a short quotation (“三个一”), which is a name."""
    if not quantities or not ("“" in line or "「" in line or "‘" in line):
        return list(quantities)
    inside = {at + offset for found in _SLOGAN.finditer(line) for offset in range(found.start() + 1, found.end())}
    return [q for q in quantities if q.start not in inside or q.end - 1 not in inside or q.family in ("money", "rate")]

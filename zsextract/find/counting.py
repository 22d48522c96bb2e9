"""What reading the counts of a passage needs at every step: those read before, and the words beside a number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from msgspec import Struct, field

from zsextract.find.passage import Passage
from zsextract.find.turns import Turn
from zsextract.patterns import LazyRegex
from zsextract.spans import Span

_BRIEF = 6  # code points of a bracket that a noun may have inside it


class Counted(NamedTuple):
    """What one count counts. ``whole`` and ``threshold`` are indexes of numbers of the passage."""

    at: int
    object: str
    stage: str | None
    classes: tuple[str, ...]
    threshold: int | None
    whole: int | None
    rule: str
    before: Span
    behind: Span | None
    is_change: bool


_CHANGE = LazyRegex(
    r"(?:(?<![占对])比(?![重例亚较拼学武赛如])|(?<!比)较(?![大小好多强高快低为])|(?<!新)增(?![资扩强效值设产补容派至到]|加[到至])|减(?![税排碳负免轻灾肥]))"
    r"[^,;。]{0,14}\Z|(?:多|少|新增)(?:了|出)?\Z"
)


_ENDED = LazyRegex(r"(?:项目|企业)(?:或者?|和|及|与|以及)\Z")
_SORTED_BY = LazyRegex(  # 从规模看, 按产业,; not 按照方案,
    r"[从按](?!照)[^,;。]{1,10}(?:看|分|划分|统计|算|论|计),"
    r"|[从按][^,;。]{0,8}(?:规模|行业|产业|类型|类别|性质|区域|地域|领域|来源|来源地|主体|阶段|结构|额),"
)


def is_sorted_anew(view: str, start: int) -> bool:
    """True for a segment that begins with 从规模看,: the whole told before is broken down once more."""
    return _SORTED_BY.match(view, start) is not None


def tells_change(words: str) -> bool:
    """True for words that make the number behind them a change, 同比增加12个: it counts no things of its own."""
    return _CHANGE.search(words) is not None


class Reading(Struct, frozen=True):
    """The counts of a passage as they are read one by one; ``found`` are those before.

    ``thresholds`` are the indexes of the sums that only delimit, ``topic`` is what the paragraphs before counted last,
    ``turns`` are the numbers that 分别 gives out.
    """

    passage: Passage
    thresholds: frozenset[int]
    found: list[Counted]
    topic: str | None = None
    turns: Mapping[int, Turn] = field(default_factory=dict)

    def before(self, index: int) -> Span:
        """The words before a count, its threshold among them: back to a mark or to a number that is no threshold."""
        passage = self.passage
        start = passage.bounds[index].item.start
        if passage.view.startswith(")", start - 1):  # 破零的镇(街道)仅3个
            bracket = passage.bracket(start - 2)
            brief = bracket is not None and bracket.end - bracket.start <= _BRIEF
            start = passage.item_at(bracket.start - 1).start if brief and bracket is not None else start
        at = index - 1
        while at >= 0 and passage.quantities[at].end > start:
            if at not in self.thresholds:
                start = passage.quantities[at].end
                break
            if ended := _ENDED.search(passage.view, passage.quantities[at].end, passage.quantities[index].start):
                start = ended.end()  # 1个超500万美元的外资项目或2个…: that sum is of the first
                break
            at -= 1
        while start < passage.quantities[index].start and passage.view[start] in " 、和及与":
            start += 1
        return Span(start, passage.quantities[index].start)

    def after(self, index: int) -> Span:
        """The words behind a count, a threshold among them: up to a mark or to the next number that is no threshold."""
        passage, quantity = self.passage, self.passage.quantities[index]
        end = max(quantity.end, passage.item_at(quantity.end - 1).end if quantity.end < passage.end else quantity.end)
        for at in range(index + 1, len(passage.quantities)):
            other = passage.quantities[at]
            if other.start >= end:
                break
            if at not in self.thresholds:
                end = other.start
                break
        return Span(quantity.end, end)

    def earlier(self, start: int) -> Counted | None:
        """The last count that begins at or behind ``start``, other things left out."""
        for counted in reversed(self.found):
            if self.passage.quantities[counted.at].start < start:
                return None
            if counted.object != "other":
                return counted
        return None

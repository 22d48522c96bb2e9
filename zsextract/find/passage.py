"""A paragraph as the figure finders see it: its numbers, its cue words, and where its clauses and brackets lie.

Everything that says what a number means is asked of a `Passage`: which words stand before it up to the next mark, which
behind it, what bracket or quotation it stands in. Offsets are into the matching view.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from functools import cached_property

from msgspec import Struct, structs

from zsextract.find.cues import Cue, Cues, find_cues
from zsextract.find.quantities import Quantity
from zsextract.patterns import Lazy
from zsextract.rules import RuleSet
from zsextract.spans import Span

_MARK = Lazy(r"[。!?…;,:、()\[\]\n「」『』“”①-⑳]|——")
_REACH = 800  # no word further away speaks of a number; it bounds the work on text without marks
_LABEL = 120
_GLOSS = 16  # code points of a gloss in brackets between words and their number
_SENTENCE = "。!?\n"
_SEGMENT = _SENTENCE + ";…"


class Bounds(Struct, frozen=True):
    """The four nested ranges that a number stands in: sentence, segment (to ;), clause (to a comma), item (to 、)."""

    sentence: Span
    segment: Span
    clause: Span
    item: Span


class _Marks:
    """Positions of the marks of a paragraph by level, its brackets and its quotations, found in one sweep."""

    __slots__ = (
        "bracket_at",
        "bracket_open",
        "clause",
        "closed",
        "item",
        "open_quote",
        "quotes",
        "segment",
        "sentence",
        "stack",
    )

    def __init__(self) -> None:
        self.sentence: list[int] = []
        self.segment: list[int] = []
        self.clause: list[int] = []
        self.item: list[int] = []
        self.quotes: list[tuple[int, int]] = []
        self.open_quote = -1
        self.bracket_at: list[int] = []  # from here on, the innermost open bracket is the one at …
        self.bracket_open: list[int] = []
        self.closed: dict[int, int] = {}
        self.stack: list[int] = []

    def add(self, at: int, mark: str) -> None:
        """Take one mark in; they come in order."""
        if mark in "“「『":
            self.open_quote = at
        elif mark in "”」』":
            if self.open_quote >= 0:
                self.quotes.append((self.open_quote, at + 1))
            self.open_quote = -1
        else:
            if mark in "()[]":
                self._bracket(at, mark)
            self._level(at, mark)

    def ends_at(self, at: int) -> bool:
        """True where the last mark taken in stands at ``at``."""
        return bool(self.item) and self.item[-1] == at

    def _bracket(self, at: int, mark: str) -> None:
        if mark in "([":
            self.stack.append(at)
        elif self.stack:
            self.closed[self.stack.pop()] = at
        self.bracket_at.append(at)
        self.bracket_open.append(self.stack[-1] if self.stack else -1)

    def _level(self, at: int, mark: str) -> None:
        self.item.append(at)
        if mark != "、":
            self.clause.append(at)
        if mark in _SEGMENT:
            self.segment.append(at)
        if mark in _SENTENCE:
            self.sentence.append(at)


class Passage(Struct, frozen=True, eq=False, dict=True):
    """One paragraph with at least one number."""

    view: str
    start: int
    end: int
    quantities: Sequence[Quantity]
    cues: Cues
    windows: Sequence[Span]
    heading: Span | None = None
    lead: Span | None = None

    @classmethod
    def of(
        cls, view: str, start: int, end: int, quantities: Sequence[Quantity], rules: RuleSet,
        heading: Span | None = None, lead: Span | None = None,
    ) -> Passage:  # fmt: skip
        """The paragraph ``[start, end)``, its cue words found.

        ``heading`` is the section head it stands under, ``lead`` the words that open it or the list it is an item of.
        """
        windows = _windows(view, start, end, quantities)
        return cls(view, start, end, quantities, find_cues(view, windows, rules), windows, heading, lead)

    @property
    def heading_text(self) -> str:
        """The words of the section head, empty for none."""
        return self.text(self.heading) if self.heading is not None else ""

    @property
    def lead_text(self) -> str:
        """The words that open the paragraph or its list."""
        return self.text(self.lead) if self.lead is not None else ""

    def without(self, indexes: Collection[int]) -> Passage:
        """The same paragraph without some of its numbers."""
        kept = [quantity for index, quantity in enumerate(self.quantities) if index not in indexes]
        return structs.replace(self, quantities=kept)

    @cached_property
    def _marks(self) -> _Marks:
        """Where the marks lie; those inside numbers (12,600) are none."""
        marks = _Marks()
        inside = {at for quantity in self.quantities for at in range(quantity.start, quantity.end)}
        for window in self.windows:
            if window.start > self.start and not marks.ends_at(window.start - 1):
                marks.add(window.start - 1, "。")  # whatever lies between two windows ends there
            for found in _MARK.finditer(self.view, window.start, window.end):
                at = found.start()
                if at not in inside:
                    marks.add(at, self.view[at])
        return marks

    @cached_property
    def _starts(self) -> list[int]:
        return [quantity.start for quantity in self.quantities]

    def sentence_at(self, at: int) -> Span:
        """The sentence that the character at ``at`` stands in."""
        return self._range(self._marks.sentence, at)

    def segment_at(self, at: int) -> Span:
        """The part of a sentence up to a semicolon that the character at ``at`` stands in."""
        return self._range(self._marks.segment, at)

    def clause_at(self, at: int) -> Span:
        """The clause that the character at ``at`` stands in."""
        return self._range(self._marks.clause, at)

    def item_at(self, at: int) -> Span:
        """The item of a list that the character at ``at`` stands in."""
        return self._range(self._marks.item, at)

    def _range(self, marks: list[int], at: int) -> Span:
        index = bisect_left(marks, at)
        start = marks[index - 1] + 1 if index else self.start
        return Span(start, marks[index] if index < len(marks) else self.end)

    @cached_property
    def bounds(self) -> list[Bounds]:
        """The ranges of each number, in order."""
        marks = self._marks
        columns = [self._ranges(level) for level in (marks.sentence, marks.segment, marks.clause, marks.item)]
        return [Bounds(*row) for row in zip(*columns, strict=True)]

    def _ranges(self, marks: list[int]) -> list[Span]:
        """The range between two marks that each number stands in: one sweep over both."""
        if len(self._starts) == 1:  # a line of a list or a table
            begin = self._starts[0]
            return [_in_reach(self._range(marks, begin), begin)]
        found: list[Span] = []
        start, at, count = self.start, 0, len(marks)
        span = Span(start, marks[0] if count else self.end)
        for begin in self._starts:
            while at < count and marks[at] < begin:
                start = marks[at] + 1
                at += 1
                span = Span(start, marks[at] if at < count else self.end)
            found.append(_in_reach(span, begin))
        return found

    def bracket(self, at: int) -> Span | None:
        """The innermost closed bracket round a position."""
        marks = self._marks
        index = bisect_right(marks.bracket_at, at) - 1
        start = marks.bracket_open[index] if index >= 0 else -1
        end = marks.closed.get(start)
        return None if end is None else Span(start, end + 1)

    def quotation(self, at: int) -> Span | None:
        """The quotation round a position."""
        quotes = self._marks.quotes
        index = bisect_right(quotes, (at, 0)) - 1
        return Span(*quotes[index]) if index >= 0 and at < quotes[index][1] else None

    def label(self, index: int) -> Span:
        """The words right before a number, from the last mark or number on; 、 and 和 between items are no words."""
        return self._labels[index]

    @cached_property
    def _labels(self) -> list[Span]:
        labels = []
        last = self.start
        for quantity, bounds in zip(self.quantities, self.bounds, strict=True):
            labels.append(self._label(quantity, max(bounds.item.start, last)))
            last = quantity.end
        return labels

    def _label(self, quantity: Quantity, start: int) -> Span:
        view, end = self.view, quantity.start
        start = max(start, end - _LABEL)
        while start < end and view[start] in " 、和及与”“’":
            start += 1
        if start == end and view[start - 1 : start] == "(":  # 完成全年目标(160亿元): the words before the bracket
            start = self.item_at(start - 2).start if start - 2 >= self.start else start
        elif start == end and view[start - 1 : start] == ")":  # 可实现产值(营业收入)127亿元: those before the gloss
            opens = view.rfind("(", max(self.start, start - _GLOSS), start)
            told = self.item_at(opens - 1).start if opens > self.start else start
            if not any(map(str.isdigit, view[told:start])):
                return Span(told, opens if told < start else start)
        return Span(start, end)

    def words_from(self, index: int) -> int:
        """Where the words before a number begin: behind a mark or another number."""
        start = self.bounds[index].item.start
        return max(start, self.quantities[index - 1].end) if index else start

    def after(self, index: int) -> Span:
        """The words right behind a number: up to the next mark or number."""
        quantity = self.quantities[index]
        end = max(quantity.end, self.bounds[index].item.end)
        if index + 1 < len(self.quantities):
            end = min(end, max(quantity.end, self.quantities[index + 1].start))
        return Span(quantity.end, end)

    def text(self, span: Span) -> str:
        """The words of a span."""
        return self.view[span.start : span.end]

    def cue_in(self, kind: str, span: Span) -> Cue | None:
        """The last cue of a kind in a span, the one nearest to what follows."""
        return self.cues.last(kind, span.start, span.end)


def _in_reach(span: Span, at: int) -> Span:
    """The part of a range whose words may speak of a number at ``at``."""
    if at - span.start <= _REACH and span.end - at <= _REACH:
        return span
    return Span(max(span.start, at - _REACH), min(span.end, at + _REACH))


def _windows(view: str, start: int, end: int, quantities: Sequence[Quantity]) -> list[Span]:
    """The sentences that hold numbers, the mark at their end included: nothing else is searched for cue words."""
    found: list[Span] = []
    done = start
    for quantity in quantities:
        if quantity.start < done:
            continue
        begin = max(view.rfind("。", start, quantity.start) + 1, done, quantity.start - _REACH)
        stop = view.find("。", quantity.end, min(end, quantity.end + _REACH))
        done = stop + 1 if stop >= 0 else min(end, quantity.end + _REACH)
        found.append(Span(begin, done))
    return found

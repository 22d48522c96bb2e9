"""Subjects: the words before a number or before those ahead of it, without modal verbs, periods and places.

Offsets are into the matching view.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from functools import cached_property
from operator import attrgetter

from zsextract.find.counting import Counted
from zsextract.find.passage import Passage
from zsextract.find.phrases import is_modal, kept
from zsextract.link import Setting
from zsextract.patterns import Lazy, LazyRegex
from zsextract.spans import Span

_SUBJECT_LEFT = Lazy(r"[。;!?\n]")
_GENERIC = LazyRegex(
    r"(?:和|及|当年|比(?=净)|已超额完成|已完成|超额完成|距离|离|对照|提前|任务|目标任务|目标|年度|全年|计划(?=\Z)|指标(?=\Z)|县定|其余|回落|投(?=\Z)|守住|保持|稳定|控制|办成|发展|先干出|干出|增长|增速|增幅|下降|"
    r"提高|降低|年均增长|同比增长|实现|完成|达到|新增|其中|总量|总额|力争|确保|净增|减少|增加|占比|比重|左右)*\Z"
)
_TASK = LazyRegex(
    r"[^,;。、]{0,10}?(?:对照|占|为|距离?|离|超额|完成|实现|不足|不到|仅为|相当于|\b)(?:了)?(?:自治[区州县](?:下达)?|[省市县区州盟旗镇]\w{0,2}|年初|年度|全年|年|县定|市定|县下达|市下达)?(?:[省市县区州]?[委政府]{1,5}(?:下达|考核|确定|交办)的?)?(?:目标任务|"
    r"任务|目标|计划|指标|预算)(?:数|值)?(?:还差[^,;。]*)?[((]?"
)
_OF_TASKS, _NAMES_TASK = frozenset("务标划算"), LazyRegex(r"任务|目标|计划|指标|预算")  # one of each is in every match
_GIVEN_BY = ("下达任务", "下达的任务", "下达目标", "交办任务", "考核任务")
_LIMIT = LazyRegex(r"[上下]的?[^,;。、]")
_BASE = Lazy(r"[比较](?![重例值大强])")
_CHUNKS = LazyRegex(r"[,，、;；:：]")
_EARLIER = 8  # numbers back at most that may be of the same list
_AHEAD = (4, 24)  # characters of a subject in a clause of its own


def is_generic(words: str) -> bool:
    """True for words that are but a verb or the name of a task: 全年完成, 目标."""
    return _GENERIC.fullmatch(words) is not None


def is_of_task(words: str) -> bool:
    """True for words that tell what share of a task is done or left: 完成年度任务的, 下达任务."""
    return names_task(words) and (words.startswith(_GIVEN_BY) or _TASK.fullmatch(words) is not None)


def names_task(words: str) -> bool:
    """True for words that name a task: 全年目标, 计划."""
    return not _OF_TASKS.isdisjoint(words) and _NAMES_TASK.search(words) is not None


class Subjects:
    """The words before the numbers of one passage; they are read once, for many may ask."""

    def __init__(self, setting: Setting, passage: Passage, counted: Mapping[int, Counted]) -> None:
        self._setting, self._passage, self._text, self._counted = setting, passage, setting.text, counted
        self._words: dict[Span, str] = {}  # of a span
        self._own: dict[int, str] = {}  # of a number
        self._found: dict[tuple[int, int, bool], str] = {}  # of a number or an earlier one
        self.delimiting = frozenset(count.threshold for count in counted.values())
        """The sums that only say how large what is counted is."""

    def words(self, span: Span, owner: Span | None = None) -> str:
        """The words of a span without what the record tells in fields of its own; without those of its owner, too."""
        if owner is not None:
            return kept(self._passage, self._text, span, [*self._apart(span), owner])
        words = self._words.get(span)
        if words is None:
            words = self._words[span] = kept(self._passage, self._text, span, self._apart(span))
        return words

    def before(self, end: int) -> str:
        """The words before the numbers that stand before ``end``: the subject that a bare verb goes on with."""
        return self.ahead(end) or self.up_to(self.behind(end) - 1, end, rates=True)

    def up_to(self, index: int, end: int, *, rates: bool) -> str:
        """The words before a number, or before those that stand earlier in the sentence up to ``end``."""
        if index < 0:
            return ""
        if not rates and self._passage.quantities[index].family == "rate":
            return self.up_to(index - 1, end, rates=rates)
        words = self._of(index)
        if words:
            return words
        key = index, end, rates
        if key not in self._found:
            start = self._passage.words_from(index)
            left = _SUBJECT_LEFT.search(self._passage.view, start, end)
            self._found[key] = "" if left else self.up_to(index - 1, start, rates=rates)
        return self._found[key]

    def like(self, before: Span) -> str:
        """The words before a number of the same kind, with the same currency, in the sentence."""
        near = self.ahead(before.start)
        if near:
            return near
        passage = self._passage
        own = next((q for q in passage.quantities if q.start >= before.end), None)
        first = passage.sentence_at(before.start).start
        behind = self.behind(before.start)
        for index in range(behind - 1, max(-1, behind - 1 - _EARLIER), -1):
            quantity = passage.quantities[index]
            if index in self.delimiting:
                continue
            if quantity.start < first:
                break
            if own is not None and not quantity.is_like(own):
                continue
            if not _LIMIT.match(passage.view, quantity.end - 1):  # 新引进5亿元以上项目: it only delimits
                words = self._of(index)
                if words:
                    return words
        return ""

    def ahead(self, end: int) -> str:
        """The subject in a clause without a number right before: 固定资产投资增速力争由负转正,全年增长5%."""
        passage = self._passage
        last = self.behind(end) - 1
        while last in self.delimiting:  # 新签约亿元以上项目,甲区、乙区各8个
            last -= 1
        start = passage.segment_at(end).start
        start = max(start, passage.quantities[last].end) if last >= 0 else start
        if end - start < _AHEAD[0]:
            return ""
        modal = next((cue for cue in passage.cues.between("status", start, end) if is_modal(cue)), None)
        chunk = _CHUNKS.split(self.words(Span(start, modal.start if modal else end)))[-1]
        return chunk if _AHEAD[0] <= len(chunk) <= _AHEAD[1] and not is_generic(chunk) else ""

    def behind(self, end: int) -> int:
        """The index of the first number that does not end at ``end`` or before."""
        return bisect_right(self._passage.quantities, end, key=attrgetter("end"))

    def _of(self, index: int) -> str:
        """What the words before a number are about; empty where they are but a verb or the name of a task."""
        words = self._own.get(index)
        if words is None:
            counted = self._counted.get(index)
            span = Span(self._passage.words_from(index), self._passage.quantities[index].start)
            words = self.words(counted.before if counted is not None else span)  # with the sum that delimits it
            is_base = _BASE.match(self._passage.view, span.start) is not None  # 比上年完成的20亿元增长36%
            self._own[index] = words = "" if is_base or is_generic(words) or is_of_task(words) else words
        return words

    # ------------------------------------------------------------------------- what is told elsewhere
    def _apart(self, span: Span) -> list[Span]:
        """The periods and places in a span, which the record tells in fields of their own."""
        start = span.start + 2 * self._passage.view.startswith("其中", span.start)
        apart = [Span(m.start, m.end) for m in self._setting.places_at(start)]
        told = self._told
        if told:
            first = bisect_left(told, span.start, key=attrgetter("start"))
            while first and told[first - 1].end > span.start:
                first -= 1
            apart += told[first : bisect_left(told, span.end, first, key=attrgetter("start"))]
        return apart

    @cached_property
    def _told(self) -> list[Span]:
        """The periods and relative places of the passage, and the places that open its clauses, in order."""
        start, end = self._passage.start, self._passage.end
        places = self._setting.places_between(start, end)
        owners = [Span(m.start, m.end) for m in places if m.kind != "relative" and self._opens_clause(m.start)]
        return sorted(self._setting.told_apart(start, end) + owners)

    def _opens_clause(self, at: int) -> bool:
        """True where nothing but a period stands before ``at`` in its clause."""
        start = self._passage.clause_at(at).start
        if start == at:
            return True
        periods = self._setting.periods_between(self._passage.sentence_at(at).start, at)
        return all(any(p.start <= char < p.end for p in periods) for char in range(start, at))

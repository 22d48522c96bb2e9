"""Counts of projects, enterprises and activities: what is counted, at which stage, as a part of what.

A paragraph's counts are read in order, for a count inherits from those before it: the noun that is understood, the
stage of the verb that governs a list, the whole of which it is a part.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from zsextract.find.cues import Cue
from zsextract.find.passage import Passage
from zsextract.find.quantities import Quantity
from zsextract.spans import Span

_UNDERSTOOD = re.compile(
    r"(?:[的都均已将正可需须再也就还要仅才没未仍尚至为占比较列居位是系同由,;:。、)”!?\n及和与或并]|\Z|其中|分别|以上|左右|全部|同比|目前|现已|要求)"
)
_GAP = 16
_ADJACENT = re.compile(
    r"(?:总数|数量|数|个数|家数|户数)?(?:达到?|共|有|为|约|是|仅|只有|超|近|合计|共计|总计|分别|突破|发展到|增加到|增至)*\Z"
)
_INDEFINITE = re.compile(r"一(?:个|家|次|场|项|户|批|宗|件|间|单|条)\Z")
_NEGATED = re.compile(r"[未没尚不无](?:有|能|曾|正式)?\Z")
_SINGLE_NOUN_END = re.compile(r"[的均都已共,、;。()和及各在有要是也还全]|\Z")
_TASK = re.compile(r"(?:任务|目标|计划|指标)(?:数|为|是|各|分别)?\Z")
_NO_QUALIFIER = re.compile(r"[把被让给与]|表示|达成|实现|明确")
_BETWEEN_NOUNS = re.compile(r"(?:投资|引资|招商|技改|建设|研发|的|”|“)*\Z")
_NO_GAP = re.compile(r"了|在(?!谈|建|库)")
_NEGATED_STAGE = re.compile(
    r"(?:项目)?(?:还|尚|仍|都|均)?(?:未|没有?|没能)(?:能|有|正式)?(?:开工|动工|签约|投产|落地|竣工|建成|注册)"
)
_LISTED = re.compile(r"[和与及、]|以及")
_NEW = re.compile(r"[哪某另这那同每第下上唯任独有是了给为的]\Z")
_EACH = re.compile(r"[每各](?!级|类|种|项|方|界|地|大|位|族|样|自)|至少|最少|不少于|含|包括")
_CHANGE = re.compile(r"(?:同比|比|较|环比|净增|减少|增加|多|少|增(?![资扩])|减)[^,;。]{0,14}\Z")
_SLOGAN = 8
_VAGUE = re.compile(r"[几数]\Z")
_TOPIC_LEFT = re.compile(r"[,、;:。(]")


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


def find_counts(passage: Passage, thresholds: Collection[int], topic: str | None = None) -> list[Counted]:
    """The counts of a passage, those of other things among them.

    ``thresholds`` are the sums that only delimit; ``topic`` is what the paragraphs before have counted last.
    """
    found: list[Counted] = []
    reader = _Reader(passage, frozenset(thresholds), found, topic)
    for index, quantity in enumerate(passage.quantities):
        if quantity.family == "count" and not _is_nothing(passage, quantity):
            counted = reader.read(index)
            if counted is not None:
                found.append(counted)
    return found


def _is_nothing(passage: Passage, quantity: Quantity) -> bool:
    """True for a slogan in quotation marks (“三个一”), for 几个 and for an indefinite 一个."""
    quotation = passage.quotation(quantity.start)
    if quotation is not None and quotation.end - quotation.start <= _SLOGAN:
        return True
    numeral = passage.view[quantity.number_start : quantity.end]
    if (
        numeral[:1] == "一" and passage.view[quantity.start - 1 : quantity.start] == "“"
    ):  # “一个项目、一名领导、一套班子”
        return True
    if numeral[:1] in "几数" and numeral[1:2] == quantity.unit[:1]:
        return True
    return _INDEFINITE.match(numeral) is not None and not _is_counted_one(passage, quantity)


def _is_counted_one(passage: Passage, quantity: Quantity) -> bool:
    """一个 counts where it is a quota (每县引进一个…) or a part that is told (含一个线上签约项目)."""
    clause, sentence = passage.clause_at(quantity.start), passage.sentence_at(quantity.start)
    before = passage.view[max(sentence.start, quantity.start - 40) : quantity.start]
    if re.search(r"[每各](?!级|类|种|方|界)[^,;。]{0,24}\Z", before) or re.search(
        r"(?:至少|最少|含|包括)[^,;。]{0,12}\Z", before
    ):
        return True
    noun = passage.cues.last("object", clause.start, quantity.start)
    if noun is not None and noun.end == quantity.start and noun.end - noun.start > 1:
        return True
    behind = passage.view[quantity.end : quantity.end + 1]
    return (
        behind in ("、", ",", ";", "。")
        and bool(before[-1:])
        and not _NEW.search(before)
        and "一" <= before[-1] <= "鿿"
    )


_OWNERS = frozenset(["民企", "央企", "国企", "外企", "台企", "港企", "侨企", "上市"])


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the counts of one passage; ``found`` are those before."""

    passage: Passage
    thresholds: frozenset[int]
    found: list[Counted]
    topic: str | None = None

    def read(self, index: int) -> Counted | None:
        passage, quantity = self.passage, self.passage.quantities[index]
        before, after = self._before(index), self._after(index)
        noun = self._object(index, before, after)
        if noun is None:
            return None
        kind, rule = noun
        whole = self._whole(index)
        stage = self._stage(index, before, after, whole, kind) if kind in ("project", "enterprise") else None
        return Counted(
            index, kind, stage, self._classes(before, self._noun_phrase(index, after)), self._threshold(index, before, after), whole,
            rule or quantity.rule.id, before, self._noun_phrase(index, after),
            _CHANGE.search(passage.text(before)) is not None,
        )  # fmt: skip

    # -------------------------------------------------------------------------------- the words beside a count
    def _before(self, index: int) -> Span:
        """The words before a count, its threshold among them: back to a mark or to a number that is no threshold."""
        passage = self.passage
        start = passage.bounds[index].item.start
        at = index - 1
        while at >= 0 and passage.quantities[at].end > start:
            if at not in self.thresholds:
                start = passage.quantities[at].end
                break
            at -= 1
        while start < passage.quantities[index].start and passage.view[start] in " 、和及与":
            start += 1
        return Span(start, passage.quantities[index].start)

    def _after(self, index: int) -> Span:
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

    # -------------------------------------------------------------------------------- what is counted
    def _object(self, index: int, before: Span, after: Span) -> tuple[str, str | None] | None:
        """What is counted, with the rule of the noun that says so; None where it is nothing that is known."""
        quantity = self.passage.quantities[index]
        measure = str(quantity.rule.gives["object"])
        behind = self._noun_behind(after) or self._noun_after_list(index, after)
        if behind is not None:
            return self._fits(measure, behind)
        if quantity.unit == "户" and self.passage.view.startswith("的", after.start):
            return ("other", None)
        if not self._is_understood(after):
            if quantity.unit in ("案", "宗", "单"):
                return ("project", None)
            if measure in ("enterprise", "activity"):
                return self._without_noun(index, measure, before)
            return ("other", None)
        ahead = self._noun_ahead(before)
        if ahead is not None:
            return self._fits(measure, ahead)
        return self._without_noun(index, measure, before)

    def _noun_phrase(self, index: int, after: Span) -> Span | None:
        """The words behind a count up to the end of its noun; None where no noun follows."""
        noun = self._noun_behind(after) or self._noun_after_list(index, after)
        return None if noun is None else Span(after.start, noun.end)

    def _noun_behind(self, after: Span) -> Cue | None:
        """The noun of N个…项目: the first one that only qualifiers part from the number."""
        view = self.passage.view
        nouns = [
            noun for noun in self.passage.cues.between("object", after.start, min(after.end, after.start + _GAP + 4))
            if noun.end - noun.start > 1
            or (noun.start - after.start <= 2 and _SINGLE_NOUN_END.match(view, noun.end) and view[after.start] != "的")
        ]  # fmt: skip
        if not nouns:
            return None
        first = nouns[0]
        head = first
        for noun in nouns[1:]:
            if not _BETWEEN_NOUNS.match(view, head.end, noun.start):
                break
            if noun.says("verb") or self.passage.cues.between("stage", head.end, noun.start):  # 三个小区入驻企业10户
                break
            head = noun
        gap = view[self._behind_threshold(after, first.start) : first.start]
        if _NO_QUALIFIER.search(gap) or _NO_GAP.search(gap):
            return None
        if "的" in gap and gap[:1] not in "的投总年单" and not gap.endswith("的"):
            return None
        return head

    def _behind_threshold(self, after: Span, end: int) -> int:
        """Where the words behind a threshold begin (一个5000万元以上的项目), else the words behind the number."""
        ends = [q.end for i in self.thresholds if after.start <= (q := self.passage.quantities[i]).start < end]
        return max(ends, default=after.start)

    def _noun_after_list(self, index: int, after: Span) -> Cue | None:
        """100个以上打基础、强功能的优质项目: the noun behind a list of qualifiers that ends in 的."""
        passage, view = self.passage, self.passage.view
        if after.end >= passage.end or view[after.end] != "、" or after.end - after.start < 2:
            return None
        end = passage.clause_at(after.start).end
        following = [q.start for q in passage.quantities[index + 1 : index + 2]]
        noun = passage.cues.first("object", after.end, min([end, after.start + 28, *following]))
        return noun if noun is not None and "的" in view[after.end : noun.start] else None

    def _noun_ahead(self, before: Span) -> Cue | None:
        """The noun of 项目N个: the last one before the number; a noun of other things only right before it."""
        nouns = self.passage.cues.between("object", before.start, before.end)
        for noun in reversed(nouns):
            between = self.passage.view[noun.end : before.end]
            if noun.end - noun.start < 2:
                continue
            if _ADJACENT.fullmatch(between) is not None or (
                noun.says("object") in ("project", "enterprise") and "的" not in between[-1:]
            ):
                return noun
        return None

    def _is_understood(self, after: Span) -> bool:
        """True where no noun of its own follows the number: the end of a clause, a verb, a particle."""
        text = self.passage.text(after)
        if _UNDERSTOOD.match(text):
            return True
        stage = self.passage.cues.first("stage", after.start, min(after.end, after.start + 4))
        return stage is not None

    def _fits(self, measure: str, noun: Cue) -> tuple[str, str | None] | None:
        """What noun and measure word say together: 家 never counts projects, 场 never enterprises."""
        kind = str(noun.says("object"))
        if kind == "none":  # 13个镇、87个部门: they owe and are not owed
            return None
        if measure == "enterprise":
            return ("enterprise", noun.rule.id) if kind in ("enterprise", "project") else ("other", noun.rule.id)
        if measure == "activity":
            return ("activity", noun.rule.id) if kind == "activity" else ("other", noun.rule.id)
        if measure == "other":
            return ("other", noun.rule.id)
        word = self.passage.view[noun.start : noun.end]
        if word in _OWNERS and self.found and self.found[-1].object == "project":
            return ("project", noun.rule.id)  # 央企项目6个、民企33个
        return (kind, noun.rule.id)

    def _without_noun(self, index: int, measure: str, before: Span) -> tuple[str, str | None] | None:
        """The noun that is understood: from a stage word, from the sentence, or from the count before."""
        passage = self.passage
        sentence = passage.bounds[index].sentence
        earlier = self._earlier(sentence.start)
        start = passage.quantities[index].start
        if measure == "enterprise":
            named = self._sentence_noun(sentence, start, ("enterprise",))
            known = (
                passage.quantities[index].unit == "家"
                or named is not None
                or (earlier and earlier.object == "enterprise")
            )
            return ("enterprise", named.rule.id if named else None) if known else ("other", None)
        if measure == "activity":
            named = self._sentence_noun(sentence, start, ("activity",))
            return ("activity", named.rule.id) if named and start - named.end < 12 else ("other", None)
        if measure in ("piece", "other"):
            return ("other", None)
        if passage.quantities[index].unit in ("案", "宗", "单") or _TASK.search(passage.text(before)):
            return ("project", None)
        stage = passage.cue_in("stage", before)
        if stage is not None and stage.says("stage") != "none":
            return ("project", stage.rule.id)
        named = self._sentence_noun(sentence, start, ("project", "activity", "enterprise"))
        if earlier is not None and earlier.object in ("project", "enterprise"):
            return (earlier.object, earlier.rule)
        if named is not None and named.says("object") == "project":
            return ("project", named.rule.id)
        topic = self.found[-1].object if self.found else self.topic
        if topic == "project" or "项目" in passage.heading_text:
            return ("project", "object.project")
        return ("other", None)

    def _sentence_noun(self, sentence: Span, end: int, kinds: Sequence[str]) -> Cue | None:
        nouns = self.passage.cues.between("object", sentence.start, end)
        return next((noun for noun in reversed(nouns) if noun.says("object") in kinds), None)

    def _earlier(self, start: int) -> Counted | None:
        """The last count that begins at or behind ``start``, other things left out."""
        for counted in reversed(self.found):
            if self.passage.quantities[counted.at].start < start:
                return None
            if counted.object != "other":
                return counted
        return None

    # -------------------------------------------------------------------------------- part of a whole
    def _whole(self, index: int) -> int | None:
        """The count of which this one is a part: said by a bracket of parts or by 其中, by nothing else."""
        passage = self.passage
        start = passage.quantities[index].start
        bracket = passage.bracket(start)
        if bracket is not None and (whole := self._before_bracket(bracket, index)) is not None:
            return whole
        sentence = passage.bounds[index].sentence
        part = self._part_cue(index, sentence)
        return None if part is None else self._whole_of(part, index, sentence)

    def _before_bracket(self, bracket: Span, index: int) -> int | None:
        """The count right before a bracket."""
        passage = self.passage
        inner = self._part_cue(index, bracket)
        if inner is not None and inner.start > bracket.start + 1:
            found = self._nearest(bracket.start, inner.start, bracket)
            if found is not None:
                return found
        if _CHANGE.search(passage.text(passage.label(index))):
            return None
        for counted in reversed(self.found):
            end = passage.quantities[counted.at].end
            if end <= bracket.start:
                return counted.at if bracket.start - end <= 6 and counted.object != "other" else None
        return None

    def _part_cue(self, index: int, within: Span) -> Cue | None:
        """The 其中 whose list the count stands in: up to the end of the segment, or of the sentence that it opens."""
        passage = self.passage
        bounds = passage.bounds[index]
        start = passage.quantities[index].start
        cues = [cue for cue in passage.cues.between("part", within.start, start) if cue.end - cue.start > 1]
        for cue in reversed(cues):
            if passage.bracket(cue.start) != passage.bracket(start):
                continue
            opens = passage.view[bounds.sentence.start : cue.start].strip() == ""
            if cue.start >= bounds.segment.start or opens:
                return cue
        return None

    def _whole_of(self, part: Cue, index: int, sentence: Span) -> int | None:
        """The single count that 其中 points back to."""
        passage = self.passage
        segment = passage.segment_at(part.start)
        nearest = self._nearest(segment.start, part.start, passage.bracket(part.start))
        if nearest is not None:
            return nearest
        wholes = [
            c.at for c in self.found
            if sentence.start <= passage.quantities[c.at].start < part.start
            and c.whole is None and c.object != "other" and not c.is_change
        ]  # fmt: skip
        if wholes:
            return wholes[-1]
        return self._whole_in_sentence_before(sentence) if part.start - sentence.start <= 1 else None

    def _whole_in_sentence_before(self, sentence: Span) -> int | None:
        """For a sentence that begins with 其中: the only whole of the sentence before, where there is just one."""
        passage = self.passage
        if sentence.start <= passage.start:
            return None
        before = passage.sentence_at(sentence.start - 2) if sentence.start - 2 >= passage.start else None
        if before is None:
            return None
        wholes = [
            c.at
            for c in self.found
            if before.start <= passage.quantities[c.at].start < before.end and c.whole is None and c.object != "other"
        ]
        return wholes[0] if len(wholes) == 1 else None

    def _nearest(self, start: int, end: int, bracket: Span | None) -> int | None:
        """The last count in ``[start, end)`` on the same level of brackets."""
        for counted in reversed(self.found):
            at = self.passage.quantities[counted.at].start
            if at < start:
                return None
            if at < end and counted.object != "other" and not counted.is_change and self.passage.bracket(at) == bracket:
                return counted.at
        return None

    # -------------------------------------------------------------------------------- the stage
    def _stage(self, index: int, before: Span, after: Span, whole: int | None, kind: str) -> str | None:
        """Said beside the count, else by its whole, else by the verb that governs the list it stands in."""
        if _NEGATED_STAGE.match(self.passage.view, after.start):
            return None
        own = self._stage_ahead(before)
        if own is not None:
            return _said(own) or (self._stage_of(whole) if whole is not None else None)
        behind = self._stage_behind(index, after)
        if behind is not None:
            return _said(behind)
        if whole is not None:
            return self._stage_of(whole)
        listed = self._stage_behind_list(index, after)
        if listed is not None:
            return _said(listed)
        return self._governing(index, before, kind)

    def _stage_of(self, index: int) -> str | None:
        return next((c.stage for c in reversed(self.found) if c.at == index), None)

    def _stage_ahead(self, before: Span) -> Cue | None:
        """The stage word nearest before the number; 未动工 says none, 引进培育 is 引进."""
        view = self.passage.view
        cues = [
            c
            for c in self.passage.cues.between("stage", before.start, before.end)
            if not _NEGATED.search(view, before.start, c.start)
        ]
        if not cues:
            return None
        last = cues[-1]
        if last.says("noun"):  # 注册资本3000万元以上的企业41家落户
            return None
        if last.says("stage") == "none" and len(cues) > 1 and cues[-2].end == last.start:
            return cues[-2]
        return last

    def _stage_behind(self, index: int, after: Span) -> Cue | None:
        """20个签约项目, 20个项目签约; not a verb that already governs the next number (21个项目要开工不少于12个)."""
        cue = self.passage.cues.first("stage", after.start, after.end)
        if cue is None or cue.says("stage") == "none" or _NEGATED.search(self.passage.view, after.start, cue.start):
            return None
        following = index + 1 < len(self.passage.quantities) and self.passage.quantities[index + 1].start - cue.end <= 3
        return None if following and after.end == self.passage.quantities[index + 1].start else cue

    def _stage_behind_list(self, index: int, after: Span) -> Cue | None:
        """世界500强15家、中国500强43家先后落户: the verb behind a list speaks of all its members."""
        passage = self.passage
        if passage.view[after.end : after.end + 1] not in ("、", "和", "与"):
            return None
        clause = passage.clause_at(after.end)
        last = max((q.end for q in passage.quantities[index:] if q.start < clause.end), default=after.end)
        first = passage.cues.first("stage", after.end, clause.end)
        return first if first is not None and first.start >= last and first.says("stage") != "none" else None

    def _governing(self, index: int, before: Span, kind: str) -> str | None:
        """The stage of the verb that governs a list: the last one said in the segment, or by the list before it."""
        passage = self.passage
        segment = passage.bounds[index].segment
        cue = passage.cues.last("stage", segment.start, before.start)
        if cue is not None and cue.start >= passage.bounds[index].clause.start:
            return _said(cue)
        if cue is not None:
            same = [c for c in self.found if passage.quantities[c.at].start >= cue.start]
            return _said(cue) if not same or same[-1].object == kind else None
        earlier = self._earlier(passage.bounds[index].sentence.start)
        if earlier is not None and earlier.object == kind and earlier.whole is None:
            return earlier.stage
        return None

    # -------------------------------------------------------------------------------- thresholds and classes
    def _threshold(self, index: int, before: Span, after: Span) -> int | None:
        """The sum that delimits what is counted: the nearest one in the words before, or the first one behind."""
        for at in range(index - 1, -1, -1):
            if self.passage.quantities[at].start < before.start:
                break
            if at in self.thresholds:
                return at
        for at in range(index + 1, len(self.passage.quantities)):
            if self.passage.quantities[at].start >= after.end:
                return None
            if at in self.thresholds:
                between = self.passage.view[self.passage.quantities[index].end : self.passage.quantities[at].start]
                return None if _LISTED.search(between) else at
        return None

    def _classes(self, before: Span, behind: Span | None) -> tuple[str, ...]:
        """The qualifying classes beside a count, as written, in order."""
        found: list[str] = []
        for span in (before, behind) if behind is not None else (before,):
            for cue in self.passage.cues.between("class", span.start, span.end):
                word = self.passage.view[cue.start : cue.end]
                if word not in found:
                    found.append(word)
        return tuple(found)


def _said(cue: Cue) -> str | None:
    stage = str(cue.says("stage"))
    return None if stage == "none" else stage

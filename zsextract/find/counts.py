"""Counts of projects, enterprises and activities: what is counted, at which stage, as a part of what.

A paragraph's counts are read in order, for a count inherits from those before it: the noun that is understood, the
stage of the verb that governs a list, the whole of which it is a part.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from zsextract.find.counting import Counted, Reading, tells_change
from zsextract.find.gazetteer import is_of_places
from zsextract.find.nouns import noun_phrase, object_of
from zsextract.find.passage import Passage
from zsextract.find.quantities import Quantity
from zsextract.find.quotas import is_step
from zsextract.find.stages import stage_of
from zsextract.find.turns import Turn
from zsextract.find.wholes import whole_of
from zsextract.patterns import LazyRegex
from zsextract.spans import Span

_INDEFINITE = LazyRegex(r"一(?:个|家|次|场|项|户|批|宗|件|间|单|条)\Z")
_CAPACITY = LazyRegex(
    r"(?:年|日|月)(?:产|加工|生产|处理|出栏|存栏|养殖|屠宰|组装|出产)(?!值|业)(?:(?!企业|项目|公司|的)[^,;。、\d]){0,12}\Z"
    r"|产能(?:达|为)?\Z"
)
_LISTED = LazyRegex(r"[和与及、]|以及")
_NEW = LazyRegex(r"[哪某另这那同每第下上唯任独有是了给为的]\Z")
_SLOGAN = 8
_NO_DIGIT = "几数壹贰叁肆伍陆柒捌玖"  # alone: 陆家嘴, 陆宗云; what is written out in full is a sum
_NONE = ("也没", "都没", "也无", "也不", "都不", "也未", "都未")
_PER_ONE = LazyRegex(r"每(?:成功|新)?(?:引进|引入|招引|新增|培育|落地|签约)?\Z")
_OUTDOING = LazyRegex(r"[、,](?:力争|争取|冲刺|奋斗目标)(?:达到?|突破)?")
_FROM = LazyRegex(r"[由从][^,;。由从]{0,6}\Z")
_UNNAMED = LazyRegex(r"[,;。、)]|\Z")
_GROWN = LazyRegex(r",?[^,;。、]{0,4}(?:发展|增加|增|增长|扩大|壮大|提高|上升|减少|压减|减|达)(?:到|至)(?:了|约|近)?")


def find_counts(
    passage: Passage, thresholds: Collection[int], topic: str | None = None, turns: Mapping[int, Turn] | None = None
) -> list[Counted]:
    """The counts of a passage, those of other things among them.

    ``thresholds`` are the sums that only delimit; ``topic`` is what the paragraphs before have counted last,
    ``turns`` are the numbers that 分别 gives out.
    """
    found: list[Counted] = []
    reading = Reading(passage, frozenset(thresholds), found, topic, turns or {})
    for index, quantity in enumerate(passage.quantities):
        if quantity.family == "count" and not _is_nothing(passage, index):
            counted = _read(reading, index)
            if counted is not None:
                found.append(counted)
    return found


def _is_nothing(passage: Passage, index: int) -> bool:
    """True for a slogan in quotation marks (“三个一”), for 几个 and for an indefinite 一个."""
    quantity = passage.quantities[index]
    quotation = passage.quotation(quantity.start)
    if quotation is not None and (
        quotation.end - quotation.start <= _SLOGAN or passage.view[quotation.end - 2] == "强"
    ):  # “三个 500 强”
        return True
    if _CAPACITY.search(passage.view, passage.bounds[index].item.start, quantity.start):
        return True  # 年产轮毂200万个的项目
    numeral = passage.view[quantity.number_start : quantity.end]
    if passage.view[quantity.start - 1 : quantity.start] in ("前", "后") and quantity.unit in ("项", "个", "家"):
        return True  # 后三项分别完成任务的…: of what was told, not more of it
    if (
        numeral[:1] == "一" and passage.view[quantity.start - 1 : quantity.start] == "“"
    ):  # “一个项目、一名领导、一套班子”
        return True
    if numeral[:1] in _NO_DIGIT and numeral[1:2] == quantity.unit[:1]:
        return True
    end = quantity.end
    if numeral[:1] == "一" and (
        passage.view.startswith(numeral, end) or passage.view.endswith(numeral, 0, quantity.start)
    ):
        return True  # 一个一个地补
    if numeral[:1] == "一" and passage.view.startswith(_NONE, end):
        return True  # 项目一个也没有
    return _INDEFINITE.match(numeral) is not None and not _is_counted_one(passage, quantity)


def _is_counted_one(passage: Passage, quantity: Quantity) -> bool:
    """一个 counts where it is a quota (每县引进一个…) or a part that is told (含一个线上签约项目)."""
    if is_step(passage, quantity):  # 每成功引荐一个奖6万元
        return False
    clause, sentence = passage.clause_at(quantity.start), passage.sentence_at(quantity.start)
    before = passage.view[max(sentence.start, quantity.start - 40) : quantity.start]
    if _PER_ONE.search(before):  # 为每一个企业配备, 每引进一家企业奖50万元
        return False
    if re.search(r"[每各](?!级|类|种|方|界)[^,;。]{0,24}\Z", before) or re.search(
        r"(?:至少|最少|含|包括)[^,;。]{0,12}\Z", before
    ):
        return True
    if passage.view.startswith(("就", "便", "独", "即"), quantity.end):  # 云泰集团一家就拿到5亿元
        return False
    noun = passage.cues.last("object", clause.start, quantity.start)
    if (
        noun is not None
        and noun.end == quantity.start
        and noun.end - noun.start > 1
        and noun.says("object") not in ("none", "other")
    ):  # 项目一个; not 园区一家企业
        return True
    behind = passage.view[quantity.end : quantity.end + 1]
    return (
        behind in ("、", ",", ";", "。")
        and bool(before[-1:])
        and not _NEW.search(before)
        and "一" <= before[-1] <= "鿿"
    )


def _read(reading: Reading, index: int) -> Counted | None:
    passage, quantity = reading.passage, reading.passage.quantities[index]
    before, after = reading.before(index), reading.after(index)
    grown = _grown_from(reading, index)
    if grown is not None:
        return grown._replace(at=index)
    noun = object_of(reading, index, before, after)
    if noun is None:
        return None
    kind, rule = noun
    whole = whole_of(reading, index)
    stage = stage_of(reading, index, before, after, whole, kind) if kind in ("project", "enterprise") else None
    behind = noun_phrase(reading, index, after)
    threshold = _threshold(reading, index, before, after)
    is_change = tells_change(passage.text(before))
    return Counted(
        index, kind, stage, _classes(reading, before, behind), threshold, whole, rule or quantity.rule.id, before,
        behind, is_change,
    )  # fmt: skip


def _grown_from(reading: Reading, index: int) -> Counted | None:
    """The count that this one goes on from: 企业由3家增加到8家, 新开工24个、力争28个 count the same things twice."""
    if not reading.found or reading.found[-1].at != index - 1:
        return None
    passage, last = reading.passage, reading.found[-1]
    first = passage.quantities[last.at]
    quantity = passage.quantities[index]
    if first.unit != quantity.unit:
        return None
    if _OUTDOING.fullmatch(passage.view, first.end, quantity.start):
        return last if _UNNAMED.match(passage.view, quantity.end) else None
    if not _GROWN.fullmatch(passage.view, first.end, quantity.start):
        return None
    return last if _FROM.search(passage.view, max(passage.start, first.start - 8), first.start) else None


def _threshold(reading: Reading, index: int, before: Span, after: Span) -> int | None:
    """The sum that delimits what is counted: in its turn, the nearest one in the words before, or the first behind."""
    turn = reading.turns.get(index)
    if turn is not None:  # 1亿元以上、5亿元以上项目分别为12个、5个
        start = reading.passage.bounds[index].sentence.start
        listed = [at for at in sorted(reading.thresholds) if start <= reading.passage.quantities[at].start < turn.word]
        if len(listed) == turn.size:
            return listed[turn.place]
        if len(listed) == 1:  # 两县亿元以上项目分别为12个、5个
            return listed[0]
    for at in range(index - 1, -1, -1):
        if reading.passage.quantities[at].start < before.start:
            break
        if at in reading.thresholds:
            return at
    if _is_of_places(reading, before):
        return _of_places(reading, index, before)
    for at in range(index + 1, len(reading.passage.quantities)):
        if reading.passage.quantities[at].start >= after.end:
            return None
        if at in reading.thresholds:
            between = reading.passage.view[reading.passage.quantities[index].end : reading.passage.quantities[at].start]
            return None if _LISTED.search(between) else at
    return None


def _of_places(reading: Reading, index: int, before: Span) -> int | None:
    """亿元以上项目,甲县9个、乙县8个: what is counted place by place is delimited once."""
    view, quantities = reading.passage.view, reading.passage.quantities
    if not index or quantities[index - 1].start < reading.passage.bounds[index].sentence.start:
        return None
    if index - 1 in reading.thresholds:
        return index - 1 if _HEAD_OF_PLACES.fullmatch(view, quantities[index - 1].end, before.start) else None
    last = reading.found[-1] if reading.found and reading.found[-1].at == index - 1 else None
    return last.threshold if last is not None and _is_of_places(reading, last.before) else None


def _is_of_places(reading: Reading, before: Span) -> bool:
    """True for 甲县9个, 甲县、乙县各5个 and 各园区、街道各2个: nothing but who has so many."""
    words = reading.passage.text(before)
    if words.endswith("各") and len(words) > 1:
        nouns = reading.passage.cues.between("object", before.start, before.end)
        return all(noun.says("object") in ("none", "other") for noun in nouns)
    return is_of_places(words)


_HEAD_OF_PLACES = LazyRegex(r"[^,;。\d]{0,6}(?:项目|企业)[^,;。\d]{0,4}[,:](?:[^,;。、:\d]{1,12}、){0,6}")


def _classes(reading: Reading, before: Span, behind: Span | None) -> tuple[str, ...]:
    """The qualifying classes beside a count, as written, in order."""
    found: list[str] = []
    for span in (before, behind) if behind is not None else (before,):
        for cue in reading.passage.cues.between("class", span.start, span.end):
            word = reading.passage.view[cue.start : cue.end]
            if word not in found:
                found.append(word)
    return tuple(found)

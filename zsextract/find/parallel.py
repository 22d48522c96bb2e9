"""What a word of planning says of the parts of its sentence behind a semicolon.

今年计划引进80家;新增税收5亿元以上;… goes on planning, and so does an estimate of a term: 预计全年生产总值600亿元;
投资500亿元. Elsewhere each part speaks for itself.
"""

from __future__ import annotations

from zsextract.find.cues import Cue
from zsextract.find.passage import Passage
from zsextract.patterns import LazyRegex
from zsextract.spans import Span

_FLOOR = LazyRegex(r"(?<![元万亿])以上[,;。、]|元以上[,;。]|不少于|不低于|至少|达到\d")
_PAST = LazyRegex(r"[已了]|去年|上年|同比|累计|目前|截至|现有|以来|上半年|前\S{1,2}月")
_REACHED = LazyRegex(r"已(?!签约)|目前|截[至止]|现有|以来")
_ESTIMATES = frozenset(("预计", "预计将", "预测", "预估", "测算"))
_TERM_BEHIND = LazyRegex(
    r",?[到至]?(?:[今本当全]年|年[内底末]|(?:19|20)\d\d年|[上下]半年|前?[一二三四]季度|[前一]?[\d一二三四五六七八九十]{1,2}个?月"
    r"|1?\d[-—–~～至到]1?\d月|“?十[一二三四五]五)"
)
_TERM_BEFORE = LazyRegex(r"[^,;。:]{0,10}(?:[全今]年|年[底末内]|\d年|半年|季度|月份?),?(?:初步)?")
_TOLD = LazyRegex(r"\d[\d.]*[万亿]?[个家项元%]|,.*,")
_HEAD = 20  # code points before what opens a sentence


def carried(passage: Passage, cue: Cue, segment: Span) -> str | None:
    """The status that a word of an earlier part gives to the figures of ``segment``, None where it gives none."""
    if _is_estimate_of_term(passage, cue):
        return "planned" if _REACHED.search(passage.view, segment.start, segment.end) is None else None
    return "target" if _goes_on(passage, cue, segment) else None


def _goes_on(passage: Passage, cue: Cue, segment: Span) -> bool:
    """今年要新引进180家;新增税收5亿元以上;…: what comes behind a semicolon is aimed at, too, where it sets floors.

    Also where it goes on aiming: 今年计划开工34个;利用外资增长12%,力争新增上市企业2户.
    """
    if passage.view[cue.start : cue.end] not in ("要", "计划"):
        return False
    if _PAST.search(passage.view, segment.start, segment.end):
        return False
    ahead = (each.says("scope") == "sentence" for each in passage.cues.between("status", segment.start, segment.end))
    return _FLOOR.search(passage.view, segment.start, segment.end) is not None or any(ahead)


def _is_estimate_of_term(passage: Passage, cue: Cue) -> bool:
    """True for 预计全年 and 2029年,预计 at the head of a sentence: not for what is expected of one thing."""
    if passage.view[cue.start : cue.end] not in _ESTIMATES:
        return False
    before = passage.view[passage.sentence_at(cue.start).start : cue.start]
    if len(before) > _HEAD:
        return False
    behind = _TERM_BEHIND.match(passage.view, cue.end) is not None and _TOLD.search(before) is None
    return behind or _TERM_BEFORE.fullmatch(before) is not None

"""Of which count another one is a part: said by a bracket of parts or by 其中, by nothing else."""

from __future__ import annotations

from zsextract.find.counting import Reading, tells_change
from zsextract.find.cues import Cue
from zsextract.patterns import LazyRegex
from zsextract.spans import Span

_COUNTED_ANEW = LazyRegex(r"(?:拆分|分解|合并|打包)[^,;。]{0,4}后")  # 333项(打包项目拆分后共421项)
_TASK = LazyRegex(r"(?:任务|目标|计划)[^,;。:]{0,3}\Z")


def whole_of(reading: Reading, index: int) -> int | None:
    """The count of which this one is a part: said by a bracket of parts or by 其中, by nothing else."""
    passage = reading.passage
    start = passage.quantities[index].start
    if _TASK.search(passage.text(reading.before(index))):
        return None
    bracket = passage.bracket(start)
    if bracket is not None and (whole := _before_bracket(reading, bracket, index)) is not None:
        return whole
    sentence = passage.bounds[index].sentence
    part = _part_cue(reading, index, sentence)
    return None if part is None else _pointed_back(reading, part, sentence)


def _before_bracket(reading: Reading, bracket: Span, index: int) -> int | None:
    """The count right before a bracket."""
    passage = reading.passage
    inner = _part_cue(reading, index, bracket)
    if inner is not None and inner.start > bracket.start + 1:
        found = _nearest(reading, bracket.start, inner.start, bracket)
        if found is not None:
            return found
    if tells_change(passage.text(passage.label(index))) or _COUNTED_ANEW.search(passage.text(reading.before(index))):
        return None
    for counted in reversed(reading.found):
        end = passage.quantities[counted.at].end
        if end <= bracket.start:
            return counted.at if bracket.start - end <= 6 and counted.object != "other" else None
    return None


def _part_cue(reading: Reading, index: int, within: Span) -> Cue | None:
    """The 其中 whose list the count stands in: up to the end of the segment, or of the sentence that it opens."""
    passage = reading.passage
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


def _pointed_back(reading: Reading, part: Cue, sentence: Span) -> int | None:
    """The single count that 其中 points back to."""
    passage = reading.passage
    segment = passage.segment_at(part.start)
    nearest = _nearest(reading, segment.start, part.start, passage.bracket(part.start))
    if nearest is not None:
        return nearest
    wholes = [
        c.at for c in reading.found
        if sentence.start <= passage.quantities[c.at].start < part.start
        and c.whole is None and c.object != "other" and not c.is_change
    ]  # fmt: skip
    if wholes:
        return wholes[-1]
    return _whole_in_sentence_before(reading, sentence) if part.start - sentence.start <= 1 else None


def _whole_in_sentence_before(reading: Reading, sentence: Span) -> int | None:
    """For a sentence that begins with 其中: the only whole of the sentence before, where there is just one."""
    passage = reading.passage
    if sentence.start <= passage.start:
        return None
    before = passage.sentence_at(sentence.start - 2) if sentence.start - 2 >= passage.start else None
    if before is None:
        return None
    wholes = [
        c.at
        for c in reading.found
        if before.start <= passage.quantities[c.at].start < before.end
        and c.whole is None
        and c.object != "other"
        and not _TASK.search(passage.view, c.before.start, c.before.end)
    ]
    return wholes[0] if len(wholes) == 1 else None


def _nearest(reading: Reading, start: int, end: int, bracket: Span | None) -> int | None:
    """The last count in ``[start, end)`` on the same level of brackets."""
    for counted in reversed(reading.found):
        at = reading.passage.quantities[counted.at].start
        if at < start:
            return None
        if at < end and counted.object != "other" and not counted.is_change and reading.passage.bracket(at) == bracket:
            return counted.at
    return None

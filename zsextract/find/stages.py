"""The stage of what is counted: said beside the count, by its whole, or by the verb that governs a list."""

from __future__ import annotations

from zsextract.find.counting import Reading, is_sorted_anew
from zsextract.find.cues import Cue
from zsextract.find.nouns import REST
from zsextract.find.turns import list_before
from zsextract.patterns import Lazy, LazyRegex
from zsextract.spans import Span

_STOCK = LazyRegex(
    r"(?:规模以上|规上|限上|上市|市场主体|工商)[^,;。]{0,8}(?:达到?|发展到|增加到|增至|突破|超过)\Z"
    r"|在[^,;。\d]{1,3}(?:投资|外资|台资|外商)?企业[^,;。\d]{0,4}\Z"
    r"|(?:产值|纳税|税收|利税|销售|营收|营业收入)[^,;。]{0,14}(?:企业|公司)[^,;。\d]{0,6}\Z"
)
_NEGATED = LazyRegex(r"[未没尚不无](?:有|能|曾|正式|如期|按(?:计划|期|时|要求|进度|合同)?)?\Z")
_OPENING = 2  # code points before what opens a sentence
_HAVING = frozenset(("共有", "现有", "拥有", "原有"))
_OWN_STATE = LazyRegex(r"进入|处[在于]|因|正在办理|办理|停[工建产]|暂[停缓]|搁置")
_NOT = ("不", "未", "没")
_DESCRIBES = LazyRegex(
    r"的?(?:重点|重大|产业|工业)?(?:项目|企业)(?:集中|全部|全面|陆续|先后|顺利|如期|正式|已|都|均|能|按期)*"
)
_NEAR = 3  # code points between a verb and the number that it governs
_MADE = frozenset(
    ("planned", "in_talks", "signed", "introduced", "registered", "started", "under_construction", "completed")
)
_DONE = frozenset(("signed", "started", "landed", "completed", "in_production"))
_NO_PROJECTS = LazyRegex(r"的(?![,;]|[^,;。]{0,8}(?:项目|企业))|(?:仪式|大会|活动)(?:之?前|筹备|彩排)")
_BEGUN = LazyRegex(r"培植|培育|实施|推进|纳入|列入|争取|包装|策划")
_TOWARDS = LazyRegex(r"(?:针?对(?![接外口台比])|就|把|将)[^,;。]{0,12}?\d")
_AMONG = LazyRegex(r"[^,;。\d]{0,16}(?:中|里|当中)(?:[,有已仅]|$)")
_OF_WHOLE = Lazy(r"[中里](?:有|已有|仅有)?\Z")
_NEGATED_STAGE = LazyRegex(
    r"(?:项目)?(?:还|尚|仍|都|均)?(?:未|没有?|没能)(?:能|有|正式)?(?:开工|动工|签约|投产|落地|竣工|建成|注册)"
)


def stage_of(reading: Reading, index: int, before: Span, after: Span, whole: int | None, kind: str) -> str | None:
    """Said beside the count, else by its whole, else by the verb that governs the list it stands in."""
    if _NEGATED_STAGE.match(reading.passage.view, _end_of_list(reading, index, after)):
        return None
    turn = reading.turns.get(index)
    if turn is not None:  # 签约、开工、投产项目分别达到80个、65个、42个
        cues = reading.passage.cues.between("stage", reading.passage.bounds[index].sentence.start, turn.word)
        told = list_before(reading.passage, turn, cues)
        cue = told[turn.place] if told is not None else None
        if cue is not None:
            return _said(cue)
    own = _stage_ahead(reading, before)
    behind = _stage_behind(reading, index, after)
    if own is None and behind is None and _is_undone(reading, before):
        return None
    if own is not None and behind is not None and _OF_WHOLE.search(reading.passage.view, before.start, before.end):
        own = None  # 签约项目中8个已开工
    if own is not None and behind is not None and reading.passage.view[own.start : own.end] in _HAVING:
        own = None  # 共有98个项目集中开工
    if own is not None:
        return _said(own) or (_stage_at(reading, whole) if whole is not None else None)
    if behind is not None and (whole is None or behind.says("stage") != "none"):
        return _said(behind)
    if whole is not None:
        return _stage_at(reading, whole)
    listed = _stage_behind_list(reading, index, after)
    if listed is not None:
        return _said(listed)
    if _OWN_STATE.match(reading.passage.view, after.start) or reading.passage.text(before) in REST:
        return None
    return _governing(reading, index, before, kind)


def _stage_at(reading: Reading, index: int | None) -> str | None:
    return next((c.stage for c in reversed(reading.found) if c.at == index), None)


def _is_undone(reading: Reading, before: Span) -> bool:
    """True where the words before a count say what has not been done: 未按计划开工项目21项."""
    cues = reading.passage.cues.between("stage", before.start, before.end)
    return any(_NEGATED.search(reading.passage.view, before.start, cue.start) for cue in cues)


def _stage_ahead(reading: Reading, before: Span) -> Cue | None:
    """The stage word nearest before the number; 未动工 says none, 引进培育 is 引进."""
    view = reading.passage.view
    cues = [
        c
        for c in reading.passage.cues.between("stage", before.start, before.end)
        if not _NEGATED.search(view, before.start, c.start) and view[c.end : c.end + 1] not in "类型"
    ]
    if not cues:
        return None
    last = cues[-1]
    if last.says("noun"):  # 注册资本3000万元以上的企业41家落户
        return None
    if last.says("stage") == "none" and len(cues) > 1 and cues[-2].end == last.start:
        return cues[-2]
    return last


def _stage_behind(reading: Reading, index: int, after: Span) -> Cue | None:
    """20个签约项目, 20个项目签约; not a verb that already governs the next number (21个项目要开工不少于12个)."""
    cue = reading.passage.cues.first("stage", after.start, after.end)
    if cue is None or cue.says("noun") or _NEGATED.search(reading.passage.view, after.start, cue.start):
        return None
    cue = _come_to(reading, index, cue, after) or cue
    if index + 1 == len(reading.passage.quantities):
        return cue
    following = reading.passage.quantities[index + 1].start
    governs = following - cue.end <= _NEAR and after.end == following
    return None if governs and reading.passage.cues.first("object", cue.end, following) is None else cue


def _come_to(reading: Reading, index: int, cue: Cue, after: Span) -> Cue | None:
    """What 15个签约项目开工 have come to: the verb behind the noun that the stage before it describes."""
    view = reading.passage.view
    named = _DESCRIBES.match(view, cue.end, after.end) if cue.says("stage") in _MADE else None
    verb = reading.passage.cues.first("stage", named.end(), after.end) if named else None
    if verb is None or named is None or verb.start != named.end() or verb.says("stage") not in _DONE:
        return None
    following = reading.passage.quantities[index + 1 : index + 2]
    governs = bool(following) and following[0].start - verb.end <= _NEAR and after.end == following[0].start
    return None if governs or view.startswith(("率", "额"), verb.end) else verb


def _stage_behind_list(reading: Reading, index: int, after: Span) -> Cue | None:
    """世界500强15家、中国500强43家先后落户: the verb behind a list speaks of all its members."""
    passage = reading.passage
    if passage.view[after.end : after.end + 1] not in ("、", "和", "与"):
        return None
    clause = passage.clause_at(after.end)
    last = max((q.end for q in passage.quantities[index:] if q.start < clause.end), default=after.end)
    first = passage.cues.first("stage", after.end, clause.end)
    return first if first is not None and first.start >= last and first.says("stage") != "none" else None


def _end_of_list(reading: Reading, index: int, after: Span) -> int:
    """Where the list ends that a number without a noun stands in (4个、2个没有开工), else where the number ends."""
    quantities, at = reading.passage.quantities, index
    while at + 1 < len(quantities) and reading.passage.view[quantities[at].end : quantities[at + 1].start] in "、和":
        at += 1
    return quantities[at].end if at > index else after.start


def _governing(reading: Reading, index: int, before: Span, kind: str) -> str | None:
    """The stage of the verb that governs a list: the last one said in the segment, or by the list before it."""
    passage = reading.passage
    if _STOCK.search(passage.view, before.start, before.end):
        return None
    segment = passage.bounds[index].segment
    if is_sorted_anew(passage.view, segment.start):
        first = next((c for c in reading.found if c.object == kind and c.whole is None), None)
        return first.stage if first is not None else None
    cue = passage.cues.last("stage", segment.start, before.start)
    if cue is not None and passage.view[cue.start - 1 : cue.start] in _NOT:
        return None  # 落地不投产的问题突出,34个项目中…
    if cue is not None and cue.start >= passage.bounds[index].clause.start:
        return _said(cue)
    if cue is not None and _NO_PROJECTS.match(passage.view, cue.end):
        return None  # 投产的不到三分之一,“僵尸项目”39个
    if cue is not None:
        same = [c for c in reading.found if passage.quantities[c.at].start >= cue.start]
        return _said(cue) if not same or same[-1].object == kind else None
    earlier = reading.earlier(segment.start if _begins_anew(reading, index) else passage.bounds[index].sentence.start)
    if earlier is not None and earlier.object == kind and earlier.whole is None:
        return earlier.stage
    if earlier is not None and earlier.object == kind and _is_of_size(reading, index, before):
        return _stage_at(reading, earlier.whole)
    return _of_sentence_before(reading, index, before, kind) if earlier is None else None


def _is_of_size(reading: Reading, index: int, before: Span) -> bool:
    """True for a class by size that goes on with what was told: 签约31个,其中外资4个;亿元以上项目17个."""
    return any(
        before.start <= reading.passage.quantities[at].start < before.end for at in reading.thresholds if at < index
    )


def _begins_anew(reading: Reading, index: int) -> bool:
    """True for a segment that speaks of other things than the one before: 对12个项目,…, or 75个项目中 not told yet."""
    passage, quantity = reading.passage, reading.passage.quantities[index]
    segment = passage.bounds[index].segment
    if _TOWARDS.match(passage.view, segment.start) or _BEGUN.search(passage.view, segment.start, quantity.start):
        return True
    if quantity.start != segment.start or not _AMONG.match(passage.view, quantity.end):
        return False
    told = (passage.quantities[counted.at].number.value for counted in reading.found)
    return quantity.number.value not in told


def _of_sentence_before(reading: Reading, index: int, before: Span, kind: str) -> str | None:
    """Of 签约项目34个,总投资88亿元。亿元以上项目23个: a class without a verb, counted among what was just told."""
    passage = reading.passage
    sizes = (passage.quantities[at].start for at in reading.thresholds if at < index)
    if not any(before.start <= start < before.start + _OPENING for start in sizes):
        return None
    opens = passage.bounds[index].sentence.start
    if before.start - opens > _OPENING or opens <= passage.start:
        return None
    told = passage.sentence_at(opens - 1).start
    same = [c for c in reading.found if c.object == kind and c.whole is None and not c.is_change]
    first = next((c for c in same if passage.quantities[c.at].start >= told), None)
    return first.stage if first is not None else None


def _said(cue: Cue) -> str | None:
    stage = str(cue.says("stage"))
    return None if stage == "none" else stage

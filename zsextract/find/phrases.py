"""The words of a figure as a phrase: its label, and the indicator of a target, without number, modal verb and time.

Offsets are into the matching view; phrases are cut from the text that the record shows, never written anew.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from operator import attrgetter

from zsextract.find.cues import Cue
from zsextract.find.passage import Passage
from zsextract.find.quantities import Quantity
from zsextract.find.status import is_planning
from zsextract.patterns import Lazy, LazyRegex
from zsextract.spans import Span, merge

_LEADING = LazyRegex(
    r"(?:[\s,、:;。“”’)」—-]|[^,;。、]{0,8}?(?:目标|指标|任务)(?:是|为)|至少|最少|起码|目标(?=[一-鿿])|其中|并且|而且|同时|此外|另外|以及|还|也|均|都|共|合计|共计|累计(?=达|为|"
    r"\Z)|分别|[一二三四五六七八九]是|①|②|③|④|⑤|⑥|⑦|⑧|⑨|\d{1,2}\.|年均(?=\Z)|平均(?=\Z)|个(?=\Z))+"
)
_TRAILING = LazyRegex(
    r"(?:[\s,、:;“‘「(（—-]|达到|(?<!下)达|为|到|至|有|共|(?<![签合条节契])约|是|(?<![主需重首])要|再|力|各|分别|仅|只|均|由|从|增加(?=\Z)|提高(?=到|至|\Z)|(?<!下)降低?(?=到|至|\Z)|保持在|"
    r"稳定在|控制在|维持在|迈上|突破|超过|不低于|不少于|至少|达成|总计|合计|共计|(?:由?(?:目前|现在)|由现)的?|的|了|可|在|这|该|上述|总数(?=\Z)|(?<![指系总])数(?=\Z)|每人|每年|每月|"
    r"每个?[^,;。、]{0,4}(?=\Z))+\Z"
)
_SUBJECT_LEFT = Lazy(r"[。;!?\n]")
_GENERIC = Lazy(
    r"(?:和|及|已超额完成|已完成|超额完成|距离|离|对照|提前|任务|目标任务|目标|年度|全年|计划(?=\Z)|指标(?=\Z)|县定|其余|回落|投(?=\Z)|守住|保持|稳定|控制|办成|发展|先干出|干出|增长|增速|增幅|下降|"
    r"提高|降低|年均增长|同比增长|实现|完成|达到|新增|其中|总量|总额|力争|确保|净增|减少|增加|占比|比重|左右)*\Z"
)
_OWNERS = LazyRegex(
    r"[^,;。]*?(?:各|每(?!亩|平方|吨|台|股|元|度)(?:个|家|县|镇|人|户|村|乡镇|名|月|年|季度?|周)?|合计|共计)(?=[一-鿿\d]|\Z)(?!级|类|项|种)"
)
_TASK = LazyRegex(
    r"[^,;。、]{0,10}?(?:对照|占|距离?|离|超额|完成|不足|不到|仅为|相当于|\b)(?:了)?(?:自治[区州县](?:下达)?|[省市县区州盟旗镇]\w{0,2}|年初|年度|全年|年|县定|市定|县下达|市下达)?(?:[省市县区州]?[委政府]{1,5}(?:下达|考核|确定|交办)的?)?(?:目标任务|"
    r"任务|目标|计划|指标)(?:数|值)?(?:还差[^,;。]*)?[((]?"
)
_TASK_VERB = LazyRegex(r"\A(?:[^,;。、]{0,10}?(?:完成|超额|对照)了?|只|仅|已|占|不足|不到|距离?|离|任务各)")
_SHORT = 2
_EARLIER = 8  # numbers back at most that may hold the subject
_DROPPED_SCOPES = ("sentence", "segment", "demand")
_REPLACED = {
    "计划完成": "完成",
    "可完成": "完成",
    "可新增": "新增",
    "可带动": "带动",
    "可创": "创",
    "可增加": "增加",
    "拟建": "建",
    "拟引进": "引进",
    "将建": "建",
    "规划建设": "建设",
    "计划实施": "实施",
    "计划引进": "引进",
    "计划新": "新",
    "要完成": "完成",
    "努力实现": "",
    "努力完成": "完成",
}


def label(text: str, span: Span) -> str | None:
    """The words right before a number, trimmed of what only joins them; None for none."""
    words = _trim(_BEHIND_NOUN.sub("", text[span.start : span.end]))
    return words or None


def indicator(passage: Passage, text: str, before: Span, behind: Span | None, apart: Sequence[Span]) -> str:
    """What is to be reached: the words before the number and the noun behind it.

    ``apart`` are the spans of periods and places, which are told elsewhere. Where nothing but a verb or the name of a
    task is left, the words before an earlier number of the sentence are put in front: they hold the subject of both.
    """
    words = _kept(passage, text, _behind_modal(passage, text, before, apart), apart)
    noun = text[behind.start : behind.end].lstrip("的") if behind is not None else ""
    modal = any(_is_modal(cue) for cue in passage.cues.between("status", before.start, before.end))
    if not words and not noun and not modal:
        start = passage.clause_at(before.start).start if _OWNERS.match(text, before.start, before.end) else before.start
        listed = _subject(passage, text, Span(start, before.end), apart, alike=True)
        if listed:  # 甲县、乙县各12个: what the list is a list of
            return listed
    if words and passage.view[before.start] == "的":  # 新开工项目要在这42个的基础上再增加10个
        words = _subject(passage, text, before, apart) or words
    if _TASK.fullmatch(words):
        return _subject(passage, text, before, apart, rates=False) or _task(text, before)
    if noun or not _GENERIC.fullmatch(words):
        return words + noun
    return _subject(passage, text, before, apart) + words or _task(text, before)


def indicators_of_turns(
    passage: Passage, text: str, items: Sequence[Span], verb: Span, apart: Sequence[Span]
) -> list[str]:
    """What each thing of a list is to reach: its own words and the verb behind 分别, 税收 and 增长.

    In 签约、开工、投产项目 all have the noun of the last; where a word of two characters could be half of another name
    (城镇和农村居民收入), nothing is told apart and the list is empty.
    """
    words = [_kept(passage, text, item, apart) for item in items]
    noun = words[-1][_SHORT:]
    for at, item in enumerate(items[:-1]):
        if len(words[at]) == _SHORT and passage.cue_in("stage", item) is not None:
            words[at] += noun
        elif len(words[at]) <= _SHORT and passage.cue_in("role", item) is None:
            return []
    goes = _kept(passage, text, verb, apart)
    return [word + goes for word in words]


def _task(text: str, before: Span) -> str:
    """The task by its own name where nothing says what it is about: 全年目标."""
    return _TASK_VERB.sub("", _TRAILING.sub("", text[before.start : before.end]))


def _behind_modal(passage: Passage, text: str, before: Span, apart: Sequence[Span]) -> Span:
    """The words behind the last modal verb where they say something themselves (还要再签), else all of them."""
    modal = None
    for cue in passage.cues.between("status", before.start, before.end):
        word = passage.view[cue.start : cue.end]
        if _is_modal(cue) and not word.startswith("再"):
            modal = cue
    if modal is None:
        return before
    said = passage.view[modal.start : modal.end] in _REPLACED  # 可完成投资 keeps its verb
    rest = Span(modal.start if said else modal.end, before.end)
    return before if _GENERIC.fullmatch(_kept(passage, text, rest, apart)) else rest


def _is_modal(cue: Cue) -> bool:
    """True for the words of aiming and planning that govern a figure; those in its label (计划投资) are part of it."""
    return cue.says("scope") in _DROPPED_SCOPES and cue.says("status") in ("target", "planned")


def _kept(passage: Passage, text: str, span: Span, apart: Sequence[Span]) -> str:
    """The text of a span without modal verbs, periods and places."""
    gone = [s for s in apart if s.start < span.end and span.start < s.end]
    put: dict[int, str] = {}
    for cue in passage.cues.between("status", span.start, span.end):
        word = passage.view[cue.start : cue.end]
        if is_planning(passage, cue) or (_is_modal(cue) and not word.startswith("再")):
            gone.append(Span(cue.start, cue.end))
            put[cue.start] = _REPLACED.get(word, "")
    parts, at = [], span.start
    for hole in merge(gone):
        parts.append(text[at : max(at, hole.start)])
        parts.append(put.get(hole.start, ""))
        at = max(at, hole.end)
    parts.append(text[at : max(at, span.end)])
    words = "".join(parts).replace("分别", "")
    quoted = words.rfind("“")
    if quoted >= 0 and "”" not in words[quoted:]:  # 年初县定“引进项目6个、…”: what is quoted is the goal
        words = words[quoted + 1 :]
    return _trim(words)


def _trim(words: str) -> str:
    """Without joining words at either end."""
    while owners := _OWNERS.match(words):  # 县级领导每人每年引资
        words = words[owners.end() :]
    found = _LEADING.match(words)
    words = words[found.end() :] if found else words
    tail = _TRAILING.search(words)
    return words[: tail.start()] if tail else words


def _subject(
    passage: Passage, text: str, before: Span, apart: Sequence[Span], *, rates: bool = True, alike: bool = False
) -> str:
    """The words before the numbers that stand earlier in the sentence: the subject that a bare verb goes on with.

    ``alike`` asks for the subject of a number of the same kind, with the same currency.
    """
    end = before.start
    near = _clause_ahead(passage, text, end, apart)
    if near:
        return near
    own = next((q for q in passage.quantities if q.start >= before.end), None) if alike else None
    first = passage.sentence_at(end).start if alike else passage.start
    behind = bisect_right(passage.quantities, end, key=attrgetter("end"))
    for quantity in reversed(passage.quantities[max(0, behind - _EARLIER) : behind]):
        if quantity.start < first:
            break
        if (quantity.family == "rate" and not rates) or (own and not _is_like(quantity, own)):
            continue
        if alike and _LIMIT.match(passage.view, quantity.end - 1):  # 新引进5亿元以上项目: it only delimits
            continue
        start = _clause_start(passage, quantity.start)
        words = _kept(passage, text, Span(start, quantity.start), apart)
        if not _GENERIC.fullmatch(words) and not _TASK.fullmatch(words):
            return words
        if not alike and _SUBJECT_LEFT.search(passage.view, start, end):
            break
        end = start
    return ""


def _is_like(quantity: Quantity, other: Quantity) -> bool:
    """True for two sums of one currency, for two counts, for two rates."""
    if quantity.family != other.family:
        return False
    return quantity.family != "money" or quantity.rule.gives.get("currency") == other.rule.gives.get("currency")


def _clause_ahead(passage: Passage, text: str, end: int, apart: Sequence[Span]) -> str:
    """The subject in a clause without a number right before: 固定资产投资增速力争由负转正,全年增长5%."""
    start = max([passage.segment_at(end).start, *(q.end for q in passage.quantities if q.end <= end)])
    if end - start < 4:
        return ""
    modal = next((cue for cue in passage.cues.between("status", start, end) if _is_modal(cue)), None)
    words = _kept(passage, text, Span(start, modal.start if modal else end), apart)
    chunk = _CHUNKS.split(words)[-1]
    return chunk if 4 <= len(chunk) <= 24 and not _GENERIC.fullmatch(chunk) else ""


_LIMIT = LazyRegex(r"[上下]的?[^,;。、]")
_BEHIND_NOUN = Lazy(r"\A的[^,，;；。]*?[和与及、]")  # 投资6亿元的化工新城和投资14亿元
_CHUNKS = LazyRegex(r"[,，、;；:：]")


def _clause_start(passage: Passage, at: int) -> int:
    item = passage.item_at(at)
    behind = bisect_right(passage.quantities, at, key=attrgetter("end"))
    return max(item.start, passage.quantities[behind - 1].end) if behind else item.start

"""Percentages and multiples: which kind they are, and the sign that the verb gives them.

All functions read one `Passage` and the index of a number in it.
"""

from __future__ import annotations

from zsextract.find.cues import Cue
from zsextract.find.gazetteer import is_of_places
from zsextract.find.passage import Passage
from zsextract.patterns import Lazy, LazyRegex
from zsextract.spans import Span

# One character of each is in every match; a search for a class of characters costs a third of a test of sets.
_OF_SHARES, _OF_TASKS, _OF_NOUNS = Lazy("[占比份中里资股]"), Lazy("[任标计预指进]"), Lazy("[率比面按]")
_COMPLETION = LazyRegex(
    r"(?:完成|为|达|达到|占|实现)[^,;。]{0,20}?(?:任务|目标|计划|预算(?!支出|收入|总支出|总收入)|指标|进度)[^,;。%]{0,16}?的?(?:比例|数|值)?(?:的|达|为|达到)?\Z"
)
_DONE = LazyRegex(r"(?:完成率[^,;。]{0,6}|(?:只|仅|已|分别|均|共)?完不?成(?:了|约|近|超)?)\s*\Z")
_SPEED = Lazy(r"增速|增幅|增长率|涨幅|降幅|跌幅")
_SHARE = LazyRegex(
    r"(?:占比|比重|份额|占有率)(?:[^,;。]{0,12}|[由从][^,;。]{0,24}[到至为])\Z|[中里](?:有|约有|近|约)?\Z|(?:出资|持股|占股|控股|入股)(?:比例)?(?:为|达|约)?\Z"
)
_OF_THE_WHOLE = ("总数的", "总量的", "总额的")  # 不到总数的3%
_SHARE_OF = LazyRegex(r"占(?![^,;。]*(?:任务|目标|计划|预算|指标|进度))[^,;。]{0,16}的\Z")
_PART = LazyRegex(r"的(?!速度|增速|增长|增幅|目标|任务|要求|比例|利率)")
_BARE = LazyRegex(
    r"(?:[,、和及与;\s]|力争|确保|争取|达到?|为|约|近|超过?|不低于|以上|左右|分别|其中|到|至|或|冲刺|突破|实现|而|[一二三四]季度|上半年|下半年|去年|上年|同期|前年|"
    r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:份|底?(?:以?前)?|末)?|年底前?|年内|全年|\d{4}年)*"
)
_REACH = 80
_LEVEL = LazyRegex(r"(?:到|至|为)(?:了|约|近|超)?\Z")
_OF_TIMES = LazyRegex(r"(?:是|为|相当于|达到?)[^,;。]{0,16}的\Z")
_FALL_NARROWED_TO = LazyRegex(r"(?:降幅|跌幅)[^,;。]{0,6}(?:收窄|缩小|扩大)(?:到|至)\Z")
_RATE_NOUN = LazyRegex(
    r"(?:率|存贷比|面|按|按照)(?:为|达到?|要达到|约|保持在|稳定在|超|力争|不低于|由|从|控制在|提高到|提升至|提升到|提高至|降至|下降到|仅|只有|均|在|已|分别|也|则|高达|"
    r"平均)*\Z"
)
_FROM = LazyRegex(r"[由从](?:[^,;。]{0,14})\Z")


def kind_and_sign(passage: Passage, index: int, earlier: tuple[str, int, str] | None) -> tuple[str, int, str]:
    """What a rate says (growth, completion, share, other), its sign, and the id of the rule that decided.

    ``earlier`` is the answer for the last rate of the sentence, which a list without words of its own goes on with.
    """
    quantity = passage.quantities[index]
    label = passage.label(index)
    clause = Span(max(passage.bounds[index].clause.start, quantity.start - _REACH), quantity.start)
    if passage.view[clause.start - 1 : clause.start] == ")":  # 完成全年目标(160亿元)38.4%
        clause = Span(max(passage.bounds[index].segment.start, quantity.start - _REACH), quantity.start)
    words = passage.text(label)
    if quantity.unit in ("个百分点", "百分点", "个点"):
        return _points(passage, label)
    if quantity.unit == "倍":
        if earlier is not None and earlier[0] == "growth" and index and _BARE.fullmatch(words):
            return earlier  # 分别增长1.4倍和1.28倍
        return _multiple(passage, label, words)
    told = passage.text(clause)
    if "幅" in words and _FALL_NARROWED_TO.search(words):
        return "growth", -1, "rate.growth.down"
    listed = _of_list(passage, index, label, words, earlier)
    if listed is not None:
        return listed
    if _is_share(told) or _moves_share(passage, clause, told):
        return "share", 1, "rate.share"
    of_task = _OF_TASKS.search(told) is not None and _COMPLETION.search(told) is not None
    if ("完" in words and _DONE.search(words)) or (of_task and not _grows(passage, label)):
        return "completion", 1, "rate.completion"
    noun = quantity.unit == "%" and _OF_NOUNS.search(words) and _RATE_NOUN.search(words)
    if noun and not words.endswith(("增长率", "增长率为", "增长率达")):
        return "other", 1, "rate.other"
    cue = _word(passage, label)
    goes_on = earlier is not None and earlier[0] == "completion" and _BARE.fullmatch(words) is not None
    if cue is None or goes_on:  # 6月末完成任务的45%,9月末达到75%
        return _without_word(passage, index, clause, words, earlier)
    return _by_word(cue, words, quantity.unit)


def _is_share(told: str) -> bool:
    """True in 占比达, 占全市的 and 其中, which make what follows a part of something."""
    if told.endswith("的") and "占" in told and _SHARE_OF.search(told):
        return True
    if told.endswith(_OF_THE_WHOLE):
        return True
    return _OF_SHARES.search(told) is not None and _SHARE.search(told) is not None


def _moves_share(passage: Passage, clause: Span, told: str) -> bool:
    """True in 所占比重,由去年的58%降为53%."""
    return told.startswith(("由", "从")) and passage.view.endswith(("比重,", "占比,", "份额,"), 0, clause.start)


def _of_list(
    passage: Passage, index: int, label: Span, words: str, earlier: tuple[str, int, str] | None
) -> tuple[str, int, str] | None:
    """完成率由高到低依次是:甲县96.2%、乙县93.8%: what the words before the colon say, place by place."""
    if not is_of_places(words):
        return None
    if passage.view[label.start - 1 : label.start] == ":":
        head = passage.view[passage.segment_at(label.start - 1).start : label.start - 1]
        found = _HEAD_WORD.findall(head)
        return _HEADS[found[-1]] if found else None
    joined = index and passage.view[passage.quantities[index - 1].end : label.start] in ("、", ",")
    return earlier if joined else None


_HEAD_WORD = LazyRegex(r"完成率|占比|比重|增速|增幅")
_HEADS = {
    "完成率": ("completion", 1, "rate.completion"), "占比": ("share", 1, "rate.share"),
    "比重": ("share", 1, "rate.share"), "增速": ("growth", 1, "rate.growth.up"),
    "增幅": ("growth", 1, "rate.growth.up"),
}  # fmt: skip


def _word(passage: Passage, label: Span) -> Cue | None:
    """The rate word nearest to the number; a bare 高 or 低 speaks of points only (最高50%)."""
    cues = passage.cues.between("rate", label.start, label.end)
    return next((cue for cue in reversed(cues) if passage.view[cue.start : cue.end] not in ("高", "低")), None)


def _points(passage: Passage, label: Span) -> tuple[str, int, str]:
    """Points are always a change or a distance: 提高1.2个百分点, 低于全市0.5个百分点, 超序时进度5个百分点."""
    cues = passage.cues.between("rate", label.start, label.end)
    grown = next((cue for cue in reversed(cues) if cue.says("kind") == "growth"), None)
    if grown is None:
        return "growth", 1, "rate.growth.up"
    return "growth", int(grown.says("sign") or 1), grown.rule.id


def _grows(passage: Passage, label: Span) -> bool:
    cue = passage.cue_in("rate", label)
    return cue is not None and cue.says("kind") == "growth"


def _multiple(passage: Passage, label: Span, words: str) -> tuple[str, int, str]:
    """增长1.3倍 grows; 是去年的2.1倍 is a level."""
    cue = passage.cue_in("rate", label)
    if cue is not None and cue.says("kind") == "growth" and not _OF_TIMES.search(words):
        return "growth", 1, cue.rule.id
    return "other", 1, "rate.other"


def _by_word(cue: Cue, words: str, unit: str) -> tuple[str, int, str]:
    """The kind that the nearest word gives; 提高到10% and 由2% are levels, not growth."""
    kind, sign = str(cue.says("kind")), int(cue.says("sign") or 1)
    if unit == "%" and cue.rule.id == "rate.growth.narrowed" and "幅" not in words:
        return "growth", -1, cue.rule.id  # 顺差118亿元,收窄4.3%
    if kind == "other" and unit == "%" and _is_speed(words):
        return "growth", 1, "rate.growth.up"
    if kind == "growth" and unit == "%" and _LEVEL.search(words) and not _is_speed(words):
        return "other", 1, "rate.other"
    return kind, sign, cue.rule.id


def _is_speed(words: str) -> bool:
    """True where what reaches a level is itself a speed: 增速回落到5.5%."""
    return _SPEED.search(words) is not None


def _speed_before(passage: Passage, index: int, clause: Span) -> Cue | None:
    """增速全市最快,达67.2%: the speed that the clause before named, with no number since."""
    segment = passage.bounds[index].segment
    since = max(segment.start, passage.quantities[index - 1].end if index else segment.start)
    cue = passage.cues.last("rate", since, clause.start)
    return cue if cue is not None and _is_speed(passage.view[cue.start : cue.end]) else None


def _without_word(
    passage: Passage, index: int, clause: Span, words: str, earlier: tuple[str, int, str] | None
) -> tuple[str, int, str]:
    """分别增长36%、24%; 增幅不低于18%、力争20%: the word of the rate before; else a word behind it, else a level."""
    behind, is_bare = passage.after(index), _BARE.fullmatch(words) is not None
    if is_bare and _PART.match(passage.view, behind.start):
        return "share", 1, "rate.share"
    follower = passage.cues.first("rate", behind.start, min(behind.end, behind.start + 6))
    if (
        follower is not None
        and follower.says("kind") == "growth"
        and passage.view[behind.start : follower.start] in ("的", "以上的", "左右的", "")
    ):
        return "growth", int(follower.says("sign") or 1), follower.rule.id
    told = passage.text(clause)
    if ("由" in told or "从" in told) and _FROM.search(told):
        return "other", 1, "rate.other"
    speed = _speed_before(passage, index, clause) if is_bare else None
    if speed is not None:
        return "growth", int(speed.says("sign") or 1), speed.rule.id
    if index and earlier is not None and is_bare:
        literal = passage.view[passage.quantities[index - 1].start] in "-−"
        return (earlier[0], 1, earlier[2]) if literal else earlier
    cue = passage.cues.last("rate", clause.start, clause.end)
    if cue is not None and cue.says("kind") != "other" and _BARE.fullmatch(passage.view[cue.end : clause.end]):
        return str(cue.says("kind")), int(cue.says("sign") or 1), cue.rule.id
    if index and words.startswith("其中"):  # 引资25亿元,其中工业项目不低于60%
        return "share", 1, "rate.share"
    return "other", 1, "rate.other"

"""What is counted: the noun behind the number, before it, or understood from the counts and words before."""

from __future__ import annotations

from collections.abc import Sequence

from zsextract.find.counting import Reading, is_sorted_anew
from zsextract.find.cues import Cue
from zsextract.patterns import Lazy, LazyRegex
from zsextract.spans import Span

_UNDERSTOOD = LazyRegex(
    r"(?:[的都均已将正可需须再也就还要仅才没未仍尚至为占比较列居位是系同由因,;:。、)”!?\n 及和与或并]"
    r"|[中里](?:[,有又已仅只还尚]|\Z)|停[留滞工产建]|滞留|烂尾|流产|搁浅|夭折|撤资|迟迟|卡在|进入|处[在于]|分布|正在|办理|\Z|其中|分别|以上|左右|全部|同比|目前|现已|要求)"
)
_LISTED_CLASS = LazyRegex(r"[省市县区州级家]重点\Z")  # 其中省重点6个: what kind of projects
_GAP = 16
_NAME_OF_EVENT = 28
_COMPOUND = 6  # code points between a verb and the body that is named by it
_ADJACENT = LazyRegex(
    r"\)?(?:总数|数量|数|个数|家数|户数)?(?:达到?|共|有|为|约|是|仅|只有|超|近|合计|共计|总计|分别|突破|发展到|增加到|增至)*\Z"
)
_SINGLE_NOUN_END = LazyRegex(r"[的均都已共,、;:。()和及各每在有要是也还全]|\Z")
_TRIP = Lazy(
    r"(?:带队|率队|率团|组团|带领[^,;。]{1,8}|分别|先后|亲自)*(?:赴|前往|外出|走出去|北上|南下|到[^,;。]{2,12}(?:招商|考察|对接|拜访))"
)
_MEETING = LazyRegex(r"(?:洽谈|会谈|会晤|磋商|对接|推介)(?:活动|会)?(?:共|达|了)?\Z")
_TASK = LazyRegex(r"(?:任务|目标|计划|指标)(?:数|为|是|各|分别)?\Z")
_NO_QUALIFIER = LazyRegex(r"[把被让给与因]|表示|达成|实现|明确|进入|处[在于]|分布|办理|共(?![建同享青产性])")
# 三个驻点招商组: the noun only names a body
_NO_PROJECT = LazyRegex(r"贸易?|成交|地块|土地|用地|援助|案件|贷款|拍卖")
_BODY_BEHIND = LazyRegex(r"小?组|分?局|分?队|专班|招商办|办(?![公法理学])|办公室|办事处|联络处|工作站")
_BETWEEN_NOUNS = LazyRegex(r"(?:投资|引资|招商|技改|建设|研发|化|的|”|“)*\Z")
_SECOND_VERB = Lazy(r"[和与及并]")
_NO_GAP = LazyRegex(r"了|在(?!谈|建|库)")
_HAVE_NOT = LazyRegex(  # 有6个没有引进亿元以上项目: who has none; but 6个没有开工的项目
    r"(?:至今|还|尚|仍|从)?(?:没有?|未)[^,;。、]{0,16}(?<!的)(?<!的重点)(?:项目|企业)(?=[,;。、]|\Z)"
)
_DESCRIBED = LazyRegex(r"的\Z|[高大强好优广新长快足多]的[一-鿿]{1,4}\Z")  # 2个科技含量高的工业项目
_OF_THESE = LazyRegex(r"[中里](?:还|尚|仍|已|就|又|只|仅)?有")
REST = frozenset(("还有", "另有", "尚有", "其余", "余下", "剩下"))
_SHORT_LIST = LazyRegex(r"[一-鿿]{2,4}(?:、[一-鿿]{2,4})+")  # 8个光伏、风电项目
_LEVELS = frozenset(("国家", "层面", "部委"))
_JOINTS = Lazy(r"[、和与及]")
_SHORT_NAME = 4
_TERRITORIES = "区园镇乡县市州团师旗"  # how their names end
_SOME_HAVE = LazyRegex(r"(?:还|尚|仍|只|仅|就|已)?有")
_PART = LazyRegex(
    r"(?:预计|预期|计划|力争|将|要)?(?:这?其中|当中|[中里](?=有|已有|仅有|只有)|[^,;。、]{0,14}(?:项目|企业|[户家个])[中里])(?:有|的|仅有|只有)?"
)
# words of enterprises that say what kind a project is where projects are counted
_OWNERS = frozenset((
    "民企", "央企", "国企", "外企", "台企", "港企", "侨企", "上市", "高新技术", "专精特新", "规上", "规模以上", "四上",
    "链主", "龙头", "总部",
))  # fmt: skip


def object_of(reading: Reading, index: int, before: Span, after: Span) -> tuple[str, str | None] | None:
    """What is counted, with the rule of the noun that says so; None where it is nothing that is known."""
    quantity = reading.passage.quantities[index]
    measure = str(quantity.rule.gives["object"])
    behind = _noun_behind(reading, after) or _noun_after_list(reading, index, after)
    if measure == "activity" and (event := _event(reading, after)) is not None:
        return ("activity", event.rule.id)
    if behind is not None:
        is_body = _BODY_BEHIND.match(reading.passage.view, behind.end) is not None
        return None if is_body else _fits(reading, measure, behind)
    if _is_of_others(reading, index, before):
        return ("other", None)
    if quantity.unit == "户" and reading.passage.view.startswith("的", after.start):
        return ("other", None)
    if not (
        _is_understood(reading, after)
        or _is_part(reading, index, before, after)
        or _is_paid(reading, index, before, after)
    ):
        if quantity.unit in ("案", "宗"):
            return ("other" if _NO_PROJECT.search(reading.passage.text(before)) else "project", None)
        if measure == "activity" and _TRIP.match(reading.passage.view, after.start):
            return ("activity", "object.activity.trip")
        if measure in ("enterprise", "activity"):
            return _without_noun(reading, index, measure, before)
        return ("other", None)
    ahead = _noun_ahead(reading, before)
    if quantity.unit in ("案", "宗") and _NO_PROJECT.search(reading.passage.text(before)):
        return ("other", None)
    if measure == "activity" and ahead is not None and (call := _call_before(reading, before)) is not None:
        return ("activity", call.rule.id)
    if ahead is not None and not (_is_member(reading, index, ahead) or _is_owner(reading, index, ahead)):
        return _fits(reading, measure, ahead)
    return _without_noun(reading, index, measure, before)


def _call_before(reading: Reading, before: Span) -> Cue | None:
    """The verb of calling on somebody, 拜访异地商会2次: what is called on is not what is counted."""
    nouns = reading.passage.cues.between("object", before.start, before.end)
    return next((noun for noun in nouns if noun.says("verb") and noun.says("object") == "activity"), None)


def _event(reading: Reading, after: Span) -> Cue | None:
    """The noun that ends a long name of an event: 2场青白两江经济带投资推介会."""
    nouns = reading.passage.cues.between("object", after.start, min(after.end, after.start + _NAME_OF_EVENT))
    last = nouns[-1] if nouns else None
    return last if last is not None and last.says("object") == "activity" and not last.says("verb") else None


def noun_phrase(reading: Reading, index: int, after: Span) -> Span | None:
    """The words behind a count up to the end of its noun; None where no noun follows."""
    noun = _noun_behind(reading, after) or _noun_after_list(reading, index, after)
    if str(reading.passage.quantities[index].rule.gives["object"]) == "activity":
        noun = _event(reading, after) or noun
    return None if noun is None else Span(after.start, noun.end)


def _noun_behind(reading: Reading, after: Span) -> Cue | None:
    """The noun of N个…项目: the first one that only qualifiers part from the number."""
    view = reading.passage.view
    if _HAVE_NOT.match(view, after.start):
        return None
    nouns = [
        noun for noun in reading.passage.cues.between("object", after.start, min(after.end, after.start + _GAP + 4))
        if noun.end - noun.start > 1
        or (noun.start - after.start <= 2 and _SINGLE_NOUN_END.match(view, noun.end) and view[after.start] != "的")
    ]  # fmt: skip
    if len(nouns) > 1 and view[nouns[0].start : nouns[0].end] == "重点":  # 19个重点在谈项目
        nouns = nouns[1:]
    if len(nouns) > 1 and _is_level(view, after.start, nouns[0]):
        nouns = nouns[1:]
    if not nouns:
        return None
    first = nouns[0]
    head = first
    for noun in nouns[1:]:
        if not _BETWEEN_NOUNS.match(view, head.end, noun.start):
            break
        if view[noun.start : noun.end] in ("上市", "挂牌"):
            break
        if noun.says("verb") or reading.passage.cues.between("stage", head.end, noun.start):  # 三个小区入驻企业10户
            break
        head = noun
    gap = view[_behind_threshold(reading, after, first.start) : first.start]
    if _NO_QUALIFIER.search(gap) or _NO_GAP.search(gap):
        return None
    if head.says("verb"):  # 20个招商引资责任单位
        body = next((noun for noun in nouns if noun.start >= head.end and noun.says("object") == "none"), None)
        head = body if body is not None and body.start - head.end <= _COMPOUND else head
    if head.says("verb") and _SECOND_VERB.search(gap):  # 十项“三年计划”和开展招商提效: the noun was the plan
        return None
    if "的" in gap and gap[:1] not in "的投总年单" and not _DESCRIBED.search(gap):
        return None
    return head


def _is_level(view: str, start: int, noun: Cue) -> bool:
    """True where a noun only says whose projects they are: 7项国家和省重点项目, 9项省级层面重大项目; not 7个国家."""
    own = noun.start > start or view[start - 1] == "项"
    return own and view[noun.start : noun.end] in _LEVELS


def _behind_threshold(reading: Reading, after: Span, end: int) -> int:
    """Where the words behind a threshold begin (一个5000万元以上的项目), else the words behind the number."""
    ends = [q.end for i in reading.thresholds if after.start <= (q := reading.passage.quantities[i]).start < end]
    return max(ends, default=after.start)


def _noun_after_list(reading: Reading, index: int, after: Span) -> Cue | None:
    """100个以上打基础、强功能的优质项目: the noun behind a list of qualifiers that ends in 的."""
    passage, view = reading.passage, reading.passage.view
    if after.end >= passage.end or view[after.end] != "、" or after.end - after.start < 2:
        return None
    end = passage.clause_at(after.start).end
    following = [q.start for q in passage.quantities[index + 1 : index + 2]]
    noun = passage.cues.first("object", after.end, min([end, after.start + 28, *following]))
    if noun is None:
        return None
    words = view[after.start : noun.start]
    return noun if "的" in view[after.end : noun.start] or _SHORT_LIST.fullmatch(words) else None


def _noun_ahead(reading: Reading, before: Span) -> Cue | None:
    """The noun of 项目N个: the last one before the number; a noun of other things only right before it."""
    nouns = reading.passage.cues.between("object", before.start, before.end)
    for noun in reversed(nouns):
        between = reading.passage.view[noun.end : before.end]
        if noun.end - noun.start < 2 or _LISTED_CLASS.match(reading.passage.view, noun.start - 1, noun.end):
            continue
        if _ADJACENT.fullmatch(between) is not None or (
            noun.says("object") in ("project", "enterprise") and "的" not in between[-1:]
        ):
            return noun
    return None


def _is_understood(reading: Reading, after: Span) -> bool:
    """True where no noun of its own follows the number: the end of a clause, a verb, a particle."""
    text = reading.passage.text(after)
    if _UNDERSTOOD.match(text):
        return True
    stage = reading.passage.cues.first("stage", after.start, min(after.end, after.start + 4))
    return stage is not None


def _is_part(reading: Reading, index: int, before: Span, after: Span) -> bool:
    """其中38个采用云签约, 21个项目中有6个进度滞后: whatever follows, a part is of what its whole is."""
    if not reading.found:
        return False
    words = reading.passage.text(before)
    if words in REST and reading.passage.view.startswith("“", after.start):  # 还有5项“打了水漂”
        quantities = reading.passage.quantities
        return quantities[reading.found[-1].at].unit == quantities[index].unit
    return _PART.fullmatch(words) is not None


def _is_of_others(reading: Reading, index: int, before: Span) -> bool:
    """18个乡镇中有3个, 31个街道中,有6个没有引进项目: a part of what is no project is none either."""
    if _SOME_HAVE.fullmatch(reading.passage.text(before)) and _is_next_of_others(reading, index):
        return True
    noun = reading.passage.cue_in("object", before)
    if noun is None or noun.says("object") not in ("none", "other"):
        return False
    return _OF_THESE.fullmatch(reading.passage.view, noun.end, before.end) is not None


def _is_next_of_others(reading: Reading, index: int) -> bool:
    """True where the number before counts bodies of the same segment and no projects."""
    passage = reading.passage
    last = passage.quantities[index - 1] if index else None
    if last is None or last.family != "count" or any(counted.at == index - 1 for counted in reading.found):
        return False
    between = passage.cues.between("object", last.end, passage.quantities[index].start)
    near = passage.bounds[index].segment.start <= last.start
    return near and any(noun.says("object") == "none" for noun in between)


def _is_paid(reading: Reading, index: int, before: Span, after: Span) -> bool:
    """项目31个揽资58.6亿元: counted by the noun right before, and the word behind is that of the sum that follows."""
    ahead = _noun_ahead(reading, before)
    if ahead is None or ahead.says("object") not in ("project", "enterprise"):
        return False
    passage = reading.passage
    paid = passage.cues.first("role", after.start, min(after.end, after.start + 4))
    following = passage.quantities[index + 1] if index + 1 < len(passage.quantities) else None
    return paid is not None and following is not None and following.start - paid.end <= 4


def _is_member(reading: Reading, index: int, noun: Cue) -> bool:
    """裕安区44个、市开发区39个: a body that stands in a list of bodies is not what is counted."""
    if noun.says("object") not in ("none", "other") or not reading.found or reading.found[-1].at != index - 1:
        return False
    view, last, own = reading.passage.view, reading.passage.quantities[index - 1], reading.passage.quantities[index]
    if noun.says("object") == "other" and own.unit == "件":
        return False  # 签约项目5件,解决问题30件
    return last.unit == own.unit and view.startswith(("、", ","), last.end)


def _is_owner(reading: Reading, index: int, noun: Cue) -> bool:
    """从分布看,阿拉尔经开区18个: a territory by which the whole is broken down is not what is counted."""
    if noun.says("object") not in ("none", "other") or not reading.found:
        return False
    view = reading.passage.view
    return view[noun.end - 1] in _TERRITORIES and is_sorted_anew(view, reading.passage.bounds[index].segment.start)


def _fits(reading: Reading, measure: str, noun: Cue) -> tuple[str, str | None] | None:
    """What noun and measure word say together: 家 never counts projects, 场 never enterprises."""
    kind = str(noun.says("object"))
    if kind == "none":  # 13个镇、87个部门: they owe and are not owed
        return None
    if measure == "enterprise":
        return ("enterprise", noun.rule.id) if kind in ("enterprise", "project") else ("other", noun.rule.id)
    if measure == "activity":
        return ("activity", noun.rule.id) if kind == "activity" else ("other", noun.rule.id)
    if measure == "other" or (measure == "piece" and kind != "project"):  # 为企业代办430余件: neither firms nor events
        return ("other", noun.rule.id)
    word = reading.passage.view[noun.start : noun.end]
    if word in _OWNERS and reading.found and reading.found[-1].object == "project":
        return ("project", noun.rule.id)  # 央企项目6个、民企33个
    return (kind, noun.rule.id)


def _without_noun(reading: Reading, index: int, measure: str, before: Span) -> tuple[str, str | None] | None:
    """The noun that is understood: from a stage word, from the sentence, or from the count before."""
    passage = reading.passage
    sentence = passage.bounds[index].sentence
    earlier = reading.earlier(sentence.start)
    start = passage.quantities[index].start
    if measure == "enterprise":
        if _is_summed_up(reading, index):
            return ("other", None)
        named = _sentence_noun(reading, sentence, start, ("enterprise",))
        last = earlier or (reading.found[-1] if reading.found and passage.quantities[index].unit == "间" else None)
        known = passage.quantities[index].unit == "家" or named is not None or (last and last.object == "enterprise")
        return ("enterprise", named.rule.id if named else None) if known else ("other", None)
    if measure == "activity":
        if (
            earlier
            and earlier.object == "activity"
            and passage.quantities[earlier.at].unit == passage.quantities[index].unit
        ):
            return ("activity", earlier.rule)
        if _MEETING.search(passage.view, before.start, before.end):
            return ("activity", "object.activity")
        named = _sentence_noun(reading, sentence, start, ("activity",))
        return ("activity", named.rule.id) if named and start - named.end < 12 else ("other", None)
    if measure == "piece" and earlier is not None and earlier.object == "project":
        same = passage.quantities[earlier.at].unit == passage.quantities[index].unit
        return ("project", earlier.rule) if same else ("other", None)
    if measure in ("piece", "other"):
        return ("other", None)
    if passage.quantities[index].unit in ("案", "宗") or _TASK.search(passage.text(before)):
        return ("project", None)
    stage = passage.cue_in("stage", before)
    if stage is not None and stage.says("stage") != "none":
        return ("project", stage.rule.id)
    named = _sentence_noun(reading, sentence, start, ("project", "activity", "enterprise"))
    if earlier is not None and earlier.object in ("project", "enterprise"):
        return (earlier.object, earlier.rule)
    if named is not None and named.says("object") == "project":
        return ("project", named.rule.id)
    topic = reading.found[-1].object if reading.found else reading.topic
    if topic == "project" or "项目" in passage.heading_text:
        return ("project", "object.project")
    return ("other", None)


def _is_summed_up(reading: Reading, index: int) -> bool:
    """临江、东山、西河三家占了七成: as many as the list before has members, which are no firms by their names."""
    passage, quantity = reading.passage, reading.passage.quantities[index]
    members = _JOINTS.split(passage.view[passage.bounds[index].clause.start : quantity.start])
    return 1 < len(members) == quantity.number.value and all(2 <= len(name) <= _SHORT_NAME for name in members)


def _sentence_noun(reading: Reading, sentence: Span, end: int, kinds: Sequence[str]) -> Cue | None:
    nouns = reading.passage.cues.between("object", sentence.start, end)
    return next((noun for noun in reversed(nouns) if noun.says("object") in kinds), None)

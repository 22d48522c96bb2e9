"""Whether a figure has happened, is planned, or is aimed at.

A word of aiming reaches as far as its rule says: over its own figure, over its segment, over its sentence; a word that
leads back to what has happened ends its reach. Headings and periods that lie ahead do the same for whole paragraphs.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from msgspec import Struct

from zsextract.find.cues import Cue
from zsextract.find.given import KNOWN_BY, is_given
from zsextract.find.goals import GOAL_BEHIND, is_aimed_at, is_budget, is_outdone, is_quoted_goal
from zsextract.find.governing import governs, is_demand
from zsextract.find.parallel import carried
from zsextract.find.passage import Passage
from zsextract.find.quotas import is_quota, is_step
from zsextract.patterns import Lazy, LazyRegex
from zsextract.rules import RuleSet
from zsextract.spans import Span

_BY_GROWTH = LazyRegex(r"[、,](?:同比|比上?去?年|较上?去?年|年均)?(?:增长|增幅)")
_PLANNED_AGAIN = LazyRegex(r"(?:计划|拟|将|预计|打算|准备|[又曾已]|随后|其后)\Z")
_SOME = LazyRegex(r"(?:其中|当中|中|余下|剩下|剩余|其余|另|还|仍)有?的? ?\Z")
_PREDICATE = LazyRegex(
    r"(?:[^,;。、\d]{0,4}(?:项目|企业))?也?(将|拟|预计|计划|有望|要|须|必须|力争|确保|争取)(?![近军求])"
)
_DUE = frozenset(("要", "须", "必须", "力争", "确保", "争取"))
_PART_OF_IT = LazyRegex(r"其中:?(?!已|目前)[^,;。\d]{0,8}(?:资金|投资|[内外民引]资|额|税收)")
_BLANKS = (" ", "\u3000")
_MARK = Lazy("[,;。:]")
_VERB_BEHIND = LazyRegex(r"(?![数任总目指投资完的是为:,;。]|[一二两三四五六七八九十百千]++[万亿个家项])[一-鿿]")
_ADJACENT = LazyRegex(r"(?:数|总?额|金额|规模|值|均|为|是|达到?|各|分别|约|共|资金|到位|[:(“]|任务|的)*")
_SAYS = LazyRegex(r"[^,;。]{0,6}——|数为|也?就?是|为|:|,|再|要|、|确定|定为|新|引进|签约|开工|完成|实现|达")
_GOES_ON = LazyRegex(rf"{_SAYS.pattern}|(?!的|各|均|每|任务|责任|考核|管理|体系|要求|数)[一-鿿]")
_NOT_OPENED = LazyRegex(r"完成|占|超过|对照|根据|围绕|人人|个个|[领扛背]\Z")  # 人人领指标、个个走出去,举办推介会6场
_LIST_BEHIND = LazyRegex(r"[^,;。:]{0,16}:")
_KIND_OF_FIRM = LazyRegex(r"企业|客商|客户|市场|公司|群体|地区|区域|人群")


class Ahead(NamedTuple):
    """Whether a figure lies ahead: the status, the word that decided, and how far that word reaches."""

    status: str
    cue: Cue | None
    scope: str


_ACTUAL = Ahead("actual", None, "own")


class Aims(Struct, frozen=True):
    """What may reach many figures of a passage: what it opens with, and its words of aiming or of the past, in order.

    The words are those that say so where they stand; how far each reaches is asked for every figure.
    """

    opening: Ahead
    opens: int
    words: list[Cue]

    @classmethod
    def of(cls, passage: Passage, rules: RuleSet) -> Aims:
        """The aims of a passage."""
        opening, at = _of_opening(rules, passage.lead_text, passage.heading_text)
        opens = passage.lead.start + at if at and passage.lead is not None else passage.start
        return cls(opening, opens, [cue for cue in passage.cues.of["status"] if _speaks(passage, cue)])

    def before(self, start: int, end: int) -> Iterator[Cue]:
        """The words inside ``[start, end)``, the nearest to the end first."""
        for at in range(bisect_left(self.words, end, key=attrgetter("start")) - 1, -1, -1):
            word = self.words[at]
            if word.start < start:
                return
            if word.end <= end:
                yield word


def status_of(passage: Passage, index: int, aims: Aims, *, completes: bool = False) -> Ahead:
    """The status of a number; ``completes`` is for a rate that tells how much of a task is done."""
    if completes:
        return _in_clause(passage, index)
    if is_given(passage, index) or is_step(passage, passage.quantities[index]):
        return Ahead("actual", None, "definite")
    own = _own(passage, index)
    if own is not None:
        return own
    if is_budget(passage, index) or _is_part_of_task(passage, index):
        return Ahead("target", None, "own")
    ahead = _of_reach(passage, index, aims)
    if ahead.status == "actual" and ahead.cue is None and is_outdone(passage, index):
        return Ahead("target", None, "sentence")
    if ahead.status == "actual" and ahead.cue is None and (grown := _grows_with_goal(passage, index)) is not None:
        return grown
    if ahead.status == "actual" and is_aimed_at(passage, index):
        return Ahead("target", None, "sentence")
    if ahead.status == "actual" and _is_some(passage, index):
        said = _of_predicate(passage, index)
        if said is not None:
            return said
    if ahead.cue is not None and _is_now(passage, ahead.cue, index) and is_quota(passage, index):
        return Ahead("target", None, "sentence")  # 现在,组建3个小分队,每个小分队签约不少于6个
    if ahead.status == "planned" and is_quota(passage, index):
        return Ahead("target", None, "sentence")  # 将任务分解到11个乡镇,每个乡镇引资不低于4000万元
    if ahead.status != "actual" or (ahead.cue is not None and not _is_told_of_other(passage, ahead.cue, index)):
        return ahead
    if (
        is_quoted_goal(passage, index)
        or is_quota(passage, index)
        or GOAL_BEHIND.match(passage.text(passage.after(index)))
    ):
        return Ahead("target", None, "sentence")
    return aims.opening if aims.opens <= passage.quantities[index].start else _ACTUAL


def _is_part_of_task(passage: Passage, index: int) -> bool:
    """True for 下达任务12亿元,其中省外资金8亿元: a part of a task that nothing says to be done is a task."""
    if not index or _PART_OF_IT.fullmatch(passage.text(passage.label(index))) is None:
        return False
    whole, quantity = passage.quantities[index - 1], passage.quantities[index]
    own = _own(passage, index - 1) if whole.is_like(quantity) else None
    if own is None or own.status != "target":
        return False
    done = passage.view.find("完成", passage.bounds[index - 1].clause.start, whole.start) >= 0
    return not done and passage.view.startswith((",其中", "(其中", "、其中"), whole.end)


def _is_now(passage: Passage, cue: Cue, index: int) -> bool:
    """True where 现在 stands in an earlier clause: it says when something is told, not that the number was reached."""
    apart = cue.end <= passage.bounds[index].clause.start
    return apart and passage.view[cue.start : cue.end] in ("现在", "如今", "目前")


def _is_told_of_other(passage: Passage, cue: Cue, index: int) -> bool:
    """True for 对去年签约的42个项目,开工率提高到90%: the past is only of the things that the words say it of."""
    return KNOWN_BY.match(passage.view, cue.end, passage.quantities[index].number_start) is not None


def _is_some(passage: Passage, index: int) -> bool:
    """True for a count of some of what was told: 其中20个, 余下的21个."""
    label = passage.label(index)
    return (
        passage.quantities[index].family in ("count", "money")
        and _SOME.search(passage.view, label.start, label.end) is not None
    )


def _of_predicate(passage: Passage, index: int) -> Ahead | None:
    """余下的21个将陆续开工: what the words behind a count say of it, unless they lead to another number."""
    found = _PREDICATE.match(passage.view, passage.quantities[index].end)
    if found is None:
        return None
    clause = passage.bounds[index].clause
    if index + 1 < len(passage.quantities) and passage.quantities[index + 1].start < clause.end:
        return None
    if found[1] not in _DUE:
        return Ahead("planned", None, "predicate")
    label, sentence = passage.label(index), passage.bounds[index].sentence
    is_some = label.start < label.end or (index and passage.quantities[index - 1].start >= sentence.start)
    told = passage.cues.first("stage", found.end(), clause.end) is not None
    return Ahead("target", None, "predicate") if is_some and told else None  # but 12个项目要加快建设 are there


def _grows_with_goal(passage: Passage, index: int) -> Ahead | None:
    """全年目标10亿美元、增长8%: the growth that the goal right before it means; not that of what is done of it."""
    if not index or passage.quantities[index].family != "rate":
        return None
    goal = passage.quantities[index - 1]
    if goal.family == "rate" or _BY_GROWTH.fullmatch(passage.view, goal.end, passage.quantities[index].start) is None:
        return None
    own = _own(passage, index - 1)
    clause = passage.view[passage.bounds[index - 1].clause.start : goal.start].replace("计划完成", "")
    return Ahead(own.status, None, "own") if own is not None and not re.search(r"完成|占|达", clause) else None


def _in_clause(passage: Passage, index: int) -> Ahead:
    """How much of a task is done lies ahead only where its own clause says so (确保完成任务的80%)."""
    quantity, bounds = passage.quantities[index], passage.bounds[index]
    floor = passage.view.endswith("以上", quantity.start, quantity.end)
    within = bounds.segment if floor else bounds.clause  # 务必突破610亿元,完成年度任务的80%以上
    for cue in passage.cues.between("status", within.start, quantity.start):
        if (
            cue.says("status") == "target"
            and cue.says("scope") in ("sentence", "segment")
            and "目标" not in passage.view[cue.start : cue.end]
        ):
            return Ahead("target", cue, "sentence")
    return _ACTUAL


def _own(passage: Passage, index: int) -> Ahead | None:
    """A plan or task that stands in the figure's own label: 年度计划投资, 年任务12个, 完成年度任务150亿元的79.1%."""
    label = passage.label(index)
    for cue in reversed(passage.cues.between("status", label.start, label.end)):
        if (
            cue.says("scope") == "own"
            and cue.says("status") != "none"
            and _ADJACENT.fullmatch(passage.view, cue.end, label.end)
        ):
            return Ahead(str(cue.says("status")), cue, "own")
    return None


def _speaks(passage: Passage, cue: Cue) -> bool:
    """True where a word says by itself that something is aimed at or has happened: 将 in 将59个项目分解 does not."""
    if cue.says("status") == "none":
        return False
    scope = cue.says("scope")
    if scope == "own" or cue.says("status") == "actual":
        return True
    if scope == "demand" and not is_demand(passage, cue):
        return False
    if scope == "list" and _LIST_BEHIND.match(passage.view, cue.end) is None:
        return False
    if passage.view.startswith("再", cue.start) and _PLANNED_AGAIN.search(passage.view, passage.start, cue.start):
        return False  # 计划再引进8家, 后又再举办3场
    return governs(passage, cue)


def _of_reach(passage: Passage, index: int, aims: Aims) -> Ahead:
    """The last word before the number whose reach takes it in."""
    bounds = passage.bounds[index]
    start = passage.quantities[index].number_start
    for cue in aims.before(bounds.sentence.start, start):
        said = _reaching(passage, cue, bounds.segment, start)
        if said is not None:
            return said
    return _ACTUAL


def _reaching(passage: Passage, cue: Cue, segment: Span, start: int) -> Ahead | None:
    """What a word says of a number behind it, None where it does not reach so far."""
    status, scope = str(cue.says("status")), str(cue.says("scope"))
    if _ends_half_of_headline(passage, cue):
        return None
    if scope == "own":
        return _of_task(passage, cue, segment)
    if status == "actual":
        return Ahead("actual", cue, "sentence") if _leads_back(passage, cue, segment, start) else None
    if scope == "segment" and cue.start < segment.start:
        said = carried(passage, cue, segment)
        return Ahead(said, cue, "parallel") if said is not None else None
    return Ahead(status, cue, scope)


def _ends_half_of_headline(passage: Passage, cue: Cue) -> bool:
    """True for 攻坚再冲刺　云川前七月引资38亿元: a blank parts the halves of a line that has no other marks."""
    if passage.view[cue.end : cue.end + 1] not in _BLANKS or passage.view[cue.end + 1 : cue.end + 2].isdigit():
        return False
    return _MARK.search(passage.view, passage.start, passage.end) is None


def _of_task(passage: Passage, cue: Cue, segment: Span) -> Ahead | None:
    """What the name of a plan or task says of figures that are not its own: 年计划招引50个, 今年目标: 引进40家、…."""
    if is_planning(passage, cue) and cue.start >= segment.start:
        return Ahead("planned", cue, "sentence")
    in_reach = cue.start >= segment.start or passage.view.startswith(":", cue.end)
    if cue.says("status") == "target" and in_reach and _opens_list(passage, cue):
        return Ahead("target", cue, "segment")
    return None


def is_planning(passage: Passage, cue: Cue) -> bool:
    """True for a plan that is a verb, 今年计划招引50个; 年度计划 and 年计划数 are the task itself."""
    word = passage.view[cue.start : cue.end]
    if word == "计划完成":  # 计划完成基础设施投资30亿元
        return True
    return word in ("年计划", "全年计划", "年度计划") and _VERB_BEHIND.match(passage.view, cue.end) is not None


def _opens_list(passage: Passage, cue: Cue) -> bool:
    """今年目标再引进40家、投资400亿元: a goal that opens a list and is no label of one figure."""
    before = passage.view[max(passage.start, cue.start - 10) : cue.start]
    if _KIND_OF_FIRM.match(passage.view, cue.end):
        return False
    goes_on = _GOES_ON if passage.view.endswith("目标", cue.start, cue.end) else _SAYS
    return goes_on.match(passage.view, cue.end) is not None and not _NOT_OPENED.search(before)


def _leads_back(passage: Passage, cue: Cue, segment: Span, start: int) -> bool:
    """True where 已, 截至, 去年 … say that the number has happened: they reach to the end of their segment."""
    word = passage.view[cue.start : cue.end]
    if word == "了" and passage.view[cue.end : cue.end + 1] in ("解", "然"):
        return False
    if word in ("去年", "上年", "前年") and passage.view[cue.start - 1 : cue.start] in "比较与同跟超":
        return _is_planned_before(passage, cue)  # 目标是2.2亿美元,比上年增长30%以上
    if word in ("目前", "现有", "现在", "如今") and passage.view[cue.start - 1 : cue.start] in ("由", "从"):
        return False
    if word in ("同比", "了", "目前", "现有", "此前", "共有"):  # these speak of their own clause
        return passage.clause_at(cue.start) == passage.clause_at(start)
    return cue.start >= segment.start


def _is_planned_before(passage: Passage, cue: Cue) -> bool:
    """True in 安排资金7.6亿元,比上年增加1.1亿元: by how much a plan grows has happened, unlike that of a goal."""
    start = passage.sentence_at(cue.start).start
    said = {other.says("status") for other in passage.cues.between("status", start, cue.start)}
    return "planned" in said and "target" not in said


@lru_cache(maxsize=256)  # paragraphs of a section share its head, lines of a list what opens it
def _of_opening(rules: RuleSet, lead: str, heading: str) -> tuple[Ahead, int]:
    """What the words that open the paragraph, and the head of its section, say; and where in the former they stand."""
    for rule in rules.of("lead"):
        if found := rule.regex.search(lead):
            return Ahead(str(rule.gives["status"]), None, "sentence"), found.end()
    for rule in rules.of("heading"):
        if rule.gives["status"] == "actual" and rule.regex.search(heading):
            return _ACTUAL, 0
    for rule in rules.of("heading"):
        if rule.gives["status"] != "actual" and rule.regex.search(heading):
            return Ahead("target", None, "sentence"), 0
    return _ACTUAL, 0

"""Targets: whether a figure that lies ahead is one, what is to be reached, and who owes it one by one.

All functions read one `Passage` and the index of a number in it.
"""

from __future__ import annotations

from collections.abc import Mapping

import zsextract.find.phrases as phrases
from zsextract.find.amounts import cue_behind
from zsextract.find.counting import Counted
from zsextract.find.passage import Passage
from zsextract.find.periods import PeriodMention
from zsextract.find.places import PlaceMention
from zsextract.find.turns import Turn, list_before, things_before
from zsextract.link import Setting
from zsextract.patterns import Lazy, LazyRegex
from zsextract.spans import Span

_EACH = LazyRegex(
    r"(每(?:年|月|季度?|周|天|半年)|每(?:个|位|名|家|县|市|区|镇|乡|村|人|户)[^,;。、:\d]{0,10}?|各(?!引|新|完|签|提|内|外|"
    r"投)[^,;。、:\d自类种级]{1,8}?)(?=至少|最少|协助|负责|牵头|引|新|完成|签|外出|举办|提供|要|必须|每|领|包|带|有|落|开|招|实|力争|确保|不少于|不低于|培|达|\Z)"
)
_SINGLE = LazyRegex(
    r"最大的|单体|最多的|一家[一-鿿]{0,6}(?:企业|公司|集团|厂)|该项目|该公司"
    r"|(?<![前上下每分两])[一二三四首]期(?![间货限待望末初中内])"
    r"(?:项目|工程)?(?:[^;。]{0,14}总?投资|[^,;。]{0,8}\Z)"
)
_ITS_PLANT = LazyRegex(
    r"项目[^,;。]{0,4}(?:计划|拟|预计)?总投资|(?:投产|达产|建成|试生产|满产|投运|达效)后|总投资[^;。]{0,40}(?:建成|投产|竣工)"
)
_BODIES = LazyRegex(r"[\d一二三四五六七八九十]个([^,;。、\d]{2,10}?)(?:\([^()]*\))?各")  # 4个招引工作专班各引进…
_TASK_BEHIND = LazyRegex(r"的?([^,;。、:\d的]{0,8}(?:任务|目标))(?!的?(?:完成|数))")
_DONE = Lazy(r"(?:完成|实现)(?:了|好)?(?:全年|年度|今年|市定|省定)?\Z")
_SET = Lazy(r"(?:下达|确定|定下|制定|交办|分解|布置|提出|签订)的\Z")
_WHEN = LazyRegex(r"(?:年内|今年|全年|年底前|当年)\Z")
_COMPANY = LazyRegex(r"(?:公司|集团|旗下)[^,;。]{0,10}\Z")
_AGGREGATE = ("range", "deadline", "plan")


def is_described(
    passage: Passage,
    index: int,
    counted: Mapping[int, Counted],
    owner: PlaceMention | None,
    period: PeriodMention | None,
) -> bool:
    """True for a planned sum of one described project: what it will cost, make or pay is no target.

    Sums of several counted projects, of a jurisdiction, or of a period of its own are told of the whole and are
    targets.
    """
    sentence = passage.bounds[index].sentence
    start = passage.quantities[index].start
    view = passage.view
    if _SINGLE.search(view, sentence.start, start) or _COMPANY.search(view, passage.bounds[index].clause.start, start):
        return True
    if any(
        sentence.start <= passage.quantities[at].start < start and c.object in ("project", "enterprise")
        for at, c in counted.items()
    ):
        return False
    if _ITS_PLANT.search(view, sentence.start, start):
        return True
    if owner is not None and owner.kind == "relative" and owner.start >= sentence.start:
        return False
    return not (period is not None and period.kind in _AGGREGATE and period.start >= sentence.start)


def indicator(setting: Setting, passage: Passage, index: int, turn: Turn | None, counted: Mapping[int, Counted]) -> str:
    """What is to be reached, as a phrase without number, modal verb, period, place and owner."""
    if turn is not None and list_before(passage, turn, setting.places) is not None:
        index = turn.first  # 甲县、乙县签约金额分别不低于12亿元、9亿元: the same of all
    elif turn is not None and (items := things_before(passage, turn)):
        verb = Span(turn.behind, passage.quantities[turn.first].start)
        apart = setting.told_apart(items[0].start, verb.end)
        apart += [Span(m.start, m.end) for m in setting.places_at(items[0].start)]
        words = phrases.indicators_of_turns(passage, setting.text, items, verb, apart)
        if words:
            return words[turn.place]
    return _indicator(setting, passage, index, counted.get(index))


def _indicator(setting: Setting, passage: Passage, index: int, counted: Counted | None) -> str:
    before, behind = _beside(passage, index, counted)
    apart = setting.told_apart(passage.bounds[index].sentence.start, before.end)
    each_one = _EACH.search(passage.view, before.start, before.end)
    if each_one:
        apart.append(Span(before.start, each_one.end()))
    apart += [Span(m.start, m.end) for m in setting.places_at(before.start)]
    apart += _heads(setting, passage, index)
    words = phrases.indicator(passage, setting.text, before, behind, apart)
    if counted is not None and counted.object == "project" and words.endswith(("以上", "以下", "以上的", "以下的")):
        words += "项目"  # understood: 其中亿元以上2个
    return words


def _heads(setting: Setting, passage: Passage, index: int) -> list[Span]:
    """The places that open the clauses of the sentence: whose figures they are is told by the owner."""
    sentence = passage.bounds[index].sentence
    return [
        Span(m.start, m.end)
        for m in setting.places_between(sentence.start, passage.quantities[index].start)
        if all(
            any(p.start <= at < p.end for p in setting.periods_between(sentence.start, m.start))
            for at in range(passage.clause_at(m.start).start, m.start)
        )
    ]


def _beside(passage: Passage, index: int, counted: Counted | None) -> tuple[Span, Span | None]:
    """The words before the number and, where they say what it is, those behind."""
    if counted is not None:
        return counted.before, counted.behind or _words_behind(passage, index, counted.before)
    before = passage.label(index)
    task = _TASK_BEHIND.match(passage.view, passage.quantities[index].end)
    if task is not None and (
        _SET.search(passage.view, before.start, before.end) or _DONE.search(passage.view, before.start, before.end)
    ):  # 盟里下达的2亿元引资任务
        return Span(before.end, before.end), Span(*task.span(1))
    if "等" in passage.text(before):  # 降低用电、物流、融资等成本: one label, whatever it lists
        before = Span(max(passage.bounds[index].clause.start, before.start - 24), before.end)
    return before, _words_behind(passage, index, before) if before.end - before.start <= 4 else None


def _words_behind(passage: Passage, index: int, before: Span) -> Span | None:
    """The words behind a number that has none before it: 12个竣工投产, 统筹100亿元资金支持工业."""
    after, family = passage.after(index), passage.quantities[index].family
    if after.end == after.start or family == "rate":
        return None
    near = Span(after.start, min(after.end, after.start + 12))
    if family == "count":
        return near if before.end - before.start <= 1 else None
    if passage.cue_in("role", before) is not None:
        return None
    noun = cue_behind(passage, index)
    if noun is not None:
        return Span(after.start, max(noun.end, near.end))
    return near if passage.view.startswith("资金", after.start) else None


def each(passage: Passage, index: int) -> str | None:
    """The body to whom the figure applies one by one: 每镇, 每月, and the 专班 of 4个专班各引进…; None for none."""
    start = passage.quantities[index].start
    found = list(_EACH.finditer(passage.view, passage.bounds[index].clause.start, start))
    if found:
        return _WHEN.sub("", found[-1][1].removeprefix("各"))
    bodies = _BODIES.search(passage.view, passage.bounds[index].segment.start, start)
    return _WHEN.sub("", bodies[1]) if bodies else None

"""Targets: whether a figure that lies ahead is one, and who owes it one by one.

All functions read one `Passage` and the index of a number in it.
"""

from __future__ import annotations

from collections.abc import Mapping

from zsextract.find.counting import Counted
from zsextract.find.passage import Passage
from zsextract.find.periods import PeriodMention
from zsextract.find.relative import PlaceMention
from zsextract.outlook import OF_NAMED
from zsextract.patterns import LazyRegex
from zsextract.spans import Span

_EACH = LazyRegex(
    r"(每(?:年|月|季度?|周|天|半年)|每(?:个|位|名|家|县|市|区|镇|乡|村|人|户)[^,;。、:\d]{0,10}?|各(?!引|招[引来入收]|新|完|签|提|内|外|"
    r"投)[^,;。、:\d自类种级]{1,8}?(?:、各?[^,;。、:\d]{1,8}?(?:[区园镇乡办局组班委]|街道|部门|单位)){0,3})(?=至少|最少|协助|负责|牵头|引|新|完成|签|外出|举办|提供|上报|报送|联系|承担|洽谈|要|必须|每|领|包|带|有|落|开|招|实|力争|确保|不少于|不低于|培|达|\Z)"
)
_OF_EACH = LazyRegex("[每各]")  # one is in every match
_SINGLE = LazyRegex(
    r"最大的|单体|最多的|一家[一-鿿]{0,6}(?:企业|公司|集团|厂)|该项目|该公司"
    r"|(?<![前上下每分两])[一二三四首]期(?![间货限待望末初中内])"
    r"(?:项目|工程)?(?:[^;。]{0,14}总?投资|[^,;。]{0,8}\Z)"
)
_ITS_PLANT = LazyRegex(
    r"项目[^,;。]{0,4}(?:计划|拟|预计)?总投资|(?:投产|达产|建成|竣工|投用|投运|运营),(?:预计)?(?:年[^,;。]{0,4})?(?:可|将|能)"
    r"|(?:试产|投产|达产|建成|竣工|投用|投运|运营),(?:预计|届时)年?[^,;。可将能]{0,10}\Z"
    r"|(?:投产|达产|建成|试生产|满产|投运|达效)后|总投资[^;。]{0,40}(?:建成|投产|竣工)"
)
# 已落地项目全部投产后: of many; 下一步还将安排1.2亿元: of whoever speaks
_OF_MANY = LazyRegex(
    r"(?:已落地|已签约|这些|上述|所有|这批|[\d二三四五六七八九十百]个)[^,;。]{0,6}(?:项目|企业)(?:全部|均|都|陆续)?[^,;。]{0,4}(?:投产|达产|建成|投运|运营)|下一?步|接下来|下阶段"
)
_OF_FIRMS = LazyRegex(
    r"[两二三四五2-5]家[^,;。]{0,6}(?:分别|各)(?:计划|拟|将|预计)?投资"
)  # 两家企业分别拟投资5.8亿元、1.2亿元
_NAMED_PROJECT = LazyRegex(
    r"(?<![个批大类])项目[^;。,]{0,14},(?:全部)?(?:建成|达产|投产|投运)[^,;。]{0,4}后[^;。]{0,24}\Z"
)
_COST = LazyRegex(r"[一-鿿]\((?:计划)?总?投资")
# 3.青云绿色印染基地。总投资4亿元,今年计划完成投资1.2亿元: an item of a list of projects
_ITEM = LazyRegex(r"\s*\d{1,2}[.、][^,;。:\d]{3,24}(?:项目|工程|基地|园|厂|生产线|中心|电站|电场|广场)[。:,]")
_BODIES = LazyRegex(r"[\d一二三四五六七八九十]个([^,;。、\d]{2,10}?)(?:\([^()]*\))?各")  # 4个招引工作专班各引进…
_WHEN = LazyRegex(r"(?:年内|今年|全年|年底前|当年|[都均]?[要须应需]|必须)\Z")
_COMPANY = LazyRegex(r"(?:公司|集团|旗下|董事长|总经理|总裁|老板)[^,;。]{0,10}\Z")
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
    if OF_NAMED.match(view, passage.quantities[index].end):
        return True
    if "投资" in passage.text(passage.label(index)) and _ITEM.match(view, passage.start, sentence.end):
        return True
    if _SINGLE.search(view, sentence.start, start) or _COMPANY.search(view, passage.bounds[index].clause.start, start):
        return True
    if _OF_MANY.search(view, sentence.start, start):
        return False
    if _OF_FIRMS.search(view, sentence.start, start):
        return True
    if _NAMED_PROJECT.search(view, sentence.start, start) or _in_bracket_of_project(passage, start):
        return True
    told = max(sentence.start, view.rfind(":", sentence.start, start) + 1)  # 会上点了三家的名:甲项目计划投资3.6亿元
    if any(
        told <= passage.quantities[at].start < start and c.object in ("project", "enterprise")
        for at, c in counted.items()
    ):
        return False
    if _ITS_PLANT.search(view, sentence.start, start):
        return True
    if owner is not None and owner.kind == "relative" and owner.start >= sentence.start:
        return False
    return not (period is not None and period.kind in _AGGREGATE and period.start >= sentence.start)


def _in_bracket_of_project(passage: Passage, at: int) -> bool:
    """True for 开工建设粮食物流园(计划投资4.2亿元): what the project will cost that stands before the bracket."""
    bracket = passage.bracket(at)
    return bracket is not None and _COST.match(passage.view, bracket.start - 1, bracket.end) is not None


def one_by_one(passage: Passage, before: Span) -> Span | None:
    """Where the words before a number say that it applies to each: 每镇, 各部门; None where they do not."""
    start = passage.clause_at(before.start).start  # 各乡镇、开发区至少…: the words before a number begin behind 、
    if not _OF_EACH.search(passage.view, start, before.end):
        return None
    found = next((each for each in _EACH.finditer(passage.view, start, before.end) if each.end() > before.start), None)
    return Span(max(found.start(), before.start), found.end()) if found else None


def each(passage: Passage, index: int) -> str | None:
    """The body to whom the figure applies one by one: 每镇, 每月, and the 专班 of 4个专班各引进…; None for none."""
    start = passage.quantities[index].start
    if not _OF_EACH.search(passage.view, passage.bounds[index].segment.start, start):
        return None
    found = list(_EACH.finditer(passage.view, passage.bounds[index].clause.start, start))
    if found:
        return _WHEN.sub("", found[-1][1].removeprefix("各"))
    bodies = _BODIES.search(passage.view, passage.bounds[index].segment.start, start)
    return _WHEN.sub("", bodies[1]) if bodies else None

"""Numbers that the words right around them make a goal: 占年预算9000万元的50%, 距离100亿元目标, 10.5%,力争11%.

All functions read one `Passage` and the index of a number in it.
"""

from __future__ import annotations

import re

from zsextract.find.amounts import OF_BUDGET
from zsextract.find.passage import Passage
from zsextract.patterns import Lazy, LazyRegex

GOAL_BEHIND = Lazy(r"(?:的|项目|招商|引资|招商引资|到位资金|税收|产值|年度|全年|计划)*(?:目标|任务|的要求)")
_AIMED = Lazy(r"(?:(?:距离?|离|对照|围绕|瞄准|朝着?)[^,;。]{0,12}|完成了?)\Z")
_LONGEST_OUTDOING = 9
_OUTDOES = LazyRegex(r"[,、]?(?:力争|争取|冲刺|奋斗目标)(?:达到?|突破|实现|增长|完成)?")


def is_budget(passage: Passage, index: int) -> bool:
    """True for the budget that a completion is held against: 占年预算9000万元的50%."""
    quantity = passage.quantities[index]
    if quantity.family == "rate" or not passage.view.startswith("的", quantity.end):
        return False
    label, following = passage.label(index), passage.quantities[index + 1 : index + 2]
    if not following or following[0].family != "rate" or following[0].start != quantity.end + 1:
        return False
    return OF_BUDGET.search(passage.view, label.start, label.end) is not None


def is_outdone(passage: Passage, index: int) -> bool:
    """生产总值增长10.5%,力争11%: what is aimed at outdoes what is planned."""
    following = passage.quantities[index + 1] if index + 1 < len(passage.quantities) else None
    if following is None or following.family != passage.quantities[index].family:
        return False
    if following.start - passage.quantities[index].end > _LONGEST_OUTDOING:
        return False
    return _OUTDOES.fullmatch(passage.view, passage.quantities[index].end, following.start) is not None


def is_aimed_at(passage: Passage, index: int) -> bool:
    """距离100亿元目标还有差距: the goal that what has happened is held against."""
    if GOAL_BEHIND.match(passage.view, passage.quantities[index].end) is None:
        return False
    start = passage.quantities[index].start
    return _AIMED.search(passage.view, max(passage.bounds[index].clause.start, start - 16), start) is not None


def is_quoted_goal(passage: Passage, index: int) -> bool:
    """围绕“引进项目6个、外资80万美元”的目标任务: what is quoted is the goal."""
    quotation = passage.quotation(passage.quantities[index].start)
    if quotation is None:
        return False
    behind = passage.view[quotation.end : quotation.end + 12]
    return re.match(r"的?[^,;。“”]{0,6}?(?:目标|任务|要求|计划)", behind) is not None

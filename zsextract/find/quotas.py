"""Quotas: what everybody of a body owes one by one, 每镇至少引进一个, lies ahead without any word of aiming."""

from __future__ import annotations

from zsextract.find.counting import is_sorted_anew
from zsextract.find.passage import Passage
from zsextract.find.quantities import Quantity
from zsextract.patterns import Lazy, LazyRegex

# 县级领导每人引资1000万元, 每季度外出招商2次: what is owed is said of each person or of each term, and of no past
_NORM = LazyRegex(
    r"每(?:人|(?:名|位)(?:[^,;。、]{0,6}(?:领导|干部|委员))?|个[^,;。、]{0,6}(?:领导|干部|委员|单位|部门|专班))(?:每[年季月]度?)?[^,;。、已了]{0,3}?"
    r"(?:引进|引资|招引|联系|挂点|领办|包抓|包联|包保|领衔|包(?![括含装容])|外出招商|签约|完成|落实|带头招商|提供|上报|报送|收集)[^,;。已了]{0,16}\Z"
    r"|每(?:季度?|月|年|半年)(?:至少)?(?:赴外|外出|带队|带头|上门|走访|举办|提供|上报|报送)[^,;。已了]{0,16}\Z"
    r"|(?:负责|承担)(?:引进|招引|完成|落实|争取|签约)[^,;。已了]{0,16}\Z"
    r"|(?:书记|[市县区镇乡]长|主任|主席|领导)各(?:引进|引资|招引|联系|包抓|签约)[^,;。已了]{0,16}\Z"
)
_OWING = Lazy("[每各负承]")  # without one of these nobody owes anything by himself
_EACH = LazyRegex(r"[每各](?!级|类|种|项|方|界|地|大|位|族|样|自|国)")
_FLOOR_BEFORE = LazyRegex(r"(?:至少|最少|不得少于|不少于|不得低于)[^,;。]{0,12}\Z")
_FLOOR = LazyRegex(r"不少于|至少|不低于|不得|以上")
_NEAR = 24
_STEP = 8  # code points from 每 to the number
_PER_STEP = LazyRegex(r"每(?:[再多成新超增低高降少引完落签开投提下净培招拖晚][^,;。、\d每]{0,6})?\Z")
_SCORED = LazyRegex(
    r"(?:[^,;。\d]{0,14}(?:项目|企业|的))?,?(?:另|再|就|即|相应)*(?:奖|补[助贴\d]|给予|加[\d分]|扣(?:[\d分减除]|[一二两三四五]分)|[计记得减]\d)"
)


def is_quota(passage: Passage, index: int) -> bool:
    """True for a number that a norm sets for each: 每个乡镇至少引进1个, 每人每年引资1000万元."""
    quantity = passage.quantities[index]
    clause = passage.view[passage.bounds[index].segment.start : quantity.start]
    if not _OWING.search(clause) or is_sorted_anew(passage.view, passage.bounds[index].sentence.start):
        return False  # 从签约数看,两县各签约40个以上: what was reached
    if _NORM.search(clause):
        return True
    if _EACH.search(clause) is None:
        return False
    words = passage.view[quantity.start : quantity.end]
    if _FLOOR_BEFORE.search(clause) is not None or _FLOOR.search(words) is not None or "至少" in clause[-_NEAR:]:
        return True
    return is_next_share(passage, index) and is_quota(passage, index - 1)


def is_next_share(passage: Passage, index: int) -> bool:
    """True for the second of 甲区、乙区各不少于8个,丙镇、丁镇各4个: what others owe of the same."""
    before, quantity = passage.quantities[index - 1] if index else None, passage.quantities[index]
    if before is None or before.unit != quantity.unit or before.start < passage.bounds[index].segment.start:
        return False
    return all(passage.view.startswith("各", each.start - 1) for each in (before, quantity))


def is_step(passage: Passage, quantity: Quantity) -> bool:
    """True for the step of a scale by which is paid or scored: 每超800万元奖励1万元, 每低4个百分点扣1分."""
    near = max(passage.start, quantity.start - _STEP)
    if passage.view.find("每", near, quantity.start) < 0 or not _PER_STEP.search(passage.view, near, quantity.start):
        return False
    return _SCORED.match(passage.view, quantity.end, passage.end) is not None

"""Whether a word of planning governs the figures behind it, or is part of something else where it stands.

将 in 将59个项目分解到人 says what is done with them, 计划 in 收到投资计划199项 is what is counted, 要 in 一亩地要12万元
is a price. Each word has its own question; a word without one always governs.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from operator import attrgetter

from zsextract.find.cues import Cue
from zsextract.find.passage import Passage
from zsextract.find.quantities import Quantity
from zsextract.patterns import LazyRegex

_PLAN_ITEMS = LazyRegex(r"[中仍共有]|[\d一二两三四五六七八九十百]++[项个宗]")
_APPLICANTS = ("每宗", "申请人", "申请者", "投资者", "投资人")
_PLANS_BY_NAME = ("行动", "发展", "工作", "五年")
_PASSED_ON = LazyRegex(r"(?:按照|根据|按|依照|围绕|对照|响应|贯彻|(?<!抓)落实)[^,。]{0,24}\Z")
_DEMANDED = frozenset(",:到各每全“把将对抓以年今明")  # what a demand begins with
_COUNT = LazyRegex(r"[\d一二两三四五六七八九十百][个家项宗] ?\Z")
_NAMED = LazyRegex(r"(?:签约|开工|建|引进|落户|投产|上市|出让)[^,;。、\d]{0,6}(?:项目|企业)")
_KEPT = LazyRegex(r"兑现|履行|信守|践行|遵守|落实|政策|服务|招商|诚信|引资")
_BEHIND_A_NAME = frozenset("》”的,和、书表")


def governs(passage: Passage, cue: Cue) -> bool:
    """True where what is said of aims and plans reaches the figures behind the word."""
    ask = _QUESTIONS.get(passage.view[cue.start : cue.end])
    return ask is None or ask(passage, cue)


def is_demand(passage: Passage, cue: Cue) -> bool:
    """余国栋要求,…: the demand of a speaker; 按照市委要求 is none, nor is 明确了."""
    before = passage.view[max(passage.start, cue.start - 28) : cue.start]
    behind = passage.view[cue.end : cue.end + 1]
    asked = behind in _DEMANDED or (behind.isdigit() and passage.view.startswith("要求", cue.start))
    return _PASSED_ON.search(before) is None and asked


def _before(passage: Passage, cue: Cue) -> str:
    return passage.view[max(passage.start, cue.start - 6) : cue.start]


def _number_behind(passage: Passage, cue: Cue) -> Quantity | None:
    """The number that stands right behind the word, with no bound between."""
    at = bisect_left(passage.quantities, cue.end, key=attrgetter("start"))
    found = passage.quantities[at] if at < len(passage.quantities) else None
    return found if found is not None and found.number_start == found.start == cue.end else None


def _has_verb(passage: Passage, cue: Cue) -> bool:
    """False in 将59个项目分解到人."""
    return _number_behind(passage, cue) is None


def _is_no_price(passage: Passage, cue: Cue) -> bool:
    """False in 一亩地要12万元."""
    behind = _number_behind(passage, cue)
    return behind is None or behind.family != "money"


def _is_no_condition(passage: Passage, cue: Cue) -> bool:
    """False in 申请人须投资3000万港元."""
    return not _before(passage, cue).endswith(_APPLICANTS)


def _is_to_come(passage: Passage, cue: Cue) -> bool:
    """False in 去年安排资金7.6亿元, where the clause has said that it is over."""
    if not _is_no_name(passage, cue):
        return False
    if passage.view.find("累计", cue.end, passage.sentence_at(cue.start).end) >= 0:
        return False  # 市财政安排5000万元设立资金池,累计转贷7.4亿元
    done = passage.cues.between("status", passage.clause_at(cue.start).start, cue.start)
    return all(other.says("status") != "actual" for other in done)


def _is_no_item(passage: Passage, cue: Cue) -> bool:
    """False in 收到投资计划199项 and 跟进的计划中, and in the names of plans."""
    counted = _before(passage, cue).endswith(("投资", "的")) and _PLAN_ITEMS.match(passage.view, cue.end) is not None
    return not counted and _is_no_name(passage, cue)


def _is_no_name(passage: Passage, cue: Cue) -> bool:
    """False in 按照三年行动计划 and 年度规划》."""
    named = passage.view[cue.end : cue.end + 1] in _BEHIND_A_NAME
    return not named and not _before(passage, cue).endswith(_PLANS_BY_NAME)


def _is_no_state(passage: Passage, cue: Cue) -> bool:
    """False in 正在准备立项手续的项目: what things are at, not what is planned."""
    return not _before(passage, cue).endswith(("正在", "正", "做好", "前期"))


def _is_no_class(passage: Passage, cue: Cue) -> bool:
    """False behind the number of what is described, 4个拟签约项目: a plan of these and of no others."""
    return not (_COUNT.search(_before(passage, cue)) and _NAMED.match(passage.view, cue.end))


def _is_own_promise(passage: Passage, cue: Cue) -> bool:
    """False in 兑现招商承诺,拿出800万元: a promise that is kept, not one that is made."""
    return _KEPT.search(_before(passage, cue)) is None


_QUESTIONS: dict[str, Callable[[Passage, Cue], bool]] = {
    "将": _has_verb,
    "要": _is_no_price,
    "须": _is_no_condition,
    "安排": _is_to_come,
    "计划": _is_no_item,
    "规划": _is_no_name,
    "准备": _is_no_state,
    "拟": _is_no_class,
    "承诺": _is_own_promise,
    "目标": _is_no_name,
    "目标任务": _is_no_name,
}

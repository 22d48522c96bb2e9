"""Whether a figure lies ahead: by the words of its sentence, else by the period that it is of.

All functions read one `Passage` of a `Setting` and the index of a number in it.
"""

from __future__ import annotations

from collections.abc import Iterator

from zsextract.find.given import KNOWN_BY
from zsextract.find.passage import Passage
from zsextract.find.periods import PeriodMention
from zsextract.find.status import Ahead, Aims, status_of
from zsextract.find.thresholds import is_threshold
from zsextract.link import Setting, last_year, lies_ahead, period_of
from zsextract.patterns import Lazy, LazyRegex

_TERM = Lazy(r"季度|半年|全年|年内|\d月")
_EARLY = 120  # days of a year in which a floor for all of it is still to be reached
_HAPPENED = LazyRegex(r"[已了共]|累计|目前|截至|达到?|同比")
_GOES_ON = LazyRegex(r"[,、][^,;。已]{2,8}(?:达到?|完成|实现)")
_COSTS = LazyRegex(r"(?<!计划)(?<!完成)(?:总?投资额?|投资总额)\Z")
OF_NAMED = LazyRegex(  # 总投资42亿元的青云新材料项目
    r"的(?!重[点大]|项目|[一-鿿]{0,4}类)[^,;。、\d]{3,18}?(?:项目|工程|基地|产业园|生产线|[电工]厂|电站|电场|[一二三]期)(?!\d[\d.]*[个家项万亿]|[一二两三四五六七八九十]+个|共|达|有)"
)
_OF_SEVERAL_NAMED = LazyRegex(r"的[^,;。\d]{4,40}?等\d{1,3}个")
_FOUNDED = LazyRegex(r"(?:筹建|设立|组建|成立|建立|新设|发起)[^,;。\d]{0,6}规模\Z")  # 筹建规模4亿元的产业基金
_ONE_PROJECT = LazyRegex(r"[^,;。、\d]{2,}(?:项目|工程|基地|产业园|生产线|物流园)(?:\([^()]*\))?[,:。]\Z")
_LISTED = 6  # numbers of a list that one floor speaks for
_FLOORS = ("不低于", "不少于", "不得低于", "不得少于")
_FROM = Lazy(r"[由从](?:[^,;。]{0,10})\Z")
_GOES_TO = Lazy(r"[^,;。]{0,4}(?:提高|增加|上升|提升|降|减|下降|扩大|回落|升|压减|缩|涨|发展|达|增|扩)")


def status(setting: Setting, passage: Passage, index: int, aims: Aims, *, completes: bool = False) -> Ahead:
    """The status of a number; ``completes`` is for a rate that tells how much of a task is done."""
    said = status_of(passage, index, aims, completes=completes)
    unsaid = said.status == "actual" and said.cue is None and said.scope != "definite"
    if unsaid and not completes and _is_of_coming_period(setting, passage, index):
        return Ahead("target", None, "sentence")
    if (
        completes
        and said.status == "actual"
        and any(_is_milestone(setting, passage, at) for at in _so_far(passage, index))
    ):
        return Ahead("target", None, "sentence")
    if _is_start(passage, index) or (said.status == "target" and _describes(passage, index, said, aims)):
        return Ahead("actual", None, "own")
    if (said is aims.opening or said.scope == "parallel") and _is_over(setting, passage, index):
        return Ahead("actual", None, "own")
    if unsaid and any(_is_floor_to_reach(setting, passage, at) for at in _up_to(passage, index)):
        return Ahead("target", None, "sentence")
    return said


def _describes(passage: Passage, index: int, said: Ahead, aims: Aims) -> bool:
    """True for a sum that only tells how large something is of which another thing is asked."""
    quantity, bounds = passage.quantities[index], passage.bounds[index]
    if quantity.family != "money" or said.scope == "own":
        return False
    if not passage.view.startswith("的", quantity.end):
        afar = said.cue is None or said.cue.end <= bounds.segment.start
        return afar and _is_cost(passage, index)
    if said is aims.opening:  # 抓好总投资23.8亿元的技改项目, in a section of tasks
        return not _FOUNDED.search(passage.view, bounds.clause.start, quantity.start)
    return _is_of_named(passage, index)


def _is_of_named(passage: Passage, index: int) -> bool:
    """True for what a named project costs, 确保总投资23亿元的云山特钢项目投产: the aim is the project, not its sum."""
    if _COSTS.search(passage.text(passage.label(index))) is None:
        return False
    end = passage.quantities[index].end
    return OF_NAMED.match(passage.view, end) is not None or _OF_SEVERAL_NAMED.match(passage.view, end) is not None


def _is_cost(passage: Passage, index: int) -> bool:
    """True for 云山特钢项目,总投资23亿元 in a list of tasks: the one project before it costs so much."""
    label = passage.label(index)
    if _COSTS.search(passage.view, label.start, label.end) is None:
        return False
    start = passage.bounds[index].segment.start
    named = _ONE_PROJECT.search(passage.view, start, passage.bounds[index].clause.start)
    return named is not None and not any(start <= q.start < label.start for q in passage.quantities[:index])


def _up_to(passage: Passage, index: int) -> Iterator[int]:
    """A number and those before it in its clause or list of clauses, up to a semicolon; the nearest first."""
    start = passage.bounds[index].segment.start
    for at in range(index, max(-1, index - _LISTED), -1):
        if passage.quantities[at].start < start:
            return
        yield at


def _so_far(passage: Passage, index: int) -> Iterator[int]:
    """A completion and the one that it goes on from: 6月末完成全年任务的45%,9月末达到75%."""
    yield index
    last = passage.quantities[index - 1] if index else None
    if last is None or last.family != "rate" or last.start < passage.bounds[index].sentence.start:
        return
    if _GOES_ON.fullmatch(passage.view, last.end, passage.quantities[index].start):
        yield index - 1


def _period(setting: Setting, passage: Passage, index: int, *, ahead: bool) -> PeriodMention | None:
    return period_of(setting, passage, index, passage.label(index), ahead=ahead)


def _is_of_coming_period(setting: Setting, passage: Passage, index: int) -> bool:
    period = _period(setting, passage, index, ahead=True)
    if period is None or _is_start(passage, index):
        return False
    bounds = passage.bounds[index]
    since = bounds.segment.start if period.kind == "duration" else bounds.sentence.start
    ahead = lies_ahead(period, setting.published) or _is_of_goal(setting, passage, index, period)
    return (period.start >= since or period.start < passage.start) and ahead


def _is_of_goal(setting: Setting, passage: Passage, index: int, period: PeriodMention) -> bool:
    """True for 2035年 behind 到2035年 in one sentence, on a page without a date."""
    if setting.published is not None or not period.text[:4].isdigit():
        return False
    goals = setting.periods_between(passage.bounds[index].sentence.start, period.start)
    return any(goal.text.startswith("到" + period.text[:4]) for goal in goals)


def _is_milestone(setting: Setting, passage: Passage, index: int) -> bool:
    """True for 三季度末完成全年任务的80% before that quarter is over: how much of a task is to be done by then."""
    clause, day = passage.bounds[index].clause, setting.published
    if _HAPPENED.search(passage.view, clause.start, passage.quantities[index].start):
        return False
    periods = setting.periods_between(clause.start, passage.quantities[index].start)
    if any(p.kind == "deadline" and p.text.endswith("前") for p in periods):
        return True  # 六月底以前完成全年任务的45%
    if day is None:
        return False
    opening = (p for p in periods if not passage.view[clause.start + 1 : p.start].strip())
    term = next((p for p in opening if _TERM.search(p.text)), None)
    return term is not None and term.last is not None and term.last > day and len(periods) > 1


def _is_over(setting: Setting, passage: Passage, index: int) -> bool:
    """True for a figure of a past period (2016年, “十二五”时期) in a section of goals."""
    period, day = _period(setting, passage, index, ahead=False), setting.published
    if period is None or (period.start < passage.bounds[index].sentence.start and not _in_head(passage, period)):
        return False
    last = last_year(period)
    if last is None or KNOWN_BY.match(passage.view, period.end, passage.quantities[index].number_start):
        return False
    if day is not None and (last < day.year or (period.last is not None and period.last < day)):
        return True
    coming = _year_to_come(setting, passage)
    return coming is not None and last < coming


def _year_to_come(setting: Setting, passage: Passage) -> int | None:
    """The year that a section head or the headline of a plan is about: 四、2032年工作打算."""
    head = passage.heading
    named = setting.periods_between(head.start, head.end) if head is not None else ()
    years = {period.last.year for period in (*named, *((setting.plan,) if setting.plan else ())) if period.last}
    return min(years, default=None)


def _in_head(passage: Passage, period: PeriodMention) -> bool:
    """True for the year that the head of the section names."""
    head = passage.heading
    return head is not None and head.start <= period.start < head.end


def _is_floor_to_reach(setting: Setting, passage: Passage, index: int) -> bool:
    """True for 二季度新签约项目40个以上 while that quarter lasts: a floor for a time that is not over."""
    quantity, day = passage.quantities[index], setting.published
    if quantity.number.bound != "at_least" or (quantity.family == "money" and is_threshold(passage, index)):
        return False
    words = passage.view[quantity.start : quantity.end]
    if not (words.endswith("以上") or words.startswith(_FLOORS)):
        return False
    period = _period(setting, passage, index, ahead=True)
    if period is None or period.start < passage.bounds[index].segment.start or day is None:
        return False
    of_year = period.last is not None and period.last.year == day.year and day.timetuple().tm_yday <= _EARLY
    if _TERM.search(period.text) is None and not (of_year and period.text in ("今年", "全年", f"{day.year}年")):
        return False
    if _HAPPENED.search(passage.view, period.end, quantity.start):
        return False
    return period.last is not None and period.last > day


def _is_start(passage: Passage, index: int) -> bool:
    """True for the level that something starts from: 由2%提高到10%."""
    quantity = passage.quantities[index]
    before = passage.view[passage.bounds[index].clause.start : quantity.start]
    return _FROM.search(before) is not None and _GOES_TO.match(passage.view, quantity.end, quantity.end + 8) is not None

"""Periods: finds the words that say when, and resolves them to dates.

Dates are counted from the day of publication, else from the year that the page fixes; where neither is known they stay
unknown. Months and quarters without a year belong to the year that was named last in their paragraph (去年…1—8月), else
to the article's. Offsets are into the matching view.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from zsextract.find import dates
from zsextract.find.dates import UNKNOWN, Dates, Parts, Today
from zsextract.rules import Rule, RuleSet, load_rules

Kind = Literal[
    "range", "until", "since", "deadline", "day", "plan", "duration", "festival", "vague", "comparison", "name"
]


@dataclass(frozen=True, slots=True)
class PeriodMention:
    """Words that say when, and the days they mean: ``first`` and ``last`` inclusive, None where unknown or open.

    ``kind``: "range" (今年1—8月), "until" (截至8月底, 6月末), "since" (今年以来), "deadline" (年底前, 到2025年),
    "day" (2月22日), "plan" (十四五期间), "duration" (三年内), "festival", "vague" (目前, 近年来); "comparison"
    (比去年) is never the period of a figure, nor is "name" (2023年第三次…活动), the year in the name of a thing.
    ``own`` marks a period inside the label of one figure (年度计划投资, 全年目标): it beats a lead-in and is none.
    ``rule`` is the id of its rule.
    """

    start: int
    end: int
    text: str
    first: date | None
    last: date | None
    kind: Kind
    own: bool = False
    rule: str = ""


_BEFORE, _BEHIND = 24, 24  # a period reaches no farther from its anchor
_SEEN = 8  # so many characters behind a period decide whether it is one
_COMPARED_BEFORE = re.compile(r"(?:[比较]|相比于?|相较于?|对比|同比|不及|高于|低于|多于|少于|超过)(?:了|上)?\Z")
_COMPARED_AFTER = re.compile(r"(?:度|的)?(?:同期|同月|同季|相比|的?基础上|全年(?:还|多)|的?水平)")
_WITH = re.compile(r"[与和同跟]\Z")
_TITLED = re.compile(
    r"(?:全[省市县区]|[一-龥]{2,8}?)?第[一二三四五六七八九十0-9]+[次届批期轮]"
    r'|[“"]?(?:开门红|满堂彩|双胜利|开局之年|收官之年)'
    r"|(?:(?!举办|召开|举行|开展|组织|参加|签约|开工|完成|引进|实施|达|将|共|计划|实现|安排)[^,.。;:、()《》\s0-9]){0,22}?"
    r"(?:大会|会议|仪式|推介会|对接会|恳谈会|洽谈会|博览会|交流会|现场会|发布会|座谈会|调度会|动员会|集中开(?:复)?工活动|招商活动|专项行动|工作要点|方案)"
    r"(?![0-9一二两三]|\w{0,2}[0-9])"
)
_TITLE_WORD = re.compile(r"[会式届次批期轮][^,。;]|会|活动|行动|要点|方案|红|彩|胜利|之年")
_AHEAD = re.compile(r"(?:力争|争取|确保|计划|预计|目标|将|拟|要)[^,。;:\n]*\Z")
_TOTAL = re.compile(r"[^。!?;\n]{0,24}?(?:累计|今年)")
_QUOTED = re.compile(r"《[^《》\n]{0,80}》")


def find_periods(
    view: str, published: date | None = None, year: int | None = None, rules: RuleSet | None = None
) -> list[PeriodMention]:
    """Every period in the view, in order and apart; those inside book marks 《》 are left out.

    ``published`` is the day of the article; ``year`` the year that the page fixes where the day is unknown.
    """
    today = Today.of(published, year)
    quoted = _quoted(view)
    found: list[PeriodMention] = []
    years = _Years()
    for rule, match in _apart(_candidates(view, rules or load_rules())):
        at = bisect_right(quoted, match[0])
        if at % 2 and match[1] <= quoted[at]:
            continue
        if "\n" in view[years.at : match[0]]:
            years.paragraph = None
        years.at = match[0]
        mention = _mention(view, rule, match, today, years)
        found.append(mention)
        if mention.kind in ("range", "until") and dates.is_named(match[2].get("year")) and mention.last:
            years.paragraph = years.article = mention.last.year
    return found


def _quoted(view: str) -> list[int]:
    """Where book marks begin and end, in turn."""
    return [edge for match in _QUOTED.finditer(view) for edge in match.span()] if "《" in view else []


@dataclass(slots=True)
class _Years:
    """The year named last in the paragraph and in the article, which bare months go on with; ``at``: how far we are."""

    paragraph: int | None = None
    article: int | None = None
    at: int = 0


_Found = tuple[int, int, Parts]


def _candidates(view: str, rules: RuleSet) -> Iterator[tuple[Rule, _Found]]:
    """Every match of every rule, looked for only around the rule's anchors."""
    for group in _groups(rules):
        windows = list(_windows(view, group))
        for rule in group.rules if windows else ():
            find = rule.regex.finditer
            for start, end in windows:
                for match in find(view, start, end):
                    yield rule, (match.start(), match.end(), match.groupdict())


@dataclass(frozen=True, slots=True)
class _Group:
    """Rules with the same anchors (None: no anchors) and the characters their matches consist of (None: any)."""

    anchors: re.Pattern[str] | None
    alphabet: frozenset[str] | None
    rules: tuple[Rule, ...]


@lru_cache(maxsize=4)
def _groups(rules: RuleSet) -> tuple[_Group, ...]:
    """The rules of kind ``period``, those with the same anchors together."""
    groups: dict[tuple[str, ...], list[Rule]] = {}
    for rule in rules.of("period"):
        groups.setdefault(rule.anchors, []).append(rule)
    return tuple(
        _Group(re.compile("|".join(map(re.escape, anchors))) if anchors else None, _alphabet(group), tuple(group))
        for anchors, group in groups.items()
    )


def _alphabet(rules: list[Rule]) -> frozenset[str] | None:
    """The characters that the patterns name; None where one takes in characters that it does not name."""
    patterns = "".join(rule.pattern or "" for rule in rules)
    if _OPEN.search(patterns):
        return None
    return frozenset(char for char in patterns if not char.isascii()) | frozenset("0123456789 -~().")


_OPEN = re.compile(r"\[\^|\\[pPwWSD]|(?<!\\)\.(?![\]每])")


def _windows(view: str, group: _Group) -> Iterator[tuple[int, int]]:
    """Stretches of the view around the anchors, joined where they meet; the whole view for rules without any."""
    if group.anchors is None:
        yield 0, len(view)
        return
    start = end = -1
    for match in group.anchors.finditer(view):
        first, last = _stretch(view, match.start(), match.end(), group.alphabet)
        if first > end:
            if end >= 0:
                yield start, end
            start = first
        end = last
    if end >= 0:
        yield start, end


def _stretch(view: str, start: int, end: int, alphabet: frozenset[str] | None) -> tuple[int, int]:
    """The run of the alphabet's characters that an anchor stands in, with what decides behind it."""
    low, high = max(start - _BEFORE, 0), min(end + _BEHIND, len(view))
    if alphabet is None:
        return low, high
    while start > low and view[start - 1] in alphabet:
        start -= 1
    while end < high and view[end] in alphabet:
        end += 1
    return start, min(end + _SEEN, len(view))


def _apart(candidates: Iterator[tuple[Rule, _Found]]) -> Iterator[tuple[Rule, _Found]]:
    """The candidates in order, of overlapping ones the first, of those the longest, of those the first rule's."""
    end = -1
    for rule, match in sorted(candidates, key=lambda item: (item[1][0], -item[1][1], -item[0].priority)):
        if match[0] >= end:
            end = match[1]
            yield rule, match


def _mention(view: str, rule: Rule, match: _Found, today: Today, years: _Years) -> PeriodMention:
    """The mention of one match: its dates by the shape of the rule, then what the words around make of it."""
    start, end, _ = match
    kind: Kind = rule.gives.get("kind", "range")
    resolved = _resolve(str(rule.gives.get("shape", "unknown")), view, match, today, years)
    own = rule.gives.get("shape") == "own_year"
    if kind == "range":
        kind, resolved = _ended(view, match, resolved, today)
    elif kind == "since":
        resolved = Dates(resolved.first, today.day)
    if kind == "range" and rule.gives.get("shape") in ("day", "near_day") and _short(resolved):
        kind = "day"
    if kind in ("range", "day", "until") and not own:
        kind = _around(view, start, end) or kind
    return PeriodMention(start, end, view[start:end], resolved.first, resolved.last, kind, own, rule.id)


def _resolve(shape: str, view: str, match: _Found, today: Today, years: _Years) -> Dates:
    """The days that the parts mean by themselves, without 截至, 底 or 以来."""
    parts = match[2]
    year = dates.year_of(parts.get("year"), today, years.paragraph)
    if years.paragraph is None and (not parts.get("year") or parts.get("part") == "全年"):
        year = _last_winter(shape, view, match, today, year, years.article)
    match shape:
        case "day":
            return dates.of_day(parts, year)
        case "months":
            last_year = dates.year_of(parts["year2"], today, year) if parts.get("year2") else year
            return dates.of_months(parts, year, last_year)
        case "quarters":
            return dates.of_quarters(parts, year)
        case "half":
            return dates.of_half(parts, year)
        case "years":
            return dates.of_years(dates.year_of(parts["year"], today), dates.year_of(parts["year2"], today))
        case "year" | "year_part" | "own_year":
            return dates.of_years(year, year)
        case "month_word":
            return dates.of_month_word(parts["month_word"] or "", today)
        case "near_day":
            return dates.of_near_day(view[match[0] : match[1]], today)
        case "now":
            return Dates(None, today.day)
        case _:
            return UNKNOWN


def _last_winter(shape: str, view: str, match: _Found, today: Today, year: int | None, named: int | None) -> int | None:
    """In the first months of a year the bare last months of a year (1—12月, 四季度), and 全年 where the article has
    spoken of it, are those just over, unless they are aimed at."""
    if today.day is None or year is None or today.day.month > 3:
        return year
    parts = match[2]
    if shape == "year_part":
        late = parts.get("part") == "全年" and named == year - 1
    elif today.day.month == 3:
        late = False
    elif shape == "quarters":
        late = (parts.get("to") or parts.get("quarter")) in ("四", "4") or (parts.get("count") or "") in ("三", "3")
    else:
        month = dates.month_of(parts.get("to") or parts.get("month") or parts.get("count") or "")
        late = month is not None and month >= 9
    ahead = (parts.get("after") or "").endswith("前") or _AHEAD.search(view[max(match[0] - 12, 0) : match[0]])
    return year - 1 if late and not ahead else year


def _short(resolved: Dates) -> bool:
    """True for less than four weeks, an event rather than a period of account."""
    return resolved.first is None or resolved.last is None or (resolved.last - resolved.first).days < 28


_SINCE = frozenset(["以来", "来", "至今", "起", "开始", "以后", "之后"])


def _ended(view: str, match: _Found, whole: Dates, today: Today) -> tuple[Kind, Dates]:
    """What 截至, 到, 底, 以来 and 前 make of a period: its end alone, its beginning up to today, or a deadline."""
    before, after = match[2].get("before") or "", match[2].get("after") or ""
    text = view[match[0] : match[1]]
    if match[2].get("to") and not after.endswith("前") and after not in _SINCE:
        return ("until" if before.startswith("截") else "range"), whole
    if before.startswith("截"):
        return "until", _cumulative(view, match, whole)
    if after in _SINCE:
        return "since", Dates(whole.first, today.day)
    if before in ("到", "至") and not after.endswith("前") and whole.last and today.day and whole.last <= today.day:
        return "until", _cumulative(view, match, whole)
    if after.endswith("前") or before in ("到", "至"):
        return "deadline", Dates(None, whole.last)
    if after in ("底", "末", "年底", "年末") or text.endswith(("底", "年末")):
        ahead = whole.last is not None and today.day is not None and whole.last > today.day
        return ("deadline" if ahead else "until"), Dates(None, whole.last)
    if match[2].get("part") == "年内":
        return "deadline", whole
    return "range", whole


def _cumulative(view: str, match: _Found, whole: Dates) -> Dates:
    """截至8月底 has only an end; with 今年 in it, or 累计 behind it, the time runs from the first of January."""
    total = (match[2].get("year") or "").startswith(("今年", "本年")) or _TOTAL.match(view, match[1])
    first = whole.last.replace(month=1, day=1) if total and whole.last else None
    return Dates(first, whole.last)


def _around(view: str, start: int, end: int) -> Kind | None:
    """ "comparison" or "name" where the words around make the period one, else None."""
    before = view[max(start - 4, 0) : start]
    after = _COMPARED_AFTER.match(view, end)
    if after or _COMPARED_BEFORE.search(before):
        return "comparison"
    if _WITH.search(before) and "相比" in view[end : end + 8]:
        return "comparison"
    return "name" if _TITLE_WORD.search(view, end, end + 36) and _TITLED.match(view, end) else None


def between(mentions: Sequence[PeriodMention], start: int, end: int) -> list[PeriodMention]:
    """The mentions that lie wholly inside a span of the view, in order."""
    return [mention for mention in mentions if start <= mention.start and mention.end <= end]

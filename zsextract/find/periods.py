"""Periods: finds the words that say when, and resolves them to dates.

Dates are counted from the day of publication, else from the year that the page fixes; where neither is known they stay
unknown. Months and quarters without a year belong to the year that was named last in their paragraph (去年…1—8月), else
to the article's. Offsets are into the matching view.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from msgspec import Struct

import zsextract.find.dates as dates
from zsextract.find.dates import UNKNOWN, Dates, Today
from zsextract.find.given import KNOWN_BY
from zsextract.find.periodlook import Found, Kind, Look, candidates
from zsextract.patterns import Lazy, LazyRegex
from zsextract.rules import RuleSet, load_rules


class PeriodMention(NamedTuple):
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


_COMPARED_BEFORE = tuple(
    word + more
    for word in ("比", "较", "相比于", "相较于", "不及", "高于", "低于", "多于", "少于", "超过")
    for more in ("", "了", "上")
)
_COMPARED_AFTER = LazyRegex(
    r"(?:度|的)?(?:同期|同月|同季|相比|的?基础上|全年(?:还|多)|的?水平)"
    r"|(?:全年)?的(?:近|约|逾|超|不到)?(?:[0-9.]{1,8}|[两一二三四五六七八九十]{1,3}|几)(?:多|余)?(?:倍|[成%](?!以上)|分之)|(?:全年)?的一半"
)
_EQUAL = LazyRegex(r"[^,。;:、\n]{0,3}(?:相比|持平|相当|相同|一致)")
_TITLED = LazyRegex(
    r"(?:全[省市县区]|(?:(?!举办|承办|召开|举行|组织|参加|参展|组团|出席)[一-龥]){2,8}?)?第[一二三四五六七八九十0-9]+[次届批期轮]"
    r'|[“"]?(?:开门红|满堂彩|双胜利|开局之年|收官之年)'
    r"|(?:(?!举办|召开|举行|开展|组织|参加|签约|开工|完成|引进|实施|达|将|共|计划|实现|安排)[^,.。;:、()《》\s0-9]){0,22}?"
    r"(?:大会|会议|仪式|推介会|对接会|恳谈会|洽谈会|博览会|交流会|现场会|发布会|座谈会|调度会|动员会|集中开(?:复)?工活动|招商活动|专项行动|工作要点|方案)"
    r"(?![0-9一二两三]|\w{0,2}[0-9])"
)
_REWARDED = LazyRegex(r"[^,。;]{0,8}(?:奖励|奖补|奖金|先进|考核)")  # 兑现2021年度招商引资奖励资金
_TITLE_WORD = LazyRegex(
    r"[会式届次批期轮红彩活行要方胜之](?:(?<=[会红彩])|(?<=[式届次批期轮])[^,。;]|(?<=[活行])动|(?<=要)点|(?<=方)案|(?<=胜)利|(?<=之)年)"
)
_AHEAD = LazyRegex(r"(?:力争|争取|确保|计划|预计|目标|将|拟|要)[^,。;:\n]*\Z")
_TOTAL = LazyRegex(r"[^。!?;\n]{0,24}?(?:累计|今年)")
_COUNTED = Lazy(r"的 ?[0-9第]")  # 从2029年的120户减到80户: what there was before
_NEAR = 8
_SECTION = LazyRegex(r"(?m)^[ \t]*+[一二三四五六七八九十]{1,3}、[^。\n]{2,40}")
_SECTION_YEAR = LazyRegex(r"(?<!\d)((?:19|20)\d\d年|[今去明]年)(?!以?来|[至到前底末—-]|[、和与]\d)")
_QUOTED = Lazy(r"《[^《》\n]{0,80}》")


def find_periods(
    view: str, published: date | None = None, year: int | None = None, rules: RuleSet | None = None
) -> list[PeriodMention]:
    """Every period in the view, in order and apart; those inside book marks 《》 are left out.

    ``published`` is the day of the article; ``year`` is the year that its headline fixes: that of 全年 where the day is
    of the year after, and of everything where the day is unknown.
    """
    today = Today.of(published, year)
    quoted = _quoted(view)
    found: list[PeriodMention] = []
    years, sections = _Years(title=year), _Sections(view, today)
    for look, match in _apart(candidates(view, rules or load_rules())):
        start, end, parts = match
        at = bisect_right(quoted, start)
        if at % 2 and end <= quoted[at]:
            continue
        if view.find("\n", years.at, start) >= 0:
            years.paragraph = sections.year_at(start)
        years.at = start
        mention = _mention(view, look, match, today, years)
        if found and look.shape == "year":
            mention = _until(view, found[-1], mention)
        found.append(mention)
        if view.startswith(("由", "从"), max(0, start - 1)):  # 由去年的58%降为53%
            continue
        if look.shape == "year" and KNOWN_BY.match(view, end):  # 对去年签约的42个项目,6月底前…
            continue
        if look.shape != "year" and mention.text.startswith(("明年", "后年")):  # 明年5月开工。…全年到位…
            continue
        if mention.kind in ("range", "until") and mention.last and dates.is_named(parts.get("year")):
            years.paragraph = years.article = mention.last.year
    return found


def _quoted(view: str) -> list[int]:
    """Where book marks begin and end, in turn."""
    return [edge for match in _QUOTED.finditer(view) for edge in match.span()] if "《" in view else []


class _Years(Struct):
    """The year named last in the paragraph and in the article, which bare months go on with; ``at``: how far we are.

    ``title`` is the year in the headline: 全年 and 年末 of a report are of the year that it is about.
    """

    title: int | None = None
    paragraph: int | None = None
    article: int | None = None
    at: int = 0


class _Sections:
    """The years that section heads name (四、2025年工作打算); a head without one ends the section of the one before."""

    def __init__(self, view: str, today: Today) -> None:
        heads = list(_SECTION.finditer(view)) if "、" in view else []
        named = [_SECTION_YEAR.findall(head[0]) for head in heads]
        if any(named):
            self._starts = [head.start() for head in heads]
            self._years = [dates.year_of(years[0], today) if len(set(years)) == 1 else None for years in named]
        else:
            self._starts, self._years = [], []

    def year_at(self, at: int) -> int | None:
        """The year of the section at an offset; None where its head names none, or several."""
        section = bisect_right(self._starts, at) - 1
        return self._years[section] if section >= 0 else None


def _mention(view: str, look: Look, match: Found, today: Today, years: _Years) -> PeriodMention:
    """The mention of one match: its dates by the shape of the rule, then what the words around make of it."""
    start, end, _ = match
    kind: Kind = look.kind
    resolved = _resolve(look.shape, view, match, today, years)
    own = look.shape == "own_year"
    if kind == "range":
        kind, resolved = _ended(view, match, resolved, today)
    elif kind == "since":
        resolved = Dates(resolved.first, today.day)
    if kind == "range" and look.shape in ("day", "near_day") and _short(resolved):
        kind = "day"
    if look.shape == "past_year" and resolved.last is None:
        kind = "duration"  # some twelve months: it governs nothing
    if kind in ("range", "day", "until") and not own:
        kind = _around(view, start, end) or kind
    return PeriodMention(start, end, view[start:end], resolved.first, resolved.last, kind, own, look.rule.id)


def _resolve(shape: str, view: str, match: Found, today: Today, years: _Years) -> Dates:
    """The days that the parts mean by themselves, without 截至, 底 or 以来."""
    parts = match[2]
    year = dates.year_of(parts.get("year"), today, years.paragraph)
    if years.paragraph is None and _is_of_title(shape, parts, today, years):
        year = years.title
    elif years.paragraph is None and (not parts.get("year") or parts.get("part") == "全年"):
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
        case "past_year":
            return dates.of_past_year(today)
        case "near_day":
            return dates.of_near_day(view[match[0] : match[1]], today)
        case "now":
            return Dates(None, today.day)
        case _:
            return UNKNOWN


def _is_of_title(shape: str, parts: Mapping[str, str | None], today: Today, years: _Years) -> bool:
    """True for 全年 and 年末 in a report on the year before."""
    if shape != "year_part" or parts.get("year") or parts.get("after") or parts.get("part") == "年内":
        return False
    return years.title is not None and today.day is not None and years.title == today.day.year - 1


def _last_winter(shape: str, view: str, match: Found, today: Today, year: int | None, named: int | None) -> int | None:
    """In the first months of a year the bare last months of a year (1—12月, 四季度), and 全年 where the article has
    spoken of it, are those just over, unless they are aimed at."""
    parts = match[2]
    if year is None or (today.day is None and parts.get("part") != "全年"):
        return year
    if today.day is not None and today.day.month > 3:
        return year
    if shape == "year_part" or today.day is None:
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


def _until(view: str, before: PeriodMention, mention: PeriodMention) -> PeriodMention:
    """今年 behind 截至8月底,全市: it lasts up to that day."""
    if before.kind != "until" or before.last is None or not mention.text.startswith(("今年", "本年")):
        return mention
    between = view[before.end : mention.start]
    inside = mention.first is not None and mention.last is not None and mention.first <= before.last < mention.last
    near = len(between) <= _NEAR and not any(mark in between for mark in "。;:\n")
    return mention._replace(last=before.last) if inside and near else mention


_SINCE = frozenset(["以来", "来", "至今", "起", "开始", "以后", "之后"])


def _ended(view: str, match: Found, whole: Dates, today: Today) -> tuple[Kind, Dates]:
    """What 截至, 到, 底, 以来 and 前 make of a period: its end alone, its beginning up to today, or a deadline."""
    before, after = match[2].get("before") or "", match[2].get("after") or ""
    text = view[match[0] : match[1]]
    if match[2].get("to") and not after.endswith("前") and after not in _SINCE:
        return ("until" if before.startswith("截") else "range"), whole
    if before.startswith("截"):
        return "until", _cumulative(view, match, whole)
    if after in _SINCE:
        over = whole.first is None or today.day is None or whole.first <= today.day
        return "since", Dates(whole.first, today.day if over else None)
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


def _cumulative(view: str, match: Found, whole: Dates) -> Dates:
    """截至8月底 has only an end; with 今年 in it, or 累计 behind it, the time runs from the first of January."""
    of_year = view.endswith(("今年", "本年"), 0, match[0])  # 今年截至5月底
    total = of_year or (match[2].get("year") or "").startswith(("今年", "本年")) or _TOTAL.match(view, match[1])
    first = whole.last.replace(month=1, day=1) if total and whole.last else None
    return Dates(first, whole.last)


def _around(view: str, start: int, end: int) -> Kind | None:
    """ "comparison" or "name" where the words around make the period one, else None."""
    if _COMPARED_AFTER.match(view, end):
        return "comparison"
    before = view[start - 1] if start else ""
    if before in "比较于及过了上" and view.endswith(_COMPARED_BEFORE, 0, start):
        return "comparison"
    if before in ("与", "和", "同", "跟") and _EQUAL.match(view, end):
        return "comparison"
    if (before in ("从", "由") or view[start] == "从") and _COUNTED.match(view, end):
        return "comparison"
    if view.startswith("度", end - 1) and _REWARDED.match(view, end):
        return "name"
    return "name" if _TITLE_WORD.search(view, end, end + 36) and _TITLED.match(view, end) else None


def _apart(found: Iterable[tuple[Look, Found]]) -> Iterator[tuple[Look, Found]]:
    """The matches in order, of overlapping ones the first, of those the longest, of those the first rule's."""
    end = -1
    for look, match in sorted(found, key=lambda item: (item[1][0], -item[1][1], -item[0].rule.priority)):
        if match[0] >= end:
            end = match[1]
            yield look, match


def between(mentions: Sequence[PeriodMention], start: int, end: int) -> list[PeriodMention]:
    """The mentions that lie wholly inside a span of the view, in order."""
    return [mention for mention in mentions if start <= mention.start and mention.end <= end]

"""Places: whose figures are told. Names of divisions, words such as 全市 and 我县, development zones, towns.

Offsets are into the matching view. A mention carries the place it means; a place without a GB/T 2260 code (a zone, a
town, a word that nothing resolves) has the code None and the name as written.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

import regex

from zsextract.find.anchors import Anchors
from zsextract.find.gazetteer import Hit, Place, Reader, meanings, reader, scan, scan_once
from zsextract.find.home import home_place
from zsextract.find.relative import Entry, PlaceMention, Resolver, heads_item
from zsextract.lexicons import Division, divisions
from zsextract.patterns import LazyRegex
from zsextract.rules import RuleSet, load_rules

__all__ = ["Place", "PlaceMention", "find_places", "home_place"]


_CLAUSE = frozenset(",.。;:!?、\n\r\t 　()“”\"'—·①②③④⑤⑥⑦⑧⑨⑩|▲■●◆")
_LED_IN = (
    "其中 此外 另外 同时 同期 今后 近年来 至今 以来 期间 时间 底 末 年 年度 月 月份 日 季度 半年 天 晚 "
    "表示 指出 介绍 透露 强调 说 悉 了解 提出 明确 显示 要求 "
    "中 前 后 内 一是 二是 三是 四是 五是 以及 预计 力争 确保 争取"
)
_LED_IN_BY = {
    last: tuple(sorted(word for word in _LED_IN.split() if word[-1] == last))
    for last in sorted({word[-1] for word in _LED_IN.split()})
}
_FOLLOWED = LazyRegex(
    r"籍|商会|客商|企业家|老乡|同乡|乡贤|代表团|考察团|经济圈|人(?!均|口|工|才|大|社|民)|银行|大学|学院|路(?!桥)|街(?!道)|大道|医院|机场"
    r"|西?[南北东]?站|日报|晚报|晨报|都市报|新闻|政府网|云|(?:[^\W\d与和同向在是引签举实完新招带有]|新(?=[材能型药科])|实业){0,12}"
    r"(?:有限(?:责任)?公司|公司|集团|厂|商会|同乡会)"
)


def find_places(
    view: str, home: Place | None = None, rules: RuleSet | None = None, *, year: int | None = None
) -> list[PlaceMention]:
    """Every place in the view, in order and apart.

    ``home`` is the jurisdiction the article is about: it decides what 全市 and short names mean. ``year`` is that of
    the article, for divisions that changed.
    """
    own = _own(home, year)
    entries = _named(view, reader(own, year))
    entries += _ruled(view, rules or load_rules(), entries)
    resolver = Resolver(home, own, year)
    found: list[PlaceMention] = []
    paragraph = 0
    for entry in _apart(entries):
        if view.find("\n", paragraph, entry.start) >= 0:
            resolver.forget()
        paragraph = entry.start
        found.append(resolver.resolve(entry, heads=heads_item(view, entry)))
    _unlist(view, found)
    return found


_JOINTS = frozenset(["、", "和", "与", "及", "以及"])


def _unlist(view: str, found: list[PlaceMention]) -> None:
    """Places that stand in a list (浏阳、宁乡) no longer lead: none of them owns a figure alone."""
    for at in range(len(found) - 1):
        left, right = found[at], found[at + 1]
        if right.start - left.end <= 2 and left.kind != "relative" and view[left.end : right.start] in _JOINTS:
            for listed in (at, at + 1):
                if found[listed].leads:
                    found[listed] = found[listed]._replace(leads=False)


def _own(home: Place | None, year: int | None) -> Division | None:
    """The division of the article; of a zone or a town the one that its name begins with (侯马经开区)."""
    if home is None:
        return None
    if home.code:
        return divisions().at(home.code, year)
    for hit in scan_once(home.name):
        found = meanings(hit.name, year)
        if len(found) == 1:
            return found[0]
    return None


def _named(view: str, reader: Reader) -> list[Entry]:
    """The divisions named in the view; names that follow one another (湖南省长沙市天心区) make one mention."""
    hits = scan(view)
    entries: list[Entry] = []
    at, count = 0, len(hits)
    while at < count:
        above: Division | None = None
        first = last = hits[at]
        while at < count and (above is None or hits[at].start == last.end):
            division = _read(view, hits[at], reader, above, hits[at + 1] if at + 1 < count else None)
            if division is None or (above is not None and not division.within(above)):
                break
            above, last = division, hits[at]
            at += 1
        if above is None:
            at += 1
            continue
        entries.append(_division(view, first.start, last, above, reader))
    return entries


_COUNTED = LazyRegex(r"\d|各|[一二两三四五六七八九十]+[个家户项宗]|分别")


def _read(view: str, hit: Hit, reader: Reader, above: Division | None, after: Hit | None) -> Division | None:
    start, end, name, full = hit
    before = view[start - 1] if start else "\n"
    if not full and _FOLLOWED.match(view, end) and not _is_delegation(view, hit, reader):
        return None
    listed = before in _CLAUSE and (
        (after is not None and after.full and after.start == end)  # 白银靖远县
        or _COUNTED.match(view, end) is not None
    )
    return reader.read(name, above, apart=not "一" <= before <= "龥", listed=listed)


def _is_delegation(view: str, hit: Hit, reader: Reader) -> bool:
    """True for those whom the article's own place sends, 云州代表团签约14项, and not for visitors."""
    if not view.startswith("代表团", hit.end) or reader.home is None:
        return False
    sent = [division for division in meanings(hit.name, reader.year) if reader.home.within(division)]
    return len(sent) == 1


def _division(view: str, start: int, last: Hit, division: Division, reader: Reader) -> Entry:
    home = reader.home
    foreign = home is not None and not (division.within(home) or home.code[:2] == division.code[:2])
    leads = not foreign and _leads(view, start) and not (last.full and _FOLLOWED.match(view, last.end))
    return Entry(start, last.end, view[start : last.end], "division", leads, division)


def _leads(view: str, start: int) -> bool:
    """True where a place stands at the head of a clause, or behind a time or 其中 or a verb of saying."""
    if start == 0:
        return True
    before = view[start - 1]
    if before in _CLAUSE:
        return before != "、" or _figure_before(view, start - 1)
    words = _LED_IN_BY.get(before)
    return words is not None and view.endswith(words, 0, start)


_FIGURE = LazyRegex(r"\d ?[个家亿万项户元宗批次多余%](?=[^,。;:、\n]*\Z)")


def _figure_before(view: str, mark: int) -> bool:
    """True where the item before 、 holds a figure, so that the next one is a clause of its own (A区2个、B区3个)."""
    return _FIGURE.search(view, max(mark - 20, 0), mark) is not None


class _Sort(NamedTuple):
    """What a rule says of its matches: the kind of the mention, and the numbers of its groups."""

    kind: str
    unit: int | None
    which: int | None


class _Ruled(NamedTuple):
    """The rules of kind ``place`` and where to look for them."""

    anchors: Anchors
    anchored: tuple[tuple[_Sort, int, Any], ...]  # with how far before an anchor a match may begin, and what matches
    others: tuple[tuple[_Sort, Any], ...]


@lru_cache(maxsize=4)
def _rules_of(rules: RuleSet) -> _Ruled:
    anchors, anchored, others = [], [], []
    for rule in rules.of("place"):
        names = rule.regex.groupindex
        sort = _Sort(str(rule.gives.get("place", "relative")), names.get("unit"), names.get("which"))
        lead = rule.gives.get("lead")
        if rule.anchors and isinstance(lead, int):
            anchors.append(rule.anchors)
            anchored.append((sort, lead, rule.regex.match))
        else:
            others.append((sort, rule.regex.finditer))
    return _Ruled(Anchors(anchors), tuple(anchored), tuple(others))


def _matches(view: str, rules: RuleSet) -> Iterator[tuple[_Sort, regex.Match[str]]]:
    """What the rules match, in no order."""
    ruled = _rules_of(rules)
    ends = [0] * len(ruled.anchored)
    for start, _, number in ruled.anchors.hits(view):
        sort, lead, match = ruled.anchored[number]
        for at in range(max(start - lead, ends[number]), start + 1):
            found = match(view, at)
            if found:
                ends[number] = found.end()
                yield sort, found
                break
    for sort, find in ruled.others:
        for found in find(view):
            yield sort, found


def _ruled(view: str, rules: RuleSet, named: list[Entry]) -> list[Entry]:
    """What the rules of kind ``place`` find, in no order."""
    entries: list[Entry] = []
    starts = [entry.start for entry in named]
    for (kind, unit, which), match in _matches(view, rules):
        start, end = match.span()
        if kind == "zone":
            start = _zone_start(view, start, end, named, starts)
            if start == end or view[start:end] in _NAMELESS or _OF_A_CLASS.fullmatch(view, start, end):
                continue
        leads = _leads(view, start) and not _FOLLOWED.match(view, end)
        parts = (match[unit] or "") if unit else "", (match[which] or "") if which else ""
        entries.append(Entry(start, end, view[start:end], kind, leads, None, *parts))
    return entries


_OF_A_CLASS = LazyRegex(  # 千亿级开发区达到8家
    r"(?:[百千万]?亿元?级|国家级|省级|市级|县级|重点|特色|专业|产值|以上|经济|技术|产业|高新)+"
    r"(?:开发区|园区|高新区|经开区|工业园|产业园|示范区|集聚区)"
)
_NAMELESS = frozenset(
    ["园区", "工业园区", "产业园区", "工业集中区", "工业化产业园", "集聚区", "示范区", "合作区", "管理区"]
)
_STOP = LazyRegex(
    r"其中|[有相]关|[今明去本]年内?|年内|半年|季度|[的在和与及了向将推进全各等我本该其为以对是个建入占]|[下到]达|支持|打造|实施|成立|依托|围绕"
    r"|落户|落地|入驻|进驻|入园|走进|位于|[万亿]元|[百千]亿"
)


def _zone_start(view: str, head: int, end: int, named: list[Entry], starts: list[int]) -> int:
    """Where the name of a zone begins: with a division inside it, else at the head of its clause; its end for none."""
    low, lowest = head, max(head - _ZONE_NAME, 0)
    while low > lowest and ("一" <= view[low - 1] <= "龥" or view[low - 1] == "·"):
        low -= 1
    start = low
    for stop in _STOP.finditer(view, low, head):
        start = stop.end()
    at = bisect_left(starts, start)
    if at < len(starts) and starts[at] <= head and named[at].end < end:
        return starts[at]
    return start if _leads(view, start) and not _FOLLOWED.match(view, end) else end


_ZONE_NAME = 12


def _apart(entries: list[Entry]) -> Iterator[Entry]:
    """All entries in order; of overlapping ones the longest stays (长沙经开区 over 长沙)."""
    end = -1
    for entry in sorted(entries, key=lambda entry: (entry.start, -entry.end, entry.division is None)):
        if entry.start >= end:
            end = entry.end
            yield entry

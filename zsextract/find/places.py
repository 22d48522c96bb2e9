"""Places: whose figures are told. Names of divisions, words such as 全市 and 我县, development zones, towns.

Offsets are into the matching view. A mention carries the place it means; a place without a GB/T 2260 code (a zone, a
town, a word that nothing resolves) has the code None and the name as written.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

import regex

from zsextract.find.gazetteer import Hit, Place, Reader, chain, latest, scan
from zsextract.find.home import home_place
from zsextract.lexicons import Division, divisions
from zsextract.rules import RuleSet, load_rules

__all__ = ["Place", "PlaceMention", "find_places", "home_place"]


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place where the view names it.

    ``kind``: "division" (浏阳, 长沙市天心区), "relative" (全市, 我县, 该区), "department" (县财政), "zone", "town".
    ``leads`` is True at the head of a clause, where a place is what the figures behind it belong to; elsewhere it is an
    object or an attribute (赴深圳招商, 占全市的18%) and owns no figure by standing there.
    """

    start: int
    end: int
    place: Place
    kind: str
    leads: bool = False


_CLAUSE = frozenset(",.。;:!?、\n\r\t 　()“”\"'—·①②③④⑤⑥⑦⑧⑨⑩|▲■●◆")
_LED_IN = re.compile(
    r"(?:其中|目前|此外|另外|同时|同期|今后|近年来|当前|截至|至今|以来|以后|之后|期间|时间|底|末|年度?|月份?|日|季度|半年|[天晚]"
    r"|表示|指出|介绍|透露|强调|说|悉|了解|提出|明确|显示|要求|中|前|后|内|一是|二是|三是|四是|五是|以及|预计|力争|确保|争取)\Z"
)
_FOLLOWED = re.compile(
    r"籍|商会|客商|企业家|老乡|同乡|乡贤|代表团|考察团|经济圈|人(?!均|口|工|才|大|社|民)|银行|大学|学院|路(?!桥)|街(?!道)|大道|医院|机场"
    r"|西?[南北东]?站|日报|晚报|晨报|都市报|新闻|政府网|云|[^\W\d与和同向在是引签举实完新招带有]{0,12}(?:公司|集团|厂|商会|同乡会)"
)
_OBJECT = re.compile(
    r"(?:在|赴|到|从|向|对|来自|驻|往|经|于|给|落户|考察|走进|对接|[至达赴]|位居?|居|列|占|全|高于|低于|比|领先|平均)\Z"
)


def find_places(
    view: str, home: Place | None = None, rules: RuleSet | None = None, *, year: int | None = None
) -> list[PlaceMention]:
    """Every place in the view, in order and apart.

    ``home`` is the jurisdiction the article is about: it decides what 全市 and short names mean. ``year`` is that of
    the article, for divisions that changed.
    """
    own = _own(home, year)
    named = list(_named(view, Reader(own, year)))
    ruled = _ruled(view, rules or load_rules(), [mention for mention, _ in named])
    resolver = _Resolver(home, own, year)
    found: list[PlaceMention] = []
    paragraph = 0
    for mention, division, parts in _merged(named, ruled):
        if "\n" in view[paragraph : mention.start]:
            resolver.forget()
        paragraph = mention.start
        found.append(resolver.resolve(mention, division, parts))
    return _unlisted(view, found)


def _unlisted(view: str, found: list[PlaceMention]) -> list[PlaceMention]:
    """The mentions, those that stand in a list (浏阳、宁乡) no longer leading: none of them owns a figure alone."""
    joined = set()
    for at, (left, right) in enumerate(pairwise(found)):
        if view[left.end : right.start] in ("、", "和", "与", "及", "以及") and left.kind != "relative":
            joined |= {at, at + 1}
    return [replace(mention, leads=False) if at in joined else mention for at, mention in enumerate(found)]


def _own(home: Place | None, year: int | None) -> Division | None:
    """The division of the article; of a zone or a town the one that its name begins with (侯马经开区)."""
    if home is None:
        return None
    if home.code:
        return divisions().at(home.code, year)
    for hit in scan(home.name):
        found = latest(divisions().named(hit.name) or divisions().called(hit.name), year)
        if len(found) == 1:
            return found[0]
    return None


_Parts = dict[str, str | None]
_Entry = tuple[PlaceMention, Division | None, _Parts]


def _named(view: str, reader: Reader) -> Iterator[tuple[PlaceMention, Division]]:
    """The divisions named in the view; names that follow one another (湖南省长沙市天心区) make one mention."""
    hits = scan(view)
    at = 0
    while at < len(hits):
        above: Division | None = None
        first = hits[at]
        end = first.start
        while at < len(hits) and (hits[at].start == end or above is None):
            division = _read(view, hits[at], reader, above, hits[at + 1] if at + 1 < len(hits) else None)
            if division is None or (above is not None and not division.within(above)):
                break
            above, end = division, hits[at].end
            at += 1
        if above is None:
            at += 1
            continue
        yield _division(view, first.start, end, above, reader), above


_COUNTED = re.compile(r"\d|各|[一二两三四五六七八九十]+[个家户项宗]|分别")


def _read(view: str, hit: Hit, reader: Reader, above: Division | None, after: Hit | None) -> Division | None:
    before = view[hit.start - 1] if hit.start else "\n"
    if not hit.full and _FOLLOWED.match(view, hit.end):
        return None
    leading = after is not None and after.full and after.start == hit.end  # 白银靖远县
    listed = before in _CLAUSE and (leading or _COUNTED.match(view, hit.end) is not None)
    return _meaning(reader, hit.name, above, not "一" <= before <= "龥", listed)


@lru_cache(maxsize=4096)
def _meaning(reader: Reader, name: str, above: Division | None, apart: bool, listed: bool) -> Division | None:
    """`Reader.read`, remembered: an article names the same few places again and again."""
    return reader.read(name, above, apart=apart, listed=listed)


def _division(view: str, start: int, end: int, division: Division, reader: Reader) -> PlaceMention:
    place = Place(view[start:end], divisions().full_name(division, reader.year), division.code)
    home = reader.home
    foreign = home is not None and not (division.within(home) or home.code[:2] == division.code[:2])
    return PlaceMention(start, end, place, "division", not foreign and _leads(view, start, end))


def _leads(view: str, start: int, end: int) -> bool:
    """True where the words stand at the head of a clause, or behind a time or 其中 or a verb of saying."""
    if _FOLLOWED.match(view, end):
        return False
    if start == 0 or view[start - 1] in _CLAUSE:
        return start == 0 or view[start - 1] != "、" or _figure_before(view, start - 1)
    before = view[max(start - 8, 0) : start]
    return bool(_LED_IN.search(before)) and not _OBJECT.search(before)


_FIGURE = re.compile(r"\d ?[个家亿万项户元宗批次多余%](?=[^,。;:、\n]*\Z)")


def _figure_before(view: str, mark: int) -> bool:
    """True where the item before 、 holds a figure, so that the next one is a clause of its own (A区2个、B区3个)."""
    return _FIGURE.search(view, max(mark - 20, 0), mark) is not None


def _ruled(view: str, rules: RuleSet, named: list[PlaceMention]) -> Iterator[tuple[PlaceMention, _Parts]]:
    """What the rules of kind ``place`` find, in no order."""
    starts = [mention.start for mention in named]
    for rule in rules.of("place"):
        for match in rule.regex.finditer(view):
            start = _zone_start(view, match, named, starts) if rule.gives.get("place") == "zone" else match.start()
            if start < match.end():
                text = view[start : match.end()]
                kind = str(rule.gives.get("place", "relative"))
                leads = _leads(view, start, match.end())
                yield PlaceMention(start, match.end(), Place(text, text, None), kind, leads), match.groupdict()


_STOP = re.compile(r"其中|[的在和与及了向将推进全各等我本该其为以对是个建入占]|[下到]达|支持|打造|实施|成立|依托|围绕")


def _zone_start(view: str, match: regex.Match[str], named: list[PlaceMention], starts: list[int]) -> int:
    """Where the name of a zone begins: with a division inside it, else at the head of its clause; its end for none."""
    low = head = match.start()
    while low > max(head - _ZONE_NAME, 0) and _HAN.match(view, low - 1):
        low -= 1
    stops = [found.end() for found in _STOP.finditer(view, low, head)]
    start = stops[-1] if stops else low
    at = bisect_left(starts, start)
    if at < len(starts) and starts[at] <= head and named[at].end < match.end():
        return starts[at]
    return start if _leads(view, start, match.end()) else match.end()


_ZONE_NAME = 12
_HAN = re.compile(r"[一-龥·]")


def _merged(
    named: list[tuple[PlaceMention, Division]], ruled: Iterator[tuple[PlaceMention, _Parts]]
) -> Iterator[_Entry]:
    """All mentions in order; of overlapping ones the longest stays (长沙经开区 over 长沙)."""
    entries: list[_Entry] = [(mention, division, {}) for mention, division in named]
    entries += [(mention, None, parts) for mention, parts in ruled]
    end = -1
    for entry in sorted(entries, key=lambda entry: (entry[0].start, -entry[0].end, entry[1] is None)):
        if entry[0].start >= end:
            end = entry[0].end
            yield entry


class _Resolver:
    """Says what relative words mean: by the article's place, and by the divisions that its paragraph named last."""

    __slots__ = ("_chain", "_home", "_last", "_owned", "_year")

    def __init__(self, home: Place | None, own: Division | None, year: int | None) -> None:
        self._home = home
        self._chain = chain(own, year) if own else []
        self._year = year
        self._last: deque[PlaceMention] = deque(maxlen=16)  # a word points back to one of the last few places
        self._owned: dict[str, tuple[str, str] | None] = {}

    def forget(self) -> None:
        """A new paragraph begins: what the last one named no longer counts."""
        self._last.clear()

    def resolve(self, mention: PlaceMention, division: Division | None, parts: _Parts) -> PlaceMention:
        """The mention with the place that it means here."""
        if division is not None or mention.kind in ("zone", "town"):
            if mention.leads:
                self._last.append(mention)
            return mention
        place = self._relative(mention.place.text, parts.get("unit") or "", parts.get("which") or "")
        return PlaceMention(mention.start, mention.end, place, mention.kind, mention.leads)

    def _relative(self, text: str, unit: str, which: str) -> Place:
        """What 全市 and its like mean: of this article's chain, or (该县, or where the chain has none) named last."""
        if unit not in self._owned:
            self._owned[unit] = self._own(unit)
        own = self._owned[unit]
        if which == "该" or own is None or (unit == "区" and own[1].endswith("0000")):  # a zone before the region
            named = next((mention.place for mention in reversed(self._last) if mention.place.name.endswith(unit)), None)
            if named:
                return Place(text, named.name, named.code)
        if own is not None:
            return Place(text, *own)
        if self._home and self._home.code is None and unit in ("镇", "乡", "街道", "村", "区"):
            return Place(text, self._home.name, None)
        return Place(text, text, None)

    def _own(self, unit: str) -> tuple[str, str] | None:
        """Name and code of the division of the article's chain that a unit means; 全区 may be an autonomous region."""
        for division in self._chain:
            if division.name.endswith(unit):
                return divisions().full_name(division, self._year), division.code
        return None

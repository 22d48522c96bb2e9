"""The jurisdiction an article is about, weighed from headline, medium, dateline, opening and words such as 全县, 市委.

Every sign gives points to a division; the best one is taken if it has enough, else none: it is never guessed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from zsextract.find.gazetteer import Hit, Place, chain, is_common, is_word, meanings, scan, scan_once
from zsextract.lexicons import Division, divisions, rules_dir
from zsextract.patterns import Lazy, LazyRegex

if TYPE_CHECKING:
    from zsextract.articles import Article

_CITY = Lazy(r"[我全该][市州盟]|(?<![一-龥])[市州盟](?:委|政府|人大|政协|直)")
_ENOUGH = 3.0
_SEEN = 0.5  # a place that guests come from or leave for is not what 全县 means
_RIVAL = 0.7  # a division with so much of the best one's points is told of as much
_CORPS = 4.0  # most points of 师市, which only a city of the Corps is
_HEADLINE = 5.5  # what a name gets that opens the headline
_APART = ("81", "82")  # a page of a medium of Hong Kong or Macau is of there where it names no other place
_BODY = 4000  # an article says early what it is about
_OPENING = 160
_LEVEL_WORD = LazyRegex(
    r"([自我全省市县区州旗盟])(?:(?<=自)治区(?!人民)|(?<=[我全])([省市县区州旗盟])(?![场域间别])"
    r"|(?<=[省市县区州旗盟])(?:委|政府|人大|政协|长|直|领导|里))"
)
_AWAY = ("在", "赴", "到", "从", "向", "对", "来自", "驻", "往", "走进", "与", "和")
_EDGES = frozenset(",。\n 、;:(“—")
_VISITED = LazyRegex(r"(?:调研|考察|督导|检查|视察|走访)")
_HOLDER = LazyRegex(r"(?:[省市县区州旗盟镇乡局厅部处院]长|书记|主任|主席|常委|委员)\Z")
_GOVERNMENT = Lazy(r"人民政府|政府|人大|政协|[市县区旗]?委(?!托|员)")
_DEPARTMENT = LazyRegex(r"[一-龥]{2,8}(?:局|促进中心|服务中心)")
_NO_COUNTY = frozenset("长级委域直领内城各")  # 代县|长, 和县|领导
_THING = LazyRegex(
    r"[一-龥]{0,4}(?:航电|水电|电站|水库|枢纽|大桥|隧道|高速|铁路|公路|机场|大道|花园|小区|广场|酒店|公司|集团|煤矿|[东西南北中]?路(?!演))"
)
_CONGRESS = LazyRegex(r"第[一二三四五六七八九十]+届(?:人民代表大会|委员会|人大|党代会|政协)")
_POST = LazyRegex(r"(?:市|县|区|州|省|旗)?(?:委|人民政府|政府|人大|政协|第[一二三四五六七八九十]+届|领导)|[召举]")
_ZONE_TITLE = LazyRegex(
    r"(?P<zone>(?![全我本各])[^暨及和的与、,\W\d]{2,8}?(?:经济技术开发区|高新技术产业开发区|高新技术开发区|经济开发区|开发区|经开区|高新区|新区|示范区|保税区|产业集聚区|工业园区))"
)
_TOWN_TITLE = LazyRegex(
    r"(?P<town>(?![全我本各某该这一两几])[一-龥]{2,4}(?:镇|(?<![城])乡(?!镇)|街道))(?!企业|长|党|人大|村|级|[一-龥]{0,4}书记)"
)


_ZONE_ENDS, _TOWN_ENDS = frozenset("区园"), frozenset("镇乡街")


def home_place(view: str, article: Article, year: int | None = None) -> Place | None:
    """The place an article is about, or None; ``view`` is its own matching view, ``year`` when it was written."""
    title = article.title or ""
    body = view[:_BODY]
    points: dict[str, float] = defaultdict(float)
    words: dict[str, str] = {}
    dateline = (article.dateline or "").replace(article.publisher or "\0", "")
    region = _medium(article.publisher or "", year) or _medium(dateline, year)
    _weigh(_signs(title, article.subtitle or "", dateline, body), region, year, points, words)
    if region is not None:
        points[region.code] += 1.0 if region.level == "province" else 3.5
        words.setdefault(region.code, article.publisher or article.dateline or "")
    _weigh_levels(title + "\n" + body, points, year)
    told = body.replace(article.publisher, "") if article.publisher else body
    best = (
        _within_region(told, region, points, year)
        or _best(points, year)
        or _only(body, points, year)
        or _province(title + body, points, year)
        or (region if region is not None and region.code[:2] in _APART else None)
    )
    return _special(title, body, alone=best is None) or (
        Place(words.get(best.code, best.name), divisions().full_name(best, year), best.code) if best else None
    )


_COUNTIES = (
    "基隆市", "台北市", "新北市", "桃园市", "台中市", "台南市", "台东市", "嘉义市", "高雄市", "新竹市", "新竹县",
    "苗栗县", "彰化县", "南投县", "云林县", "嘉义县", "屏东县", "宜兰县", "花莲县", "台东县", "澎湖县",
)  # fmt: skip
_TAIWAN_SHORT = tuple(name[:2] for name in _COUNTIES if name not in ("新北市", "桃园市"))
_TAIWAN = LazyRegex(f"(?:{'|'.join(_COUNTIES)})(?=(?:政府)?(?:[市县]?长|政府|议会|议员))")


def _taiwan(title: str, body: str, *, alone: bool) -> Place | None:
    """The county or city of Taiwan whose government speaks: the table of codes has none of them.

    Its short name is enough where nothing else is named (``alone``); guests from there do not make a page theirs.
    """
    found = _TAIWAN.search(body) or _TAIWAN.search(title)
    if found is None:
        return None
    opens = title.startswith(_TAIWAN_SHORT) and body.count(title[:2]) > 1  # 云林县…
    alone = alone or (opens and found.group().startswith(title[:2]))
    name = found.group()[:2] if alone else found.group()
    if body.count(name) + title.count(name) < 2:
        return None
    return Place(found.group(), "台湾省" + found.group(), None)


def _special(title: str, body: str, *, alone: bool) -> Place | None:
    """A body that has a name and no code: a county of Taiwan, or a zone or town that headline and body are about."""
    if (county := _taiwan(title, body, alone=alone)) is not None:
        return county
    for pattern, ends in ((_ZONE_TITLE, _ZONE_ENDS), (_TOWN_TITLE, _TOWN_ENDS)):
        found = None if ends.isdisjoint(title) else pattern.match(title)
        if found and (body.count(found.group()) > 1 or re.search(r"[我全][镇乡区]|[镇乡]党委", body)):
            return Place(found.group(), found.group(), None)
    return None


_Sign = tuple[Hit, float, bool]
"""A name, its points, and whether its own government speaks, so that it is not there by chance: 永安市人民政府."""


def _signs(title: str, subtitle: str, dateline: str, body: str) -> list[_Sign]:
    """Every name with the points it gives by where it stands."""
    found: list[_Sign] = []
    for text, weight in ((title, 4.0), (subtitle, 2.5), (dateline, 2.0)):
        head = 0
        hits = scan_once(text)
        for at, hit in enumerate(hits):
            away = text.endswith(_AWAY, 0, hit.start) and not _VISITED.match(text, _end_of_run(hits, at))
            points = weight * (0.4 if away else 1.0) + (1.5 if hit.start == head and text is title else 0.0)
            found.append((hit, points, _speaks(text, hit) or (text is title and _opens_with_county(text, hit))))
            head = hit.end if hit.start == head else head  # 重庆市綦江区…
    seen: dict[str, int] = defaultdict(int)
    end, away = -1, False
    for hit in scan(body):
        if hit.full and len(hit.name) == 2 and hit.start and body[hit.start - 1] not in _EDGES:
            continue  # 代县长, 创新县域
        if not hit.full and _HOLDER.search(body, max(hit.start - 4, 0), hit.start):
            continue  # 副县长黄梅
        if not hit.full and _THING.match(body, hit.end):
            continue  # 金溪航电枢纽工程
        seen[hit.name] += 1
        if hit.start != end:  # of 在浙江省杭州市 all is away
            away = body.endswith(_AWAY, 0, hit.start)
        end = hit.end
        if _CONGRESS.match(body, hit.end):  # 在东山县第十八届人民代表大会第四次会议上
            away = False
        weight = (1.0 if hit.full else 0.7) * (0.3 if away else 1.0) * 0.75 ** (seen[hit.name] - 1)
        if _POST.match(body, hit.end) and not away:
            weight += 1.0 if hit.start < _OPENING * 3 else 0.5
        elif hit.full and hit.start < _OPENING and not away and (hit.start == 0 or body[hit.start - 1] in _EDGES):
            weight += 1.0
        found.append((hit, weight, _speaks(body, hit)))
    return found


def _speaks(text: str, hit: Hit) -> bool:
    """True for a full name with its government behind it that no longer name ends in."""
    if not hit.full or (hit.start and text[hit.start - 1] not in _EDGES):
        return False
    county = hit.name.endswith("县")  # but 新区招商局 is of any city
    return bool(_GOVERNMENT.match(text, hit.end) or (county and _DEPARTMENT.match(text, hit.end)))


def _opens_with_county(title: str, hit: Hit) -> bool:
    """True for a county in full at the head of a headline: 易县签约12个项目."""
    return hit.start == 0 and hit.full and hit.name.endswith("县") and title[hit.end : hit.end + 1] not in _NO_COUNTY


def _end_of_run(hits: Sequence[Hit], at: int) -> int:
    """Where the names end that follow one another from a name on: 在甲县乙县调研, 在甲县、乙县调研."""
    while at + 1 < len(hits) and hits[at + 1].start - hits[at].end <= 1:
        at += 1
    return hits[at].end


def _weigh(
    signs: list[_Sign], region: Division | None, year: int | None, points: dict[str, float], words: dict[str, str]
) -> None:
    """Give the points of each sign to the one division that its name can mean here."""
    named = {hit.name for hit, _, _ in signs}
    speaking = {hit.name for hit, _, speaks in signs if speaks}
    meant: dict[str, Division | None] = {}
    for hit, weight, _ in signs:
        if hit.name not in meant:
            told = _told_of(hit, region, named, year) if weight >= _HEADLINE else None
            meant[hit.name] = told or _meant(hit, region, named, year, sure=hit.name in speaking)
        division = meant[hit.name]
        if division is not None:
            inside = region is not None and weight > 1.5 and division.within(region) and division.code != region.code
            points[division.code] += weight + (1.0 if inside else 0.0)
            words.setdefault(division.code, hit.name)


def _told_of(hit: Hit, region: Division | None, named: set[str], year: int | None) -> Division | None:
    """What a common name at the head of the headline means: 东宁 beside 东宁县, 清河 of the medium's city."""
    if hit.full or not is_common(hit.name):
        return None
    entry = divisions().name(hit.name)
    found = [division for division in (entry.called if entry else ()) if division.name in named]
    if not found and region is not None and region.level == "prefecture":
        found = [division for division in meanings(hit.name, year) if division.within(region) and division != region]
    return found[0] if len(found) == 1 else None


def _meant(hit: Hit, region: Division | None, named: set[str], year: int | None, *, sure: bool) -> Division | None:
    """The division of a name: the only one, or the only one inside the medium's region or a named one.

    ``sure`` says that a name that may be there by chance is not.
    """
    possible, common = _could_mean(hit.name, hit.full, year)
    if not possible or (len(possible) == 1 and (sure or not common)):
        return possible[0] if possible else None
    found = list(possible)
    if len(found) > 1 and region is not None:
        found = [division for division in found if division.code[:2] == region.code[:2]] or found
        found = [division for division in found if division.within(region)] or found
    if len(found) > 1 and not hit.full:  # 岳阳 is the city, not the county beside it
        found = [division for division in found if division.level != "county"] or found
    if len(found) > 1:
        above = [division for division in found if _parent_named(division, named, year)]
        found = above or [division for division in found if division.name == hit.name]  # not 东乡族自治县 by 东乡县
    city = region is not None and region.level == "prefecture" and all(division.within(region) for division in found)
    if common and not city and not any(_parent_named(division, named, year) for division in found):
        return None
    return found[0] if len(found) == 1 else None


@lru_cache(maxsize=4096)
def _could_mean(name: str, full: bool, year: int | None) -> tuple[tuple[Division, ...], bool]:
    """The divisions of a name, none for a word that is no name by itself; and whether many have it."""
    if is_word(name) and not full:
        return (), False
    return tuple(meanings(name, year)), is_common(name)


def _parent_named(division: Division, named: set[str], year: int | None) -> bool:
    above = divisions().parent(division, year)
    return above is not None and (above.name in named or above.short in named)


def _weigh_levels(text: str, points: dict[str, float], year: int | None) -> None:
    """Give up to six points to each division whose last character is the unit that is spoken of: 我省, 全县, 市委."""
    counts: dict[str, float] = defaultdict(float)
    own: dict[str, float] = defaultdict(float)
    for found in _LEVEL_WORD.finditer(text) if points else ():
        first, unit = found.groups(default="")
        if first == "我":
            counts[unit] += 3.0
            own[unit] += 1.0
        elif unit:
            counts[unit] += 1.0
        elif first == "自":
            counts["自治区"] += 2.0
        elif not "一" <= text[found.start() - 1 : found.start()] <= "龥":  # not 县委 of 平江县委
            counts[first] += 0.7
    of_corps = min(_CORPS, text.count("师市"))
    total, owned = sum(counts.values()), sum(own.values())
    cities = [code for code in points if code.startswith("659")] if of_corps else []
    if len(cities) == 1:
        points[cities[0]] += of_corps
    for code in points if total else ():
        division = divisions().at(code, year) if points[code] >= _SEEN else None
        if division is not None:
            region = counts["自治区"] if division.name.endswith("自治区") else 0.0
            points[code] += 4.0 * (counts[division.name[-1]] + region) / total * min(1.0, total / 3)
            points[code] += 2.0 * own[division.name[-1]] / owned if owned else 0.0


def _best(points: dict[str, float], year: int | None) -> Division | None:
    """The division with the most points; of equal ones the one deeper down, then the first by code.

    Where an article tells of several divisions of one, it is about that one.
    """
    if not points:
        return None
    code = min(points, key=lambda code: (-round(points[code], 3), code.endswith("00"), code))
    best = divisions().at(code, year)
    if best is None or points[code] < _ENOUGH:
        return None
    found = {other: division for other in points if (division := divisions().at(other, year)) is not None}
    for above in chain(best, year)[1:]:
        rivals = [
            division
            for other, division in found.items()
            if division.within(above) and not division.within(best) and not best.within(division)
            and points[other] >= _RIVAL * points[code]
        ]  # fmt: skip
        if rivals and points.get(above.code, 0.0) >= points[code] / 2:
            return above
    return best


def _within_region(body: str, region: Division | None, points: dict[str, float], year: int | None) -> Division | None:
    """The one county that a page of a prefecture's newspaper tells of, twice and in full, with no word of its city."""
    if region is None or region.level != "prefecture" or region.short in body:
        return None
    inside = [
        division for code in points
        if (division := divisions().at(code, year)) is not None
        and division.within(region) and division.code != region.code
    ]  # fmt: skip
    if len(inside) != 1 or (not inside[0].name.endswith(region.name[-1]) and _CITY.search(body)):
        return None
    return inside[0] if inside[0].name in body and body.count(inside[0].short) >= 2 else None


def _only(body: str, points: dict[str, float], year: int | None) -> Division | None:
    """Of a short text the one prefecture or county that its opening names in full, where it names no other."""
    named = {code for code in points if not code.endswith("0000")}
    if len(body) > 300 or len(named) != 1:
        return None
    division = divisions().at(named.pop(), year)
    return division if division is not None and division.name in body[:_OPENING] else None


def _province(text: str, points: dict[str, float], year: int | None) -> Division | None:
    """The province of all the places named, where there are several and the text says 我省 or 全省."""
    provinces = {code[:2] for code in points}
    if len(points) < 3 or len(provinces) != 1 or not re.search(r"[我全]省(?!份|会)", text):
        return None
    return divisions().at(f"{provinces.pop()}0000", year)


@cache
def _aliases() -> tuple[tuple[str, str], ...]:
    """Names of places and media with the codes of their divisions, the longest first."""
    lines = (rules_dir() / "lexicons" / "place_aliases.txt").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if "\t" in line and not line.startswith("#"))
    return tuple(sorted(((name, code) for name, code in rows), key=lambda row: -len(row[0])))


@lru_cache(maxsize=1024)
def _medium(publisher: str, year: int | None) -> Division | None:
    """The division whose medium this is: 岳阳日报, 望城区融媒体中心, 三湘都市报."""
    table = divisions()
    for name, code in _aliases():
        if name in publisher:
            return table.at(code, year)
    for hit in scan_once(publisher):
        found = meanings(hit.name, year)
        if len(found) > 1 or (is_word(hit.name) and not hit.full):
            found = [division for division in found if division.level != "county"]
        if len(found) > 1:  # 海南日报 is of the province, not of 海南州
            found = [division for division in found if division.level == "province"]
        if len(found) == 1:
            return found[0]
    return None

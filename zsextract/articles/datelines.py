"""Datelines and the bylines inside paragraphs: `本报临江讯（记者 高山）`, `…参加。（林远）`, `■记者 高山`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import zsextract.articles.names as names
import zsextract.lexicons as lexicons
from zsextract.articles.patterns import pattern
from zsextract.patterns import Lazy, LazyRegex

_WINDOW = 48
_OPENINGS = frozenset("(〔【[")
_MARKS = frozenset("■□◆")
_MEDIA = frozenset("报网台社刊站/／")
_CLOSINGS = frozenset(")〕】]")
_BRACKET = LazyRegex(r"\s*[(〔\[【](?P<inner>[^()〔〕\[\]【】。]{1,90})[)〕\]】]")
_OPEN_NAMES = LazyRegex(
    r"\s?(?P<names>[\p{Han}·]{2,4}(?:[ 、](?:(?:实习|见习)?(?:记者|通讯员|实习生) ?)?[\p{Han}·]{2,4}){0,3})"
    r"(?=\s?(?:报道|\d|,|:|\s|—))"
)
_ROLE_LIST = LazyRegex(r"\s*(?P<names>(?:见习|实习|首席|本报)?(?:记者|通讯员|实习生)[^。:,;()]{2,40}):")
_ROLE_HEAD = LazyRegex(r"\s*[(〔【]?[^\s,。()]{0,12}?(?:记者|通讯员|实习生)[ ::]?")
_TAIL_MARK = LazyRegex(r"[■□◆]\s*(?=[^■□◆。]{2,70}$)")
_TAIL_ROLE = LazyRegex(r"(?<=[。!?”…\s])[^\s。,;()]{0,14}(?:记者|通讯员)[ ::]?[^。,;()]{2,30}$")
_REPORTED = Lazy(r"\s?(?:报道|报导)$")
_BODIES = ("局", "委", "办", "部", "中心", "政府", "镇", "乡", "区", "县", "网", "报", "社", "台")
_PHOTO = LazyRegex(r"(?:摄|摄影|供图|资料图片?|图|视频)$")
_BETWEEN = Lazy(r"[\s、,/·]")
_BOTH = Lazy("文[/、]?图|图[/、]文|摄影报道")
_ROLE_WORD = LazyRegex(r"记者|通讯员|实习生|信息员|报道员|作者|供稿|撰稿|采写|文[/:|]|编辑|责编|来源|摄影?$|供图")


class Dateline(NamedTuple):
    """The opening words of a report; ``end`` is where its text begins."""

    end: int
    medium: str | None  # None for 本报 and its like
    place: str | None
    day: tuple[int | None, int, int] | None  # year where it is given, month, day
    authors: tuple[str, ...] = ()


class Tail(NamedTuple):
    """A byline at the end of a paragraph; ``start`` is where it begins."""

    start: int
    inner: str
    marked: bool


def read(view: str, start: int, end: int) -> Dateline | None:
    """The dateline at the head of the line, with the byline after it; None where there is none."""
    window = view[start : min(end, start + _WINDOW)]
    if not _may_be(window):
        return None
    found = pattern("dateline").match(view, start, end)
    if not found and "讯" in window:
        found = pattern("dateline_short").match(view, start, end)
    if found:
        groups = found.groupdict()
        authors, after = _byline(view, found.end(), end)
        medium, place = groups["medium"], groups.get("place") or None
        if medium and _is_place(medium):
            medium, place = None, medium
        return Dateline(after, medium, place, _day(groups), authors)
    island = "报" in window and ("/" in window or "记者" in window)
    if island and (found := pattern("island_byline").match(view, start, end)):
        place = found["place"] or found["where"]
        return Dateline(found.end(), found["medium"], place, None, names.split_names(found["value"]))
    if "社" in window and "日" in window and (found := pattern("wire_byline").match(view, start, end)):
        who, place = _apart(found["who"])
        return Dateline(found.end(), found["medium"], place, None, (who,))
    if "报" in window and "记者" in window and (found := pattern("reporter_opening").match(view, start, end)):
        return Dateline(found.end(), found["medium"], found["place"], None, names.split_names(found["value"]))
    return _role_first(view, start, end)


def _apart(run: str) -> tuple[str, str]:
    """A name and the place that runs on behind it: a place that is known, else a name of three characters."""
    for length in (3, 2):
        if _is_place(run[length:]) and names.is_person(run[:length]):
            return run[:length], run[length:]
    length = 3 if len(run) > 4 else 2
    return run[:length], run[length:]


def _may_be(window: str) -> bool:
    """A cheap guess by the words that every dateline has."""
    if "讯" in window or "记者" in window[:12] or window[0] in _OPENINGS:
        return True
    if "电" in window:
        return "日电" in window or "社" in window or "网" in window
    return ("消息" in window or "报道" in window or "报导" in window) and not _MEDIA.isdisjoint(window[:24])


def _is_place(word: str) -> bool:
    """True for the name of a division: `临江讯` comes from there and names no medium."""
    table = lexicons.divisions()
    return bool(table.called(word)) or table.is_full(word)


def _day(groups: dict[str, str | None]) -> tuple[int | None, int, int] | None:
    month, day, year = groups.get("month"), groups.get("day"), groups.get("year")
    return (int(year) if year else None, int(month), int(day)) if month and day else None


def _byline(view: str, at: int, end: int) -> tuple[tuple[str, ...], int]:
    """The reporters in the bracket behind the dateline, or named there without one."""
    if found := _BRACKET.match(view, at, end):
        second = None if _ROLE_WORD.search(found["inner"]) else _BRACKET.match(view, found.end(), end)
        found = second if second and _ROLE_WORD.search(second["inner"]) else found  # 消息(云州日报)(记者 高山)
        inner = found["inner"]
        people = names.split_names(inner)
        if people and (_ROLE_WORD.search(inner) or all(map(names.is_person, people))):
            return people, found.end()
        role = _ROLE_LIST.match(view, found.end(), end)  # 临江网消息 (云州日报) 记者高山 通讯员林远:
        people = names.split_names(role["names"]) if role else ()
        return (people, role.end()) if role and people and all(map(names.is_person, people)) else ((), at)
    role = _ROLE_HEAD.match(view, at, min(end, at + 30))
    if role and (found := _OPEN_NAMES.match(view, role.end(), end)):
        people = names.split_names(found["names"])
        if people and all(map(names.is_person, people)):
            return people, found.end()
    return (), at


def _role_first(view: str, start: int, end: int) -> Dateline | None:
    """A paragraph that opens with its reporters in a bracket."""
    found = _BRACKET.match(view, start, end) if view[start] in _OPENINGS else None
    if found and end - found.end() > 20 and ("记者" in found["inner"] or "通讯员" in found["inner"]):
        return Dateline(found.end(), None, None, None, names.split_names(found["inner"]))
    return None


def tails(view: str, start: int, end: int) -> tuple[Tail, ...]:
    """The bylines that close the paragraph, the last first.

    A bare bracket counts only after a full stop and with names alone in it, as `…参加会议。（林远）`.
    """
    last = view[end - 1]
    if last in _CLOSINGS:
        return tuple(_bracket_tails(view, start, end))
    if last in "。!?;”":
        return ()
    window = view[max(start, end - 80) : end]
    low = end - len(window)
    if not _MARKS.isdisjoint(window) and (mark := _TAIL_MARK.search(view, low, end)):
        return (Tail(mark.start(), view[mark.end() : end], True),)
    if ("记者" in window or "通讯员" in window) and (role := _TAIL_ROLE.search(view, low, end)):
        return (Tail(role.start(), role[0], True),)
    return ()


def _bracket_tails(view: str, start: int, end: int) -> Iterator[Tail]:
    while end > start and view[end - 1] in _CLOSINGS and (one := _bracket_tail(view, start, end)):
        yield one
        end = one.start
        while end > start and view[end - 1] == " ":
            end -= 1


def _bracket_tail(view: str, start: int, end: int) -> Tail | None:
    opening = max(view.rfind(mark, max(start, end - 90), end) for mark in "(〔【[")
    if opening < 0:
        return None
    inner = _REPORTED.sub("", view[opening + 1 : end - 1].strip())
    if _ROLE_WORD.search(inner):
        return Tail(opening, inner, True)
    before = view[start:opening].rstrip()[-1:]
    people = names.split_names(inner)
    if (not before or before in "。!?”…)") and people and _only_names(inner, people):
        return Tail(opening, inner, False)
    return None


def _only_names(inner: str, people: tuple[str, ...]) -> bool:
    """True where the bracket holds names and perhaps the body they work for, nothing else."""
    words = inner.split()
    rest = "".join(word for word in words if not word.endswith(_BODIES))
    return all(map(names.is_person, people)) and len("".join(people)) >= len(_BETWEEN.sub("", rest))


def is_photo_credit(inner: str) -> bool:
    """True for a byline that names only who took the picture."""
    return bool(_PHOTO.search(inner)) and not _BOTH.search(inner)

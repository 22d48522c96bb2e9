"""Datelines and the bylines inside paragraphs: `本报临江讯（记者 高山）`, `…参加。（林远）`, `■记者 高山`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import regex

from zsextract import lexicons
from zsextract.articles import names
from zsextract.rules import load_rules

_WINDOW = 48
_HINT = regex.compile(r"[讯电]|消息|报道|报导|记者|通讯员")
_BRACKET = regex.compile(r"\s*[(〔\[【](?P<inner>[^()〔〕\[\]【】。]{1,90})[)〕\]】]")
_OPEN_NAMES = regex.compile(
    r"\s?(?P<names>(?:[\p{Han}·]{2,4}(?:[ 、][\p{Han}·]{2,4}){0,3}))(?=\s?(?:报道|\d|,|:|\s|—))"
)
_ROLE_HEAD = regex.compile(r"\s*[(〔【]?[^\s,。()]{0,12}?(?:记者|通讯员|实习生)[ ::]?")
_TAIL_MARK = regex.compile(r"[■□◆●▲]\s*(?=[^■□◆●▲。]{2,70}$)")
_TAIL_ROLE = regex.compile(r"(?<=[。!?”…\s])[^\s。,;()]{0,14}(?:记者|通讯员)[ ::]?[^。,;()]{2,30}$")
_BODIES = ("局", "委", "办", "部", "中心", "政府", "镇", "乡", "区", "县")
_PHOTO = regex.compile(r"(?:摄|摄影|供图|资料图片?|图|视频)$")
_ROLE_WORD = regex.compile(r"记者|通讯员|实习生|信息员|报道员|作者|供稿|撰稿|采写|文[/:|]|编辑|责编|来源|摄影?$|供图")


@dataclass(frozen=True, slots=True)
class Dateline:
    """The opening words of a report; ``end`` is where its text begins."""

    end: int
    medium: str | None  # None for 本报 and its like
    place: str | None
    day: tuple[int | None, int, int] | None  # year where it is given, month, day
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tail:
    """A byline at the end of a paragraph; ``start`` is where it begins."""

    start: int
    inner: str
    marked: bool


class _Patterns(NamedTuple):
    dateline: regex.Pattern[str]
    short: regex.Pattern[str]
    island: regex.Pattern[str]


@cache
def _patterns() -> _Patterns:
    rules = load_rules()
    return _Patterns(*(rules.rule(f"article.{key}").regex for key in ("dateline", "dateline_short", "island_byline")))


def read(view: str, start: int, end: int) -> Dateline | None:
    """The dateline at the head of the line, with the byline after it; None where there is none."""
    if not _HINT.search(view, start, min(end, start + _WINDOW)):
        return None
    patterns = _patterns()
    found = patterns.dateline.match(view, start, end) or patterns.short.match(view, start, end)
    if found:
        groups = found.groupdict()
        authors, after = _byline(view, found.end(), end)
        medium, place = groups["medium"], groups.get("place") or None
        if medium and _is_place(medium):
            medium, place = None, medium
        return Dateline(after, medium, place, _day(groups), authors)
    if found := patterns.island.match(view, start, end):
        return Dateline(found.end(), found["medium"], found["place"], None, names.split_names(found["value"]))
    return _role_first(view, start, end)


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
        inner = found["inner"]
        people = names.split_names(inner)
        if people and (_ROLE_WORD.search(inner) or all(map(names.is_person, people))):
            return people, found.end()
        return (), at
    role = _ROLE_HEAD.match(view, at, min(end, at + 30))
    if role and (found := _OPEN_NAMES.match(view, role.end(), end)):
        people = names.split_names(found["names"])
        if people and all(map(names.is_person, people)):
            return people, found.end()
    return (), at


def _role_first(view: str, start: int, end: int) -> Dateline | None:
    """A paragraph that opens with its reporters in a bracket."""
    found = _BRACKET.match(view, start, end)
    if found and end - found.end() > 20 and regex.search(r"记者|通讯员", found["inner"]):
        return Dateline(found.end(), None, None, None, names.split_names(found["inner"]))
    return None


def tails(view: str, start: int, end: int) -> list[Tail]:
    """The bylines that close the paragraph, the last first.

    A bare bracket counts only after a full stop and with names alone in it, as `…参加会议。（林远）`.
    """
    found: list[Tail] = []
    while end > start and view[end - 1] in ")〕】]" and (one := _bracket_tail(view, start, end)):
        found.append(one)
        end = one.start
        while end > start and view[end - 1] == " ":
            end -= 1
    if found or end <= start:
        return found
    low = max(start, end - 80)
    if mark := _TAIL_MARK.search(view, low, end):
        return [Tail(mark.start(), view[mark.end() : end], True)]
    if ("记者" in view[low:end] or "通讯员" in view[low:end]) and (role := _TAIL_ROLE.search(view, low, end)):
        return [Tail(role.start(), role[0], True)]
    return []


def _bracket_tail(view: str, start: int, end: int) -> Tail | None:
    opening = max(view.rfind(mark, max(start, end - 90), end) for mark in "(〔【[")
    if opening < 0:
        return None
    inner = view[opening + 1 : end - 1].strip()
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
    return all(map(names.is_person, people)) and len("".join(people)) >= len(regex.sub(r"[\s、,/·]", "", rest))


def is_photo_credit(inner: str) -> bool:
    """True for a byline that names only who took the picture."""
    return bool(_PHOTO.search(inner)) and not regex.search(r"文[/、]?图|图[/、]文|摄影报道", inner)

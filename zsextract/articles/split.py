"""Where on a page the articles begin."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import regex

from zsextract.articles import datelines
from zsextract.articles.lines import Line
from zsextract.rules import load_rules

_MOST_TITLES = 3  # lines of one headline block that may belong to the next article
_SHORTEST_BODY = 30  # code points of text without which nothing is an article


@cache
def _list_title() -> regex.Pattern[str]:
    return load_rules().rule("article.list_title").regex


def blocks(view: str, lines: Sequence[Line]) -> list[tuple[int, int]]:
    """The articles of the page as ranges of ``lines``."""
    starts = [0]
    at = 0
    while at < len(lines):
        if lines[at].kind not in ("title", "dateline"):
            at += 1
            continue
        after = at
        while after < len(lines) and lines[after].kind == "title":
            after += 1
        first = max(at, after - _MOST_TITLES)
        if _has_text(lines[starts[-1] : at]) and _begins(view, lines, starts[-1], first, after):
            starts.append(first)
        at = max(after, at + 1)
    return list(zip(starts, [*starts[1:], len(lines)], strict=True))


def _has_text(lines: Sequence[Line]) -> bool:
    return any(line.kind in ("text", "dateline") and line.length >= _SHORTEST_BODY for line in lines)


def _begins(view: str, lines: Sequence[Line], start: int, first: int, after: int) -> bool:
    """True where the headline block ``[first, after)`` (empty before a dateline) begins an article."""
    if after >= len(lines) or not _has_text(lines[after:]):
        return False
    following = lines[after]
    if first == after:
        return following.dateline is not None and any(line.dateline for line in lines[start:after])
    if following.kind == "dateline":
        return True
    if following.meta and (following.meta.is_head or _dateline_follows(lines, after)):
        return True
    titles = [view[line.start : line.end] for line in lines[first:after]]
    if any(line.heading for line in lines[first:after]) and any(line.heading for line in lines[start:first]):
        return True
    return any(map(_list_title().search, titles)) or _ended(view, lines, start, first)


def _dateline_follows(lines: Sequence[Line], at: int) -> bool:
    """True where only head lines stand between ``at`` and a dateline."""
    while at < len(lines) and lines[at].kind == "meta":
        at += 1
    return at < len(lines) and lines[at].kind == "dateline"


def _ended(view: str, lines: Sequence[Line], start: int, at: int) -> bool:
    """True where the line before closes an article: a byline of its own, or one at the end of a paragraph."""
    before = lines[at - 1]
    if before.meta:
        return before.meta.is_byline and not before.meta.photographers
    if before.kind not in ("text", "dateline"):
        return False
    tails = datelines.tails(view, before.start, before.end)
    return any(tail.marked and not datelines.is_photo_credit(tail.inner) for tail in tails)

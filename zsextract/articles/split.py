"""Where on a page the articles begin."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import zsextract.articles.datelines as datelines
from zsextract.articles.lines import Line
from zsextract.articles.patterns import pattern

_SHORTEST_HEADLINE = 9  # code points; section heads are shorter
_MOST_TITLES = 3  # lines of one headline block that may belong to the next article
_SHORTEST_BODY = 30  # code points of text without which nothing is an article


def blocks(view: str, lines: Sequence[Line]) -> list[tuple[int, int]]:
    """The articles of the page as ranges of ``lines``."""
    texts = [index for index, line in enumerate(lines) if line.is_text and line.length >= _SHORTEST_BODY]
    last_text = texts[-1] if texts else -1
    starts = [0]
    at = 0
    while at <= last_text:
        if lines[at].kind not in ("title", "dateline"):
            at += 1
            continue
        after = at
        while after < len(lines) and lines[after].kind == "title":
            after += 1
        first = max(at, after - _MOST_TITLES)
        begun = bisect_left(texts, starts[-1])
        has_text = begun < len(texts) and texts[begun] < at
        if has_text and after <= last_text and _begins(view, lines, starts[-1], first, after):
            starts.append(first)
        at = max(after, at + 1)
    starts = sorted({*starts, *_by_blanks(lines, starts, last_text)})
    return list(zip(starts, [*starts[1:], len(lines)], strict=True))


def _by_blanks(lines: Sequence[Line], starts: Sequence[int], last_text: int) -> list[int]:
    """Further articles on a page of several where blank lines stand nowhere but over headlines."""
    if len(starts) < 2 or any(lines[at].kind != "title" or not lines[at].gap for at in starts[1:]):
        return []
    found = []
    for at in range(starts[1] + 1, last_text):
        line, before, after = lines[at], lines[at - 1], lines[at + 1]
        headline = line.kind == "title" and line.length >= _SHORTEST_HEADLINE
        if line.gap and headline and after.is_text and not after.gap and before.kind != "title":
            found.append(at)
    compact = not any(lines[at].is_text and lines[at].gap and lines[at - 1].is_text for at in range(1, last_text + 1))
    return found if compact else []


def _begins(view: str, lines: Sequence[Line], start: int, first: int, after: int) -> bool:
    """True where the headline block ``[first, after)`` (empty before a dateline) begins an article."""
    following = lines[after]
    if first == after:
        return following.dateline is not None and any(line.dateline for line in lines[start:after])
    if following.kind == "dateline":
        return True
    if following.meta and (following.meta.is_head or _dateline_follows(lines, after)):
        return True
    signed = following.meta and following.meta.authors and (following.meta.sources or following.meta.is_byline)
    if signed and lines[first].gap:  # one of a digest: 来源:云州日报 作者:高山; one of a page: 本报记者 高山
        return after + 1 < len(lines) and lines[after + 1].is_text
    titles = [view[line.start : line.end] for line in lines[first:after]]
    if any(line.heading for line in lines[first:after]) and any(line.heading for line in lines[start:first]):
        return True
    return any(map(pattern("list_title").search, titles)) or _ended(lines[first - 1])


def _dateline_follows(lines: Sequence[Line], at: int) -> bool:
    """True where only head lines stand between ``at`` and a dateline."""
    while at < len(lines) and lines[at].kind == "meta":
        at += 1
    return at < len(lines) and lines[at].kind == "dateline"


def _ended(before: Line) -> bool:
    """True for a line that closes an article: a byline of its own, or one at the end of a paragraph."""
    if before.meta:
        return before.meta.is_byline and not before.meta.photographers
    return before.is_text and any(tail.marked and not datelines.is_photo_credit(tail.inner) for tail in before.tails)

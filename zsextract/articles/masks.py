"""What is not searched for figures and officials: bylines, source lines, credits, file names, telephone numbers."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from zsextract.articles.cues import has_any
from zsextract.articles.lines import Line
from zsextract.articles.patterns import pattern
from zsextract.patterns import LazyRegex
from zsextract.spans import Span, merge

_FILE_ENDS = (".jp", ".png", ".gif", ".bmp", ".webp", ".doc", ".xls", ".pdf", ".mp4", ".htm", ".shtm")
_PHONE_WORDS = ("电话", "热线", "传真", "手机", "邮编", "邮箱", "QQ", "微信", "监督", "Tel", "TEL", "mail")
_CREDIT_ENDS = LazyRegex(r"(?:摄影报道|摄影|摄|图片|图)?.{0,6}?(?:摄影报道|摄影|摄|图片|图)(?=[)\s。]|$)", re.M)
_CREDIT_AHEAD = 12  # code points from there to where the credit ends
_CREDIT_REACH = 44  # code points before the word for photographing in which its name stands


def masked(view: str, lines: Sequence[Line]) -> tuple[Span, ...]:
    """The spans of one article, sorted and apart."""
    return tuple(merge(_spans(view, lines))) if lines else ()


def _spans(view: str, lines: Sequence[Line]) -> Iterator[Span]:
    for line in lines:
        if line.meta:
            yield Span(line.start, line.end)
        elif line.dateline:
            yield Span(line.start, line.dateline.end)
        if line.tails:
            yield Span(line.tails[-1].start, line.end)
    text = view[lines[0].start : lines[-1].end]
    if "摄" in text or "图" in text:
        yield from (Span(start, end) for start, end, _ in credits_in(view, lines))
    if has_any(text, _FILE_ENDS):
        yield from _found("file_name", view, lines)
    if has_any(text, _PHONE_WORDS):
        yield from _found("phone", view, lines)


def _found(name: str, view: str, lines: Sequence[Line]) -> Iterator[Span]:
    return (Span(*found.span()) for found in pattern(name).finditer(view, lines[0].start, lines[-1].end))


def credits_in(view: str, lines: Sequence[Line]) -> Iterator[tuple[int, int, str]]:
    """Span and names of who took the pictures: at the end of a line, of a sentence or in a bracket."""
    last, starts = 0, [line.start for line in lines]
    for at in _places(view, lines[0].start, lines[-1].end):
        if not _CREDIT_ENDS.match(view, at):
            continue
        line = lines[bisect_right(starts, at) - 1]
        low = max(last, line.start, at - _CREDIT_REACH)
        high = min(line.end, at + _CREDIT_AHEAD)
        found = None if line.meta else pattern("credit").search(view, low, high)
        if found and found.start() <= at and (found.end() < high or high == line.end):
            yield found.start(), found.end(), found["value"]
            last = found.end()


def _places(view: str, start: int, end: int) -> list[int]:
    """Where words for photographing stand, in order."""
    places = []
    for word in "摄图":
        at = view.find(word, start, end)
        while at >= 0:
            if word == "摄" or view[at - 1 : at] in "供/文" or view[at + 1 : at + 2] in "片/":
                places.append(at)
            at = view.find(word, at + 1, end)
    return sorted(places)

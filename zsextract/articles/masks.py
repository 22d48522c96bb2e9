"""What is not searched for figures and officials: bylines, source lines, credits, file names, telephone numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zsextract.articles.lines import Line
from zsextract.articles.patterns import pattern
from zsextract.spans import Span, merge

_FILE_ENDS = (".jp", ".png", ".gif", ".bmp", ".webp", ".doc", ".xls", ".pdf", ".mp4", ".htm", ".shtm")
_PHONE_WORDS = ("电话", "热线", "传真", "手机", "邮编", "邮箱", "QQ", "微信", "监督", "Tel", "TEL", "mail")
_CREDIT_WORDS = ("摄", "供图", "图片", "/图", "图/")
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
    if any(word in text for word in _CREDIT_WORDS):
        for line in lines:
            if not line.meta:
                yield from (Span(start, end) for start, end, _ in credits_in(view, line))
    if any(end in text for end in _FILE_ENDS):
        yield from _found("file_name", view, lines)
    if any(word in text for word in _PHONE_WORDS):
        yield from _found("phone", view, lines)


def _found(name: str, view: str, lines: Sequence[Line]) -> Iterator[Span]:
    return (Span(*found.span()) for found in pattern(name).finditer(view, lines[0].start, lines[-1].end))


def credits_in(view: str, line: Line) -> Iterator[tuple[int, int, str]]:
    """Span and names of who took the pictures: at the end of the line, of a sentence or in a bracket."""
    last = line.start
    for at in _places(view, line):
        found = pattern("credit").search(view, max(last, at - _CREDIT_REACH), line.end)
        if found and found.start() <= at:
            yield found.start(), found.end(), found["value"]
            last = found.end()


def _places(view: str, line: Line) -> Iterator[int]:
    """Where words for photographing stand in the line, in order, those apart."""
    places = []
    for word in _CREDIT_WORDS:
        at = view.find(word, line.start, line.end)
        while at >= 0:
            places.append(at)
            at = view.find(word, at + 1, line.end)
    return iter(sorted(places))

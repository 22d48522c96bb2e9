"""What is not searched for figures and officials: bylines, source lines, credits, file names, telephone numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import regex

from zsextract.articles import datelines
from zsextract.articles.lines import Line
from zsextract.rules import load_rules
from zsextract.spans import Span, merge

_FILE_HINT = regex.compile(r"\.(?:jp|pn|gi|bm|we|do|xl|pd|mp|ht|sh)")
_PHONE_HINT = regex.compile(r"电话|热线|传真|手机|邮编|邮箱|QQ|微信|监督|Tel|TEL|mail")


class _Patterns(NamedTuple):
    credit: regex.Pattern[str]
    file_name: regex.Pattern[str]
    phone: regex.Pattern[str]


@cache
def _patterns() -> _Patterns:
    rules = load_rules()
    return _Patterns(*(rules.rule(f"article.{key}").regex for key in ("credit", "file_name", "phone")))


def masked(view: str, lines: Sequence[Line]) -> tuple[Span, ...]:
    """The spans of one article, sorted and apart."""
    return tuple(merge(_spans(view, lines))) if lines else ()


def _spans(view: str, lines: Sequence[Line]) -> Iterator[Span]:
    for line in lines:
        if line.meta:
            yield Span(line.start, line.end)
        elif line.dateline:
            yield Span(line.start, line.dateline.end)
        if not line.meta and line.kind != "title" and (tails := datelines.tails(view, line.start, line.end)):
            yield Span(tails[-1].start, line.end)
    start, end = lines[0].start, lines[-1].end
    patterns = _patterns()
    if view.find("摄", start, end) >= 0 or view.find("图", start, end) >= 0:
        yield from _credits(view, lines)
    if _FILE_HINT.search(view, start, end):
        yield from (Span(*found.span()) for found in patterns.file_name.finditer(view, start, end))
    if _PHONE_HINT.search(view, start, end):
        yield from (Span(*found.span()) for found in patterns.phone.finditer(view, start, end))


def _credits(view: str, lines: Sequence[Line]) -> Iterator[Span]:
    """Who took the pictures: at the end of a line or in a bracket, never a sentence with the word in it."""
    credit = _patterns().credit
    for line in lines:
        if not line.meta:
            yield from (Span(*found.span()) for found in credit.finditer(view, line.start, line.end))

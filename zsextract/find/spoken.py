"""Sums as one says them: 200块, and the 角 and 分 behind a sum. Offsets are into the matching view."""

from __future__ import annotations

import re

from zsextract.numerals import Number, parse
from zsextract.patterns import Lazy, LazyRegex

CENTS = LazyRegex(
    r"又?零?(?:(?P<jiao>[一二三四五六七八九\d])[角毛](?:(?P<fen>[一二三四五六七八九\d])分?(?!钟|之|公|[\d万亿]))?+"
    r"|(?P<cents>[一二三四五六七八九\d]{1,2})美?分(?!钟|之|公|店|校|行|厂))钱?"
)


def with_cents(number: Number, cents: re.Match[str]) -> Number:
    """The sum with its 角 and 分, or cents."""
    jiao, fen = parse(cents["jiao"] or "0"), parse(cents["fen"] or cents["cents"] or "0")
    if number.value is None or jiao is None or fen is None:
        return number
    value = number.value + jiao / 10 + fen / 100
    return Number(value, None, "exact", value, value)


_PARTED_IN = Lazy(r"(?:主要|分|包括|这|那|有|[^价费]是|为|等|另|前|后)(?:是|为|成|了|以下|如下)?\Z")
_PIECES = Lazy(r"[砖瓦板砚匾屏牌]|石材|石料|电池|土地|地块|农田|年产|日产|切割")
_SPOKEN_ENDS = LazyRegex(r"[,。;:、)!?”的/每\s]|\Z|[一二三四五六七八九\d][毛角]|[一二三四五六七八九\d]{1,2}分")


def is_spoken_money(view: str, start: int, end: int) -> bool:
    """True for 200块, which ends its clause or goes on with 毛; 3000万块页岩砖 are pieces, 主要是三块 are parts."""
    small = view[start] in "一二两三四五六七八九" and view.startswith("块", start + 1)
    if small and _PARTED_IN.search(view, max(0, start - 6), start):
        return False
    return _SPOKEN_ENDS.match(view, end) is not None and _PIECES.search(view, max(0, start - 10), start) is None

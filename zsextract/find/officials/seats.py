"""Whose post it is: the place that a post names, or that its level (市委, 副县长) means in this article."""

from __future__ import annotations

from functools import lru_cache

from zsextract.find.gazetteer import Place, Reader, chain
from zsextract.find.officials.posts import Post
from zsextract.lexicons import Division, divisions
from zsextract.patterns import LazyRegex

_LEVELS = frozenset("省市县区州旗盟镇乡村")
_AUTONOMOUS = frozenset({"自治区", "自治州", "自治县", "自治旗"})
_ZONE = LazyRegex("(?:镇|乡|村|街道|社区|苏木|嘎查|[开新发园聚范税作验游假贸理景]区|园|城|团|师|兵团)$")
_LONGEST = 12


def seat(post: Post) -> str:
    """The words of a post that tell its place: ``湖南省岳阳市`` of 湖南省岳阳市委书记, ``市`` of 副市长, else empty."""
    found = ""
    rest = post.position
    for at, (text, sort) in enumerate(post.tokens):
        following = post.tokens[at + 1].sort if at + 1 < len(post.tokens) else ""
        if sort not in ("place", "area", "number") and not (sort == "name" and following == "area"):
            rest = text
            break
        found += text
    if rest[0] in _LEVELS and (not found or found[-1] not in _LEVELS):
        return found + rest[0]
    return found


@lru_cache(maxsize=4096)
def place_of(words: str, home: Place | None) -> Place | None:
    """The place that the words of `seat` mean in an article about ``home``; None where nothing tells."""
    own = divisions().at(home.code) if home and home.code else None
    if len(words) == 1 or words in _AUTONOMOUS:
        return _level(words, own)
    reader = Reader(own, None)
    above: Division | None = None
    at = 0
    while at < len(words):
        size = next((n for n in range(min(_LONGEST, len(words) - at), 1, -1) if _known(words[at : at + n])), 0)
        division = reader.read(words[at : at + size], above) if size else None
        if division is None:
            break
        above, at = division, at + size
    if at == len(words) and above is not None:
        return Place(words, divisions().full_name(above), above.code)
    return Place(words, words, None) if _ZONE.search(words) else None


def _known(name: str) -> bool:
    table = divisions()
    return bool(table.named(name) or table.called(name))


def _level(unit: str, own: Division | None) -> Place | None:
    """The division of the article's chain that a bare level means: 市 of 市委书记."""
    if own is None:
        return None
    for division in chain(own):
        if division.name.endswith(unit):
            return Place(unit, divisions().full_name(division), division.code)
    return None

"""Names of people: how many characters from a place on are a name, by surname, given name and what follows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

import zsextract.segment as segment
from zsextract.find.officials.scores import (
    ACTS,
    CUT_SHORT,
    DESTROYED,
    ENDING,
    FAIR,
    HAN,
    HARD,
    NEVER_GIVEN,
    STRONG,
    WEAK,
    candidates,
    cut_cost,
    follow,
    han_end,
    stop_cost,
)
from zsextract.find.officials.vocabulary import Vocabulary
from zsextract.patterns import LazyRegex

_LONGEST_RUN = 9
_THREE = 3
_DOTS = frozenset("·•・‧∙-")
_DOTTED = LazyRegex(f"[{HAN}]{{1,7}}+(?:[·•・‧∙-][{HAN}]{{1,9}}+){{1,4}}+")
_PARTED = LazyRegex(f"([{HAN}])([{HAN}]) ([{HAN}])(?=、)")
_SPACED = LazyRegex(f"([{HAN}]{{1,2}}) {{1,3}}([{HAN}])")
_TIE, _DOUBTFUL, _WINDOW = 0.4, 3.0, 10
_SEEN = 14  # the longest run of a name, and the longest word that may follow it
_NEAR = 6000  # characters on either side in which a doubtful name is looked for once more


class Name(NamedTuple):
    """A name in the view. ``text`` has no spaces; ``score`` is above 0, ``follow`` tells how firm its end is."""

    start: int
    end: int
    text: str
    score: float
    follow: float


class _Reading(NamedTuple):
    """A name that may begin at some place: its score and its size, both negative so that the best one sorts first."""

    minus_score: float
    minus_size: int
    firm: float


_RANKING = itemgetter(0, 1)


def _name(view: str, start: int, reading: _Reading) -> Name:
    end = start - reading.minus_size
    return Name(start, end, view[start:end], -reading.minus_score, reading.firm)


def name_at(view: str, start: int, words: Vocabulary, *, trust: float = 0.0) -> Name | None:
    """The name that begins at ``start``; ``trust`` is what the context adds (a full post, a list of names)."""
    if view[start : start + 1] in words.surnames and (name := _plain(view, start, words) or _usual(view, start, words)):
        return name
    stop = han_end(view, start, _LONGEST_RUN)
    if stop == start:
        return None
    parted = _PARTED.match(view, start) if view[stop : stop + 1] == " " else None
    if parted and parted[1] in words.plain and parted[2] in words.given and parted[3] in words.given:
        return Name(start, parted.end(), parted[0].replace(" ", ""), 6.0, HARD)  # 宓子 轩、
    dotted = _DOTTED.match(view, start) if view[stop : stop + 1] in _DOTS else None
    if dotted:
        return _dotted(view, dotted, words)
    best = _settled(view, start, _readings(view, start, stop, words))
    if best is not None and best.score + trust >= (2.7 if trust >= 1.0 else 2.0):
        return best
    listed = trust < 1.0 or view[stop : stop + 1] == DESTROYED
    return _spaced(view, start, words, trust) or (None if listed else _unlisted(view, start, stop, words))


def _plain(view: str, start: int, words: Vocabulary) -> Name | None:
    """What most names are: a surname and one or two usual characters, ended by punctuation."""
    given, end = words.given, start + 1
    while end < start + 3 and view[end : end + 1] in given:
        end += 1
    text = view[start:end]
    whole = view[end : end + 1] == DESTROYED and len(text) == _THREE and text[:2] not in words.compounds
    if end == start + 1 or (_goes_on(view[end : end + 1]) and not whole) or ACTS.match(view, end - 1):
        return None
    if text in words.stops or text in words.name_like or text[-2:] in words.positions:
        return None
    if text[0] in words.everyday_surnames and (
        len(text) < 3 or text[:2] in words.stops or text[:2] in words.compounds or words.everyday(text[1:])
    ):
        return None
    return Name(start, end, text, 11.0, HARD)


def _goes_on(char: str) -> bool:
    """True where the text goes on with a character that a name could have, a dot or blank in it, or one destroyed."""
    return char == DESTROYED or "\u3400" <= char <= "\u9fff" or (char != "" and char in "·•・‧∙ ")


def _readings(view: str, start: int, stop: int, words: Vocabulary) -> tuple[_Reading, ...]:
    """The names that may begin at ``start``, the best first. No more of the text than their wording decides."""
    window = view[start : start + _SEEN]
    if "任" in window:  # what office follows it is told by more than the window
        return _read(view, start, stop, words)
    return _scored(window, stop - start, words)


@lru_cache(maxsize=1 << 12)
def _scored(window: str, stop: int, words: Vocabulary) -> tuple[_Reading, ...]:
    """The readings of a wording; lists and openings of the news come again and again, so they are kept."""
    return _read(window, 0, stop, words)


def _read(view: str, start: int, stop: int, words: Vocabulary) -> tuple[_Reading, ...]:
    found: list[_Reading] = []
    for end, quality in candidates(view, start, stop, words):
        firm = follow(view, end, words)
        score = 3 * firm + quality + stop_cost(view, start, end, firm, words)
        if firm <= STRONG and end - start > 2:
            score -= cut_cost(view[end - 1 : end + 1], firm, words)
        found.append(_Reading(-score, start - end, firm))
    found.sort(key=_RANKING)
    return tuple(found)


def _settled(view: str, start: int, readings: Sequence[_Reading]) -> Name | None:
    """The best reading. Where the second is as good, the one that the text has once more, else the one jieba reads."""
    if not readings:
        return None
    first = readings[0]
    other = next((reading for reading in readings if reading.minus_size != first.minus_size), None)
    best = _name(view, start, first)
    if other is None:
        return best
    rival = _name(view, start, other)
    if best.score - rival.score > _TIE or rival.score < _DOUBTFUL:
        return best
    long, short = (best, rival) if best.end > rival.end else (rival, best)
    near = max(0, best.start - _NEAR), best.start + _NEAR
    if view.count(long.text, *near) > 1:
        return long
    if view.count(short.text, *near) > 1:
        return short
    window = view[best.start : best.start + _WINDOW]
    ends = segment.boundaries(window)
    known = [name for name in (long, short) if name.end - name.start in ends]
    return known[0] if len(known) == 1 else best


def _usual(view: str, start: int, words: Vocabulary) -> Name | None:
    """The common case at once: surname, two usual characters, a verb; and no word begins with the second of them."""
    end = start + 3
    text = view[start:end]
    if len(text) < 3 or text[1] not in words.given or text[2] not in words.given:
        return None
    if view[start] in words.everyday_surnames:
        return None
    if view[end : end + 2] not in words.followers and view[end : end + 1] not in ENDING:
        return None
    if ACTS.match(view, end - 1):  # 余立正领着…
        return None
    if (
        words.everyday(view[start + 2 : start + 4])
        or view[start + 2 : start + 4] in words.followers
        or text[:2] in words.stops
        or text in words.stops
    ):
        return None
    if text[:2] in words.compounds or text[1:] in words.positions or "·" in view[end : end + 8]:
        return None
    return Name(start, end, text, 10.0, STRONG)


def _unlisted(view: str, start: int, stop: int, words: Vocabulary) -> Name | None:
    """A name whose surname no list has: between a full post and punctuation, or three characters before a verb."""
    if stop > start + _THREE and view[start + _THREE : start + _THREE + 2] in words.followers:
        stop = start + _THREE  # 市长晚海平介绍
    text = view[start:stop]
    if (
        not 2 <= len(text) <= 4
        or words.everyday(text[:2])
        or text[:2] in words.followers
        or words.everyday(text[-2:])
        or text in words.left
    ):
        return None
    if any(char in NEVER_GIVEN or char in WEAK for char in text) or text[-2:] in words.positions:
        return None
    known = sum(char in words.given or char in words.syllables for char in text)
    return Name(start, stop, text, 2.0, HARD) if known >= len(text) - 1 and text[-1] in words.given else None


def _dotted(view: str, found: re.Match[str], words: Vocabulary) -> Name:
    """A name with ·: its last part ends where the text goes on with a word that may follow a name."""
    last = max(view.rfind(dot, found.start(), found.end()) for dot in _DOTS) + 1
    best = (-9.0, last + 1)
    for end in range(last + 1, found.end() + 1):
        if end > last + 1 and view[end - 1] in NEVER_GIVEN and view[end - 1] not in words.syllables:
            break
        foreign = sum(char not in words.syllables for char in view[last:end])
        best = max(best, (3 * follow(view, end, words) - foreign, end))
    return Name(found.start(), best[1], view[found.start() : best[1]], 9.0, HARD)


def _spaced(view: str, start: int, words: Vocabulary, trust: float) -> Name | None:
    """A name of two characters with a space between: ``刘 婧``; what follows must end it.

    Behind a full post (``trust``) it may be one without a surname, of the characters that other languages are
    written with: ``娜 仁``.
    """
    found = _SPACED.match(view, start) if " " in view[start + 1 : start + 3] else None
    if not found or found[2] not in words.given:
        return None
    first = found[1]
    if not (first in words.surnames or first in words.compounds or (trust >= 1.0 and first in words.syllables)):
        return None
    firm = follow(view, found.end(), words)
    return Name(start, found.end(), found[1] + found[2], 6.0, firm) if firm >= STRONG else None


def name_before(view: str, end: int, floor: int, words: Vocabulary) -> Name | None:
    """The name that ends at ``end`` with a clear left edge, for ``李挚市长`` and ``李挚(市长)``."""
    best: Name | None = None
    for length in (3, 2, 4):
        start = end - length
        if start < floor or han_end(view, start, length) < end or view[start:end] in words.left:
            continue
        quality = max((q for at, q in candidates(view, start, end, words) if at == end), default=-9.0)
        if quality <= (0.0 if length == 3 else -2.0):
            continue
        score = 3 * _left_edge(view, start, floor, words) + quality + stop_cost(view, start, end, FAIR, words)
        if best is None or score > best.score:
            best = Name(start, end, view[start:end], score, HARD)
    if best is not None and best.score >= 4.0:
        return best
    return _dotted_before(view, end, floor)


def _dotted_before(view: str, end: int, floor: int) -> Name | None:
    low = max(floor, end - 24)
    if _DOTS.isdisjoint(view[low:end]):
        return None
    for found in _DOTTED.finditer(view, low, end):
        if found.end() == end:
            return Name(found.start(), end, found[0], 9.0, HARD)
    return None


def _left_edge(view: str, at: int, floor: int, words: Vocabulary) -> float:
    """How well a name can begin at ``at``."""
    if at > floor and view[at - 1] == DESTROYED:
        return CUT_SHORT
    if at <= floor or not ("\u4e00" <= view[at - 1] <= "\u9fff"):
        return HARD
    for length in (3, 2, 1):
        sort = words.left.get(view[at - length : at])
        if sort in ("edge", "relative"):
            return STRONG if length > 1 else 2.0
        if sort in ("organ", "core", "sister", "committee", "suffix") and length > 1:
            return 2.0
    return 0.0

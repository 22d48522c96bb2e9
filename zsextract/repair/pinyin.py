"""Readings in brackets that mirrors put behind characters: ``億(yì)元``, ``項(xiàng)目``."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from zsextract.patterns import Lazy, LazyRegex
from zsextract.repair.passes import Pass
from zsextract.repair.tables import rows
from zsextract.spans import Edit

# Letters of readings: composed, or base letter and combining mark, or the look-alikes ɑ ɡ of the same row of GBK.
LETTERS = "a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹḿêếềɑɡ\u0300\u0301\u0304\u0308\u030c"
# The look-behind stands behind the bracket, that the search may run from bracket to bracket.
_GROUP = Lazy(
    rf"[(（](?<=[\u3400-\u9fff〇\ufffd].)[{LETTERS}]{{1,9}}+[)）](?:[(（][{LETTERS}]{{1,9}}+[)）])*+", re.DOTALL
)
_CUT = LazyRegex(rf"(?<=[\u3400-\u9fff])[(（][{LETTERS}]{{0,7}}+\s*+\Z")
_READING = LazyRegex(rf"[{LETTERS}]++")
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0304\u030c"))
_SURE = 3


def find(text: str) -> list[Edit]:
    """Deletions of every group that is a reading of the character before it.

    A group without a tone mark, or with a reading near to that of the character (old and Taiwan standards differ in
    some), is deleted only on a page with three sure and different pairs.
    """
    groups = [found.span() for found in _GROUP.finditer(text)]
    pairs = [text[start - 1 : end] for start, end in groups]
    ranks = {pair: _rank(pair) for pair in set(pairs)}
    annotated = sum(rank == _SURE for rank in ranks.values()) >= _SURE
    least = 1 if annotated else _SURE
    edits = [Edit(*group, "") for group, pair in zip(groups, pairs, strict=True) if ranks[pair] >= least]
    cut = _CUT.search(text, max(0, len(text) - 40)) if annotated else None
    if cut is not None and _begins_reading(text[cut.start() - 1], cut[0]):
        edits.append(Edit(cut.start(), cut.start() + len(cut[0].rstrip()), ""))
    return edits


@lru_cache(maxsize=4096)
def _rank(pair: str) -> int:
    """What a character and its group are. 3: surely an annotation; 1: one if the page has others; 0: none."""
    return min(_compare(pair[0], reading) for reading in _READING.findall(pair))


def _compare(char: str, reading: str) -> int:
    plain = toneless(reading)
    marked = unicodedata.normalize("NFC", reading).isascii() is False
    syllable = readings().get(plain)
    if syllable is None:
        return 0
    if char in syllable:
        return _SURE if marked else 1
    if char == "\ufffd":  # a character that is gone; what it was read like is of no use without it
        return int(marked)
    return int(marked and (char not in _known() or any(char in readings().get(near, "") for near in _near(plain))))


def toneless(reading: str) -> str:
    """A reading without its tone, as the table spells it: ``lǜ`` is ``lv``.

    >>> toneless("zhǎng"), toneless("lǜ"), toneless("zhɑ̌nɡ")
    ('zhang', 'lv', 'zhang')
    """
    plain = unicodedata.normalize("NFD", reading).translate(_TONES)
    return plain.replace("ɑ", "a").replace("ɡ", "g").replace("u\u0308", "v").replace("e\u0302", "e")


@cache
def readings() -> dict[str, str]:
    """Toneless syllable to the characters that can be read so; ü is v."""
    return {row[0]: row[1] for row in rows("pinyin.tsv")}


def readings_of(text: str) -> str:
    """The characters that can have the one reading in the text, whatever brackets are round it."""
    return readings().get(toneless(_READING.findall(text)[-1]), "")


def reads_as(char: str, group: str) -> bool:
    """True where the bracketed reading is one of the character's, or near to one."""
    return _compare(char, _READING.findall(group)[-1]) > 0


def is_toned(group: str) -> bool:
    """True for a bracketed reading with its tone: hardly anything else in brackets is spelt like that."""
    return not group.isascii() and toneless(_READING.findall(group)[-1]) in readings()


@cache
def _known() -> frozenset[str]:
    return frozenset("".join(readings().values()))


_PAIRS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"), ("h", "f"), ("j", "q"), ("j", "x"), ("q", "x"), 
          ("b", "p"), ("d", "t"), ("g", "k"), ("zh", "ch"), ("z", "c"))  # fmt: skip
_FINALS = (("ang", "an"), ("eng", "en"), ("ing", "in"), ("uo", "o"), ("o", "e"), ("ie", "ia"), ("ue", "iao"),
           ("v", "u"))  # fmt: skip


@cache
def _near(plain: str) -> tuple[str, ...]:
    """Syllables that differ in one sound from this one, in the ways in which standards of reading differ."""
    near = set()
    for one, other in (*_PAIRS, *(pair[::-1] for pair in _PAIRS)):
        if plain.startswith(one):
            near.add(other + plain[len(one) :])
    for one, other in (*_FINALS, *(pair[::-1] for pair in _FINALS)):
        if plain.endswith(one):
            near.add(plain[: -len(one)] + other)
    return tuple(sorted(near))


def _begins_reading(char: str, group: str) -> bool:
    """True where a group cut off by the end of the text begins a reading of the character."""
    begun = toneless(group.strip("(（ \n"))
    return any(syllable.startswith(begun) and char in chars for syllable, chars in readings().items())


@cache
def cue() -> frozenset[str]:
    """Letters with a tone: without one no annotation is sure."""
    return frozenset(char for char in LETTERS if not char.isascii())


_PLAIN = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüê"
PASS = Pass("pinyin", "pinyin", "readings in brackets behind characters", find, cue=cue, plain=_PLAIN)

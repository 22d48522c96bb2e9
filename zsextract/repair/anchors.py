"""Where a page may be read one byte late: the signs from which a search starts, each after a quick test.

A reader shows a bad byte as a question mark (``?!焙?``, ``入?yún)^(qū)``), or leaves it out without a sign
(``!笔姓猩``, ``每(zǒng)€``). Then only what stands behind a mark tells, or a reading that is not that of its character.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from zsextract.patterns import Lazy
from zsextract.repair.candidates import read_so
from zsextract.repair.charset import distinct
from zsextract.repair.gbk import char_of, mark_pair, pair_of
from zsextract.repair.language import weight_of
from zsextract.repair.pinyin import is_toned, reads_as
from zsextract.repair.script import is_traditional, simplified_characters, simplified_only

LETTERS = "a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹḿêɑɡ"
_SHOWN = rf"\?(?:(?=(?P<orphan>[{LETTERS}]{{1,6}}+\)))|(?=[!?;,:。、！？；，：]))"
_UNSHOWN = (
    rf"|\((?=(?P<group>[{LETTERS}]{{1,6}}+\)))"
    r"|(?P<silent>[!?;,。！？；，](?=[\u3041-\u9fff(@-~\u2474-\u249b\u2550-\u2590\ue000-\ue865€]))"
)
_CUTS = Lazy(_SHOWN)
_ALL = Lazy(_SHOWN + _UNSHOWN)
_GROUP = Lazy(rf"(.)(\([{LETTERS}]{{1,6}}+\))", re.DOTALL)
_GLUED = Lazy(r"[\u4e00-\u9fff][A-Za-z^_`{|}~\\@][\u4e00-\u9fff(]")
_CHAIN = Lazy(r"\?[!?;,:]\?[!?;,:]|\?{4}")
_REACH = Lazy(r"[^\n!?;,:！？；，：。、“”]{0,6}+")
_RARE = -14.0
_SURE = 3
LATE = 61  # characters from a sign on that may be garbled


class Anchor(NamedTuple):
    """A sign at ``[start, end)``: a reading without its bracket or one that does not fit, or a mark.

    A ``lone`` reading fits nothing at all: a sign of damage that nothing can repair.
    """

    start: int
    end: int
    kind: Literal["orphan", "group", "lone", "cut", "silent"]

    @property
    def unshown(self) -> bool:
        """True where the reader left bad bytes out."""
        return self.kind in ("group", "lone", "silent")


def anchors(text: str) -> list[Anchor]:
    """The signs in order; those of a reader that shows nothing only in a text that is more traditional than not."""
    if not is_traditional(text):
        found = (_shown(text, each) for each in _CUTS.finditer(text)) if "?" in text else ()
        return [anchor for anchor in found if anchor is not None]
    every = _all(text, distinct(text) & _signs() | _rare(text))
    if any(anchor.kind == "orphan" for anchor in every):  # one page, one reader
        return [anchor for anchor in every if not anchor.unshown]
    kept, late = list[Anchor](), 0
    for anchor in every:
        if not anchor.unshown:
            late = anchor.start + LATE
        if not anchor.unshown or anchor.start >= late:
            kept.append(anchor)
    return kept


def _all(text: str, odd: frozenset[str]) -> list[Anchor]:
    """The signs of either reader; ``odd`` are the characters that tell of bytes read late."""
    signs, fitting = list[Anchor](), set[str]()
    owner, closed = "", -1  # a second reading in brackets stands behind the same character as the first
    for found in _ALL.finditer(text):
        start, end = found.span()
        if found.lastgroup == "group":
            owner = owner if closed == start else text[start - 1 : start]
            closed = found.end("group")
            verdict = _verdict(owner, text[start:closed])
            if verdict == "fits":
                fitting.add(owner)
            elif verdict is not None:
                signs.append(Anchor(start, closed, verdict))
        elif found.lastgroup == "silent":
            if _is_unshown(text, end, odd):
                signs.append(Anchor(start, end, "silent"))
        elif (anchor := _shown(text, found)) is not None:
            signs.append(anchor)
    return [sign for sign in signs if sign.kind != "lone" or len(fitting) >= _SURE]


def _shown(text: str, found: re.Match[str]) -> Anchor | None:
    """The sign that a question mark is, or None where it is none."""
    start = found.start()
    if found.lastgroup == "orphan":
        return Anchor(start, found.end("orphan"), "orphan")
    return Anchor(start, start + 2, "cut") if _may_be_cut(text, start) else None


def _may_be_cut(text: str, start: int) -> bool:
    """True for a question mark and a mark that may be the rest of two characters, and no lost indent."""
    if text[start - 1 : start] == "?" or _CHAIN.match(text, start):
        return False
    if text[start + 1] in "?？" and (start == 0 or text[start - 1] in "\n \u3000。"):
        return False
    following = text[start + 2 : start + 3]
    return following == "?" or (bool(following) and _goes_on(text[start + 1], following))


def _goes_on(mark: str, following: str) -> bool:
    """True where the second byte of a mark makes an ordinary character with the first byte of what follows."""
    pair = mark_pair(mark)
    return pair is not None and _is_ordinary(pair[1], _first_byte(following))


def _first_byte(char: str) -> int:
    """The first byte that a character was read from; an ASCII mark was full-width then."""
    pair = pair_of(char)
    if pair is not None:
        return pair[0]
    return ord(char) if "@" <= char <= "~" else 0x80 if char == "€" else 0xA3


@cache
def _is_ordinary(lead: int, trail: int) -> bool:
    char = char_of(lead, trail)
    return char is not None and weight_of(char) is not None


def _is_unshown(text: str, at: int, odd: frozenset[str]) -> bool:
    """True where what stands behind a mark, from ``at`` on, may be read late: a reading, or characters."""
    if text[at - 2 : at - 1] == "?":
        return False
    if text[at] == "(":
        group = _GROUP.match(text, at - 1)
        return group is not None and is_toned(group[2]) and _is_late(group[1], group[2])
    return _goes_on(text[at - 1], text[at]) and _seems_late(text, at, odd)


def _seems_late(text: str, at: int, odd: frozenset[str]) -> bool:
    """True where what stands behind a mark is odd, or begins with a rare character."""
    begun = _REACH.match(text, at)
    behind = begun[0] if begun is not None else ""
    if not odd.isdisjoint(behind):
        return True
    first, second = text[at], text[at + 1 : at + 2]
    if first.isascii():  # one letter that goes before a character
        return "@" <= first <= "~" and (second == "(" or "\u4e00" <= second <= "\u9fff")
    if _GLUED.search(text[at : at + len(behind) + 1]):
        return True
    if any(_verdict(group[1], group[2]) == "group" for group in _GROUP.finditer(text, at, at + len(behind))):
        return True
    if text[at - 1] in "!！":  # nearly always the rest of a full stop and a quotation mark
        return _first_byte(first) in (0xB0, 0xB1)
    weight = weight_of(first) if text[at - 1] in "?？" else 0.0
    return weight is None or weight < _RARE


def _rare(text: str) -> frozenset[str]:
    """The characters of a text that hardly any text has: Chinese ones that are not among the common ones."""
    return frozenset(char for char in distinct(text) - _common() if "\u4e00" <= char <= "\u9fff")


@cache
def _common() -> frozenset[str]:
    """The commoner half of GB 2312, in both scripts."""
    pairs = b"".join(bytes((lead, trail, 0x20)) for lead in range(0xB0, 0xD8) for trail in range(0xA1, 0xFF))
    plain = frozenset(pairs.decode("gb2312", "ignore"))
    return plain | {char for char, simple in simplified_characters().items() if simple in plain}


@cache
def broken_signs() -> frozenset[str]:
    """Signs that no sentence has behind a mark, but bytes read late have: bopomofo, blocks, numbers with a stop."""
    spans = ((0x3105, 0x3130), (0x2580, 0x2590), (0x2474, 0x249C), (0xE000, 0xE866), (0x2550, 0x2574))
    return frozenset(chr(code) for span in spans for code in range(*span))


@cache
def _signs() -> frozenset[str]:
    """Those, kana, euro signs and simplified characters."""
    return broken_signs() | simplified_only() | frozenset(map(chr, range(0x3040, 0x3105))) | {"€"}


@lru_cache(maxsize=4096)
def _verdict(owner: str, group: str) -> Literal["fits", "group", "lone"] | None:
    """What a reading in brackets is behind a character; None for other words, and for readings without a tone.

    Where it is not that of the character, the second byte of this one may begin another one that is read like that.
    """
    if not owner or not is_toned(group):
        return None
    if not "\u4e00" <= owner <= "\u9fff" or reads_as(owner, group):
        return "fits"
    return "group" if _is_late(owner, group) else "lone"


def _is_late(owner: str, group: str) -> bool:
    """True where the second byte of what stands before a reading begins a character that is read like this."""
    pair = mark_pair(owner) or pair_of(owner)
    return pair is not None and any(read in simplified_characters() for read, _ in read_so(group, pair[1]))

"""Byte slips: GBK pages that were cut or annotated between the two bytes of a character.

Tools that do not know characters put a mark, or a reading, where its bytes are, even across two characters. All that
follows is then read one byte late: ``。”湖北`` is shown as ``?!焙?``, ``入區`` as ``入?yún)^(qū)``. What one wrong byte
took with it (a digit, a line end) is gone; the rest is found again by reading the shown characters as bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from ..spans import Edit, Span
from .gbk import char_of, pair_of
from .inversion import SWALLOWED, Guess, Search, Token, mark_pair
from .language import weight_of
from .passes import Pass
from .pinyin import reads_as
from .script import simplified, traditional
from .silent import seems_late, signs
from .surnames import surnames

LOST = "\ufffd"
"""Stands in the repaired text for a character that is gone."""

_LETTERS = "a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹḿêɑɡ"
# Each begins with a character that the search can run to, and looks back from behind it.
_ANCHOR = re.compile(
    rf"\?(?:(?P<orphan>[{_LETTERS}]{{1,6}}+)\)|[!?;,:。、！？；，：])"
    rf"|\((?<=[\u4e00-\u9fff].)(?P<stray>[{_LETTERS}]{{1,6}}+\))(?=\([{_LETTERS}])"
)
_TOKEN = re.compile(
    rf"(?P<orphan>\?[{_LETTERS}]{{1,6}}+\))|(?P<group>\([{_LETTERS}]{{1,6}}+\))|(?P<wall>\?{{4,}}+)|.", re.DOTALL
)
_GROUP = re.compile(rf"\([{_LETTERS}]{{1,6}}+\)")
_CHAIN = re.compile(r"\?[!?;,:]\?[!?;,:]|\?{4}")
_LATE = r"(?:{})[^\n]{{0,60}}+"
_SHOWN_LATE = re.compile(_LATE.format(_ANCHOR.pattern))  # no witness of what the page says
_GONE = re.compile(r"\ufffd++|(?:锟斤拷?+|斤拷)++")
_MARGIN, _UNSURE, _WIDER = 3.0, 0.8, 2.0
_GAIN, _GAIN_SILENT = 6.0, 10.0
_AHEAD = 480
_BEFORE = 600
_PAGE = 20_000
_LEAST = 50
_FEW, _EACH = 20_000, 0.3  # guesses that may be weighed in a text, and for each of its characters


class _Finding(NamedTuple):
    """What became of one anchor: the edit that repairs it, or the span that stays damaged, or neither."""

    end: int
    edit: Edit | None = None
    damaged: Span | None = None


def find(text: str) -> list[Edit]:
    """The edits that restore what was shown one byte late, where one reading is clearly the best."""
    return [finding.edit for finding in _findings(text) if finding.edit is not None]


def damage(text: str) -> list[Span]:
    """Spans of characters that are gone, and slips that more than one reading explains."""
    gone = _GONE.finditer(text) if "\ufffd" in text or "斤" in text else ()
    spans = [Span(*found.span()) for found in gone]
    return spans + [finding.damaged for finding in _findings(text) if finding.damaged is not None]


@lru_cache(maxsize=1)
def _findings(text: str) -> tuple[_Finding, ...]:
    """What becomes of each anchor; kept, for what cannot be repaired is asked for right after what can."""
    silent = signs(text)
    if silent is None and "?" not in text and ")(" not in text:
        return ()
    return tuple(_found(text, _ANCHOR if silent is None else re.compile(f"{_ANCHOR.pattern}|{silent}")))


def _found(text: str, anchors: re.Pattern[str]) -> Iterator[_Finding]:
    """The findings in order; the searches are rationed, lest a text of anchors take for ever."""
    at, done, emitted, effort = 0, 0, "", 0
    search: Search | None = None
    page = range(0)
    late = _SHOWN_LATE if anchors is _ANCHOR else re.compile(_LATE.format(anchors.pattern))
    while (anchor := anchors.search(text, at)) is not None:
        start = anchor.start()
        at = anchor.end() if anchor["orphan"] or anchor["stray"] else start + 1
        if not _may_be_slip(text, anchor) or effort > _FEW + _EACH * start:
            if anchor["orphan"]:
                yield _Finding(at, damaged=Span(*anchor.span()))
            continue
        if search is None or start not in page:
            page = range(max(0, start - _PAGE // 4), start + _PAGE)
            search = Search(late.sub("\n", text[page.start : page.stop + _AHEAD]))
        before = (emitted + text[max(done, start - _BEFORE) : start])[-_BEFORE:]
        weighed = search.effort
        finding = _judge(text, anchor, before, search)
        yield finding
        effort += search.effort - weighed + _LEAST
        at = max(finding.end, at)
        if finding.edit is not None:
            emitted, done = (before + finding.edit.text)[-_BEFORE:], finding.edit.end


def _may_be_slip(text: str, anchor: re.Match[str]) -> bool:
    """The quick test before the search: what follows the mark must make a character with the byte left over."""
    if anchor["orphan"]:
        return True
    start, end = anchor.span()
    if anchor["stray"]:
        return not reads_as(text[start - 1], anchor[0])
    silent = anchor.lastgroup == "silent"
    if text[start - 1 : start] == "?" or _CHAIN.match(text, start):
        return False
    if not silent and text[start + 1] in "?？" and (start == 0 or text[start - 1] in "\n \u3000。"):
        return False  # a lost indent
    pair, following = mark_pair(text[end - 1]), text[end : end + 1]
    if silent and (not following or not seems_late(text, end)):
        return False
    if pair is None or not following or following == "?":
        return pair is not None and bool(following)
    second = pair_of(following)
    byte = second[0] if second else ord(following) if "@" <= following <= "~" else 0x80 if following == "€" else 0xA3
    char = char_of(pair[1], byte)
    return char is not None and weight_of(char) is not None


def _judge(text: str, anchor: re.Match[str], before: str, search: Search) -> _Finding:
    """Search the readings from one anchor on, and decide."""
    start = anchor.start()
    silent = anchor.lastgroup == "silent"
    guesses, stop = search.run(_GROUP.sub("", before), _tokens(text, start), silent=silent)
    if not guesses:
        return _Finding(anchor.end(), damaged=None if silent else Span(*anchor.span()))
    shown = next((guess.state.score for guess in guesses if not guess.slipped), guesses[-1].state.score - 45)
    best = guesses[0]
    if not best.slipped or best.state.score < shown + (_GAIN_SILENT if silent else _GAIN):
        broken = anchor["orphan"] is not None
        return _Finding(anchor.end(), damaged=Span(*anchor.span()) if broken else None)
    margin = _MARGIN + _UNSURE * bool(best.guessed)
    restored = _agreed(guesses, stop, margin)
    if restored is not None and LOST in restored:  # what is not sure makes what is round it less sure
        restored = _agreed(guesses, stop, margin + _WIDER)
    if restored is None or search.page.is_garbled(before):
        return _Finding(best.end, damaged=Span(start, best.end))
    restored = _without_names(restored, best.guessed, before)
    restored = restored if search.wide else _narrow(restored)
    restored = restored.replace(SWALLOWED, _swallowed(restored, text, best.end))
    return _Finding(best.end, Edit(start, best.end, restored))


def _tokens(text: str, start: int) -> Iterator[Token]:
    for found in _TOKEN.finditer(text, start, start + _AHEAD):
        yield Token(found.start(), found.end(), found[0], found.lastgroup or "char")


def _until(guess: Guess, stop: int, end: int) -> str | None:
    """What a guess puts in place of the text up to ``end``; None where it goes on repairing beyond."""
    return guess.text[: len(guess.text) - (stop - end)] if guess.end <= end else None


def _agreed(guesses: list[Guess], stop: int, margin: float) -> str | None:
    """The reading of the guesses within a margin of the best, with a sign of loss where they differ in characters.

    None where they differ in more.
    """
    near = [guess for guess in guesses if guess.state.score > guesses[0].state.score - margin]
    readings = [_until(guess, stop, guesses[0].end) for guess in near]
    best = readings[0]
    if best is None or any(other is None or len(other) != len(best) for other in readings):
        return None
    columns = zip(*(other for other in readings if other is not None), strict=True)
    agreed = "".join(chars[0] if len(set(chars)) == 1 else LOST for chars in columns)
    return agreed if agreed.count(LOST) <= max(2, len(agreed) // 2) else None


def _without_names(restored: str, guessed: tuple[int, ...], before: str) -> str:
    """The text without guessed characters of names: which one it is no language can tell."""
    chars = list(restored)
    for at in guessed:
        known = simplified((before[-3:] + restored)[: len(before[-3:]) + at][-3:])
        for back in (1, 2):
            named = len(known) > back and known[-back] in surnames() and known[-back - 1] in _BEFORE_NAME
            if named and at < len(chars):
                chars[at] = LOST
    for at in (*guessed, *guessed[::-1]):  # a guess beside one that failed is none
        if at < len(chars) and LOST in chars[max(0, at - 1) : at + 2]:
            chars[at] = LOST
    return "".join(chars)


_BEFORE_NAME = frozenset("、，,:：长记任员席")


def _narrow(text: str) -> str:
    """Full-width ASCII made half-width, as all the page is."""
    return "".join(chr(ord(char) - 0xFEE0) if "！" <= char <= "～" else char for char in text)


_DIGIT_BEFORE = re.compile(
    r"[0-9.%‰]|[年月日](?![前初底末內内報报])|[個个家項项次億亿萬万千百元度時时點点條条種种成倍多餘余]|平方|公[里頃顷斤]"
)
_CERTAIN = (
    (re.compile(r"0月"), "1"),
    (re.compile(r"0[0-9]{2}年"), "2"),
    (re.compile(r"9[0-9]{2}年"), "1"),
)


_TAG = re.compile(r"/?[a-z]{1,8}>")


def _swallowed(restored: str, text: str, end: int) -> str:
    """What the swallowed character was: a line end, a digit that can be only one, or unknown."""
    for pattern, digit in _CERTAIN:
        if pattern.match(text, end):
            return digit
    if _DIGIT_BEFORE.match(text, end):
        return LOST
    if _TAG.match(text, end):
        return "<"
    before = restored[: restored.index(SWALLOWED)] if SWALLOWED in restored else restored
    return "\n" if before.endswith(tuple("。”’！？…）")) or end == len(text) or text[end] == "\n" else LOST


@cache
def cue() -> frozenset[str]:
    """A question mark, a bracket, characters that are gone (斤 is that of 锟斤拷), and all that is traditional."""
    return traditional() | frozenset("?(\ufffd斤")


PASS = Pass("slips", "mojibake", "text read one byte late in GBK", find, cue=cue, damage=damage, times=4)

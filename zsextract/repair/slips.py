"""Byte slips: GBK pages that were cut or annotated between the two bytes of a character.

Tools that do not know characters put a mark, or a reading, where its bytes are, even across two characters. All that
follows is then read one byte late: ``。”湖北`` is shown as ``?!焙?``, ``入區`` as ``入?yún)^(qū)``. What one wrong byte
took with it (a digit, a line end) is gone; the rest is found again by reading the shown characters as bytes.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from zsextract.patterns import Lazy, LazyRegex
from zsextract.repair.anchors import LATE, LETTERS, Anchor, anchors, broken_signs
from zsextract.repair.inversion import SWALLOWED, Guess, Search, Token
from zsextract.repair.language import Page
from zsextract.repair.passes import Pass
from zsextract.repair.script import is_traditional, simplified, traditional
from zsextract.repair.surnames import surnames
from zsextract.repair.wordtable import is_word
from zsextract.spans import Edit, Span

LOST = "\ufffd"
"""Stands in the repaired text for a character that is gone."""

_TOKEN = Lazy(
    rf"(?P<orphan>\?[{LETTERS}]{{1,6}}+\))|(?P<group>\([{LETTERS}]{{1,6}}+\))|(?P<wall>\?{{4,}}+)|.",
    re.DOTALL,
)
_GROUP = LazyRegex(rf"\([{LETTERS}]{{1,6}}+\)")
_GONE = Lazy(r"\ufffd++|(?:锟斤拷?+|斤拷)++")
# 总投资?5亿元: whatever the mark stands for, a digit may be gone with it.
_HOLE = LazyRegex(r"(?<=[\u4e00-\u9fff\ufffd])\?{1,3}+(?=[0-9.])")
_QUESTION = LazyRegex(r"[吗嗎呢么麼何几幾谁誰哪少多不没沒否怎啥][^。;；!！?？\n]*\Z")
_ASKED = 16  # code points before a question mark in which its question word stands
_MARGIN, _UNSURE, _WIDER = 3.0, 0.8, 2.0
_GAIN, _GAIN_SILENT, _UNSEEN = 6.0, 7.0, 3.0
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
    if "?" in text:
        spans += (Span(*found.span()) for found in _HOLE.finditer(text) if not _asks(text, found.start()))
    return spans + [finding.damaged for finding in _findings(text) if finding.damaged is not None]


def _asks(text: str, at: int) -> bool:
    """True where what stands before the marks is a question: 到位多少?5亿元."""
    return _QUESTION.search(text, max(0, at - _ASKED), at) is not None


@lru_cache(maxsize=1)
def _findings(text: str) -> tuple[_Finding, ...]:
    """What becomes of each anchor; kept, for what cannot be repaired is asked for right after what can."""
    return tuple(_found(text, anchors(text)))


def _found(text: str, signs: list[Anchor]) -> Iterator[_Finding]:
    """The findings in order; the searches are rationed, lest a text of anchors take for ever."""
    at, done, emitted, effort = 0, 0, "", 0
    search: Search | None = None
    page = range(0)
    for anchor in signs:
        start = anchor.start
        if start < at:
            continue
        if anchor.kind == "lone" or effort > _FEW + _EACH * start:
            if anchor.kind in ("lone", "orphan"):
                yield _Finding(anchor.end, damaged=Span(start, anchor.end))
            continue
        if search is None or start not in page:
            page = range(max(0, start - _PAGE // 4), start + _PAGE)
            witnesses = _witnesses(text, page.start, page.stop + _AHEAD, signs)
            search = Search(witnesses, traditional=is_traditional(text))
        before = (emitted + text[max(done, start - _BEFORE) : start])[-_BEFORE:]
        weighed = search.effort
        finding = _judge(text, anchor, before, search)
        yield finding
        effort += search.effort - weighed + _LEAST
        at = max(finding.end, start + 1)
        if finding.edit is not None:
            emitted, done = (before + finding.edit.text)[-_BEFORE:], finding.edit.end


def _witnesses(text: str, start: int, stop: int, signs: list[Anchor]) -> str:
    """A stretch of the page without what may be read late: that is no witness of what the page says."""
    parts, at = list[str](), start
    for anchor in signs[bisect_left(signs, (start,)) : bisect_left(signs, (stop,))]:
        if anchor.start >= at:
            parts += (text[at : anchor.start], "\n")
            line = text.find("\n", anchor.start, anchor.start + LATE)
            at = line if line >= 0 else anchor.start + LATE
    return "".join((*parts, text[at:stop]))


def _judge(text: str, anchor: Anchor, before: str, search: Search) -> _Finding:
    """Search the readings from one anchor on, and decide."""
    start, silent = anchor.start, anchor.kind == "silent"
    guesses, stop = search.run(_GROUP.sub("", before), _tokens(text, start), silent=silent, drops=anchor.unshown)
    if not guesses:
        return _Finding(anchor.end, damaged=None if silent else Span(start, anchor.end))
    shown = next((guess.state.score for guess in guesses if not guess.slipped), guesses[-1].state.score - 45)
    best = guesses[0]
    gain = _GAIN_SILENT + _UNSEEN * bool(best.guessed) if silent else _GAIN
    if not best.slipped or best.state.score < shown + gain:
        broken = anchor.kind in ("orphan", "group") or (silent and text[anchor.end] in broken_signs())
        return _Finding(anchor.end, damaged=Span(start, anchor.end) if broken else None)
    margin = _MARGIN + _UNSURE * bool(best.guessed)
    restored = _agreed(guesses, stop, margin)
    if restored is not None and LOST in restored:  # what is not sure makes what is round it less sure
        restored = _agreed(guesses, stop, margin + _WIDER)
    if restored is None or search.page.is_garbled(before):
        return _Finding(best.end, damaged=Span(start, best.end))
    restored = _without_names(restored, best, before, search.page)
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
    if not guesses[0].private:  # that something is gone without a trace is thought of only where it is the best
        near = [guess for guess in near if not guess.private]
    readings = [_until(guess, stop, guesses[0].end) for guess in near]
    best = readings[0]
    if best is None or any(other is None or len(other) != len(best) for other in readings):
        return None
    columns = zip(*(other for other in readings if other is not None), strict=True)
    agreed = "".join(chars[0] if len(set(chars)) == 1 else LOST for chars in columns)
    return agreed if agreed.count(LOST) <= max(2, len(agreed) // 2) else None


def _without_names(restored: str, guess: Guess, before: str, page: Page) -> str:
    """The text without guessed characters of names: which one it is no language can tell, only the page."""
    chars, context = list(restored), before[-3:]
    for at in (0, *guess.guessed):  # the first one lost its first byte
        known = simplified(f"{context}{restored[: at + 1]}")
        listed = not at and context[-3:-2] == "、" and restored[1:2] in ("、", "，", ",")
        if at < len(chars) and "\u4e00" <= chars[at] <= "\u9fff" and _ends_name(known, page, listed=listed):
            chars[at] = LOST
    for at in (*guess.guessed, *guess.guessed[::-1]):  # a guess beside one that failed is none
        if at < len(chars) and LOST in chars[max(0, at - 1) : at + 2]:
            chars[at] = LOST
    return "".join(chars)


def _ends_name(text: str, page: Page, *, listed: bool) -> bool:
    """True where the last character may be the second or third one of a name that the page has nowhere else.

    Three characters that are ``listed`` are a name whatever the first one is.
    """
    for length in (2, 3):
        name = text[-length:]
        begins = len(text) > length and name[0] in surnames() and text[-length - 1] in _BEFORE_NAME
        if begins or (listed and length == 3):
            return not page.has_text(name) and not is_word(name)
    return False


_BEFORE_NAME = frozenset("、，,:：长记任员席理")


def _narrow(text: str) -> str:
    """Full-width ASCII made half-width, as all the page is."""
    return "".join(chr(ord(char) - 0xFEE0) if "！" <= char <= "～" else char for char in text)


_DIGIT_BEFORE = LazyRegex(
    r"[0-9.%‰]|[年月日](?![前初底末內内報报])|[個个家項项次億亿萬万千百元度時时點点條条種种成倍多餘余]|平方|公[里頃顷斤]"
)
_CERTAIN = (
    (Lazy(r"0月"), "1"),
    (Lazy(r"0[0-9]{2}年"), "2"),
    (Lazy(r"9[0-9]{2}年"), "1"),
)


_TAG = Lazy(r"/?[a-z]{1,8}>")


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
    """All that is traditional, and characters that are gone."""
    return traditional() | {LOST}


PASS = Pass("slips", "mojibake", "text read one byte late in GBK", find, cue=cue, plain="?斤", damage=damage, times=4)

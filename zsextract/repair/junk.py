"""What is put between words so that nobody copies them: emoji, the scattered letters of forums, a site's own tag."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from zsextract.patterns import Lazy, LazyRegex
from zsextract.repair.charset import HARMLESS, outside_gb2312
from zsextract.repair.passes import Pass
from zsextract.spans import AlignedText, Edit, Span, merge

_EMOJI = Lazy(r"[\U0001f000-\U0001fbff\U000e0000-\U000e01ef\u20e3]++")
# Four or more lone pairs of ASCII characters with blanks between them, at the start or end of a line; a mark that
# stands right behind a word and before the blanks is the sentence's own.
_SCATTER = LazyRegex(
    r"^(?:[!-~]{1,2} {1,3}){4,60}+[!-~]{0,2}"
    r"|(?:(?<![!-~ ])(?![:;,.?!] ) {0,3}|(?<=[^!-~ ][:;,.?!]) {1,3})(?:[!-~]{1,2} {1,3}){3,60}+[!-~]{1,2} {0,3}$",
    re.MULTILINE,
)

_TAG = Lazy(r"(?<![A-Za-z0-9])[A-Za-z]*[a-z][A-Z][A-Za-z]*$", re.MULTILINE)  # pbY: no word is written so
_FEWEST = 4  # lines that end in a tag; fewer could be a brand
_LONGEST = 6

_SIGN = Lazy(r" (?<=[!-~] ) {0,2}[!-~]{1,2} {1,3}[!-~]{1,2} {1,3}[!-~]")


def find(text: str) -> list[Edit]:
    """Deletions of emoji, of a tag that ends many lines, and of scattered letters without word and number among them.

    The letters are looked for where the emoji are gone: one may stand among them, or between them and the line's end.
    """
    some = _EMOJI.finditer(text) if outside_gb2312(text) - HARMLESS else ()
    gone = [*(Span(*found.span()) for found in some), *_tags(text)]
    if _SIGN.search(text) is None and not gone:
        return []
    layer = AlignedText.of(text, [Edit(start, end, "") for start, end in gone])
    gone += [Span(*layer.to_source(*run.span())) for run in _SCATTER.finditer(layer.text) if _is_scatter(run[0])]
    return [Edit(start, end, "") for start, end in merge(gone)]


def _tags(text: str) -> list[Span]:
    """The tag that a site puts at the end of its lines."""
    found = [tag for tag in _TAG.finditer(text) if len(tag[0]) <= _LONGEST]
    often = {tag for tag, times in Counter(tag[0] for tag in found).items() if times >= _FEWEST}
    return [Span(*tag.span()) for tag in found if tag[0] in often]


def _is_scatter(run: str) -> bool:
    """True where letters and marks are mixed as no sentence mixes them."""
    marks = sum(not char.isalnum() and char != " " for char in run)
    letters = sum(char.isalpha() for char in run)
    return marks >= 2 and letters >= 3 and sum(char.isdigit() for char in run) <= letters


@cache
def cue() -> frozenset[str]:
    """Emoji."""
    return frozenset(map(chr, (0x20E3, *range(0x1F000, 0x1FC00), *range(0xE0000, 0xE01F0))))


PASS = Pass("junk", "chrome", "emoji, scattered letters and tags between words", find, cue=cue, plain=" \n")

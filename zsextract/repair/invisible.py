"""Characters that are not seen: zero-width and bidirectional marks, soft hyphens, variation selectors."""

from __future__ import annotations

from functools import cache

import regex

from ..spans import Edit
from .passes import Pass

_CLASS = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\ufff9-\ufffb\x00-\x08\x0e-\x1f\x7f\U000e0001\U000e0020-\U000e007f\U000e0100-\U000e01ef"
)
_RUN = regex.compile(f"[{_CLASS}]++")


def find(text: str) -> list[Edit]:
    """Deletions of every run of invisible characters."""
    return [Edit(found.start(), found.end(), "") for found in _RUN.finditer(text)]


@cache
def cue() -> frozenset[str]:
    """The characters themselves; all but the control characters are outside GB 2312."""
    return frozenset(char for char in map(chr, (*range(0x80, 0x10000), *range(0xE0000, 0xE0200))) if _RUN.match(char))


PASS = Pass("invisible", "punctuation", "zero-width, bidirectional and control characters", find)

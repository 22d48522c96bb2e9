"""Which characters a text has, and which of them lie outside GB 2312: one scan that most guards are built on.

Clean simplified text hardly leaves that character set (dashes, a rare name); traditional characters, invisible ones,
compatibility forms and wrongly decoded bytes all do.
"""

from __future__ import annotations

from functools import cache, lru_cache

_CELLS = range(0xA1, 0xFF)


@lru_cache(maxsize=1)
def distinct(text: str) -> frozenset[str]:
    """The characters that the text has; those of the last text are kept, as several passes ask for them."""
    return frozenset(text)


def outside_gb2312(text: str) -> frozenset[str]:
    """The characters of the text that GB 2312 does not have."""
    return distinct(text) - _gb2312()


def telling(text: str) -> frozenset[str]:
    """The characters of the text but for the common Chinese ones, which tell of no damage; 斤 of ``锟斤拷`` does."""
    return distinct(text) - _plain()


@cache
def _plain() -> frozenset[str]:
    return frozenset(char for char in _gb2312() if "\u4e00" <= char <= "\u9fff") - {"斤"}


@cache
def _gb2312() -> frozenset[str]:
    # A blank after each pair: what makes no character must not put the pairs behind it out of step.
    pairs = b"".join(bytes((lead, trail, 0x20)) for lead in _CELLS for trail in _CELLS)
    return frozenset(pairs.decode("gb2312", "ignore")) | frozenset(map(chr, range(0x80)))

"""Whether words stand in a page at all, asked before any pattern is tried."""

from __future__ import annotations

from collections.abc import Iterable


def has_any(text: str, words: Iterable[str]) -> bool:
    """True where one of the words stands in the text.

    The search for one character is many times as fast as that for two, so it goes first.
    """
    return any(word[0] in text and word in text for word in words)

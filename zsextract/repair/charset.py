"""Which characters a text has, and which of them lie outside GB 2312: what most guards are built on.

Clean simplified text hardly leaves that character set (dashes, a rare name); traditional characters, invisible ones,
compatibility forms and wrongly decoded bytes all do.
"""

from __future__ import annotations

from functools import lru_cache

HARMLESS = frozenset("—–·•～−㎡")
"""Characters outside that clean pages have; they are cues of no pass."""

_FEW = 5  # characters that are looked for one at a time: a set of all that the text has costs more than that


@lru_cache(maxsize=1)
def distinct(text: str) -> frozenset[str]:
    """The characters that the text has; those of the last text are kept, as several passes ask for them."""
    return frozenset(text)


@lru_cache(maxsize=1)
def outside_gb2312(text: str) -> frozenset[str]:
    """The characters of the text that GB 2312 does not have.

    >>> sorted(outside_gb2312("全县—上半年"))
    ['—']
    """
    odd, rest = set[str](), text
    while len(odd) < _FEW:
        try:
            rest.encode("gb2312")  # a hundred times as fast as a loop over the characters
        except UnicodeEncodeError as error:
            char = rest[error.start]
            odd.add(char)
            rest = rest[error.start :].replace(char, "")
        else:
            return frozenset(odd)
    chars = distinct(text)
    return chars - frozenset("".join(chars).encode("gb2312", "ignore").decode("gb2312"))

"""Full-width digits and letters, with the marks that belong to a number: ``２７．４％`` is ``27.4%``."""

from __future__ import annotations

from zsextract.patterns import Lazy, LazyRegex
from zsextract.repair.passes import Pass, any_of, changes
from zsextract.spans import Edit

_WIDE = Lazy(r"[０-９Ａ-Ｚａ-ｚ]")
_RUN = LazyRegex(r"[０-９Ａ-Ｚａ-ｚ]++(?:[．：／－][０-９]++|，[０-９]{3}(?![０-９]))*+[％‰]?+")
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


def convert(text: str) -> str:
    """The text with half-width digits and letters, of the same length."""
    if _WIDE.search(text) is None:
        return text
    return str(_RUN.sub(lambda found: found[0].translate(_NARROW), text))


def find(text: str) -> list[Edit]:
    """One edit for each character that becomes half-width."""
    return changes(text, convert(text))


_PLAIN = "".join(map(chr, (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))))


PASS = Pass(
    "widths", "punctuation", "full-width digits and letters", find, convert=convert, cue=any_of(""), plain=_PLAIN
)

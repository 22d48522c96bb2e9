"""Where a reader dropped the byte that was cut off without a sign: ``。”市招商`` is shown as ``!笔姓猩``.

Only what follows the mark tells, and how much better it reads when it is put back into step.
"""

from __future__ import annotations

import re
from functools import cache

from .charset import distinct
from .language import weight_of
from .script import script_of, simplified_only

_RARE = -14.0
_REACH = 5  # characters behind the mark within which one must be odd


def signs(text: str) -> str | None:
    """A pattern for marks behind which a text may be read late; None for a text that is not traditional.

    Exclamation and question marks seldom stand before a character; other marks need one behind them that is odd.
    """
    if script_of(text) != "hant":
        return None
    odd = re.escape("".join(sorted(distinct(text) & _odd())))
    behind = rf"|[^\n!?;,:！？；，：。、]{{0,{_REACH}}}[{odd}]" if odd else ""
    return rf"(?P<silent>[!？！?](?=[\u4e00-\u9fff])|[!?;,！？；，](?=[@-~]\([a-z]{behind}))"


def seems_late(text: str, at: int) -> bool:
    """True where what stands behind a mark is odd, or begins with a rare character."""
    weight = weight_of(text[at])
    return text[at].isascii() or weight is None or weight < _RARE or not _odd().isdisjoint(text[at : at + _REACH + 1])


@cache
def _odd() -> frozenset[str]:
    """Simplified characters, and signs that stand for bytes read late: bopomofo, kana, blocks, numbers with a stop."""
    spans = ((0x3040, 0x3130), (0x2580, 0x2590), (0x2474, 0x249C), (0xE000, 0xE866), (0x2550, 0x2574))
    return simplified_only() | {chr(code) for span in spans for code in range(*span)} | {"€"}

"""Decimal points typed as a full stop or a raised dot: ``2。87亿元`` and ``10·5%`` are ``2.87亿元`` and ``10.5%``.

Some pages were sent through a replacement of every point by a full stop; older ones set the point at mid height. Read
as they stand, the number would be what is behind the mark. Only between digits, with a unit that takes a fraction
behind them, can the mark be nothing else.
"""

from __future__ import annotations

from zsextract.patterns import Lazy
from zsextract.repair.passes import Pass
from zsextract.spans import Edit

_FRACTION = r"[0-9]{1,4}+(?![0-9.。·•‧∙])"
_UNIT = r"[ \u3000]?(?:[亿億万萬]|[美港欧歐日]?元|%|％|﹪|‰|倍|[个個]?百分[点點])"
_MARK = Lazy(rf"[。·•‧∙](?<=[0-9].)(?={_FRACTION}(?:[—–~～至到-]{{1,2}}+[0-9]{{1,5}}+[。·•‧∙.]{_FRACTION})?{_UNIT})")
_WHOLE = Lazy(r"(?<![0-9]{3}[-–—])(?<![0-9A-Za-z.。·•‧∙第号號_/])[0-9]{1,5}+(?:,[0-9]{3})*+\Z")
_LONGEST = 16  # characters of a whole part with what stands before it
_YEAR = Lazy(r"(?:19|20)[0-9][0-9]\Z")


def find(text: str) -> list[Edit]:
    """Replacements of the mark by a point; behind a year it may well end a sentence and stays."""
    return [Edit(found.start(), found.end(), ".") for found in _MARK.finditer(text) if _is_point(text, found.start())]


def _is_point(text: str, at: int) -> bool:
    """True where the digits before the mark are a whole number and not the end of a code, an ordinal or a year."""
    whole = _WHOLE.search(text, max(0, at - _LONGEST), at)
    return whole is not None and (text[at] != "。" or _YEAR.fullmatch(whole[0]) is None)


PASS = Pass("points", "punctuation", "decimal points typed as another mark", find)

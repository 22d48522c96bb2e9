"""Characters in disguise, out of PDF files: radicals (``⼯``) and compatibility ideographs (``樂``)."""

from __future__ import annotations

import unicodedata
from functools import cache

from zsextract.repair.passes import Pass, changes
from zsextract.spans import Edit

# Unicode gives the radicals of the supplement no plain forms; these are the ones that stand for whole characters.
_SUPPLEMENT = dict(
    zip(
        "⺠⻓⻔⻋⻅⻉⻚⻛⻜⻝⻢⻥⻦⻧⻨⻩⻬⻮⻰⻳⻤⻘⻄⻁⻆⻣⻫⻑⻒⻗⺝⺫⻙⻠⻡⻟⻭⻯⻱⻲⺴⺁⺎⺅⺌⺗",
        "民长门车见贝页风飞食马鱼鸟卤麦黄齐齿龙龟鬼青西虎角骨斉長镸雨月网韦飠首食歯竜龜龟网厂尢亻小心",
        strict=False,
    )
)


def convert(text: str) -> str:
    """The text with plain characters, of the same length."""
    return text.translate(_translation())


def find(text: str) -> list[Edit]:
    """One edit for each character in disguise."""
    return changes(text, convert(text))


@cache
def _translation() -> dict[int, str]:
    table = {ord(radical): char for radical, char in _SUPPLEMENT.items()}
    for code in (*range(0x2E80, 0x2FE0), *range(0xF900, 0xFB00), *range(0x2F800, 0x2FA20)):
        plain = unicodedata.normalize("NFKC", chr(code))
        if plain != chr(code) and len(plain) == 1:
            table[code] = plain
    return table


@cache
def cue() -> frozenset[str]:
    """All characters that have a plain form here; none is in GB 2312."""
    return frozenset(map(chr, _translation()))


PASS = Pass("radicals", "script", "radicals and compatibility ideographs", find, convert=convert, cue=cue)

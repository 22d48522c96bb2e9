"""Traditional to simplified, character by character over the whole document, and which script a text is in.

One character becomes one character, so offsets survive. The table is OpenCC's; ``rules/repair/script.tsv`` puts right
what a character alone cannot decide (乾 著 昇 徵 …) and what the standard keeps for names.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Literal

from zsextract.patterns import LazyRegex
from zsextract.repair.charset import HARMLESS, distinct, outside_gb2312
from zsextract.repair.passes import Pass, changes
from zsextract.repair.surnames import surnames
from zsextract.repair.tables import opencc_choices, opencc_rows, rows
from zsextract.spans import Edit

_FEW = 3
Script = Literal["hans", "hant", "mixed"]


def script_of(text: str) -> Script:
    """What a text is written in: simplified, traditional, or both.

    A few traditional characters in a simplified text (a name, a masthead, a quotation) leave it ``hans``; they stay.
    """
    older = older_in(text)
    if not older:
        return "hans"
    newer = distinct(text) & simplified_only()
    if not newer:
        return "hant"
    counts = Counter(text)
    old, new = sum(counts[char] for char in older), sum(counts[char] for char in newer)
    if old < max(_FEW, 0.03 * old + 0.03 * new):
        return "hans"
    return "hant" if new <= 0.1 * (old + new) else "mixed"


def older_in(text: str) -> frozenset[str]:
    """The traditional characters of a text; the table is not loaded for one that can have none."""
    odd = outside_gb2312(text) - HARMLESS
    return odd & traditional() if odd else odd


def is_traditional(text: str) -> bool:
    """True for a text that has more traditional characters than simplified ones, of which garbled text has many."""
    older = older_in(text)
    return bool(older) and len(older) > len(distinct(text) & simplified_only())


def convert(text: str) -> str:
    """The text in simplified characters, of the same length; a simplified text comes back as it is."""
    if script_of(text) == "hans":
        return text
    simple = text.translate(_translation())
    table = _phrases()
    found = ((anchor.start(), table[anchor[0]]) for anchor in _anchors().finditer(text))
    fixes = [fix for at, phrases in found if (fix := _fix(text, at, phrases)) is not None]
    return _patched(simple, fixes) if fixes else simple


def _fix(text: str, at: int, phrases: tuple[tuple[int, str, str], ...]) -> tuple[int, str] | None:
    """What the character at ``at`` becomes by the longest phrase round it, else by the rule for names."""
    if text[at] in "乾著" and _after_post(text, at):
        return at, text[at]
    for offset, phrase, simple in phrases:
        if text.startswith(phrase, at - offset) and at >= offset:
            return at, simple[offset]
    if text[at] == "乾" and _in_name(text, at):
        return at, "乾"
    if text[at] == "於" and _SURNAME_YU.match(text, max(0, at - 1)):
        return at, "於"
    return None


# 於 as a surname: after a title or a list mark, one or two characters, then the end of the name.
_SURNAME_YU = LazyRegex(r"[长長记記任员員席、:：]於[\u4e00-\u9fff]{1,2}(?:[、,，。;；)）]|\Z)")


_POST_ENDS = frozenset("长長记記任员員席")


def _after_post(text: str, at: int) -> bool:
    """True where a post, a surname and at most one more character come before 乾: surely a name."""
    for length in (1, 2):
        surname = text[at - length : at - length + 1].translate(_translation()) if at > length else ""
        if surname in surnames() and text[at - length - 1] in _POST_ENDS:
            return True
    return False


def _in_name(text: str, at: int) -> bool:
    """True where 乾 is the second or third character of a name, by the surname before it."""
    before = text[max(0, at - 2) : at].translate(_translation())
    if before[-1:] in surnames():
        return True
    return len(before) == 2 and before[0] in surnames() and not text[at + 1 : at + 2].isalpha()


def _patched(text: str, fixes: list[tuple[int, str]]) -> str:
    parts, last = list[str](), 0
    for at, char in fixes:
        parts += (text[last:at], char)
        last = at + 1
    return "".join((*parts, text[last:]))


@cache
def simplified_characters() -> dict[str, str]:
    """Every character that has a simplified form, with it."""
    table = {key: value for key, value in opencc_rows("TSCharacters") if len(key) == len(value) == 1}
    table.update((key, value) for key, value in _own() if len(key) == 1)
    return {key: value for key, value in table.items() if key != value}


def simplified(text: str) -> str:
    """The text with every character simplified on its own, whatever is round it: for looking up, not for showing."""
    return text.translate(_translation())


@cache
def _own() -> tuple[tuple[str, str], ...]:
    return tuple((row[0], row[1]) for row in rows("script.tsv"))


class _Translation(dict[int, str | int]):
    """A table for `str.translate` that notes what stays: a missing key costs more than all the rest."""

    def __missing__(self, code: int) -> int:
        if code < 0x10000:
            self[code] = code
        return code


@cache
def _translation() -> _Translation:
    return _Translation((ord(key), value) for key, value in simplified_characters().items())


@cache
def traditional() -> frozenset[str]:
    """Characters that only traditional text has: they have a simplified form and are not in GB 2312."""
    return outside_gb2312("".join(simplified_characters()))


@cache
def simplified_only() -> frozenset[str]:
    """Characters that only simplified text has: no traditional text has them, as it has 后 and 干."""
    return frozenset(char for char, values in opencc_choices("STCharacters") if char not in values)


@cache
def variants() -> frozenset[str]:
    """Traditional forms that are not the first choice for their simplified one."""
    first = {values[0] for _, values in opencc_choices("STCharacters")}
    return frozenset(char for char in simplified_characters() if char not in first)


@cache
def _phrases() -> dict[str, tuple[tuple[int, str, str], ...]]:
    """For each character that phrases decide: offset in the phrase, phrase, simplified phrase; longest first."""
    table = simplified_characters()
    every = {key: value for key, value in opencc_rows("TSPhrases") if "於" not in key}
    every.update(row for row in _own() if len(row[0]) > 1)
    anchors: dict[str, list[tuple[int, str, str]]] = {}
    for key, value in every.items():
        if len(key) != len(value):
            continue
        for offset, (old, new) in enumerate(zip(key, value, strict=True)):
            if table.get(old, old) != new or old == "乾":
                anchors.setdefault(old, []).append((offset, key, value))
    return {old: tuple(sorted(found, key=lambda row: (-len(row[1]), row))) for old, found in anchors.items()}


@cache
def _anchors() -> re.Pattern[str]:
    """Any character that phrases decide."""
    return re.compile(f"[{''.join(_phrases())}]")


def find(text: str) -> list[Edit]:
    """One edit for each character that has a simplified form in its place."""
    return changes(text, convert(text))


PASS = Pass(
    "script", "script", "traditional characters to simplified ones, one to one", find, convert=convert, cue=traditional
)

"""Doubled commas: mirrors put a comma before two of three marks (``拼经济,、擔當``). It carries no information."""

from __future__ import annotations

from zsextract.patterns import LazyRegex
from zsextract.repair.passes import Pass
from zsextract.spans import Edit

_ANY = LazyRegex(r"[,，]\n?[,，、。；;]")
_DOUBLED = LazyRegex(r"[,，](?=\n?[,，、。；;])")  # a page may have been cut between the two
# Empty cells of a table or of a CSV row are no doubled marks: a comma at both sides, a bar, a digit on either side.
_CELL = LazyRegex(r"[,，]{3}|[|\t][,，]|[,，][|\t]")
_SHARE = 0.2


def find(text: str) -> list[Edit]:
    """Deletions of the first of two marks; a comma before another comma goes only on a page full of doubled marks."""
    if _ANY.search(text) is None:
        return []
    doubled = [found.start() for found in _DOUBLED.finditer(text)]
    marks = sum(map(text.count, ",，、。；;")) - len(doubled)
    mixed = any(_second(text, at) in "，、。；;" for at in doubled)  # a table has nothing but empty cells
    systematic = mixed and len(doubled) > _SHARE * marks
    edits = []
    for at in doubled:
        if (systematic or _second(text, at) in "、。") and not _is_cell(text, at):
            edits.append(Edit(at, at + 1, ""))
    return edits


def _second(text: str, at: int) -> str:
    """The mark behind a comma, on its line or at the head of the next."""
    return text[at + 2] if text[at + 1] == "\n" else text[at + 1]


def _is_cell(text: str, at: int) -> bool:
    """True where the comma separates cells, not words."""
    around = text[max(0, at - 1) : at + 3]
    opens = (at == 0 or text[at - 1] == "\n") and _second(text, at) in ",，"
    return _CELL.search(around) is not None or opens


PASS = Pass("commas", "punctuation", "a comma doubled before another mark", find)

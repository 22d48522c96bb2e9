"""Lost indents: no-break spaces that became question marks (``??? 近日``), at line starts and beside blanks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zsextract.patterns import LazyRegex
from zsextract.repair.passes import Pass, any_of
from zsextract.spans import Edit

if TYPE_CHECKING:
    import regex

_LOST = LazyRegex(
    r"^[ \t\u3000]*+\?{2,8}+[ \t\u3000]*+(?=[^\s?!])"  # at the start of a line
    r"|^[ \t\u3000]*+(?:\?[ \t\u3000]){2,8}+[ \t\u3000]*+(?=[^\s?!])"  # with blanks between them
    r"|(?:\A|\n[ \t]*+\n)\K[ \t]*+\?[ \u3000]++(?=[\u3400-\u9fff])"  # one alone, before a blank, opens a paragraph
    r"|^[ \t]*+\?[ \u3000]++(?=[\u3400-\u9fff0-9“])"  # the same under another line: see `_ends_line_before`
    r"|(?<=[。！”]\n)\?(?=[\u3400-\u9fff])"  # one alone that no sentence before can have
    r"|(?<=。)\?{2,8}+[ \t\u3000]*+(?=[\u3400-\u9fff])"  # behind a sentence, where lines were joined
    r"|(?<=[ \u3000])\?{2,8}+(?=[\s\u3400-\u9fff]|\Z)|\?{2,8}+(?=[ \u3000])",
    re.MULTILINE,
)
_ALONE = LazyRegex(r"^[ \t]*+\?[ \u3000]++(?=[\u3400-\u9fff0-9“])", re.MULTILINE)
_SEVERAL = 2  # so many lines that begin with a mark alone begin with an indent
_SHORTEST = 12  # characters of a line that may have been cut


def find(text: str) -> list[Edit]:
    """Deletions of the question marks, at a line start with the blanks round them."""
    several = len(_ALONE.findall(text)) >= _SEVERAL
    return [
        Edit(found.start(), found.end(), "")
        for found in _LOST.finditer(text)
        if not _asks(text, found.start()) and (several or not _ends_line_before(text, found))
    ]


def _ends_line_before(text: str, found: regex.Match[str]) -> bool:
    """True where a mark alone may be the end of a question that a wrapped line was cut before: 来了吗⏎? 他说."""
    if found[0].strip() != "?" or text[found.start() - 1 : found.start()] != "\n":
        return False
    line = text[text.rfind("\n", 0, found.start() - 1) + 1 : found.start() - 1].rstrip()
    return len(line) >= _SHORTEST and "\u3400" <= line[-1] <= "\u9fff"


def _asks(text: str, at: int) -> bool:
    """True where the marks end a sentence of words: ``真的??`` before a blank is a question."""
    return at > 0 and "\u3400" <= text[at - 1] <= "\u9fff" and not text[max(0, at - 8) : at].isdigit()


PASS = Pass("indents", "punctuation", "question marks in place of lost indents", find, cue=any_of(""), plain="?")

"""Lost indents: no-break spaces that became question marks (``??? 近日``), at line starts and beside blanks."""

from __future__ import annotations

import re

from zsextract.patterns import LazyRegex
from zsextract.repair.passes import Pass, any_of
from zsextract.spans import Edit

_LOST = LazyRegex(
    r"^[ \t\u3000]*+\?{2,8}+[ \t\u3000]*+(?=[^\s?!])"  # at the start of a line
    r"|^[ \t\u3000]*+(?:\?[ \t\u3000]){2,8}+[ \t\u3000]*+(?=[^\s?!])"  # with blanks between them
    r"|(?:\A|\n[ \t]*+\n)\K[ \t]*+\?[ \u3000]++(?=[\u3400-\u9fff])"  # one alone, before a blank, opens a paragraph
    r"|(?<=[。！”]\n)\?(?=[\u3400-\u9fff])"  # one alone that no sentence before can have
    r"|(?<=。)\?{2,8}+[ \t\u3000]*+(?=[\u3400-\u9fff])"  # behind a sentence, where lines were joined
    r"|(?<=[ \u3000])\?{2,8}+(?=[\s\u3400-\u9fff]|\Z)|\?{2,8}+(?=[ \u3000])",
    re.MULTILINE,
)


def find(text: str) -> list[Edit]:
    """Deletions of the question marks, at a line start with the blanks round them."""
    return [Edit(found.start(), found.end(), "") for found in _LOST.finditer(text) if not _asks(text, found.start())]


def _asks(text: str, at: int) -> bool:
    """True where the marks end a sentence of words: ``真的??`` before a blank is a question."""
    return at > 0 and "\u3400" <= text[at - 1] <= "\u9fff" and not text[max(0, at - 8) : at].isdigit()


PASS = Pass("indents", "punctuation", "question marks in place of lost indents", find, cue=any_of(""), plain="?")

"""Character references outside HTML: ``&nbsp;``, ``&#8220;``, also escaped twice (``&amp;nbsp;``)."""

from __future__ import annotations

from zsextract.patterns import LazyRegex
from zsextract.repair.passes import Pass, any_of
from zsextract.spans import Edit

_REFERENCE = LazyRegex(
    r"&(?:amp;){0,3}(?:#[0-9]{2,6}|#[xX][0-9a-fA-F]{2,5}|[a-zA-Z]{2,8}[0-9]{0,2});|&nbsp(?![a-zA-Z;])"
)


def find(text: str) -> list[Edit]:
    """Replacements of every reference by its character; blanks of all widths become a plain one."""
    found = ((each.start(), each.end(), _character(each[0])) for each in _REFERENCE.finditer(text))
    return [Edit(start, end, char) for start, end, char in found if char is not None]


def _character(reference: str) -> str | None:
    """The character that a reference names, or None where it names none."""
    from html import unescape  # its table of two thousand names takes a millisecond that most pages need not spend

    char = reference
    for _ in range(4):
        char = unescape(char)
    if char == reference or (char.startswith("&") and len(char) > 1):
        return None
    return " " if char.isspace() and char not in "\n\u3000" else char


PASS = Pass("entities", "mojibake", "character references that no reader resolved", find, cue=any_of(""), plain="&")

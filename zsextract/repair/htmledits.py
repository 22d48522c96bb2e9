"""The edits that leave the article of a page of HTML.

The page is cut into tags and text nodes by `htmldoc`, and `htmlmain` decides which of the nodes belong to the article;
here the others are taken out, so an offset into the text is always one into the HTML.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence

import regex

from zsextract.repair.htmldoc import BLOCKS, SEPARATE, Document, Piece, is_html, parse
from zsextract.repair.htmlmain import kept
from zsextract.spans import Edit

_ENTITY = regex.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,24});?")
_BREAK = regex.compile(r"[ \t\u3000\u00a0]*+[\r\n]\s*+")
_STRAY = regex.compile(
    r"</?(?:p|br|div|span|strong|b|i|em|u|font|a|img|center|section|h[1-6]|li|ul|td|tr|table|tbody|o:p)\b[^<>]{0,300}+>"
    r"|(?<=[。”!！?？\s])/p>|</?(?:p|span|div|br)(?=\s*$)|/?enpproperty-*+>|<!--[^<>]{0,200}-->",
    regex.I | regex.M,
)


def edits(text: str) -> list[Edit]:
    """The edits that leave the article of a page; in a text that is no HTML, those that take stray tags out."""
    if not is_html(text):
        return [Edit(found.start(), found.end(), "") for found in _STRAY.finditer(text)]
    document = parse(text)
    return list(_edits(document, kept(document)))


def _edits(document: Document, pieces: Sequence[Piece]) -> Iterator[Edit]:
    """One edit for each gap between kept pieces, and those inside them: entities, line ends of the markup."""
    text = document.text
    tags = iter(document.tags)
    tag = next(tags, None)
    at = 0
    for index, piece in enumerate(pieces):
        between = ""
        while tag is not None and tag.start < piece.start:
            if tag.start >= at:
                between = _stronger(between, tag.name)
            tag = next(tags, None)
        if index and (piece.alone or pieces[index - 1].alone):
            between = "\n"
        if not between and regex.search(r">[ \t]+<|^[ \t]+<", text[at : piece.start]):
            between = " "
        gap = (between if index else "") + piece.label
        if at < piece.start or gap:
            yield Edit(at, piece.start, gap)
        yield from _inside(text, piece.start, piece.end)
        at = piece.end
    if at < len(text):
        yield Edit(at, len(text), "\n" if pieces else "")


def _stronger(between: str, name: str) -> str:
    """What stands for the tags between two nodes: a line end for a block, a blank for a cell, else nothing."""
    if name in BLOCKS or between == "\n":
        return "\n"
    return " " if name in SEPARATE else between


def _inside(text: str, start: int, end: int) -> Iterator[Edit]:
    found = [*_ENTITY.finditer(text, start, end), *_BREAK.finditer(text, start, end)]
    for match in sorted(found, key=lambda match: match.start()):
        if match[0].startswith("&"):
            plain = html.unescape(match[0])
            if plain != match[0]:
                yield Edit(match.start(), match.end(), plain.replace("\u00a0", " "))
        else:
            joint = text[match.start() - 1 : match.start()] < "\u2000" and match.start() > start
            yield Edit(match.start(), match.end(), " " if joint else "")

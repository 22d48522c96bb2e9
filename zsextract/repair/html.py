"""HTML to the text of its article: tags, scripts, entities and everything round the article become edits.

The page is cut into tokens with their offsets. Which text nodes belong to the article is decided in `htmlmain`; here
the others are taken out, so an offset into the text is always one into the HTML.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import regex

from ..spans import Edit
from .passes import Pass

_TOKEN = regex.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(?P<raw>script|style|noscript|template|svg|textarea|select|iframe|object|button)\b[^>]*+>"
    r".*?(?:</(?P=raw)\s*+>|\Z)"
    r"|<(?:!|\?)[^<>]*+>?"
    r"|<(?P<close>/?)(?P<tag>[A-Za-z][A-Za-z0-9:]*+)(?:[^<>\"']|\"[^\"]{0,4000}+\"|'[^']{0,4000}+')*+>"
    r"|</?[A-Za-z][^<>]{0,4000}+>",
    regex.S | regex.I,
)
_ENTITY = regex.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,24});?")
_BREAK = regex.compile(r"[ \t\u3000\u00a0]*+[\r\n]\s*+")
_CONTENT = regex.compile(r"\bcontent\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", regex.I)
_NAME = regex.compile(r"\b(?:name|property|itemprop)\s*=\s*[\"']?([\w:.\-]+)", regex.I)
_DOCUMENT = regex.compile(
    r"<(?:!doctype\s+html|html|head|body|meta|div|table|p|article|section|h[1-6]|br|td|span|font)\b", regex.I
)
_STRAY = regex.compile(
    r"</?(?:p|br|div|span|strong|b|i|em|u|font|a|img|center|section|h[1-6]|li|ul|td|tr|table|tbody|o:p)\b[^<>]{0,300}+>"
    r"|(?<=[。”!！?？\s])/p>|</?(?:p|span|div|br)(?=\s*$)|/?enpproperty-*+>|<!--[^<>]{0,200}-->",
    regex.I | regex.M,
)
BLOCKS = frozenset((
    "p", "div", "br", "li", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "dt", "dd",
    "section", "article", "header", "footer", "nav", "aside", "main", "form", "hr", "center", "blockquote", "pre",
    "figure", "figcaption", "tbody", "thead", "body", "html", "title", "option",
))  # fmt: skip
_SEPARATE = frozenset({"td", "th"})
FEWEST_TAGS = 4


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag at ``[start, end)``."""

    start: int
    end: int
    name: str
    closes: bool


@dataclass(frozen=True, slots=True)
class Node:
    """A text node at ``[start, end)`` that is not blank; ``path`` names the open elements, outermost first."""

    start: int
    end: int
    path: tuple[str, ...]
    block: int  # nodes with the same number stand in one block


@dataclass(frozen=True, slots=True)
class Document:
    """A page cut into its tags and text nodes, in order."""

    text: str
    tags: tuple[Tag, ...]
    nodes: tuple[Node, ...]

    def words(self, node: Node) -> str:
        """The text of a node with its entities resolved and its blanks collapsed."""
        return " ".join(html.unescape(self.text[node.start : node.end]).split())


def is_html(text: str) -> bool:
    """True for a page of HTML or a piece of one; a text with a few stray tags is none."""
    if "<" not in text:
        return False
    tags = sum(1 for _ in islice(_DOCUMENT.finditer(text), FEWEST_TAGS))
    return tags == FEWEST_TAGS and ("</" in text or "<br" in text or "<BR" in text)


def find(text: str) -> list[Edit]:
    """The edits that leave the article of a page; in a text that is no HTML, those that take stray tags out."""
    if "<" not in text and "/p>" not in text and "property--" not in text:
        return []
    if not is_html(text):
        return [Edit(found.start(), found.end(), "") for found in _STRAY.finditer(text)]
    from . import htmlmain

    document = parse(text)
    return list(_edits(document, htmlmain.kept(document)))


def parse(text: str) -> Document:
    """Cut the text into tags and text nodes; what is inside scripts, styles and comments is no node."""
    tags: list[Tag] = []
    nodes: list[Node] = []
    path: list[str] = []
    at = block = 0
    for found in _TOKEN.finditer(text):
        _add_node(text, at, found.start(), path, block, nodes)
        at = found.end()
        name = (found["tag"] or "").lower()
        if not name:
            continue
        tags.append(Tag(found.start(), found.end(), name, bool(found["close"])))
        if name in BLOCKS or name in _SEPARATE:
            block += 1
        _walk(path, name, bool(found["close"]), text[found.end() - 2] == "/")
    _add_node(text, at, len(text), path, block, nodes)
    return Document(text, tuple(tags), tuple(nodes))


_VOID = frozenset((
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
))  # fmt: skip


def _walk(path: list[str], name: str, closes: bool, empty: bool) -> None:
    """Keep the list of open elements, as forgiving as browsers are."""
    if name in _VOID or empty:
        return
    if not closes:
        if name in ("p", "li", "td", "tr", "option", "dt", "dd") and path and path[-1] == name:
            path.pop()
        path.append(name)
    elif name in path[-40:]:
        while path and path.pop() != name:
            pass


def _add_node(text: str, start: int, end: int, path: Sequence[str], block: int, nodes: list[Node]) -> None:
    if start < end and text[start:end].strip():
        nodes.append(Node(start, end, tuple(path[-40:]), block))


def meta_values(document: Document) -> Iterator[tuple[str, int, int]]:
    """Name and span of the value of every ``meta`` tag that has both."""
    for tag in document.tags:
        if tag.name != "meta":
            continue
        name = _NAME.search(document.text, tag.start, tag.end)
        value = _CONTENT.search(document.text, tag.start, tag.end)
        if name and value:
            group = 1 if value[1] is not None else 2
            if value[group].strip():
                yield name[1].lower(), *value.span(group)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the HTML that stays: ``[start, end)``, with words set before it (a label) and a line end after it."""

    start: int
    end: int
    label: str = ""
    alone: bool = False


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
    return " " if name in _SEPARATE else between


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


PASS = Pass("html", "chrome", "tags, scripts, entities of HTML and what stands round the article", find)

"""A page of HTML cut into its tags and text nodes, every one with its offsets."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import regex

_TOKEN = regex.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(?P<raw>script|style|noscript|template|svg|textarea|select|iframe|object|button)\b[^>]*+>"
    r".*?(?:</(?P=raw)\s*+>|\Z)"
    r"|<(?:!|\?)[^<>]*+>?"
    r"|<(?P<close>/?)(?P<tag>[A-Za-z][A-Za-z0-9:]*+)(?:[^<>\"']|\"[^\"]{0,4000}+\"|'[^']{0,4000}+')*+>"
    r"|</?[A-Za-z][^<>]{0,4000}+>",
    regex.S | regex.I,
)
_CONTENT = regex.compile(r"\bcontent\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", regex.I)
_NAME = regex.compile(r"\b(?:name|property|itemprop)\s*=\s*[\"']?([\w:.\-]+)", regex.I)
_DOCUMENT = regex.compile(
    r"<(?:!doctype\s+html|html|head|body|meta|div|table|p|article|section|h[1-6]|br|td|span|font)\b", regex.I
)
BLOCKS = frozenset((
    "p", "div", "br", "li", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "dt", "dd",
    "section", "article", "header", "footer", "nav", "aside", "main", "form", "hr", "center", "blockquote", "pre",
    "figure", "figcaption", "tbody", "thead", "body", "html", "title", "option",
))  # fmt: skip
SEPARATE = frozenset({"td", "th"})
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


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the HTML that stays: ``[start, end)``, with words set before it (a label) and a line end after it."""

    start: int
    end: int
    label: str = ""
    alone: bool = False


def is_html(text: str) -> bool:
    """True for a page of HTML or a piece of one; a text with a few stray tags is none."""
    if "<" not in text:
        return False
    tags = sum(1 for _ in islice(_DOCUMENT.finditer(text), FEWEST_TAGS))
    return tags == FEWEST_TAGS and ("</" in text or "<br" in text or "<BR" in text)


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
        if name in BLOCKS or name in SEPARATE:
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

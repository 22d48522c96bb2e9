"""Which text nodes of an HTML page are its article.

readability-lxml decides where it is installed (``pip install zsextract[html]``): every text node is given a mark, and
those whose marks come back are kept. Without it, blocks of much text and few links are kept. Headline, date line and
credits stand outside of what either takes for the main text; they are found by their place next to it.

The library was chosen by measuring on the pages of tests/cases/html.json: every node of main text, fewest others.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from functools import cache

import regex

from zsextract.repair.htmldoc import Document, Node, Piece, meta_values

_MARK = regex.compile("⸨([0-9]+)⸩")
_HAN = regex.compile(r"[\u3400-\u9fff]")
_DATE = regex.compile(r"(?:19|20)\d\d\s?[-年./]\s?\d{1,2}\s?[-月./]\s?\d{1,2}")
_SOURCE = regex.compile(r"[来來]\s*源\s*[:：]|稿源\s*[:：]")
_CREDIT = regex.compile(
    r"[责責]\s*[编編]|[责責]任[编編][辑輯]|[编編]\s*[辑輯]\s*[:：]|校[对對]|[一二三][审審]|[记記]者|通[讯訊][员員]|作者"
    r"|[来來]源\s*[:：]|供稿|撰稿"
)
_SITE = regex.compile(r"\s*(?:[_|—–-]{1,2})\s*[^_|—–-]{1,30}$")
_HEADINGS = ("h1", "h2", "h3")
_OUTSIDE = frozenset({"title", "nav", "footer", "option"})
_FURTHEST_HEAD = 60  # nodes between headline and main text that may be its head
_DEEPEST_TITLE = 30  # nodes into the main text among which the headline may stand, after kept navigation
_FURTHEST_TAIL = 12  # nodes after the main text among which its credits may stand
_DATES = ("pubdate", "publishdate", "article:published_time", "og:release_date", "firstpublishedtime", "publish-date")
_SOURCES = ("contentsource", "source", "og:article:source", "mediaid")
_TITLES = ("articletitle", "og:title")


def kept(document: Document) -> list[Piece]:
    """The parts of the page that stay, in order; the headline first where only the head of the page has it."""
    nodes = [node for node in document.nodes if not _OUTSIDE.intersection(node.path)]
    main = _main(document, nodes)
    if not main:
        return [_trimmed(document, node) for node in nodes]
    order = {node: index for index, node in enumerate(nodes)}
    first, last = order[main[0]], order[main[-1]]
    title = _title(document, nodes, first)
    if title is not None and first < title:  # what stands over the headline is no part of the article
        main = [node for node in main if order[node] >= title] or main
    head = _head(document, nodes, order[main[0]], title)
    first = min(first if title is None else title, order[head[0]] if head else first)
    chosen = {*main, *head}
    chosen.update(_between(document, nodes[first : last + 1], chosen))
    chosen.update(node for node in nodes[last + 1 : last + 1 + _FURTHEST_TAIL] if _is_credit(document.words(node)))
    ordered = [node for node in nodes if node in chosen]
    opening = "\n".join(document.words(node) for node in ordered[: len(head) + 3])
    no_title = title is None and not any(_is_title(document.words(node)) for node in head)
    pieces = [*_from_head(document, opening, no_title), *(_trimmed(document, node) for node in ordered)]
    return sorted(pieces, key=lambda piece: piece.start)


def _trimmed(document: Document, node: Node) -> Piece:
    text = document.text[node.start : node.end]
    return Piece(node.start + len(text) - len(text.lstrip()), node.end - len(text) + len(text.rstrip()))


def _main(document: Document, nodes: Sequence[Node]) -> list[Node]:
    """The nodes of the main text: the library's, or those of dense blocks where it gives less than half of them."""
    dense = _dense(document, nodes)
    marked = _marked(document, nodes)
    return marked if 2 * _weight(document, marked) >= _weight(document, dense) else dense


def _marked(document: Document, nodes: Sequence[Node]) -> list[Node]:
    """The nodes that the library keeps; none where it is not installed or finds no text."""
    try:
        from readability import Document as Readability
        from readability.readability import Unparseable
    except ImportError:
        return []
    logging.getLogger("readability").setLevel(logging.CRITICAL)
    parts: list[str] = []
    at = 0
    for index, node in enumerate(nodes):
        parts += (document.text[at : node.start], f"⸨{index}⸩")
        at = node.start
    try:
        found = str(Readability("".join((*parts, document.text[at:]))).summary())
    except (Unparseable, ValueError):  # nothing readable, or control characters that lxml refuses
        return []
    ids = sorted({int(mark) for mark in _MARK.findall(found) if int(mark) < len(nodes)})
    return [nodes[index] for index in ids]


def _dense(document: Document, nodes: Sequence[Node]) -> list[Node]:
    """Nodes of blocks with much text and few links, from the first long one to the last of the densest run."""
    blocks: dict[int, list[int]] = {}
    for index, node in enumerate(nodes):
        blocks.setdefault(node.block, []).append(index)
    good = [own for own in blocks.values() if _is_text(document, [nodes[index] for index in own])]
    if not good:
        return []
    runs = list(_runs(nodes, good))
    first, last = max(runs, key=lambda run: _weight(document, nodes[run[0] : run[1]]))
    return list(nodes[first:last])


def _runs(nodes: Sequence[Node], blocks: Sequence[Sequence[int]]) -> Iterator[tuple[int, int]]:
    """Ranges of nodes that reach from text to text with few links between."""
    first, last = blocks[0][0], blocks[0][-1] + 1
    for own in blocks[1:]:
        linked = sum("a" in node.path for node in nodes[last : own[0]])
        if linked > 3 or own[0] - last > 60:
            yield first, last
            first = own[0]
        last = own[-1] + 1
    yield first, last


def _is_text(document: Document, nodes: Sequence[Node]) -> bool:
    words = "".join(document.words(node) for node in nodes)
    linked = sum(len(document.words(node)) for node in nodes if "a" in node.path)
    return len(_HAN.findall(words)) >= 25 and linked * 3 < len(words) and "。" in words


def _weight(document: Document, nodes: Sequence[Node]) -> int:
    return sum(len(document.words(node)) for node in nodes)


def _title(document: Document, nodes: Sequence[Node], first: int) -> int | None:
    """The index of the headline before the main text or at its beginning."""
    named = _plain(_page_title(document))
    near = range(max(0, first - _FURTHEST_HEAD), min(len(nodes), first + _DEEPEST_TITLE))
    fits = [index for index in near if len(words := _plain(document.words(nodes[index]))) > 5 and words in named]
    if fits:
        return next((index for index in fits if "a" not in nodes[index].path), fits[-1])
    heads = [
        index for index in near[: first - near.start + 3]
        if any(tag in nodes[index].path for tag in _HEADINGS) and _HAN.search(document.words(nodes[index]))
    ]  # fmt: skip
    return heads[-1] if heads else None


def _head(document: Document, nodes: Sequence[Node], first: int, title: int | None) -> list[Node]:
    """The nodes between headline and text; without a known headline those right before the text that are no links."""
    if title is not None:
        return list(nodes[title:first])
    at = first
    while at > max(0, first - 8) and "a" not in nodes[at - 1].path and len(document.words(nodes[at - 1])) <= 80:
        at -= 1
    found = list(nodes[at:first])
    return found if any(_is_title(document.words(node)) for node in found) else []


def _is_title(words: str) -> bool:
    return len(words) >= 8 and bool(_HAN.match(words)) and not _DATE.search(words) and words[-1] not in "。；：，"


def _page_title(document: Document) -> str:
    return "".join(document.words(node) for node in document.nodes if "title" in node.path)


@cache
def _blank() -> regex.Pattern[str]:
    return regex.compile(r"[\s\p{P}\p{S}]")


def _plain(words: str) -> str:
    return str(_blank().sub("", words))


def _between(document: Document, nodes: Sequence[Node], chosen: set[Node]) -> Iterator[Node]:
    """Nodes inside the article that were left out: those in a block of which a part was kept."""
    blocks = {node.block for node in chosen}
    for node in nodes:
        if node.block in blocks and node not in chosen:
            yield node


def _is_credit(words: str) -> bool:
    return len(words) <= 60 and bool(_CREDIT.search(words))


def _from_head(document: Document, head: str, no_title: bool) -> Iterator[Piece]:
    """Headline, date and source out of the head of the page, each where the body does not say it."""
    values = dict[str, tuple[int, int]]()
    for name, start, end in meta_values(document):
        values.setdefault(name, (start, end))
    if no_title:
        yield from _page_headline(document, values)
    if not _DATE.search(head) and (span := _first(values, _DATES)) and _DATE.search(document.text, *span):
        yield Piece(*span, label="发布时间：", alone=True)
    if not _SOURCE.search(head) and (span := _first(values, _SOURCES)):
        yield Piece(*span, label="来源：", alone=True)


def _first(values: dict[str, tuple[int, int]], names: Sequence[str]) -> tuple[int, int] | None:
    return next((values[name] for name in names if name in values), None)


def _page_headline(document: Document, values: dict[str, tuple[int, int]]) -> Iterator[Piece]:
    """The headline of a page whose body has none: a meta tag, else the title without the name of the site."""
    if span := _first(values, _TITLES):
        yield Piece(*span, alone=True)
        return
    for node in document.nodes:
        if "title" in node.path:
            words = document.text[node.start : node.end]
            cut = _SITE.search(words.rstrip())
            while cut and len(words[: cut.start()].strip()) >= 6:
                words = words[: cut.start()]
                cut = _SITE.search(words.rstrip())
            piece = _trimmed(document, Node(node.start, node.start + len(words), node.path, node.block))
            yield Piece(piece.start, piece.end, alone=True)
            return

"""The articles of a page and what their heads and tails say of them.

A page holds one article or several. Each is split into lines, the lines are told apart (`lines`), head and tail lines
are read piece by piece (`meta`), and the fields are put together here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import structs

from zsextract.articles import heads, split
from zsextract.articles.lines import lines_of
from zsextract.articles.masks import masked
from zsextract.articles.warnings import warnings
from zsextract.fold import view as fold_view
from zsextract.spans import Span

if TYPE_CHECKING:
    from zsextract.repair import Repaired


class Article(heads.Head, frozen=True, kw_only=True):
    """One article with what its head says; offsets are those of `Repaired.text`.

    No figure and no official may be found inside ``masked``.
    """

    number: int
    start: int
    end: int
    masked: tuple[Span, ...]
    warnings: tuple[str, ...]


def articles(repaired: Repaired) -> list[Article]:
    """The articles of a repaired page in their order; a page of nothing but chrome gives one with ``no_article``."""
    return parse(repaired.text, repaired.damaged)


def parse(text: str, damaged: Sequence[Span] = ()) -> list[Article]:
    """`articles` of a text that needs no repair."""
    view = fold_view(text)
    lines = lines_of(view)
    if not lines:
        return [Article(number=0, start=0, end=len(text), masked=(), warnings=("no_article",))]
    ranges = split.blocks(view, lines)
    page = heads.page_of(view, lines, ranges)
    found = []
    for number, (first, last) in enumerate(ranges):
        own = lines[first:last]
        head = heads.read(text, view, own, page)
        found.append(
            Article(
                number=number,
                start=own[0].start,
                end=own[-1].end,
                masked=masked(view, own),
                warnings=warnings(view, own, damaged),
                **structs.asdict(head),
            )
        )
    return found

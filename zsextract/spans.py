"""Offsets: the only place where they are computed.

Every offset is a Unicode code-point index, every span is half open, ``[start, end)``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from msgspec import Struct


class Span(NamedTuple):
    """A half-open range of code points."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """True where the two share at least one code point."""
        return self.start < other.end and other.start < self.end


class Edit(NamedTuple):
    """Replace ``[start, end)`` of a text by ``text``; an empty range inserts."""

    start: int
    end: int
    text: str


class AlignedText(Struct, frozen=True):
    """A text made from a source by edits, with the exact way back.

    ``view_ends`` and ``source_ends`` hold the end of every piece (kept or edited) in the two texts. Kept pieces
    are the even ones, edited pieces the odd ones; a kept piece may be empty. A same-length layer has no pieces.

    >>> aligned = AlignedText.of("億(yì)元", [Edit(1, 5, "")])
    >>> aligned.text, aligned.to_source(0, 2)
    ('億元', (0, 6))
    """

    source: str
    text: str
    view_ends: tuple[int, ...] = ()
    source_ends: tuple[int, ...] = ()

    @classmethod
    def of(cls, source: str, edits: Iterable[Edit]) -> AlignedText:
        """Apply edits that are sorted and do not overlap; raise ValueError where they are not."""
        parts: list[str] = []
        view_ends: list[int] = []
        source_ends: list[int] = []
        at = length = 0
        for start, end, text in edits:
            if not at <= start <= end <= len(source):
                raise ValueError(f"edit [{start}, {end}) overlaps, is out of order or leaves the text (at {at})")
            parts += (source[at:start], text)
            length += start - at
            view_ends.append(length)
            length += len(text)
            view_ends.append(length)
            source_ends += (start, end)
            at = end
        if not view_ends:
            return cls(source, source)
        parts.append(source[at:])
        return cls(source, "".join(parts), tuple(view_ends), tuple(source_ends))

    @classmethod
    def same_length(cls, source: str, text: str) -> AlignedText:
        """A layer in which every character stands for the one at its place."""
        if len(source) != len(text):
            raise ValueError(f"a same-length layer changed the length from {len(source)} to {len(text)}")
        return cls(source, text)

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """Map a span of ``text`` to the source; a span that touches an edited piece takes the whole of it in.

        Deletions at the rim of the span stay outside, deletions inside belong to it. Raises ValueError on an empty
        span or one that leaves the text.
        """
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"no span of the text: [{start}, {end})")
        if not self.view_ends:
            return start, end
        first = bisect_right(self.view_ends, start)
        last = bisect_left(self.view_ends, end)
        return self._edge(first, start, 0), self._edge(last, end, 1)

    def _edge(self, piece: int, offset: int, side: int) -> int:
        """The source offset of a view offset that lies in ``piece``; ``side`` is 0 for a start, 1 for an end."""
        if piece % 2:  # inside an edited piece: its whole source range
            return self.source_ends[piece - 1 + side]
        if piece == 0:
            return offset
        return self.source_ends[piece - 1] + offset - self.view_ends[piece - 1]


def to_source(layers: Sequence[AlignedText], start: int, end: int) -> tuple[int, int]:
    """Map a span of the last layer's text through all layers to the first one's source."""
    for layer in reversed(layers):
        start, end = layer.to_source(start, end)
    return start, end


def merge(spans: Iterable[Span]) -> list[Span]:
    """Sorted spans, those that touch or overlap made one.

    >>> merge([Span(4, 6), Span(0, 2), Span(2, 3)])
    [Span(start=0, end=3), Span(start=4, end=6)]
    """
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged

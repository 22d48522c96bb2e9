"""What a repair pass is, what it leaves behind, and the table of kinds."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from itertools import pairwise
from operator import ne
from typing import Literal

from msgspec import Struct

from zsextract.decode import Source
from zsextract.spans import AlignedText, Edit, Span, to_source

Kind = Literal["pinyin", "script", "punctuation", "mojibake", "chrome"]
"""The keys of a record's ``repairs``."""


ToPage = Callable[[int, int], str]
"""The source of a non-empty span of the text that a pass is given."""


class Pass(Struct, frozen=True):
    """One kind of damage: how it is found, and under which kind of the record it counts.

    ``find`` gives the edits that undo it, sorted and apart. ``convert`` is given instead by a pass that replaces
    characters one by one. ``cue`` holds characters of which at least one must be there for the pass to have any
    work, ``plain`` those of them that GB 2312 has; a pass without a cue runs always. ``damage`` finds, in the text that
    the pass leaves, what cannot be repaired.
    """

    name: str
    kind: Kind
    summary: str
    find: Callable[[str], list[Edit]]
    convert: Callable[[str], str] | None = None
    cue: Callable[[], frozenset[str]] | None = None
    plain: str = ""
    damage: Callable[[str], list[Span]] | None = None
    find_on_page: Callable[[str, ToPage], list[Edit]] | None = None  # in place of ``find``, with the way to the source
    times: int = 1  # how often it may run on its own result: text can be decoded wrong more than once

    def may_work(self, text: str, odd: frozenset[str]) -> bool:
        """True where a cue is there; ``odd`` are the characters of the text that GB 2312 does not have."""
        if self.cue is None or (odd and not odd.isdisjoint(self.cue())):
            return True
        return any(char in text for char in self.plain)

    def run(self, text: str, to_page: ToPage | None = None) -> Step | None:
        """The step that repairs the text, None where there is nothing to do.

        ``to_page`` gives the source of a span of the text; without it the text itself is the page.
        """
        if self.convert is not None:
            converted = self.convert(text)
            if converted == text:
                return None
            changed = sum(map(ne, text, converted))
            return Step(self.name, self.kind, changed, AlignedText.same_length(text, converted))
        edits = self.find_on_page(text, to_page) if self.find_on_page and to_page else self.find(text)
        return Step(self.name, self.kind, len(edits), AlignedText.of(text, edits)) if edits else None


class Step(Struct, frozen=True):
    """What one pass did: how many repairs, and the layer from the text before to the text after."""

    name: str
    kind: Kind
    count: int
    layer: AlignedText

    @property
    def only_deletes(self) -> bool:
        """True where the text has no character that it did not have before."""
        ends = self.layer.view_ends
        return bool(ends) and ends[::2] == ends[1::2]

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The edits, in the offsets of the text that the pass was given."""
        source, text = self.layer.source, self.layer.text
        if not self.layer.view_ends:
            return tuple(changes(source, text))
        bounds = zip(pairwise((0, *self.layer.source_ends)), pairwise((0, *self.layer.view_ends)), strict=True)
        pieces = list(bounds)[1::2]
        return tuple(Edit(start, end, text[first:last]) for (start, end), (first, last) in pieces)


def any_of(chars: str) -> Callable[[], frozenset[str]]:
    """A cue of a few characters."""
    found = frozenset(chars)
    return lambda: found


def changes(source: str, text: str) -> list[Edit]:
    """The one-character edits that make ``text`` of a ``source`` of the same length."""
    pairs = enumerate(zip(source, text, strict=True))
    return [Edit(at, at + 1, new) for at, (old, new) in pairs if old != new]


class Repaired(Struct, frozen=True):
    """A source after repair: simplified characters, half-width digits, no noise, and the exact way back.

    ``damaged`` are spans of ``text`` in which characters were destroyed and could not be restored.
    """

    source: Source
    text: str
    steps: tuple[Step, ...]
    damaged: tuple[Span, ...]

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """Map a non-empty span of ``text`` to the source text, through every step."""
        return to_source([step.layer for step in self.steps], start, end)

    def counts(self) -> dict[str, int]:
        """How many repairs of each kind were made: all five kinds, zeros included."""
        counts = {"pinyin": 0, "script": 0, "punctuation": 0, "mojibake": 0, "chrome": 0}
        for step in self.steps:
            counts[step.kind] += step.count
        return counts


def forward(layer: AlignedText, span: Span) -> Span | None:
    """Where a span of a layer's source lies in its text; None where nothing of it is left."""
    if not layer.view_ends:
        return span
    start, end = _ahead(layer, span.start, 0), _ahead(layer, span.end, 1)
    return Span(start, end) if start < end else None


def _ahead(layer: AlignedText, offset: int, side: int) -> int:
    """The text offset of a source offset; inside an edited piece, its start (``side`` 0) or its end (1)."""
    ends = layer.source_ends
    piece = bisect_left(ends, offset) if side else bisect_right(ends, offset)
    if piece % 2:
        return layer.view_ends[piece - 1 + side]
    if piece == 0:
        return offset
    return layer.view_ends[piece - 1] + offset - ends[piece - 1]

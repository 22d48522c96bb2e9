"""What a mention of a place means: a name its division, 全市 and its like the place that is spoken of.

Offsets are into the matching view.
"""

from __future__ import annotations

from collections import deque
from typing import NamedTuple

from zsextract.find.gazetteer import Place, chain
from zsextract.lexicons import Division, divisions


class PlaceMention(NamedTuple):
    """A place where the view names it.

    ``kind``: "division" (浏阳, 长沙市天心区), "relative" (全市, 我县, 该区), "department" (县财政), "zone", "town".
    ``leads`` is True at the head of a clause, where a place is what the figures behind it belong to; elsewhere it is an
    object or an attribute (赴深圳招商, 占全市的18%) and owns no figure by standing there.
    """

    start: int
    end: int
    place: Place
    kind: str
    leads: bool = False

    @property
    def known(self) -> bool:
        """False for a word that nothing resolves (全省 in an article whose place is not known): it means no place."""
        return self.kind in ("division", "zone", "town") or self.place.name != self.place.text


class Entry(NamedTuple):
    """A mention before it is known what its words mean; ``division`` where they name one."""

    start: int
    end: int
    text: str
    kind: str
    leads: bool
    division: Division | None
    unit: str = ""
    which: str = ""


def heads_item(view: str, entry: Entry) -> bool:
    """True for a place alone in square brackets at the head of a line, as digests have them."""
    before, behind = view[max(0, entry.start - 2) : entry.start].strip("\u3000 "), view[entry.end : entry.end + 1]
    return before.removeprefix("\n") in ("【", "[") and behind in ("】", "]")


class Resolver:
    """Says what relative words mean: by the article's place, and by the divisions that its paragraph named last."""

    __slots__ = ("_chain", "_home", "_item", "_last", "_owned", "_year")

    def __init__(self, home: Place | None, own: Division | None, year: int | None) -> None:
        self._home = home
        self._chain = chain(own, year) if own else ()
        self._year = year
        self._last: deque[Place] = deque(maxlen=16)  # a word points back to one of the last few places
        self._owned: dict[str, tuple[str, str] | None] = {}
        self._item: Place | None = None  # the place whose name heads the item of a digest: 【菏泽】

    def forget(self) -> None:
        """A new paragraph begins: what the last one named no longer counts."""
        self._last.clear()

    def resolve(self, entry: Entry, *, heads: bool) -> PlaceMention:
        """The mention with the place that it means here; ``heads`` where it alone is the head of an item."""
        start, end, text, kind, leads, division, unit, which = entry
        if division is not None:
            place = Place(text, divisions().full_name(division, self._year), division.code)
        elif kind in ("zone", "town"):
            place = Place(text, text, None)
        else:
            return PlaceMention(start, end, self._relative(text, unit, which), kind, leads)
        if leads:
            self._last.append(place)
        if heads:
            self._item = place
        return PlaceMention(start, end, place, kind, leads)

    def _relative(self, text: str, unit: str, which: str) -> Place:
        """What 全市 and its like mean: of this article's chain, or (该县, or where the chain has none) named last."""
        if self._item is not None and self._item.name.endswith(unit):
            return Place(text, self._item.name, self._item.code)
        if unit not in self._owned:
            self._owned[unit] = self._own(unit)
        own = self._owned[unit]
        if which == "该" or own is None or (unit == "区" and own[1].endswith("0000")):  # a zone before the region
            named = next((place for place in reversed(self._last) if place.name.endswith(unit)), None)
            if named:
                return Place(text, named.name, named.code)
        if own is not None:
            return Place(text, *own)
        home = self._home
        if home and home.code is None and (unit in ("镇", "乡", "街道", "村", "区") or home.name.endswith(unit)):
            return Place(text, home.name, None)
        return Place(text, text, None)

    def _own(self, unit: str) -> tuple[str, str] | None:
        """Name and code of the division of the article's chain that a unit means; 全区 may be an autonomous region."""
        for division in self._chain:
            if division.name.endswith(unit) or (unit == "师市" and division.code.startswith("659")):
                return divisions().full_name(division, self._year), division.code
        return None

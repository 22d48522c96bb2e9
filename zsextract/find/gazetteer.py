"""The names of divisions in a text: where they stand, and which division a name means.

A name of the table is looked up by its first two characters, the longest name first. Which division it means is
decided by what stands before it (长沙市天心区), by the article's own place, and by the year; where several remain, none
is meant.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from msgspec import Struct, field

from zsextract.lexicons import Division, divisions, words
from zsextract.patterns import LazyRegex


class Place(NamedTuple):
    """A place as the record gives it: the words, the full name, the code (None for a body that has none)."""

    text: str
    name: str
    code: str | None

    @property
    def region(self) -> str | None:
        """The first two digits of the code; Taiwan's counties have no code, and still lie in 71."""
        return self.code[:2] if self.code else "71" if self.name.startswith("台湾省") else None


class Hit(NamedTuple):
    """A name of the table at its place in the view; ``full`` where it ends in 省, 市, 县 …, not a short name."""

    start: int
    end: int
    name: str
    full: bool


_ENDS = frozenset("市县区州旗盟镇乡")
_JOINTS = LazyRegex(r"(?<=[市县区州旗盟镇乡])[和及、]")
_LONGEST = 9


def is_of_places(words: str) -> bool:
    """True for words that are names of places and nothing more, by their last characters; the table is not asked.

    >>> is_of_places("青山县和白水县"), is_of_places("新开工项目")
    (True, False)
    """
    if words[-1:] not in _ENDS:
        return False
    return all(1 < len(word) <= _LONGEST and word[-1] in _ENDS and word.isalpha() for word in _JOINTS.split(words))


@cache
def _first() -> re.Pattern[str]:
    """The first character of a name before the second one of any: much faster than looking up each pair."""
    heads = divisions().heads()
    first, second = ("".join(sorted({head[at] for head in heads})) for at in (0, 1))
    return re.compile(f"[{first}](?=[{second}])")


@lru_cache(maxsize=2)
def scan(view: str) -> tuple[Hit, ...]:
    """Every name in the view, leftmost and longest, without overlaps; the last views are remembered.

    Home and places of an article are both found with the names of one view.
    """
    return scan_once(view)


def scan_once(text: str) -> tuple[Hit, ...]:
    """The same for a text that nobody asks for again."""
    table = divisions()
    heads, under = table.heads(), table.under
    found: list[Hit] = []
    end = 0
    for at in map(re.Match.start, _first().finditer(text)):
        head = text[at : at + 2]
        if head not in heads or at < end:
            continue
        for name, entry in under(head).items():
            if text.startswith(name, at):
                end = at + len(name)
                found.append(Hit(at, end, name, bool(entry.named)))
                break
    return tuple(found)


class Reader(Struct, frozen=True, eq=False):
    """Decides which division a name means, in an article about ``home`` and of a year (None: not known)."""

    home: Division | None
    year: int | None
    _read: dict[tuple[str, Division | None, bool, bool], Division | None] = field(default_factory=dict)

    def read(self, name: str, above: Division | None, *, apart: bool = True, listed: bool = False) -> Division | None:
        """The division that a name means, or None. ``above`` is the division named directly before it.

        ``apart`` says that no Chinese character stands before it, ``listed`` that it stands alone between a mark and
        a figure, as in 定远14个,天长12个: there a short name counts that is an ordinary word elsewhere.
        """
        key = (name, above, apart, listed)
        if key not in self._read:
            self._read[key] = self._meant(name, above, apart=apart, listed=listed)
        return self._read[key]

    def _meant(self, name: str, above: Division | None, *, apart: bool, listed: bool) -> Division | None:
        full = divisions().is_full(name)
        found = meanings(name, self.year)
        if above is not None:
            inside = [division for division in found if division.within(above) and division.code != above.code]
            if inside:
                return inside[0] if len(inside) == 1 else self._nearest(inside)
        if self.home is not None and any(division.code == self.home.code for division in found):
            return self.home if apart or not is_word(name) else None
        if is_word(name) and not (apart and (listed or full) and self._near(found)):
            return None
        if not full:
            found = self._near(found) or [d for d in found if apart and d.level != "county"]
        return found[0] if len(found) == 1 else self._nearest(found)

    def _near(self, found: list[Division]) -> list[Division]:
        """Those above the article's place, else those of its prefecture; of the province where that is its place."""
        if self.home is None:
            return []
        width = 2 if self.home.level == "province" else 4
        above = [division for division in found if self.home.within(division)]
        return above or [division for division in found if division.code[:width] == self.home.code[:width]]

    def _nearest(self, found: list[Division]) -> Division | None:
        near = self._near(found)
        return near[0] if len(near) == 1 else None


@lru_cache(maxsize=64)
def reader(home: Division | None, year: int | None) -> Reader:
    """The reader for a place and a year; it remembers what it read, as articles name the same few places again."""
    return Reader(home, year)


@cache
def _words() -> frozenset[str]:
    return words("place_words") | words("place_names_common")


def is_common(name: str) -> bool:
    """True for a name that is listed as an ordinary word or as one that many cities have (和平, 老城区)."""
    return name in _words()


def is_word(name: str) -> bool:
    """True for a name that the text around it makes by chance, or that is an ordinary word (和平, 老城区, 代县)."""
    return name in _words() or (len(name) == 2 and divisions().is_full(name))


@lru_cache(maxsize=4096)
def _latest(name: str, year: int | None) -> tuple[Division, ...]:
    entry = divisions().name(name)
    rows = (entry.named or entry.called) if entry else ()
    when = 9999 if year is None else year
    listed = tuple(row for row in rows if (row.since or 0) <= when <= (row.until or 9999))
    if len(listed) == 2 and listed[0].level == listed[1].level and listed[0].code[:2] == listed[1].code[:2]:
        unknown = all(row.since is None for row in listed)  # the table begins after the change
        older = tuple(row for row in listed if row.until is not None and (when < row.until or unknown))
        listed = older or tuple(row for row in listed if row.until is None) or listed  # one place, whose code changed
    return listed or tuple(row for row in rows if row.existed(year)) or rows[-1:]


def meanings(name: str, year: int | None) -> list[Division]:
    """Of divisions with one name, those listed in the year (now, where it is None), else about then, else any.

    A name that is the full one of some division means none by its short name.
    """
    return list(_latest(name, year))


@lru_cache(maxsize=4096)
def chain(division: Division, year: int | None = None) -> tuple[Division, ...]:
    """The division and those above it, the lowest first."""
    found = [division]
    while (above := divisions().parent(found[-1], year)) is not None and above.code != found[-1].code:
        found.append(above)
    return tuple(found)

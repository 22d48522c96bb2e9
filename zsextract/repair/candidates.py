"""Which ordinary characters bytes can have been, the likelier first, looked up once for each set of bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Set
from functools import cache, lru_cache

from zsextract.repair.gbk import LEADS, char_of, column, illegal_trails, pair_of, private_trails, row, swallowing_leads
from zsextract.repair.language import weight_of
from zsextract.repair.pinyin import readings_of
from zsextract.repair.script import simplified_characters

Candidate = tuple[str, str, float]
"""A character, its simplified form, and what it costs alone."""


class Candidates:
    """Ordinary characters, ``ranked`` by what they cost alone, and to be found by what they are in simplified text."""

    __slots__ = ("_by_plain", "ranked")

    def __init__(self, chars: Iterable[str]) -> None:
        simple = simplified_characters()
        weighed = ((char, simple.get(char, char), weight_of(char)) for char in dict.fromkeys(chars))
        known = [(char, plain, weight) for char, plain, weight in weighed if weight is not None]
        self.ranked: tuple[Candidate, ...] = tuple(sorted(known, key=lambda each: -each[2]))
        self._by_plain: dict[str, list[Candidate]] = {}
        for each in self.ranked:
            self._by_plain.setdefault(each[1], []).append(each)

    def among(self, plain: Set[str]) -> list[Candidate]:
        """Those whose simplified form is in a set, in an order of their own."""
        if len(plain) < len(self._by_plain):
            found = [char for char in plain if char in self._by_plain]
        else:
            found = [char for char in self._by_plain if char in plain]
        return [each for char in sorted(found) for each in self._by_plain[char]]

    def likely(self, base: float, floor: Callable[[], float], expected: Set[str]) -> Iterator[str]:
        """Those that, on top of a score, reach a floor by themselves, then those that are expected; the floor rises."""
        for char, _, weight in self.ranked:
            if base + weight < floor():
                break
            yield char
        least = floor() - base
        for char, _, weight in self.among(expected):
            if weight < least:
                yield char


@cache
def ending(trail: int) -> Candidates:
    """The characters that end with a byte, but for the full stop, which has a weight of its own where it was cut."""
    return Candidates(char for _, char in column(trail) if char != "。")


@lru_cache(maxsize=4096)
def read_so(group: str, lead: int) -> tuple[tuple[str, int], ...]:
    """The characters, with their second bytes, that begin with a byte and have the reading of a bracketed group."""
    pairs = ((char, pair_of(char)) for char in readings_of(group))
    return tuple((char, pair[1]) for char, pair in pairs if pair is not None and pair[0] == lead)


@lru_cache(maxsize=4096)
def completing(leads: tuple[int, ...], trail: int) -> Candidates:
    """The characters of a trail byte and any of the lead bytes."""
    return Candidates(char for lead in leads if (char := char_of(lead, trail)) is not None)


@lru_cache(maxsize=1024)
def swallowed_whole(leads: tuple[int, ...]) -> Candidates:
    """The characters that begin with any of the lead bytes."""
    return Candidates(char for lead in leads for _, char in row(lead))


@lru_cache(maxsize=1024)
def swallowed_late(leads: tuple[int, ...]) -> tuple[Candidates, dict[str, tuple[int, ...]]]:
    """Those of them of which the second byte may have begun a pair that is none, and what this one can end with.

    The second byte of each stands before a byte that makes no character with it; which one, is left open.
    """
    found = ((char, trail) for lead in leads for trail, char in row(lead) if trail in swallowing_leads())
    carries = {char: illegal_trails(trail) for char, trail in found}
    return Candidates(carries), carries


@lru_cache(maxsize=4096)
def dropped(leads: tuple[int, ...], following: tuple[int, ...]) -> Candidates:
    """The characters that begin with any of the lead bytes and of which a reader leaves the second byte out.

    It makes no character with the byte that follows; 0x80 is a character of its own, but often lost.
    """
    found = ((trail, char) for lead in leads for trail, char in row(lead))
    return Candidates(
        char for trail, char in found
        if trail == 0x80 or (trail > 0x80 and any(char_of(trail, byte) is None for byte in following))
    )  # fmt: skip


@lru_cache(maxsize=1024)
def before_private(leads: tuple[int, ...]) -> tuple[Candidates, dict[str, tuple[int, ...]]]:
    """The characters of any of the lead bytes whose second byte begins a private-use pair, and how that can end.

    Such a pair is shown as a character without a shape, and pages are often stripped of them.
    """
    found = ((char, trail) for lead in leads for trail, char in row(lead) if trail in LEADS)
    ends = {char: trails for char, trail in found if (trails := private_trails(trail))}
    return Candidates(ends), ends


@lru_cache(maxsize=4096)
def leads_of(shown: str) -> tuple[int, ...]:
    """The first bytes that a shown character may have: an ASCII one may have been full-width."""
    pair = pair_of(shown)
    if pair is not None:
        return pair[:1]
    return (ord(shown), 0xA3) if "!" <= shown <= "~" else (ord(shown) & 0x7F,)

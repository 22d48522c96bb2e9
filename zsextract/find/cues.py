"""Cue words: one pass that finds every word which says something about the figures beside it.

The words are the rules of the kinds in `KINDS`; an automaton finds all of them at once. Of two words of one kind that
overlap, the longer one counts. Offsets are into the matching view.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import ahocorasick
from msgspec import Struct

from zsextract.rules import Rule, RuleSet
from zsextract.spans import Span

KINDS = ("role", "nonmoney", "object", "stage", "class", "part", "rate", "status")


class Cue(Struct, frozen=True):
    """A cue word at its place, with the rule that knows it."""

    start: int
    end: int
    rule: Rule

    def says(self, key: str) -> Any:
        """What the rule gives under ``key``, None where nothing."""
        return self.rule.gives.get(key)


class Cues(Struct, frozen=True):
    """The cues of a passage, by kind and in order."""

    of: dict[str, list[Cue]]
    starts: dict[str, list[int]]

    def between(self, kind: str, start: int, end: int) -> list[Cue]:
        """The cues of a kind that lie wholly inside ``[start, end)``."""
        starts = self.starts[kind]
        if not starts:
            return []
        first = bisect_left(starts, start)
        last = bisect_left(starts, end, first)
        if first == last:
            return []
        cues = self.of[kind]
        return cues[first : last if cues[last - 1].end <= end else last - 1]  # they do not overlap

    def last(self, kind: str, start: int, end: int) -> Cue | None:
        """The last one inside ``[start, end)``."""
        inside = self.between(kind, start, end)
        return inside[-1] if inside else None

    def first(self, kind: str, start: int, end: int) -> Cue | None:
        """The first one inside ``[start, end)``."""
        inside = self.between(kind, start, end)
        return inside[0] if inside else None


@lru_cache(maxsize=8)
def _automaton(rules: RuleSet) -> Any:
    """All cue words; one word may belong to several kinds."""
    words: dict[str, list[Rule]] = {}
    for word, rule in rules.words_of(KINDS):
        words.setdefault(word, []).append(rule)
    automaton = ahocorasick.Automaton()
    for word, known in words.items():
        automaton.add_word(word, (len(word), tuple(known)))
    automaton.make_automaton()
    return automaton


def find_cues(view: str, windows: Iterable[Span], rules: RuleSet) -> Cues:
    """The cue words inside the windows of the view, which are apart and in order."""
    of: dict[str, list[Cue]] = {kind: [] for kind in KINDS}
    search = _automaton(rules).iter
    for start, end in windows:
        for last, (length, known) in search(view[start:end]):  # a search inside the whole would copy it every time
            stop = start + last + 1
            begin = stop - length
            for rule in known:
                cues = of[rule.kind]
                while cues and cues[-1].end > begin:  # cues come sorted by their ends: a longer one covers those before
                    if cues[-1].end - cues[-1].start > length:
                        break
                    cues.pop()
                else:
                    cues.append(Cue(begin, stop, rule))
    return Cues(of, {kind: [cue.start for cue in cues] for kind, cues in of.items()})

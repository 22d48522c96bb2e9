"""Cue words: one pass that finds every word which says something about the figures beside it.

The words are the rules of the kinds in `KINDS`; an automaton finds all of them at once. Of two words of one kind that
overlap, the longer one counts. Offsets are into the matching view.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import ahocorasick

from zsextract.rules import Rule, RuleSet

KINDS = ("role", "nonmoney", "object", "stage", "class", "part", "rate", "status")


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue word at its place, with the rule that knows it."""

    start: int
    end: int
    rule: Rule

    def says(self, key: str) -> Any:
        """What the rule gives under ``key``, None where nothing."""
        return self.rule.gives.get(key)


@dataclass(frozen=True, slots=True)
class Cues:
    """The cues of a passage, by kind and in order."""

    of: dict[str, list[Cue]]
    starts: dict[str, list[int]]

    def between(self, kind: str, start: int, end: int) -> Sequence[Cue]:
        """The cues of a kind that lie wholly inside ``[start, end)``."""
        cues = self.of.get(kind)
        if not cues:
            return ()
        starts = self.starts[kind]
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        return [cue for cue in cues[first:last] if cue.end <= end]

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


def find_cues(view: str, start: int, end: int, rules: RuleSet) -> Cues:
    """The cue words in ``[start, end)`` of the view."""
    of: dict[str, list[Cue]] = {kind: [] for kind in KINDS}
    for last, (length, known) in _automaton(rules).iter(view, start, end):
        for rule in known:
            _keep(of[rule.kind], Cue(last + 1 - length, last + 1, rule))
    return Cues(of, {kind: [cue.start for cue in cues] for kind, cues in of.items()})


def _keep(cues: list[Cue], cue: Cue) -> None:
    """Add a cue; words that it covers go, one that covers it stays. Cues come sorted by their ends."""
    while cues and cues[-1].end > cue.start:
        if cues[-1].end - cues[-1].start > cue.end - cue.start:
            return
        cues.pop()
    cues.append(cue)

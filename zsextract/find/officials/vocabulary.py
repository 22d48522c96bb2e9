"""The words that officials are read with: rules and lexicons made into sets and tables, once for a rule set."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from msgspec import Struct

from zsextract.find.officials.wordbook import lengths_by_last, wordbook
from zsextract.rules import Rule, RuleSet


class Vocabulary(Struct, frozen=True, eq=False):
    """What the readers of posts and names look up.

    ``positions`` maps a position to (how it stands, id of its rule); ``extended`` maps one to the longer words that
    begin with it; ``left`` maps every word that can stand before a
    position to its sort: a sort of organ, ``place``, ``rank``, ``edge`` or ``relative``.
    """

    positions: dict[str, tuple[str, str]]
    position_lengths: dict[str, tuple[int, ...]]
    extended: dict[str, tuple[str, ...]]
    ranks: frozenset[str]
    rank_lengths: dict[str, tuple[int, ...]]
    left: dict[str, str]
    left_lengths: dict[str, tuple[int, ...]]
    anchor: re.Pattern[str]
    ends: frozenset[str]
    joins: tuple[Rule, ...]
    openers: frozenset[str]
    plain: frozenset[str]
    surnames: frozenset[str]
    everyday_surnames: frozenset[str]
    compounds: frozenset[str]
    foreign: frozenset[str]
    given: frozenset[str]
    syllables: frozenset[str]
    units: frozenset[str]
    unit_heads: frozenset[str]
    followers: frozenset[str]
    common: frozenset[str]
    stops: frozenset[str]
    no_names: frozenset[str]
    name_like: frozenset[str]

    def everyday(self, text: str) -> bool:
        """True for an everyday word, whether or not it begins with a surname."""
        return text in self.common or text in self.stops

    def positions_in(self, view: str, start: int, end: int) -> Iterator[int]:
        """The ends of what may be positions in ``view[start:end]``, in order: those whose last two characters fit."""
        for found in self.anchor.finditer(view, start, end):
            at = found.end()
            if view[at - 2 : at] in self.ends:
                yield at


@lru_cache(maxsize=4)
def vocabulary(rules: RuleSet) -> Vocabulary:
    """The vocabulary of a rule set; made when first asked for, then kept."""
    positions = {word: (str(rule.gives["stands"]), rule.id) for word, rule in rules.words_of(("position",))}
    book = wordbook(rules)
    left, lists = book.left, book.lists
    ranks = frozenset(word for word, _ in rules.words_of(("rank",)))
    surnames, syllables, stops = lists["surnames"], lists["name_syllables"], lists["name_stops"]
    compounds, foreign = lists["compound_surnames"], lists["foreign_surnames"]
    return Vocabulary(
        positions=positions,
        position_lengths=lengths_by_last(positions),
        extended=book.extended,
        ranks=ranks,
        rank_lengths=lengths_by_last(ranks),
        left=left,
        left_lengths=book.left_lengths,
        anchor=_anchor(positions),
        ends=frozenset(word[-2:] for word in positions),
        joins=rules.of("official"),
        openers=surnames | syllables | {word[0] for word in compounds | foreign},
        plain=surnames - lists["surname_words"],
        surnames=surnames,
        everyday_surnames=lists["surname_words"],
        compounds=compounds,
        foreign=foreign,
        given=lists["given_names"],
        syllables=syllables,
        units=lists["name_units"],
        unit_heads=frozenset(word[0] for word in lists["name_units"]),
        followers=lists["name_followers"],
        common=lists["common_words"],
        stops=stops,
        no_names=stops - lists["name_like_words"],
        name_like=lists["name_like_words"],
    )


def _anchor(positions: Iterable[str]) -> re.Pattern[str]:
    """Finds the last character of a position after one that can stand there: one pass at the speed of C."""
    last = "".join(sorted({word[-1] for word in positions}))
    before = "".join(sorted({word[-2] for word in positions}))
    return re.compile(f"[{last}](?<=[{before}].)")

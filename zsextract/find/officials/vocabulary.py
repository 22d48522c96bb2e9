"""The words that officials are read with: rules and lexicons made into sets and tables, once for a rule set."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from zsextract import lexicons
from zsextract.rules import Rule, RuleSet

LONGEST_LEFT = 12


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
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
    joins: tuple[Rule, ...]
    openers: frozenset[str]
    plain_name: re.Pattern[str]
    usual_name: re.Pattern[str]
    surnames: frozenset[str]
    everyday_surnames: frozenset[str]
    compounds: frozenset[str]
    foreign: frozenset[str]
    given: frozenset[str]
    syllables: frozenset[str]
    units: frozenset[str]
    followers: frozenset[str]
    common: frozenset[str]
    stops: frozenset[str]
    no_names: frozenset[str]
    everyday: frozenset[str]
    name_like: frozenset[str]


@lru_cache(maxsize=4)
def vocabulary(rules: RuleSet) -> Vocabulary:
    """The vocabulary of a rule set; made when first asked for, then kept."""
    positions = {word: (str(rule.gives["stands"]), rule.id) for word, rule in rules.words_of(("position",))}
    left = _left(rules)
    ranks = frozenset(word for word, _ in rules.words_of(("rank",)))
    plain, usual = _name_patterns()
    surnames, syllables = lexicons.words("surnames"), lexicons.words("name_syllables")
    compounds = lexicons.words("compound_surnames") | lexicons.words("foreign_surnames")
    return Vocabulary(
        positions=positions,
        position_lengths=_lengths_by_last(positions),
        extended=_extended(positions, (*positions, *left, *ranks)),
        ranks=ranks,
        rank_lengths=_lengths_by_last(ranks),
        left=left,
        left_lengths=_lengths_by_last(left),
        anchor=_anchor(positions),
        joins=rules.of("official"),
        openers=surnames | syllables | {word[0] for word in compounds},
        plain_name=plain,
        usual_name=usual,
        surnames=surnames,
        everyday_surnames=lexicons.words("surname_words"),
        compounds=lexicons.words("compound_surnames"),
        foreign=lexicons.words("foreign_surnames"),
        given=lexicons.words("given_names"),
        syllables=syllables,
        units=lexicons.words("name_units"),
        followers=lexicons.words("name_followers"),
        common=lexicons.words("common_words"),
        stops=lexicons.words("name_stops"),
        no_names=lexicons.words("name_stops") - lexicons.words("name_like_words"),
        everyday=lexicons.words("name_stops") | lexicons.words("common_words"),
        name_like=lexicons.words("name_like_words"),
    )


def _name_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Surname and usual given name, ended by punctuation: what most names are; surname with two usual characters."""
    plain = "".join(sorted(lexicons.words("surnames") - lexicons.words("surname_words")))
    given = "".join(sorted(lexicons.words("given_names")))
    ended = re.compile(f"[{plain}][{given}]{{1,2}}+(?![·•・‧∙ \u3400-\u9fff])")
    return ended, re.compile(f"[{plain}][{given}]{{2}}")


def _left(rules: RuleSet) -> dict[str, str]:
    """Every word that can stand left of a position, with its sort; organs win over places, places over edges."""
    table: dict[str, str] = {word: "edge" for word, _ in rules.words_of(("edge",))}
    table |= {word: "relative" for word, _ in rules.words_of(("relative",))}
    divisions = lexicons.divisions()
    table |= dict.fromkeys(sorted(divisions.shorts() | divisions.names() | lexicons.words("countries")), "place")
    table |= {word: str(rule.gives["sort"]) for word, rule in rules.words_of(("organ",))}
    return table


def _extended(positions: Iterable[str], longer: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """For each position the longer words that begin with it: 总统 -> 总统计师, 委员 -> 委员长, 委员会."""
    found: dict[str, list[str]] = {}
    known = frozenset(positions)
    for word in longer:
        for size in range(2, len(word)):
            if word[:size] in known:
                found.setdefault(word[:size], []).append(word)
    return {word: tuple(sorted(set(words))) for word, words in found.items()}


def _lengths_by_last(words: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """For each last character the lengths of the words that end in it, longest first."""
    found: dict[str, set[int]] = {}
    for word in words:
        found.setdefault(word[-1], set()).add(len(word))
    return {last: tuple(sorted(lengths, reverse=True)) for last, lengths in found.items()}


def _anchor(positions: Iterable[str]) -> re.Pattern[str]:
    """Finds the last character of a position that has the right character before it: one pass at the speed of C."""
    before: dict[str, set[str]] = {}
    for word in positions:
        before.setdefault(word[-1], set()).add(word[-2])
    parts = (f"{last}(?<=[{''.join(sorted(chars))}].)" for last, chars in sorted(before.items()))
    return re.compile(f"[{''.join(sorted(before))}](?:{'|'.join(f'(?<={part})' for part in parts)})")

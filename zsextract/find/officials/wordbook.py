"""The words of the vocabulary in one compact file in the user's cache directory: reading it takes a tenth of the time.

Word lists are kept as one text each, so that reading is a matter of splitting. The file is named after the rules and
after size and time of every word list, so it is never out of date; where none can be read, all is made anew.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import msgspec

import zsextract.lexicons as lexicons
import zsextract.rulecache as rulecache
from zsextract.rules import RuleSet

_FORMAT = 3  # count up when what is kept changes
_KEPT = 4
_LISTS = (
    "surnames",
    "surname_words",
    "compound_surnames",
    "foreign_surnames",
    "given_names",
    "name_syllables",
    "name_units",
    "name_followers",
    "name_stops",
    "name_like_words",
    "common_words",
)


class Wordbook(NamedTuple):
    """``left`` maps each word that can stand before a position to its sort, ``lists`` a list's name to its words.

    ``left_lengths`` are those of `lengths_by_last`, ``extended`` maps a position to longer words that begin with it.
    """

    left: dict[str, str]
    left_lengths: dict[str, tuple[int, ...]]
    extended: dict[str, tuple[str, ...]]
    lists: dict[str, frozenset[str]]


def wordbook(rules: RuleSet) -> Wordbook:
    """The words of a rule set, from the cache or made anew and kept there."""
    where = rulecache.directory()
    if where is None:
        return _make(rules)
    path = where / f"officials-{_key(rules)}.json"
    return _read(path) or _kept(path, _make(rules))


def _make(rules: RuleSet) -> Wordbook:
    left = _left(rules)
    positions = [word for word, _ in rules.words_of(("position",))]
    ranks = (word for word, _ in rules.words_of(("rank",)))
    lists = {name: rules.lexicon(name) for name in _LISTS}
    return Wordbook(left, lengths_by_last(left), _extended(positions, (*positions, *left, *ranks)), lists)


def _extended(positions: Iterable[str], longer: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """For each position the longer words that begin with it: 总统 -> 总统计师, 委员 -> 委员长, 委员会."""
    found: dict[str, list[str]] = {}
    known = frozenset(positions)
    heads = frozenset(word[:2] for word in known)
    for word in longer:
        if word[:2] not in heads:
            continue
        for size in range(2, len(word)):
            if word[:size] in known:
                found.setdefault(word[:size], []).append(word)
    return {word: tuple(sorted(set(words))) for word, words in found.items()}


def lengths_by_last(words: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """For each last character the lengths of the words that end in it, longest first."""
    found: dict[str, set[int]] = {}
    for last, size in {(word[-1], len(word)) for word in words}:
        found.setdefault(last, set()).add(size)
    return {last: tuple(sorted(lengths, reverse=True)) for last, lengths in found.items()}


def _left(rules: RuleSet) -> dict[str, str]:
    """Every word that can stand left of a position, with its sort; organs win over places, places over edges."""
    table: dict[str, str] = {word: "edge" for word, _ in rules.words_of(("edge",))}
    table |= {word: "relative" for word, _ in rules.words_of(("relative",))}
    divisions = lexicons.divisions()
    table |= dict.fromkeys(sorted(divisions.shorts() | divisions.names() | rules.lexicon("countries")), "place")
    table |= {word: str(rule.gives["sort"]) for word, rule in rules.words_of(("organ",))}
    return table


def _key(rules: RuleSet) -> str:
    """Names the content: the digest of the rules, and size and time of every word list."""
    directories = [Path(name) for name in rules.directories or (str(lexicons.rules_dir()),)]
    files = {str(path) for directory in directories for path in directory.glob("lexicons/*.t[xs][tv]")}
    files.update(path for rule in rules.rules for path in rule.lexicons)
    stamps = [(path, state.st_size, state.st_mtime_ns) for path in sorted(files) for state in (os.stat(path),)]
    return rulecache.key_of([str(_FORMAT), rules.digest, *(str(part) for stamp in stamps for part in stamp)])


def _read(path: Path) -> Wordbook | None:
    """What is kept in a file; None where there is none, or a damaged one."""
    try:
        kept = msgspec.json.decode(path.read_bytes())
        left: dict[str, str] = {}
        for sort, words in kept["left"].items():
            left.update(dict.fromkeys(words.split("\n"), sort))
        lengths: dict[str, tuple[int, ...]] = {}
        for sizes, lasts in kept["lengths"].items():
            lengths.update(dict.fromkeys(lasts, tuple(map(int, sizes.split()))))
        extended = {word: tuple(longer) for word, longer in kept["extended"].items()}
        lists = {name: frozenset(kept["lists"][name].split("\n")) for name in _LISTS}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return Wordbook(left, lengths, extended, lists)


def _kept(path: Path, book: Wordbook) -> Wordbook:
    """Keep a word book, and drop the oldest ones; what goes wrong is of no consequence and stays silent."""
    by_sort: dict[str, list[str]] = {}
    for word, sort in book.left.items():
        by_sort.setdefault(sort, []).append(word)
    by_sizes: dict[str, str] = {}
    for last, sizes in book.left_lengths.items():
        key = " ".join(map(str, sizes))
        by_sizes[key] = by_sizes.get(key, "") + last
    left = {sort: "\n".join(words) for sort, words in by_sort.items()}
    lists = {name: "\n".join(sorted(words)) for name, words in book.lists.items()}
    kept = {"left": left, "lengths": by_sizes, "extended": book.extended, "lists": lists}
    data = msgspec.json.encode(kept)
    new = path.with_suffix(f".{os.getpid()}")
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        new.write_bytes(data)
        new.replace(path)
        others = sorted(path.parent.glob("officials-*.json"), key=lambda other: other.stat().st_mtime, reverse=True)
        for other in others[_KEPT:]:
            other.unlink()
    return book

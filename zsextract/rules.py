"""The rules that find things: TOML files read into a `RuleSet` of compiled rules.

What a file may say is in `zsextract.rulespec`; the built-in files are in ``rules/``, and a pack is a further directory
of such files. Nothing is read before `load_rules` is called, and no pattern is compiled before it is used.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import regex
from msgspec import Struct, field

import zsextract.rulebuild as rulebuild
import zsextract.rulecache as rulecache
import zsextract.rulefile as rulefile
from zsextract.errors import RuleError
from zsextract.lexicons import rules_dir
from zsextract.rulefile import RuleFile

__all__ = ["Rule", "RuleSet", "load_rules", "packs", "rules_dir"]


class Rule(Struct, frozen=True, eq=False):
    """One rule, ready to use.

    ``pattern`` has its macros put in and is None for a list of words; ``gives`` holds the constants that the rule says
    about its mention, ``anchors`` the literals of which every match contains one (none: no such promise).
    """

    id: str
    kind: str
    summary: str
    status: str
    pattern: str | None
    own_words: tuple[str, ...]
    lexicons: tuple[str, ...]
    anchors: tuple[str, ...]
    priority: int
    gives: Mapping[str, Any]
    verbose: bool
    path: str
    line: int

    @property
    def regex(self) -> regex.Pattern[str]:
        """The compiled pattern (of the `regex` package); raises `RuleError` for a wrong one or a rule of words."""
        if self.pattern is None:
            raise RuleError(self.path, self.id, "has words and no pattern")
        try:
            return _compiled(self.pattern, self.verbose)
        except regex.error as error:
            raise RuleError(self.path, self.id, f"pattern: {error}") from None

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the rule: its own, or those of its lexicon."""
        return self.own_words or tuple(word for path in self.lexicons for word in _lexicon(path))

    @property
    def where(self) -> str:
        """File and line."""
        return f"{self.path}:{self.line}"


_kept: dict[rulecache.Source, bytes] = {}


@cache
def _compiled(pattern: str, verbose: bool) -> regex.Pattern[str]:
    source = pattern, int(regex.VERBOSE) if verbose else 0
    return rulecache.revived(_kept.get(source)) or regex.compile(*source)


@cache
def _lexicon(path: str) -> tuple[str, ...]:
    """The entries of a word list: one a line, ``#`` begins a comment."""
    try:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise RuleError(path, None, f"the word list cannot be read: {error}") from None
    return tuple(word for line in lines if (word := line.partition("#")[0].strip()))


@cache
def _lexicon_of(directories: tuple[str, ...], name: str) -> frozenset[str]:
    paths = [Path(directory, "lexicons", f"{name}.txt") for directory in directories]
    found = [str(path) for path in paths if path.is_file()]
    if not found:
        raise RuleError(paths[-1], None, "there is no such word list")
    return frozenset(word for path in found for word in _lexicon(path))


class RuleSet(Struct, frozen=True, eq=False):
    """Rules in the order of their files. ``digest`` names the content: equal digests, equal rules.

    ``directories`` are the built-in one and those of the packs, in which word lists are looked for.
    """

    rules: tuple[Rule, ...]
    digest: str
    directories: tuple[str, ...] = ()
    _kinds: dict[str, tuple[Rule, ...]] = field(default_factory=dict)
    _ids: dict[str, Rule] = field(default_factory=dict)

    def __post_init__(self) -> None:
        kinds: dict[str, list[Rule]] = {}
        for rule in self.rules:
            self._ids[rule.id] = rule
            kinds.setdefault(rule.kind, []).append(rule)
        self._kinds.update((kind, tuple(rules)) for kind, rules in kinds.items())

    @property
    def kinds(self) -> tuple[str, ...]:
        """Every kind there is a rule of, in the order of the files."""
        return tuple(self._kinds)

    def of(self, kind: str) -> tuple[Rule, ...]:
        """The rules of a kind in file order; none for an unknown kind."""
        return self._kinds.get(kind, ())

    def rule(self, rule_id: str) -> Rule:
        """The rule of that id; raises KeyError."""
        return self._ids[rule_id]

    def words_of(self, kinds: Iterable[str]) -> Iterator[tuple[str, Rule]]:
        """Every word of the word rules of these kinds, with its rule, in file order."""
        for kind in kinds:
            for rule in self.of(kind):
                if rule.pattern is None:
                    for word in rule.words:
                        yield word, rule

    def lexicon(self, name: str) -> frozenset[str]:
        """The word list of that name, with what packs add to it; raises `RuleError` where there is none."""
        return _lexicon_of(self.directories or (str(rules_dir()),), name)

    def without(self, rule_ids: Iterable[str]) -> RuleSet:
        """The set with some rules switched off."""
        off = frozenset(rule_ids)
        kept = tuple(rule for rule in self.rules if rule.id not in off)
        return RuleSet(kept, f"{self.digest}-{','.join(sorted(off))}", self.directories)


def load_rules(extra: Sequence[Path] = ()) -> RuleSet:
    """The built-in rules and those of the given packs; the same content gives the same object.

    Raises `RuleError`, with file, rule and reason, for the first thing wrong.
    """
    directories = (rules_dir(), *extra)
    return _loaded(directories, tuple(rulefile.signature(directory) for directory in directories))


@lru_cache(maxsize=16)
def _loaded(directories: tuple[Path, ...], signatures: tuple[object, ...]) -> RuleSet:
    """The rules of directories; asked again only where a file in them has changed."""
    files = [file for pack, directory in enumerate(directories) for file in rulefile.read_directory(directory, pack)]
    return _rule_set(tuple(files), tuple(str(directory) for directory in directories))


@lru_cache(maxsize=16)
def _rule_set(files: tuple[RuleFile, ...], directories: tuple[str, ...]) -> RuleSet:
    rows, digest, key = rulebuild.rows(files, directories)
    _kept.update(rulecache.load_patterns(key))
    return RuleSet(tuple(Rule(**row) for row in rows), digest, directories)


def packs(
    options: Sequence[Path] = (), environment: Mapping[str, str] = os.environ, start: Path = Path()
) -> tuple[Path, ...]:
    """The packs to load, in the order in which they take effect, each once.

    First those of ``[tool.zsextract] rules`` in the nearest pyproject.toml at or above ``start`` (relative to it), then
    those of ``ZSEXTRACT_RULES`` (separated as in PATH), then the options.
    """
    named = (Path(name) for name in environment.get("ZSEXTRACT_RULES", "").split(os.pathsep) if name)
    return tuple(dict.fromkeys(path.resolve() for path in (*rulefile.project_packs(start), *named, *options)))

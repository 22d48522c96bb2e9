"""From the texts of rule files to plain rows, one a rule: validated, macros put in, packs applied.

What makes a file unusable is raised here; what only its author cares about (a macro that nothing uses, a missing
example) is left to `zsextract.rulecheck`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Any

import regex

import zsextract.macros as macros
import zsextract.rulecache as rulecache
import zsextract.rulefile as rulefile
from zsextract.errors import RuleError
from zsextract.rulefile import PACK, SHARED_MACROS, RuleFile

if TYPE_CHECKING:
    from zsextract.rulespec import FileSpec, RuleSpec

Row = dict[str, Any]
_ROWS = 2  # count up when the fields of a row or the checks at build time change


def rows(files: Sequence[RuleFile], directories: Sequence[str]) -> tuple[list[Row], str, str]:
    """One dictionary for each rule that runs, the digest of their content, and the key of what is kept of them."""
    digest = content_digest(files)
    key = _cache_key(digest, files, directories)
    kept = rulecache.load(key)
    if kept is None:
        kept = list(_build(files, directories))
        _check_patterns(kept, key)
        rulecache.save(key, kept)
    return kept, digest, key


def _check_patterns(made: Sequence[Row], key: str) -> None:
    """Compile every pattern where that can be kept; raises for the rule whose pattern is wrong."""
    try:
        sources = ((row["pattern"], int(regex.VERBOSE) if row["verbose"] else 0) for row in made if row["pattern"])
        rulecache.save_patterns(key, sources)
    except regex.error as error:
        row = next(row for row in made if row["pattern"] == error.pattern)
        raise RuleError(row["path"], row["id"], f"pattern: {error}") from None


def _cache_key(digest: str, files: Sequence[RuleFile], directories: Sequence[str]) -> str:
    """The digest together with the paths, which rows name, and the word lists that there are."""
    content = [str(_ROWS), digest, str(len(files)), *(file.path for file in files)]
    for directory in directories:
        lists = Path(directory, "lexicons")
        names = sorted(os.listdir(lists)) if lists.is_dir() else []
        content += (directory, *(name for name in names if name.endswith(".txt")))
    return rulecache.key_of(content)


def content_digest(files: Sequence[RuleFile]) -> str:
    """Names the content of the files wherever they lie: 16 hexadecimal digits."""
    content = [part for file in files for part in (str(file.pack), file.name, file.text)]
    content += [part for macro in sorted(builtin_macros().items()) for part in macro]
    return rulecache.key_of(content)[:16]


def builtin_macros() -> Mapping[str, str]:
    """The macros that the code gives to every file: ``{{number}}`` and its kin."""
    from zsextract.numerals import PATTERNS

    return PATTERNS


def _build(files: Sequence[RuleFile], directories: Sequence[str]) -> Iterator[Row]:
    made: list[tuple[int, Row]] = []
    seen: dict[str, str] = {}
    for pack, directory in enumerate(directories):
        own = [file for file in files if file.pack == pack]
        made = _switch_off(made, seen, own)
        shared = {**builtin_macros(), **_shared_macros(files, {0, pack})}
        for file in own:
            if file.name not in (PACK, SHARED_MACROS):
                made += ((pack, row) for row in file_rows(file, shared, (directories[0], directory), seen))
    for _, row in made:
        if row["status"] != "retired":
            yield row


def _shared_macros(files: Sequence[RuleFile], among: set[int]) -> dict[str, str]:
    """The macros of the ``macros.toml`` of the built-in rules and of the pack itself; the pack's win."""
    from zsextract.rulespec import MacrosSpec, validated

    found: dict[str, str] = {}
    for file in files:
        if file.name == SHARED_MACROS and file.pack in among:
            found |= validated(MacrosSpec, rulefile.parse(file, examples=False), file.path).macros
    return found


def _switch_off(made: list[tuple[int, Row]], seen: dict[str, str], own: Sequence[RuleFile]) -> list[tuple[int, Row]]:
    """Take out what the pack disables, so that it may also define an id anew; raises for an id that nothing has."""
    from zsextract.rulespec import PackSpec, validated

    for file in own:
        if file.name != PACK:
            continue
        for wanted in validated(PackSpec, rulefile.parse(file, examples=False), file.path).disable:
            off = {row["id"] for _, row in made if fnmatchcase(row["id"], wanted)}
            if not off:
                raise RuleError(file.path, None, f"disable: no rule has the id {wanted!r}; see `zsextract rules list`")
            made = [(pack, row) for pack, row in made if row["id"] not in off]
            for rule_id in off:
                del seen[rule_id]
    return made


def file_rows(
    file: RuleFile, shared: Mapping[str, str], directories: Sequence[str], seen: dict[str, str]
) -> Iterator[Row]:
    """The rows of one file; ``seen`` maps the ids met so far to where they stand and is added to."""
    from zsextract.rulespec import FileSpec, validated

    spec = validated(FileSpec, rulefile.parse(file, examples=False), file.path)
    known = {**shared, **spec.macros}
    for rule, line in zip(spec.rule, rulefile.lines_of_rules(file.text), strict=False):
        if rule.id in seen:
            raise RuleError(file.path, rule.id, f"the id is taken by the rule at {seen[rule.id]}")
        seen[rule.id] = f"{file.path}:{line}"
        yield row_of(file, spec, rule, line, known, directories)


def row_of(
    file: RuleFile, spec: FileSpec, rule: RuleSpec, line: int, known: Mapping[str, str], directories: Sequence[str]
) -> Row:
    """The row of one rule: the fields of `zsextract.rules.Rule`."""
    try:
        pattern = None if rule.pattern is None else macros.expand(rule.pattern, known)
    except macros.MacroError as error:
        raise RuleError(file.path, rule.id, str(error)) from None
    return {
        "id": rule.id,
        "kind": rule.kind or spec.kind,
        "summary": rule.summary,
        "status": rule.status,
        "pattern": pattern,
        "own_words": tuple(rule.words or ()),
        "lexicons": _lexicon_paths(file, rule, directories),
        "anchors": tuple(rule.anchors),
        "priority": rule.priority,
        "gives": dict(rule.gives),
        "verbose": rule.verbose,
        "path": file.path,
        "line": line,
    }


def _lexicon_paths(file: RuleFile, rule: RuleSpec, directories: Sequence[str]) -> tuple[str, ...]:
    """Where the word lists of that name lie: the built-in one and the pack's own, which adds to it."""
    if rule.lexicon is None:
        return ()
    paths = [Path(directory, "lexicons", f"{rule.lexicon}.txt") for directory in dict.fromkeys(directories)]
    found = tuple(str(path) for path in paths if path.is_file())
    if not found:
        raise RuleError(file.path, rule.id, f"lexicon: there is no {paths[-1]}")
    return found

"""``zsextract rules check``: everything that is wrong in rule files, each with file, line, rule, reason and remedy.

`load_rules` stops at the first thing that makes a file unusable; this goes on, and looks at what only an author cares
about (`zsextract.rulereview`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from pydantic import ValidationError

import zsextract.macros as macros
import zsextract.rulebuild as rulebuild
import zsextract.rulefile as rulefile
import zsextract.rulereview as rulereview
from zsextract.errors import RuleError
from zsextract.rulefile import PACK, SHARED_MACROS, RuleFile
from zsextract.ruleproblem import Candidate, Problem, line_of
from zsextract.rulespec import FileSpec, MacrosSpec, PackSpec, RuleSpec, problems


@dataclass(slots=True)
class _Files:
    """All files that are checked together, and the rules in them that passed their schema."""

    directories: Sequence[Path]
    files: list[RuleFile] = field(default_factory=list)
    rules: list[Candidate] = field(default_factory=list)
    macros: dict[int, dict[str, str]] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)


def check(directories: Sequence[Path], *, only: Sequence[Path] = (), cost: bool = True) -> list[Problem]:
    """Everything wrong in these directories, the built-in one first, in the order of files and lines.

    ``only`` names the files or directories whose problems are asked for; the others are read for their macros and ids.
    ``cost`` false leaves out the running of patterns on hostile text, which takes seconds.
    """
    state = _Files(directories)
    found = [*_read(state), *_structure(state)]
    for rule in state.rules:
        if _is_asked(rule.file.path, only):
            found += rulereview.review(rule, cost=cost)
    found += _unused_shared(state)
    found += rulereview.repeated_words(state.rules)
    order = {file.path: at for at, file in enumerate(state.files)}
    asked = [problem for problem in found if _is_asked(problem.path, only)]
    return sorted(asked, key=lambda problem: (order.get(problem.path, -1), problem.line))


def _is_asked(path: str, only: Sequence[Path]) -> bool:
    return not only or any(Path(path).resolve().is_relative_to(one.resolve()) for one in only)


def _read(state: _Files) -> Iterator[Problem]:
    for pack, directory in enumerate(state.directories):
        try:
            paths = [directory] if directory.is_file() else sorted(directory.glob("*.toml"))
            if not directory.exists():
                raise RuleError(directory, None, "is no directory with rule files")
        except RuleError as error:
            yield Problem(error.path, 0, None, "unreadable", error.reason)
            continue
        for path in paths:
            try:
                state.files.append(rulefile.read(path, pack))
            except RuleError as error:
                yield Problem(error.path, 0, None, "unreadable", error.reason)


def _structure(state: _Files) -> Iterator[Problem]:
    """Parse every file in order: shared macros first, packs after what they may switch off."""
    seen: dict[str, str] = {}
    for pack in range(len(state.directories)):
        own = [file for file in state.files if file.pack == pack]
        state.macros[pack] = {**rulebuild.builtin_macros(), **_given(state, 0), **_given(state, pack)}
        yield from (problem for file in own if file.name == SHARED_MACROS for problem in _schema(MacrosSpec, file))
        yield from (problem for file in own if file.name == PACK for problem in _pack(file, seen))
        for file in own:
            if file.name not in (PACK, SHARED_MACROS):
                yield from _rules_of(state, file, seen)


def _parsed(file: RuleFile) -> tuple[dict[str, Any], list[Problem]]:
    try:
        return rulefile.parse(file, examples=True), []
    except RuleError as error:
        at = re.search(r"at line (\d+)", error.reason)
        line = int(at[1]) if at else 0
        return {}, [Problem(error.path, line, error.rule, "stray-examples" if error.rule else "toml", error.reason)]


def _given(state: _Files, pack: int) -> dict[str, str]:
    """The macros of a pack's ``macros.toml``, as far as they can be read."""
    for file in state.files:
        if file.pack == pack and file.name == SHARED_MACROS:
            given = _parsed(file)[0].get("macros", {})
            return {name: text for name, text in given.items() if isinstance(text, str)}
    return {}


def _schema(model: type[MacrosSpec] | type[PackSpec], file: RuleFile) -> Iterator[Problem]:
    data, broken = _parsed(file)
    yield from broken
    if broken:
        return
    try:
        model.model_validate(data)
    except ValidationError as error:
        for _, reason in problems(error, data):
            yield Problem(file.path, line_of(file.text, 1, reason.partition(":")[0]), None, "schema", reason)


def _pack(file: RuleFile, seen: dict[str, str]) -> Iterator[Problem]:
    wrong = list(_schema(PackSpec, file))
    yield from wrong
    if wrong:
        return
    for wanted in PackSpec.model_validate(_parsed(file)[0]).disable:
        off = [rule_id for rule_id in seen if fnmatchcase(rule_id, wanted)]
        if not off:
            line = line_of(file.text, 1, "disable")
            yield Problem(file.path, line, None, "unknown-disable", f"disable: no rule has the id {wanted!r}")
        for rule_id in off:
            del seen[rule_id]


def _rules_of(state: _Files, file: RuleFile, seen: dict[str, str]) -> Iterator[Problem]:
    data, broken = _parsed(file)
    yield from broken
    if broken:
        return
    lines = rulefile.lines_of_rules(file.text)
    specs: list[Candidate] = []
    kind = data.get("kind")
    for at, raw in enumerate(data["rule"] if isinstance(data.get("rule"), list) else []):
        try:
            spec = RuleSpec.model_validate(raw)
            specs.append(Candidate(file, spec, spec.kind or str(kind), lines[at] if at < len(lines) else 0))
        except ValidationError:
            pass  # the validation of the whole file tells it below
    try:
        own = FileSpec.model_validate(data).macros
    except ValidationError as error:
        own = {name: text for name, text in dict(data.get("macros") or {}).items() if isinstance(text, str)}
        yield from _schema_problems(file, data, error, lines)
    yield from _ids(specs, seen)
    yield from _macros(state, file, specs, own)
    state.rules += specs


def _schema_problems(file: RuleFile, data: dict[str, Any], error: ValidationError, lines: list[int]) -> list[Problem]:
    names = {str(raw.get("id", f"number {at + 1}")): lines[at] for at, raw in enumerate(data["rule"])} if lines else {}
    found = []
    for rule, reason in problems(error, data):
        key = re.split(r"[.:]", reason, maxsplit=1)[0]
        start = names.get(rule or "", 1)
        found.append(Problem(file.path, line_of(file.text, start, key), rule, "schema", reason))
    return found


def _ids(specs: Iterable[Candidate], seen: dict[str, str]) -> Iterator[Problem]:
    for rule in specs:
        if rule.spec.id in seen:
            yield rule.problem("duplicate-id", f"the id is taken by the rule at {seen[rule.spec.id]}", "id")
        else:
            seen[rule.spec.id] = f"{rule.file.path}:{rule.line}"


def _macros(state: _Files, file: RuleFile, specs: list[Candidate], own: Mapping[str, str]) -> Iterator[Problem]:
    known = {**state.macros[file.pack], **own}
    patterns = [rule.spec.pattern for rule in specs if rule.spec.pattern]
    used = macros.closure(patterns, known)
    state.used |= used
    for name in own:
        if name not in macros.closure(patterns, own):
            reason = f"macro {{{{{name}}}}} is not used by any rule of the file"
            yield Problem(file.path, line_of(file.text, 1, name), None, "unused-macro", reason)
    for rule in specs:
        if rule.spec.pattern is None:
            continue
        try:
            rule.pattern = macros.expand(rule.spec.pattern, known)
        except macros.MacroError as error:
            kind = "cyclic-macro" if "uses itself" in str(error) else "unknown-macro"
            yield rule.problem(kind, str(error), "pattern")


def _unused_shared(state: _Files) -> Iterator[Problem]:
    for file in state.files:
        if file.name == SHARED_MACROS:
            for name in _given(state, file.pack):
                if name not in state.used:
                    reason = f"macro {{{{{name}}}}} is not used by any rule"
                    yield Problem(file.path, line_of(file.text, 1, name), None, "unused-macro", reason)

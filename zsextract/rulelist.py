"""What ``zsextract rules list`` and ``rules show`` tell of rules: plain data, one dictionary a rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import zsextract.rulefile as rulefile
from zsextract.rulefile import PACK, SHARED_MACROS, RuleFile
from zsextract.rules import Rule, RuleSet
from zsextract.rulespec import FileSpec, RuleSpec, validated


def files_of(directories: Sequence[Path]) -> list[RuleFile]:
    """The rule files of directories, or single files, in order."""
    found: list[RuleFile] = []
    for pack, path in enumerate(directories):
        found += [rulefile.read(path, pack)] if path.is_file() else rulefile.read_directory(path, pack)
    return [file for file in found if file.name not in (PACK, SHARED_MACROS)]


def specs(files: Iterable[RuleFile]) -> dict[tuple[str, str], RuleSpec]:
    """What the files say of each rule, by file and id; raises `RuleError`."""
    found = {}
    for file in files:
        for spec in validated(FileSpec, rulefile.parse(file, examples=True), file.path).rule:
            found[file.path, spec.id] = spec
    return found


def hits(rules: RuleSet, views: Iterable[str]) -> Counter[str]:
    """How often each rule's words or pattern stand in the matching views of some texts."""
    counted: Counter[str] = Counter({rule.id: 0 for rule in rules.rules})
    for view in views:
        for rule in rules.rules:
            if rule.pattern is not None:
                counted[rule.id] += sum(1 for _ in rule.regex.finditer(view))
            else:
                counted[rule.id] += sum(view.count(word) for word in rule.words)
    return counted


def views(directory: Path) -> list[str]:
    """The matching views of the texts (*.txt) in a directory; files that are none are passed over."""
    import zsextract.fold as fold
    from zsextract.decode import decode
    from zsextract.errors import InputError
    from zsextract.repair import repair

    found = []
    for path in sorted(directory.glob("*.txt")):
        try:
            found.append(fold.view(repair(decode(path.read_bytes(), path.name)).text))
        except InputError:
            continue
    return found


def summaries(rules: RuleSet, directories: Sequence[Path], counted: Counter[str] | None) -> list[dict[str, Any]]:
    """One row for each rule: what it is, how many examples it has, and its hits where they were counted."""
    known = specs(files_of(directories))
    rows = []
    for rule in rules.rules:
        spec = known.get((rule.path, rule.id))
        rows.append(
            {
                "id": rule.id,
                "kind": rule.kind,
                "status": rule.status,
                "summary": rule.summary,
                "examples": len(spec.match) if spec else 0,
                "counter_examples": len(spec.reject) if spec else 0,
                "hits": None if counted is None else counted[rule.id],
                "where": rule.where,
            }
        )
    return rows


def details(rule: Rule) -> dict[str, Any]:
    """Everything of one rule: its pattern as written and with its macros put in, its words, its examples."""
    spec = specs([rulefile.read(Path(rule.path))])[rule.path, rule.id]
    given = spec.model_dump(mode="json", exclude_defaults=True, exclude_none=True)
    return {
        "id": rule.id,
        "kind": rule.kind,
        "status": rule.status,
        "summary": rule.summary,
        "where": rule.where,
        "priority": rule.priority,
        "gives": dict(rule.gives),
        "anchors": list(rule.anchors),
        "pattern": spec.pattern,
        "expanded": rule.pattern,
        "lexicon": spec.lexicon,
        "words": list(rule.words),
        "match": given.get("match", []),
        "reject": given.get("reject", []),
        "known_failure": given.get("known_failure", []),
    }

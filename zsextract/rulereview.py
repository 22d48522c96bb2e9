"""What is wrong with one rule by itself: its examples, its words, its pattern and what that costs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import get_args

import regex

import zsextract.rulecost as rulecost
import zsextract.rulepattern as rulepattern
from zsextract.ruleproblem import MATCHES, REJECTS, Candidate, Problem
from zsextract.rules import rules_dir
from zsextract.rulespec import MatchSpec, RejectSpec


def review(rule: Candidate, *, cost: bool) -> Iterator[Problem]:
    """Everything wrong with one rule by itself; compiles its pattern into ``rule.compiled``."""
    yield from _examples(rule)
    yield from _gives(rule)
    yield from _in_view(rule)
    yield from _lexicon(rule)
    if rule.pattern is None:
        return
    try:
        rule.compiled = regex.compile(rule.pattern, regex.VERBOSE if rule.spec.verbose else 0)
    except regex.error as error:
        yield rule.problem("pattern", f"pattern: {error}", "pattern")
        return
    yield from _shape(rule)
    yield from _anchors(rule)
    if cost:
        yield from _cost(rule)


def _shape(rule: Candidate) -> Iterator[Problem]:
    """What can be seen in the pattern itself."""
    empty = rule.compiled.match("甲乙", pos=1)  # in the middle, where no look-around finds an edge
    if empty and not empty[0]:
        yield rule.problem("empty-match", "the pattern matches where there is nothing", "pattern")
    for run in rulepattern.open_runs(rule.spec.pattern or ""):
        yield rule.problem("open-run", f"{run} runs over anything without an end", "pattern")
    for dead, earlier in rulepattern.dead_alternatives(rule.spec.pattern or ""):
        yield rule.problem("dead-alternative", f"{dead!r} can never match: {earlier!r} is tried before it", "pattern")


def _cost(rule: Candidate) -> Iterator[Problem]:
    marked = [found[1] for example in rule.spec.match if (found := re.search("⟦([^⟦⟧]+)⟧", example.text))]
    if slow := rulecost.worst(rule.compiled, rulecost.hostile(rule.spec.pattern or "", marked)):
        unit, seconds = slow
        reason = f"{rulecost.LONG} characters of {unit!r} take {seconds * 1000:.0f} ms, more than they should"
        yield rule.problem("slow", reason, "pattern")


def _examples(rule: Candidate) -> Iterator[Problem]:
    spec = rule.spec
    if spec.status == "stable" and len(spec.match) < MATCHES:
        yield rule.problem("few-examples", f"has {len(spec.match)} of {MATCHES} examples")
    if spec.status == "stable" and len(spec.reject) < REJECTS:
        yield rule.problem("no-reject", "has no counter-example")
    cases: list[MatchSpec | RejectSpec] = [*spec.match, *spec.known_failure, *spec.reject]
    for at, case in enumerate(cases):
        marks = case.text.count("⟦"), case.text.count("⟧")
        if marks not in ((1, 1), (0, 0)) or (marks == (0, 0) and isinstance(case, MatchSpec)):
            yield rule.problem("marks", f"{case.text!r} has {marks[0]} ⟦ and {marks[1]} ⟧")
        if any(case == other for other in cases[:at]):
            yield rule.problem("duplicate-example", f"{case.text!r} is there twice")


def _gives(rule: Candidate) -> Iterator[Problem]:
    """Values that the record does not know; ``none`` says that the words mean none of them."""
    known = _known_values().get(rule.kind)
    value = rule.spec.gives.get(rule.kind)
    if known and value is not None and value not in (*known, "none"):
        reason = f"gives.{rule.kind}: the record knows no {value!r}; it knows {', '.join(known)}"
        yield rule.problem("unknown-gives", reason, "gives")


def _known_values() -> dict[str, tuple[str, ...]]:
    """The closed lists of the record, by the kind of the rules that give their values."""
    import zsextract.recordwords as recordwords

    return {
        "role": get_args(recordwords.Role),
        "stage": get_args(recordwords.Stage),
        "status": get_args(recordwords.Status),
        "object": get_args(recordwords.Counted),
    }


def _in_view(rule: Candidate) -> Iterator[Problem]:
    """Words and anchors that the matching view cannot hold, since it is simplified and half-width."""
    for key, words in (("words", rule.spec.words or []), ("anchors", rule.spec.anchors)):
        for word in words:
            if (viewed := _viewed(word)) != word:
                yield rule.problem("not-in-view", f"{key}: {word!r} is never in the view, which has {viewed!r}", key)
    strange = [char for char in rulepattern.literals(rule.spec.pattern or "") if _viewed(char) != char]
    if strange:
        yield rule.problem("not-in-view", f"pattern: {''.join(strange)!r} is never in the view", "pattern")


def _viewed(text: str) -> str:
    """The text as the view would hold it: simplified, half-width."""
    import zsextract.fold as fold
    from zsextract.repair.script import simplified_characters, traditional

    old, table = traditional(), simplified_characters()
    return fold.view("".join(table[char] if char in old else char for char in text))


def _anchors(rule: Candidate) -> Iterator[Problem]:
    if not rule.spec.anchors:
        return
    for example in rule.spec.match:
        text = _viewed(example.text.replace("⟦", "").replace("⟧", ""))
        for found in rule.compiled.finditer(text):
            if not any(anchor in found[0] for anchor in rule.spec.anchors):
                yield rule.problem("unsound-anchor", f"{found[0]!r} is matched and has none of the anchors", "anchors")
                return


def _lexicon(rule: Candidate) -> Iterator[Problem]:
    name = rule.spec.lexicon
    if name is None:
        return
    near = [Path(rule.file.path).parent, *([rules_dir()] if rule.file.pack else [])]
    if not any((directory / "lexicons" / f"{name}.txt").is_file() for directory in near):
        yield rule.problem("no-lexicon", f"lexicon: there is no lexicons/{name}.txt", "lexicon")


def repeated_words(rules: Sequence[Candidate]) -> Iterator[Problem]:
    """Words that are there twice: in one rule, or in two of a kind that give one field, of which only one can win."""
    taken: dict[tuple[str, tuple[str, ...], str], Candidate] = {}
    for rule in rules:
        words = rule.spec.words or []
        fields = tuple(sorted(_FIELDS.intersection(rule.spec.gives)))
        for word in dict.fromkeys(words):
            if words.count(word) > 1:
                yield rule.problem("duplicate-word", f"words: {word!r} is there twice", "words")
            earlier = taken.setdefault((rule.kind, fields, word), rule)
            if earlier is not rule and fields and rule.spec.status != "retired":
                reason = f"words: {word!r} is a word of {earlier.spec.id} already, of the same kind"
                yield rule.problem("shadowed-word", reason, "words")


_FIELDS = frozenset({"role", "stage", "status", "object", "currency", "unit", "kind", "family"})
"""Fields of the record that a word can fill with one value only."""

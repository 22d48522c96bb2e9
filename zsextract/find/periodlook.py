"""Where the rules of kind ``period`` match: they are looked for only around their anchors.

A match consists of characters that its pattern names, so that it lies within a run of such characters round an anchor.
Most rules begin in the same way, with a look at the first character and the one before: where they can begin is found
first, for all of them, and the rules are tried only there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from zsextract.find.anchors import Anchors
from zsextract.find.dates import Parts
from zsextract.rules import Rule, RuleSet

Kind = Literal[
    "range", "until", "since", "deadline", "day", "plan", "duration", "festival", "vague", "comparison", "name"
]
Found = tuple[int, int, Parts]
"""Start and end of a match in the view, and its named groups."""

_BEFORE, _BEHIND = 24, 24  # a period reaches no farther from its anchor
_REMEMBERED = 4096
_SEEN = 8  # so many characters behind a period decide whether it is one
_HEAD = re.compile(r"\(\?:\(\?=(\[[^\[\]]*\])\)\(\?<!(\[[^\[\]]*\])\)\)")
_OPEN = re.compile(r"\[\^|\\[pPwWSD]|(?<!\\)\.(?![\]每])")
_AROUND = re.compile(r"\(\?<?[!=](?:[^()]|\([^()]*\))*\)")  # what is only looked at


class Look(NamedTuple):
    """A rule, ready to be looked for.

    ``needs``: of each of these its match, or what decides behind it, has a character. ``begins``: with one of these its
    match begins; empty where that is not said.
    """

    rule: Rule
    kind: Kind
    shape: str
    needs: tuple[frozenset[str], ...]
    begins: str
    names: tuple[str, ...]
    match: Callable[..., Any]
    finditer: Callable[..., Any]

    def found(self, match: Any) -> Found:
        """What the match says."""
        return (*match.span(), dict(zip(self.names, match.groups(), strict=True)))


class _Group(NamedTuple):
    """Rules that are looked for together; ``alphabet`` None: their matches may hold any character.

    ``heads`` finds where they can begin; None: it is not known. ``marks`` are all the characters that some rule needs,
    ``chosen`` remembers the rules that a set of them leaves.
    """

    looks: tuple[Look, ...]
    alphabet: frozenset[str] | None
    heads: Callable[..., Any] | None
    marks: frozenset[str]
    chosen: dict[frozenset[str], tuple[Look, ...]]

    def among(self, text: str) -> tuple[Look, ...]:
        """The rules that a text has the characters for."""
        marks = self.marks.intersection(text)
        looks = self.chosen.get(marks)
        if looks is None:
            looks = tuple(look for look in self.looks if not any(map(marks.isdisjoint, look.needs)))
            if len(self.chosen) < _REMEMBERED:
                self.chosen[marks] = looks
        return looks


class _Plan(NamedTuple):
    """All groups: those with anchors, in the order of the numbers that the anchors give, and those without."""

    anchors: Anchors
    anchored: tuple[_Group, ...]
    others: tuple[_Group, ...]


@lru_cache(maxsize=4)
def _plan(rules: RuleSet) -> _Plan:
    """The rules of kind ``period``, those together that begin alike, or have the same anchors."""
    groups: dict[object, list[Rule]] = {}
    for rule in rules.of("period"):
        head = _HEAD.match(rule.pattern or "")
        groups.setdefault(head.group() if head and rule.anchors else rule.anchors, []).append(rule)
    made = [(_least(group), _group(group)) for group in groups.values()]
    anchored = [(anchors, group) for anchors, group in made if anchors]
    return _Plan(
        Anchors([anchors for anchors, _ in anchored]),
        tuple(group for _, group in anchored),
        tuple(group for anchors, group in made if not anchors),
    )


def _least(group: Sequence[Rule]) -> list[str]:
    """The anchors of the rules without those that contain another."""
    anchors = list(dict.fromkeys(anchor for rule in group for anchor in rule.anchors))
    return [anchor for anchor in anchors if not any(other != anchor and other in anchor for other in anchors)]


def _group(rules: Sequence[Rule]) -> _Group:
    head = _HEAD.match(rules[0].pattern or "") if rules[0].anchors else None
    heads = re.compile(f"(?<!{head[2]}){head[1]}").finditer if head else None
    looks = tuple(_look(rule) for rule in rules)
    marks = frozenset(char for look in looks for need in look.needs for char in need)
    return _Group(looks, _alphabet(rules), heads, marks, {})


def _look(rule: Rule) -> Look:
    pattern = rule.regex
    names = [""] * pattern.groups
    for name, number in pattern.groupindex.items():
        names[number - 1] = name
    needs = [frozenset(anchor[0] for anchor in rule.anchors)] if rule.anchors else []
    needs += map(frozenset, rule.gives.get("needs", ()))
    kind: Kind = rule.gives.get("kind", "range")
    shape = str(rule.gives.get("shape", "unknown"))
    begins = str(rule.gives.get("begins", ""))
    return Look(rule, kind, shape, tuple(needs), begins, tuple(names), pattern.match, pattern.finditer)


def _alphabet(rules: Sequence[Rule]) -> frozenset[str] | None:
    """The characters that the patterns take in; None where one takes in characters that it does not name."""
    patterns = "".join(rule.pattern or "" for rule in rules)
    if _OPEN.search(patterns):
        return None
    patterns = _AROUND.sub("", patterns)
    return frozenset(char for char in patterns if not char.isascii()) | frozenset("0123456789 -~().")


def candidates(view: str, rules: RuleSet) -> list[tuple[Look, Found]]:
    """The matches of all rules; those of one group lie apart, those of several may overlap."""
    plan = _plan(rules)
    found: list[tuple[Look, Found]] = []
    windows: list[list[_Window]] = [[] for _ in plan.anchored]
    for start, end, number in plan.anchors.hits(view):
        _reach(view, start, end, plan.anchored[number].alphabet, windows[number])
    for group, own in zip(plan.anchored, windows, strict=True):
        for window in own:
            _match(view, group, window, found)
    for group in plan.others:
        _match(view, group, _Window(0, len(view), len(view), len(view)), found)
    return found


class _Window(NamedTuple):
    """A run of characters that a match may consist of: its start and end, the end of what decides behind it, and the
    end of its last anchor."""

    start: int
    end: int
    stop: int
    last: int


def _reach(view: str, start: int, end: int, alphabet: frozenset[str] | None, windows: list[_Window]) -> None:
    """Add the run that an anchor stands in; runs that meet with what decides behind them are one."""
    first, low, high, last = start, max(start - _BEFORE, 0), min(end + _BEHIND, len(view)), end
    if windows and start <= windows[-1].end:
        first, end = windows[-1].start, max(end, windows[-1].end)
    elif alphabet is None:
        first = low
    else:
        while first > low and view[first - 1] in alphabet:
            first -= 1
    if alphabet is None:
        end = high
    else:
        while end < high and view[end] in alphabet:
            end += 1
    if windows and first <= windows[-1].stop:
        first = windows.pop().start
    windows.append(_Window(first, end, min(end + _SEEN, len(view)), last))


def _match(view: str, group: _Group, window: _Window, found: list[tuple[Look, Found]]) -> None:
    """Add what a group finds in a window of the view."""
    start, _, stop, last = window
    looks = group.among(view[start:stop])
    if not looks:
        return
    if group.heads is None:
        found += [(look, look.found(match)) for look in looks for match in look.finditer(view, start, stop)]
        return
    end = start
    for head in group.heads(view, start, last):
        at = head.start()
        if at >= end:
            best = _longest(view, looks, at, stop)
            if best is not None:
                end = best[1].end()
                found.append((best[0], best[0].found(best[1])))


def _longest(view: str, looks: Sequence[Look], at: int, stop: int) -> tuple[Look, Any] | None:
    """The longest match at a place, of equal ones that of the rule with the highest priority, then of the first."""
    best: tuple[Look, Any] | None = None
    first = view[at]
    for look in looks:
        if look.begins and first not in look.begins:
            continue
        match = look.match(view, at, stop)
        if match and (best is None or (match.end(), look.rule.priority) > (best[1].end(), best[0].rule.priority)):
            best = look, match
    return best

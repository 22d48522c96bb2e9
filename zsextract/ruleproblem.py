"""A problem of a rule file: where it is, what it is, and what to do about it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from zsextract.rulefile import RuleFile
    from zsextract.rulespec import RuleSpec

MATCHES, REJECTS = 2, 1

REMEDIES = {
    "unreadable": "give a readable directory of rule files in UTF-8",
    "toml": "mend the TOML at this line; patterns are best written between three single quotes",
    "schema": "see `zsextract rules new` for the keys that there are",
    "unknown-macro": "define it under [macros] of this file or in macros.toml, or correct the name",
    "cyclic-macro": "write out one of the macros of the circle",
    "unused-macro": "use it or take it out",
    "duplicate-id": "give one of the two another id",
    "pattern": "correct the pattern; the position counts in the pattern with its macros put in",
    "empty-match": "let the pattern need at least one character",
    "open-run": "say what may stand there and how much of it: [^。]{0,20}+ in place of .*",
    "dead-alternative": "put the longer alternative first, or take it out",
    "duplicate-word": "write it once",
    "shadowed-word": "keep the word in one of the two rules",
    "not-in-view": "write it as the matching view does: simplified, half-width",
    "slow": "make quantifiers possessive (++, *+, ?+) and put a look-behind before each run: (?<![0-9])[0-9]++",
    "few-examples": f"add [[rule.match]] tables until there are {MATCHES}, from real text",
    "no-reject": "add a [[rule.reject]]: a text that looks like it and is none",
    "stray-examples": "correct the id, or take the examples out of the file in examples/",
    "marks": "mark exactly one mention, ⟦like this⟧",
    "duplicate-example": "take it out, or make it a different case",
    "unsound-anchor": "add the anchor that this match contains, or take the anchors out",
    "no-lexicon": "add the word list to lexicons/ or correct the name",
    "unknown-disable": "see `zsextract rules list` for the ids that there are",
    "unknown-gives": "use one of the values that the record knows",
}
"""Every kind of problem and what to do about it."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong: where, in which rule, what, and what to do. ``line`` counts from 1; 0 is the file as a whole."""

    path: str
    line: int
    rule: str | None
    kind: str
    reason: str

    @property
    def remedy(self) -> str:
        """What to do about it."""
        return REMEDIES[self.kind]

    def __str__(self) -> str:
        rule = f" rule {self.rule}:" if self.rule else ""
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}:{rule} {self.reason} [{self.kind}]\n    {self.remedy}"


@dataclass(slots=True)
class Candidate:
    """A rule that passed its schema, with what is needed to look closer."""

    file: RuleFile
    spec: RuleSpec
    kind: str
    line: int
    pattern: str | None = None
    compiled: Any = None

    def problem(self, kind: str, reason: str, key: str = "") -> Problem:
        """A problem of this rule, at the line of one of its keys."""
        return Problem(self.file.path, line_of(self.file.text, self.line, key), self.spec.id, kind, reason)


def line_of(text: str, line: int, key: str) -> int:
    """The line of ``key = …`` at or behind a line and before the next rule; the line itself where there is none."""
    lines = text.splitlines()
    for at in range(max(line - 1, 0), len(lines)):
        if key and re.match(rf"\s*{re.escape(key)}\s*=", lines[at]):
            return at + 1
        if at > line - 1 and lines[at].lstrip().startswith("[[rule]]"):
            break
    return line

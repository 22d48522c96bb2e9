"""The examples of rule files, each with its place, its text and its mark."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import zsextract.rulefile as rulefile
from zsextract.rulefile import PACK, SHARED_MACROS, RuleFile
from zsextract.rulespec import FileSpec, MatchSpec, RejectSpec, RuleSpec, validated

Sort = Literal["match", "reject", "known_failure"]


@dataclass(frozen=True, slots=True)
class Case:
    """One example of a rule; ``number`` counts those of its sort from 0, ``line`` is that of its rule."""

    rule: str
    kind: str
    path: str
    line: int
    sort: Sort
    number: int
    example: MatchSpec | RejectSpec

    @property
    def name(self) -> str:
        """``file::rule::match[0]``."""
        return f"{self.path}::{self.rule}::{self.sort}[{self.number}]"

    @property
    def text(self) -> str:
        """The text without the marks."""
        return self.example.text.replace("⟦", "").replace("⟧", "")

    @property
    def mark(self) -> tuple[int, int] | None:
        """The marked span in `text`, None where nothing is marked."""
        start, end = self.example.text.find("⟦"), self.example.text.find("⟧")
        return (start, end - 1) if 0 <= start < end else None

    @property
    def expected(self) -> dict[str, Any]:
        """The fields that must be found."""
        return self.example.expected if isinstance(self.example, MatchSpec) else {}


def cases(files: Iterable[RuleFile]) -> Iterator[Case]:
    """Every example of the rules that run, in order; raises `RuleError` for a file that is wrong."""
    for file in files:
        if file.name in (PACK, SHARED_MACROS):
            continue
        spec = validated(FileSpec, rulefile.parse(file, examples=True), file.path)
        for rule, line in zip(spec.rule, rulefile.lines_of_rules(file.text), strict=False):
            if rule.status != "retired":
                yield from _of(rule, rule.kind or spec.kind, file.path, line)


def _of(rule: RuleSpec, kind: str, path: str, line: int) -> Iterator[Case]:
    sorts: tuple[tuple[Sort, Sequence[MatchSpec | RejectSpec]], ...] = (
        ("match", rule.match),
        ("reject", rule.reject),
        ("known_failure", rule.known_failure),
    )
    for sort, examples in sorts:
        for number, example in enumerate(examples):
            yield Case(rule.id, kind, path, line, sort, number, example)

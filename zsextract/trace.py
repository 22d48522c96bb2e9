"""What the stages tell about themselves when somebody asks: candidates that lost, and what gave a figure its fields.

A stage takes ``trace: Trace | None`` and writes ``if trace is not None: trace.reject(…)``; without one it does nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from zsextract.articles import Article

    from zsextract.repair import Repaired


class Rejected(NamedTuple):
    """A candidate that lost: the stage that dropped it, the rule that had proposed it, its span, and why."""

    stage: str
    rule: str
    start: int
    end: int
    reason: str


class Given(NamedTuple):
    """The figure at ``[start, end)`` has ``field`` from the words at ``[by_start, by_end)``, for this reason."""

    field: str
    start: int
    end: int
    by_start: int
    by_end: int
    reason: str


@dataclass(slots=True)
class Trace:
    """What one run of the pipeline kept for `zsextract explain`.

    Stages give offsets into the view of their article; ``base``, which the pipeline sets to the article's start before
    its stages run, turns them into offsets into ``repaired.text``, in which everything here is kept.
    """

    base: int = 0
    repaired: Repaired | None = None
    articles: list[Article] = field(default_factory=list)
    sentences: list[tuple[int, int]] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    given: list[Given] = field(default_factory=list)

    def sentence(self, start: int, end: int) -> None:
        """Note the bounds of a sentence."""
        self.sentences.append((self.base + start, self.base + end))

    def reject(self, stage: str, rule: str, start: int, end: int, reason: str) -> None:
        """Note a candidate that lost."""
        self.rejected.append(Rejected(stage, rule, self.base + start, self.base + end, reason))

    def give(self, name: str, start: int, end: int, by_start: int, by_end: int, reason: str = "") -> None:
        """Note that the figure at ``[start, end)`` has the field ``name`` from the words at ``[by_start, by_end)``."""
        base = self.base
        self.given.append(Given(name, base + start, base + end, base + by_start, base + by_end, reason))

"""What the stages tell about themselves when somebody asks: what they made, and the candidates that lost.

The pipeline gives what it made to `Trace.read`. A stage that drops candidates may take ``trace: Trace | None`` and
write ``if trace is not None: trace.reject(…)``; without one it does nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from zsextract.articles import Article
    from zsextract.figures import Figure
    from zsextract.find.officials import OfficialMention
    from zsextract.link import Setting
    from zsextract.repair import Repaired


class Rejected(NamedTuple):
    """A candidate that lost: the stage that dropped it, the rule that had proposed it, its span, and why."""

    stage: str
    rule: str
    start: int
    end: int
    reason: str


class Reading(NamedTuple):
    """What the finders made of one article, which begins at ``base`` of the repaired text; offsets count from there.

    ``own`` are the figures of a user's own families; links between ``figures`` are places in that list.
    """

    base: int
    setting: Setting
    figures: Sequence[Figure]
    officials: Sequence[OfficialMention]
    own: Sequence[Figure]


@dataclass(slots=True)
class Trace:
    """What one run of the pipeline kept for `zsextract explain`.

    Stages give offsets into the view of their article; ``base``, which the pipeline sets to the article's start before
    its stages run, turns them into offsets into ``repaired.text``.
    """

    base: int = 0
    repaired: Repaired | None = None
    articles: list[Article] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)

    def read(
        self, setting: Setting, figures: Sequence[Figure], officials: Sequence[OfficialMention],
        own: Sequence[Figure] = (),
    ) -> None:  # fmt: skip
        """Keep what the finders made of the article at ``base``."""
        self.readings.append(Reading(self.base, setting, figures, officials, own))

    def reject(self, stage: str, rule: str, start: int, end: int, reason: str) -> None:
        """Note a candidate that lost."""
        self.rejected.append(Rejected(stage, rule, self.base + start, self.base + end, reason))

"""What every reader of a container gives: bodies of articles, or failures that have a name of their own."""

from __future__ import annotations

from dataclasses import dataclass

from zsextract.corpus.items import Failure


@dataclass(frozen=True, slots=True)
class Body:
    """One article of a container: its source name, its bytes or text, its publication date where a column gives it."""

    name: str
    data: bytes | str
    date: str | None = None


Entry = Body | Failure

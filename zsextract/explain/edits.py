"""Each repair as what it replaced, where in the source, by what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import zsextract.spans as spans
from zsextract.repair import Repaired, Step
from zsextract.spans import AlignedText, Edit


def repairs(repaired: Repaired) -> Iterator[dict[str, Any]]:
    """Each pass that found something, with what it replaced, where, by what; neighbouring edits are shown as one."""
    layers: list[AlignedText] = []
    for step in repaired.steps:
        yield {
            "pass": step.name,
            "kind": step.kind,
            "count": step.count,
            "edits": [_edit(step, edit, layers, repaired.source.text) for edit in _joined(step.edits)],
        }
        layers.append(step.layer)


def _edit(step: Step, edit: Edit, layers: Sequence[AlignedText], source: str) -> dict[str, Any]:
    start, end = _to_source(layers, edit.start, edit.end, len(source))
    return {"start": start, "end": end, "before": step.layer.source[edit.start : edit.end], "after": edit.text}


def _joined(edits: Iterable[Edit]) -> list[Edit]:
    """The edits, those that touch made one."""
    joined: list[Edit] = []
    for edit in edits:
        if joined and joined[-1].end == edit.start:
            joined[-1] = Edit(joined[-1].start, edit.end, joined[-1].text + edit.text)
        else:
            joined.append(edit)
    return joined


def _to_source(layers: Sequence[AlignedText], start: int, end: int, length: int) -> tuple[int, int]:
    """A span of the last layer in the source; an empty one becomes the place behind the character before it."""
    if start < end:
        return spans.to_source(layers, start, end)
    at = spans.to_source(layers, start - 1, start)[1] if start else 0
    return min(at, length), min(at, length)

"""What holds for the edits of every repair."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from zsextract.spans import Edit


def is_sorted(edits: Sequence[Edit]) -> bool:
    """True where edits are in order and apart, as `AlignedText.of` needs them."""
    return all(a.end <= b.start for a, b in pairwise(edits))

"""Where the anchors of many rules stand in a text, found in one pass.

An anchor is a literal that every match of its rule contains. One pattern finds the first character of any of them that
has the rest behind it, and leaves the rest unread, so that anchors inside others are found, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence


class Anchors:
    """The anchors of several groups; `hits` finds them, each with the number of its group."""

    __slots__ = ("_find", "_longer", "_single")

    def __init__(self, groups: Sequence[Sequence[str]]) -> None:
        self._single: dict[str, list[int]] = {}
        self._longer: dict[str, list[tuple[str, int]]] = {}
        for number, anchors in enumerate(groups):
            for anchor in dict.fromkeys(anchors):
                if len(anchor) == 1:
                    self._single.setdefault(anchor, []).append(number)
                else:
                    self._longer.setdefault(anchor[:2], []).append((anchor, number))
        branches = (_branch(first, self._longer) for first in sorted({head[0] for head in self._longer}))
        alone = [re.escape(char) for char in self._single]
        self._find = re.compile("|".join([*alone, *branches]) or r"(?!)").finditer

    def hits(self, view: str) -> Iterator[tuple[int, int, int]]:
        """Start and end of every anchor in the view and the number of its group, in order of their starts."""
        single, longer = self._single, self._longer
        for match in self._find(view):
            at = match.start()
            for number in single.get(view[at], ()):
                yield at, at + 1, number
            for anchor, number in longer.get(view[at : at + 2], ()):
                if view.startswith(anchor, at):
                    yield at, at + len(anchor), number


def _branch(first: str, longer: dict[str, list[tuple[str, int]]]) -> str:
    rests = {anchor[1:] for head, rows in longer.items() if head[0] == first for anchor, _ in rows}
    return re.escape(first) + f"(?={'|'.join(map(re.escape, sorted(rests)))})"

"""Where the anchors of many rules stand in a text, found in one pass.

An anchor is a literal that every match of its rule contains. One pattern finds the first character of any of them that
has the rest behind it, and leaves the rest unread, so that anchors inside others are found, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence


class Anchors:
    """The anchors of several groups; `hits` finds them, each with the number of its group."""

    __slots__ = ("_find", "_table")

    def __init__(self, groups: Sequence[Sequence[str]]) -> None:
        table: dict[str, list[tuple[str, int]]] = {}
        for number, anchors in enumerate(groups):
            for anchor in dict.fromkeys(anchors):
                table.setdefault(anchor[0], []).append((anchor, number))
        self._table = table
        self._find = re.compile("|".join(_branch(first, rows) for first, rows in table.items())).finditer

    def hits(self, view: str) -> Iterator[tuple[int, int, int]]:
        """Start and end of every anchor in the view and the number of its group, in order of their starts."""
        table = self._table
        for match in self._find(view) if table else ():
            at = match.start()
            for anchor, number in table[view[at]]:
                if view.startswith(anchor, at):
                    yield at, at + len(anchor), number


def _branch(first: str, rows: list[tuple[str, int]]) -> str:
    rests = {anchor[1:] for anchor, _ in rows}
    return re.escape(first) + ("" if "" in rests else f"(?={'|'.join(map(re.escape, sorted(rests)))})")

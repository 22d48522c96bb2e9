"""Names before their posts: 李挚市长, 任命李挚为市长, 免去李挚的市长职务, 李挚(市长), 李挚,男,市长."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zsextract.find.officials.names import Name, follow, name_before
from zsextract.find.officials.posts import Post
from zsextract.find.officials.vocabulary import Vocabulary

_APPOINTED = re.compile(
    r"(?:为|任|担任|兼任|出任|任命为|升任|接任|就任|当选为|当选|调任|转任|履新|同志任|改任|续任|连任)\Z"
)
_OFFICE_END = re.compile(r"[\s,。;、:)的和]|职务|一职|$|候选人|\(")
_REMOVED = re.compile(r"(?:免去|职务[、,]|接受|撤销)\Z")
_ASIDE = re.compile(
    r"(?:,(?:男|女))?+(?:,[一-龥]{1,3}族)?+"
    r"(?:,|、|:| {1,6}|\t|\n| ?[-—–]{1,2} ?|\()(?:现任|时任|原任|任|原|曾任|系)?+\Z"
)
_ENDS = frozenset(" ,。;、:)的和职一候(\n\t")


def worth(view: str, start: int, end: int, floor: int, words: Vocabulary) -> bool:
    """True where it is worth while to read the post at ``[start, end)`` for a name before it; a quick look only."""
    if end >= len(view) or view[end] in _ENDS:
        return True
    near = view[max(floor, start - 6) : start]
    return any(char in words.surnames for char in near)


def names(view: str, chain: Sequence[Post], floor: int, words: Vocabulary) -> tuple[list[Name], str]:
    """The names before a chain, and the id of the construction; none where nothing tells of one."""
    first, last = chain[0], chain[-1]
    start = first.start
    appointed = _APPOINTED.search(view, max(floor, start - 5), start)
    if appointed:
        ends = _OFFICE_END.match(view, last.end) is not None
        return (_appointed(view, appointed.start(), floor, words) if ends else []), "official.appointed"
    removed = _removed(view, start, floor, words)
    if removed:
        return [removed], "official.removed"
    if not first.has_organ:
        name = name_before(view, start, floor, words)
        if name:
            return [name], "official.name_title"
    return _aside(view, chain, floor, words)


def _appointed(view: str, end: int, floor: int, words: Vocabulary) -> list[Name]:
    """The names before 为, 任 …: one, or a list after 任命."""
    found: list[Name] = []
    while True:
        name = name_before(view, _without_comrade(view, end), floor, words)
        if name is None:
            return found
        found.insert(0, name)
        if view[name.start - 1 : name.start] != "、":
            return found
        end = name.start - 1


def _removed(view: str, start: int, floor: int, words: Vocabulary) -> Name | None:
    """The name between 免去 and 的, or before 辞去."""
    end = start - 1 if view[start - 1 : start] == "的" else start
    if view[max(0, end - 2) : end] == "辞去":
        end -= 2
    name = name_before(view, _without_comrade(view, end), floor, words)
    return name if name and _REMOVED.search(view, max(0, name.start - 4), name.start) else None


def _aside(view: str, chain: Sequence[Post], floor: int, words: Vocabulary) -> tuple[list[Name], str]:
    """The name before a bracket, a comma or a blank, where the post stands alone after it."""
    start, end = chain[0].start, chain[-1].end
    aside = _ASIDE.search(view, max(floor, start - 12), start)
    if aside is None or not (end >= len(view) or view[end] in ",。;、)\n "):
        return [], ""
    name = name_before(view, aside.start(), floor, words)
    if name is None or follow(view, name.end, words) < 3.0:
        return [], ""
    bracket = aside[0].startswith("(")
    if not bracket and not chain[0].has_organ:
        return [], ""
    return [name], "official.bracket" if bracket else "official.aside"


def _without_comrade(view: str, end: int) -> int:
    return end - 2 if view[max(0, end - 2) : end] == "同志" else end

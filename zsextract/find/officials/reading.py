"""One pass over a text: chains of posts and the names that stand beside them.

Positions are met from left to right. One with a name after it closes a chain: the posts joined to it on its left are
read backwards. Positions without a name wait; in the end a name before them is looked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import zsextract.find.officials.after as after
import zsextract.find.officials.before as before
from zsextract.find.officials.chains import has_rank, is_office, joined, titles
from zsextract.find.officials.names import Name
from zsextract.find.officials.posts import Post, Token, position_at, post_at
from zsextract.find.officials.seats import seat as seat_of
from zsextract.find.officials.vocabulary import Vocabulary
from zsextract.patterns import Lazy
from zsextract.spans import Span

_CHAMBERS = Lazy("人大|政协|法院|检察院|人民代表大会")
_SHARED_WITHIN = 400  # characters over which 副主任 may still mean the organ of the chairman named before
_LONGEST_CHAIN = 9
_TAKEN_ON = ("兼任", "担任", "兼")
_OF_OWN = frozenset("时现原曾历新前兼主责")  # what 任 makes a post of the person's own with: 时任, 兼任
_AND = ("和", "与", "及")


class Sighting(NamedTuple):
    """A name with posts at one place of the text; ``rule`` is the id of the rule that showed it."""

    name: str
    span: Span
    start: int
    titles: tuple[str, ...]
    seat: str
    rule: str
    group: int


class Reading(NamedTuple):
    """What one pass found: officials with posts, and positions without a full name, which short forms may use."""

    sightings: tuple[Sighting, ...]
    loose: tuple[tuple[int, int], ...]


def read(view: str, words: Vocabulary, masked: Sequence[Span]) -> Reading:
    """Read a whole view; what lies in ``masked`` is not searched."""
    reader = _Reader(view, words)
    hidden = iter((*masked, Span(len(view) + 1, len(view) + 1)))
    mask = next(hidden)
    for end in words.positions_in(view, 0, len(view)):
        while mask.end <= end - 1:
            mask = next(hidden)
        if mask.start >= end > reader.floor:
            reader.position(end)
    reader.flush(len(reader.waiting))
    return Reading(tuple(reader.sightings), tuple(reader.loose))


class _Reader:
    """The state of the pass.

    ``floor`` is how far back reading may go, ``waiting`` holds (start, end) of positions that have no name yet,
    ``owner`` the post that told the organ of the officials named last, ``named`` those whom posts before named last.
    """

    __slots__ = ("floor", "group", "loose", "named", "outside", "owner", "sightings", "view", "waiting", "words")

    def __init__(self, view: str, words: Vocabulary) -> None:
        self.view, self.words = view, words
        self.floor = self.group = self.outside = 0
        self.owner: Post | None = None
        self.waiting: list[tuple[int, int]] = []
        self.sightings: list[Sighting] = []
        self.loose: list[tuple[int, int]] = []
        self.named: list[Name] = []

    def position(self, end: int) -> None:
        """Take in the position that ends at ``end``: close a chain where a name follows, else let it wait."""
        floor = self.waiting[-1][1] if self.waiting else self.floor
        position = position_at(self.view, end, floor, self.words) or self._instead(end)
        if position is None or (position in self.words.ranks and self._ranks_next(end)):
            return
        self.waiting.append((end - len(position), end))
        begin = after.start_of_names(self.view, end, self.words)
        if begin is not None:
            self._close(*begin)

    def _ranks_next(self, end: int) -> bool:
        """True for 助理 in 助理署长, which is the rank of the position that follows."""
        return any(self.view[end : end + size] in self.words.positions for size in (2, 3))

    def _instead(self, end: int) -> str | None:
        """The position that ends at ``end`` and begins inside the last waiting one, which it takes the place of.

        So 党总支书记 is a 书记: the 支书 in it was met first.
        """
        if not self.waiting or end - self.waiting[-1][1] > 1:
            return None
        floor = self.waiting[-2][1] if len(self.waiting) > 1 else self.floor
        position = position_at(self.view, end, floor, self.words)
        if position is not None:
            self.waiting.pop()
        return position

    def _close(self, start: int, first: Name | None) -> None:
        """Give the posts that end in the last waiting position to the names at ``start``."""
        chain = self._chain()
        names = after.names(self.view, start, first, chain, self.words) if chain else []
        if not names:
            return
        self.flush(len(self.waiting) - len(chain))
        self.waiting.clear()
        self._emit(chain, names, chain[-1].rule)
        self.floor = names[-1].end
        self.named = names
        if self.view[self.floor : self.floor + 1] in _AND:  # 郑传勇和县人武部部长: 和县 is a county as well
            self.floor += 1

    def _chain(self) -> list[Post]:
        """The posts that end in the last waiting position, read backwards while they are joined."""
        chain: list[Post] = []
        for at in range(len(self.waiting) - 1, -1, -1):
            floor = self.waiting[at - 1][1] if at else self.floor
            if len(chain) == _LONGEST_CHAIN or (chain and chain[0].start - self.waiting[at][1] > 12):
                break
            post = post_at(self.view, *self.waiting[at], floor, self.words)
            if chain and (not joined(self.view, post, chain[0]) or self._taken_on(post)):
                break
            if post.stands == "group" and (chain or not (post.has_organ or has_rank(post))):
                break
            chain.insert(0, post)
        return chain

    def _taken_on(self, post: Post) -> bool:
        """True for 组长 in 书记李明任组长、县长王海任副组长, the post of the one before; so in 局长李明兼任主任."""
        at = post.start
        if self.named and self.view[self.floor : at] in _TAKEN_ON:
            return True
        return self.view[at - 1 : at] == "任" and self.view[at - 2 : at - 1] not in _OF_OWN

    def flush(self, count: int) -> None:
        """Look for a name before each of the first ``count`` waiting positions."""
        at = 0
        while at < count:
            at = self._flush_one(at, count)
        if count:
            self.floor = max(self.floor, self.waiting[count - 1][1])

    def _flush_one(self, at: int, count: int) -> int:
        """Try the waiting position at ``at`` and what is joined to it; where to go on."""
        start, end = self.waiting[at]
        if not before.worth(self.view, start, end, self.floor, self.words):
            return at + 1
        floor = max(self.floor, self.waiting[at - 1][1] if at else 0)
        post = post_at(self.view, start, end, floor, self.words)
        chain, following = [before.without_name(self.view, post, floor, self.words)], at + 1
        while following < count and len(chain) < _LONGEST_CHAIN and self.waiting[following][0] - chain[-1].end < 44:
            more = post_at(self.view, *self.waiting[following], chain[-1].end, self.words)
            if not joined(self.view, chain[-1], more):
                break
            chain.append(more)
            following += 1
        names, rule, posts = before.names(self.view, chain, floor, self.words)
        if not names and self.named:
            names, rule = before.appointed(self.view, chain, self.named[-1:], self.words)
        if names:
            self._emit(posts, names, rule, alone=True)
            self.floor = chain[-1].end
        else:
            self.loose.append((chain[0].rank, chain[0].end))
        return following

    def _emit(self, chain: Sequence[Post], names: Sequence[Name], rule: str, *, alone: bool = False) -> None:
        shared = () if alone else self._shared_organ(chain, names[0].start)
        if not (shared or is_office(chain)):
            if any(post.outside for post in chain):
                self.outside = names[-1].end
            return
        if self._with_outsiders(chain):
            return
        posts = titles(self.view, chain, shared)
        if not posts:
            return
        self._remember(chain)
        seat = ""
        for post in chain:
            if not post.outside and (seat := seat_of(post)):
                break
        self.group += 1
        for at, name in enumerate(names):
            start = min(chain[0].start, name.start) if not at else name.start
            self.sightings.append(Sighting(name.text, Span(name.start, name.end), start, posts, seat, rule, self.group))

    def _with_outsiders(self, chain: Sequence[Post]) -> bool:
        """True for 秘书长 in a list that began with the chairman of a chamber."""
        if not self.outside or chain[0].start - self.outside >= 40:
            return False
        if any(post.tokens or post.stands == "head" for post in chain):
            return False
        between = self.view[self.outside : chain[0].start]
        return not any(char in "。;\n" for char in between)

    def _remember(self, chain: Sequence[Post]) -> None:
        """Keep the organ of these officials for 副主任 and 秘书长 that follow."""
        for post in reversed(chain):
            if post.tokens and not post.outside:
                self.owner = post
                return

    def _shared_organ(self, chain: Sequence[Post], at: int) -> tuple[Token, ...]:
        """The organ of the officials named just before, for 副主任 after 市人大常委会主任 and a name."""
        first, owner = chain[0], self.owner
        if first.tokens or owner is None or (first.stands != "organ" and first.position != "秘书长"):
            return ()
        if at - owner.end > _SHARED_WITHIN or "\n" in (between := self.view[owner.end : at]):
            return ()
        kin = first.position == owner.position
        if not kin and ("。" in between or not _CHAMBERS.search(self.view, owner.start, owner.end)):
            return ()
        return owner.tokens

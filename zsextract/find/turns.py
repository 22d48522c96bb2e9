"""分别: the turns that the numbers of a list take.

Where 分别 gives several numbers to several things (A市、B市分别签约4个、3个), each number belongs to the thing of
its own turn. All functions read one `Passage`; offsets are into the matching view.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple, Protocol, TypeVar

from zsextract.find.passage import Passage
from zsextract.patterns import LazyRegex
from zsextract.spans import Span

_WORD = "分别"
_BETWEEN = LazyRegex(r"[^,;。、!?\n(]{0,8}(?:[、和及与或]|以及)[^,;。、!?\n(]{0,8}")
_COMPARED = LazyRegex(r"(?:同比|环比|较|相比|比|与|同期|同|上年|去年|前年|上月|年初|预计|也|均|又|占|完成|已|约)*+")
_TAIL = LazyRegex(r"(?:\s|同比|环比|同期|相比|上年|去年|[比较与同约达也均])++\Z")
_BACK = ("率", "额", "数", "金", "资", "值", "占比", "比重", "总量", "增速", "增幅")
_JOINT = LazyRegex(r"[、和及与]|以及")
_MOST = 24  # members of a list
_REST = LazyRegex(r"((?:[、和及与][^,;。、和及与()]{2,12})+),? ?")
_NEXT = LazyRegex(r"(?:\([^()]{1,12}\))?(?:项目|企业)?数?(?:[、和及与]|以及)[已新拟]?")


class Placed(Protocol):
    """Anything that stands somewhere in the view."""

    @property
    def start(self) -> int:
        """Offset of its first character."""

    @property
    def end(self) -> int:
        """Offset behind its last character."""


_Thing = TypeVar("_Thing", bound=Placed)


class Turn(NamedTuple):
    """The turn of one number: its place in the list, how many numbers take turns, and where 分别 stands.

    ``first`` is the index of the first number of the list.
    """

    place: int
    size: int
    first: int
    word: int

    @property
    def behind(self) -> int:
        """Offset behind 分别."""
        return self.word + len(_WORD)


def turns(passage: Passage) -> dict[int, Turn]:
    """The numbers of the passage that 分别 gives out, by their indexes; a number alone takes no turns."""
    found: dict[int, Turn] = {}
    if passage.view.find(_WORD, passage.start, passage.end) < 0:
        return found
    count = len(passage.quantities)
    for first in range(count):
        label = passage.label(first)
        word = passage.view.rfind(_WORD, label.start, label.end)
        if word < 0:
            continue
        end = first + 1
        while end < count and _takes_turn(passage, end):
            end += 1
        if end - first > 1:
            found |= {at: Turn(at - first, end - first, first, word) for at in range(first, end)}
    return found


def _takes_turn(passage: Passage, index: int) -> bool:
    """True for a number of the same family behind 、 or 和, with hardly a word between."""
    before, quantity = passage.quantities[index - 1], passage.quantities[index]
    same = before.family == quantity.family and (quantity.family != "rate" or before.unit == quantity.unit)
    return same and _BETWEEN.fullmatch(passage.view, before.end, quantity.start) is not None


def takers(passage: Passage, turn: Turn, known: Sequence[int], parts: Sequence[int]) -> Sequence[int]:
    """The numbers before the list to which its numbers belong, in order; empty where things of other words take turns.

    ``known`` are the indexes that may take part, in order, ``parts`` those of them that are parts of others.
    """
    start = passage.bounds[turn.first].clause.start
    words = passage.view[start : turn.word]
    if _COMPARED.fullmatch(words) is None and not _points_back(words):
        return ()
    wholes = [index for index in known if index not in parts]
    return (wholes if len(wholes) >= turn.size else known)[-turn.size :]


def _points_back(words: str) -> bool:
    """True for the numbers before said once more: 合同额、到位额分别…, 个数和投资额分别…."""
    return all(_TAIL.sub("", item).endswith(_BACK) for item in _JOINT.split(words))


def list_before(passage: Passage, turn: Turn, things: Sequence[_Thing]) -> Sequence[_Thing | None] | None:
    """The members of the last list of ``things``, which are in order, of as many members as there are turns.

    A member that is none of the things, at the end of its list, is None; no list at all is None, too.
    """
    sentence = passage.bounds[turn.first].sentence
    behind = bisect_right(things, turn.word, key=attrgetter("end"))
    inside = [thing for thing in things[max(0, behind - _MOST) : behind] if _stands_alone(passage, thing, sentence)]
    while inside:
        last = inside.pop()
        members = [last]
        while inside and _NEXT.fullmatch(passage.view, inside[-1].end, members[0].start):
            members.insert(0, inside.pop())
        rest = _REST.fullmatch(passage.view, last.end, turn.word)
        strange = len(_JOINT.findall(rest[1])) if rest else 0
        if len(members) + strange == turn.size:
            return [*members, *[None] * strange]
        if len(members) > 1:
            return None
    return None


def _stands_alone(passage: Passage, thing: Placed, sentence: Span) -> bool:
    """False for a thing outside the sentence, and for one in brackets behind another: 临江市(云湖)."""
    return thing.start >= sentence.start and not passage.view.startswith("(", thing.start - 1)


def things_before(passage: Passage, turn: Turn) -> list[Span]:
    """The things before 分别 where they are as many as the numbers (开工率、投产率分别达到90%、80%), else none."""
    clause = passage.bounds[turn.first].clause.start
    start = max(clause, passage.quantities[turn.first - 1].end) if turn.first else clause
    joints = list(_JOINT.finditer(passage.view, start, turn.word))
    if len(joints) + 1 != turn.size:
        return []
    begins = [start, *(joint.end() for joint in joints)]
    ends = [*(joint.start() for joint in joints), turn.word]
    return [Span(begin, end) for begin, end in zip(begins, ends, strict=True)]

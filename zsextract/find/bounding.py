"""Bounds that stand apart from their number: 至少外出招商一次, 分别不低于2200亿元、1300亿元.

All functions read one `Passage` and the index of a number in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from zsextract.find.counting import Counted
from zsextract.find.passage import Passage
from zsextract.find.turns import Turn
from zsextract.numerals import Number
from zsextract.patterns import LazyRegex

_Side = Literal["at_least", "at_most"]
_BOUND = frozenset("至最起不")  # one of each is in every match
_AT_LEAST = LazyRegex(r"(?:至少|最少(?!的)|起码|不少于|不得少于|不低于|不得低于)[^,;。]{0,14}\Z")
_AT_MOST = LazyRegex(
    r"最高(?!的)[^,;。]{0,6}\Z|(?:至多|最多(?!的)|不得?超过|不得高于|不得多于)[^,;。]{0,14}\Z"
    r"|(?:不到(?!位)|不足)(?:总数|总量|总额|全部|任务|年任务|计划)[^,;。\d]{0,4}的\Z"
)


def bounded(passage: Passage, index: int, turns: Mapping[int, Turn], counted: Mapping[int, Counted]) -> Number:
    """A number with the bound that stands apart from it; one that has a bound of its own is left as it is."""
    number = passage.quantities[index].number
    if number.bound != "exact" or number.value is None:
        return number
    turn = turns.get(index)
    bound = (turn and _by_turn(passage, turn)) or _apart(passage, index, counted)
    if bound is None:
        return number
    floor = bound == "at_least"
    return Number(number.value, None, bound, number.value if floor else None, None if floor else number.value)


def _by_turn(passage: Passage, turn: Turn) -> _Side | None:
    """The bound of 分别不低于2200亿元、1300亿元, which stands before the first number and is of all."""
    first = passage.quantities[turn.first]
    bound = first.number.bound
    said = turn.place > 0 and first.number_start > first.start == turn.behind
    return bound if said and (bound == "at_least" or bound == "at_most") else None


def _apart(passage: Passage, index: int, counted: Mapping[int, Counted]) -> _Side | None:
    """The bound in the words before a number; that of a class (不低于5亿元的项目12个) is of the class alone."""
    words, end = "", passage.quantities[index].start
    start = _words_from(passage, index, counted)
    for at in range(index - 1, -1, -1):
        quantity = passage.quantities[at]
        if quantity.start < start:
            break
        words, end = passage.view[quantity.number_start : end] + words, quantity.start
    words = passage.view[start:end] + words
    if _BOUND.isdisjoint(words):
        return None
    return "at_least" if _AT_LEAST.search(words) else "at_most" if _AT_MOST.search(words) else None


def _words_from(passage: Passage, index: int, counted: Mapping[int, Counted]) -> int:
    """Where the words begin in which a bound may stand: behind the last mark or number."""
    return counted[index].before.start if index in counted else passage.words_from(index)

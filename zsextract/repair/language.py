"""How likely a string of characters is: words by frequency, and what else the page says."""

from __future__ import annotations

import math
import re
from functools import cache, reduce
from typing import NamedTuple

from .script import simplified_characters
from .tables import rows

RARE = -17.0
_DOMAIN = -11.0
_ALONE = -2.0  # frequencies of words say too much for single characters: most that the search meets are none
_TOTAL = math.log(6.0e7)
_PAGE = -10.5  # a string of two to four characters that the page has elsewhere counts like a word of this weight
_MARKS = {**dict.fromkeys("，、。,", -4.0), **dict.fromkeys("“”：；（）:;()\n ", -5.0),
          **dict.fromkeys("《》！？!?", -6.5), "‘": -6.5, "’": -6.5, **dict.fromkeys("〈〉—…·", -8.0)}  # fmt: skip
_DIGIT, _LETTER, _OTHER, _STRANGE = -3.0, -8.0, -12.0, -20.0
_AFTER_STOP = {"”": -1.5, "“": -3.0, "\n": -1.0, "’": -4.0, "）": -4.0, ")": -4.0, "（": -6.0, "(": -6.0, "《": -9.0,
               "‘": -9.0, " ": -6.0, "\u3000": -5.0}  # fmt: skip


@cache
def words() -> dict[str, float]:
    """Simplified words, of one to four characters, with the logarithms of their probabilities."""
    table: dict[str, float] = {}
    for weight, line in rows("frequency.tsv"):
        table.update(dict.fromkeys(line.split(" "), int(weight) / 4 - _TOTAL))
    for _, line in rows("domain.tsv"):
        table.update((word, max(_DOMAIN, table.get(word, _DOMAIN))) for word in line.split(" "))
    return table


@cache
def is_ordinary(char: str) -> bool:
    """True for marks, and for Chinese characters that the table of words has on their own."""
    if "\u4e00" <= char <= "\u9fff":
        return simplified_characters().get(char, char) in words()
    return mark_cost(char, "") > _STRANGE


class State(NamedTuple):
    """A scored string: the score of its best division into words, and what the next character needs to go on."""

    score: float
    ends: tuple[float, ...]  # best scores of the string without its last 0, 1, 2, 3 characters
    tail: str  # up to three characters, simplified, that may begin a word
    last: str  # the character before, as written


class Page:
    """A model of one page: words of the language, and the strings that the page itself has more than by chance."""

    def __init__(self, text: str) -> None:
        plain = re.sub(r"[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜ]{1,6}[)）]", "", text)
        simple = simplified_characters()
        self._text = "".join([simple.get(char, char) for char in plain])
        self._pairs = {self._text[at : at + 2] for at in range(len(self._text) - 1)}
        self._words = words()
        self._simple = simple

    def start(self, before: str) -> State:
        """The state after a context that is not scored itself."""
        state = State(0.0, (0.0,), "", "")
        for char in before[-4:]:
            state = self.extend(state, char)
        base = state.score
        return State(0.0, tuple(end - base for end in state.ends), state.tail, state.last)

    def extend(self, state: State, char: str) -> State:
        """The state after one more character."""
        if not "\u4e00" <= char <= "\u9fff":
            score = state.score + mark_cost(char, state.last)
            return State(score, (score,), "", char)
        plain = self._simple.get(char, char)
        text = state.tail + plain
        best = state.ends[0] + self._words.get(plain, RARE) + _ALONE
        for length in range(2, len(text) + 1):
            word = text[-length:]
            weight = self._words.get(word)
            if word[:2] in self._pairs and (weight is None or weight < _PAGE) and (length == 2 or word in self._text):
                weight = _PAGE
            if weight is not None:
                best = max(best, state.ends[length - 1] + weight)
        return State(best, (best, *state.ends[:3]), text[-3:], char)

    def expects(self, state: State, char: str) -> bool:
        """True for a mark, a common character, and one that goes on with a word."""
        if not "\u4e00" <= char <= "\u9fff":
            return True
        plain = self._simple.get(char, char)
        pair = state.tail[-1:] + plain
        return self._words.get(plain, -11.0) > -11.0 or pair in self._words or pair in self._pairs


def mark_cost(char: str, before: str) -> float:
    """What a character that is no Chinese one costs where it stands."""
    if before == "。" and not char.isdigit():
        return _AFTER_STOP.get(char, -14.0)
    if char == "\u3000":
        return -2.0 if before in ("\u3000", "\n", "") else -6.0
    known = _MARKS.get(char)
    if known is not None:
        return known
    if char.isascii():
        return _DIGIT if char.isdigit() or char in "%.-" else _LETTER if char.isupper() else _OTHER
    return _OTHER if char in "【】〔〕「」『』①②③④⑤■●▲×％～〇" else _STRANGE


def bond(one: str, two: str) -> float:
    """By how much two strings are likelier as one than side by side: positive where a word lies across the two."""
    page = Page("")
    joined = reduce(page.extend, one + two, State(0.0, (0.0,), "", ""))
    first = reduce(page.extend, one, State(0.0, (0.0,), "", ""))
    apart = reduce(page.extend, two, State(first.score, (first.score,), "", first.last))
    return joined.score - apart.score

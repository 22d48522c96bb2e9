"""How likely a string of characters is: words by frequency, and what else the page says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Set
from functools import cache, cached_property, reduce
from operator import add
from typing import NamedTuple

from zsextract.patterns import Lazy
from zsextract.repair.charset import outside_gb2312
from zsextract.repair.script import simplified, simplified_characters
from zsextract.repair.wordtable import continuations, is_word, words

RARE = -17.0
_NEVER = -1e9
_GARBLED = -13.0
_ALONE = -2.0  # frequencies of words say too much for single characters: most that the search meets are none
_PAGE = -9.0  # a string of two to four characters that the page has elsewhere counts like a word of this weight
_MARKS = {**dict.fromkeys("，、。,", -4.0), **dict.fromkeys("“”：；（）:;()\n ", -5.0),
          **dict.fromkeys("《》！？!?", -6.5), "‘": -6.5, "’": -6.5, **dict.fromkeys("〈〉—…·", -8.0)}  # fmt: skip
_DIVIDES = frozenset("，、：；！？,:;!")  # one of them stands alone
_DIGIT, _LETTER, _OTHER, _STRANGE = -3.0, -8.0, -12.0, -20.0
_AFTER_STOP = {"”": -1.5, "“": -3.0, "\n": -1.0, "’": -4.0, "）": -4.0, ")": -4.0, "（": -6.0, "(": -6.0, "《": -9.0,
               "‘": -9.0, " ": -6.0, "\u3000": -5.0}  # fmt: skip


@cache
def weight_of(char: str) -> float | None:
    """What a character costs on its own: a mark, or one that the table of words has; None for all others."""
    if not "\u4e00" <= char <= "\u9fff":
        cost = mark_cost(char, "")
        return cost if cost > _STRANGE else None
    plain = simplified_characters().get(char, char)
    weight = words()[plain].get(plain)
    return None if weight is None else weight + _ALONE


_READING = Lazy("[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜ]{1,6}+[)）]")
_NOTHING: frozenset[str] = frozenset()


class State(NamedTuple):
    """A scored string: the score of its best division into words, and what the next character needs to go on."""

    score: float
    ends: tuple[float, ...]  # best scores of the string without its last 0, 1, 2, 3 characters
    tail: str  # up to three characters, simplified, that may begin a word
    last: str  # the character before, as written

    def shifted(self, cost: float) -> State:
        """The state with a cost added to everything."""
        return State(self.score + cost, tuple([end + cost for end in self.ends]), self.tail, self.last)


_BEGIN = State(0.0, (0.0,), "", "")


class Page:
    """A model of one page: words of the language, and the strings that the page itself has more than by chance."""

    def __init__(self, text: str) -> None:
        self._text = simplified(_READING.sub("", text))
        self._pairs = set(map(add, self._text, self._text[1:]))
        self._words = words()
        self._simple = simplified_characters()
        self._after: dict[str, frozenset[str]] = {}

    def has_text(self, text: str) -> bool:
        """True for a simplified string that the page has."""
        return text in self._text

    def start(self, before: str) -> State:
        """The state after a context that is not scored itself; that the page has it there makes no word of it."""
        state = reduce(_no_page().extend, before[-4:], _BEGIN)
        base = state.score
        return State(0.0, tuple(end - base for end in state.ends), state.tail, state.last)

    def cost(self, state: State, char: str) -> float:
        """What one more character adds to the score."""
        if not "\u4e00" <= char <= "\u9fff":
            return mark_cost(char, state.last)
        plain, known = self._simple.get(char, char), self._words
        best = known[plain].get(plain, RARE) + _ALONE
        text, ends = state.tail + plain, state.ends
        for length in range(2, len(text) + 1):
            word = text[-length:]
            weight = known[word[0]].get(word, _NEVER)
            if weight < _PAGE and word[:2] in self._pairs and (length == 2 or word in self._text):
                weight = _PAGE
            if weight > _NEVER:
                best = max(best, ends[length - 1] - state.score + weight)
        return best

    def extend(self, state: State, char: str, score: float | None = None) -> State:
        """The state after one more character; its score where it is known already."""
        if score is None:
            score = state.score + self.cost(state, char)
        if not "\u4e00" <= char <= "\u9fff":
            return State(score, (score,), "", char)
        return State(score, (score, *state.ends[:3]), (state.tail + self._simple.get(char, char))[-3:], char)

    def is_garbled(self, before: str) -> bool:
        """True where the last characters of a text make no words."""
        last = [char for char in before[-6:] if "\u4e00" <= char <= "\u9fff"][-4:]
        return len(last) == 4 and reduce(self.extend, last, _BEGIN).score < 4 * _GARBLED

    @cached_property
    def _followers(self) -> dict[str, set[str]]:
        """Every character of the page with all that follow it."""
        table = defaultdict[str, set[str]](set)
        for one, two in self._pairs:
            table[one].add(two)
        return table

    def has(self, state: State) -> Set[str]:
        """The simplified characters that the page has after the one before, elsewhere."""
        return self._followers.get(state.tail[-1:], _NOTHING)

    def expects(self, state: State) -> Set[str]:
        """The simplified characters that the page has after the one before, or that go on with a word."""
        if not state.tail:
            return _NOTHING
        last = state.tail[-2:]
        found = self._after.get(last)
        if found is None:
            found = continuations(last) | continuations(last[-1]) | self._followers.get(last[-1], _NOTHING)
            self._after[last] = found
        return found


def mark_cost(char: str, before: str) -> float:
    """What a character that is no Chinese one costs where it stands."""
    if before == "。" and not char.isdigit():
        return _AFTER_STOP.get(char, -14.0)
    if char == "\u3000":
        return -2.0 if before in ("\u3000", "\n", "") else -10.0
    known = _MARKS.get(char)
    if known is not None:
        return known - 10.0 if char in _DIVIDES and before in _DIVIDES else known
    if char.isascii():
        return _DIGIT if char.isdigit() or char in "%.-" else _LETTER if char.isupper() else _OTHER
    return _OTHER if char in "【】〔〕「」『』①②③④⑤■●▲×％～〇" else _STRANGE


@cache
def _no_page() -> Page:
    return Page("")


def bond(one: str, two: str) -> float:
    """By how much two strings are likelier as one than side by side: positive where a word lies across the two."""
    end, begin = one[-3:], two[:3]
    if outside_gb2312(end + begin):  # else it is simplified already, and the table is not loaded for nothing
        end, begin = simplified(end), simplified(begin)
    across = (end[-left:] + begin[:right] for left in (1, 2, 3) for right in (1, 2, 3) if left + right <= 4)
    if not any(map(is_word, across)):
        return 0.0
    page = _no_page()
    joined = reduce(page.extend, one + two, _BEGIN)
    first = reduce(page.extend, one, _BEGIN)
    apart = reduce(page.extend, two, State(first.score, (first.score,), "", first.last))
    return joined.score - apart.score

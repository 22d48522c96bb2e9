"""The search that undoes a byte slip: all readings of the bytes that could have been shown like this, best first.

A reader that goes on one byte late shows ``b2 c1``, ``c2 d1`` … for the characters ``b c d``. The search reads the
shown characters as bytes again and carries the odd byte along, until a byte that stands alone (a trail byte in the
ASCII range, 0x80 shown as ``€``, a byte swallowed together with the odd one) brings the two back into step.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from heapq import heappush, heapreplace
from typing import NamedTuple

from zsextract.repair.candidates import (
    Candidates,
    before_private,
    completing,
    dropped,
    ending,
    leads_of,
    read_so,
    swallowed_late,
    swallowed_whole,
)
from zsextract.repair.gbk import char_of, mark_pair, pair_of
from zsextract.repair.language import Page, State, mark_cost, weight_of
from zsextract.repair.pinyin import reads_as
from zsextract.repair.script import simplified_characters, simplified_only, variants

SWALLOWED = "\x1a"  # stands for the ASCII character that a bad byte took with it, until it is known what it was
_ALIKE, _TWINS = 9, 2
_ROOM = (8, 16)  # how many guesses are followed, in step and out of step
_BEHIND = 13.0
_SETTLED = 4
_LONGEST = 400
_EFFORT = 6000
_SLIP = -6.0
_ODD = -10.0
_VARIANT = -3.0
_DROPPED = -4.0
_PRIVATE = -8.0


class Token(NamedTuple):
    """One shown character, or a whole bracketed reading (``(qū)``), or the rest of one (``?qū)``)."""

    start: int
    end: int
    text: str
    kind: str  # "char", "group", "orphan", "wall" (question marks that no slip makes)


class Guess(NamedTuple):
    """A reading of the tokens so far: what stood there, the byte carried over, how long the two have been in step."""

    state: State
    text: str
    carry: tuple[int, ...]  # the bytes it may be; empty where the two are in step
    settled: int
    slipped: bool
    end: int  # offset up to which the reading replaces what is shown
    quotes: str  # the quotation marks and title marks that are open
    guessed: tuple[int, ...] = ()  # where in the text characters stand of which a byte was guessed
    private: bool = False  # true where it takes a pair of the private zones to be gone


class _Gate:
    """The way into the beam at one token: only guesses among the best, in step or out of step, get through."""

    __slots__ = ("best", "floors", "guesses", "tops")

    def __init__(self) -> None:
        self.best = float("-inf")
        self.tops: tuple[list[float], list[float]] = ([], [])
        self.floors = [float("-inf"), float("-inf")]  # the scores below which nobody gets through
        self.guesses: list[Guess] = []

    def admits(self, score: float, late: bool) -> bool:
        """True for a score among the best; it is noted then."""
        floors, top = self.floors, self.tops[late]
        if score < floors[late]:
            return False
        if len(top) < _ROOM[late]:
            heappush(top, score)
        else:
            heapreplace(top, score)
        if score > self.best:
            self.best = score
            floors[:] = [max(floor, score - _BEHIND) for floor in floors]
        if len(top) == _ROOM[late] and top[0] > floors[late]:
            floors[late] = top[0]
        return True

    def ranked(self) -> list[Guess]:
        """The best guesses, best first; of those that have the same to come only a few."""
        best: dict[tuple[object, ...], Guess] = {}
        room, alike = list(_ROOM), dict[tuple[object, ...], int]()
        for guess in sorted(self.guesses, key=lambda guess: (-guess.state.score, guess.text)):
            late, key = bool(guess.carry), (guess.text, guess.carry)
            future = (guess.carry, guess.state.tail, guess.state.last, guess.quotes, guess.slipped)
            body = (future, guess.text[1:])  # alike but for the first character, which has the most candidates
            known, twins = alike.get(future, 0), alike.get(body, 0)
            if room[late] and key not in best and known < _ALIKE and twins < _TWINS:
                room[late] -= 1
                alike[future], alike[body] = known + 1, twins + 1
                best[key] = guess
        return list(best.values())


class Search:
    """The readings of one stretch of a page, from the place where a slip shows."""

    def __init__(self, raw: str, *, traditional: bool) -> None:
        self.raw, self.page, self.traditional = raw, Page(raw), traditional
        self.chars = frozenset(raw)
        self.odd = simplified_only() - self.chars if self.traditional else frozenset[str]()
        self.rare = variants() - self.chars - simplified_only() if self.traditional else frozenset[str]()
        self.wide = not self.chars.isdisjoint("，（：；")  # full-width marks: the page was not made half-width
        self.stripped = not any("\ue000" <= char <= "\uf8ff" for char in self.chars)
        self.gate = _Gate()
        self.drops = False
        self.effort = 0  # how many guesses were weighed, over all runs

    def run(
        self, before: str, tokens: Iterator[Token], *, silent: bool = False, drops: bool = False
    ) -> tuple[list[Guess], int]:
        """The readings that are left at the end, best first, and the offset up to which they read.

        The first token is where the slip shows; ``silent`` where it is the mark and no sign stands before it, ``drops``
        where the reader shows none for any bad byte. There are none where the search grows beyond all bounds.
        """
        most, token, self.drops = self.effort + _EFFORT, next(tokens), drops
        stop = token.start
        gate, ahead = _Gate(), _Gate()
        gate.guesses.append(Guess(self.page.start(before), "", (), 0, False, stop, _open_quotes(before)))
        for index in range(_LONGEST):
            beam, gate, ahead = gate.ranked(), ahead, _Gate()
            if index and all(not guess.carry and guess.settled >= _SETTLED for guess in beam):
                return beam, stop
            following = next(tokens, None)
            for guess in beam:
                self.gate = gate
                self._follow(guess, token, before)
                if drops and guess.carry and not (silent and index == 1):  # behind a mark nothing would tell of it
                    self._left_out(guess, token)
                if silent and not index:
                    self._cut(guess, token)
                if token.text == "?" and not guess.carry and following is not None:
                    self.gate = ahead
                    self._cut(guess, following)
            stop = token.end
            if following is None or self.effort > most:
                break
            token = following
        return [guess for guess in gate.ranked() if not guess.carry and self.effort <= most], stop

    def _follow(self, guess: Guess, token: Token, before: str) -> None:
        """Everything that one token can be after a guess."""
        if not guess.carry:
            self._shown(guess, token)
            if token.kind == "orphan" or (token.kind == "group" and not reads_as(guess.state.last, token.text)):
                self._inserted(guess, token, before)
            return
        if token.kind == "char" and (token.text != "?" or self.drops):
            self._shifted(guess, token)
            if self.stripped and len(guess.carry) == 1:
                self._private(guess, token)
            return
        if token.text == "?":
            self._swallowed(guess, token)
        elif token.kind != "wall":
            # A whole group: the reader drops a bad byte without a sign, or a euro sign got lost.
            whole = token.kind == "group"
            raw, cost = (token.text if whole else "(" + token.text[1:]), (-5.0 if whole and not self.drops else 0.0)
            for carry in guess.carry:
                self._annotated(guess, carry, token, raw, cost)

    def _shown(self, guess: Guess, token: Token) -> None:
        """The token is what it looks like."""
        if token.kind == "group":
            last = guess.state.last
            fits = not last or ("\u4e00" <= last <= "\u9fff" and reads_as(last, token.text))
            self._add(guess, token, "", raw=token.text, cost=0.0 if fits else -18.0, slipped=False)
        elif token.kind == "orphan":
            self._add(guess, token, "", raw=token.text, cost=-40.0, slipped=False)
        else:
            cost = -8.0 if guess.state.last == "?" and token.text in ",;:。、，；：" else 0.0
            cost += self._oddness(token.text) - 6.0 * (token.text == "?")
            self._add(guess, token, token.text, cost=cost, slipped=False)

    def _inserted(self, guess: Guess, token: Token, before: str) -> None:
        """A reading was put inside a character: it is that of the character before's trail byte and the byte lost."""
        pair = pair_of((before + guess.text)[-1:]) if before or guess.text else None
        if pair is None:
            return
        for char, trail in read_so(token.text, pair[1]):  # only what has a simplified form is ever annotated
            if trail >= 0x81 and char in simplified_characters():
                self._add(guess, token, "", cost=self._unseen(char, token.text), carry=(trail,))

    def _cut(self, guess: Guess, mark: Token) -> None:
        """A lead byte was cut off: the mark is the trail byte of its character and the lead byte of the next."""
        pair = mark_pair(mark.text) if mark.kind == "char" else None
        if pair is not None:
            if pair[0] == 0xA3:  # most that is cut is a full stop before a quotation mark
                self._character(guess, mark, "。", cost=_SLIP + (3.0 if pair[1] == 0xA1 else 1.5), carry=pair[1:])
            self._choose(guess, mark, ending(pair[0]), self.page.expects(guess.state), cost=_SLIP, carry=pair[1:])

    def _unseen(self, char: str, group: str) -> float:
        """The cost of a character that the page shows nowhere with this reading: it has it always or never."""
        return 0.0 if f"{char}({group[1:]}" in self.raw else -3.0

    def _annotated(self, guess: Guess, carry: int, token: Token, raw: str, cost: float) -> None:
        """The second byte was swallowed, perhaps with the bracket after it; the reading tells the character."""
        for char, _ in read_so(token.text, carry):
            self._character(guess, token, char, raw=raw, cost=cost + self._unseen(char, raw))

    def _swallowed(self, guess: Guess, token: Token) -> None:
        """A question mark for two bytes that make no character: the second may be ASCII and is lost then."""
        page, state, floors = self.page, guess.state, self.gate.floors
        choices, carries = swallowed_late(guess.carry)
        for char in choices.likely(state.score - 4.0, lambda: floors[True], page.expects(state)):
            self._add(guess, token, char, cost=self._oddness(char) - 4.0, carry=carries[char], guessed=True)
        self._choose(guess, token, swallowed_whole(guess.carry), page.has(state), raw=SWALLOWED, cost=-4.0)

    def _left_out(self, guess: Guess, token: Token) -> None:
        """The second byte made no character with what follows and is not shown: from here the two are in step."""
        if token.text == "?" or token.kind == "orphan":
            return
        choices = dropped(guess.carry, leads_of(token.text[0])) if self.drops else completing(guess.carry, 0x80)
        floors, unsure = self.gate.floors, (*guess.guessed, len(guess.text), len(guess.text) + 1)
        base = guess.state.score + _DROPPED
        for char in choices.likely(base, lambda: floors[False], self.page.expects(guess.state)):
            score, quotes = self._weighed(guess, char, _DROPPED + self._oddness(char))
            if score >= floors[False]:
                state = self.page.extend(guess.state, char, score)
                self._shown(
                    Guess(state, guess.text + char, (), 0, True, token.start, quotes, unsure, guess.private), token
                )

    def _shifted(self, guess: Guess, token: Token) -> None:
        """Both bytes of a shown character, or the one byte of an ASCII character or a euro sign."""
        byte = 0x80 if token.text == "€" else ord(token.text)
        pair = pair_of(token.text) if byte > 0x80 else (0xA3, byte + 0x80) if 0x21 <= byte <= 0x7E else None
        if 0x40 <= byte <= 0x80:
            self._completed(guess, token, byte, "", 0.0, ())
        if pair is not None and pair[1] >= 0x81:
            self._completed(guess, token, pair[0], "", 0.0, pair[1:])
        elif pair is not None:
            alone = chr(pair[1])  # a letter between Chinese characters is rarer than a figure or a mark
            self._completed(guess, token, pair[0], alone, min(-6.0, mark_cost(alone, "")), ())

    def _private(self, guess: Guess, token: Token) -> None:
        """A pair of the private zones stood before the token and is gone: the second byte of it may be any."""
        floors, unsure = self.gate.floors, (*guess.guessed, len(guess.text) + 1)
        base = guess.state.score + _PRIVATE
        choices, ends = before_private(guess.carry)
        for char in choices.likely(base, lambda: floors[True], self.page.expects(guess.state)):
            score, quotes = self._weighed(guess, char, _PRIVATE + self._oddness(char))
            if score >= floors[True]:
                state = self.page.extend(guess.state, char, score)
                late = Guess(state, guess.text + char, ends[char], 0, True, token.start, quotes, unsure, True)
                self._shifted(late, token)

    def _completed(self, guess: Guess, token: Token, byte: int, raw: str, cost: float, carry: tuple[int, ...]) -> None:
        """The characters that one of the bytes carried makes with the next byte."""
        if len(guess.carry) == 1:
            single = char_of(guess.carry[0], byte)
            if single is not None:
                self._character(guess, token, single, raw=raw, cost=cost, carry=carry)
            return
        expected = self.page.expects(guess.state)
        self._choose(guess, token, completing(guess.carry, byte), expected, raw=raw, cost=cost, carry=carry)

    def _choose(
        self, guess: Guess, token: Token, choices: Candidates, expected: Set[str], *, raw: str = "", cost: float = 0.0,
        carry: tuple[int, ...] = (),
    ) -> None:  # fmt: skip
        """Note the guess with each of the candidates that is likely enough by itself, or expected after the guess."""
        floors, late = self.gate.floors, bool(carry)
        for char in choices.likely(guess.state.score + cost, lambda: floors[late], expected):
            self._add(guess, token, char, raw=raw, cost=cost + self._oddness(char), carry=carry)

    def _character(
        self, guess: Guess, token: Token, char: str, *, raw: str = "", cost: float = 0.0, carry: tuple[int, ...] = (),
    ) -> None:  # fmt: skip
        """Note the guess with one more character that was not shown as such, if it is an ordinary one."""
        weight = weight_of(char)
        if weight is None:
            return
        state = guess.state
        likely = state.score + cost + weight >= self.gate.floors[bool(carry)]
        if likely or simplified_characters().get(char, char) in self.page.expects(state):
            self._add(guess, token, char, raw=raw, cost=cost + self._oddness(char), carry=carry)

    def _oddness(self, char: str) -> float:
        """What a page that a machine made traditional does not have: simplified forms, variants of its choice."""
        return _ODD if char in self.odd else _VARIANT if char in self.rare else 0.0

    def _add(
        self, guess: Guess, token: Token, char: str, *, raw: str = "", cost: float = 0.0, carry: tuple[int, ...] = (),
        slipped: bool = True, guessed: bool = False,
    ) -> None:  # fmt: skip
        """Note the guess with one more token, if its score is among the best."""
        self.effort += 1
        state = guess.state
        score, quotes = self._weighed(guess, char, cost) if char else (state.score + cost, guess.quotes)
        if self.gate.admits(score, bool(carry)) or not (slipped or guess.slipped):
            state = self.page.extend(state, char, score) if char else state.shifted(cost)
            settled = 0 if slipped else guess.settled + (token.kind == "char")
            end = token.end if slipped else guess.end
            text = guess.text + char + raw
            slip, unsure = guess.slipped or slipped, guess.guessed
            if guessed:
                unsure = (*unsure, len(guess.text), len(guess.text) + 1)
            self.gate.guesses.append(Guess(state, text, carry, settled, slip, end, quotes, unsure, guess.private))

    def _weighed(self, guess: Guess, char: str, cost: float) -> tuple[float, str]:
        """The score of a guess after one more character, and the marks that are open then."""
        score, quotes = guess.state.score + cost + self.page.cost(guess.state, char), guess.quotes
        if char in _QUOTES:
            unpaired, quotes = _quote(char, quotes)
            score += unpaired
        return score, quotes


_QUOTES = "“”‘’《》〈〉（）"
_CLOSES = {"”": "“", "’": "‘", "》": "《", "〉": "〈", "）": "（"}


def _quote(char: str, quotes: str) -> tuple[float, str]:
    """What a paired mark costs among those that are open, and those that are open after it."""
    opener = _CLOSES.get(char)
    if opener is None:
        return (-8.0 if char in quotes else 0.0), quotes + char
    if quotes.endswith(opener):
        return 2.0, quotes[:-1]
    return -8.0, quotes


def _open_quotes(before: str) -> str:
    """The paired marks that are open at the end of the text before, in its last paragraph."""
    quotes = ""
    for char in before[before.rfind("\n") + 1 :]:
        if char in _QUOTES:
            quotes = _quote(char, quotes)[1]
    return quotes

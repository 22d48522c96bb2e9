"""The search that undoes a byte slip: all readings of the bytes that could have been shown like this, best first.

A reader that goes on one byte late shows ``b2 c1``, ``c2 d1`` … for the characters ``b c d``. The search reads the
shown characters as bytes again and carries the odd byte along, until a byte that stands alone (a trail byte in the
ASCII range, 0x80 shown as ``€``, a byte swallowed together with the odd one) brings the two back into step.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from .gbk import char_of, column, illegal_trails, pair_of, row, swallowing_leads
from .language import Page, State, is_ordinary
from .pinyin import readings_of, reads_as
from .script import script_of, simplified_characters, simplified_only, variants

SWALLOWED = "\x1a"  # stands for the ASCII character that a bad byte took with it, until it is known what it was
_BEAM = 24
_BEHIND = 24.0
_SETTLED = 4
_LONGEST = 400
_SLIP = -6.0
_ODD = -7.0
_VARIANT = -3.0


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


class Search:
    """The readings of one stretch of a page, from the place where a slip shows."""

    def __init__(self, raw: str) -> None:
        self.raw, self.page, self.traditional = raw, Page(raw), script_of(raw) == "hant"
        self.chars = frozenset(raw)

    def run(self, before: str, tokens: list[Token]) -> tuple[list[Guess], int]:
        """The readings that are left at the end, best first, and how many tokens they read.

        The first token is where the slip shows.
        """
        begin = Guess(self.page.start(before), "", (), 0, False, tokens[0].start, _open_quotes(before))
        beams: dict[int, list[Guess]] = defaultdict(list, {0: [begin]})
        for index in range(min(len(tokens), _LONGEST)):
            beam = _pruned(beams.pop(index, []))
            if index and all(not guess.carry and guess.settled >= _SETTLED for guess in beam):
                return beam, index
            for guess in beam:
                for width, following in self._follow(guess, tokens, index, before):
                    beams[index + width].append(following)
        last = max(beams, default=0)
        return _pruned([guess for guess in beams.get(last, []) if not guess.carry]), last

    def _follow(self, guess: Guess, tokens: list[Token], index: int, before: str) -> Iterator[tuple[int, Guess]]:
        token = tokens[index]
        if not guess.carry:
            yield 1, self._shown(guess, token)
            if token.kind == "orphan":
                for following in self._inserted(guess, token, before):
                    yield 1, following
            elif token.text == "?" and index + 1 < len(tokens) and tokens[index + 1].kind == "char":
                for following in self._cut(guess, tokens[index + 1]):
                    yield 2, following
            return
        for following in self._carried(guess, token):
            yield 1, following

    def _shown(self, guess: Guess, token: Token) -> Guess:
        """The token is what it looks like."""
        if token.kind == "group":
            fits = reads_as(guess.state.last, token.text) or not guess.text
            return self._next(guess, token, "", raw=token.text, cost=0.0 if fits else -12.0)
        if token.kind == "orphan":
            return self._next(guess, token, "", raw=token.text, cost=-40.0)
        cost = -8.0 if guess.state.last == "?" and token.text in ",;:。、，；：" else 0.0
        return self._next(guess, token, token.text, cost=cost + self._oddness(token.text) - 6.0 * (token.text == "?"))

    def _inserted(self, guess: Guess, token: Token, before: str) -> Iterator[Guess]:
        """A reading was put inside a character: it is that of the character before's trail byte and the byte lost."""
        pair = pair_of((before + guess.text)[-1:]) if before or guess.text else None
        if pair is None:
            return
        simple = simplified_characters()  # only characters that have a simplified form are ever annotated
        for char in readings_of(token.text):
            two = pair_of(char)
            if two is not None and two[0] == pair[1] and two[1] >= 0x81 and char in simple:
                yield self._next(guess, token, "", cost=self._unseen(char, token), carry=two[1:], slipped=True)

    def _cut(self, guess: Guess, mark: Token) -> Iterator[Guess]:
        """A lead byte was cut off: the mark is the trail byte of its character and the lead byte of the next."""
        pair = mark_pair(mark.text)
        if pair is not None:
            for _, char in column(pair[0]):
                cost = _SLIP + 3.0 * (char == "。")  # most that is cut is a full stop before a quotation mark
                yield from self._character(guess, mark, char, cost=cost, carry=pair[1:])

    def _unseen(self, char: str, token: Token) -> float:
        """The cost of a character that the page shows nowhere with this reading: it has it always or never."""
        return 0.0 if f"{char}({token.text[1:]}" in self.raw else -3.0

    def _carried(self, guess: Guess, token: Token) -> Iterator[Guess]:
        """Readings of a token whose first byte completes the character of the byte carried."""
        for carry in guess.carry:
            if token.kind == "orphan":
                yield from self._annotated(guess, carry, token)
            elif token.text == "?":
                yield from self._swallowed(guess, carry, token)
            elif token.kind == "char":
                yield from self._shifted(guess, carry, token)

    def _annotated(self, guess: Guess, carry: int, token: Token) -> Iterator[Guess]:
        """The second byte and the bracket after it were swallowed; the reading tells the character."""
        for char in readings_of(token.text):
            pair = pair_of(char)
            if pair is not None and pair[0] == carry:
                cost = self._unseen(char, token)
                yield from self._character(guess, token, char, raw="(" + token.text[1:], cost=cost)

    def _swallowed(self, guess: Guess, carry: int, token: Token) -> Iterator[Guess]:
        """A question mark for two bytes that make no character: the second may be ASCII and is lost then."""
        for lead in swallowing_leads():
            char = char_of(carry, lead)
            if char is not None:
                yield from self._character(guess, token, char, cost=-4.0, carry=illegal_trails(lead))
        for _, char in row(carry):
            if self.page.expects(guess.state, char):
                yield from self._character(guess, token, char, raw=SWALLOWED, cost=-4.0)

    def _shifted(self, guess: Guess, carry: int, token: Token) -> Iterator[Guess]:
        """Both bytes of a shown character, or the one byte of an ASCII character or a euro sign."""
        byte = 0x80 if token.text == "€" else ord(token.text)
        pair = pair_of(token.text)
        if byte <= 0x80:
            char = char_of(carry, byte)
            if byte >= 0x40 and char is not None:
                yield from self._character(guess, token, char)
            pair = (0xA3, byte + 0x80) if 0x21 <= byte <= 0x7E else None
        char = char_of(carry, pair[0]) if pair is not None else None
        if pair is None or char is None:
            return
        if pair[1] >= 0x81:
            yield from self._character(guess, token, char, carry=pair[1:])
        else:
            yield from self._character(guess, token, char, raw=chr(pair[1]), cost=-6.0)

    def _character(
        self, guess: Guess, token: Token, char: str, *, raw: str = "", cost: float = 0.0, carry: tuple[int, ...] = ()
    ) -> Iterator[Guess]:
        """The guess with one more character that was not shown as such, if it is an ordinary one."""
        if is_ordinary(char):
            cost += self._oddness(char)
            yield self._next(guess, token, char, raw=raw, cost=cost, carry=carry, slipped=True)

    def _oddness(self, char: str) -> float:
        """What a page that a machine made traditional does not have: simplified forms, variants of its choice."""
        if not self.traditional or char in self.chars:
            return 0.0
        if char in simplified_only():
            return _ODD
        return _VARIANT if char in variants() else 0.0

    def _next(
        self, guess: Guess, token: Token, char: str, *, raw: str = "", cost: float = 0.0, carry: tuple[int, ...] = (),
        slipped: bool = False,
    ) -> Guess:  # fmt: skip
        state = self.page.extend(guess.state, char) if char else guess.state
        quotes = guess.quotes
        if char in _QUOTES and char:
            unpaired, quotes = _quote(char, quotes)
            cost += unpaired
        if cost:
            state = State(state.score + cost, tuple([end + cost for end in state.ends]), state.tail, state.last)
        settled = 0 if slipped else guess.settled + (token.kind == "char")
        end = token.end if slipped else guess.end
        return Guess(state, guess.text + char + raw, carry, settled, guess.slipped or slipped, end, quotes)


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


def mark_pair(char: str) -> tuple[int, int] | None:
    """The bytes of a mark at which mirrors cut; an ASCII one was full-width when they did."""
    if char in "!?;,:":
        return 0xA3, ord(char) + 0x80
    return pair_of(char) if char in "！？；，：。、" else None


def _pruned(beam: list[Guess]) -> list[Guess]:
    """The best guesses in step, and the best out of step; of those that differ in nothing to come only the best."""
    beam.sort(key=lambda guess: (-guess.state.score, guess.text))
    best: dict[tuple[object, ...], Guess] = {}
    room = [_BEAM, 2 * _BEAM]
    for guess in beam:
        if guess.state.score < beam[0].state.score - _BEHIND:
            break
        late, key = bool(guess.carry), (guess.text, guess.carry)
        if room[late] and key not in best:
            room[late] -= 1
            best[key] = guess
    return list(best.values())

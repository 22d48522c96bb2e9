"""Words with their weights, read a first character at a time: a page needs a few hundred of the six thousand."""

from __future__ import annotations

import math
from functools import cache

from zsextract.repair.tables import SortedLines, rows

_DOMAIN = -11.0  # at least as likely is a word of the trade
_TOTAL = math.log(6.0e7)

Words = dict[str, float]


class _Table(dict[str, Words]):
    """First character to the words that begin with it; rows are parsed when they are first asked for."""

    def __init__(self) -> None:
        super().__init__()
        self._lines = SortedLines("frequency.tsv")
        self._domain: dict[str, list[str]] = {}
        for word in (word for row in rows("domain.tsv") for word in row[-1].split(" ")):
            self._domain.setdefault(word[0], []).append(word)

    def __missing__(self, first: str) -> Words:
        line = self._lines.beginning_with(first)
        if not line and first not in self._domain:
            self[first] = _NONE
            return _NONE
        table: Words = {}
        for cell in line.split("\t")[1:]:
            weight, *rests = cell.split(" ")
            table.update(dict.fromkeys([first + rest for rest in rests], int(weight) / 4 - _TOTAL))
        for word in self._domain.get(first, ()):
            table[word] = max(_DOMAIN, table.get(word, _DOMAIN))
        self[first] = table
        return table


_NONE: Words = {}


@cache
def words() -> dict[str, Words]:
    """First character to its simplified words, of one to four characters, with the logarithms of their probabilities.

    Look up with ``[]``, not ``get``: a character without words has an empty table.
    """
    return _Table()


def is_word(text: str) -> bool:
    """True for a word of the table.

    >>> is_word("招商引资"), is_word("商引")
    (True, False)
    """
    return text in words()[text[0]]


@cache
def continuations(begun: str) -> frozenset[str]:
    """The characters that go on with a word of which one or two characters are there; it may not end with them."""
    length = len(begun)
    return frozenset(word[length] for word in words()[begun[0]] if len(word) == length + 1 and word.startswith(begun))

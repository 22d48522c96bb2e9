"""What can be seen in a pattern without running it: alternatives that can never win, runs without an end.

The pattern is only taken apart at its brackets and bars; what stands between is compared as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise

_TOKEN = re.compile(
    r"""(?P<escape>\\(?:[pPN]\{[^}]*\}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.))
      | (?P<set>\[\^?\]?(?:\\.|[^\]\\])*\])
      | (?P<closed>\(\?(?:P=\w+|\#[^)]*|[aiLmsuxfwrb]+)\))
      | (?P<open>\((?:\?(?:P?<\w+>|[aiLmsux]*(?:-[imsx]+)?:|>|\||<?[=!]))?)
      | (?P<close>\)(?P<loop>[*+?]|\{[0-9]*,?[0-9]*\})?(?P<mode>[+?])?)
      | (?P<bar>\|)
      | (?P<other>.)""",
    re.X | re.S,
)
_META = re.compile(r"[\\.^$*+?{}()\[\]|]")
_OPEN_RUN = re.compile(r"(?<!\\)(?:\\\\)*\.(?:[*+]|\{[0-9]*,\})(?![+?]?(?:[)|]|\Z))")


@dataclass(frozen=True, slots=True)
class Group:
    """A group, or the whole pattern: its alternatives in order.

    ``final`` is true where the first alternative that fits is also the last one tried: in an atomic or possessive
    group, in a look-around, and where nothing follows that could fail.
    """

    start: int
    end: int
    head: str
    alternatives: tuple[str, ...]
    final: bool


@dataclass(slots=True)
class _Open:
    start: int
    head: str
    bars: list[int]


def groups(pattern: str) -> list[Group]:
    """The groups of a pattern from the inside out, the whole pattern last.

    >>> [(group.alternatives, group.final) for group in groups("(?:约|近)?+(?P<n>[|]|a)元")]
    [(('约', '近'), True), (('[|]', 'a'), False), (('(?:约|近)?+(?P<n>[|]|a)元',), True)]
    """
    stack = [_Open(0, "", [0])]
    found: list[tuple[_Open, int, int, bool]] = []
    for token in _TOKEN.finditer(pattern):
        if token["open"]:
            stack.append(_Open(token.start(), token["open"], [token.end()]))
        elif token["bar"]:
            stack[-1].bars.append(token.end())
        elif token["close"] and len(stack) > 1:
            found.append((stack.pop(), token.start(), token.end(), token["mode"] == "+"))
    found.append((stack[0], len(pattern), len(pattern), False))
    ends = {opened.start: close for opened, close, _, _ in found[:-1]}
    return [_group(pattern, opened, close, after, held, ends) for opened, close, after, held in found]


def _group(pattern: str, opened: _Open, close: int, after: int, held: bool, ends: dict[int, int]) -> Group:
    cuts = [*opened.bars, close + 1]
    parts = tuple(pattern[a : b - 1] for a, b in pairwise(cuts))
    final = held or opened.head in {"(?>", "(?=", "(?!"} or _nothing_follows(pattern, after, ends)
    return Group(opened.start, after, opened.head, parts, final)


def _nothing_follows(pattern: str, at: int, ends: dict[int, int]) -> bool:
    """True where the match is complete at ``at``: only closing brackets without loops, or bars, stand behind."""
    while at < len(pattern):
        token = _TOKEN.match(pattern, at)
        assert token is not None  # the last branch takes any character
        if token["bar"]:  # the rest of the group is other alternatives
            inside = [(start, close) for start, close in ends.items() if start < at < close]
            at = max(inside)[1] if inside else len(pattern)
        elif token["close"] and token["loop"] in (None, "?"):
            at = token.end()
        else:
            return False
    return True


def dead_alternatives(pattern: str) -> Iterator[tuple[str, str]]:
    """Pairs (dead alternative, the earlier one that always wins), in the order of the groups.

    >>> list(dead_alternatives("总(?:投资|投资额)?+约(?:近|超|近)x"))
    [('投资额', '投资'), ('近', '近')]
    """
    for group in groups(pattern):
        if group.head.startswith("(?<") and group.head[3:4] in "=!":
            continue
        for earlier, later in combinations(group.alternatives, 2):
            if earlier == later or (group.final and _shadows(earlier, later)):
                yield later, earlier


def _shadows(earlier: str, later: str) -> bool:
    """True where the earlier alternative is a literal beginning of the later literal one, or empty."""
    return not _META.search(earlier + later) and later.startswith(earlier)


def open_runs(pattern: str) -> list[str]:
    """The pieces of a pattern that run over anything without an end: ``.*``, ``.+``, ``.{3,}``.

    At the end of an alternative they cost nothing: they take the rest of the line and are never tried again.

    >>> open_runs(r"投资.*?元\\.+.{0,9}")
    ['.*']
    """
    return [found[0].lstrip("\\") for found in _OPEN_RUN.finditer(re.sub(r"\[(?:\\.|[^\]])*\]", "x", pattern))]


def literals(pattern: str) -> str:
    """Every character that stands in a pattern for itself, in or out of brackets, each once, in order.

    >>> literals(r"(?P<n>[亿万])元\\.x{2}")
    '亿万元.x'
    """
    found: dict[str, None] = {}
    for token in _TOKEN.finditer(pattern):
        text = token[0]
        if token["set"]:
            found.update(dict.fromkeys(re.sub(r"\\[a-zA-Z]|[\[\]\\^]|(?<=.)-(?=.)", "", text)))
        elif token["escape"] and len(text) == 2 and not text[1].isalnum():
            found[text[1]] = None
        elif token["other"] and not _META.match(text) and not text.isspace():
            found[text] = None
    quantities = re.compile(r"\{[0-9,]*\}")
    counted = {char for run in quantities.findall(pattern) for char in run}
    outside = quantities.sub("", pattern)
    return "".join(char for char in found if char not in counted or char in outside)

"""Posts: a position found by its last character, and the rank, organ and place read leftwards from it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from zsextract.find.officials.vocabulary import Vocabulary
from zsextract.patterns import Lazy

_WIDEST = 44  # characters that a post may have left of its position
_LOOSE_EDGES = frozenset("上下中前后时年月日应经同向对和有从随名位本来去会要将令听看问作做原等个就当使因如均至共都")
_RUN_MAX = {"suffix": 12, "area": 8, "none": 24, "core": 0, "organ": 0, "sister": 4}
_PROPOSED = Lazy("(?:提名|拟任)?人选")
_PROPOSAL_BEGINS = frozenset("提拟人")
_LEVELS = frozenset("省市县区州旗盟")
_NAMED = frozenset({"镇", "乡", "村", "街道", "社区", "苏木", "嘎查", "民族乡"})
_OF_TOWNS = frozenset("镇乡党人政纪武")  # what a body of a town begins with
_OFFICES = frozenset({"部", "处", "科", "室", "办", "办公室", "中心", "组", "队", "党组织"})
_FIRMS = frozenset({"公司", "集团", "银行", "支行", "分行", "大学", "学院", "医院", "商会", "协会"})
_BARE = frozenset({"部", "团", "连", "处", "科", "室", "院", "所", "站", "队", "组"})
_TOWN_HEADS = frozenset({"市长", "县长", "区长", "镇长", "乡长", "旗长"})
_OF_FIRMS = frozenset({"负责人", "主要负责人", "发言人"})  # 大正铝业负责人: what no list knows is a firm
_WIDEST_BRACKET = 16
_NAMING = frozenset({"organ", "suffix", "area", "none", "core", "sister", "committee"})
_NUMERALS = frozenset("一二三四五六七八九十百")


class Token(NamedTuple):
    """A piece of a post: ``sort`` is a sort of organ, ``place``, or ``name`` for words that no list knows."""

    text: str
    sort: str


class Post(NamedTuple):
    """A post in the view. ``rank`` is where rank and position begin; ``tokens`` stand between ``start`` and there.

    ``outside`` is true for a position of business, science or the press, or one inside such a body; ``has_organ`` where
    the post names an organ or a territory itself. ``title`` is the wording where the name stands inside the post.
    """

    start: int
    end: int
    rank: int
    position: str
    stands: str
    rule: str
    tokens: tuple[Token, ...]
    outside: bool
    has_organ: bool
    title: str = ""


class _Piece(NamedTuple):
    """A token by its place in the words before a position."""

    start: int
    end: int
    sort: str


class _Head(NamedTuple):
    """What the words before a position make of it, by offsets from their beginning."""

    start: int
    rank: int
    tokens: tuple[Token, ...]
    outside: bool
    has_organ: bool


def position_at(view: str, end: int, floor: int, words: Vocabulary) -> str | None:
    """The longest position that ends at ``end``."""
    positions = words.positions
    for length in words.position_lengths[view[end - 1]]:
        word = view[end - length : end]
        if word in positions and end - length >= floor:
            return None if view.startswith("候选人", end) or _goes_on(view, end - length, word, words) else word
    return None


def _goes_on(view: str, start: int, position: str, words: Vocabulary) -> bool:
    """True where the word is only the beginning of a longer one: 总统 of 总统计师, 委员 of 委员会."""
    longer = words.extended.get(position)
    return longer is not None and view.startswith(longer, start)


def post_at(view: str, at: int, end: int, floor: int, words: Vocabulary, *, gap: tuple[int, int] | None = None) -> Post:
    """The post whose position is ``[at, end)`` and that begins at ``floor`` or later; ``gap`` is a name inside it."""
    position = view[at:end]
    if gap:
        return _parted(view, at, end, floor, words, gap)
    stands, rule = words.positions[position]
    low = max(floor, at - _WIDEST)
    begin = _run_start(view, at, low)
    head = _head(view[begin:at], position, words)
    if not head.tokens and begin > low and view[begin - 1] == ")":
        begin, head = _bracketed(view, begin, position, low, head, words)
    if view[end : end + 1] in _PROPOSAL_BEGINS and (proposed := _PROPOSED.match(view, end)):
        end = proposed.end()
    outside = stands == "none" or head.outside
    start = begin + head.start
    return Post(start, end, begin + head.rank, position, stands, rule, head.tokens, outside, head.has_organ)


def _bracketed(view: str, begin: int, position: str, low: int, head: _Head, words: Vocabulary) -> tuple[int, _Head]:
    """Where a second name of the organ stands in brackets, 市工商联(总商会)主席: begin and head of the whole post."""
    left = view.rfind("(", max(low, begin - _WIDEST_BRACKET), begin)
    if left < 0 or words.left.get(_last_word(view, begin - 1, left + 1, words), "") not in _NAMING:
        return begin, head
    start = _run_start(view, left, low)
    whole = _head(view[start:left], position, words)
    if not whole.tokens or whole.tokens[-1].sort == "name" or whole.rank != left - start:
        return begin, head
    return start, whole._replace(rank=begin + head.rank - start)


def _last_word(view: str, end: int, floor: int, words: Vocabulary) -> str:
    return view[end - _left_word(view, end, floor, words)[0] : end]


def _parted(view: str, at: int, end: int, floor: int, words: Vocabulary, gap: tuple[int, int]) -> Post:
    """A post with a name between its organ and its position: 市委方捷书记."""
    whole = post_at(view, at, end, gap[1], words)
    begin = _run_start(view, gap[0], max(floor, gap[0] - _WIDEST))
    head = _head(view[begin : gap[0]], whole.position, words)
    title = "".join(token.text for token in head.tokens) + view[whole.rank : whole.end]
    return whole._replace(
        tokens=head.tokens, outside=whole.outside or head.outside, has_organ=head.has_organ, title=title
    )


@lru_cache(maxsize=1 << 13)
def _head(before: str, position: str, words: Vocabulary) -> _Head:
    """Read the words before a position; the news says most posts again and again, so the answers are kept."""
    rank = _rank_start(before, len(before), 0, words)
    pieces = _trim(before, _tokens(before, rank, 0, position, words), position, words)
    tokens = tuple(Token(before[piece.start : piece.end], piece.sort) for piece in pieces)
    organ = any(token.sort != "name" for token in tokens)
    outside = _is_outside(tokens) or (position in _OF_FIRMS and bool(tokens) and tokens[-1].sort == "name")
    return _Head(pieces[0].start if pieces else rank, rank, tokens, outside, organ)


def _is_outside(tokens: Sequence[Token]) -> bool:
    """True where the body nearest to the position, its party bodies and own offices aside, is no organ of the state."""
    office = False
    for text, sort in reversed(tokens):
        if sort == "none":
            return not office or text[-2:] in _FIRMS
        if sort == "suffix" and text in _OFFICES:
            office = True
        elif sort not in ("core", "name") and not (office and sort == "area"):
            return False
    return False


def _rank_start(view: str, at: int, floor: int, words: Vocabulary) -> int:
    """Where the ranks before a position begin: 副, 常务副, 一级 …"""
    ranks, lengths = words.ranks, words.rank_lengths
    while at > floor:
        for length in lengths.get(view[at - 1], ()):
            if at - length >= floor and view[at - length : at] in ranks:
                at -= length
                break
        else:
            return at
    return at


def _tokens(view: str, end: int, floor: int, position: str, words: Vocabulary) -> list[_Piece]:
    """The tokens of a post right to left, given back left to right."""
    found: list[_Piece] = []
    at = end
    while at > floor:
        length, sort = _left_word(view, at, floor, words)
        if sort == "place" and view[at - 1] in "镇乡" and (view[at : at + 1] or position[0]) in _OF_TOWNS:
            length, sort = 1, "suffix"  # 海北镇镇长, not of 北镇
        if not length:
            if not _is_han(view[at - 1]):
                break
            length, sort = 1, "number" if found and view[at - 1] in _NUMERALS else "name"
        elif sort == "edge":
            if not (length == 1 and _inside_name(view, at, floor, found)):
                break
            sort = "name"
        elif sort == "relative":
            if view[at - 1] in _LEVELS and not _own_level(view, found, position):
                found.append(_Piece(at - 1, at, "area"))
            break
        if found and sort == found[-1].sort and sort in ("name", "number"):
            found[-1] = _Piece(at - length, found[-1].end, sort)
        else:
            found.append(_Piece(at - length, at, sort))
        at -= length
    found.reverse()
    return found


def _own_level(view: str, found: list[_Piece], position: str) -> bool:
    """True where the post names its level without the 市 of 我市: 我市市委书记, 我市市长."""
    if found:
        return view[found[-1].start] in _LEVELS
    return position[0] in _LEVELS


def _left_word(view: str, at: int, floor: int, words: Vocabulary) -> tuple[int, str]:
    """Length and sort of the longest known word that ends at ``at``; (0, "") where none does."""
    left = words.left
    for length in words.left_lengths.get(view[at - 1], ()):
        if at - length >= floor:
            sort = left.get(view[at - length : at])
            if sort:
                return length, sort
    return 0, ""


def _inside_name(view: str, at: int, floor: int, found: list[_Piece]) -> bool:
    """True where an edge character may belong to the name of a town or village: 上塘镇, 中心村, 向阳社区."""
    if view[at - 1] not in _LOOSE_EDGES or not found:
        return False
    last = found[-1]
    head = found[-2] if last.sort == "name" and len(found) > 1 else last
    if not (view[head.start : head.end] in _NAMED or view[head.end - 1] in "区园") or head.start - at > 3:
        return False
    back = 1
    while back < 5 and at - 1 - back >= floor and _is_han(view[at - 1 - back]):
        back += 1
    return back <= 3 and (at - 1 - back < floor or not _is_han(view[at - 1 - back]))


def _trim(view: str, tokens: list[_Piece], position: str, words: Vocabulary) -> list[_Piece]:
    """Cut a head of unknown words that nothing in the post asks for, and all before unknown words and a place."""
    for at in range(len(tokens) - 1, 0, -1):
        if tokens[at].sort == "place" and tokens[at - 1].sort == "name" and view[tokens[at].start - 1] != "驻":
            tokens = tokens[at - (at == 1) :]
            break
    while tokens and tokens[0].sort == "name" and not _asked_for(view, tokens, position, words):
        tokens = tokens[1:]
    if len(tokens) == 1 and view[tokens[0].start : tokens[0].end] in _BARE:
        return []
    return tokens


def _asked_for(view: str, tokens: list[_Piece], position: str, words: Vocabulary) -> bool:
    """True where the unknown words that a post begins with are the name of what follows them."""
    run = tokens[0]
    size = run.end - run.start
    if len(tokens) == 1:
        if position in _TOWN_HEADS:  # 斗六市长, 虎尾镇长: a town that no table has
            first, last = view[run.start], view[run.end - 1]
            person = first in words.surnames and last in words.given
            return size == 2 and not person and not words.everyday(first + last)
        return position[0] in "局部厅司处科署所站馆台校" and 2 <= size <= 8
    head = tokens[1]
    if head.sort == "place":
        word = view[run.start : run.end]
        return word == "驻" or (
            size == 1 and run.start == 0 and head.end - head.start == 2 and view[head.end - 1] in _LEVELS
        )
    foreign = all(char in words.syllables for char in view[run.start : run.end])  # 伊万诺沃内区
    level = head.sort == "area" and view[head.start : head.end] in _LEVELS and not foreign
    room = 4 if level else _RUN_MAX.get(head.sort, 0)
    return size <= room and head.sort != "organ"


def _run_start(view: str, at: int, low: int) -> int:
    """Where the Chinese characters right before ``at`` begin, at ``low`` or later."""
    while at > low and ("\u4e00" <= (char := view[at - 1]) <= "\u9fff" or "\u3400" <= char <= "\u4dbf" or char == "〇"):
        at -= 1
    return at


def _is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff" or "\u3400" <= char <= "\u4dbf" or char == "〇"

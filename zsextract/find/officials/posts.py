"""Posts: a position found by its last character, and the rank, organ and place read leftwards from it."""

from __future__ import annotations

from dataclasses import dataclass

from zsextract.find.officials.vocabulary import Vocabulary

_WIDEST = 44  # characters that a post may have left of its position
_LONGEST_POSITION = 7
_LOOSE_EDGES = frozenset("上下中前后时年月日应经同向对和于有任为从随名位本来去会要将令听看问作做原等个就当使因如均至共")
_RUN_MAX = {"suffix": 12, "area": 8, "outside": 24, "core": 0, "organ": 0, "sister": 4}
_LEVELS = frozenset("省市县区州旗盟")
_NAMED = frozenset({"镇", "乡", "村", "街道", "社区", "苏木", "嘎查", "民族乡"})
_NUMERALS = frozenset("一二三四五六七八九十百")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a post: ``sort`` is a sort of organ, ``place``, or ``name`` for words that no list knows."""

    start: int
    end: int
    sort: str


@dataclass(frozen=True, slots=True)
class Post:
    """A post in the view. ``rank`` is where rank and position begin; ``tokens`` stand between ``start`` and there."""

    start: int
    end: int
    rank: int
    position: str
    stands: str
    rule: str
    tokens: tuple[Token, ...]

    @property
    def outside(self) -> bool:
        """True for a position of business, science or the press, or one inside such a body."""
        if self.stands == "outside":
            return True
        for token in reversed(self.tokens):
            if token.sort == "outside":
                return True
            if token.sort not in ("core", "mass"):
                return False
        return False

    @property
    def has_organ(self) -> bool:
        """True where the post names an organ or a territory itself."""
        return any(token.sort not in ("name",) for token in self.tokens)


def position_at(view: str, end: int, floor: int, words: Vocabulary) -> str | None:
    """The longest position that ends at ``end``."""
    positions = words.positions
    for length in range(min(_LONGEST_POSITION, end - floor), 1, -1):
        word = view[end - length : end]
        if word in positions:
            return None if _goes_on(view, end - length, word, words) else word
    return None


def _goes_on(view: str, start: int, position: str, words: Vocabulary) -> bool:
    """True where the word is only the beginning of a longer one: 总统 of 总统计师, 委员 of 委员会."""
    longer = words.extended.get(position)
    return longer is not None and view.startswith(longer, start)


def post_at(view: str, end: int, floor: int, words: Vocabulary) -> Post | None:
    """The post whose position ends at ``end`` and that begins at ``floor`` or later; None where there is none."""
    position = position_at(view, end, floor, words)
    if position is None:
        return None
    stands, rule = words.positions[position]
    rank = _rank_start(view, end - len(position), floor, words)
    tokens = _trim(view, _tokens(view, rank, max(floor, rank - _WIDEST), words), position, words)
    start = tokens[0].start if tokens else rank
    return Post(start, end, rank, position, stands, rule, tuple(tokens))


def _rank_start(view: str, at: int, floor: int, words: Vocabulary) -> int:
    """Where the ranks before a position begin: 副, 常务副, 一级 …"""
    ranks = words.ranks
    while at > floor:
        for length in (4, 3, 2, 1, 6, 5):
            if at - length >= floor and view[at - length : at] in ranks:
                at -= length
                break
        else:
            return at
    return at


def _tokens(view: str, end: int, floor: int, words: Vocabulary) -> list[Token]:
    """The tokens of a post right to left, given back left to right."""
    found: list[Token] = []
    at = end
    while at > floor:
        length, sort = _left_word(view, at, floor, words)
        if not length:
            if not _is_han(view[at - 1]):
                break
            length, sort = 1, "number" if found and view[at - 1] in _NUMERALS else "name"
        elif sort == "edge":
            if not (length == 1 and _inside_name(view, at, floor, found)):
                break
            sort = "name"
        elif sort == "relative":
            break
        if found and sort == found[-1].sort and sort in ("name", "number"):
            found[-1] = Token(at - length, found[-1].end, sort)
        else:
            found.append(Token(at - length, at, sort))
        at -= length
    found.reverse()
    return found


def _left_word(view: str, at: int, floor: int, words: Vocabulary) -> tuple[int, str]:
    """Length and sort of the longest known word that ends at ``at``; (0, "") where none does."""
    left = words.left
    for length in words.left_lengths.get(view[at - 1], ()):
        if at - length >= floor:
            sort = left.get(view[at - length : at])
            if sort:
                return length, sort
    return 0, ""


def _inside_name(view: str, at: int, floor: int, found: list[Token]) -> bool:
    """True where an edge character may belong to the name of a town or village: 上塘镇, 中心村, 向阳社区."""
    if view[at - 1] not in _LOOSE_EDGES or not found:
        return False
    last = found[-1]
    head = found[-2] if last.sort == "name" and len(found) > 1 else last
    if view[head.start : head.end] not in _NAMED or head.start - at > 3:
        return False
    back = 1
    while back < 5 and at - 1 - back >= floor and _is_han(view[at - 1 - back]):
        back += 1
    return back <= 3 and (at - 1 - back < floor or not _is_han(view[at - 1 - back]))


def _trim(view: str, tokens: list[Token], position: str, words: Vocabulary) -> list[Token]:
    """Cut a head of unknown words that nothing in the post asks for."""
    while tokens and tokens[0].sort == "name":
        run = tokens[0]
        size = run.end - run.start
        if len(tokens) > 1:
            head = tokens[1]
            word = view[head.start : head.end]
            room = 4 if head.sort == "area" and word in _LEVELS else _RUN_MAX.get(head.sort, 0)
            if size <= room and (head.sort != "organ"):
                return tokens
        elif position[0] in "局部厅司处科署所站馆台校" and 2 <= size <= 8:
            return tokens
        tokens = tokens[1:]
    return tokens


def _is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff" or "\u3400" <= char <= "\u4dbf" or char == "〇"

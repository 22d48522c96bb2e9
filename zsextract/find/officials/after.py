"""Names after their posts: one, or a list with 、 and 和; brackets between them are passed over."""

from __future__ import annotations

from collections.abc import Sequence

from zsextract.find.officials.names import Name, name_at
from zsextract.find.officials.posts import Post, position_at, post_at
from zsextract.find.officials.vocabulary import Vocabulary
from zsextract.patterns import Lazy, LazyRegex

_BRACKET = Lazy(r" {0,2}\(([^()\n]{1,24})\)")
_GAP = LazyRegex(r"(?:(?:提名|拟任)?人选)?+(?: {0,2}\([^()\n\d]{1,8}\))?+ {0,3}")
_COLON = LazyRegex(
    r"由(?=\p{Han}{2,4}(?:同志)?(?:兼|担|任))"
    r"|(?:还有|包括|有|是|如下|分别是|分别为)?+[::] {0,2}|(?:还有|包括|有|是|为) {0,2}"
)
_SEPARATOR = LazyRegex(r" {0,2}(?:、| {0,2}和|以及|及|与|,和|、和) {0,2}| {1,4}")
_ITEM = LazyRegex(r"\p{Han}{2,3}(?=、)")
_ENDS = frozenset(",。、;)")
_BRACKET_BEGINS = frozenset("( ")
_NAMED_BEFORE = Lazy(r"等[^,。;、]{0,6}领导(?:同志)?\Z")
_ENDS_CLAUSE = frozenset(",。;")
_SEPARATOR_BEGINS = frozenset(" 、和以及与,")
_BEYOND_GAP = frozenset("( :提拟人还包有是如分为由")
_GAP_BEGINS = frozenset("( 提拟人")
_COLON_BEGINS = frozenset(" :还包有是如分为由")
_HELD = Lazy(r"(?:[现时曾担兼历]任|身为|作为)[^。;\n]{0,40}\Z")
_PLAIN = 2.0  # a name of a higher score needs no trust
_FIRM = 2.5  # what follows such a name must end it
_MOST = 1.5  # the highest trust that a chain can give


def start_of_names(view: str, end: int, words: Vocabulary) -> tuple[int, Name | None] | None:
    """Where names may begin after a post that ends at ``end``, and the first one if it is plain to see.

    None where the text there rules a name out.
    """
    following = view[end : end + 1]
    if following == "的":
        return _holder(view, end, words)
    if following == "和" and _NAMED_BEFORE.search(view, max(0, end - 12), end):
        return None  # 张三、李四等市领导和业主代表出席
    if following not in words.openers and following not in _BEYOND_GAP and not _is_bounded(view, end, words):
        return None
    start = end
    if following in _GAP_BEGINS and (gap := _GAP.match(view, end)):
        start = gap.end()
    if view[start : start + 1] in _COLON_BEGINS and _COLON.match(view, start):
        return start, None
    name = name_at(view, start, words, trust=_MOST)
    if name is None:
        return None
    return start, name if name.score > _PLAIN and name.text not in words.no_names else None


def _is_bounded(view: str, start: int, words: Vocabulary) -> bool:
    """True where a name could begin whose surname no list has: two to four characters alone, or a part before ·.

    Three characters may stand before a verb: 市长晚海平介绍.
    """
    at, stop = start, min(start + 7, len(view))
    while at < stop and "\u3400" <= view[at] <= "\u9fff":
        at += 1
    if at > start and view[at : at + 1] == "·":
        return True
    if at > start + 4 and view[start + 3 : start + 5] in words.followers:
        return True
    return 2 <= at - start <= 4 and (at == len(view) or view[at] in _ENDS or view[at].isspace())


def _holder(view: str, end: int, words: Vocabulary) -> tuple[int, Name] | None:
    """The name in 现任市政协主席的王大山介绍: behind 的, where the posts are said to be held by somebody."""
    if view[end + 1 : end + 2] not in words.openers or not _HELD.search(view, max(0, end - 44), end):
        return None
    name = name_at(view, end + 1, words, trust=_MOST)
    plain = name is not None and name.follow >= _FIRM and name.text not in words.no_names
    return (end + 1, name) if name is not None and plain else None


def names(view: str, start: int, first: Name | None, chain: Sequence[Post], words: Vocabulary) -> list[Name]:
    """The names that begin at ``start`` and have the posts of the chain; ``first`` where it is known already."""
    last = chain[-1]
    name = first
    if name is None:
        colon = _COLON.match(view, start)
        led = colon is not None and colon[0] == "由"  # 办公室主任由李明兼任
        if colon and (led or last.stands == "group" or (last.has_organ and colon[0][0] in ":是")):
            start = colon.end()
        trust = (1.0 if last.has_organ or last.stands == "head" else 0.0) + (0.5 if len(chain) > 1 else 0.0)
        name = _person(view, start, trust, words)
        alone = name is not None and last.stands == "group" and view[name.end : name.end + 1] in _ENDS_CLAUSE
        if alone and name is not None and name.text in words.no_names:
            name = None  # 实行县级领导包抓,部门包联
    found: list[Name] = []
    trust = 1.0 if last.stands == "group" else 0.5
    if name is None and last.stands == "group" and not words.everyday(view[start : start + 2]):
        name = _listed(view, start, trust, words)
    while name is not None:
        found.append(name)
        end = name.end
        name = _next(view, end, trust, words)
        if name is None and view[end : end + 1] == "、":
            name = _listed(view, end + 1, trust, words)
    return found


def _person(view: str, start: int, trust: float, words: Vocabulary) -> Name | None:
    """A name at ``start`` that is an everyday word only where trust allows it."""
    name = name_at(view, start, words, trust=trust)
    if name is None or (name.text in words.no_names and (trust < 1.0 or name.follow < 3.0)):
        return None
    return name


def _next(view: str, end: int, trust: float, words: Vocabulary) -> Name | None:
    """The next name of a list that goes on at ``end``."""
    while view[end : end + 1] in _BRACKET_BEGINS and (bracket := _BRACKET.match(view, end)) is not None:
        end = bracket.end()
    if view[end : end + 1] not in _SEPARATOR_BEGINS:
        return None
    separator = _SEPARATOR.match(view, end)
    if separator is None:
        return None
    name = name_at(view, separator.end(), words, trust=trust)
    if name is None or name.follow < 1.0 or name.score < (2.0 if trust >= 1.0 else 3.0):
        return None
    if name.follow < 3.0 and (name.text in words.no_names or _post_within(view, name, words)):
        return None
    if separator[0].isspace() and name.follow < 2.0:
        return None
    return name


def _listed(view: str, start: int, trust: float, words: Vocabulary) -> Name | None:
    """The item of a list at ``start`` that no reading makes a name, before one that is: 石头 in 李明、石头、王海."""
    item = _ITEM.match(view, start)
    if item is None or item[0][0] not in words.surnames or item[0][-2:] in words.positions or item[0] in words.left:
        return None
    following = _next(view, item.end(), trust, words)
    if following is None or following.follow < _FIRM:
        return None
    return Name(start, item.end(), item[0], _PLAIN, _FIRM)


def _post_within(view: str, name: Name, words: Vocabulary) -> bool:
    """True where the words from the name on make a post: 武陵区委书记 after 、."""
    end = next(words.positions_in(view, name.start, name.end + 12), 0)
    if not end:
        return False
    between = view[name.start : end]
    position = position_at(view, end, name.start, words)
    if position is None or any(char in between for char in ",、。;:( \n"):
        return False
    return post_at(view, end - len(position), end, name.start, words).start < name.end

"""Names before their posts: 李挚市长, 任命李挚为市长, 免去李挚的市长职务, 李挚(市长), 李挚,男,市长.

What stands between name and post in each construction is a pattern of a rule of the kind ``official``; it is matched on
the text before the post and ends there.
"""

from __future__ import annotations

from collections.abc import Sequence

from zsextract.find.officials.names import Name, name_before
from zsextract.find.officials.posts import Post, post_at
from zsextract.find.officials.scores import HARD, follow, han_end
from zsextract.find.officials.vocabulary import Vocabulary
from zsextract.patterns import Lazy, LazyRegex
from zsextract.rules import Rule

_OFFICE_END = LazyRegex(r"[\s,。;、:)(的和]|职务|一职|候选人|\Z")
_DISMISSED = Lazy(r"(?:免去|职务[、,]|接受|撤销|同意)\Z")
_ENDS = frozenset(" ,。;、:)的和职一候(\n\t")
_REACH = 12
_NOBODY = frozenset("人员长者家位会司局办委部组方司业")  # 牵头人为…, 该公司为…
_IN_OFFICE = ("现任", "现为", "原任")  # what a short life ends with before the post


def worth(view: str, start: int, end: int, floor: int, words: Vocabulary) -> bool:
    """True where it is worth while to read the post at ``[start, end)`` for a name before it; a quick look only."""
    if end >= len(view) or view[end] in _ENDS:
        return True
    near = view[max(floor, start - 6) : start]
    return any(char in words.surnames for char in near)


def names(view: str, chain: Sequence[Post], floor: int, words: Vocabulary) -> tuple[list[Name], str, Sequence[Post]]:
    """The names before a chain, the id of the rule that joins them, and the chain; no names where nothing does."""
    first, last = chain[0], chain[-1]
    start = first.start
    if last.stands == "group":
        people = (
            _list_before(view, start - 1, floor, words) if view[start - 1 : start] == "等" and first.has_organ else []
        )
        return people, last.rule, chain
    low = max(floor, start - _REACH)
    if _OFFICE_END.match(view, last.end):
        for rule in words.joins:
            reach = rule.gives.get("reach")
            if reach is not None and not view.endswith(_IN_OFFICE, low, start):
                continue
            found = rule.regex.search(view, max(floor, start - reach) if reach else low, start)
            if found:
                people = _people(view, found.start(), start, rule, chain, floor, words)
                if people:
                    return people, rule.id, chain
    inside = len(first.tokens[-1].text) if first.tokens and first.tokens[-1].sort == "name" else 0
    if first.rank == start or inside:
        name = name_before(view, first.rank, floor, words)
        if name and (not inside or name.end - name.start == inside):
            bare = first._replace(start=first.rank, tokens=(), has_organ=False)
            return [name], last.rule, [_around(view, name, bare, floor, words), *chain[1:]]
    return [], "", chain


def appointed(view: str, chain: Sequence[Post], named: Sequence[Name], words: Vocabulary) -> tuple[list[Name], str]:
    """The person named just before with another post, where the chain is the new one: 任命副局长龙江为办事处主任."""
    first = chain[0]
    near = named[-1].end <= first.start <= named[-1].end + _REACH
    if not (near and first.has_organ and _OFFICE_END.match(view, chain[-1].end)):
        return [], ""
    for rule in words.joins:
        if rule.gives["join"] == "list" and rule.regex.fullmatch(view, named[-1].end, first.start):
            return list(named), rule.id
    return [], ""


def _around(view: str, name: Name, post: Post, floor: int, words: Vocabulary) -> Post:
    """The post with the organ that stands before the name: 市委方捷书记."""
    if name.start <= floor or not "\u4e00" <= view[name.start - 1] <= "\u9fff":
        return post
    organ = post_at(view, post.end - len(post.position), post.end, floor, words, gap=(name.start, name.end))
    if not organ.tokens or organ.tokens[-1].sort in ("name", "number"):
        return post
    return organ


def without_name(view: str, post: Post, floor: int, words: Vocabulary) -> Post:
    """The post without a short place name that is the given name of somebody: 张平川总领事."""
    if len(post.tokens) != 1 or post.tokens[0].sort != "place" or post.rank - post.start > 2 or post.start <= floor:
        return post
    if view[post.start - 1] not in words.surnames or name_before(view, post.rank, floor, words) is None:
        return post
    return post._replace(start=post.rank, tokens=(), has_organ=False)


def _people(
    view: str, end: int, start: int, rule: Rule, chain: Sequence[Post], floor: int, words: Vocabulary
) -> list[Name]:
    """The names that end where the join begins, if the construction asks for nothing that is missing."""
    sort = rule.gives["join"]
    if sort == "list":
        return _list_before(view, end, floor, words) or _in_list_of_posts(view, end, start, chain, floor, words)
    name = name_before(view, end, floor, words)
    if name is None or (sort == "dismissed" and not _DISMISSED.search(view, max(0, name.start - 4), name.start)):
        return []
    told = chain[0].has_organ or any(sex in view[end:start] for sex in (",男", ",女"))
    if sort == "aside" and (follow(view, name.end, words) < 3.0 or not told):
        return []
    return [name]


def _in_list_of_posts(
    view: str, end: int, start: int, chain: Sequence[Post], floor: int, words: Vocabulary
) -> list[Name]:
    """A name of a surname that no list has, alone on its line of a list of appointments: 星远山为中级人民法院副院长."""
    first = end - 3
    alone = first >= floor and (first == 0 or view[first - 1] in "\n;:")
    if not alone or view[end:start] != "为" or not chain[0].has_organ or han_end(view, first, 3) < end:
        return []
    name = view[first:end]
    return [] if name in words.no_names or name[-1] in _NOBODY else [Name(first, end, name, 4.0, HARD)]


def _list_before(view: str, end: int, floor: int, words: Vocabulary) -> list[Name]:
    """The names of a list that ends at ``end``: 任命A、B为 …"""
    found: list[Name] = []
    while True:
        name = name_before(view, end, floor, words)
        if name is None:
            return found
        found.insert(0, name)
        if view[name.start - 1 : name.start] != "、":
            return found
        end = name.start - 1

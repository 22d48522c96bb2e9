"""Chains of posts of one person, and what a later post takes over from an earlier one."""

from __future__ import annotations

from collections.abc import Sequence

from zsextract.find.officials.posts import Post, Token

_JOINTS = frozenset(
    [
        "",
        "、",
        "兼",
        "兼任",
        "、兼",
        ",兼",
        "、兼任",
        ",兼任",
        "(兼)",
        " ",
        "及",
        "/",
        "并兼任",
        "暨",
        "、 ",
        "、原",
        "、时任",
        "、现任",
        "、曾任",
        "、前",
    ]
)

_APART = frozenset((",", "。", ";", ":", "\n", " ", "", "“"))
_BY_THEMSELVES = frozenset(("alone", "head"))
_MANY = frozenset("各等及和位名与、")
_SHARING = ("core", "sister", "committee")
_DROPPED = ("core", "committee")


def joined(view: str, left: Post, right: Post) -> bool:
    """True where two neighbouring posts are held by one person as far as the writing between them tells."""
    gap = view[left.end : right.start]
    if gap == ",":  # 沧州市委常委,渤海新区党工委书记、管委会主任: one person, unless the first is said of many
        before = view[left.start - 1 : left.start]
        if left.stands == "head" and not left.tokens:  # 副州长,…指挥部党委书记; not 刘伟副市长,县委书记
            return right.has_organ and before in _APART
        told = left.has_organ and right.has_organ and left.tokens[-1].sort != "name"
        return told and before not in _MANY
    return gap in _JOINTS or (gap.startswith("(") and gap[gap.find(")") + 1 :] in _JOINTS and len(gap) < 12)


def is_office(chain: Sequence[Post]) -> bool:
    """True where the chain makes its holder an official: some post of the state, and none that only business gives."""
    public = firm = told = False
    for post in chain:
        if post.outside:
            firm = True
        elif post.has_organ or post.stands in _BY_THEMSELVES or _some(post):
            public = True
            told = told or (post.has_organ and not _bare_party(post))
    return told if firm else public


def has_rank(post: Post) -> bool:
    """True where a rank stands before the position, as in 副主任 and 有关领导."""
    return post.end - post.rank > len(post.position)


def _some(post: Post) -> bool:
    """True for 有关领导 and 主要领导, which need no organ."""
    return post.stands == "group" and has_rank(post)


def _bare_party(post: Post) -> bool:
    """True for 党委书记 without the body that it belongs to."""
    return all(token.sort in ("core", "name") for token in post.tokens)


def titles(view: str, chain: Sequence[Post], shared: tuple[Token, ...] = ()) -> tuple[str, ...]:
    """Every post of the chain as one string each, with the organ that the writing shares restored.

    ``shared`` is the organ that a chain without one has from the people named before it.
    """
    if len(chain) == 1 and (chain[0].tokens or not shared):
        return (chain[0].title or _clean(view[chain[0].start : chain[0].end]),)
    found: list[str] = []
    owner: tuple[str, tuple[Token, ...]] = (_text(shared), shared)
    for post in chain:
        text = _clean(view[post.start : post.end])
        if post.outside:
            continue
        if not _own_organ(post) and owner[0]:
            prefix = _shared(post, owner[1])
            text = prefix + text
        if post.tokens and any(token.sort != "core" for token in post.tokens):
            owner = (text, _owner_tokens(post, owner[1]))
        if text not in found:
            found.append(text)
    return tuple(found)


def _own_organ(post: Post) -> bool:
    """True where the post names whose it is, so that it takes nothing over."""
    if post.stands == "head" or post.stands == "group":
        return True
    if not post.tokens:
        return False
    return post.tokens[0].sort not in _SHARING


def _shared(post: Post, owner: Sequence[Token]) -> str:
    """What the post takes over: the organ without its party bodies, or only the territory for a sister body."""
    if post.tokens and post.tokens[0].sort in ("sister", "committee"):
        kept = list(owner)
        while kept and kept[-1].sort in _SHARING:
            kept.pop()
        if not kept or kept[-1].sort not in ("area", "place"):
            return ""
        return _text(kept)
    kept = list(owner)
    while kept and kept[-1].sort in _DROPPED:
        kept.pop()
    if post.stands == "alone" and post.position == "书记" and not post.tokens:
        return _text(owner)
    return _text(kept)


def _owner_tokens(post: Post, before: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens that later posts may take over from this one."""
    if post.tokens[0].sort in ("sister", "core") and before:
        kept = list(before)
        while kept and kept[-1].sort in _SHARING:
            kept.pop()
        return (*kept, *post.tokens)
    return post.tokens


def _text(tokens: Sequence[Token]) -> str:
    return "".join(token.text for token in tokens)


def _clean(text: str) -> str:
    return text.replace(" ", "")

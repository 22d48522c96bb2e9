"""Names out of bylines: `高 山 江流、全媒体记者 林远` says three persons."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import regex

import zsextract.lexicons as lexicons
from zsextract.articles.patterns import pattern, words
from zsextract.patterns import Lazy, LazyRegex

_SPLIT = LazyRegex(r"[\s、,，;；/|&＆+●■◆]++|(?<=\p{Han}{2})[和与](?=\p{Han}{2})")
_OPENINGS = frozenset("(（[【〔")
_ROLE_WORDS = ("记者", "通讯员", "实习生", "信息员", "报道员", "评论员", "撰稿")
_ROLE = LazyRegex("|".join(_ROLE_WORDS))
_CREDIT_WORD = LazyRegex(
    r"(?:文字|图片|图文|文图|摄影报道|摄影|综合报道|报道|报导|采写|供稿|供图|撰稿|撰文|整理|编译|摄制|执笔|图|摄|等|^文(?=$))$"
)
# Syllables of Tibetan, Uygur, Mongol and Kazakh names that Han names have seldom; origin: general knowledge
_SYLLABLES = frozenset("尔措扎玛吉仁让昂央宗拉次旦桑巴丽热提娜买吐孜孟图娅嘎格尼嘉洛卓多杰古米")
_NUMBERED = Lazy(r"[A-Z]{1,3}\d{2,}\Z")  # HN666: how portals number their editors
_LATIN = LazyRegex(r"[A-Za-z][A-Za-z0-9_.\-]{1,19}$")
_HAN = LazyRegex(r"\p{Han}+(?:[·•・]\p{Han}+)*$")
_BRACKETS = LazyRegex(r"[(（\[【〔][^()（）\[\]【】]*[)）\]】〕]")


class _Words(NamedTuple):
    role: regex.Pattern[str]
    nobody: frozenset[str]
    bodies: tuple[str, ...]
    compound: frozenset[str]
    surnames: frozenset[str]


@cache
def _words() -> _Words:
    return _Words(
        role=pattern("role"),
        nobody=words("no_names"),
        bodies=tuple(sorted(words("org_ends"))),
        compound=lexicons.words("compound_surnames"),
        surnames=lexicons.words("surnames"),
    )


def split_names(text: str) -> tuple[str, ...]:
    """The persons whom a byline value names, in order, each once, spaces inside a name taken out.

    Words of roles, media and bodies are left out; so is everything that cannot be a name.
    """
    known = _words()
    if 2 <= len(text) <= 3 and text.isalpha() and not _ROLE.search(text):  # one name, as nearly always
        text = _CREDIT_WORD.sub("", text)
        return (text,) if _is_name(text, known) else ()
    if not _OPENINGS.isdisjoint(text):
        text = _BRACKETS.sub(" ", text)
    if _ROLE.search(text):
        text = known.role.sub("|", text)
    text = text.strip()
    names: list[str] = []
    for group in text.split("|"):
        for token in _join_single([token.strip("·:：.。 ") for token in _SPLIT.split(group)]):
            token = _CREDIT_WORD.sub("", token)
            names += (name for name in _cut(token, known) if _is_name(name, known))
    return tuple(dict.fromkeys(names))


def is_person(text: str) -> bool:
    """True where the text is one usual name: a surname and one or two characters more."""
    known = _words()
    text = text.replace(" ", "").replace("\u3000", "")
    if not _is_name(text, known) or not text.isalpha() or not _HAN.match(text):
        return False
    if len(text) == 2 and text in lexicons.words("common_words"):
        return False
    return (text[0] in known.surnames and 2 <= len(text) <= 3) or (text[:2] in known.compound and 3 <= len(text) <= 4)


def _join_single(tokens: list[str]) -> list[str]:
    """`文 锦` is one name: a token of one character joins the next one (one character, or two after a surname)."""
    joined: list[str] = []
    at = 0
    tokens = [token for token in tokens if token]
    while at < len(tokens):
        token, after = tokens[at], tokens[at + 1] if at + 1 < len(tokens) else ""
        if token in ("图", "摄") or (token == "文" and len(after) != 1):
            at += 1
            continue
        if (len(token) == 1 and 1 <= len(after) <= 2) or (token in _words().compound and len(after) == 1):
            token += after
            at += 1
        joined.append(token)
        at += 1
    return joined


_OFFICE = LazyRegex(r"[省市县区州镇乡旗盟师团]\p{Han}{1,6}(?:局|委|办|部|厅|中心|政府)(?=\p{Han}{2,3}$|$)")


def _cut(token: str, known: _Words) -> list[str]:
    """Names that run together, cut where both parts begin with a surname; anything else stays whole."""
    if not 4 <= len(token) <= 9 or not _HAN.match(token) or "·" in token or token[:2] in known.compound:
        return [token]
    if office := _OFFICE.match(token):  # 区招商局周仙霞: who sends it in, and for which body
        return [token[office.end() :]] if office.end() < len(token) else []
    if len(token) == 4 and sum(char in _SYLLABLES for char in token) > 2:  # 格桑卓玛, 热娜古丽
        return [token]
    for first in (2, 3):
        rest = token[first:]
        if token[0] in known.surnames and rest[:1] in known.surnames and len(rest) >= 2:
            parts = [rest] if len(rest) <= 3 else _cut(rest, known)
            if all(len(part) <= 3 for part in parts):
                return [token[:first], *parts]
    return [token]


def _is_name(token: str, known: _Words) -> bool:
    if token in known.nobody:
        return False
    if _LATIN.match(token):
        return _NUMBERED.match(token) is None
    if not _HAN.match(token) or not 2 <= len(token) <= 15:
        return False
    if "·" in token or "•" in token:
        return True
    if len(token) == 3 and token[0] in known.surnames:
        return token[-1] not in "局委办处厅部室站所网报镇县市区省厂"
    if len(token) == 2 and token[1] in "网报社台":
        return False
    return len(token) <= 5 and not (len(token) > 2 and token.endswith(known.bodies))

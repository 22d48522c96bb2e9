"""Head lines with words in them that no rule knows: `云上临江 2031-03-09 09:12 快评 记者 高山 [加入书签]`.

Two pieces that are known and a few short words make a head line; a figure or a sentence never does.
"""

from __future__ import annotations

from typing import NamedTuple

import zsextract.articles.dates as dates
import zsextract.articles.names as names
import zsextract.lexicons as lexicons
from zsextract.articles.meta import MOST_PIECES, Meta, may_hold, piece, separator
from zsextract.articles.patterns import pattern, words
from zsextract.patterns import LazyRegex

LONGEST = 160  # code points of the longest line that is looked at
_WORD = LazyRegex(r"[^\s|()\[\]【】〔〕《》<>,;。!?]++")
_LONGEST_WORD = 14
_MATTER = LazyRegex(r"\d\s?[万亿]?[多余]?(?:[万亿]元|[个家户项亩条]|亿|%|人次|美元)")
_NAMING = LazyRegex(r"[\p{Han}·“”A-Za-z\d—-]+")
_HAN = LazyRegex(r"\p{Han}")
_LABEL = LazyRegex(r"(?P<label>[\p{Han}A-Za-z]{1,8})\s?:\s*+(?P<value>[^\s|\[\]【】,;。!?]{0,24}+)")
_COLUMN = LazyRegex(
    "(?:动态|新闻|要闻|公告|资讯|信息|快讯|专题|公示|招商|政务|时政|综合|经济|社会|头条|热点|推荐|评论)$"
)
EVENT = LazyRegex("签约|开工|召开|举行|启动|投资|项目|招商|推进|揭牌|调研|投产|亮相|落户")


class _Stranger(NamedTuple):
    start: int
    end: int
    word: str


def read(view: str, start: int, end: int) -> Meta | None:
    """The known pieces of the line ``view[start:end]``; None where too little of it is known."""
    line = view[start:end]
    if end - start > LONGEST or not may_hold(line) or _MATTER.search(line):
        return None
    meta, strangers = Meta(end=end), list[_Stranger]()
    at, pieces = separator(line, 0), 0
    while at < len(line):
        pieces += 1
        if pieces > MOST_PIECES:
            return None
        after = piece(line, at, meta)
        if after <= at:
            after = _unknown_label(line, at, meta) or _stranger(line, at, strangers)
        if after <= at:
            return None
        at = separator(line, after)
    if not _is_head(line, meta, strangers):
        return None
    for one in strangers:
        _place(line, one, meta)
    return meta


def _unknown_label(line: str, at: int, meta: Meta) -> int:
    """The end of a word with a colon and its value; 0 where there is none."""
    found = _LABEL.match(line, at)
    if not found or not (meta.labels or meta.days or meta.media):
        return 0
    meta.chrome = True
    return int(found.end())


def _stranger(line: str, at: int, strangers: list[_Stranger]) -> int:
    """The end of a word that is no known piece; 0 for one that is part of a sentence or a headline."""
    found = _WORD.match(line, at)
    if not found or found.end() - at > _LONGEST_WORD or EVENT.search(found[0]):
        return 0
    button = line[at - 1 : at] in "[【" and line[found.end() : found.end() + 1] in "]】" and at > 0
    if not button:
        strangers.append(_Stranger(at, found.end(), found[0]))
    return int(found.end())


def _is_head(line: str, meta: Meta, strangers: list[_Stranger]) -> bool:
    """True where what is known outweighs what is not."""
    if strangers and meta.masthead and not meta.days:
        name = strangers[0]
        return len(strangers) == 1 and name.end - name.start <= 10 and pattern("bulletin").search(line) is not None
    reported = bool(meta.authors or meta.editors or meta.photographers or meta.reviewers)
    source = bool(meta.media or meta.sources)
    timed = any("T" in day for _, day in meta.days)
    known = bool(meta.days) + timed + reported + source + min(meta.labels, 3) + meta.masthead + meta.chrome
    if not (meta.days or meta.labels >= 2 or (reported and (source or meta.masthead))):
        return False
    unknown = sum(len(one.word) for one in strangers)
    return known >= 2 and len(strangers) < max(2, known) and unknown * 2 <= len("".join(line.split()))


_SAID_OF_DATES = ("发表于", "发布于", "刊发于", "更新于")


def _place(line: str, one: _Stranger, meta: Meta) -> None:
    """What an unknown word says by where it stands: beside the date it names the medium or somebody."""
    word = one.word.strip("·:-—– ")
    if not _is_naming(word) or not meta.days or word in _SAID_OF_DATES:
        return
    if line.startswith(_SAID_OF_DATES, separator(line, one.end)):  # the user of a forum
        return
    if names.is_person(word) and not (one.start == 0 and meta.authors):
        if meta.media or meta.sources:
            meta.authors.append(word)
        return
    beside = dates.date_at(line, separator(line, one.end)) or one.start == 0 or _follows_date(line, one.start)
    if beside and not meta.media and not meta.sources and not _COLUMN.search(word):
        meta.media.append(word)


def _is_naming(word: str) -> bool:
    """True for a word that can name a medium or a person: no figure, no division, no button."""
    if len(word) < 2 or not _NAMING.fullmatch(word) or not _HAN.search(word):
        return False
    table = lexicons.divisions()
    return not table.called(word) and not table.is_full(word) and word not in words("no_names")


def _follows_date(line: str, at: int) -> bool:
    """True where a date ends right before the word."""
    found = dates.find_date(line[:at])
    return found is not None and separator(line, found.end) == at

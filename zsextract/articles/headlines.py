"""Which of the lines over an article is its headline; what stands over or under it is a subtitle."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import zsextract.articles.names as names
from zsextract.articles.lines import Line
from zsextract.articles.patterns import pattern
from zsextract.patterns import Lazy, LazyRegex

_MARKS = LazyRegex(
    r"^(?:#{1,6}\s+|(?:文章|原)?(?:标题|標題|题目|題目|主题|title|Title)\s?[:：]\s*"
    r"|[\[【(](?:转帖|转载|转|原创|组图|图文|图|推荐|置顶|精华|分享)[\]】)]\s*)+"
)
_SITE = LazyRegex(
    r"\s*(?:_{1,2}|\s[-—|–]{1,2}\s?|\s\|\s?)[^_|]{0,20}"
    r"(?:网|频道|新闻|中心|在线|日报|门户|政府|政务|站|栏目|动态|要闻)(?:[_|\-– ]+.*)?$"
)
_ORIGINAL = LazyRegex(r"原(?:标)?题\s?:\s*")
_DASH = LazyRegex(r"^(?:——|--|—|―)\s*")
_FORUM = LazyRegex(r"^\[\p{Han}{2,6}\]\s*(?=\p{Han})|\s*\[(?:复制链接|打印|收藏|推荐|分享)\]$")
_QUOTED = Lazy(r"'([^']+)'|\"([^\"]+)\"")  # title: '…' at the head of a Markdown file
_ACCOUNT = LazyRegex(r"^\p{Han}{2,8}(?:发布|融媒体?|日报|晚报|在线|电视台|新闻网?|视界|云媒|播报)$")
_BREADCRUMBS = LazyRegex(r"^(?:[^>»]{1,20}\s?(?:>|»|>>)\s?){2,}(?=[^>»]{4,}$)")
_OFFICE = LazyRegex(r"^\p{Han}{1,6}[省市县区州盟旗](?:人民政府)?\p{Han}{1,8}(?:局|委员会|办公室|厅|委|办)$")
_BODIES = ("局", "委", "办", "室", "委员会", "政府", "中心", "队", "公司", "厅", "会")
_PARALLEL = LazyRegex(  # 领导分包 逐一调度 倒排时间
    r"^(?:\p{Han}{4}(?:[\s、]\p{Han}{4}){2,}|\p{Han}{5}(?:\s\p{Han}{5}){2,}|\p{Han}{6}(?:\s\p{Han}{6}){2,})$"
)
_SLOGAN = LazyRegex(r"\p{Han}{3,4}(?:[\s、]\p{Han}{3,4})+")  # 拼开局 抢项目
_INDENT = "\u3000\u3000"
_SHORTEST_MAIN = 8  # code points of a headline under which its figures may stand
_MOST_LINES = 8  # lines of a headline block; those above them are the page's
_MARK_BEGINS = frozenset("#文原标標题題主tT[【(")
_SITE_MARKS = frozenset("_-—|–")
_BLANKS = Lazy(r"\s+")
_TWO_PARTS = LazyRegex(r"[^\s]{5,}\s+[^\s]{5,}")  # 新设企业逾千家 八成投向临江
_MONTH = LazyRegex(r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:\d{1,2}日)?")
_POWERED = LazyRegex(r"\s*[-_|–]*\s*Powered by .*$")
_NEWS = LazyRegex("召开|举行|开幕|闭幕|出席|主持|调研|会见|座谈")
_ISSUE = LazyRegex(
    r"[^\S\n]*+\n\s*+[(]?(?:(?:19|20)\d\d年)?第 ?\d{1,3} ?期(?: ?[(]?总第? ?\d{1,4} ?期[)]?)?[^\S\n]*+(?:\n|\Z)"
)
_SPACED = LazyRegex(r"^\p{Han}(?:\s\p{Han})+$")


class Headline(NamedTuple):
    """The main headline and what else was set with it, both after cleaning."""

    title: str | None
    subtitle: str | None


def is_bulletin(view: str, line: Line) -> bool:
    """True for the name of a bulletin or periodical, which stands over a headline and is none."""
    if line.length > 40:
        return False
    return bool(pattern("bulletin").search(view, line.start, line.end)) or bool(_ISSUE.match(view, line.end))


def without_bulletins(view: str, above: Sequence[Line]) -> list[Line]:
    """The headline lines; a slogan over the name of a bulletin makes that name the headline."""
    last = len(above) - 1
    crowned = len(above) > 1 and is_slogan(view, above[-2])
    return [
        line for at, line in enumerate(above)
        if not is_bulletin(view, line) or (at == last and crowned)
    ]  # fmt: skip


def is_slogan(view: str, line: Line) -> bool:
    """True for two or more short calls beside one another, as kickers have them."""
    return bool(_SLOGAN.fullmatch(view, line.start, line.end))


def is_account(view: str, line: Line) -> bool:
    """True for a line of nothing but the name of an account or a medium, which stands over what it posts."""
    return line.length <= 12 and bool(_ACCOUNT.match(view[line.start : line.end]))


def account(view: str, head: Sequence[Line]) -> str | None:
    """The account of a medium that a page opens with."""
    return view[head[0].start : head[0].end] if head and is_account(view, head[0]) else None


_NUMBER = LazyRegex(r"\p{Han}{2,8}[(〔\[](?:19|20)\d\d[)〕\]] ?\d{1,4} ?号")  # 云办发〔2031〕9号
_DAY = LazyRegex(r"\A(?:19|20)\d\d年\d{1,2}月\d{1,2}日\s+")


def is_signature(view: str, line: Line) -> bool:
    """True for what stands under a headline: nothing but bodies, a post and who holds it, a document's number."""
    if line.length > 40:
        return False
    said = view[line.start : line.end]
    if _NUMBER.fullmatch(said):
        return True
    said = _DAY.sub("", said)
    found = pattern("speaker").match(said)
    if found:
        return names.is_person(found["who"]) or " " in found["who"] or "·" in found["who"]
    words = said.split()
    if len(words) == 1 and _OFFICE.match(said):
        return True
    return len(words) > 1 and all(len(word) >= 5 and word.endswith(_BODIES) for word in words)


def _is_forum(view: str, line: Line) -> bool:
    """True for the title that a forum's software gives its page, with the headline in it or without."""
    return _POWERED.search(view, line.start, line.end) is not None


def _is_day(view: str, line: Line) -> bool:
    """True for the month or day that heads the entries of a chronicle."""
    return _MONTH.fullmatch(view, line.start, line.end) is not None


def is_original_label(view: str, line: Line) -> bool:
    """True for a bare `原标题:`, with the headline of the source on the next line."""
    return _ORIGINAL.fullmatch(view, line.start, line.end) is not None


def originals(view: str, head: Sequence[Line]) -> list[Line]:
    """The headline that a portal gives as that of its source, for a page that gives no other."""
    found = ((line, _ORIGINAL.match(view, line.start, line.end)) for line in head)
    return [line._replace(start=match.end()) for line, match in found if match and match.end() < line.end][:1]


def _has_han(words: str) -> bool:
    return any("\u4e00" <= char <= "\u9fff" for char in words)


def choose(text: str, view: str, lines: Sequence[Line]) -> Headline:
    """The headline among the lines of its block, in their order on the page."""
    if not lines:
        return Headline(None, None)
    lines = [line for line in lines if _has_han(view[line.start : line.end])] or lines  # not the name of a user
    lines = [line for line in lines if not (_is_forum(view, line) or _is_day(view, line))] or lines
    lines = _apart(view, _near(_flush(text, lines)[-_MOST_LINES:]))
    first, last = 0, len(lines)
    marked = [index for index, line in enumerate(lines) if line.heading]
    if marked:
        first, last = marked[0], marked[-1] + 1
    else:
        last = _drop_from(view, lines)
        first = _kicker_until(view, lines[:last])
    main = " ".join(_clean(text[line.start : line.end]) for line in lines[first:last])
    rest = [_clean(text[line.start : line.end]) for line in (*lines[:first], *lines[last:])]
    return Headline(main or None, " ".join(rest) or None)


def _flush(text: str, lines: Sequence[Line]) -> Sequence[Line]:
    """Without lines set in like paragraphs below a headline that is not: the first words of the text."""
    if not lines or text.endswith(_INDENT, 0, lines[0].start):
        return lines
    inside = next((i for i, line in enumerate(lines) if text.endswith(_INDENT, 0, line.start)), len(lines))
    return lines[:inside] or lines


def _near(lines: Sequence[Line]) -> Sequence[Line]:
    """Without lines that stand far above the others: slogans and names of the site."""
    far = [index for index, line in enumerate(lines) if index and line.gap >= 2 and not line.heading]
    return lines[far[-1] :] if far else lines


def _apart(view: str, lines: Sequence[Line]) -> Sequence[Line]:
    """Without lines that another one repeats, whole or in part."""
    said = ["".join(view[line.start : line.end].split()) for line in lines]
    return [
        line for index, line in enumerate(lines)
        if said[index] not in said[:index]
        and not any(said[index] in other and len(other) > len(said[index]) for other in said)
    ]  # fmt: skip


def _drop_from(view: str, lines: Sequence[Line]) -> int:
    """Where the drop heads begin; the first line never is one."""
    for index in range(1, len(lines)):
        if lines[index - 1].joins:
            continue
        line = lines[index]
        if _is_drop(view[line.start : line.end], view[lines[0].start : lines[0].end]):
            return index
    return len(lines)


def _is_drop(said: str, first: str) -> bool:
    """True for a line that says who was there or where it was said, opens with a dash, or gives the figures."""
    if pattern("occasion").match(said):
        return True
    found = pattern("drop_head").search(said)
    whole = len(first) >= _SHORTEST_MAIN
    quoted = pattern("quote_head").match(said)
    if whole and quoted and names.is_person(quoted["who"]) and not pattern("kicker").search(first):
        return True
    if whole and (_PARALLEL.match(said) or (_TWO_PARTS.fullmatch(said) and _is_whole(first))):
        return True
    if found and (not found["who"] or names.is_person(found["who"]) or "·" in found["who"]):
        return True
    return whole and not first[-1].isdigit() and bool(pattern("figure_head").search(said))


def _is_whole(first: str) -> bool:
    """True for a first line that is a headline of one part, and no kicker."""
    return not _BLANKS.search(first) and not pattern("kicker").search(first) and not _is_news(first)


def _kicker_until(view: str, lines: Sequence[Line]) -> int:
    """Where the headline itself begins, after the kickers."""
    if len(lines) < 2 or lines[0].joins:
        return 0
    above, below = (view[line.start : line.end] for line in lines[:2])
    if above.count("“") != above.count("”"):
        return 0
    if is_slogan(view, lines[0]):
        return 1
    if pattern("kicker").search(above) or (_is_news(above) and not _is_news(below)):
        return 1
    told = any(char.isdecimal() for char in above)  # a kicker has no figures
    return 0 if told or len(above) + 4 >= len(below) or len(above) > 14 else 1


def _is_news(line: str) -> bool:
    """True for a line that tells an event and who was there, as kickers of party papers do."""
    return _NEWS.search(line) is not None


def _clean(line: str) -> str:
    """The words of a headline line without marks of forums, site names, dashes and doubled blanks."""
    line = line.strip()
    if ">" in line or "»" in line:
        line = _BREADCRUMBS.sub("", line)
    if line[:1] in _MARK_BEGINS:
        line = _MARKS.sub("", line)
    if "Powered" in line:
        line = _POWERED.sub("", line)
    if not _SITE_MARKS.isdisjoint(line):
        line = _SITE.sub("", line)
    if line.startswith("[") or line.endswith("]"):
        line = _FORUM.sub("", line)
    if line[:1] in "'\"" and (quoted := _QUOTED.fullmatch(line)):
        line = quoted[1] or quoted[2]
    line = _DASH.sub("", line).strip(" \u3000*#")
    words = line.split()
    if words == [line]:
        return line
    return "".join(words) if _SPACED.match(line) else _BLANKS.sub(" ", line)

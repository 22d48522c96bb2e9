"""Lines of the head and the tail: dates, sources, bylines, counters, read piece by piece.

A line is a head or tail line only where it is made of such pieces altogether, so a sentence never becomes one.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

import regex
from msgspec import Struct, field

import zsextract.articles.dates as dates
import zsextract.articles.names as names
from zsextract.articles.patterns import pattern
from zsextract.patterns import Lazy, LazyRegex

_LONGEST_LABEL = 18
_LONGEST_VALUE = 60  # code points behind a label
_MOST_HINTS = 16  # places behind a label at which its value may end
MOST_PIECES = 24  # beyond which a line is no head line
LONGEST = 200  # code points of the longest head line that is looked at
_SEPARATORS = LazyRegex(r"[\s|/·,;、\-—–()\[\]【】〔〕<>《》●■◆□◇▲△★※◎○*_?~=+&“”\"]++")
_RANKS = {"发布": 0, "发表": 0, "刊发": 0, "发稿": 0, "更新": 2, "编辑": 2, "成文": 3, "印发": 3, "生成": 3, "发文": 3}
_SIGNED = LazyRegex(
    r"(?P<body>[\p{Han}()“”、]{2,30}?(?:编|编印|主办|局|办|室|委员会|委|政府|会|处|中心|部|公司))\s++"
    r"(?:(?P<month>1[0-2]|0?[1-9])月(?P<day>3[01]|[12]\d|0?[1-9])日[ )]*$)?+"
)
_ISSUE_YEAR = Lazy(r"((?:19|20)\d\d)年(?:总?第)")
_POSTED = LazyRegex(
    r"(?P<who>[\p{Han}\w“”·—-]{2,16}?)[\s·|,:-]++(?P<verb>(?:发[表布]于?|回复于|上传|最后编辑)[\s:]*)?(?=(?:19|20)\d\d)"
)
_OF_ACCOUNT = LazyRegex(
    r"原创\s+(?:([^\s\d]{2,16})\s+)?(?=[^\s\d]{2,16}\s+(?:19|20)\d\d)"
)  # 原创 党建办 某某发布 2031年…
_APART = LazyRegex(r"\p{Han} {2,4}\p{Han}(?=[\s|,;)\]】]|$)")  # 流  冰: a name of two characters, set wide
_POSTING = frozenset(("发表于", "发布于", "回复于", "编辑于", "更新于", "上传于", "发表", "发布"))
_SPREAD = LazyRegex(  # `编 辑:`
    r"(?<!\p{Han})([编作图责监总审校摄来记撰]) (辑|者|文|编|制|监|核|对|影|源|稿)(?=\s?[:|])"
)
_SPREAD_LABEL = LazyRegex(r"索 引 号|主 题 词(?=\s?[:|])")
_SPREAD_SECOND = tuple(f" {char}" for char in "辑者文编制监核对影源稿")
_BARE_FIRST = frozenset("照组责编作撰文供摄图校审核监一二三初终统策值总主制版视美排签来稿热")
_MARKS = frozenset(":|丨/编校审策期")
_MASTHEAD_FIRST = frozenset(
    "星周甲乙丙丁戊己庚辛壬癸农(总第国邮今一二三四五六七八九十百〇○零0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
)
_BEFORE_LABEL = frozenset(" \t,;、|([【/")
_STOP_HINT = LazyRegex(r"[\s)\]】|;,、(\[【/]|(?:19|20)\d\d")
_LABEL_HINT = LazyRegex(r"[^\s:|丨/]{1,17} ?[:|丨/]")
_ROLE_HINT = LazyRegex("记者|通讯员|实习生|信息员|报道员|评论员|撰稿")
_DATE_HINT = LazyRegex(
    r"(?:19|20)\d\d(?:[-./_ ]|年[ /]*\d|\d{4})|[一二][〇○零Oo0一二三四五六七八九]{3}年|\.(?:19|20)\d\d|月\d{1,2}日"
)
_COLON = LazyRegex(r"[:|丨/]")
_BLANK = Lazy(r"\s")
_HAN = LazyRegex(r"\p{Han}")
_COLUMN = Lazy(r"(?:动态|新闻|要闻|公告|资讯|信息|快讯|专题|公示|招商|政务|时政)$|^\d")
_SENTENCE = LazyRegex(r"[。!?;]|,.*,")
_CREDIT_END = LazyRegex(r"(?<!图文|文图|文|文/|文、)(?:摄|摄影|供图|图)\s*[)\]]?$")


class Meta(Struct):
    """What one line says of its article; ``end`` is where the pieces stop (before a text on the same line)."""

    end: int = 0
    sources: list[str] = field(default_factory=list)
    issuers: list[str] = field(default_factory=list)
    media: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    editors: list[str] = field(default_factory=list)
    reviewers: list[str] = field(default_factory=list)
    photographers: list[str] = field(default_factory=list)
    days: list[tuple[int, str]] = field(default_factory=list)
    month_day: tuple[int, int] | None = None  # of a signature that leaves the year out
    issue_year: int | None = None  # of the issue of a periodical
    masthead: bool = False
    chrome: bool = False
    labels: int = 0

    @property
    def is_head(self) -> bool:
        """True for a line that stands under a headline: a date with a source, a medium, an author or a counter."""
        return bool(self.days and (self.sources or self.media or self.authors or self.editors or self.chrome))

    @property
    def is_byline(self) -> bool:
        """True for a line that only says who made the article, as under one."""
        named = self.authors or self.editors or self.reviewers or self.photographers
        return bool(named) and not self.days and not self.masthead


def read(view: str, start: int, end: int) -> Meta | None:
    """The pieces of the line ``view[start:end]``; None where it is something else.

    A text that follows a date and a source on the same line is left: ``Meta.end`` says where it begins.
    """
    line = view[start:end] if end - start <= LONGEST else view[start : start + LONGEST]
    meta = Meta()
    if ".html" in line and (found := pattern("epaper_data").fullmatch(line)):
        authors = list(names.split_names(found["value"]))
        days = [(1, found["day"])]
        return Meta(start + len(line), media=[found["medium"]], days=days, authors=authors, chrome=True)
    whole = len(line)
    line = line.removesuffix("印发") if line.endswith("日印发") else line  # the foot of a document: 2031年3月8日印发
    if " " in line[:12] and any(second in line for second in _SPREAD_SECOND):
        line = _SPREAD.sub(r"\1\2", line)
    if line.startswith(("索 引", "主 题")):
        line = _SPREAD_LABEL.sub(lambda found: found[0].replace(" ", ""), line)
    at, pieces = separator(line, 0), 0
    while at < len(line):
        pieces += 1
        after = piece(line, at, meta) if pieces <= MOST_PIECES else at
        if after <= at:
            break
        at = separator(line, after)
    rest = end - start - at - (whole - len(line))
    if at == 0 or not _holds(meta, rest):
        return (
            (_signed(line, start, start + whole) or _posted(line, start))
            if not meta.labels and _DATE_HINT.search(line)
            else None
        )
    meta.end = start + at + whole - len(line)
    return meta


def _holds(meta: Meta, rest: int) -> bool:
    """True where the pieces make a line: nothing is left, or a text after a whole head."""
    said = bool(meta.labels or meta.days or meta.media or meta.masthead or meta.authors or meta.photographers)
    if rest <= 0:
        return said or meta.chrome
    if rest <= 10:
        return meta.labels > 0 or (bool(meta.days) and (bool(meta.media) or meta.masthead))
    return meta.is_head and meta.labels > 0 and rest > 30


def may_hold(line: str) -> bool:
    """A cheap guess whether a line has what makes a head line even among words that no rule knows."""
    return not _MARKS.isdisjoint(line) or bool(_ROLE_HINT.search(line) or _DATE_HINT.search(line))


def separator(line: str, at: int) -> int:
    """Where the blanks and marks between two pieces end."""
    found = _SEPARATORS.match(line, at)
    return int(found.end()) if found else at


def piece(line: str, at: int, meta: Meta) -> int:
    """The end of the piece that begins at ``at``, put into ``meta``; ``at`` itself where none begins there."""
    if day := dates.date_at(line, at):
        meta.days.append((1 if meta.labels == 0 else meta_rank(line[:at]), day.iso))
        return day.end
    found = pattern("label").match(line, at) if _LABEL_HINT.match(line, at) else None
    if found := found or _bare_label(line, at):
        return _labelled(line, found, meta)
    if (found := pattern("chrome_piece").match(line, at)) and found.end() > at:
        meta.chrome = True
        return int(found.end())
    if line[at] in _MASTHEAD_FIRST and (found := pattern("masthead_piece").match(line, at)) and found.end() > at:
        meta.masthead = True
        year = _ISSUE_YEAR.search(found[0])
        meta.issue_year = int(year[1]) if year else meta.issue_year
        return int(found.end())
    reported = line.find("报", at) > at or (at and line[at - 1] in "【〔[(")
    if reported and (found := pattern("island_byline").match(line, at)):
        meta.authors += names.split_names(found["value"])
        return int(found.end())
    role = pattern("role_piece").match(line, at) if _ROLE_HINT.search(line, at) else None
    if role and (after := _byline(line, role.end(), meta)) > at:
        return after
    if (found := pattern("medium").match(line, at)) and _is_medium(line, found, meta):
        meta.media.append(found[0])
        return int(found.end())
    return at


def _is_medium(line: str, found: regex.Match[str], meta: Meta) -> bool:
    """A bare name is a medium beside other pieces; alone only where it is short."""
    return (
        len(found[0].removesuffix("数字报")) <= 8 or bool(meta.days) or dates.find_date(line[found.end() :]) is not None
    )


def _bare_label(line: str, at: int) -> regex.Match[str] | None:
    if line[at] not in _BARE_FIRST and "编" not in line[at : at + 10] and "责" not in line[at : at + 10]:
        return None
    return pattern("bare_label").match(line, at)


def meta_rank(before: str) -> int:
    """How well a date stands for the publication, by the label just before it; 0 is best."""
    label = before.rstrip(": ")[-4:-2]
    return _RANKS.get(label, 1)


def _labelled(line: str, found: regex.Match[str], meta: Meta) -> int:
    end = _stop(line, found.end())
    kind = found.lastgroup
    if kind in ("author", "editor", "photo") and (apart := _APART.match(line, found.end())):
        end = apart.end()
    value = line[found.end() : end].strip(" ,;:、|-")
    if kind == "other":
        end = _word_end(line, found.end())
        value = ""
    elif len(value) > _LONGEST_VALUE or _SENTENCE.search(value):
        end = _word_end(line, found.end())
        value = line[found.end() : end]
        if kind not in ("author", "editor", "photo", "review") or not names.split_names(value) or len(value) > 5:
            return int(found.start())
    meta.labels += 1
    if kind == "source":
        _source(value, meta)
    elif kind == "issuer":
        meta.issuers.append(value)
    elif kind == "author" and _CREDIT_END.search(value) and "文" not in found[0]:
        meta.photographers += names.split_names(value)
    elif kind in ("author", "editor", "photo"):
        people = {"author": meta.authors, "editor": meta.editors, "photo": meta.photographers}[kind]
        people += names.split_names(value)
    elif kind == "review" and "编" in found[0]:
        meta.reviewers += names.split_names(value)
    elif kind == "count":
        meta.chrome = True
    return int(max(end, found.end()))


def _stop(line: str, at: int) -> int:
    """Where the value that begins at ``at`` ends."""
    end, stop = len(line), pattern("stop")
    hints = islice(_STOP_HINT.finditer(line, at, at + _LONGEST_VALUE + 20), _MOST_HINTS)
    for hint in hints:  # tried only where one can begin
        if stop.match(line, hint.start()):
            end = hint.start()
            break
    for colon in _COLON.finditer(line, at, min(len(line), end + _LONGEST_LABEL)):
        if not line[: colon.start()].rstrip()[-1:].isalpha():
            continue
        start = _label_start(line, max(at, colon.start() - _LONGEST_LABEL), colon.start())
        if start is not None:
            return int(min(end, start))
    return int(end)


def _label_start(line: str, low: int, colon: int) -> int | None:
    """Where the label with this colon begins, the blanks and marks before it included; None where it is no label."""
    at = colon - 1 if line[colon - 1] == " " else colon
    while at > low and line[at - 1] not in _BEFORE_LABEL:
        at -= 1
    plain = at > low and line[at - 1] != "/" and pattern("label").match(line, at)
    if plain and plain.end() > colon:
        while at > low and line[at - 1] in _BEFORE_LABEL:
            at -= 1
        return at
    found = pattern("next_label").search(line, low, colon + 2)
    return int(found.start()) if found else None


def _word_end(line: str, at: int) -> int:
    """The end of the word at ``at``."""
    blank = _BLANK.search(line, at)
    return blank.start() if blank else len(line)


def _source(value: str, meta: Meta) -> None:
    """A source, and the reporters that stand behind it without a label."""
    words = value.partition(",")[0].split()
    while len(words) > 1 and names.is_person(words[-1]):
        meta.authors.insert(0, words.pop())
    if words:
        joined = "".join(words) if all(len(word) == 1 for word in words) else " ".join(words)
        meta.sources.append(joined)


def _byline(line: str, at: int, meta: Meta) -> int:
    """Names behind the word reporter, up to the next piece; ``0`` where no names stand there."""
    end = _stop(line, at)
    value = line[at:end]
    if not value and line.endswith("员"):  # 本报评论员
        meta.chrome = True
        return at
    found = names.split_names(value) if len(value) <= _LONGEST_VALUE and not _SENTENCE.search(value) else ()
    if not found or sum(map(len, found)) * 2 < len(value.replace(" ", "")):
        return 0
    (meta.photographers if _CREDIT_END.search(value) else meta.authors).extend(found)
    return int(max(end, at))


def _signed(line: str, start: int, end: int) -> Meta | None:
    """A body and a date on one line, as on a bulletin or under a report."""
    found = _SIGNED.match(line)
    if found and found["month"]:
        return Meta(end=end, issuers=[found["body"]], month_day=(int(found["month"]), int(found["day"])))
    day = dates.date_at(line, found.end()) if found else None
    if not found or not day or line[day.end :].strip(" )"):
        return None
    return Meta(end=end, issuers=[found["body"]], days=[(1, day.iso)])


def _posted(line: str, start: int) -> Meta | None:
    """A name or a column, and the time of publication, as forums, accounts of media and portals print it."""
    opening = _OF_ACCOUNT.match(line)
    at = opening.end() if opening else separator(line, 0)
    found = _POSTED.match(line, at)
    day = dates.date_at(line, found.end()) if found else None
    if not found or not day or len(line) - day.end > 12 or _COLON.search(line, day.end):
        return None
    who = found["who"].strip("- ")
    if who in _POSTING:  # `发表于 2006-3-21 09:14`, the name on the line above
        who = ""
    column = _COLUMN.search(who) is not None
    if "T" not in day.iso and not column:
        return None
    nobody = found["verb"] or column or names.is_person(who) or not _HAN.search(who)
    wrote = opening[1] if opening and opening[1] else ""
    authors = [wrote] if names.is_person(wrote) else []
    media = [] if nobody else [who]
    return Meta(end=start + len(line), media=media, authors=authors, days=[(1, day.iso)], chrome=True)


def day_of_issue(metas: Sequence[Meta]) -> str | None:
    """Month and day of a signature with the year of the issue in which it stands."""
    year = next((one.issue_year for one in metas if one.issue_year), None)
    signed = next((one.month_day for one in metas if one.month_day), None)
    return dates.iso_day(year, *signed) if year and signed else None

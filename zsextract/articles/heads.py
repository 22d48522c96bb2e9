"""The head fields of an article, put together from its headline, head lines, dateline and tail."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from msgspec import Struct

import zsextract.articles.datelines as datelines
import zsextract.articles.dates as dates
import zsextract.articles.headlines as headlines
import zsextract.articles.meta as meta
import zsextract.articles.names as names
import zsextract.repair.chrome as chrome
from zsextract.articles.lines import Line
from zsextract.articles.masks import credits_in
from zsextract.articles.meta import Meta
from zsextract.articles.patterns import pattern, words
from zsextract.patterns import Lazy, LazyRegex

_WECHAT = LazyRegex(
    r"^[“\"《]?(?P<name>[^“”\"《》]+?)[”\"》]?\s?(?:官方)?(?:微信公众号|微信公众平台|公众号|微信|官微|微博|APP)$"
)
_IN_MARKS = LazyRegex(r"《([^《》]{2,20})》")
_TRIM = LazyRegex(r"[(【\[].*$|(?:综合|整理|转载|供稿)$")
_SIGNATURE = LazyRegex(
    r"(?<=[。!”)])\s*[\p{Han}]{0,20}(?:局|委|办|室|政府|会|处|中心|部)?\s?(?=(?:19|20)\d\d年|[一二][〇○零九])"
)
_NAMED = Lazy(r"(?:文章)?(?:标题|题目)\s?:")
_LAST_LINES = 8  # lines of a letter's end: the day stands over who else gets it
_LATEST_HEAD = 12  # lines among which the head line of a page may come that does not begin with its headline
_LONGEST_CAPTION = 120
_BYLINE_LABEL = LazyRegex(r"^[^:|]{0,8}[:|]\s?|^文/(?!图)")
_LONGEST_RUN = 6  # code points of names without marks between them
_NO_AUTHOR = LazyRegex(r"编辑|责编|来源")
_PHOTO_STORY = 400  # code points of text beyond which an article is no photo story


class Page(NamedTuple):
    """What the whole page says of each of its articles: its masthead, its day, its text."""

    medium: str | None
    published: str | None
    view: str
    editors: tuple[str, ...]
    dateline_medium: str | None


class Head(Struct, frozen=True, kw_only=True):
    """The head fields of one article.

    ``published`` is ISO, as precise as the page. ``dateline`` holds the words of dateline and publisher that name a
    place.
    """

    title: str | None = None
    subtitle: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    published: str | None = None
    dateline: str | None = None


class _Zones(NamedTuple):
    """The lines of an article: those before its text, the text, and those after it."""

    head: Sequence[Line]
    body: Sequence[Line]
    tail: Sequence[Line]


def page_of(view: str, lines: Sequence[Line], ranges: Sequence[tuple[int, int]]) -> Page:
    """What is said once for all articles of the page."""
    masthead = [line.meta for line in _until_text(lines) if line.meta and line.meta.masthead]
    first = next((index for index, line in enumerate(lines) if line.kind == "title"), len(lines))
    masthead += [line.meta for line in lines[:first] if line.meta and line.meta.media and line.meta not in masthead]
    media = [medium for one in masthead for medium in one.media]
    days = _best_day(masthead) or _day_of_digest(lines, ranges)
    whole = [line.meta for line in lines if line.meta and "本版" in view[line.start : line.end]]
    several = {line.dateline.medium for line in lines if line.dateline and line.dateline.medium}
    return Page(
        medium=media[0] if media else None,
        published=days,
        view=view,
        editors=_unique(name for one in whole for name in one.editors),
        dateline_medium=several.pop() if len(several) == 1 and len(ranges) > 1 else None,
    )


def _day_of_digest(lines: Sequence[Line], ranges: Sequence[tuple[int, int]]) -> str | None:
    """The day over a digest, which is that of all its articles where none has one of its own."""
    first, *others = ([line for line in lines[start:end] if line.meta or line.dateline] for start, end in ranges)
    if not others or any(line.dateline or (line.meta and line.meta.days) for one in others for line in one):
        return None
    return _best_day([line.meta for line in first if line.meta])


def _until_text(lines: Sequence[Line]) -> Iterator[Line]:
    return takewhile(lambda line: not line.is_text, lines)


def read(text: str, view: str, lines: Sequence[Line], page: Page) -> Head:
    """The head fields of the article that these lines are."""
    zones = _zones(lines)
    metas = [line.meta for line in (*zones.head, *zones.tail, *zones.body) if line.meta]
    metas += _closing(zones.body)
    opening = next((line.dateline for line in lines if line.dateline), None)
    headline = _headline(text, view, zones)
    publisher = _publisher(view, zones, metas, opening, page)
    return Head(
        title=headline.title,
        subtitle=headline.subtitle,
        publisher=publisher,
        authors=_authors(view, zones, metas, opening),
        editors=_editors(zones, metas) or page.editors,
        published=_published(view, zones, metas, opening, page),
        dateline=" ".join(filter(None, (opening.place if opening else None, publisher))) or None,
    )


def _zones(lines: Sequence[Line]) -> _Zones:
    bodies = [index for index, line in enumerate(lines) if line.kind not in ("title", "meta")]
    if not bodies:
        return _Zones(lines, (), ())
    first, last = bodies[0], bodies[-1] + 1
    return _Zones(lines[:first], lines[first:last], lines[last:])


def _headline(text: str, view: str, zones: _Zones) -> headlines.Headline:
    """The headline stands over the head lines; under them only where a bulletin's name stands over them."""
    above, below = _titles(view, zones.head)
    if not zones.body:  # a stub, or a page of nothing but chrome
        above = [line for line in above if not chrome.is_chrome(view[line.start : line.end])]
    above = [line for at, line in enumerate(above) if not at or not headlines.is_signature(view, line)] or above
    if below and len(above) == 1 and headlines.is_account(view, above[0]):
        above = []
    above = headlines.without_bulletins(view, above) if len(above) > 1 or below else above
    if above:
        drop = [line for line in below if view.startswith(("—", "--"), line.start)]
        return headlines.choose(text, view, (*above, *drop))
    if below:
        return headlines.choose(text, view, below)
    if zones.body and zones.body[0].kind == "note":
        return headlines.choose(text, view, _after_note(zones.body))
    if late := _before_head(zones.body):
        return headlines.choose(text, view, late)
    named = [line for line in zones.tail if line.kind == "title" and _NAMED.match(view, line.start, line.end)]
    return headlines.choose(text, view, named[:1] or headlines.originals(view, zones.head))


def _before_head(body: Sequence[Line]) -> list[Line]:
    """Headline lines that stand right over the first head line of a page on which other lines come first."""
    for at, line in enumerate(body[:_LATEST_HEAD]):
        if line.dateline or (line.meta and line.meta.days):
            while at and body[at - 1].kind in ("caption", "meta", "text") and body[at - 1].length <= _LONGEST_CAPTION:
                at -= 1
            first = at
            while first and body[first - 1].kind == "title":
                first -= 1
            return list(body[first:at])
    return []


def _titles(view: str, head: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The headline lines before and after the first head line that says a date or a source."""
    cut = next((i for i, line in enumerate(head) if line.meta and _is_cut(line.meta)), len(head))
    titles = [
        line for above, line in zip((None, *head), head, strict=False)
        if line.kind == "title"
        and (above is None or not (_is_names(view, line) or headlines.is_original_label(view, above)))
    ]  # fmt: skip
    above = [line for line in titles if cut == len(head) or line.start < head[cut].start]
    return above, titles[len(above) :]


def _is_cut(one: Meta) -> bool:
    return bool(one.days or one.sources or one.authors or one.editors or one.issuers)


def _after_note(body: Sequence[Line]) -> list[Line]:
    """Headline lines behind an editor's note, where a head line or a dateline follows them."""
    at = next((i for i, line in enumerate(body) if line.kind == "title"), len(body))
    until = at
    while until < len(body) and body[until].kind == "title":
        until += 1
    follows = until < len(body) and (body[until].meta is not None or body[until].dateline is not None)
    return list(body[at:until]) if follows and at <= 3 else []


def _closing(body: Sequence[Line]) -> Iterator[Meta]:
    """What labels say inside the bracket that closes a paragraph."""
    for line in body:
        for tail in line.tails:
            if ":" in tail.inner and (found := meta.read(tail.inner, 0, len(tail.inner))):
                yield found


def _publisher(
    view: str, zones: _Zones, metas: Sequence[Meta], opening: datelines.Dateline | None, page: Page
) -> str | None:
    named = (medium for one in metas for medium in one.media if medium not in words("platforms"))
    own = next(named, None) or page.medium
    # a bare name beside the date says it where no label does, but not in the masthead of a newspaper
    bare = [name for one in metas if one.days and not one.masthead for name in one.media]
    for source in [name for one in metas for name in one.sources] + bare:
        if source in words("own_site"):
            return own
        if medium := medium_of(source):
            return medium
    if opening and opening.medium:
        return opening.medium
    if own:
        return own
    if zones.body and (column := _column(view, zones.body)):
        return column
    issuer = next((medium_of(issuer) for one in metas if one.labels for issuer in one.issuers), None)
    return issuer or page.dateline_medium or headlines.account(view, zones.head)


def _column(view: str, body: Sequence[Line]) -> str | None:
    """The newspaper that its own editor's note names."""
    if body[0].kind != "note":
        return None
    for line in body[:2]:
        if found := pattern("series_column").search(view, line.start, line.end):
            return str(found["medium"])
    return None


def medium_of(source: str) -> str | None:
    """The medium that the value of a source label names; None for a mere host of uploads."""
    if found := _IN_MARKS.match(source):
        source = found[1]
    source = _TRIM.sub("", source).strip(" 《》“”\"'、,;:。|-·*_")
    if found := _WECHAT.match(source):
        source = found["name"].strip()
    return None if not source or source in words("platforms") or len(source) > 40 else source


def _authors(view: str, zones: _Zones, metas: Sequence[Meta], opening: datelines.Dateline | None) -> tuple[str, ...]:
    found = [name for one in metas for name in one.authors]
    found += opening.authors if opening else ()
    photographers = [name for one in metas for name in one.photographers]
    last = _last_text(zones.body)
    for line in zones.body:
        for tail in reversed(line.tails):
            people = names.split_names(_names_part(tail.inner))
            if ":" in tail.inner and meta.read(tail.inner, 0, len(tail.inner)):
                continue
            if datelines.is_photo_credit(tail.inner):
                photographers += people
            elif (tail.marked or line is last) and not _NO_AUTHOR.search(tail.inner):
                found += people
    found += _bare_names(view, zones) if not found else ()
    if not found and sum(line.length for line in zones.body) <= _PHOTO_STORY:
        found = photographers or _credited(view, zones)
    return _unique(found)


def _editors(zones: _Zones, metas: Sequence[Meta]) -> tuple[str, ...]:
    """Who edited; who reviewed stands in only where nobody else is named."""
    found = [name for one in metas for name in one.editors]
    for line in zones.body:
        for tail in line.tails:
            if ":" not in tail.inner and ("编辑" in tail.inner or "责编" in tail.inner):
                found += names.split_names(_names_part(tail.inner))
    return _unique(found or [name for one in metas for name in one.reviewers])


def _credited(view: str, zones: _Zones) -> list[str]:
    """Who took the pictures, by the credits of captions and of lines of their own."""
    lines = (*zones.body, *zones.tail)
    return [name for _, _, value in credits_in(view, lines) for name in names.split_names(value)] if lines else []


def _names_part(inner: str) -> str:
    """The names of a byline without its label."""
    inner = inner.partition(";")[0]
    if found := pattern("bare_label").match(inner):
        return inner[found.end() :]
    return _BYLINE_LABEL.sub("", inner)


def _last_text(body: Sequence[Line]) -> Line | None:
    return next((line for line in reversed(body) if line.is_text), None)


def _bare_names(view: str, zones: _Zones) -> list[str]:
    """A line of nothing but names right under the text or the headline."""
    for line in (*zones.tail[:2], *zones.head[1:]):
        if line.kind == "title" and _is_names(view, line):
            return list(names.split_names(view[line.start : line.end]))
    return []


def _is_names(view: str, line: Line) -> bool:
    """True for a line of nothing but names."""
    if line.length > 16:
        return False
    text = view[line.start : line.end]
    if line.length > _LONGEST_RUN and text.isalpha():  # 李相国出席活动
        return False
    people = names.split_names(text)
    return bool(people) and all(map(names.is_person, people)) and len("".join(people)) == len("".join(text.split()))


def _published(
    view: str, zones: _Zones, metas: Sequence[Meta], opening: datelines.Dateline | None, page: Page
) -> str | None:
    for zone in (zones.head, zones.tail, zones.body[:_LATEST_HEAD]):
        if day := _best_day([line.meta for line in zone if line.meta]):
            return day
    if page.published:
        return page.published
    if day := _best_day([line.meta for line in zones.body[-_LAST_LINES:] if line.meta]):
        return day
    if day := meta.day_of_issue(metas):
        return day
    if zones.body and (signed := _signed(view, zones.body)):
        return signed
    if opening and opening.day:
        year, month, day_of_month = opening.day
        if year:
            return dates.iso_day(year, month, day_of_month)
        return dates.complete(month, day_of_month, dates.full_days(page.view))
    return None


def _signed(view: str, body: Sequence[Line]) -> str | None:
    """The day of a signature that stands on the last line of the text: `…。 建设局2031年3月8日`."""
    last = _last_text(body)
    found = _SIGNATURE.search(view, max(last.start, last.end - 50), last.end) if last else None
    day = dates.date_at(view, found.end()) if found and last else None
    return day.iso if day and last and day.end == last.end else None


def _best_day(metas: Iterable[Meta]) -> str | None:
    """The date whose label says publication best; of equal ones the first, with the time if a later one adds it."""
    days = [day for one in metas for day in one.days]
    if not days:
        return None
    best = min(days, key=lambda day: day[0])[1]
    return next((iso for _, iso in days if iso.startswith(best) and len(iso) > len(best)), best)


def _unique(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))

"""The stages in order: bytes, source, repaired text, articles, mentions, records."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from zsextract.articles import Article, articles
from zsextract.compose import figures as compose_figures
from zsextract.compose import officials as compose_officials
from zsextract.compose import own_figures as compose_own
from zsextract.compose import place as compose_place
from zsextract.decode import Source, decode, from_text
from zsextract.figures import find_figures, find_own_figures
from zsextract.find.officials import find_officials
from zsextract.find.periods import find_periods
from zsextract.find.places import Place, find_places, home_place
from zsextract.fold import view as fold
from zsextract.link import Setting
from zsextract.patterns import LazyRegex
from zsextract.records import SCHEMA_VERSION, Record, Repairs, SourceInfo
from zsextract.repair import Repaired, repair, script_of
from zsextract.repair.script import older_in
from zsextract.rules import RuleSet, load_rules
from zsextract.spans import Span
from zsextract.spans import to_source as through

if TYPE_CHECKING:
    from zsextract.trace import Trace

_YEAR = LazyRegex(r"(?<!\d)((?:19|20)\d\d)年|年鉴[·.(]?((?:19|20)\d\d)(?!\d)")
_REPORT = LazyRegex(r"(?<!\d)((?:19|20)\d\d)年[^,。]{0,12}(?:总结|回顾|情况)[^,。]{0,4}((?:19|20)\d\d)年")
_REGIONS = {"71": "TWD", "81": "HKD", "82": "MOP"}


def extract(
    text: str, *, name: str = "<text>", date: date | None = None, rules: RuleSet | None = None, keep_text: bool = False
) -> list[Record]:
    """The records of a text, one for each article; offsets are into ``text``.

    ``date`` is the day of publication of a page that gives none. Raises `EmptyInput` where there is nothing but blanks.

    >>> [a.value for r in extract("会上签约项目12个，总投资86亿元。") for a in r.amounts]
    [8600000000]
    """
    return list(extract_source(from_text(text, name), date=date, rules=rules, keep_text=keep_text))


def extract_bytes(
    data: bytes, name: str, *, date: date | None = None, rules: RuleSet | None = None, keep_text: bool = False,
    only: Collection[str] | None = None, without: Collection[str] = (), trace: Trace | None = None,
) -> Iterator[Record]:  # fmt: skip
    """The records of a file's bytes; ``only`` and ``without`` choose among the repairs.

    Raises `EmptyInput` and `NotText` for bytes that hold no text.
    """
    source = decode(data, name)
    return extract_source(source, date=date, rules=rules, keep_text=keep_text, only=only, without=without, trace=trace)


def extract_source(
    source: Source, *, date: date | None = None, rules: RuleSet | None = None, keep_text: bool = False,
    only: Collection[str] | None = None, without: Collection[str] = (), trace: Trace | None = None,
) -> Iterator[Record]:  # fmt: skip
    """The records of a decoded source."""
    rules = rules or load_rules()
    repaired = repair(source, only=only, without=without)
    found = articles(repaired)
    if trace is not None:
        trace.repaired, trace.articles = repaired, found
    for article in found:
        yield _record(repaired, article, rules, date, keep_text, trace)


def _record(
    repaired: Repaired, article: Article, rules: RuleSet, supplied: date | None, keep_text: bool, trace: Trace | None
) -> Record:
    """One article, read."""
    text = repaired.text[article.start : article.end]
    view = fold(repaired.text)[article.start : article.end]
    base = article.start
    if trace is not None:
        trace.base = base
    published = article.published or (supplied.isoformat() if supplied else None)
    day = date.fromisoformat(published[:10]) if published else None
    told = _year(article)
    year = day.year if day else told
    home = home_place(view, article, year)
    masked = _local(article.masked, article)
    setting = Setting.of(
        text, view, rules, day, find_periods(view, day, told, rules),
        find_places(view, home, rules, year=year), masked, _local(repaired.damaged, article),
        article.title,
    )  # fmt: skip

    layers = [step.layer for step in repaired.steps]

    def to_source(start: int, end: int) -> tuple[int, int]:
        """Offsets in the article to offsets in the source."""
        return through(layers, base + start, base + end)

    found, people = find_figures(setting), find_officials(view, rules, masked, home)
    own = find_own_figures(setting) if rules.of("extra") else []
    if trace is not None:
        trace.read(setting, found, people, own)
    families = compose_figures(found, text, to_source, _bare_currency(home))
    return Record(
        **_head(repaired, article, published, home), **families._asdict(),
        officials=compose_officials(people, to_source), extra=compose_own(own, text, to_source),
        text=text if keep_text else None,
    )  # fmt: skip


def _head(repaired: Repaired, article: Article, published: str | None, home: Place | None) -> dict[str, Any]:
    """The fields of the article itself."""
    source = repaired.source
    start, end = (
        repaired.to_source(article.start, article.end) if article.start < article.end else (0, len(source.text))
    )
    return {
        "schema_version": SCHEMA_VERSION, "id": from_text(source.text[start:end], source.name).id,
        "source": SourceInfo(
            name=source.name, encoding=source.encoding, article=article.number, start=start, end=end
        ),
        "title": article.title, "subtitle": article.subtitle, "publisher": article.publisher,
        "authors": article.authors, "editors": article.editors, "published": published, "place": compose_place(home),
        "script": "hans" if _is_simplified(source.text) else script_of(source.text[start:end]),
        "repairs": Repairs(**repaired.counts()),
        "warnings": article.warnings,
    }  # fmt: skip


@lru_cache(maxsize=1)
def _is_simplified(text: str) -> bool:
    """True where no character is traditional; kept for the page at hand, all articles of which are simplified then."""
    return not older_in(text)


def _local(spans: Sequence[Span], article: Article) -> list[Span]:
    """Of spans of the repaired text, apart and in order, those that touch the article, in the article's own offsets."""
    base = article.start
    first = bisect_right(spans, base, key=attrgetter("end"))
    last = bisect_left(spans, article.end, key=attrgetter("start"))
    return [Span(max(0, span.start - base), span.end - base) for span in spans[first:last]]


def _year(article: Article) -> int | None:
    """The year that the headline fixes, else the line below it, where it names just one."""
    for words in (article.title, article.subtitle):
        years = {int(before or behind) for before, behind in _YEAR.findall(words or "")}
        if years:
            return years.pop() if len(years) == 1 else _reported(words or "")
    return None


def _reported(title: str) -> int | None:
    """The year of a report that goes on with the plan of the next: 2030年工作总结及2031年工作计划."""
    found = _REPORT.search(title)
    return int(found[1]) if found and int(found[2]) == int(found[1]) + 1 else None


def _bare_currency(home: Place | None) -> str:
    """What a bare 元 is: the article's own place decides."""
    return _REGIONS.get(home.region or "", "CNY") if home else "CNY"

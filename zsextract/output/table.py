"""A record for a person at a terminal: its head, then a table a family, each figure where it stands in the page.

What comes from the page is shown, never obeyed: no markup is read in it and no control character reaches the terminal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from io import StringIO
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from zsextract.output.visible import visible
from zsextract.records import Amount, Count, Figure, PeriodRef, PlaceRef, Rate, Record, Target

STYLES = {"amounts": "bold yellow", "counts": "bold cyan", "rates": "bold green", "officials": "bold magenta"}
CONTEXT = 12  # characters of the page on either side of the evidence
_BOUNDS = {"exact": "", "at_least": "≥ ", "at_most": "≤ ", "approx": "≈ ", "range": ""}
_PLAIN_WIDTH = 120  # where the output is no terminal

Columns = Sequence[tuple[str, Callable[[Any], str]]]


def table(record: Record, source: str, *, whole: bool = False, colour: bool = False) -> str:
    """The record as text for a terminal; ``source`` is the decoded text that its offsets point into.

    ``whole`` adds the article with all evidence marked, ``colour`` the terminal's colour codes.
    """
    out = StringIO()
    console = Console(
        file=out, force_terminal=colour or None, no_color=not colour or None, width=None if colour else _PLAIN_WIDTH,
        highlight=False, markup=False, emoji=False, soft_wrap=False,
    )  # fmt: skip
    console.print(_head(record))
    for part in _families(record, source):
        console.print(part)
    if whole:
        console.print(_marked_article(record, source))
    console.print()
    return out.getvalue()


def number(value: int | Decimal | None, upper: int | Decimal | None = None, bound: str = "exact") -> str:
    """A figure for reading, in 亿 and 万 where it is that large.

    >>> number(42_000_000_000, None, "approx"), number(100_000_000, 300_000_000, "range"), number(None)
    ('≈ 420亿', '1亿–3亿', '?')
    """
    if value is None:
        return "?"
    ends = [_scaled(end) for end in (value, upper) if end is not None]
    return _BOUNDS[bound] + "–".join(ends)


def _scaled(value: int | Decimal) -> str:
    """A number with 亿 or 万."""
    for size, name in ((10**8, "亿"), (10**4, "万")):
        if abs(Decimal(value)) >= size:
            return f"{(Decimal(value) / size).normalize():f}{name}"
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _head(record: Record) -> RenderableType:
    """Title, publisher, authors, place, repairs and warnings, each on its line."""
    lines = [Text(visible(record.title or "(no title)"), style="bold")]
    source = record.source
    rows = {
        "source": f"{source.name} #{source.article} [{source.start}, {source.end}) {source.encoding}",
        "subtitle": record.subtitle,
        "published": " ".join(filter(None, (record.published, record.publisher))),
        "by": "、".join((*record.authors, *record.editors)),
        "place": _place(record.place),
        "repairs": ", ".join(f"{kind} {count}" for kind, count in record.repairs.to_dict().items() if count),
        "warnings": ", ".join(record.warnings),
    }
    for name, text in rows.items():
        if text:
            lines.append(Text().append(f"{name:<10}", style="dim").append(visible(text)))
    return Group(*lines)


def _families(record: Record, source: str) -> Iterable[RenderableType]:
    """A table for every family that has something in it."""
    yield from _family("amounts", record.amounts, _AMOUNTS, source)
    yield from _family("counts", record.counts, _COUNTS, source)
    yield from _family("rates", record.rates, _RATES, source)
    yield from _family("officials", record.officials, _OFFICIALS, source)
    yield from _family("targets", record.targets, _TARGETS, source)
    for name, findings in record.extra.items():
        yield from _family(name, findings, _EXTRA, source)


def _family(name: str, items: Sequence[Any], columns: Columns, source: str) -> Iterable[Table]:
    """One table: the columns of the family, then the evidence in its place."""
    if not items:
        return
    made = Table(title=f"{visible(name)} ({len(items)})", title_justify="left", title_style="bold", expand=False)
    for title, _ in columns:
        made.add_column(title, overflow="fold")
    made.add_column("evidence", overflow="fold", ratio=1)
    for item in items:
        cells = [Text(visible(show(item))) for _, show in columns]
        made.add_row(*cells, _in_context(source, item.start, item.end, _style(name)))
    yield made


def _in_context(source: str, start: int, end: int, style: str) -> Text:
    """The evidence between the characters that stand beside it."""
    shown = Text(visible(source[max(0, start - CONTEXT) : start]), style="dim")
    shown.append("⟦", style="dim").append(visible(source[start:end]), style=style).append("⟧", style="dim")
    return shown.append(visible(source[end : end + CONTEXT]), style="dim")


def _marked_article(record: Record, source: str) -> Text:
    """The article as it was read, all evidence in its family's style."""
    families = {"amounts": record.amounts, "counts": record.counts, "rates": record.rates, **record.extra}
    marks = [(item.start, item.end, _style(name)) for name, items in families.items() for item in items]
    marks += [(start, end, _style("officials")) for each in record.officials for start, end in each.mentions]
    shown, at = Text(), record.source.start
    for start, end, style in sorted(marks):
        if start >= at:
            shown.append(visible(source[at:start], lines=True))
            shown.append(visible(source[start:end], lines=True), style=style)
            at = end
    return shown.append(visible(source[at : record.source.end], lines=True))


def _style(family: str) -> str:
    """The style of a family's evidence."""
    return STYLES.get(family, "bold blue")


def _place(place: PlaceRef | None) -> str:
    """A jurisdiction's name and code."""
    return f"{place.name} {place.code or ''}".strip() if place else ""


def _period(period: PeriodRef | None) -> str:
    """A period's words and its days."""
    if period is None:
        return ""
    if period.start is None and period.end is None:
        return period.text
    return f"{period.text} {period.start or '…'}–{period.end or '…'}"


def _value(item: Figure | Target) -> str:
    """The number for reading; a damaged one says so."""
    if isinstance(item, Figure) and item.damaged:
        return "damaged"
    return number(item.value, item.upper, item.bound)


def _threshold(count: Count) -> str:
    """What delimits the counted: its size."""
    limit = count.threshold
    return number(limit.value, limit.upper, limit.bound) if limit else ""


def _links(item: Amount | Count | Rate | Target) -> str:
    """The ids of what the item describes or is a part of."""
    links = (getattr(item, "of", None), getattr(item, "within", None))
    return " ".join(f"→ {link}" for link in links if link)


_SHARED: Columns = (
    ("status", lambda item: item.status),
    ("period", lambda item: _period(item.period)),
)
_AMOUNTS: Columns = (
    ("id", lambda item: item.id),
    ("value", lambda item: f"{_value(item)} {item.currency}"),
    ("role", lambda item: item.role),
    ("label", lambda item: item.label or ""),
    *_SHARED,
    ("place", lambda item: _place(item.place)),
    ("of", _links),
)
_COUNTS: Columns = (
    ("id", lambda item: item.id),
    ("value", lambda item: f"{_value(item)} {item.unit or ''}"),
    ("object", lambda item: item.object),
    ("stage", lambda item: item.stage or ""),
    ("size", _threshold),
    ("classes", lambda item: "、".join(item.classes)),
    *_SHARED,
    ("place", lambda item: _place(item.place)),
    ("of", _links),
)
_RATES: Columns = (
    ("id", lambda item: item.id),
    ("value", lambda item: f"{_value(item)} {item.unit}"),
    ("kind", lambda item: item.kind),
    *_SHARED,
    ("of", _links),
)
_OFFICIALS: Columns = (
    ("id", lambda item: item.id),
    ("name", lambda item: item.name),
    ("titles", lambda item: "、".join(item.titles)),
    ("actions", lambda item: " ".join(item.actions)),
    ("place", lambda item: _place(item.place)),
)
_TARGETS: Columns = (
    ("id", lambda item: item.id),
    ("value", lambda item: f"{_value(item)} {item.unit or item.currency or ''}"),
    ("indicator", lambda item: item.indicator),
    ("period", lambda item: _period(item.period)),
    ("owner", lambda item: _place(item.owner)),
    ("each", lambda item: item.each or ""),
    ("of", _links),
)
_EXTRA: Columns = (
    ("id", lambda item: item.id),
    ("value", lambda item: f"{_value(item)} {item.unit or ''}"),
    ("label", lambda item: item.label or ""),
    *_SHARED,
    ("place", lambda item: _place(item.place)),
)

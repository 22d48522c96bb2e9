"""A record for a person at a terminal: its head, then each finding where it stands in the page, and what it says.

What comes from the page is shown, never obeyed: no markup is read in it and no control character reaches the terminal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from io import StringIO

from rich.box import SIMPLE_HEAD
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from zsextract.output.visible import visible
from zsextract.records import Amount, Count, Figure, Finding, Official, PeriodRef, PlaceRef, Rate, Record, Target

STYLES = {"amounts": "bold yellow", "counts": "bold cyan", "rates": "bold green", "officials": "bold magenta"}
CONTEXT = 10  # characters of the line on either side of the evidence
_BOUNDS = {"exact": "", "at_least": "≥ ", "at_most": "≤ ", "approx": "≈ ", "range": ""}
_PLAIN_WIDTH = 120  # where the output is no terminal

Item = Figure | Official | Target


def table(record: Record, source: str, *, whole: bool = False, colour: bool = False) -> str:
    """The record as text for a terminal; ``source`` is the decoded text that its offsets point into.

    ``whole`` adds the article with all evidence marked, ``colour`` the terminal's colour codes.
    """
    out = StringIO()
    console = Console(
        file=out, force_terminal=colour or None, no_color=not colour or None, width=None if colour else _PLAIN_WIDTH,
        highlight=False, markup=False, emoji=False,
    )  # fmt: skip
    console.print(_head(record))
    families: dict[str, Sequence[Item]] = {
        "amounts": record.amounts, "counts": record.counts, "rates": record.rates, "officials": record.officials,
        "targets": record.targets, **record.extra,
    }  # fmt: skip
    for name, items in families.items():
        if items:
            console.print(_family(name, items, source))
    if whole:
        console.print(_marked_article(record, source))
    lines = out.getvalue().splitlines()
    return "\n".join(lines if colour else map(str.rstrip, lines)) + "\n\n"


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


def _family(name: str, items: Sequence[Item], source: str) -> Table:
    """What was found of one family: its evidence in its place, what it says, when and where."""
    made = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="dim")
    made.add_column("", style="dim", no_wrap=True)
    made.add_column(f"{visible(name)} ({len(items)})", no_wrap=True)
    made.add_column("what", overflow="fold")
    made.add_column("when, where", overflow="fold")
    made.add_column("evidence", overflow="fold")
    for item in items:
        main, what, where = _cells(item)
        cells = [Text(visible(item.id)), Text(visible(main), style=_style(name)), _lines(what), _lines(where)]
        made.add_row(*cells, _in_context(source, item.start, item.end, _style(name)))
    return made


def _lines(parts: Iterable[str | None]) -> Text:
    """What there is of the parts, each on a line."""
    return Text("\n".join(visible(part) for part in parts if part))


def _cells(item: Item) -> tuple[str, list[str | None], list[str | None]]:
    """The value or name; what is said of it; when and where."""
    if isinstance(item, Official):
        return item.name, ["、".join(item.titles), " ".join(item.actions)], [_place(item.place)]
    if isinstance(item, Target):
        what = [item.indicator, f"each: {item.each}" if item.each else None, _link(item.of)]
        return _value(item, item.unit or item.currency), what, [_period(item.period), _place(item.owner)]
    unit = item.currency if isinstance(item, Amount) else getattr(item, "unit", None)
    return _value(item, unit), list(_sayings(item)), [_period(item.period), _place(item.place)]


def _sayings(item: Figure) -> Iterator[str | None]:
    """What a figure says beyond its number."""
    status = "" if item.status == "actual" else f", {item.status}"
    if isinstance(item, Amount):
        yield item.role + status
        yield item.label
        yield _link(item.of)
    elif isinstance(item, Count):
        limit = item.threshold
        size = f", each {number(limit.value, limit.upper, limit.bound)}" if limit else ""
        yield " ".join(filter(None, (item.object, item.stage))) + size + status
        yield "、".join(item.classes)
        yield _link(item.within)
    elif isinstance(item, Rate):
        yield item.kind + status
        yield item.label
        yield _link(item.of)
    elif isinstance(item, Finding):
        yield f"{item.label or ''}{status}"


def _value(item: Figure | Target, unit: str | None) -> str:
    """The number for reading with its unit; a damaged one says so."""
    if isinstance(item, Figure) and item.damaged:
        return "damaged"
    return f"{number(item.value, item.upper, item.bound)} {unit or ''}".strip()


def _link(link: str | None) -> str | None:
    """The id of what the item describes or is a part of."""
    return f"→ {link}" if link else None


def _place(place: PlaceRef | None) -> str:
    """A jurisdiction's name and code."""
    return f"{place.name} {place.code or ''}".strip() if place else ""


def _period(period: PeriodRef | None) -> str:
    """A period's days, or its words where they are not known."""
    if period is None:
        return ""
    if period.start is None and period.end is None:
        return period.text
    return f"{period.start or ''}…{period.end or ''}"


def _in_context(source: str, start: int, end: int, style: str) -> Text:
    """The evidence between the characters that stand beside it on its line."""
    before = source[max(0, start - CONTEXT) : start].rsplit("\n", 1)[-1]
    after = source[end : end + CONTEXT].split("\n", 1)[0]
    shown = Text(visible(before), style="dim").append("⟦")
    return shown.append(visible(source[start:end]), style=f"not dim {style}").append(f"⟧{visible(after)}")


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

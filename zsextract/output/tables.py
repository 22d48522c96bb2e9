"""Records as tables: one of articles and one for each family, keys and types declared.

`article`, the number of the record in the output from 0, is the key of the articles; every other table has the key
(`article`, `id`). Names that SQL reserves are avoided: `first_char`/`end_char` are the record's `start`/`end`, `of_id`
and `within_id` its `of` and `within`. Sums are in the base unit, exact to six decimals; from
10^32 on null.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

Type = Literal["text", "integer", "number", "boolean", "date", "list"]
Value = str | int | Decimal | bool | list[str] | None
Row = tuple[Value, ...]

_LARGEST = Decimal(10) ** 32
_STEP = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class Column:
    """A column and where its value stands in the item: names separated by dots, a number for a place in a list."""

    name: str
    type: Type
    path: tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its first column is `article`; `key` are the columns of its primary key."""

    name: str
    columns: tuple[Column, ...]

    @property
    def key(self) -> tuple[str, ...]:
        """The columns that tell one row from another."""
        return ("article",) if self.name == "articles" else ("article", "id")


def _column(said: str) -> Column:
    """`name:type` or `name:type=path.in.the.item`."""
    name, _, rest = said.partition(":")
    kind, _, path = rest.partition("=")
    steps = tuple(int(step) if step.isdigit() else step for step in (path or name).split("."))
    return Column(name, kind, steps)  # type: ignore[arg-type]


def _columns(text: str) -> tuple[Column, ...]:
    return tuple(_column(each) for each in text.split())


_PLACE = " place_text:text=place.text place_name:text=place.name place_code:text=place.code "
_PERIOD = " period_text:text=period.text period_start:date=period.start period_end:date=period.end "
_SPAN = " text:text first_char:integer=start end_char:integer=end "
_NUMBER = " value:number upper:number bound:text "
_FIGURE = (
    "article:integer id:text"
    + _NUMBER
    + "low:number=interval.0 high:number=interval.1 damaged:boolean label:text status:text"
    + _PERIOD
    + _PLACE
)
_HEAD = """article:integer id:text name:text=source.name encoding:text=source.encoding number:integer=source.article
    first_char:integer=source.start end_char:integer=source.end title:text subtitle:text publisher:text authors:list
    editors:list published:text published_date:date=published script:text warnings:list"""
_REPAIRS = " ".join(
    f"repaired_{kind}:integer=repairs.{kind}" for kind in ("pinyin", "script", "punctuation", "mojibake", "chrome")
)
_COPY = " copy_of_id:text=copy_of.id copy_of_name:text=copy_of.name copy_of_number:integer=copy_of.article"
_THRESHOLD = """threshold_value:number=threshold.value threshold_upper:number=threshold.upper
    threshold_bound:text=threshold.bound threshold_currency:text=threshold.currency"""

TABLES: tuple[Table, ...] = (
    Table("articles", _columns(_HEAD + _PLACE + _REPAIRS + _COPY)),
    Table("amounts", _columns(_FIGURE + "currency:text role:text of_id:text=of" + _SPAN + "rule:text")),
    Table(
        "counts",
        _columns(
            _FIGURE
            + "unit:text object:text stage:text classes:list within_id:text=within "
            + _THRESHOLD
            + _SPAN
            + "rule:text"
        ),
    ),
    Table("rates", _columns(_FIGURE + "unit:text kind:text of_id:text=of" + _SPAN + "rule:text")),
    Table(
        "officials",
        _columns("article:integer id:text name:text titles:list actions:list" + _PLACE + _SPAN + "rule:text"),
    ),
    Table(
        "targets",
        _columns(
            "article:integer id:text indicator:text kind:text"
            + _NUMBER
            + "unit:text currency:text status:text"
            + _PERIOD
            + "owner_text:text=owner.text owner_name:text=owner.name owner_code:text=owner.code each_body:text=each"
            + " within_id:text=within of_id:text=of"
            + _SPAN
        ),
    ),
)
"""The tables, parents before children."""


def rows(record: Mapping[str, Any], number: int) -> Iterator[tuple[Table, Row]]:
    """The rows of one record, which is the output's `number`th, counted from 0."""
    for table in TABLES:
        items = [record] if table.name == "articles" else record.get(table.name, ())
        for item in items:
            yield table, (number, *(_value(item, column) for column in table.columns[1:]))


def _value(item: Any, column: Column) -> Value:
    for step in column.path:
        if item is None:
            return None
        item = item[step] if isinstance(step, int) else item.get(step)
    if item is None:
        return None
    return _typed(item, column.type)


def _typed(value: Any, kind: Type) -> Value:
    if kind == "number":
        return exact(value)
    if kind == "list":
        return [str(each) for each in value]
    if kind == "date":
        return str(value)[:10]
    return value  # type: ignore[no-any-return]


def exact(value: int | Decimal) -> Decimal | None:
    """The number as tables can hold it: 38 digits, six of them decimals.

    >>> exact(Decimal("56.8")), exact(10**40) is None
    (Decimal('56.800000'), True)
    """
    number = Decimal(value)
    return number.quantize(_STEP) if abs(number) < _LARGEST else None

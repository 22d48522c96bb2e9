"""The record: what zsextract says of one article, as frozen, validated types.

Every ``start`` and ``end`` is a code-point offset into the decoded source text, end exclusive; every ``text`` is the
same evidence after repair. Sums are in the base unit (yuan, not 亿元). A number is an ``int`` where it is integral and
a ``Decimal`` elsewhere, never a float; in JSON it is a number, written with the decimal digits that it has.

``Record.from_dict`` and ``Record.from_json`` validate every field. A constructor checks what rules can get wrong and
how the fields go together, and leaves the types of the rest to mypy. The types are msgspec's: they load in a third of
the time of pydantic's, for which reading one article has no time, and write decimals as numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal, Self, get_args

import msgspec

import zsextract.recordwords as words

SCHEMA_VERSION: Literal["1"] = "1"
SCHEMA_DIALECT = "https://json-schema.org/draft/2020-12/schema"

_ENCODER = msgspec.json.Encoder(decimal_format="number")


class Model(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What all types of the record share: nothing can be changed, nothing unknown is let in."""

    @classmethod
    def from_dict(cls, fields: Mapping[str, Any]) -> Self:
        """The model with these fields; raises `msgspec.ValidationError`, a ValueError, where one is wrong."""
        return msgspec.convert(fields, cls)

    def replace(self, **fields: Any) -> Self:
        """The same with some fields changed."""
        return msgspec.structs.replace(self, **fields)

    def to_dict(self) -> dict[str, Any]:
        """Plain data, as a reader of the JSON has it."""
        made: dict[str, Any] = msgspec.json.decode(_ENCODER.encode(self))
        return made


class SourceInfo(Model, frozen=True):
    """Where the article stands: the input's name, its encoding, the article's number in it and its offsets."""

    name: str
    encoding: str
    article: words.Offset
    start: words.Offset
    end: words.Offset


class PlaceRef(Model, frozen=True):
    """A jurisdiction: the words, its full name, its GB/T 2260 code (null for a body that has none)."""

    text: words.Filled
    name: words.Filled
    code: words.DivisionCode | None


class PeriodRef(Model, frozen=True):
    """A period: the words and its inclusive first and last day, each null where it cannot be known."""

    text: words.Filled
    start: date | None
    end: date | None

    def __post_init__(self) -> None:
        if self.start and self.end and self.start > self.end:
            raise ValueError(f"the period ends before it starts: {self.start} to {self.end}")


class Repairs(Model, frozen=True):
    """How many repairs were made, by kind."""

    pinyin: words.Offset = 0
    script: words.Offset = 0
    punctuation: words.Offset = 0
    mojibake: words.Offset = 0
    chrome: words.Offset = 0


class Threshold(Model, frozen=True):
    """The size that delimits what is counted: the 2亿元以上 of 2亿元以上项目."""

    value: words.Number
    upper: words.Number | None
    bound: words.Bound
    currency: words.Currency

    def __post_init__(self) -> None:
        _settle_numbers(self)


class Figure(Model, frozen=True):
    """What every figure has. A figure of a user's own family, under ``extra``, has a ``unit`` beside it."""

    id: words.Filled
    value: words.Number | None
    upper: words.Number | None
    bound: words.Bound
    text: words.Filled
    start: words.Offset
    end: words.Offset
    interval: words.Interval
    damaged: bool
    label: str | None
    status: words.Status
    period: PeriodRef | None
    place: PlaceRef | None
    rule: words.Filled

    def __post_init__(self) -> None:
        _settle_numbers(self)
        _check_span(self)
        _check_words(self)
        low, high = self.interval
        if low is not None and high is not None and low > high:
            raise ValueError(f"{self.id}: the interval [{low}, {high}] is out of order")
        if self.damaged and self.value is not None:
            raise ValueError(f"{self.id}: a damaged figure has no value")


class Amount(Figure, frozen=True):
    """A sum of money in the base unit of its currency; ``of`` is the id of the count it belongs to."""

    currency: words.Currency
    role: words.Role
    of: str | None


class Count(Figure, frozen=True):
    """A count of projects, enterprises or activities; ``within`` is the id of the count it is a part of."""

    unit: str | None
    object: words.Counted
    stage: words.Stage | None
    threshold: Threshold | None
    classes: tuple[str, ...]
    within: str | None


class Rate(Figure, frozen=True):
    """A percentage or a multiple; ``of`` is the id of the figure that it describes."""

    unit: words.RateUnit
    kind: words.RateKind
    of: str | None


class Finding(Figure, frozen=True):
    """A figure of a user's own family, found by the rules of a pack."""

    unit: str | None


class Official(Model, frozen=True):
    """A person who holds a public post; ``start``/``end`` and each mention cover the name alone."""

    id: words.Filled
    name: words.Filled
    titles: tuple[str, ...]
    place: PlaceRef | None
    actions: tuple[str, ...]
    start: words.Offset
    end: words.Offset
    mentions: tuple[tuple[words.Offset, words.Offset], ...]
    rule: words.Filled

    def __post_init__(self) -> None:
        _check_span(self)
        if any(start >= end for start, end in self.mentions):
            raise ValueError(f"{self.id}: a mention without a character")


class Target(Model, frozen=True):
    """A figure that lies ahead; ``of`` is the amount, count or rate that states it, ``period.end`` the deadline."""

    id: words.Filled
    indicator: str
    kind: words.TargetKind
    value: words.Number | None
    upper: words.Number | None
    bound: words.Bound
    unit: str | None
    currency: words.Currency | None
    status: Literal["planned", "target"]
    period: PeriodRef | None
    owner: PlaceRef | None
    each: str | None
    within: str | None
    of: words.Filled
    text: words.Filled
    start: words.Offset
    end: words.Offset

    def __post_init__(self) -> None:
        _settle_numbers(self)
        _check_span(self)


class CopyOf(Model, frozen=True):
    """The record that this one repeats: its id, its input's name and its article's number there."""

    id: words.Filled
    name: str
    article: words.Offset


class Record(Model, frozen=True, omit_defaults=True):
    """One article: its head, what was repaired in it, and what it says, each with its evidence."""

    schema_version: Literal["1"]
    id: words.Digest
    source: SourceInfo
    title: str | None
    subtitle: str | None
    publisher: str | None
    authors: tuple[str, ...]
    editors: tuple[str, ...]
    published: words.Published | None
    place: PlaceRef | None
    script: words.Script
    repairs: Repairs
    warnings: tuple[words.WarningName, ...]
    amounts: tuple[Amount, ...]
    counts: tuple[Count, ...]
    rates: tuple[Rate, ...]
    officials: tuple[Official, ...]
    targets: tuple[Target, ...]
    extra: dict[str, tuple[Finding, ...]] = {}
    copy_of: CopyOf | None = None
    text: str | None = None

    def __post_init__(self) -> None:
        if self.published is not None:
            datetime.fromisoformat(self.published)
        _check_items(self)

    def items(self) -> Iterator[Figure | Official | Target]:
        """Everything that was found, family by family, each in source order."""
        yield from self.amounts
        yield from self.counts
        yield from self.rates
        yield from self.officials
        yield from self.targets
        for findings in self.extra.values():
            yield from findings

    def to_json(self, *, indent: int | None = None) -> str:
        """JSON of the record, characters unescaped, without a newline at the end."""
        made = _ENCODER.encode(self)
        return (made if indent is None else msgspec.json.format(made, indent=indent)).decode()

    @classmethod
    def from_json(cls, text: str | bytes) -> Record:
        """The record that `to_json` wrote; raises `msgspec.ValidationError` where it is none."""
        return msgspec.json.decode(text, type=cls)


def _settle_numbers(item: Figure | Target | Threshold) -> None:
    """Integral decimals become ``int``; raise ValueError for what is no number and for a range upside down."""
    value, upper = item.value, item.upper
    if type(value) is Decimal:
        value = _settled(value)
        msgspec.structs.force_setattr(item, "value", value)
    if type(upper) is Decimal:
        upper = _settled(upper)
        msgspec.structs.force_setattr(item, "upper", upper)
    if upper is not None and (value is None or upper < value):
        raise ValueError(f"{value} to {upper} is no range")
    if isinstance(item, Figure):
        low, high = item.interval
        if type(low) is Decimal or type(high) is Decimal:
            settled = tuple(_settled(end) if type(end) is Decimal else end for end in (low, high))
            msgspec.structs.force_setattr(item, "interval", settled)


def _settled(value: Decimal) -> words.Number:
    """An ``int`` where the value is integral, and no zeros at the end."""
    if not value.is_finite():
        raise ValueError("a figure must be finite")
    return int(value) if value == value.to_integral_value() else value.normalize()


def _check_span(item: Figure | Official | Target) -> None:
    """Raise ValueError where the evidence has no character."""
    if item.start >= item.end:
        raise ValueError(f"{item.id}: an empty span [{item.start}, {item.end})")


_STATUSES = frozenset(get_args(words.Status))
_WORDS: dict[type[Model], tuple[tuple[str, frozenset[str | None]], ...]] = {
    Amount: (("role", frozenset(get_args(words.Role))),),
    Count: (("object", frozenset(get_args(words.Counted))), ("stage", frozenset({*get_args(words.Stage), None}))),
    Rate: (("unit", frozenset(get_args(words.RateUnit))), ("kind", frozenset(get_args(words.RateKind)))),
}


def _check_words(item: Figure) -> None:
    """Raise ValueError for a word of a rule that the record does not know."""
    for name, known in _WORDS.get(type(item), ()):
        if getattr(item, name) not in known:
            raise ValueError(f"{item.id}: {getattr(item, name)!r} is no {name}")
    if item.status not in _STATUSES:
        raise ValueError(f"{item.id}: {item.status!r} is no status")
    if isinstance(item, Amount):
        code = item.currency
        if not (len(code) == 3 and code.isascii() and code.isalpha() and code.isupper()):
            raise ValueError(f"{item.id}: {code!r} is no currency")


def _check_items(record: Record) -> None:
    """Raise ValueError where an item leaves its article, takes another's id or names one that is not there."""
    first, last = record.source.start, record.source.end
    ids: set[str | None] = {None}
    for item in record.items():
        if not first <= item.start < item.end <= last:
            raise ValueError(f"{item.id}: [{item.start}, {item.end}) leaves the article [{first}, {last})")
        if item.id in ids:
            raise ValueError(f"{item.id}: the id is taken")
        ids.add(item.id)
    describing: tuple[Amount | Rate | Target, ...] = (*record.amounts, *record.rates, *record.targets)
    parts: tuple[Count | Target, ...] = (*record.counts, *record.targets)
    for owner, link in [(item.id, item.of) for item in describing] + [(item.id, item.within) for item in parts]:
        if link not in ids:
            raise ValueError(f"{owner}: there is no {link}")


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) that every record passes."""
    return {"$schema": SCHEMA_DIALECT, **_with_numbers(msgspec.json.schema(Record))}


def _with_numbers(part: Any) -> Any:
    """The schema with decimals as the numbers that they are written as, not as strings."""
    if isinstance(part, list):
        return [_with_numbers(each) for each in part]
    if not isinstance(part, dict):
        return part
    if part.get("format") == "decimal":
        return {"type": "number"}
    return {name: _with_numbers(each) for name, each in part.items()}

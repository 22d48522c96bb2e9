"""The record: what zsextract says of one article, as frozen, validated types.

Every ``start`` and ``end`` is a code-point offset into the decoded source text, end exclusive; every ``text`` is the
same evidence after repair. Sums are in the base unit (yuan, not 亿元). A number is an ``int`` where it is integral and
a ``Decimal`` elsewhere, never a float; in JSON it is a number, written with the decimal digits that it has.

Build one nested dict for an article and validate it once: ``Record.from_dict({...})``. The types are msgspec's: they
load in a third of the time of pydantic's, for which reading one article has no time, and write decimals as numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

import msgspec
from msgspec import Meta

SCHEMA_VERSION: Literal["1"] = "1"
SCHEMA_DIALECT = "https://json-schema.org/draft/2020-12/schema"

Bound = Literal["exact", "at_least", "at_most", "approx", "range"]
Status = Literal["actual", "planned", "target"]
Role = Literal[
    "investment", "paid_in", "foreign_capital", "output", "tax", "trade", "funding", "subsidy", "threshold", "other"
]
Counted = Literal["project", "enterprise", "activity", "other"]
Stage = Literal[
    "planned", "in_talks", "signed", "registered", "introduced", "started", "under_construction", "landed",
    "completed", "in_production",
]  # fmt: skip
RateUnit = Literal["%", "个百分点", "倍"]
RateKind = Literal["growth", "completion", "share", "other"]
TargetKind = Literal["amount", "count", "rate"]
Script = Literal["hans", "hant", "mixed"]
WarningName = Literal["template", "fiction", "digits_stripped", "damaged", "truncated", "no_article"]

Number = int | Decimal
Interval = tuple[Number | None, Number | None]
Offset = Annotated[int, Meta(ge=0)]
Filled = Annotated[str, Meta(min_length=1)]
Currency = Annotated[str, Meta(pattern=r"^[A-Z]{3}$")]
DivisionCode = Annotated[str, Meta(pattern=r"^[0-9]{6}$")]
Digest = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]
Published = Annotated[str, Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2})?)?$")]

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
    article: Offset
    start: Offset
    end: Offset


class PlaceRef(Model, frozen=True):
    """A jurisdiction: the words, its full name, its GB/T 2260 code (null for a body that has none)."""

    text: Filled
    name: Filled
    code: DivisionCode | None


class PeriodRef(Model, frozen=True):
    """A period: the words and its inclusive first and last day, each null where it cannot be known."""

    text: Filled
    start: date | None
    end: date | None

    def __post_init__(self) -> None:
        if self.start and self.end and self.start > self.end:
            raise ValueError(f"the period ends before it starts: {self.start} to {self.end}")


class Repairs(Model, frozen=True):
    """How many repairs were made, by kind."""

    pinyin: Offset = 0
    script: Offset = 0
    punctuation: Offset = 0
    mojibake: Offset = 0
    chrome: Offset = 0


class Threshold(Model, frozen=True):
    """The size that delimits what is counted: the 2亿元以上 of 2亿元以上项目."""

    value: Number
    upper: Number | None
    bound: Bound
    currency: Currency

    def __post_init__(self) -> None:
        _settle_numbers(self)


class Figure(Model, frozen=True):
    """What every figure has. A figure of a user's own family, under ``extra``, has a ``unit`` beside it."""

    id: Filled
    value: Number | None
    upper: Number | None
    bound: Bound
    text: Filled
    start: Offset
    end: Offset
    interval: Interval
    damaged: bool
    label: str | None
    status: Status
    period: PeriodRef | None
    place: PlaceRef | None
    rule: Filled

    def __post_init__(self) -> None:
        _settle_numbers(self)
        _check_span(self)
        low, high = self.interval
        if low is not None and high is not None and low > high:
            raise ValueError(f"{self.id}: the interval [{low}, {high}] is out of order")
        if self.damaged and self.value is not None:
            raise ValueError(f"{self.id}: a damaged figure has no value")


class Amount(Figure, frozen=True):
    """A sum of money in the base unit of its currency; ``of`` is the id of the count it belongs to."""

    currency: Currency
    role: Role
    of: str | None


class Count(Figure, frozen=True):
    """A count of projects, enterprises or activities; ``within`` is the id of the count it is a part of."""

    unit: str | None
    object: Counted
    stage: Stage | None
    threshold: Threshold | None
    classes: tuple[str, ...]
    within: str | None


class Rate(Figure, frozen=True):
    """A percentage or a multiple; ``of`` is the id of the figure that it describes."""

    unit: RateUnit
    kind: RateKind
    of: str | None


class Finding(Figure, frozen=True):
    """A figure of a user's own family, found by the rules of a pack."""

    unit: str | None


class Official(Model, frozen=True):
    """A person who holds a public post; ``start``/``end`` and each mention cover the name alone."""

    id: Filled
    name: Filled
    titles: tuple[str, ...]
    place: PlaceRef | None
    actions: tuple[str, ...]
    start: Offset
    end: Offset
    mentions: tuple[tuple[Offset, Offset], ...]
    rule: Filled

    def __post_init__(self) -> None:
        _check_span(self)
        if any(start >= end for start, end in self.mentions):
            raise ValueError(f"{self.id}: a mention without a character")


class Target(Model, frozen=True):
    """A figure that lies ahead; ``of`` is the amount, count or rate that states it, ``period.end`` the deadline."""

    id: Filled
    indicator: str
    kind: TargetKind
    value: Number | None
    upper: Number | None
    bound: Bound
    unit: str | None
    currency: Currency | None
    status: Literal["planned", "target"]
    period: PeriodRef | None
    owner: PlaceRef | None
    each: str | None
    within: str | None
    of: Filled
    text: Filled
    start: Offset
    end: Offset

    def __post_init__(self) -> None:
        _settle_numbers(self)
        _check_span(self)


class CopyOf(Model, frozen=True):
    """The record that this one repeats: its id, its input's name and its article's number there."""

    id: Filled
    name: str
    article: Offset


class Record(Model, frozen=True, omit_defaults=True):
    """One article: its head, what was repaired in it, and what it says, each with its evidence."""

    schema_version: Literal["1"]
    id: Digest
    source: SourceInfo
    title: str | None
    subtitle: str | None
    publisher: str | None
    authors: tuple[str, ...]
    editors: tuple[str, ...]
    published: Published | None
    place: PlaceRef | None
    script: Script
    repairs: Repairs
    warnings: tuple[WarningName, ...]
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
    for name in ("value", "upper"):
        value = getattr(item, name)
        if type(value) is Decimal:
            msgspec.structs.force_setattr(item, name, _settled(value))
    if item.upper is not None and (item.value is None or item.upper < item.value):
        raise ValueError(f"{item.value} to {item.upper} is no range")
    if isinstance(item, Figure) and Decimal in map(type, item.interval):
        settled = tuple(_settled(end) if type(end) is Decimal else end for end in item.interval)
        msgspec.structs.force_setattr(item, "interval", settled)


def _settled(value: Decimal) -> Number:
    """An ``int`` where the value is integral, and no zeros at the end."""
    if not value.is_finite():
        raise ValueError("a figure must be finite")
    return int(value) if value == value.to_integral_value() else value.normalize()


def _check_span(item: Figure | Official | Target) -> None:
    """Raise ValueError where the evidence has no character."""
    if item.start >= item.end:
        raise ValueError(f"{item.id}: an empty span [{item.start}, {item.end})")


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

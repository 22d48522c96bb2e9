"""The record: what zsextract says of one article, as pydantic models.

Every ``start`` and ``end`` is a code-point offset into the decoded source text, end exclusive; every ``text`` is the
same evidence after repair. Sums are in the base unit (yuan, not 亿元). Inside, a number is an ``int`` where it is
integral and a ``Decimal`` elsewhere; in JSON it is a number, written with the decimal digits that it has.

Build one nested dict for an article and validate it once: ``Record.model_validate({...})``. What
many items share (`PeriodRef`, `PlaceRef`) may stand in it as a ready model, which is not validated again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)

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

# A JSON number can only be made through a float. One that a double cannot hold (more than 15 digits and a fraction) is
# marked, and `Record.to_json` puts its digits in afterwards. No page can forge the mark: it must be a string's whole.
_MARK = "\0decimal:"
_ESCAPED_MARK = '"\\u0000decimal:'
_MARKED = re.compile(r'"\\u0000decimal:(-?[0-9]+\.[0-9]+)"')


def _plain(value: Decimal) -> float | str:
    """A decimal as the float that prints the same digits, or marked where there is none."""
    number = float(value)
    if repr(number) == str(value) or Decimal(repr(number)) == value:
        return number
    return f"{_MARK}{value:f}"


def _finite(value: Decimal) -> int | Decimal:
    """An ``int`` where the value is integral."""
    if not value.is_finite():
        raise ValueError("a figure must be finite")
    return int(value) if value == value.to_integral_value() else value


_Fraction = Annotated[Decimal, AfterValidator(_finite), PlainSerializer(_plain, when_used="json")]
Number = Annotated[int | _Fraction, WithJsonSchema({"type": "number"})]
Interval = tuple[Number | None, Number | None]
Offset = Annotated[int, Field(ge=0)]
Filled = Annotated[str, StringConstraints(min_length=1)]
Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
DivisionCode = Annotated[str, StringConstraints(pattern=r"^[0-9]{6}$")]


def _published(value: str) -> str:
    """Refuse what is no date of the calendar."""
    datetime.fromisoformat(value)
    return value


Published = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2})?)?$"),
    AfterValidator(_published),
]


class _Model(BaseModel):
    """Frozen, and closed to fields that the contract does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_serialization_defaults_required=True)


class SourceInfo(_Model):
    """Where the article stands: the input's name, its encoding, the article's number in it and its offsets."""

    name: str
    encoding: str
    article: Offset
    start: Offset
    end: Offset


class PlaceRef(_Model):
    """A jurisdiction: the words, its full name, its GB/T 2260 code (null for a body that has none)."""

    text: Filled
    name: Filled
    code: DivisionCode | None


class PeriodRef(_Model):
    """A period: the words and its inclusive first and last day, each null where it cannot be known."""

    text: Filled
    start: date | None
    end: date | None

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.start and self.end and self.start > self.end:
            raise ValueError(f"the period ends before it starts: {self.start} to {self.end}")
        return self


class Repairs(_Model):
    """How many repairs were made to the article, by kind."""

    pinyin: Offset = 0
    script: Offset = 0
    punctuation: Offset = 0
    mojibake: Offset = 0
    chrome: Offset = 0


class Threshold(_Model):
    """The size that delimits what is counted: the 2亿元以上 of 2亿元以上项目."""

    value: Number
    upper: Number | None
    bound: Bound
    currency: Currency


class Figure(_Model):
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

    @model_validator(mode="after")
    def _sound(self) -> Self:
        _check_number(self)
        low, high = self.interval
        if low is not None and high is not None and low > high:
            raise ValueError(f"{self.id}: the interval [{low}, {high}] is out of order")
        if self.damaged and self.value is not None:
            raise ValueError(f"{self.id}: a damaged figure has no value")
        return self


class Amount(Figure):
    """A sum of money in the base unit of its currency; ``of`` is the id of the count it belongs to."""

    currency: Currency
    role: Role
    of: str | None


class Count(Figure):
    """A count of projects, enterprises or activities; ``within`` is the id of the count it is a part of."""

    unit: str | None
    object: Counted
    stage: Stage | None
    threshold: Threshold | None
    classes: tuple[str, ...]
    within: str | None


class Rate(Figure):
    """A percentage or a multiple; ``of`` is the id of the figure that it describes."""

    unit: RateUnit
    kind: RateKind
    of: str | None


class Finding(Figure):
    """A figure of a user's own family, found by the rules of a pack."""

    unit: str | None


class Official(_Model):
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

    @model_validator(mode="after")
    def _sound(self) -> Self:
        if any(start >= end for start, end in ((self.start, self.end), *self.mentions)):
            raise ValueError(f"{self.id}: a mention without a character")
        return self


class Target(_Model):
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

    @model_validator(mode="after")
    def _sound(self) -> Self:
        _check_number(self)
        return self


def _check_number(item: Figure | Target) -> None:
    """Raise ValueError where the number phrase is empty or its bounds contradict each other."""
    if item.start >= item.end:
        raise ValueError(f"{item.id}: an empty span [{item.start}, {item.end})")
    if item.upper is not None and (item.value is None or item.upper < item.value):
        raise ValueError(f"{item.id}: {item.value} to {item.upper} is no range")


def _absent(value: object) -> bool:
    """True for the fields that a record leaves out unless they were asked for."""
    return value is None or value == {}


class CopyOf(_Model):
    """The record that this one repeats: its id, its input's name and its article's number there."""

    id: Filled
    name: str
    article: Offset


class Record(_Model):
    """One article: its head, what was repaired in it, and what it says, each with its evidence."""

    schema_version: Literal["1"] = SCHEMA_VERSION
    id: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]+$")]
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
    extra: Annotated[dict[str, tuple[Finding, ...]], Field(exclude_if=_absent)] = {}
    copy_of: Annotated[CopyOf | None, Field(exclude_if=_absent)] = None
    text: Annotated[str | None, Field(exclude_if=_absent)] = None

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        first, last = self.source.start, self.source.end
        ids: set[str | None] = {None}
        for item in self.items():
            if not first <= item.start < item.end <= last:
                raise ValueError(f"{item.id}: [{item.start}, {item.end}) leaves the article [{first}, {last})")
            if item.id in ids:
                raise ValueError(f"{item.id}: the id is taken")
            ids.add(item.id)
        describing: tuple[Amount | Rate | Target, ...] = (*self.amounts, *self.rates, *self.targets)
        parts: tuple[Count | Target, ...] = (*self.counts, *self.targets)
        for owner, link in [(item.id, item.of) for item in describing] + [(item.id, item.within) for item in parts]:
            if link not in ids:
                raise ValueError(f"{owner}: there is no {link}")
        return self

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
        text = self.model_dump_json(indent=indent)
        return _MARKED.sub(r"\1", text) if _ESCAPED_MARK in text else text


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) that every record passes."""
    made = Record.model_json_schema(mode="serialization")
    return {"$schema": SCHEMA_DIALECT, **made}

"""The record: what it refuses, and how it is written."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import ValidationError

from zsextract.records import Amount, PeriodRef, PlaceRef, Record, schema

PLACE = PlaceRef(text="全县", name="湖南省岳阳市平江县", code="430626")
PERIOD = PeriodRef(text="1至8月", start=date(2023, 1, 1), end=date(2023, 8, 31))


def figure(id: str, **fields: Any) -> dict[str, Any]:
    """A figure's dict with every shared field filled."""
    shared = {
        "value": 45, "upper": None, "bound": "exact", "text": "45个", "start": 3, "end": 6, "interval": [45, 45],
        "damaged": False, "label": "新引进项目", "status": "target", "period": PERIOD, "place": PLACE, "rule": "x.y",
    }  # fmt: skip
    return {"id": id, **shared, **fields}


def amount(**fields: Any) -> dict[str, Any]:
    return figure("a0", **{"currency": "CNY", "role": "investment", "of": None} | fields)


def count(**fields: Any) -> dict[str, Any]:
    own = {"unit": "个", "object": "project", "stage": None, "threshold": None, "classes": ["重大"], "within": None}
    return figure("c0", **own | fields)


def record(**fields: Any) -> dict[str, Any]:
    """An article's dict that says nothing but what ``fields`` say."""
    return {
        "schema_version": "1", "id": "0f" * 32,
        "source": {"name": "a.txt", "encoding": "utf-8", "article": 0, "start": 0, "end": 99},
        "title": None, "subtitle": None, "publisher": None, "authors": [], "editors": [], "published": None,
        "place": PLACE, "script": "hans", "repairs": {}, "warnings": [], "amounts": [], "counts": [], "rates": [],
        "officials": [], "targets": [], **fields,
    }  # fmt: skip


def test_fields_stand_in_the_order_of_the_contract() -> None:
    written = json.loads(Record.from_dict(record(counts=[count()])).to_json())
    assert list(written) == [
        "schema_version", "id", "source", "title", "subtitle", "publisher", "authors", "editors", "published", "place",
        "script", "repairs", "warnings", "amounts", "counts", "rates", "officials", "targets",
    ]  # fmt: skip
    assert list(written["counts"][0]) == [
        "id", "value", "upper", "bound", "text", "start", "end", "interval", "damaged", "label", "status", "period",
        "place", "rule", "unit", "object", "stage", "threshold", "classes", "within",
    ]  # fmt: skip


def test_text_and_extra_appear_only_when_given() -> None:
    finding = figure("x0", unit="亩")
    written = json.loads(Record.from_dict(record(text="正文", extra={"land": [finding]})).to_json())
    assert written["text"] == "正文"
    assert written["extra"]["land"][0]["unit"] == "亩"


def test_characters_are_not_escaped() -> None:
    assert '"title":"招商“引资”"' in Record.from_dict(record(title="招商“引资”")).to_json()


@pytest.mark.parametrize(
    ("value", "literal"),
    [
        (42_000_000_000, "42000000000"),
        (10**30 + 1, "1" + "0" * 29 + "1"),
        (Decimal("4.2E10"), "42000000000"),
        (Decimal("85.2"), "85.2"),
        (Decimal("85.20"), "85.2"),
        (Decimal("-8.9"), "-8.9"),
        (Decimal("0.1"), "0.1"),
        (Decimal("123456789012345678.123"), "123456789012345678.123"),
    ],
)
def test_numbers_keep_their_digits(value: Decimal | int, literal: str) -> None:
    made = Record.from_dict(record(amounts=[amount(value=value, interval=[value, None])]))
    assert f'"value":{literal},' in made.to_json()
    assert f'"interval":[{literal},null]' in made.to_json()


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**20), max_value=10**20))
def test_a_number_reads_back_as_itself(value: Decimal) -> None:
    made = Record.from_dict(record(amounts=[amount(value=value, interval=[None, None])]))
    written = json.loads(made.to_json(), parse_float=Decimal)
    assert written["amounts"][0]["value"] == value
    assert isinstance(made.amounts[0].value, int) == (value == value.to_integral_value())


def test_json_round_trip() -> None:
    made = Record.from_dict(record(amounts=[amount(value=Decimal("1.5"))], counts=[count()]))
    assert Record.from_json(made.to_json()) == made


def test_a_record_is_frozen() -> None:
    made = Record.from_dict(record())
    with pytest.raises(AttributeError, match="immutable"):
        made.title = "x"  # type: ignore[misc]
    assert made.replace(title="x").title == "x"


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ({"amounts": [amount(start=6, end=6)]}, "empty span"),
        ({"amounts": [amount(upper=44)]}, "no range"),
        ({"amounts": [amount(value=None, upper=44)]}, "no range"),
        ({"amounts": [amount(interval=[46, 45])]}, "out of order"),
        ({"amounts": [amount(damaged=True)]}, "damaged figure"),
        ({"amounts": [amount(value=Decimal("NaN"))]}, "finite"),
        ({"amounts": [amount(currency="元")]}, "regex"),
        ({"amounts": [amount(role="money")]}, "role"),
        ({"amounts": [amount(surprise=1)]}, "surprise"),
        ({"amounts": [amount(), amount()]}, "taken"),
        ({"amounts": [amount(of="c7")]}, "there is no c7"),
        ({"counts": [count(end=100)]}, "leaves the article"),
        ({"counts": [count(period={"text": "x", "start": "2023-02-01", "end": "2023-01-01"})]}, "before it starts"),
        ({"published": "2023-02-30"}, "day is out of range"),
        ({"published": "今天"}, "published"),
        ({"warnings": ["tired"]}, "warnings"),
    ],
)
def test_what_contradicts_itself_is_refused(fields: dict[str, Any], complaint: str) -> None:
    with pytest.raises(ValidationError, match=complaint):
        Record.from_dict(record(**fields))


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        (amount(role="money"), "no role"),
        (amount(currency="元"), "no currency"),
        (amount(currency="C1Y"), "no currency"),
        (amount(status="done"), "no status"),
    ],
)
def test_a_constructor_refuses_what_a_rule_can_get_wrong(fields: dict[str, Any], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        Amount(**fields)


def test_the_schema_is_draft_2020_12_and_every_record_passes_it() -> None:
    described = schema()
    jsonschema.Draft202012Validator.check_schema(described)
    made = Record.from_dict(record(amounts=[amount(value=Decimal("1.5"), period=None)], counts=[count()]))
    jsonschema.Draft202012Validator(described).validate(json.loads(made.to_json()))
    bare = json.loads(made.to_json())
    del bare["amounts"][0]["interval"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(described).validate(bare)

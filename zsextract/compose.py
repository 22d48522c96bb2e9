"""Figures and officials of an article as the plain dict that `zsextract.records.Record` validates.

Here offsets become those of the decoded source, and the order of the source gives every item its id.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from zsextract.figures import Figure
from zsextract.find.officials import OfficialMention
from zsextract.find.periods import PeriodMention
from zsextract.find.places import Place

Mapper = Callable[[int, int], tuple[int, int]]
"""Maps a span of an article's text to the decoded source."""

_LETTERS = {"amounts": "a", "counts": "c", "rates": "r"}


def figures(
    found: Sequence[Figure], text: str, to_source: Mapper, bare_currency: str
) -> dict[str, list[dict[str, Any]]]:
    """Amounts, counts, rates and targets; ``bare_currency`` is what a bare 元 means on this page."""
    families: dict[str, list[dict[str, Any]]] = {"amounts": [], "counts": [], "rates": []}
    ids: list[str] = []
    for figure in found:
        family = families[figure.family]
        ids.append(f"{_LETTERS[figure.family]}{len(family)}")
        family.append(_common(figure, ids[-1], text, to_source))
    for figure, own in zip(found, ids, strict=True):
        item = families[figure.family][int(own[1:])]
        item.update(_particular(figure, found, ids, bare_currency))
    return families | {"targets": _targets(found, ids, families)}


def own_figures(found: Sequence[Figure], text: str, to_source: Mapper) -> dict[str, list[dict[str, Any]]]:
    """The figures of a user's own families, by family, in order."""
    families: dict[str, list[dict[str, Any]]] = {}
    for figure in found:
        family = families.setdefault(figure.kind, [])
        family.append(
            _common(figure, f"{figure.kind}{len(family)}", text, to_source) | {"unit": figure.quantity.unit or None}
        )
    return families


def officials(found: Sequence[OfficialMention], to_source: Mapper) -> list[dict[str, Any]]:
    """Officials, each mention in the source."""
    made = []
    for number, person in enumerate(found):
        mentions = [to_source(*span) for span in person.mentions]
        made.append({
            "id": f"o{number}", "name": person.name, "titles": person.titles, "place": place(person.place),
            "actions": person.actions, "start": mentions[0][0], "end": mentions[0][1], "mentions": mentions,
            "rule": person.rule,
        })  # fmt: skip
    return made


def place(found: Place | None) -> dict[str, Any] | None:
    """A place as the record has it."""
    return None if found is None else {"text": found.text, "name": found.name, "code": found.code}


def _common(figure: Figure, own: str, text: str, to_source: Mapper) -> dict[str, Any]:
    """The fields that all families share."""
    quantity, number = figure.quantity, figure.number
    start, end = to_source(quantity.start, quantity.end)
    return {
        "id": own, "value": _plain(number.value), "upper": _plain(number.upper), "bound": number.bound,
        "text": text[quantity.start : quantity.end], "start": start, "end": end,
        "interval": (_plain(number.low), _plain(number.high)), "damaged": figure.damaged, "label": figure.label,
        "status": figure.status, "period": _period(figure.period, text),
        "place": None if figure.place is None else place(figure.place.place), "rule": figure.rule,
    }  # fmt: skip


def _particular(figure: Figure, found: Sequence[Figure], ids: Sequence[str], bare_currency: str) -> dict[str, Any]:
    """The fields of one family."""
    if figure.family == "amounts":
        return {"currency": _currency(figure, bare_currency), "role": figure.kind, "of": _id(figure.of, ids)}
    if figure.family == "rates":
        unit = "个百分点" if figure.quantity.unit in ("百分点", "个点") else str(figure.quantity.rule.gives["unit"])
        return {"unit": unit, "kind": figure.kind, "of": _id(figure.of, ids)}
    return {
        "unit": figure.quantity.unit, "object": figure.kind, "stage": figure.stage, "classes": figure.classes,
        "threshold": _threshold(figure, found, bare_currency), "within": _id(figure.whole, ids),
    }  # fmt: skip


def _threshold(figure: Figure, found: Sequence[Figure], bare_currency: str) -> dict[str, Any] | None:
    """The size that delimits what is counted; an exact one is a lower bound (100亿元项目)."""
    if figure.threshold is None:
        return None
    amount = found[figure.threshold]
    number = amount.number
    if number.value is None:
        return None
    bound = "at_least" if number.bound == "exact" else number.bound
    return {
        "value": _plain(number.value), "upper": _plain(number.upper), "bound": bound,
        "currency": _currency(amount, bare_currency),
    }  # fmt: skip


def _targets(
    found: Sequence[Figure], ids: Sequence[str], families: dict[str, list[dict[str, Any]]]
) -> list[dict[str, Any]]:
    """The figures that lie ahead, again, as what is to be reached by whom and when."""
    numbers = {
        ids[at]: f"t{number}" for number, at in enumerate(at for at, figure in enumerate(found) if figure.is_target)
    }
    made = []
    for figure, own in zip(found, ids, strict=True):
        if own not in numbers:
            continue
        item = families[figure.family][int(own[1:])]
        made.append({
            "id": numbers[own], "indicator": figure.indicator, "kind": figure.family[:-1], "value": item["value"],
            "upper": item["upper"], "bound": item["bound"], "unit": item.get("unit"), "currency": item.get("currency"),
            "status": item["status"], "period": item["period"], "owner": item["place"], "each": figure.each,
            "within": numbers.get(_id(figure.whole, ids) or ""), "of": own, "text": item["text"],
            "start": item["start"], "end": item["end"],
        })  # fmt: skip
    return made


def _currency(figure: Figure, bare_currency: str) -> str:
    rule = figure.quantity.rule
    return bare_currency if figure.quantity.unit in ("元", "") else str(rule.gives["currency"])


def _period(found: PeriodMention | None, text: str) -> dict[str, Any] | None:
    """A period as the record has it; one that only begins after what it would end with (明年起) stays open."""
    if found is None:
        return None
    is_open = found.first is not None and found.last is not None and found.first > found.last
    return {"text": text[found.start : found.end], "start": found.first, "end": None if is_open else found.last}


def _id(at: int | None, ids: Sequence[str]) -> str | None:
    return None if at is None else ids[at]


def _plain(value: Decimal | None) -> int | Decimal | None:
    """An ``int`` where the value is integral."""
    if value is None:
        return None
    whole = int(value)
    return whole if whole == value else value.normalize()

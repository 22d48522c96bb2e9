"""Figures and officials of an article as the items of `zsextract.records.Record`.

Here offsets become those of the decoded source, and the order of the source gives every item its id.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Any, Literal, NamedTuple, cast

from zsextract.figures import Figure
from zsextract.find.officials import OfficialMention
from zsextract.find.periods import PeriodMention
from zsextract.find.places import Place
from zsextract.records import (
    Amount,
    Count,
    Finding,
    Official,
    PeriodRef,
    PlaceRef,
    Rate,
    Target,
    Threshold,
)
from zsextract.recordwords import Counted, RateKind, RateUnit, Role, Stage, TargetKind

Mapper = Callable[[int, int], tuple[int, int]]
"""Maps a span of an article's text to the decoded source."""

_LETTERS = {"amounts": "a", "counts": "c", "rates": "r"}


class Families(NamedTuple):
    """The figures of an article as the record has them, family by family, in the order of the source."""

    amounts: tuple[Amount, ...]
    counts: tuple[Count, ...]
    rates: tuple[Rate, ...]
    targets: tuple[Target, ...]


def figures(found: Sequence[Figure], text: str, to_source: Mapper, bare_currency: str) -> Families:
    """Amounts, counts, rates and targets; ``bare_currency`` is what a bare 元 means on this page.

    Raises ValueError for a figure that the record has no place for, as a rule of a wrong role finds.
    """
    numbers = dict.fromkeys(_LETTERS, 0)
    ids: list[str] = []
    for figure in found:
        ids.append(f"{_LETTERS[figure.family]}{numbers[figure.family]}")
        numbers[figure.family] += 1
    made: dict[str, list[Any]] = {family: [] for family in _LETTERS}
    items: list[Amount | Count | Rate] = []
    for figure, own in zip(found, ids, strict=True):
        item = _item(figure, _common(figure, own, text, to_source), found, ids, bare_currency)
        made[figure.family].append(item)
        items.append(item)
    targets = tuple(_targets(found, items))
    return Families(tuple(made["amounts"]), tuple(made["counts"]), tuple(made["rates"]), targets)


def own_figures(found: Sequence[Figure], text: str, to_source: Mapper) -> dict[str, tuple[Finding, ...]]:
    """The figures of a user's own families, by family, in order."""
    families: dict[str, list[Finding]] = {}
    for figure in found:
        family = families.setdefault(figure.kind, [])
        common = _common(figure, f"{figure.kind}{len(family)}", text, to_source)
        family.append(Finding(**common, unit=figure.quantity.unit or None))
    return {family: tuple(findings) for family, findings in families.items()}


def officials(found: Sequence[OfficialMention], to_source: Mapper) -> tuple[Official, ...]:
    """Officials, each mention in the source."""
    made = []
    for number, person in enumerate(found):
        mentions = tuple(to_source(*span) for span in person.mentions)
        made.append(
            Official(
                id=f"o{number}", name=person.name, titles=person.titles, place=place(person.place),
                actions=person.actions, start=mentions[0][0], end=mentions[0][1], mentions=mentions, rule=person.rule,
            )
        )  # fmt: skip
    return tuple(made)


def place(found: Place | None) -> PlaceRef | None:
    """A place as the record has it."""
    return None if found is None else PlaceRef(text=found.text, name=found.name, code=found.code)


def _common(figure: Figure, own: str, text: str, to_source: Mapper) -> dict[str, Any]:
    """The fields that all families share."""
    quantity, number = figure.quantity, figure.number
    start, end = to_source(quantity.start, quantity.end)
    value = _plain(number.value)
    low = value if number.low is number.value else _plain(number.low)
    high = value if number.high is number.value else _plain(number.high)
    return {
        "id": own, "value": value, "upper": _plain(number.upper), "bound": number.bound,
        "text": text[quantity.start : quantity.end], "start": start, "end": end, "interval": (low, high),
        "damaged": figure.damaged, "label": figure.label, "status": figure.status,
        "period": _period(figure.period, text),
        "place": None if figure.place is None else place(figure.place.place), "rule": figure.rule,
    }  # fmt: skip


def _item(
    figure: Figure, common: dict[str, Any], found: Sequence[Figure], ids: Sequence[str], bare_currency: str
) -> Amount | Count | Rate:
    """The item of one family."""
    quantity = figure.quantity
    if figure.family == "amounts":
        currency = _currency(figure, bare_currency)
        return Amount(**common, currency=currency, role=cast(Role, figure.kind), of=_id(figure.of, ids))
    if figure.family == "rates":
        unit = "个百分点" if quantity.unit in ("百分点", "个点") else str(quantity.rule.gives["unit"])
        kind = cast(RateKind, figure.kind)
        return Rate(**common, unit=cast(RateUnit, unit), kind=kind, of=_id(figure.of, ids))
    return Count(
        **common, unit=quantity.unit, object=cast(Counted, figure.kind), stage=cast("Stage | None", figure.stage),
        classes=tuple(figure.classes), threshold=_threshold(figure, found, bare_currency),
        within=_id(figure.whole, ids),
    )  # fmt: skip


def _threshold(figure: Figure, found: Sequence[Figure], bare_currency: str) -> Threshold | None:
    """The size that delimits what is counted; an exact one is a lower bound (100亿元项目)."""
    if figure.threshold is None:
        return None
    amount = found[figure.threshold]
    number = amount.number
    value = _plain(number.value)
    if value is None:
        return None
    bound = "at_least" if number.bound == "exact" else number.bound
    return Threshold(value=value, upper=_plain(number.upper), bound=bound, currency=_currency(amount, bare_currency))


def _targets(found: Sequence[Figure], items: Sequence[Amount | Count | Rate]) -> Iterator[Target]:
    """The figures that lie ahead, again, as what is to be reached by whom and when."""
    ahead = [at for at, figure in enumerate(found) if figure.is_target]
    numbers = {at: f"t{number}" for number, at in enumerate(ahead)}
    for at, own in numbers.items():
        figure, item = found[at], items[at]
        yield Target(
            id=own, indicator=figure.indicator, kind=cast(TargetKind, figure.family[:-1]), value=item.value,
            upper=item.upper, bound=item.bound, unit=None if isinstance(item, Amount) else item.unit,
            currency=item.currency if isinstance(item, Amount) else None,
            status=cast("Literal['planned', 'target']", item.status),
            period=item.period if figure.has_term else None, owner=item.place, each=figure.each,
            within=None if figure.whole is None else numbers.get(figure.whole), of=item.id,
            text=item.text, start=item.start, end=item.end,
        )  # fmt: skip


def _currency(figure: Figure, bare_currency: str) -> str:
    rule = figure.quantity.rule
    return bare_currency if figure.quantity.unit in ("元", "") else str(rule.gives["currency"])


def _period(found: PeriodMention | None, text: str) -> PeriodRef | None:
    """A period as the record has it; one that only begins after what it would end with (明年起) stays open."""
    if found is None:
        return None
    is_open = found.first is not None and found.last is not None and found.first > found.last
    return PeriodRef(text=text[found.start : found.end], start=found.first, end=None if is_open else found.last)


def _id(at: int | None, ids: Sequence[str]) -> str | None:
    return None if at is None else ids[at]


def _plain(value: Decimal | None) -> int | Decimal | None:
    """An ``int`` where the value is integral."""
    if value is None:
        return None
    whole = int(value)
    return whole if whole == value else value

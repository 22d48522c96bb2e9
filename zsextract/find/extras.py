"""Figures of a user's own families: what the rules of the kind ``extra``, which only packs have, say of numbers.

A rule gives ``family``, the name under ``extra`` in the record, and perhaps ``unit`` and ``scale``. Its words are units
that stand behind a number (亩, 公顷); a pattern has to name the number itself: ``(?P<number>{{number}})``, and what it
matches before and behind may hold bound words. Offsets are into the matching view.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from operator import attrgetter

from msgspec import structs

from zsextract.errors import RuleError
from zsextract.find.quantities import Quantity, find_quantities
from zsextract.numerals import interpret
from zsextract.rules import Rule, RuleSet

KIND = "extra"


def find_extras(view: str, rules: RuleSet) -> list[Quantity]:
    """The figures of all own families, in order; ``rule.gives["family"]`` names the family, ``unit`` is the rule's.

    Of two that overlap the one with the higher priority stays, else the earlier, else the longer one.
    """
    if not rules.of(KIND):
        return []
    units, patterns = _split(rules)
    found = [*find_quantities(view, units), *(each for rule in patterns for each in _of_pattern(view, rule))]
    found.sort(key=lambda each: (-each.rule.priority, each.start, -each.end, each.rule.id))
    kept: list[Quantity] = []  # apart and in order
    for each in found:
        at = bisect_left(kept, each.start, key=attrgetter("start"))
        free = (not at or kept[at - 1].end <= each.start) and (at == len(kept) or each.end <= kept[at].start)
        if free:
            kept.insert(at, _own(each))
    return kept


@lru_cache(maxsize=8)
def _split(rules: RuleSet) -> tuple[RuleSet, tuple[Rule, ...]]:
    """The rules of words as measure words of a set of their own, and the rules of patterns."""
    own = rules.of(KIND)
    for rule in own:
        if not isinstance(rule.gives.get("family"), str):
            raise RuleError(rule.path, rule.id, 'gives: a rule of the kind extra needs family = "name"')
    words = [
        structs.replace(rule, kind="measure", gives={**rule.gives, "object": KIND}) for rule in own if not rule.pattern
    ]
    return RuleSet(tuple(words), rules.digest, rules.directories), tuple(rule for rule in own if rule.pattern)


def _of_pattern(view: str, rule: Rule) -> Iterator[Quantity]:
    """The matches of a pattern whose group ``number`` can be read."""
    if "number" not in rule.regex.groupindex:
        raise RuleError(rule.path, rule.id, "pattern: a rule of the kind extra needs a group (?P<number>…)")
    scale = Decimal(str(rule.gives.get("scale", 1)))
    for match in rule.regex.finditer(view):
        first, last = match.span("number")
        number = interpret(view[match.start() : first], view[first:last], view[last : match.end()], scale=scale)
        if number is not None:
            yield Quantity(match.start(), match.end(), first, "count", number, "", rule)


def _own(quantity: Quantity) -> Quantity:
    """The quantity as one of the kind ``extra``, with the unit that its rule gives, if it gives one."""
    rule = _own_rule(quantity.rule)
    return structs.replace(quantity, rule=rule, unit=str(rule.gives.get("unit", quantity.unit)))


@lru_cache(maxsize=256)
def _own_rule(rule: Rule) -> Rule:
    """The rule as one of the kind ``extra``; one rule stays one, so that figures found twice are equal."""
    return structs.replace(rule, kind=KIND, gives={**rule.gives, "object": KIND})

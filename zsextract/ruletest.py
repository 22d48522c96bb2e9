"""``zsextract rules test``: every example and counter-example of rule files, run alone and with the whole set on.

What the marks ``⟦ ⟧`` of an example hold depends on the kind of its rule:

* of most kinds, a figure (or a person's name) that the record of the text must have just there, with the fields given;
* of ``period`` and ``place``, the words that the finder must find;
* of ``article``, and of any rule whose example says ``family = "pattern"``, what the rule itself must match in a line;
  the fields are its named groups. A rule of ``chrome`` must match a whole line.

A rule that gives ``none``, and an example with ``family = "none"``, keeps words from being read as something else: what
its examples mark without asking for a field must not be found, what its counter-examples mark must.

Alone means that the other rules of the same kind are off. A field that they would fill may then be empty. An example
with ``alone = false`` is not run so, nor is a counter-example of a rule of words: such rules win over each other by
standing nearer to a figure, and alone each takes what is there. The rules of posts, periods and places are never run
alone: one find is the work of several.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Literal

from zsextract.errors import RuleError
from zsextract.ruleexample import Case, cases
from zsextract.rulefile import RuleFile
from zsextract.rules import Rule, RuleSet

Row = dict[str, Any]
FAMILIES = ("amounts", "counts", "rates", "officials", "targets")
PIECES = frozenset({"article", "chrome", "chrome_hint"})
"""Kinds of which an example marks what the rule itself matches."""
LINES = frozenset({"chrome"})
"""Kinds whose rules match whole lines."""

TOGETHER = frozenset({"position", "rank", "organ", "edge", "relative", "official", "period", "place"})
"""Kinds whose rules make one find together, so that one alone finds nothing."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that is not met: which, in which setting, and what came instead."""

    case: Case
    setting: Literal["alone", "whole set"]
    reason: str

    def __str__(self) -> str:
        case = self.case
        head = f"{case.path}:{case.line}: {case.rule} {case.sort}[{case.number}] ({self.setting}): {self.reason}"
        return f"{head}\n    {case.example.text}"


def test(files: Iterable[RuleFile], rules: RuleSet) -> Iterator[tuple[Case, list[Failure]]]:
    """Run every example of the files, in order."""
    for case in cases(files):
        try:
            yield case, run(case, rules)
        except RuleError as error:
            yield case, [Failure(case, "whole set", error.reason)]


def run(case: Case, rules: RuleSet) -> list[Failure]:
    """Run one example in both settings; nothing where it is met.

    A known failure is the other way round: it fails where it is met with the whole set on.
    """
    try:
        rule = rules.rule(case.rule)
    except KeyError:
        return [Failure(case, "whole set", "the rule is switched off")]
    whole = _reason(case, rule, rules, lenient=False)
    if case.sort == "known_failure":
        return [] if whole else [Failure(case, "whole set", "is met now: make it a [[rule.match]]")]
    if whole:
        return [Failure(case, "whole set", whole)]
    if not case.example.alone or case.kind in TOGETHER or (case.sort == "reject" and rule.pattern is None):
        return []
    alone = _reason(case, rule, alone_set(rule, rules), lenient=True)
    return [Failure(case, "alone", alone)] if alone else []


@lru_cache(maxsize=2)  # the examples of a rule come one behind the other
def alone_set(rule: Rule, rules: RuleSet) -> RuleSet:
    """The set in which the other rules of the same kind are off."""
    return rules.without(other.id for other in rules.of(rule.kind) if other is not rule)


def _reason(case: Case, rule: Rule, rules: RuleSet, *, lenient: bool) -> str | None:
    """Why the example is not met, or None."""
    rows = list(_rows(case, rule, rules))
    if case.example.family == "none" or (_says_none(rule) and not case.expected):
        return _absent(case, rows) if case.sort != "reject" else _present(case, rows, {})
    if case.sort == "reject":
        return _absent(case, [row for row in rows if _says(row, rule)])
    return _present(case, rows, case.expected, lenient=lenient)


def _says_none(rule: Rule) -> bool:
    return "none" in rule.gives.values()


def _says(row: Row, rule: Rule) -> bool:
    """True where a row may come of the rule: it has every value that the rule gives, as far as it has the field."""
    if rule.kind == "period" and row.get("rule") != rule.id:
        return False
    return all(row[key] == value for key, value in rule.gives.items() if key in row and key != "family")


def _absent(case: Case, rows: Iterable[Row]) -> str | None:
    """Why the marked words are not free of finds; of an unmarked text, why the whole is not."""
    start, end = case.mark or (0, len(case.text))
    inside = [row for row in rows if row["start"] < end and start < row["end"]]
    return f"finds {_shown(inside)}" if inside else None


def _present(case: Case, rows: Sequence[Row], expected: Mapping[str, Any], *, lenient: bool = False) -> str | None:
    """Why nothing with these fields is found on the marked words, or None."""
    at_mark = [row for row in rows if (row["start"], row["end"]) == case.mark]
    if not at_mark:
        return f"does not find the marked words; it finds {_shown(rows)}"
    reasons = [_difference(expected, row, lenient) for row in at_mark]
    return None if None in reasons else reasons[0]


def _shown(rows: Sequence[Row]) -> str:
    found = dict.fromkeys(f"{row['text']!r}{' by ' + row['rule'] if row.get('rule') else ''}" for row in rows)
    return ", ".join(found) or "nothing"


# --- what is found --------------------------------------------------------------------------------------------------


def _rows(case: Case, rule: Rule, rules: RuleSet) -> Iterator[Row]:
    """What an example is about, found in its text."""
    if case.example.family == "pattern" or (case.kind in PIECES and not case.example.family):
        return _pieces(case, rule)
    if case.kind == "period" and not case.example.family:
        return _periods(case, rules)
    if case.kind == "place" and not case.example.family:
        return _places(case, rules)
    return _items(case, rules)


def _pieces(case: Case, rule: Rule) -> Iterator[Row]:
    """Every match of the rule with its named groups; of a rule of words every occurrence."""
    view = _view(case.text)
    if rule.pattern is not None:
        whole = [rule.regex.fullmatch(view)] if case.kind in LINES else rule.regex.finditer(view)
        for found in filter(None, whole):
            yield {**rule.gives, **found.groupdict(), "start": found.start(), "end": found.end(), "text": found[0]}
        return
    for word in rule.words:
        at = view.find(word)
        while at >= 0:
            yield {**rule.gives, "start": at, "end": at + len(word), "text": word}
            at = view.find(word, at + 1)


def _view(text: str) -> str:
    """The matching view of an example, which may be in traditional or full-width characters."""
    import zsextract.fold as fold
    from zsextract.decode import from_text
    from zsextract.repair import repair

    repaired = repair(from_text(text, "example"), only={"script", "widths"}).text
    return fold.view(repaired if len(repaired) == len(text) else text)


def _day(case: Case) -> date | None:
    return date.fromisoformat(case.example.date) if case.example.date else None


def _periods(case: Case, rules: RuleSet) -> Iterator[Row]:
    from zsextract.find.periods import find_periods

    day = _day(case)
    for found in find_periods(_view(case.text), day, day.year if day else None, rules):
        days = {"start_day": found.first, "end_day": found.last}
        row = {"start": found.start, "end": found.end, "text": found.text, "kind": found.kind, "rule": found.rule}
        yield {**row, **days, "own": found.own}


def _places(case: Case, rules: RuleSet) -> Iterator[Row]:
    from zsextract.find.places import find_places

    for found in find_places(_view(case.text), None, rules):
        place = found.place
        row = {"start": found.start, "end": found.end, "text": place.text, "place": found.kind}
        yield {**row, "name": place.name, "code": place.code}


def _items(case: Case, rules: RuleSet) -> Iterator[Row]:
    """Everything that the pipeline finds in the example; a person once for each mention."""
    from zsextract.pipeline import extract

    for record in extract(case.text, date=_day(case), rules=rules):
        families: dict[str, Sequence[Any]] = {name: getattr(record, name) for name in FAMILIES} | record.extra
        for family, found in families.items():
            for item in found if case.example.family in (None, "none", family) else ():
                row = {"family": family, **item.to_dict()}
                row.setdefault("text", row.get("name"))
                for start, end in row.get("mentions") or [(row["start"], row["end"])]:
                    yield {**row, "start": start, "end": end}


# --- whether it is as given -----------------------------------------------------------------------------------------


def _difference(expected: Mapping[str, Any], row: Row, lenient: bool) -> str | None:
    """The first field that is not as given, or None; a table asks for its own keys only."""
    for key, wanted in expected.items():
        field = f"{key}_day" if f"{key}_day" in row else key
        if field not in row:
            return f"there is no field {key!r}; there are {', '.join(row)}"
        if lenient and row[field] in (None, [], ()):
            continue
        if not _equal(wanted, row[field]):
            return f"{key} is {_plain(row[field])!r} and not {wanted!r}"
    return None


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, date) else value


def _equal(wanted: Any, given: Any) -> bool:
    if isinstance(given, dict):  # a period or a place: by a table of its fields, by its words, or by its name
        if isinstance(wanted, dict):
            return all(_equal(value, given.get(key)) for key, value in wanted.items())
        return wanted in (given.get("text"), given.get("name"))
    if isinstance(wanted, str) and not isinstance(given, str):
        return wanted == ("" if given is None else str(given))
    if isinstance(wanted, list):
        return wanted == list(given or ())
    return bool(wanted == given)
